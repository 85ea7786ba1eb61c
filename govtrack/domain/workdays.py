"""Working days in England and Wales: neither weekends nor bank holidays, known without asking another machine."""

from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

SATURDAY = 5


@cache
def _bank_holidays() -> HolidayBase:
    return country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    """Whether offices work on a day.

    >>> is_working_day(date(2026, 12, 24)), is_working_day(date(2026, 12, 28))
    (True, False)
    """
    return day.weekday() < SATURDAY and day not in _bank_holidays()


def working_days_until(day: date, *, after: date) -> int:
    """The working days after one day up to and with another; negative where that day is past.

    Good Friday and Easter Monday of 2026 are 3 and 6 April:

    >>> working_days_until(date(2026, 4, 8), after=date(2026, 4, 1))
    3
    """
    if day < after:
        return -working_days_until(after, after=day)
    between = (after + timedelta(days=ahead) for ahead in range(1, (day - after).days + 1))
    return sum(is_working_day(one) for one in between)
