"""Limits of ordinary variation set anew: only by a person, for a dated reason, never to make a signal go away."""

from collections.abc import Sequence
from typing import NamedTuple


class Rebase(NamedTuple):
    """What a person gave as the reason, and the month from which periods belong to the work as it became."""

    month: int
    reason: str


def begins(starts: Sequence[int], values: Sequence[object], rebase: Rebase | None) -> int | None:
    """The first period that begins in that month or later; None where figures do not stand on both sides of it.

    >>> begins([0, 3, 6], [1, 2, 3], Rebase(2, "a new rule")), begins([0, 3], [1, None], Rebase(2, "a new rule"))
    (1, None)
    """
    if rebase is None:
        return None
    at = next((index for index, first in enumerate(starts) if first >= rebase.month), None)
    if at is None or any(all(one is None for one in part) for part in (values[:at], values[at:])):
        return None
    return at
