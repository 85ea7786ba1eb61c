"""What time it is, in one place, so that the demonstration and the tests can live through years."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _set.get() or datetime.now(UTC)


def today() -> date:
    """The day it is in England and Wales."""
    return now().astimezone(LONDON).date()


def set_moment() -> datetime | None:
    """The moment that the clock was set to; None while it runs: for work that another thread goes on with."""
    return _set.get()


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Live at another moment: for the demonstration, which records twelve years in seconds, and for tests."""
    token = _set.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
