"""The question behind the long-run page: one collaboration, one measure, through somebody's eyes, as known on a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from govtrack.analytics.kinds import Counted, Nature, Status
from govtrack.analytics.look import Asked, Look, Prices, Rows, look
from govtrack.analytics.periods import Period
from govtrack.analytics.rebasing import Rebase
from govtrack.analytics.record import Member
from govtrack.analytics.stated import month_of
from govtrack.analytics.words import Unit
from govtrack.store import prices, totals
from govtrack.store.collaborations import Collaboration, Membership, memberships_in
from govtrack.store.cycle import provisional_months
from govtrack.store.measures import POUNDS, Measure, measure_named
from govtrack.store.totals import MOST_REMEMBERED

YEAR = 12
Loose = Mapping[int, Sequence[Period]]
NONE_LOOSE: Loose = {}


class Question(NamedTuple):
    """What a reader asks. `first` and `last` are years by the calendar year they start in."""

    collaboration: Collaboration
    measure: Measure
    eyes: int | None = None
    first: int | None = None
    last: int | None = None
    prices: Prices = Prices.REAL
    counted: Counted = Counted.CLAIMED_AND_VERIFIED
    as_at: date | None = None
    until: date | None = None
    """The last day of which the reader may know, where it was once a member and is no more."""
    rebase: Rebase | None = None
    release: int | None = None
    """The number of the release of deflators that is asked for; None: the usual one."""


def unit_of(measure: Measure) -> Unit:
    """How amounts of a measure are written."""
    return Unit(measure.unit, measure.decimals, measure.money)


def members_of(memberships: Sequence[Membership], loose: Loose = NONE_LOOSE) -> list[Member]:
    """Spells put together per partner, in the order in which partners first joined.

    `loose` has, by partner, the reporting periods whose figures may still change.
    """
    spells: dict[int, list[Membership]] = {}
    for spell in memberships:
        spells.setdefault(spell.partner_id, []).append(spell)
    return [
        Member(
            partner,
            own[0].partner.short_name,
            tuple(
                (
                    None if spell.joined is None else month_of(spell.joined),
                    None if spell.left is None else month_of(spell.left),
                )
                for spell in own
            ),
            own[-1].votes,
            all(spell.observer for spell in own),
            tuple(loose.get(partner, ())),
        )
        for partner, own in spells.items()
    ]


def asked_of(question: Question) -> Asked:
    """The question as the arithmetic takes it."""
    together, measure = question.collaboration, question.measure
    last = None if question.last is None else question.last * YEAR + together.year_from
    if question.until is not None:
        known = (month_of(question.until) - together.year_from) // YEAR * YEAR + together.year_from
        last = known if last is None else min(last, known)
    return Asked(
        eyes=question.eyes,
        unit=unit_of(measure),
        nature=Nature(measure.nature),
        what="benefit" if measure.money else measure.name,
        prices=question.prices,
        calendar=together.calendar,
        first=None if question.first is None else question.first * YEAR + together.year_from,
        last=last,
        as_known=question.as_at,
        rebase=question.rebase,
    )


def rows_for(question: Question) -> Rows:
    """The kept totals of the question, or the ledger's as known on its day."""
    together, measure = question.collaboration, question.measure
    statuses = question.counted.statuses
    as_at = None if question.as_at is None else question.as_at.toordinal()
    figures = totals.series(together.id, measure.id, statuses, as_at=as_at)
    paid = None
    if not measure.money:
        pounds = measure_named(POUNDS)
        assert pounds is not None, "every register is founded with pounds"
        paid = totals.series(together.id, pounds.id, statuses, as_at=as_at).years
    undone = totals.series(together.id, measure.id, [Status.REVERSED], as_at=as_at).periods
    return Rows(figures.years, figures.periods, paid, undone)


def answer(question: Question, rows: Rows | None = None) -> Look:
    """Everything that can be said to the question, from the kept totals or from rows that are given."""
    number = question.collaboration.id
    members = members_of(
        memberships_in([number]), loose_in([number], on=question.as_at, counted=question.counted)[number]
    )
    release = prices.deflators(release_id=question.release, as_at=question.as_at)
    return look(asked_of(question), members, rows or rows_for(question), release)


def loose_in(
    numbers: Sequence[int], *, on: date | None = None, counted: Counted = Counted.CLAIMED_AND_VERIFIED
) -> dict[int, Loose]:
    """By collaboration, which partners' reporting periods may still change; of hopes nothing is reported."""
    if not set(counted.statuses) & set(Counted.CLAIMED_AND_VERIFIED.statuses):
        return dict.fromkeys(numbers, NONE_LOOSE)
    return {**dict.fromkeys(numbers, NONE_LOOSE), **provisional_months(numbers, on=on)}


def answers_for(
    body_id: int | None,
    collaborations: Sequence[Collaboration],
    memberships: Sequence[Membership],
    *,
    until: dict[int, date],
) -> dict[int, Look]:
    """What each of several collaborations has meant in pounds for one partner (None: for all), in four questions.

    `memberships` are all there are in them. `until` has, by collaboration, the last day the reader may know of.
    Quarters are left to the page of each.
    """
    pounds = measure_named(POUNDS)
    assert pounds is not None, "every register is founded with pounds"
    numbers = [one.id for one in collaborations]
    years = totals.years_in(numbers, pounds.id, Counted.CLAIMED_AND_VERIFIED.statuses)
    spells: dict[int, list[Membership]] = {number: [] for number in numbers}
    for spell in memberships:
        if spell.collaboration_id in spells:
            spells[spell.collaboration_id].append(spell)
    release = prices.deflators()
    loose = loose_in(numbers)
    looks = {}
    for one in collaborations:
        question = Question(one, pounds, eyes=body_id, until=until.get(one.id))
        rows = Rows(years[one.id], ())
        looks[one.id] = _looked(asked_of(question), tuple(members_of(spells[one.id], loose[one.id])), rows, release)
    return looks


_looked = lru_cache(MOST_REMEMBERED)(look)
"""A look hangs on nothing but what it is given: it is worked out again only where something of that has changed."""
