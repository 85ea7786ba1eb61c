"""Reading a period as a person typed it, or saying in a sentence what would be right."""

import re
from collections.abc import Callable

from govtrack.analytics.stated import APRIL, MONTHS, Period, looks_like_years, year_label

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 60
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
EXAMPLES = "Write a year as 2023-24, a quarter as 2023-24 Q1, a half as 2023-24 H1 or a month as Mar 2024."
SPAN_EXAMPLE = "Write the earlier year first, as in 2012-13 to 2018-19."

FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NAMES = {
    **{name: index for index, name in enumerate(FULL_MONTHS)},
    **{name.lower(): index for index, name in enumerate(MONTHS)},
    "sept": 8,
}

YEAR = re.compile(r"(?:fy ?)?([0-9]{4}) ?[-/] ?([0-9]{4}|[0-9]{2})")
SHORT_YEAR = re.compile(r"(fy ?)?([0-9]{2})[-/]([0-9]{2})")
ENDLESS_YEAR = re.compile(r"fy ?((?:[0-9]{2})?[0-9]{2})")
BARE_YEAR = re.compile(r"(cy ?)?([0-9]{4})")
PART = re.compile(r"([qh]) ?([0-9]+) (?:of )?(.+)|(.+?) ?([qh]) ?([0-9]+)")
PARTS = {
    "q": (3, "1234", "the quarter must be 1 to 4. Write it as 2023-24 Q1."),
    "h": (6, "12", "the half must be 1 or 2. Write it as 2023-24 H1."),
}
NAMED_MONTH = re.compile(r"([a-z]{3,9})\.?[ -]?([0-9]{4}|[0-9]{2})")
NUMBERED_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
WORDED_SPAN = re.compile(r"(.+?) (?:to|until) (.+)")
_END = r"((?:fy ?|cy ?)?[0-9]{4}(?:[-/](?:[0-9]{4}|[0-9]{2}))?)"
DASHED_SPAN = re.compile(f"{_END} ?- ?{_END}")


class NotAPeriod(ValueError):
    """What was typed is no period; the message names it and says what would be right."""


class _UnreadableError(Exception):
    """A reason without the words it is about: `parse` puts the two together."""


def parse(text: str, *, calendar: bool = False) -> Period:
    """Read a period however offices write it; NotAPeriod carries a sentence to act on.

    >>> parse("FY2023/24 Q2") == parse("2023-24 Q2") == Period(2023 * 12 + 6, 3)
    True
    >>> parse("23/24")
    Traceback (most recent call last):
    govtrack.analytics.reading.NotAPeriod: “23/24” is not a period: the century is missing. Write 2023-24.
    """
    typed = " ".join(text.translate(DASHES).split()).casefold()
    if not typed:
        raise NotAPeriod(f"No period was given. {EXAMPLES}")
    try:
        return _read(typed, calendar)
    except _UnreadableError as reason:
        raise NotAPeriod(f"“{_shown(text)}” is not a period: {reason}") from None


def _read(typed: str, calendar: bool) -> Period:
    if len(typed) <= LONGEST and typed.isascii():
        for reader in READERS:
            if period := reader(typed, calendar):
                return period
    raise _UnreadableError(f"it has no form we know. {EXAMPLES}")


def _shown(text: str) -> str:
    kept = "".join(letter if letter.isprintable() else "·" for letter in text.strip()[:LONGEST])
    return kept if len(text.strip()) <= LONGEST else f"{kept}…"


def _financial_year(typed: str, calendar: bool) -> Period | None:
    if found := YEAR.fullmatch(typed):
        first = int(found[1])
        follows = int(found[2]) == (first + 1 if len(found[2]) == 4 else (first + 1) % 100)
        if not follows:
            several = f", or {first} to {found[2]} for several" if calendar and len(found[2]) == 4 else ""
            raise _not_consecutive(first, several)
    elif found := SHORT_YEAR.fullmatch(typed):
        first = _with_century(int(found[2]))
        follows = int(found[3]) == (first + 1) % 100
        if not found[1]:
            example = year_label(first) if follows else "2023-24"
            raise _UnreadableError(f"the century is missing. Write {example}.")
        if not follows:
            raise _not_consecutive(first)
    elif found := ENDLESS_YEAR.fullmatch(typed):
        last = int(found[1]) if len(found[1]) == 4 else _with_century(int(found[1]))
        choices = f"{year_label(last - 1)} or {year_label(last)}"
        raise _UnreadableError(f"it is ambiguous: the year could end or start in {last}. Write {choices}.")
    else:
        return None
    return Period(_known(first, first + 1) * 12 + APRIL, 12)


