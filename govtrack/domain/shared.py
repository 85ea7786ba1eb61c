"""The verbs of shared results: enter one benefit for several partners, split as agreed, and correct it as a whole."""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from govtrack.analytics.allocation import apportion
from govtrack.analytics.kinds import Category, Kind, Status
from govtrack.analytics.words import Unit, exact
from govtrack.domain import ledger
from govtrack.domain.answers import amount as read_amount
from govtrack.domain.checks import LONGEST_TEXT, Entry
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import clock, shared
from govtrack.store import ledger as lines
from govtrack.store.bodies import Organisation
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.ledger import Figure
from govtrack.store.measures import Measure
from govtrack.store.shared import SharedPart, SharedResult

PERCENT = re.compile(r"\d{1,3}(?:\.\d{1,6})?\Z", re.ASCII)
CLOSE_ENOUGH = Fraction(1, 100)
"""How far percentages written with two decimals may miss 100: three thirds are written 33.33, 33.33 and 33.33."""


class How(StrEnum):
    """What the parts of a split are given in."""

    PERCENTAGES = "percentages"
    AMOUNTS = "amounts"


class Split(NamedTuple):
    """An agreed split: a part for each partner that is in it, as typed."""

    how: How
    parts: Sequence[tuple[Organisation, str]]


def share(entry: Entry, split: Split, *, name: str, agreed: str = "", by: Any) -> int:
    """Enter a shared result, `entry` holding the whole of it; give the number of its figure.

    Refused where the parts do not make the whole, or where a partner has the same benefit on its own already.
    """
    name = _named(name)
    entries = parts_of(entry, split)
    ground = ledger.ground_for([entry.collaboration_id])
    ledger.refuse_faulty(entries, ground)
    _refuse_counted(entries, entry.amount, name)
    number = ledger.post_as_one(entries, by=by)
    _add(number, entry.collaboration_id, split, name=name, agreed=agreed, by=by)
    return number


def parts_of(entry: Entry, split: Split) -> list[Entry]:
    """The parts of a whole as entries of their partners: they sum to it, to the penny."""
    if entry.kind != Kind.BENEFIT:
        raise Refused("Only a benefit is a shared result.", field="category")
    if len(split.parts) < 2:
        raise Refused("A shared result has a part for two partners at least: fill in their boxes.", field="parts")
    amounts = _amounts(entry, split)
    return [
        entry._replace(partner_id=partner.id, amount=amount, low=None, high=None)
        for (partner, _), amount in zip(split.parts, amounts, strict=True)
    ]


def _amounts(entry: Entry, split: Split) -> list[int]:
    measure = db.session.get_one(Measure, entry.measure_id)
    unit = Unit(measure.unit, measure.decimals, measure.money)
    if split.how is How.PERCENTAGES:
        weights = [_percent(partner, text) for partner, text in split.parts]
        made = sum(weights, Fraction(0))
        if abs(made - 100) > CLOSE_ENOUGH:
            raise Refused(f"The percentages come to {float(made):g}, not to 100.", field="parts")
        return apportion(entry.amount, weights)
    amounts = [_amount(partner, text, measure) for partner, text in split.parts]
    if sum(amounts) != entry.amount:
        came_to, off = exact(sum(amounts), unit), exact(abs(entry.amount - sum(amounts)), unit)
        way = "over" if sum(amounts) > entry.amount else "short"
        raise Refused(
            f"The parts come to {came_to}, and the whole is {exact(entry.amount, unit)}: {off} {way}.", field="parts"
        )
    return amounts


def _percent(partner: Organisation, text: str) -> Fraction:
    written = text.strip().removesuffix("%").strip()
    if not PERCENT.match(written) or not 0 < Fraction(written) <= 100:
        raise Refused(f"{partner.short_name}: write a percentage above 0, such as 50 or 33.33.", field="parts")
    return Fraction(written)


def _amount(partner: Organisation, text: str, measure: Measure) -> int:
    try:
        return read_amount(text.strip(), measure.decimals)
    except Refused as refusal:
        raise Refused(f"{partner.short_name}: {refusal.sentence}", field="parts") from None


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 200:
        raise Refused("Say in at most 200 characters what the result is.", field="name")
    return name


def _refuse_counted(entries: Sequence[Entry], whole: int, name: str) -> None:
    """Refuse a shared result that one of its partners, or another shared result, holds already."""
    for entry in entries:
        for there in _like(entry):
            if there.amount in {entry.amount, whole} and _same_words(there.note, entry.note, name):
                raise Refused(
                    f"This result stands already as figure {there.figure}: the same benefit is not counted twice. Take "
                    "that back first; or, if it is another, say in the note what it is.",
                    field="amount",
                )


