"""Quarters for the process behaviour chart: each partner's share of every quarter that all have reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from govtrack.analytics.kinds import Kind
from govtrack.analytics.periods import Period, label
from govtrack.analytics.record import Member, Price, as_stated
from govtrack.analytics.shares import share
from govtrack.analytics.totals import Total

QUARTER = 3
ALL_THREE = 0b111


@dataclass(frozen=True)
class Quarters:
    """Benefit by partner and quarter, quarters in order and without holes; None where not whole."""

    starts: tuple[int, ...]
    amounts: tuple[tuple[int | None, ...], ...]
    complete: tuple[bool, ...]
    """Whether every member of the quarter has reported it whole, and nothing of it is provisional."""
    calendar: bool
    provisional: tuple[int, ...] = ()
    """The places of the quarters with provisional figures, which are kept out of the chart."""

    @property
    def labels(self) -> list[str]:
        return [label(Period(first, QUARTER), calendar=self.calendar) for first in self.starts]

    def shares(self, place: int) -> list[Fraction | None]:
        """A partner's part of each complete quarter's benefit; None where it was no member or there was none."""
        totals = [sum(amount or 0 for amount in column) for column in zip(*self.amounts, strict=True)]
        return [
            share(amount, total) if whole and amount is not None else None
            for amount, total, whole in zip(self.amounts[place], totals, self.complete, strict=True)
        ]

    def whole(self) -> list[int | None]:
        """All partners' benefit together, in the complete quarters."""
        columns = zip(*self.amounts, strict=True)
        return [
            sum(amount or 0 for amount in column) if whole else None
            for column, whole in zip(columns, self.complete, strict=True)
        ]


def by_quarter(
    periods: Sequence[Total],
    members: Sequence[Member],
    *,
    calendar: bool = False,
    first: int | None = None,
    last: int | None = None,
    price: Price = as_stated,
) -> Quarters:
    """Benefit stated by month or quarter, between two years (their first months); halves and years hold no quarter."""
    used = [
        row
        for row in periods
        if row.kind == Kind.BENEFIT
        and row.months <= QUARTER
        and (first is None or row.starts >= first)
        and (last is None or row.starts < last + 12)
    ]
    if not used:
        return Quarters((), tuple(() for _ in members), (), calendar)
    begin = min(row.starts for row in used) // QUARTER
    end = max(row.starts for row in used) // QUARTER
    starts = tuple(quarter * QUARTER for quarter in range(begin, end + 1))
    places = {member.partner: index for index, member in enumerate(members)}
    sums = [[0] * len(starts) for _ in members]
    covered = [[0] * len(starts) for _ in members]
    for row in used:
        place = places.get(row.partner)
        if place is None or row.starts % QUARTER + row.months > QUARTER:
            continue
        at = row.starts // QUARTER - begin
        sums[place][at] += price(row.amount, row.starts)
        covered[place][at] |= ((1 << row.months) - 1) << row.starts % QUARTER
    expected = [[member.months_in(month, QUARTER) for month in starts] for member in members]
    loose = [[member.loose_in(month, QUARTER) for month in starts] for member in members]
    whole = [
        [bool(has) and has & due == due and not has & open_still for has, due, open_still in zip(*rows, strict=True)]
        for rows in zip(covered, expected, loose, strict=True)
    ]
    kept_back = tuple(
        at
        for at in range(len(starts))
        if any(covered[i][at] & expected[i][at] and loose[i][at] for i in range(len(members)))
    )
    complete = tuple(
        all(whole[i][at] or member.observer or not expected[i][at] for i, member in enumerate(members))
        and any(row[at] for row in whole)
        for at in range(len(starts))
    )
    amounts = tuple(
        tuple(amount if known else None for amount, known in zip(*rows, strict=True))
        for rows in zip(sums, whole, strict=True)
    )
    return Quarters(starts, amounts, complete, calendar, kept_back)
