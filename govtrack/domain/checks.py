"""The rules of a ledger entry: one set, for the form and for every row of a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from govtrack.analytics.kinds import CATEGORIES, Basis, Category, Counted, Kind, Nature, Status
from govtrack.analytics.periods import Period, label
from govtrack.domain.shutting import Shuts, reason_shut

LARGEST = 9_000_000_000_000_00
"""The largest amount in the smallest unit, far above any budget and well inside 64 bits when summed."""
LONGEST_TEXT = 4000
YEAR = 12


class Entry(NamedTuple):
    """One figure as it was stated; `amount`, `low` and `high` are in the measure's smallest unit, as written.

    A dis-benefit is written as a positive amount and counts against benefit (`effect`);
    a transfer is negative for the partner that pays it.
    """

    collaboration_id: int
    partner_id: int | None
    measure_id: int
    status: int
    starts: int
    months: int
    kind: int
    category: int
    basis: int
    provenance: int
    amount: int
    low: int | None = None
    high: int | None = None
    source: str = ""
    note: str = ""

    @property
    def period(self) -> Period:
        return Period(self.starts, self.months)

    @property
    def effect(self) -> int:
        return -self.amount if self.category == Category.DIS_BENEFIT else self.amount

    @property
    def cell(self) -> "Cell":
        return cell_of(self.collaboration_id, self.partner_id, self.measure_id, self.status, self.kind, self.category)


class Cell(NamedTuple):
    """What may not be counted twice: one partner's figures of one category, claimed and verified taken together."""

    collaboration_id: int
    partner_id: int | None
    measure_id: int
    status: int
    kind: int
    category: int


def cell_of(
    collaboration_id: int, partner_id: int | None, measure_id: int, status: int, kind: int, category: int
) -> Cell:
    """The cell that a figure of some status lies in."""
    if status in Counted.CLAIMED_AND_VERIFIED.statuses:
        status = int(Status.CLAIMED)
    return Cell(collaboration_id, partner_id, measure_id, status, kind, category)


class Spell(NamedTuple):
    """A membership, from its joining to its last day; None where it has no such end."""

    joined: date | None
    left: date | None


@dataclass
class Ground:
    """What an entry is checked against, looked up once for however many entries."""

    today: date
    calendar: Mapping[int, bool] = field(default_factory=dict)
    """Whether a collaboration's years are calendar years, by its number."""
    spells: Mapping[tuple[int, int], list[Spell]] = field(default_factory=dict)
    """The memberships by collaboration and partner."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Short names of partners, for the sentences."""
    natures: Mapping[int, str] = field(default_factory=dict)
    money: int = 0
    """The number of the measure that is pounds."""
    stated: dict[Cell, set[tuple[int, int]]] = field(default_factory=dict)
    """The periods already stated in each cell."""
    shut: Shuts = field(default_factory=dict)
    """What may not be written now, because it was submitted or its period is closed."""


class Fault(NamedTuple):
    """What is wrong with one answer of an entry, and what would be right."""

    field: str
    sentence: str


def faults(entry: Entry, ground: Ground) -> Iterator[Fault]:
    """Everything that is wrong with an entry, the plainest first."""
    yield from _amounts(entry, ground)
    yield from _words(entry)
    yield from _period(entry, ground)
    yield from _membership(entry, ground)
    yield from _counted_twice(entry, ground)
    if shut := shut_for(entry, ground.shut):
        yield Fault("period", shut)


def shut_for(entry: Entry, shut: Shuts) -> str:
    """Why a figure may neither be entered nor taken back now; empty where it may."""
    return reason_shut(shut, entry.collaboration_id, entry.partner_id, entry.status, entry.period)


