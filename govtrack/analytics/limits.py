"""The limits of ordinary variation for one phase of a process behaviour chart."""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum, isclose
from typing import NamedTuple

LIMIT = 2.66
"""Average moving ranges from the mean to a limit: 3/d2 for n = 2, printed as 2.66 everywhere."""
NEAR = LIMIT * 2 / 3
RANGE_LIMIT = 3.267
"""D4 for n = 2: the limit of moving ranges, and where screening cuts."""
FEWEST = 5
"""With fewer points there are no limits at all."""
ENOUGH = 12
"""With fewer points limits are for trial."""
TOLERANCE = 1e-9


class Phase(NamedTuple):
    """The limits that hold from index `first` to before `end`; all None when they are refused.

    `basis` points gave the mean; `first_average` of the moving ranges became `average` when `screened` of
    them were dropped. A lower limit is kept as computed even below nought: the drawing stops at nought.
    """

    first: int
    end: int
    basis: int
    mean: float
    first_average: float | None = None
    average: float | None = None
    screened: int = 0
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None
    range_limit: float | None = None

    @property
    def refused(self) -> bool:
        return self.average is None

    @property
    def trial(self) -> bool:
        return self.basis < ENOUGH


def is_above(value: float, line: float) -> bool:
    """Strictly above: what is on the line within a relative 1e-9 is not."""
    return value > line and not isclose(value, line, rel_tol=TOLERANCE)


def moving_ranges(series: Sequence[float | None]) -> list[float | None]:
    """Distances between neighbours; None for the first and on either side of a blank."""
    steps = [None if a is None or b is None else abs(b - a) for a, b in pairwise(series)]
    return [None, *steps] if series else []


def limits(part: Sequence[float | None], first: int, *, fix_after: int | None, screen: bool) -> Phase | None:
    """The limits of one phase that begins at index `first`; None when it has no value at all."""
    known = [index for index, value in enumerate(part) if value is not None]
    if not known:
        return None
    fixed = part[: known[fix_after - 1] + 1] if fix_after and fix_after < len(known) else part
    basis = [value for value in fixed if value is not None]
    ranges = [step for step in moving_ranges(fixed) if step is not None]
    end, mean = first + len(part), fsum(basis) / len(basis)
    if len(basis) < FEWEST or not ranges:
        return Phase(first, end, len(basis), mean)
    first_average = fsum(ranges) / len(ranges)
    kept = screened(ranges, first_average) if screen else ranges
    average = fsum(kept) / len(kept)
    return Phase(
        first,
        end,
        len(basis),
        mean,
        first_average,
        average,
        screened=len(ranges) - len(kept),
        lower=mean - LIMIT * average,
        upper=mean + LIMIT * average,
        near_lower=mean - NEAR * average,
        near_upper=mean + NEAR * average,
        range_limit=RANGE_LIMIT * average,
    )


def screened(ranges: list[float], average: float) -> list[float]:
    """The moving ranges below the cut; all of them when what is left would show no variation whatever.

    >>> screened([1.0] * 9 + [9.0], 1.8) == [1.0] * 9
    True
    >>> screened([0.0] * 9 + [4.0, 4.0], 8 / 11) == [0.0] * 9 + [4.0, 4.0]
    True
    """
    cut = RANGE_LIMIT * average
    kept = [step for step in ranges if is_above(cut, step)]
    return kept if any(kept) else ranges
