"""Decisions to come: whether each can still be influenced, which days it takes up, and what the plan says of all."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from govtrack.analytics.dates import certainly_after
from govtrack.analytics.words import counted, spoken


class Standing(StrEnum):
    """How a planned decision stands on a day, in the order the plan shows them."""

    OPEN = "Can still be influenced"
    CLOSED = "Not open to influence any more"
    OVERDUE = "The day has passed, and no decision is recorded"


class Planned(NamedTuple):
    """A decision to come: the day it is expected, as far as that is known, and the last day to influence it."""

    expected: str
    until: date | None


def standing(one: Planned, *, today: date) -> Standing:
    """How a planned decision stands.

    >>> standing(Planned("2026-12", date(2026, 12, 4)), today=date(2026, 12, 4))
    <Standing.OPEN: 'Can still be influenced'>
    """
    if certainly_after(today.isoformat(), one.expected):
        return Standing.OVERDUE
    return Standing.OPEN if one.until is not None and one.until >= today else Standing.CLOSED


def span(expected: str) -> tuple[date, date]:
    """The first day that a day known in part may be, and the first that it may not be any more.

    >>> span("2026-12")
    (datetime.date(2026, 12, 1), datetime.date(2027, 1, 1))
    """
    year, month, day = (int(part) for part in (expected + "-01-01").split("-")[:3])
    first = date(year, month, day)
    if len(expected) == len("2026-12-04"):
        return first, first + timedelta(days=1)
    if len(expected) == len("2026"):
        return first, date(year + 1, 1, 1)
    return first, date(year + month // 12, month % 12 + 1, 1)


def said_of_all(those: Sequence[Planned], *, today: date) -> str:
    """What the plan opens with; empty where nothing is planned."""
    if not those:
        return ""
    how = [standing(one, today=today) for one in those]
    said = [f"{counted(len(those), 'decision is', 'decisions are')} to come."]
    until = [one.until for one, stands in zip(those, how, strict=True) if stands is Standing.OPEN and one.until]
    if until:
        which = f"{len(until)} of them" if len(those) > 1 else "It"
        next_until = f", {'the first ' if len(until) > 1 else ''}until {spoken(min(until))}"
        said.append(f"{which} can still be influenced{next_until}.")
    else:
        said.append("None of them is open to influence any more." if len(those) > 1 else "It is not open to influence.")
    if late := how.count(Standing.OVERDUE):
        said.append(f"{counted(late, 'announced day has', 'announced days have')} passed with no decision recorded.")
    return " ".join(said)
