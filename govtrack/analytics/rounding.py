"""Rounding that treats a figure and its reversal alike, and whole parts that add up."""

from collections.abc import Sequence
from fractions import Fraction


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero, so that a reversal rounds to minus its original.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2))
    (3, -3)
    """
    return rounded_ratio(value.numerator, value.denominator)


def rounded_ratio(part: int, whole: int) -> int:
    """A ratio of whole numbers (`whole` above zero) to the nearest whole number, halves away from zero."""
    nearest = (2 * abs(part) + whole) // (2 * whole)
    return nearest if part >= 0 else -nearest


def whole_parts(exact: Sequence[Fraction], total: int) -> list[int]:
    """Whole numbers that sum to `total`: floors, then one more to the largest fractional parts.

    Ties go to the larger exact part, then to the earlier one. ValueError when the exact parts are
    too far from `total` to be its floors and ceilings.

    >>> whole_parts([Fraction(1, 3)] * 3, 1)
    [1, 0, 0]
    """
    floors = [part.numerator // part.denominator for part in exact]
    left_over = total - sum(floors)
    if not 0 <= left_over <= len(floors):
        raise ValueError(f"parts of {sum(exact)} cannot be rounded to sum to {total}")
    by_claim = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], -exact[i], i))
    for index in by_claim[:left_over]:
        floors[index] += 1
    return floors
