"""The rules that every name, reference and part-known date follows."""

import re
from calendar import monthrange
from datetime import date

from govtrack.domain.refusals import Refused
from govtrack.store.names import SHORT, key_of

PART_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1829, 2100


def short(name: str, *, field: str = "short_name") -> str:
    """A short name with its spaces tidied; Refused when it is empty, too long or has a slash or control in it."""
    tidy = " ".join(name.split())
    if not tidy:
        raise Refused("Give a short name.", field=field)
    if len(tidy) > SHORT:
        raise Refused(f"A short name has at most {SHORT} characters; “{tidy}” has {len(tidy)}.", field=field)
    if not tidy.isprintable() or set(tidy) & set("/\\?#%"):
        raise Refused("A short name is part of an address: leave out / \\ ? # and %.", field=field)
    if tidy in {".", ".."} or key_of(tidy) in {"new", "find", "joint"}:
        raise Refused(f"“{tidy}” cannot be a short name: the address is needed for something else.", field=field)
    return tidy


def part_date(text: str, *, field: str) -> str:
    """A date known whole, or only to its month or year, in ISO form; empty stays empty."""
    text = text.strip()
    if not text:
        return ""
    match = PART_DATE.match(text)
    if not match:
        raise Refused(f"Write “{text}” as a year (2015), a month (2014-03) or a whole date (2014-03-27).", field=field)
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.", field=field)
    if month is not None and not 1 <= month <= 12:
        raise Refused(f"There is no month {month}: months go from 01 to 12.", field=field)
    if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        raise Refused(f"{date(year, month, 1):%B %Y} has no day {day}.", field=field)
    return text


def in_order(first: str, second: str, *, field: str, sentence: str) -> None:
    """Refuse two part-known dates that are certainly the wrong way round."""
    width = min(len(first), len(second))
    if width and first[:width] > second[:width]:
        raise Refused(sentence, field=field)
