"""Financial years, quarters, halves, months and spans: reading them, writing them, adding them up."""

from govtrack.analytics.reading import NotAPeriod, parse
from govtrack.analytics.stated import (
    Period,
    PeriodKind,
    canonical,
    first_day,
    label,
    month_label,
    month_of,
    quarter_label,
    quarter_of,
    year_label,
    year_of,
    year_period,
)
from govtrack.analytics.yearsums import YearSum, add_up, member_days, partly_label, years_from_quarters

__all__ = [
    "NotAPeriod",
    "Period",
    "PeriodKind",
    "YearSum",
    "add_up",
    "canonical",
    "first_day",
    "label",
    "member_days",
    "month_label",
    "month_of",
    "parse",
    "partly_label",
    "quarter_label",
    "quarter_of",
    "year_label",
    "year_of",
    "year_period",
    "years_from_quarters",
]