def _amounts(entry: Entry, ground: Ground) -> Iterator[Fault]:
    if abs(entry.amount) > LARGEST:
        yield Fault("amount", "That amount is larger than any this register can hold: check for extra digits.")
    if entry.category == Category.DIS_BENEFIT and entry.amount < 0:
        yield Fault("amount", "Write a dis-benefit as a positive amount: it is counted against benefit.")
    if entry.kind == Kind.TRANSFER and entry.measure_id != ground.money:
        yield Fault("measure", "A transfer between partners is in pounds.")
    if entry.kind == Kind.TRANSFER and entry.partner_id is None:
        yield Fault("partner", "A transfer is between two partners: say which one this amount is for.")
    if entry.kind == Kind.TRANSFER and entry.amount == 0:
        yield Fault("amount", "A transfer of nothing need not be recorded.")
    ranged = entry.low is not None or entry.high is not None
    if ranged and entry.basis != Basis.JUDGED:
        yield Fault("low", "A low and a high belong to a judged figure: choose “judged”, or leave them blank.")
    if (entry.low is None) != (entry.high is None):
        yield Fault("low" if entry.low is None else "high", "Give both the low and the high, or neither.")
    if entry.low is not None and entry.high is not None and not entry.low <= entry.amount <= entry.high:
        yield Fault("low", "The amount must lie between the low and the high.")
    if any(abs(bound or 0) > LARGEST for bound in (entry.low, entry.high)):
        yield Fault("high", "The range is larger than any amount this register can hold.")


def _words(entry: Entry) -> Iterator[Fault]:
    if Category(entry.category) not in CATEGORIES[Kind(entry.kind)]:
        choices = ", ".join(category.word for category in CATEGORIES[Kind(entry.kind)])
        yield Fault("category", f"A {Kind(entry.kind).word} is one of: {choices}.")
    for name, text in (("source", entry.source), ("note", entry.note)):
        if len(text) > LONGEST_TEXT:
            yield Fault(name, f"At most {LONGEST_TEXT:,} characters; this has {len(text):,}.")


def _period(entry: Entry, ground: Ground) -> Iterator[Fault]:
    calendar = ground.calendar.get(entry.collaboration_id, False)
    year_from = 0 if calendar else 3
    if entry.months >= YEAR and (entry.starts - year_from) % YEAR:
        kind = "calendar years, such as 2023" if calendar else "financial years, April to March, such as 2023-24"
        yield Fault("period", f"This collaboration counts in {kind}.")
    if entry.months > YEAR and ground.natures.get(entry.measure_id) == Nature.LEVEL:
        yield Fault("period", "A level is stated for one period, never for a span of years.")
    begun = ground.today.year * YEAR + ground.today.month - 1
    if entry.starts > begun and entry.status in Counted.CLAIMED_AND_VERIFIED.statuses:
        name = label(entry.period, calendar=calendar)
        yield Fault("period", f"{name} has not begun: record it as a target or a forecast.")


def _membership(entry: Entry, ground: Ground) -> Iterator[Fault]:
    if entry.partner_id is None:
        return
    name = ground.names.get(entry.partner_id, "This partner")
    spells = ground.spells.get((entry.collaboration_id, entry.partner_id))
    if not spells:
        yield Fault("partner", f"{name} is not a partner of this collaboration.")
        return
    if entry.kind == Kind.TRANSFER:
        return
    period = entry.period
    if not any(
        (spell.joined is None or spell.joined <= period.end) and (spell.left is None or spell.left >= period.start)
        for spell in spells
    ):
        spell = spells[-1]
        when = label(period, calendar=ground.calendar.get(entry.collaboration_id, False))
        if spell.joined is not None and period.end < spell.joined:
            yield Fault("period", f"{name} joined on {_day(spell.joined)}: {when} is before that.")
        elif spell.left is not None:
            yield Fault("period", f"{name} left on {_day(spell.left)}: {when} is after that.")


def _counted_twice(entry: Entry, ground: Ground) -> Iterator[Fault]:
    if entry.months > YEAR or entry.kind == Kind.TRANSFER or entry.status == Status.REVERSED:
        return
    calendar = ground.calendar.get(entry.collaboration_id, False)
    end = entry.starts + entry.months
    clashing = sorted(
        (starts, months)
        for starts, months in ground.stated.get(entry.cell, ())
        if months <= YEAR
        and (starts, months) != (entry.starts, entry.months)
        and starts < end
        and starts + months > entry.starts
    )
    if clashing:
        there = ", ".join(label(Period(*period), calendar=calendar) for period in clashing)
        yield Fault(
            "period",
            f"This {Category(entry.category).word} is already stated for {there}, in some of the same months. "
            "The same amount is never counted twice: restate what is there, or enter only the months that are missing.",
        )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
