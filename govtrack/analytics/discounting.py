"""Discounting for forward business cases only; a look back is never discounted."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

PLAIN_RATE = re.compile(r"[0-9]{1,2}(\.[0-9]{1,4})?", re.ASCII)
"""A percentage below a hundred, as it is written."""


class Rates(NamedTuple):
    """A dated table of yearly rates: each band runs to its last year, counted from 1, the first from year 1."""

    name: str
    bands: tuple[tuple[int, Fraction], ...]


class Appraisal(NamedTuple):
    """A stream of real amounts in today's value; years count from 0, payback years are None when never reached."""

    net_present_value: Fraction
    benefits: Fraction
    costs: Fraction
    ratio: Fraction | None
    undiscounted: int
    payback_year: int | None
    discounted_payback_year: int | None


def discount_factors(years: int, rates: Rates) -> list[Fraction]:
    """The value today of one pound in each of the years 0 to `years`; ValueError beyond the table's last band.

    >>> discount_factors(1, Rates("of the example", ((30, Fraction(35, 1000)),)))[1] == 1 / Fraction("1.035")
    True
    """
    last = rates.bands[-1][0]
    if not 0 <= years <= last:
        raise ValueError(f"{rates.name} has rates for the years 1 to {last}")
    yearly = (next(rate for end, rate in rates.bands if year <= end) for year in range(1, years + 1))
    return list(accumulate(yearly, lambda factor, rate: factor / (1 + rate), initial=Fraction(1)))


def appraise(amounts: Sequence[int], rates: Rates) -> Appraisal:
    """Weigh real amounts from year 0 on, costs below nought; ValueError without any amount."""
    values = [
        amount * factor for amount, factor in zip(amounts, discount_factors(len(amounts) - 1, rates), strict=True)
    ]
    benefits, costs = (
        sum((value for value in values if value > 0), Fraction(0)),
        -sum((value for value in values if value < 0), Fraction(0)),
    )
    return Appraisal(
        benefits - costs,
        benefits,
        costs,
        benefits / costs if costs else None,
        sum(amounts),
        _payback(amounts),
        _payback(values),
    )


def _payback(amounts: Sequence[int | Fraction]) -> int | None:
    """The year from which on what came back is never again less than what was put in; None when there is none."""
    positions = list(accumulate(amounts))
    last_behind = max((year for year, position in enumerate(positions) if position < 0), default=-1)
    return last_behind + 1 if last_behind + 1 < len(positions) else None
