"""Kept totals put in order: who was a member when, what each put in and had back, and which years are whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from govtrack.analytics.figures import Figures
from govtrack.analytics.kinds import Kind
from govtrack.analytics.periods import Period, label
from govtrack.analytics.totals import JOINT, Total

YEAR = 12
Price = Callable[[int, int], int]
"""An amount and the first month of its period in, the amount in the prices of the page out."""


def as_stated(amount: int, _starts: int) -> int:
    """Cash: the amount as it was stated."""
    return amount


class Member(NamedTuple):
    """A partner: its number, name, the months of its spells (first to last, None without such an end), its votes.

    An observer is shown but never waited for.
    """

    partner: int
    name: str
    spells: tuple[tuple[int | None, int | None], ...]
    votes: int | None = None
    observer: bool = False
    provisional: tuple[Period, ...] = ()
    """The reporting periods whose figures of it may still change: not agreed by all, or not closed."""

    def months_in(self, starts: int, months: int = YEAR) -> int:
        """The months of a period in which it was a member, a bit a month, the first lowest."""
        bits = 0
        for first, last in self.spells:
            begin = 0 if first is None else max(first - starts, 0)
            end = months if last is None else min(last + 1 - starts, months)
            if begin < end:
                bits |= (1 << end) - (1 << begin)
        return bits

    def loose_in(self, starts: int, months: int = YEAR) -> int:
        """The months of a period that lie in one of its provisional reporting periods, as bits."""
        bits = 0
        for one in self.provisional:
            begin, end = max(one.starts - starts, 0), min(one.starts + one.months - starts, months)
            if begin < end:
                bits |= (1 << end) - (1 << begin)
        return bits


class State(StrEnum):
    """How much of a partner's period has been reported."""

    WHOLE = "whole"
    PROVISIONAL = "provisional"
    PART = "part"
    MISSING = "not reported"
    OUTSIDE = "not a member"


class Cell(NamedTuple):
    """One partner's one side of one period."""

    amount: int | None
    state: State
    covered: int = 0
    loose: int = 0
    """The months among them that are provisional, a bit a month as in `covered`."""

    @property
    def said(self) -> str:
        """How much is reported, in a word or two, for files."""
        return f"{self.state}, {State.PROVISIONAL}" if self.loose and self.state is State.PART else str(self.state)

    @property
    def whole(self) -> int | None:
        return self.amount if self.state is State.WHOLE else None


NOTHING = Cell(None, State.OUTSIDE), Cell(None, State.MISSING)
"""The cell of a period without figures: of no member, and of one."""


class Span(NamedTuple):
    """A figure that was stated over several years at once, or for the collaboration as a whole."""

    partner: int
    kind: Kind
    period: Period
    amount: int
    counted: bool
    """Whether it is in the sums: only where the window holds all of it and nothing inside it is counted already."""


Grid = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Record:
    """One collaboration in one measure over a window of years: partners × years, both sides, and what stands apart.

    Amounts are in the measure's smallest unit, in the prices asked for.
    """

    members: tuple[Member, ...]
    starts: tuple[int, ...]
    """The first month of each year, in order and without holes."""
    calendar: bool
    contribution: Grid
    benefit: Grid
    transfers: tuple[tuple[int, ...], ...]
    """What each partner had from others less what it paid them, by year."""
    in_kind: tuple[int, ...]
    """How much of what each partner put in was in kind."""
    spans: tuple[Span, ...]
    joint: tuple[Span, ...]
    totals: tuple[Total, ...]
    """The rows behind it all, for the counts of how figures were got."""

    @cached_property
    def labels(self) -> list[str]:
        return [label(Period(first, YEAR), calendar=self.calendar) for first in self.starts]

    @cached_property
    def own(self) -> Figures:
        """Each partner's whole years, whether or not the others have reported: what money is judged by."""
        return Figures(_whole(self.benefit), _whole(self.contribution))

    @cached_property
    def with_transfers(self) -> Figures:
        """The same with what partners paid each other: received counts as had back, paid as put in."""
        pairs = list(zip(self.own.benefit, self.own.contribution, self.transfers, strict=True))
        return Figures(
            [[_plus(out, max(moved, 0)) for out, moved in zip(b, t, strict=True)] for b, _, t in pairs],
            [[_plus(paid, max(-moved, 0)) for paid, moved in zip(c, t, strict=True)] for _, c, t in pairs],
        )

    @cached_property
    def shared(self) -> Figures:
        """The years in which every member's figures are whole: what shares are worked out from."""
        return Figures(
            _where(_whole(self.benefit), self.complete(self.benefit)),
            _where(_whole(self.contribution), self.complete(self.contribution)),
        )

    def complete(self, side: Grid) -> list[bool]:
        """By year: whether nobody who was a member is waited for on one side, and somebody has reported."""
        return [
            not self.awaited(side, year) and any(row[year].whole is not None for row in side)
            for year in range(len(self.starts))
        ]

    def awaited(self, side: Grid, year: int) -> list[Member]:
        """The members whose figures of a year are missing, in part or provisional."""
        return [
            member
            for member, row in zip(self.members, side, strict=True)
            if row[year].state in {State.PART, State.PROVISIONAL, State.MISSING} and not member.observer
        ]

    def place(self, partner: int) -> int | None:
        """Where a partner stands among the members, None when it is none of them."""
        return next((index for index, member in enumerate(self.members) if member.partner == partner), None)


