"""Dates known whole or in part (`2015`, `2014-03`, `2014-03-27`): which certainly comes before which."""

from calendar import monthrange
from datetime import date
from itertools import pairwise
from typing import NamedTuple


class Dated(NamedTuple):
    """Something that happened, and when, as far as is known; empty where it is not."""

    what: str
    when: str


def certainly_after(one: str, other: str) -> bool:
    """Whether a date lies after another whatever the parts of either that are not known.

    >>> certainly_after("2014-04", "2014-03-27"), certainly_after("2014", "2014-03-27")
    (True, False)
    """
    width = min(len(one), len(other))
    return bool(width) and one[:width] > other[:width]


def out_of_order(usual: list[Dated]) -> list[tuple[Dated, Dated]]:
    """Of things that usually happen in this order, the neighbouring pairs that certainly did not."""
    known = [one for one in usual if one.when]
    return [(before, later) for before, later in pairwise(known) if certainly_after(before.when, later.when)]


def last_day(when: str) -> date | None:
    """The last day that a date known whole or in part can mean; None where nothing is known.

    >>> last_day("2014"), last_day("2016-02"), last_day("")
    (datetime.date(2014, 12, 31), datetime.date(2016, 2, 29), None)
    """
    if not when:
        return None
    year, month, day = (int(part) if part else None for part in (when[:4], when[5:7], when[8:10]))
    assert year is not None, "a date begins with its year"
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def days_over(when: str, limit: int, today: date) -> int:
    """How many days it is certainly longer than a limit since a date; nought where it is not, or cannot be told.

    >>> days_over("2026-11-05", 14, date(2026, 11, 28)), days_over("2026-11", 14, date(2026, 11, 28))
    (9, 0)
    """
    last = last_day(when)
    return 0 if last is None else max(0, (today - last).days - limit)
