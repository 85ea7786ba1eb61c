"""What is disputed of the figures behind a long run, and the answer with each disputing partner's own figures."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govtrack.analytics.contest import Disputed, Objection, Shift, parts_of, shifted
from govtrack.analytics.kinds import Category, Kind
from govtrack.analytics.look import Look
from govtrack.analytics.record import YEAR
from govtrack.analytics.stated import Period, label, month_of
from govtrack.analytics.totals import JOINT
from govtrack.store import disputes, longrun
from govtrack.store.bodies import organisations_of
from govtrack.store.disputes import Contested
from govtrack.store.figures import whose
from govtrack.store.ledger import Figure
from govtrack.store.longrun import Question
from govtrack.store.measures import Measure, measures


class _Ground(NamedTuple):
    """What disputes are told from: the question, the measures by number, partners' short names."""

    question: Question
    units: dict[int, Measure]
    names: dict[int, str]


def objections(question: Question, claimed: Look) -> list[Objection]:
    """Who disputes what of the figures that a look rests on, as known on its day, each with a second answer.

    The second answer puts a partner's own figures in the place of those it disputes, and leaves all others.
    """
    found = disputes.standing_in([question.collaboration.id], on=question.as_at)
    units = {one.id: one for one in measures()}
    about = [one for one in found if _concerns(one.legs, question, claimed, units)]
    if not about:
        return []
    bodies = organisations_of(sorted({leg.partner_id or 0 for one in about for leg in one.legs}))
    ground = _Ground(question, units, {one.id: one.short_name for one in bodies})
    partners = list(dict.fromkeys(one.dispute.partner_id for one in about))
    return [
        _objection([one for one in about if one.dispute.partner_id == partner], ground, claimed) for partner in partners
    ]


def _concerns(legs: Sequence[Figure], question: Question, claimed: Look, units: dict[int, Measure]) -> bool:
    """Whether a figure is among those the question is answered from, as far as its reader may know."""
    first, asked = legs[0], claimed.asked
    measure = first.measure_id == question.measure.id
    beside = not question.measure.money and units[first.measure_id].money and first.kind == Kind.CONTRIBUTION
    return (
        (measure or beside)
        and first.status in question.counted.statuses
        and (question.until is None or first.starts <= month_of(question.until))
        and (asked.first is None or first.starts >= asked.first)
        and (asked.last is None or first.starts + first.months <= asked.last + YEAR)
    )


def _objection(contested: Sequence[Contested], ground: _Ground, claimed: Look) -> Objection:
    question = ground.question
    shifts: dict[bool, list[Shift]] = {True: [], False: []}
    for one in contested:
        shifts[one.legs[0].measure_id == question.measure.id] += _shifts(one)
    look = None
    if any(one.dispute.amount is not None for one in contested):
        year_from = question.collaboration.year_from
        rows = shifted(longrun.rows_for(question), shifts[True], year_from=year_from, paid=shifts[False])
        look = longrun.answer(question, rows)
    name = contested[0].dispute.partner.short_name
    return Objection(name, tuple(_disputed(one, ground) for one in contested), claimed, look)


def _shifts(contested: Contested) -> Iterator[Shift]:
    """By how much each part of a figure changes when the disputing amount stands in its place."""
    amount, legs = contested.dispute.amount, contested.legs
    if amount is None:
        return
    for leg, effect in zip(legs, _effects(amount, legs), strict=True):
        change = effect - leg.amount
        in_kind = change if leg.category == Category.IN_KIND else 0
        yield Shift(leg.partner_id or JOINT, leg.kind, leg.starts, leg.months, change, in_kind)


def _effects(amount: int, legs: Sequence[Figure]) -> list[int]:
    """What each part of a figure would be: of a transfer either side, of a shared result by the agreed split."""
    if legs[0].kind == Kind.TRANSFER:
        sides = [[leg.amount for leg in legs if (leg.amount < 0) is paid] for paid in (True, False)]
        split = {paid: iter(parts_of(amount, side)) for paid, side in zip((True, False), sides, strict=True) if side}
        return [-next(split[True]) if leg.amount < 0 else next(split[False]) for leg in legs]
    sign = -1 if legs[0].category == Category.DIS_BENEFIT else 1
    return [sign * part for part in parts_of(amount, [leg.amount for leg in legs])]


def _disputed(contested: Contested, ground: _Ground) -> Disputed:
    first = contested.legs[0]
    return Disputed(
        line=first.line,
        what=Category(first.category).word,
        whose=whose(contested.legs, ground.names),
        period=label(Period(first.starts, first.months), calendar=ground.question.collaboration.calendar),
        starts=first.starts,
        months=first.months,
        claimed=disputes.claimed(contested.legs),
        own=contested.dispute.amount,
        reason=contested.dispute.reason,
        unit=longrun.unit_of(ground.units[first.measure_id]),
        parts=tuple((leg.partner_id or JOINT, leg.kind) for leg in contested.legs),
    )
