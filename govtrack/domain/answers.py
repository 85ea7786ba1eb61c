"""Reading one cell of a file: what it may hold, and what would be right where it holds something else."""

import contextlib
import re
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any

from govtrack.analytics.discounting import PLAIN_RATE
from govtrack.analytics.kinds import Coded, Outcome
from govtrack.analytics.periods import NotAPeriod, PeriodKind, parse, year_of
from govtrack.analytics.realterms import PLAIN_NUMBER
from govtrack.domain.names import FIRST_YEAR, LAST_YEAR, part_date
from govtrack.domain.refusals import Refused
from govtrack.store.names import key_of

Reader = Callable[[str], Any]
"""Takes a tidied text that is not empty; Refused says what would be right."""

WHOLE = re.compile(r"\d{1,9}\Z", re.ASCII)
AMOUNT = re.compile(r"([-+−]?)£?([-+−]?)((?:\d{1,3}(?:,\d{3})+|\d+))(?:\.(\d*))?\Z", re.ASCII)
MOST_DIGITS = 30
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z", re.ASCII)
DATE_OF_A_CELL = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?\Z", re.ASCII)


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
IN_NUMBERS = re.compile(r"(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})\Z", re.ASCII)
BY_NAME = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([a-z]{3,9})\.?[ -](\d{4})\Z", re.ASCII | re.IGNORECASE)
OUTCOMES = {
    Outcome.APPROVED: ("agreed", "accepted", "authorised", "endorsed", "ratified", "signed", "granted",
                       "decision approved", "approve", "agree", "yes"),
    Outcome.NOT_APPROVED: ("not agreed", "rejected", "refused", "declined", "not accepted", "no", "reject"),
    Outcome.DEFERRED: ("postponed", "adjourned", "withdrawn from the agenda", "defer"),
    Outcome.NOTED: ("for information", "received", "report noted", "note"),
}  # fmt: skip
"""By our word for what a decision came to, those that registers use."""


