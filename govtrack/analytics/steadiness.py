"""Workings: how much a single year tells, how much it swings, and how a newcomer's share is steadied."""

from collections.abc import Sequence
from fractions import Fraction
from math import fsum, sqrt
from statistics import fmean, stdev
from typing import NamedTuple

from govtrack.analytics.figures import Row, Rows

Number = float | Fraction


class Agreement(NamedTuple):
    """How far periods agree about partners (two-way, single measure): `rho` is what one period tells.

    `reliability` is what the mean of all periods tells. Mean squares are kept to show the workings;
    `one_way_rho` is the ordinary formula, which overstates rho where shares sum to one.
    """

    between: float
    residual: float
    within: float
    variance_between: float
    rho: float
    one_way_rho: float
    reliability: float


def agreement(shares: Sequence[Sequence[Number]]) -> Agreement | None:
    """Variance components of partners × periods; None under 3 partners or 4 periods, or without any spread.

    Source: Shrout and Fleiss 1979, ICC(3,1) and ICC(1,1). `rho` may be negative; show it as nought then.
    """
    partners, periods = len(shares), min(map(len, shares), default=0)
    if partners < 3 or periods < 4:
        return None
    rows = [[float(value) for value in row] for row in shares]
    row_means, column_means = (
        [fmean(row) for row in rows],
        [fmean(column) for column in zip(*rows, strict=True)],
    )
    mean = fmean(row_means)
    between = periods * fsum((own - mean) ** 2 for own in row_means) / (partners - 1)
    within_sum = fsum((x - own) ** 2 for row, own in zip(rows, row_means, strict=True) for x in row)
    columns_sum = partners * fsum((column - mean) ** 2 for column in column_means)
    residual = max(0.0, within_sum - columns_sum) / ((partners - 1) * (periods - 1))
    within = within_sum / (partners * (periods - 1))
    if between + residual <= 0:
        return None
    rho = _single(between, residual, periods)
    return Agreement(
        between,
        residual,
        within,
        (between - residual) / periods,
        rho,
        _single(between, within, periods),
        reliability(rho, periods),
    )


def reliability(rho: float, periods: int) -> float:
    """What the mean of several periods tells, when one of them tells `rho` (Spearman and Brown).

    Nought where rho is not above nought.

    >>> round(reliability(0.2, 8), 2)
    0.67
    """
    return periods * rho / (1 + (periods - 1) * rho) if rho > 0 else 0.0


def steadied(raw: Fraction, neutral: Fraction, weight: float) -> float:
    """A newcomer's share drawn towards its contribution share: `weight` (0 to 1) of it is its own record."""
    return weight * float(raw) + (1 - weight) * float(neutral)


def stein_weight(averages: Sequence[float], trials: int) -> float:
    """The weight that four or more averages keep when drawn to their mean (Efron and Morris 1977)."""
    mean = fmean(averages)
    spread = fsum((average - mean) ** 2 for average in averages)
    return 1 - (len(averages) - 3) * (mean * (1 - mean) / trials) / spread


def rank_agreement(rows: Rows) -> list[float | None]:
    """Spearman's rank agreement of each period with all other periods together, ties at their average rank.

    Over partners with a figure in every period; blank for a period in which all of these rank alike, and
    throughout when there are fewer than four of them or fewer than two periods.
    """
    members = [[amount for amount in row if amount is not None] for row in rows if None not in row]
    periods = len(rows[0]) if rows else 0
    if len(members) < 4 or periods < 2:
        return [None] * periods
    return [
        spearman([row[period] for row in members], [sum(row) - row[period] for row in members])
        for period in range(periods)
    ]


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Rank correlation with average ranks for ties; None when either side ranks everybody alike."""
    one, other = _ranks(first), _ranks(second)
    mean = (len(one) + 1) / 2
    spread = fsum((rank - mean) ** 2 for rank in one) * fsum((rank - mean) ** 2 for rank in other)
    if spread == 0:
        return None
    return fsum((a - mean) * (b - mean) for a, b in zip(one, other, strict=True)) / sqrt(spread)


def swing(row: Row) -> float | None:
    """Sample standard deviation over mean; None under three figures, with any below nought, or all nought."""
    known = [amount for amount in row if amount is not None]
    if len(known) < 3 or min(known) < 0 or sum(known) == 0:
        return None
    return stdev(known) / fmean(known)


def weighted_towards_recent(values: Sequence[Number | None], alpha: Number) -> Number | None:
    """Exponentially weighted value, blanks passed over. Not for boards: the answer hangs on `alpha`."""
    weighted: Number | None = None
    for value in values:
        if value is not None:
            weighted = value if weighted is None else alpha * value + (1 - alpha) * weighted
    return weighted


def alpha_from_half_life(periods: float) -> float:
    """The weight of the newest period, when a figure counts half as much after so many periods.

    >>> alpha_from_half_life(1)
    0.5
    """
    return 1.0 - float(0.5 ** (1 / periods))


def _single(between: float, within: float, periods: int) -> float:
    return (between - within) / (between + (periods - 1) * within)


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    first = {value: index for index, value in reversed(list(enumerate(ordered, 1)))}
    last = {value: index for index, value in enumerate(ordered, 1)}
    return [(first[value] + last[value]) / 2 for value in values]