def refuse_shared(entry: Entry) -> None:
    """Refuse a partner's own figure that is a part, or the whole, of a shared result already."""
    result = already_shared(entry)
    if result is not None:
        raise Refused(
            f"This is in the shared result “{result.name}” already, {result.split}: the same benefit is not counted "
            f"twice (figure {result.figure}). If it is another, say in the note what it is.",
            field="amount",
        )


def already_shared(entry: Entry) -> SharedResult | None:
    """The shared result that a partner's figure would count a second time, if there is one."""
    if entry.kind != Kind.BENEFIT:
        return None
    like = {one.figure: one for one in _like(entry)}
    for figure, result in shared.shared_of(list(like)).items():
        legs = lines.standing(figure)
        if entry.effect in {sum(leg.amount for leg in legs), *(leg.amount for leg in legs)} and _same_words(
            like[figure].note, entry.note, result.name
        ):
            return result
    return None


def _like(entry: Entry) -> list[Figure]:
    """What any partner has of one category in one measure for just this period, reversed figures aside."""
    found = lines.figures(entry.collaboration_id, measure_id=entry.measure_id)
    cell = (entry.starts, entry.months, entry.kind, entry.category)
    return [
        one
        for one in found
        if (one.starts, one.months, one.kind, one.category) == cell
        and ledger.entry_of(one).cell.status == entry.cell.status
    ]


def _same_words(there: str, here: str, name: str) -> bool:
    """Whether two notes tell nothing apart: one is blank, or they are the same, or the result's own name."""
    there, here, name = (" ".join(text.split()).casefold() for text in (there, here, name))
    return not here or here in {there, name}


def _add(
    number: int, collaboration_id: int, split: Split, *, name: str, agreed: str, stated: date | None = None, by: Any
) -> SharedResult:
    agreed = agreed.strip()
    if len(agreed) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this has {len(agreed):,}.", field="agreed")
    with deed("stated a shared result", by=by):
        row = SharedResult(
            figure=number,
            collaboration_id=collaboration_id,
            name=name,
            agreed=agreed,
            stated=stated or clock.today(),
            person=str(getattr(by, "email", by)),
            parts=_parts(split),
        )
        db.session.add(row)
    return row


def _parts(split: Split) -> list[SharedPart]:
    percents = split.how is How.PERCENTAGES
    return [
        SharedPart(partner=partner, percent=text.strip().removesuffix("%").strip() if percents else "")
        for partner, text in split.parts
    ]


def correct(row: SharedResult, entry: Entry, split: Split, *, reason: str, seen: int | None = None, by: Any) -> None:
    """Put a new whole, or a new split, in the place of a shared result: all its parts together, with a reason."""
    reason = ledger.reason_given(reason)
    if seen is not None and seen != row.version:
        raise Changed(row)
    legs = lines.standing(row.figure)
    if not legs:
        raise Changed(row)
    entries = parts_of(_as_it_stood(entry, legs[0]), split)
    if entries == [ledger.entry_of(leg) for leg in legs]:
        raise Refused("Nothing is different: change the whole or a part, or go back.", field="amount")
    ledger.refuse_faulty(entries, ledger.ground_for([row.collaboration_id], without=legs))
    ledger.replace_all(legs, entries, reason=reason, by=by)
    with deed("corrected a shared result", by=by, reason=reason):
        _put_parts(row, split)
        row.person = str(getattr(by, "email", by))
        row.stated = clock.today()


def _put_parts(row: SharedResult, split: Split) -> None:
    """The new split in the place of the old, part by part, so that the trail says what became of each."""
    there = {part.partner_id: part for part in row.parts}
    for part in _parts(split):
        kept = there.pop(part.partner.id, None)
        if kept is None:
            row.parts.append(part)
        else:
            kept.percent = part.percent
    for part in there.values():
        db.session.delete(part)


def _as_it_stood(entry: Entry, leg: Figure) -> Entry:
    """The new whole with how far the old had come; what was verified was the old one, so it is claimed again."""
    status = Status.CLAIMED if leg.status == Status.VERIFIED else leg.status
    return entry._replace(status=int(status), basis=leg.basis, provenance=leg.provenance)


def join(
    figures: Sequence[tuple[Figure, Organisation, str]], *, name: str, agreed: str, stated: date | None, by: Any
) -> None:
    """Make one shared result of figures that a file states apart: they are taken back and entered again as one."""
    parts = [(partner, percent) for _, partner, percent in figures]
    how = How.PERCENTAGES if all(percent for _, percent in parts) else How.AMOUNTS
    number = ledger.join([figure for figure, _, _ in figures], reason=f"Parts of one shared result: {name}", by=by)
    _add(
        number,
        figures[0][0].collaboration_id,
        Split(how, parts),
        name=_named(name),
        agreed=agreed,
        stated=stated,
        by=by,
    )


def whole(legs: Sequence[Figure]) -> int:
    """What all the parts come to, as a person writes it."""
    sign = -1 if legs[0].category == Category.DIS_BENEFIT else 1
    return sign * sum(leg.amount for leg in legs)