def text(longest: int, *, key: int | None = None) -> Reader:
    """Any text up to a length; `key` is the room there is for the form that names are compared by."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise Refused(f"At most {longest:,} characters fit here; this has {len(cell):,}.")
        if key is not None and len(key_of(cell)) > key:
            raise Refused(f"It is too long: at most {longest:,} letters, fewer where they are unusual ones.")
        return visible(cell)

    return read


def visible(cell: str) -> str:
    """A text that databases and pages can hold; Refused where it has a NUL or half a character in it."""
    if cell.isprintable():
        return cell
    for at, letter in enumerate(cell, 1):
        if letter == "\0" or "\ud800" <= letter <= "\udfff":
            raise Refused(f"Character {at} is one that cannot be kept (U+{ord(letter):04X}): delete it.")
    return cell


def word(choices: type[StrEnum] | type[Coded]) -> Reader:
    """One of a list of words, whatever the case, hyphens or underscores."""
    words = {_loose(_word(member)): member for member in choices}

    def read(cell: str) -> Any:
        found = words.get(_loose(cell))
        if found is None:
            raise Refused(f"Write one of: {listed(choices)}.")
        return found

    return read


def words(choices: type[StrEnum]) -> Reader:
    """Some of a list of words, a semicolon between; given back in the list's own order, as one text.

    >>> from govtrack.analytics.kinds import Better
    >>> words(Better)("up; UP;")
    'up'
    """
    one = word(choices)

    def read(cell: str) -> str:
        said = {one(part.strip()) for part in cell.split(";") if part.strip()}
        if not said:
            raise Refused(f"Write some of: {listed(choices)}, a semicolon between.")
        return "; ".join(str(member) for member in choices if member in said)

    return read


def listed(choices: type[Enum]) -> str:
    """The words of an enumeration, for a sentence."""
    return ", ".join(_word(member) for member in choices)


def _word(member: Enum) -> str:
    return member.word if isinstance(member, Coded) else str(member.value)


def _loose(cell: str) -> str:
    return " ".join(cell.replace("-", " ").replace("_", " ").split()).casefold()


def whole(least: int, most: int) -> Reader:
    """A whole number between two others."""

    def read(cell: str) -> int:
        if not WHOLE.match(cell) or not least <= int(cell) <= most:
            raise Refused(f"Write a whole number between {least} and {most}.")
        return int(cell)

    return read


def day(cell: str) -> date:
    """A whole date."""
    try:
        found = date.fromisoformat(cell) if len(cell) == 10 else None
    except ValueError:
        found = None
    if found is None:
        raise Refused("Write a date that there is as year-month-day: 2014-03-27.")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Refused(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.")
    return found


def moment(cell: str) -> str:
    """A moment in UTC, to the second; kept as it is written, so that later is greater."""
    if MOMENT.match(cell):
        with contextlib.suppress(ValueError):
            datetime.fromisoformat(cell)
            day(cell[:10])
            return cell
    raise Refused("Write a moment in UTC: 2026-11-20T14:02:00Z.")


def part_day(cell: str) -> str:
    """A date known whole, or only to its month or year, as offices write it.

    >>> part_day("2015"), part_day("Mar 2014"), part_day("27/03/2014"), part_day("1st September 2016")
    ('2015', '2014-03', '2014-03-27', '2016-09-01')
    """
    numbers, named = IN_NUMBERS.match(cell), BY_NAME.match(cell)
    day_of_month, month, year = numbers.groups() if numbers else named.groups() if named else (None, None, None)
    if named and not numbers:
        month = next((at for at, name in enumerate(MONTHS, 1) if name.startswith(named[2].casefold())), None)
    if not month or not year:
        return part_date(cell, field="")
    parts = [year, f"{int(month):02d}", *([f"{int(day_of_month):02d}"] if day_of_month else [])]
    return part_date("-".join(parts), field="")


def outcome(cell: str) -> Outcome:
    """What a decision came to, in our words or in those that registers use.

    >>> outcome("Agreed"), outcome("Not approved")
    (<Outcome.APPROVED: 'approved'>, <Outcome.NOT_APPROVED: 'not approved'>)
    """
    said = _loose(cell).removesuffix(".")
    found = next((one for one, words in OUTCOMES.items() if said in (str(one), *words)), None)
    if found is None:
        raise Refused(f"Write one of: {listed(Outcome)}.")
    return found


def yes(cell: str) -> bool:
    """Yes or no."""
    answer = cell.casefold()
    if answer not in YES | NO:
        raise Refused("Write yes or no, or leave it blank for no.")
    return answer in YES


def period_text(cell: str) -> str:
    """A period as text; it is read once it is known whether its collaboration counts in calendar years."""
    if DATE_OF_A_CELL.match(cell):
        raise Refused(
            f"The spreadsheet made a date ({cell}) of this period. Format the column as text and type it again, "
            "such as 2011-12 for the financial year."
        )
    return visible(cell)


def financial_year(cell: str) -> int:
    """A financial year, as the calendar year in which it starts.

    >>> financial_year("2023-24"), financial_year("1999/00")
    (2023, 1999)
    """
    try:
        found = parse(period_text(cell))
    except NotAPeriod as reason:
        raise Refused(str(reason)) from None
    if found.kind() is not PeriodKind.FINANCIAL_YEAR:
        raise Refused("Write a financial year, April to March, such as 2023-24.")
    return year_of(found.starts)


def index(cell: str) -> str:
    """An index above nought, as it is written."""
    if not PLAIN_NUMBER.fullmatch(cell):
        raise Refused("Write a number above nought in figures, such as 96.1297.")
    return cell


def rate(cell: str) -> str:
    """A yearly rate in per cent, as it is written."""
    if not PLAIN_RATE.fullmatch(cell):
        raise Refused("Write a rate in per cent, in figures and below 100, such as 3.5.")
    return cell


def amount(cell: str, decimals: int) -> int:
    """An amount as written, in the measure's smallest unit; Refused where it is finer than that unit.

    >>> amount("43,872,438.00", 2), amount("−£12", 2), amount("7.0", 0)
    (4387243800, -1200, 7)
    """
    found = AMOUNT.match(cell)
    if not found or (found[1] and found[2]) or len(cell) > MOST_DIGITS:
        raise Refused("Write an amount in figures, such as 43872438, 43,872,438.00 or -120.50.")
    digits, part = found[3].replace(",", ""), (found[4] or "").rstrip("0")
    if len(part) > decimals:
        finest = f"at most {decimals} decimals" if decimals else "no decimals"
        raise Refused(f"This measure has {finest}: round the amount, as it should stand.")
    value = int(digits + part.ljust(decimals, "0"))
    return value if (found[1] or found[2]) in {"", "+"} else -value


def amount_text(value: int | None, decimals: int) -> str:
    """An amount as files write it: in full, without separators, and without decimals where it is whole.

    >>> amount_text(4387243800, 2), amount_text(-1250, 2), amount_text(None, 2)
    ('43872438', '-12.50', '')
    """
    if value is None:
        return ""
    units, part = divmod(abs(value), 10**decimals)
    written = f"{units}.{part:0{decimals}d}" if part else f"{units}"
    return f"-{written}" if value < 0 else written
