"""Years put together from their parts, always saying how many of the parts are there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from govtrack.analytics.stated import Period, quarter_of, year_label, year_of


class YearSum(NamedTuple):
    """A flow added up over the parts of a year: `value` is None where no part has a figure."""

    value: int | None
    present: int
    parts: int

    @property
    def complete(self) -> bool:
        """Only a complete year is compared with another; a partial one counts in sums, never annualised."""
        return self.present == self.parts


def add_up(parts: Sequence[int | None]) -> YearSum:
    """Add the parts of a year; a blank is left out and counted as missing, a nought is a figure.

    >>> add_up([10, None, 30, 40])
    YearSum(value=80, present=3, parts=4)
    """
    known = [part for part in parts if part is not None]
    return YearSum(sum(known) if known else None, len(known), len(parts))


def years_from_quarters(quarters: Mapping[Period, int | None], *, calendar: bool = False) -> dict[int, YearSum]:
    """Quarterly flows added up by the year they lie in; ValueError for a period that is not a quarter."""
    years: dict[int, list[int | None]] = {}
    for period, amount in sorted(quarters.items()):
        if period.months != 3 or period.starts % 3:
            raise ValueError(f"{period} is not a quarter")
        year = years.setdefault(year_of(period.starts, calendar=calendar), [None] * 4)
        year[quarter_of(period.starts, calendar=calendar) - 1] = amount
    return {year: add_up(parts) for year, parts in years.items()}


def partly_label(year: int, total: YearSum, *, calendar: bool = False) -> str:
    """A year's label that owns up to missing quarters.

    >>> partly_label(2023, add_up([10, 20, None, None]))
    '2023-24 (2 of 4 quarters)'
    """
    name = year_label(year, calendar=calendar)
    return name if total.complete else f"{name} ({total.present} of {total.parts} quarters)"


def member_days(period: Period, *, joined: date | None = None, left: date | None = None) -> int:
    """Days of a period on which a partner was a member, both its first and its last day counted."""
    first = max(period.start, joined or period.start)
    last = min(period.end, left or period.end)
    return max(0, (last - first).days + 1)
