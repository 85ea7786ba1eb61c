"""Which partner has reported which period: a word for each, never a colour."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.kinds import Counted, Kind
from govtrack.analytics.periods import Period, label
from govtrack.analytics.record import Member
from govtrack.analytics.stated import month_of
from govtrack.analytics.totals import JOINT
from govtrack.analytics.words import listed
from govtrack.store import collaborations, totals
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, Membership
from govtrack.store.longrun import members_of
from govtrack.store.totals import Reported
from govtrack.web.access import may_record, own_organisations
from govtrack.web.returns import Cell as Word

QUARTER, YEAR = 3, 12
QUARTERS, YEARS = 4, 3
REPORTED, PART, FORECAST, NOT_YET, OUTSIDE = "reported", "part", "forecast only", "not yet", "not a member"
TONES = {REPORTED: "whole", PART: "part", FORECAST: "part", NOT_YET: "none", OUTSIDE: "off"}


class Figures(NamedTuple):
    """Which periods have figures: those that happened, claimed or verified, and those that are forecast."""

    claimed: Sequence[Reported]
    hoped: Sequence[Reported]

    def of(self, partner: int) -> "Figures":
        """Those of one partner."""
        return Figures(*([row for row in rows if row.partner_id == partner] for rows in self))


class Cell(NamedTuple):
    """A word for one partner's period, and where it can be entered (empty: nowhere, or nothing to enter)."""

    word: str
    tone: str
    href: str


class Row(NamedTuple):
    """A partner's periods."""

    name: str
    cells: Sequence[Cell | Word]


class Grid(NamedTuple):
    """The latest finished periods of one collaboration, by partner; who is waited for, in words."""

    together: Collaboration
    periods: list[str]
    rows: list[Row]
    awaited: list[str]
    joint_only: bool
    said: str = ""
    """What it has to say, where it has reporting periods."""
    href: str = ""
    """Where its reporting periods are."""

    @property
    def caption(self) -> str:
        """The finding over the table."""
        if self.said:
            return self.said
        if not self.awaited:
            return f"Every partner has reported {self.periods[-1]}"
        return f"For {self.periods[-1]}, still waiting for {listed(self.awaited)}"


def grids(shown: Sequence[Collaboration], person: Any, *, own: Collection[int]) -> list[Grid]:
    """A grid for each collaboration whose partners are waited for: a person's own, and whichever else they report to.

    `own` has the numbers of the person's own collaborations. Observers are never waited for.
    """
    numbers = [one.id for one in shown]
    now = month_of(today())
    since = now - YEAR * (YEARS + 1)
    claimed, hoped = (
        _by_collaboration(numbers, totals.reported_since(numbers, since, counted.statuses))
        for counted in (Counted.CLAIMED_AND_VERIFIED, Counted.FORECAST)
    )
    spells: dict[int, list[Membership]] = {number: [] for number in numbers}
    for spell in collaborations.memberships_in(numbers):
        spells[spell.collaboration_id].append(spell)
    ours = own_organisations(person)
    made = [
        _grid(one, members_of(spells[one.id]), Figures(claimed[one.id], hoped[one.id]), ours, person)
        for one in shown
        if one.id in own or any(row.partner_id != JOINT for row in claimed[one.id])
    ]
    return [grid for grid in made if grid.rows or grid.joint_only]


def _by_collaboration(numbers: Sequence[int], rows: Sequence[Reported]) -> dict[int, list[Reported]]:
    found: dict[int, list[Reported]] = {number: [] for number in numbers}
    for row in rows:
        found[row.collaboration_id].append(row)
    return found


def _grid(
    together: Collaboration, members: Sequence[Member], figures: Figures, own: frozenset[int], person: Any
) -> Grid:
    split = [row for row in figures.claimed if row.partner_id != JOINT]
    joint_only = bool(figures.claimed) and not split
    periods = latest_periods(together, split)
    there = [
        member
        for member in members
        if not member.observer and any(member.months_in(period.starts, period.months) for period in periods)
    ]
    there.sort(key=lambda member: member.partner not in own)
    rows = [
        Row(member.name, [_cell(together, member, period, figures, person) for period in periods]) for member in there
    ]
    return Grid(
        together,
        [label(period, calendar=together.calendar) for period in periods],
        [] if joint_only else rows,
        [row.name for row in rows if row.cells and row.cells[-1].word in {NOT_YET, FORECAST, PART}],
        joint_only=joint_only,
    )


def latest_periods(together: Collaboration, reported: Sequence[Reported]) -> list[Period]:
    """The latest finished quarters; years where all that is reported here comes by the year."""
    now = month_of(today())
    if reported and min(row.months for row in reported) >= YEAR:
        first = (now - together.year_from) // YEAR * YEAR + together.year_from
        return [Period(first - YEAR * back, YEAR) for back in range(YEARS, 0, -1)]
    first = now // QUARTER * QUARTER
    return [Period(first - QUARTER * back, QUARTER) for back in range(QUARTERS, 0, -1)]


def _cell(together: Collaboration, member: Member, period: Period, figures: Figures, person: Any) -> Cell:
    word = _word(member, period, figures.of(member.partner))
    href = ""
    if word != OUTSIDE and may_record(person, together.id, member.partner):
        said = label(period, calendar=together.calendar)
        href = url_for("ledger.grid", short_name=together.short_name, partner=member.name, period=said)
    return Cell(word, TONES[word], href)


def _word(member: Member, period: Period, figures: Figures) -> str:
    expected = member.months_in(period.starts, period.months)
    if not expected:
        return OUTSIDE
    sides = [
        _covered(period, [row for row in figures.claimed if row.kind == kind])
        for kind in (Kind.CONTRIBUTION, Kind.BENEFIT)
    ]
    if all(expected & ~covered == 0 for covered in sides):
        return REPORTED
    if any(sides):
        return PART
    return FORECAST if _covered(period, figures.hoped) else NOT_YET


def _covered(period: Period, rows: Sequence[Reported]) -> int:
    """The months of a period that figures of at most a year cover, a bit a month, the first lowest."""
    bits = 0
    for row in rows:
        if row.months <= YEAR:
            begin, end = max(row.starts - period.starts, 0), min(row.starts + row.months - period.starts, period.months)
            bits |= ((1 << end) - (1 << begin)) if begin < end else 0
    return bits