def _whole(side: Grid) -> list[list[int | None]]:
    return [[cell.whole for cell in row] for row in side]


def _where(rows: list[list[int | None]], use: Sequence[bool]) -> list[list[int | None]]:
    return [[value if used else None for value, used in zip(row, use, strict=True)] for row in rows]


def _plus(amount: int | None, more: int) -> int | None:
    return None if amount is None else amount + more


def put_together(
    totals: Sequence[Total],
    members: Sequence[Member],
    *,
    calendar: bool = False,
    first: int | None = None,
    last: int | None = None,
    price: Price = as_stated,
    paid_in: Sequence[Total] | None = None,
    count_spans: bool = True,
) -> Record:
    """A record out of year totals, between two years (`first` and `last`: their first months; None: all there is).

    `paid_in` are the totals that contributions are taken from where the measure is not money: what each
    partner had back in people found stands beside what it paid in pounds, as shares, never as a sum.
    Then only what was put in changes its prices.
    Spans have no one price level: where `price` changes prices they are not counted, and stay in cash.
    """
    used = [*totals] if paid_in is None else [*_of(totals, Kind.BENEFIT), *_of(paid_in, Kind.CONTRIBUTION)]
    used = [
        row
        for row in used
        if (first is None or row.starts >= first) and (last is None or row.starts + row.months <= last + YEAR)
    ]
    starts = _years(used)
    at = {month: index for index, month in enumerate(starts)}
    places = {member.partner: index for index, member in enumerate(members)}
    sides = {kind: [[0] * len(starts) for _ in members] for kind in Kind}
    covered = {kind: [[0] * len(starts) for _ in members] for kind in Kind}
    in_kind = [0] * len(members)
    benefit_price = price if paid_in is None else as_stated
    for row in used:
        place = places.get(row.partner)
        if place is None or row.months != YEAR:
            continue
        kind, year = Kind(row.kind), at[row.starts]
        sides[kind][place][year] += (benefit_price if kind is Kind.BENEFIT else price)(row.amount, row.starts)
        covered[kind][place][year] |= row.covered
        if kind is Kind.CONTRIBUTION and row.in_kind:
            in_kind[place] += price(row.in_kind, row.starts)
    expected = [[member.months_in(month) for month in starts] for member in members]
    loose = [[member.loose_in(month) for month in starts] for member in members]
    return Record(
        members=tuple(members),
        starts=tuple(starts),
        calendar=calendar,
        contribution=_grid(sides[Kind.CONTRIBUTION], covered[Kind.CONTRIBUTION], expected, loose),
        benefit=_grid(sides[Kind.BENEFIT], covered[Kind.BENEFIT], expected, loose),
        transfers=tuple(tuple(row) for row in sides[Kind.TRANSFER]),
        in_kind=tuple(in_kind),
        spans=tuple(_spans(used, places, count=count_spans)),
        joint=tuple(
            Span(JOINT, Kind(row.kind), Period(row.starts, row.months), row.amount, counted=False)
            for row in used
            if row.partner == JOINT
        ),
        totals=tuple(used),
    )


def _of(totals: Iterable[Total], kind: Kind) -> list[Total]:
    return [row for row in totals if row.kind == kind]


def _years(totals: Sequence[Total]) -> list[int]:
    years = [row.starts for row in totals if row.months == YEAR]
    return list(range(min(years), max(years) + 1, YEAR)) if years else []


def _grid(*sides: list[list[int]]) -> Grid:
    """Cells of amounts, the months covered, those expected and those that are provisional."""
    return tuple(tuple(_cell(*parts) for parts in zip(*rows, strict=True)) for rows in zip(*sides, strict=True))


def _cell(amount: int, covered: int, expected: int, loose: int) -> Cell:
    if not covered:
        return NOTHING[bool(expected)]
    whole = State.PROVISIONAL if covered & loose else State.WHOLE
    return Cell(amount, whole if covered & expected == expected else State.PART, covered, covered & loose)


def _spans(totals: Sequence[Total], places: dict[int, int], *, count: bool) -> list[Span]:
    """Figures over several years, in cash; each counted only where nothing inside it is counted already."""
    taken: dict[tuple[int, int], list[range]] = {}
    for row in totals:
        if row.months == YEAR:
            taken.setdefault((row.partner, row.kind), []).append(range(row.starts, row.starts + YEAR))
    spans = []
    for row in sorted((row for row in totals if row.months > YEAR), key=lambda row: (-row.months, row)):
        if row.partner not in places:
            continue
        inside = range(row.starts, row.starts + row.months)
        there = taken.setdefault((row.partner, row.kind), [])
        free = count and (
            row.kind == Kind.TRANSFER
            or not any(inside.start < other.stop and other.start < inside.stop for other in there)
        )
        if free:
            there.append(inside)
        spans.append(Span(row.partner, Kind(row.kind), Period(row.starts, row.months), row.amount, free))
    return spans
