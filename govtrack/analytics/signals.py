"""Which points of a process behaviour chart signal that something changed."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from govtrack.analytics.limits import Phase, is_above, moving_ranges

RUN = 7
"""Successive points that make a shift or a trend."""


class Signal(StrEnum):
    """What names a point, tested in this order: the first that holds."""

    NONE = "no signal"
    BEYOND = "beyond a limit"
    TREND = "seven rising or falling"
    TWO_OF_THREE = "two of three near a limit"
    SHIFT = "seven on one side of the mean"


class Point(NamedTuple):
    """A period's value and what it signals: `side` is 1 above or rising, -1 below or falling, 0 for none.

    `moving_range` is the distance to the point before; `near` says it lies between a near line and its limit.
    """

    value: float | None
    moving_range: float | None
    signal: Signal
    side: int
    near: bool


def points(part: Sequence[float | None], phase: Phase) -> list[Point]:
    """Every value of a phase with the first signal that holds for it."""
    steps = moving_ranges(part)
    near = [_near(value, phase) for value in part]
    marks: list[tuple[Signal, int]] = [(Signal.NONE, 0)] * len(part)
    if phase.average:
        for signal, sides in (
            (Signal.SHIFT, shifts(part, phase.mean)),
            (Signal.TWO_OF_THREE, twos_of_three(part, phase.mean, near)),
            (Signal.TREND, trends(part)),
            (Signal.BEYOND, [_beyond(value, phase) for value in part]),
        ):
            marks = [(signal, side) if side else mark for mark, side in zip(marks, sides, strict=True)]
    return [
        Point(value, step, *mark, near=bool(close) and bool(phase.average))
        for value, step, mark, close in zip(part, steps, marks, near, strict=True)
    ]


def shifts(part: Sequence[float | None], mean: float, run: int = RUN) -> list[int]:
    """The side of every point in an unbroken run on one side of the mean; a point on it breaks a run."""
    sides = [_side(value, mean) for value in part]
    return _marked(sides, (range(i, i + run) for i in _runs(sides, run)), lambda i: sides[i])


def trends(part: Sequence[float | None], run: int = RUN) -> list[int]:
    """The direction of every point in a run that all rises or falls; where two meet, the later one's."""
    moves = [0 if a is None or b is None else (b > a) - (b < a) for a, b in pairwise(part)]
    marks = [0] * len(part)
    for first in _runs(moves, run - 1):
        marks[first : first + run] = [moves[first]] * run
    return marks


def twos_of_three(part: Sequence[float | None], mean: float, near: Sequence[int]) -> list[int]:
    """The side of every near point in three successive ones on one side, two of which at least are near."""
    sides = [_side(value, mean) for value in part]
    threes = (range(i, i + 3) for i in _runs(sides, 3))
    found = ([i for i in three if near[i]] for three in threes)
    return _marked(near, (close for close in found if len(close) > 1), lambda i: near[i])


def _marked(part: Sequence[object], groups: Iterable[Iterable[int]], mark: Callable[[int], int]) -> list[int]:
    marks = [0] * len(part)
    for group in groups:
        for index in group:
            marks[index] = mark(index)
    return marks


def _runs(sides: Sequence[int], length: int) -> list[int]:
    """Where `length` successive entries begin that all have the same sign, nought being none."""
    return [
        first
        for first in range(len(sides) - length + 1)
        if sides[first] and all(side == sides[first] for side in sides[first : first + length])
    ]


def _side(value: float | None, line: float) -> int:
    return 0 if value is None else is_above(value, line) - is_above(line, value)


def _beyond(value: float | None, phase: Phase) -> int:
    if value is None or phase.lower is None or phase.upper is None:
        return 0
    return is_above(value, phase.upper) - is_above(phase.lower, value)


def _near(value: float | None, phase: Phase) -> int:
    if value is None or phase.near_lower is None or phase.near_upper is None or _beyond(value, phase):
        return 0
    return is_above(value, phase.near_upper) - is_above(phase.near_lower, value)
