"""Dates known whole or in part (`2015`, `2014-03`, `2014-03-27`): which certainly comes before which."""

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
