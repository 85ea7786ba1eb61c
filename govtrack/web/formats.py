"""How pages write money, amounts, shares, days and periods: filters for templates, worked out elsewhere."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, Protocol

import orjson
from flask import Flask
from markupsafe import Markup, escape

from govtrack.analytics import exemptions, words
from govtrack.analytics.periods import Period, label
from govtrack.store.clock import LONDON, today
from govtrack.web.prose import prose

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
PART = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
UNBROKEN = re.compile(r"<[^>]*>|\b[0-9]{4}-[0-9]{2}(?: [QH][1-4])?\b(?!-)")
UNSAFE_IN_CSS = re.compile(r"[^A-Za-z0-9 ,.:]")


class Measured(Protocol):
    """What amounts are counted in: the measure's row, or anything shaped like it."""

    @property
    def unit(self) -> Any: ...
    @property
    def decimals(self) -> Any: ...
    @property
    def money(self) -> bool: ...


def day(value: date | str | None) -> str:
    """A day as it is read; a date known in part as far as it is known; nothing for none.

    >>> day(date(2018, 10, 9)), day("2014-03"), day("2015"), day(None)
    ('9 October 2018', 'March 2014', '2015', '')
    """
    if value is None or value == "":
        return ""
    known = PART.fullmatch(value if isinstance(value, str) else value.isoformat()[:10])
    if known is None:
        return str(value)
    year, month, of_month = known.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    name = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(of_month)} {name}" if of_month else name


def moment(value: datetime | None) -> str:
    """A day and the time of day in England and Wales; a moment without a zone is taken to be in UTC.

    >>> moment(datetime(2026, 7, 1, 13, 2, tzinfo=UTC))
    '1 July 2026 at 14:02'
    """
    if value is None:
        return ""
    there = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(LONDON)
    return f"{day(there.date())} at {there:%H:%M}"


def period(value: Period | tuple[int, int], *, calendar: bool = False) -> str:
    """A stated period, or its two numbers (first month, how many), as it is read."""
    return label(Period(*value), calendar=calendar)


def money(pence: int | None) -> str:
    """Pence in full; nothing for a blank, which is not nought."""
    return "" if pence is None else words.exact(pence)


def short_money(pence: int | None) -> str:
    """Pence to three significant figures."""
    return "" if pence is None else words.short(pence)


def amount(value: int | None, measure: Measured) -> str:
    """An amount of any measure in full, with its unit."""
    return "" if value is None else words.exact(value, _unit(measure))


def short_amount(value: int | None, measure: Measured) -> str:
    """An amount of any measure to three significant figures, with its unit."""
    return "" if value is None else words.short(value, _unit(measure))


def percent(part: Fraction | None) -> str:
    """A share as a whole percentage, or “not known”."""
    return words.percent(part)


def whole(text: Any) -> Markup:
    """Text in which no year or quarter (2023-24 Q1) breaks over two lines."""
    return Markup(UNBROKEN.sub(_kept_whole, str(escape(text))))  # noqa: S704 - escaped here, unless already markup


def _kept_whole(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span class="whole">{found[0]}</span>'


def island(value: Any) -> Markup:
    """Data for a script element of the page: JSON in which no text can end the element."""
    text = value if isinstance(value, str) else value.decode() if isinstance(value, bytes) else ""
    text = text or orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704 - every letter that could be markup was written as its number


def css_text(value: str) -> Markup:
    """Text between the quotation marks of a style sheet's string: anything unusual becomes its number."""
    plain = " ".join(Markup(value).unescape().split())  # noqa: S704 - unescaped here, written as numbers below
    return Markup(UNSAFE_IN_CSS.sub(lambda found: f"\\{ord(found[0]):06x} ", plain))  # noqa: S704 - see above


def _unit(measure: Measured) -> words.Unit:
    return words.Unit(str(measure.unit), int(measure.decimals), money=measure.money)


FILTERS: tuple[Callable[..., Any], ...] = (
    amount, css_text, day, island, moment, money, percent, period, prose, short_amount, short_money,
    whole, exemptions.ground, words.counted, words.listed, words.number, words.points,
)  # fmt: skip


def register(app: Flask) -> None:
    """Give the templates these filters, and today's date in England and Wales."""
    app.jinja_env.filters.update({function.__name__: function for function in FILTERS})
    app.context_processor(lambda: {"today": today()})
