"""Periods as people state them: a first month, a length, and the one way each is written."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
APRIL = 3


class PeriodKind(StrEnum):
    """What sort of period a first month and a length make."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    FINANCIAL_YEAR = "financial_year"
    CALENDAR_QUARTER = "calendar_quarter"
    CALENDAR_HALF = "calendar_half"
    CALENDAR_YEAR = "calendar_year"
    SPAN = "span"
    OTHER = "other"


class Period(NamedTuple):
    """Whole months: `starts` counts months since the year 0 (year × 12 + month − 1), `months` is the length.

    >>> Period(2023 * 12 + 3, 12).end
    datetime.date(2024, 3, 31)
    """

    starts: int
    months: int

    @property
    def start(self) -> date:
        return first_day(self.starts)

    @property
    def end(self) -> date:
        return first_day(self.starts + self.months) - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def order(self) -> tuple[int, int]:
        """Sorts by the last month, then the shorter period first: a year follows its quarters."""
        return (self.starts + self.months, self.months)

    def kind(self, calendar: bool = False) -> PeriodKind:
        """Three months from January are Q4 of a financial year, or Q1 where calendar years are kept."""
        month = self.starts % 12
        if self.months == 1:
            return PeriodKind.MONTH
        if self.months == 3 and month % 3 == 0:
            return PeriodKind.CALENDAR_QUARTER if calendar else PeriodKind.QUARTER
        if self.months == 6 and month % 3 == 0:
            return PeriodKind.CALENDAR_HALF if month % 6 == 0 else PeriodKind.HALF
        if self.months > 0 and self.months % 12 == 0 and month in (0, APRIL):
            if self.months > 12:
                return PeriodKind.SPAN
            return PeriodKind.FINANCIAL_YEAR if month == APRIL else PeriodKind.CALENDAR_YEAR
        return PeriodKind.OTHER


def first_day(month: int) -> date:
    """The first day of a month index."""
    return date(month // 12, month % 12 + 1, 1)


def month_of(day: date) -> int:
    """The month index a day lies in.

    >>> month_of(date(2024, 3, 31)) == 2024 * 12 + 2
    True
    """
    return day.year * 12 + day.month - 1


def year_of(month: int, *, calendar: bool = False) -> int:
    """The year a month lies in, named by the calendar year it starts in.

    >>> year_of(month_of(date(2024, 3, 31))), year_of(month_of(date(2024, 3, 31)), calendar=True)
    (2023, 2024)
    """
    return (month if calendar else month - APRIL) // 12


def quarter_of(month: int, *, calendar: bool = False) -> int:
    """The quarter of its year a month lies in, 1 to 4; April begins the first of a financial year."""
    return (month if calendar else month - APRIL) % 12 // 3 + 1


def year_period(year: int, *, calendar: bool = False) -> Period:
    """The whole year that starts in a calendar year."""
    return Period(year * 12 + (0 if calendar else APRIL), 12)


def year_label(year: int, *, calendar: bool = False) -> str:
    """A year as it is written.

    >>> year_label(1999), year_label(2023, calendar=True)
    ('1999-00', '2023')
    """
    return f"{year}" if calendar else f"{year}-{(year + 1) % 100:02d}"


def quarter_label(month: int, *, calendar: bool = False) -> str:
    """The quarter that a month lies in, as it is written.

    >>> quarter_label(2024 * 12), quarter_label(2024 * 12, calendar=True)
    ('2023-24 Q4', '2024 Q1')
    """
    year = year_label(year_of(month, calendar=calendar), calendar=calendar)
    return f"{year} Q{quarter_of(month, calendar=calendar)}"


def month_label(month: int) -> str:
    """A month as it is written, never as figures: 2011-12 is a financial year, Dec 2011 a month."""
    return f"{MONTHS[month % 12]} {month // 12}"


def label(period: Period, *, calendar: bool = False) -> str:
    """A period as pages and files write it; `parse` reads every label of a period that can be stated.

    >>> label(Period(2012 * 12 + 3, 84)), label(Period(2023 * 12, 12)), label(Period(2011 * 12 + 11, 1))
    ('2012-13 to 2018-19', 'CY2023', 'Dec 2011')
    """
    first = period.starts
    match period.kind(calendar):
        case PeriodKind.MONTH:
            return month_label(first)
        case PeriodKind.QUARTER | PeriodKind.CALENDAR_QUARTER:
            return quarter_label(first, calendar=calendar)
        case PeriodKind.HALF | PeriodKind.CALENDAR_HALF:
            return _half(first, calendar)
        case PeriodKind.FINANCIAL_YEAR | PeriodKind.CALENDAR_YEAR:
            return _year(first, calendar)
        case PeriodKind.SPAN:
            return f"{_year(first, calendar)} to {_year(first + period.months - 12, calendar)}"
        case _:
            return f"{month_label(first)} to {month_label(first + period.months - 1)}"


def canonical(period: Period, *, calendar: bool = False) -> str:
    """A label for machines: a month is 2024-03, but Dec 2011 where 2011-12 would be a financial year."""
    if period.months != 1 or looks_like_years(*divmod(period.starts, 12)):
        return label(period, calendar=calendar)
    return f"{period.starts // 12}-{period.starts % 12 + 1:02d}"


def looks_like_years(year: int, month_index: int) -> bool:
    """Whether a year and a two-digit month could be taken for a year and a later one, as 2009-11 could."""
    return 0 < (month_index + 1 - year) % 100 < 20


def _half(month: int, calendar: bool) -> str:
    later = month % 12 not in (0, APRIL)
    return f"{_year(month - 6 if later else month, calendar)} H{2 if later else 1}"


def _year(month: int, calendar: bool) -> str:
    if month % 12 == APRIL:
        return year_label(month // 12)
    prefix = "" if calendar else "CY"
    return f"{prefix}{month // 12}"
