"""Calendars that a program can subscribe to (iCalendar): days in, bytes out, the same bytes for the same days."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from icalendar import Calendar, Event

from govtrack.papers.feeds import UNWRITABLE


class Day(NamedTuple):
    """A day, or some days in a row, of a calendar."""

    uid: str
    """The same for good: by it a program knows the day again when it is moved."""
    sequence: int
    """How often it was changed since it was first given out."""
    first: date
    after: date
    """The day after the last."""
    title: str
    words: str
    address: str
    changed: datetime
    cancelled: bool = False


def calendar(days: Iterable[Day], *, name: str, words: str) -> bytes:
    """A calendar of some days, in the order given. None of them makes anybody busy."""
    made = Calendar()
    made.add("prodid", "-//govtrack//forward plan//EN")
    made.add("version", "2.0")
    for property_ in ("name", "x-wr-calname"):
        made.add(property_, _plain(name))
    for property_ in ("description", "x-wr-caldesc"):
        made.add(property_, _plain(words))
    for one in days:
        made.add_component(_event(one))
    content: bytes = made.to_ical()
    return content


def _event(one: Day) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.changed)
    event.add("last-modified", one.changed)
    event.add("dtstart", one.first)
    event.add("dtend", one.after)
    event.add("summary", _plain(one.title))
    event.add("description", _plain(one.words))
    event.add("url", one.address)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    return event


def _plain(text: str) -> str:
    return UNWRITABLE.sub("", text)
