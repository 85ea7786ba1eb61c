"""Splitting a cost or a benefit by agreed weights, to the penny."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.rounding import whole_parts

Weight = int | Fraction
ONE = Fraction(1)


class NotShareable(ValueError):
    """Weights or rules by which nothing can be shared; the message says why."""


class Mix(NamedTuple):
    """Shares by several drivers at once; `left_out` are the drivers that summed to nought, their weight re-spread."""

    shares: list[Fraction]
    left_out: tuple[int, ...]


def apportion(amount: int, weights: Sequence[Weight]) -> list[int]:
    """Split pence by weight so that the parts sum to the amount: the largest remainders take what is left over.

    Ties go to the larger exact part, then to the earlier partner. A credit is split as its absolute
    amount and negated. NotShareable for a weight below nought, or none above it.

    >>> apportion(100, [1, 1, 1])
    [34, 33, 33]
    """
    parts = whole_parts([abs(amount) * part for part in shares_of(weights)], abs(amount))
    return parts if amount >= 0 else [-part for part in parts]


def shares_of(weights: Sequence[Weight]) -> list[Fraction]:
    """Weights as parts of one."""
    if any(weight < 0 for weight in weights):
        raise NotShareable("a weight is below nought: nothing can be shared by it")
    whole = sum(weights)
    if not whole:
        raise NotShareable("the weights sum to zero: give at least one partner a weight")
    return [Fraction(weight) / whole for weight in weights]


def mix(drivers: Sequence[tuple[Weight, Sequence[Weight]]]) -> Mix:
    """Mix the shares by several drivers, each given as its weight and one figure per partner: never the figures.

    >>> [str(part) for part in mix([(1, [3, 1]), (1, [1, 1])]).shares]
    ['5/8', '3/8']
    """
    left_out = tuple(index for index, (_, figures) in enumerate(drivers) if not any(figures))
    used = [driver for index, driver in enumerate(drivers) if index not in left_out]
    if not used:
        raise NotShareable("every driver sums to zero: none of them can share anything")
    weights = shares_of([weight for weight, _ in used])
    columns = zip(*(shares_of(figures) for _, figures in used), strict=True)
    return Mix(
        [sum((w * part for w, part in zip(weights, column, strict=True)), Fraction(0)) for column in columns], left_out
    )


def part_year(weights: Sequence[Weight], member_days: Sequence[int], days_in_year: int) -> list[Fraction]:
    """Weights cut to the part of the year each partner was a member."""
    return [Fraction(weight) * days / days_in_year for weight, days in zip(weights, member_days, strict=True)]


def with_floors(shares: Sequence[Fraction], floors: Sequence[Fraction]) -> list[Fraction]:
    """Lift every share under its floor to it and scale the rest, again and again until none is under.

    `shares` sum to one. NotShareable when the floors come to more than the whole.
    """
    if sum(floors) > 1:
        raise NotShareable("the floors come to more than 100%: lower one of them")
    fixed: set[int] = set()
    while True:
        free = sum((part for index, part in enumerate(shares) if index not in fixed), Fraction(0))
        left = 1 - sum((floors[index] for index in fixed), Fraction(0))
        lifted = [
            floors[index] if index in fixed else part * left / free if free else Fraction(0)
            for index, part in enumerate(shares)
        ]
        under = {index for index, part in enumerate(lifted) if part < floors[index]}
        if not under:
            return lifted
        fixed |= under


def damped(old: Sequence[Fraction], new: Sequence[Fraction], *, up: Fraction, down: Fraction) -> list[Fraction]:
    """New shares kept within relative bounds of the old, scaled by the one factor that makes them sum to one.

    `up` and `down` are parts of each old share, not percentage points. Both sides sum to one.
    NotShareable when no factor can.

    >>> half = Fraction(1, 2)
    >>> [str(part) for part in damped([half, half], [ONE, Fraction(0)], up=half / 5, down=half / 5)]
    ['11/20', '9/20']
    """
    bounds = [(part * (1 - down), part * (1 + up)) for part in old]

    def clipped(factor: Fraction) -> list[Fraction]:
        return [min(max(factor * part, low), high) for part, (low, high) in zip(new, bounds, strict=True)]

    turns = sorted(
        {Fraction(0)} | {edge / part for part, pair in zip(new, bounds, strict=True) if part for edge in pair}
    )
    sums = [sum(clipped(turn), Fraction(0)) for turn in turns]
    reached = next((index for index, total in enumerate(sums) if total >= 1), None)
    if reached is None or (reached == 0 and sums[0] > 1):
        raise NotShareable("the limits on change leave no shares that sum to 100%: widen them")
    if sums[reached] == 1:
        return clipped(turns[reached])
    before, after = turns[reached - 1], turns[reached]
    part_of_way = (1 - sums[reached - 1]) / (sums[reached] - sums[reached - 1])
    return clipped(before + (after - before) * part_of_way)