def _not_consecutive(first: int, several: str = "") -> _UnreadableError:
    return _UnreadableError(f"the years are not consecutive. Write one year as {year_label(first)}{several}.")


def _calendar_year(typed: str, calendar: bool) -> Period | None:
    if not (found := BARE_YEAR.fullmatch(typed)):
        return None
    year = int(found[2])
    if not calendar and not found[1]:
        choices = f"{year_label(year - 1)} or {year_label(year)}, or CY{year} for the calendar year"
        raise _UnreadableError(f"a year on its own is ambiguous. Write {choices}.")
    return Period(_known(year) * 12, 12)


def _year(typed: str, calendar: bool) -> Period | None:
    return _financial_year(typed, calendar) or _calendar_year(typed, calendar)


def _part(typed: str, calendar: bool) -> Period | None:
    if not (found := PART.fullmatch(typed)):
        return None
    letter, digits, rest = (found[1], found[2], found[3]) if found[1] else (found[5], found[6], found[4])
    year = _year(rest, calendar)
    if year is None:
        return None
    length, numbers, rule = PARTS[letter]
    if len(digits) > 1 or digits not in numbers:
        raise _UnreadableError(rule)
    return Period(year.starts + (int(digits) - 1) * length, length)


def _named_month(typed: str, _calendar: bool) -> Period | None:
    found = NAMED_MONTH.fullmatch(typed)
    if not found or found[1] not in MONTH_NAMES:
        return None
    month = MONTH_NAMES[found[1]]
    if len(found[2]) == 2:
        year = _with_century(int(found[2]))
        raise _UnreadableError(f"the century is missing. Write {MONTHS[month]} {year}.")
    return Period(_known(int(found[2])) * 12 + month, 1)


def _numbered_month(typed: str, _calendar: bool) -> Period | None:
    found = NUMBERED_MONTH.fullmatch(typed)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    year, month = int(found[1]), int(found[2]) - 1
    if (month + 1 - year) % 100 == 1:
        return None
    if looks_like_years(year, month):
        raise _UnreadableError(
            f"it is ambiguous: a month or several years. "
            f"Write {MONTHS[month]} {year} for the month, {year_label(year)} for the year."
        )
    return Period(_known(year) * 12 + month, 1)


def _span(typed: str, calendar: bool) -> Period | None:
    if YEAR.fullmatch(typed):
        return None
    found = WORDED_SPAN.fullmatch(typed) or DASHED_SPAN.fullmatch(typed)
    if not found:
        return None
    first, last = _year(found[1], calendar), _year(found[2], calendar)
    if first is None or last is None or (first.starts - last.starts) % 12:
        raise _UnreadableError(f"a span runs from year to year of one kind. {SPAN_EXAMPLE}")
    if last.starts < first.starts:
        raise _UnreadableError(f"it ends before it begins. {SPAN_EXAMPLE}")
    return Period(first.starts, last.starts - first.starts + 12)


READERS: tuple[Callable[[str, bool], Period | None], ...] = (
    _span, _numbered_month, _year, _part, _named_month,
)  # fmt: skip


def _with_century(two_digits: int) -> int:
    return 2000 + two_digits if two_digits < 70 else 1900 + two_digits


def _known(first: int, last: int | None = None) -> int:
    if first < FIRST_YEAR or (last or first) > LAST_YEAR:
        raise _UnreadableError(f"years run from {FIRST_YEAR} to {LAST_YEAR} here. Check the year.")
    return first
