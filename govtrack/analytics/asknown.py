"""A figure as it was known on a day: the newest statement wins, and the older ones stay."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from govtrack.analytics.stated import Period


class Statement(NamedTuple):
    """One figure for one period, and the day it was recorded."""

    period: Period
    amount: int
    recorded: date


def as_known(statements: Iterable[Statement], on: date) -> dict[Period, int]:
    """What each period was known to be at the end of a day, later statements replacing earlier ones."""
    heard = [statement for statement in statements if statement.recorded <= on]
    return {told.period: told.amount for told in sorted(heard, key=lambda told: told.recorded)}


def restated(statements: Iterable[Statement]) -> list[Period]:
    """The periods that were stated more than once, in order."""
    seen: set[Period] = set()
    again: set[Period] = set()
    for statement in statements:
        (again if statement.period in seen else seen).add(statement.period)
    return sorted(again)
