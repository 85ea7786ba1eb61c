"""Workings only: single numbers for how unevenly amounts lie, and how far benefit lies from contribution."""

from collections.abc import Sequence
from fractions import Fraction
from math import fsum, log
from typing import NamedTuple

from govtrack.analytics.figures import Figures
from govtrack.analytics.positions import whole_life_shares
from govtrack.analytics.shares import comparable, out_of_line


def gini(amounts: Sequence[int | Fraction]) -> Fraction | None:
    """0 when all have the same, (n−1)/n when one has everything; None with a negative amount or no total."""
    total = _total(amounts)
    if not total:
        return None
    size = len(amounts)
    weighted = sum((2 * rank - size - 1) * amount for rank, amount in enumerate(sorted(amounts), 1))
    return Fraction(weighted) / (size * total)


def theil(amounts: Sequence[int | Fraction]) -> float | None:
    """0 when all have the same, ln n when one has everything; None with a negative amount or no total."""
    total = _total(amounts)
    if not total:
        return None
    ratios = [float(amount * len(amounts) / total) for amount in amounts if amount]
    return fsum(ratio * log(ratio) for ratio in ratios) / len(amounts)


def jain(amounts: Sequence[int | Fraction]) -> Fraction | None:
    """1 when all have the same, 1/n when one has everything; None with a negative amount or no total."""
    total = _total(amounts)
    if not total:
        return None
    return total * total / (len(amounts) * sum(Fraction(amount) ** 2 for amount in amounts))


class Proportionality(NamedTuple):
    """Benefit shares held against contribution shares; `ratios` are out over in, per partner that paid."""

    out_of_line: Fraction
    relative_gini: Fraction
    weighted_theil: float
    jain_of_ratio: Fraction
    ratios: tuple[Fraction, ...]


def proportionality(
    benefit_shares: Sequence[Fraction | None], contribution_shares: Sequence[Fraction | None]
) -> Proportionality | None:
    """All four at once; None where a share is unknown or negative, or benefit came where nothing was paid."""
    pairs = comparable(benefit_shares, contribution_shares)
    moved = out_of_line(benefit_shares, contribution_shares)
    pairs = [(out, paid) for out, paid in pairs or () if paid > 0]
    ratios = tuple(out / paid for out, paid in pairs)
    evenness = jain(ratios)
    if moved is None or evenness is None:
        return None
    before, lorenz = Fraction(0), Fraction(0)
    for out, paid in sorted(pairs, key=lambda pair: pair[0] / pair[1]):
        lorenz += paid * (2 * before + out)
        before += out
    entropy = fsum(float(out) * log(out / paid) for out, paid in pairs if out)
    return Proportionality(moved, 1 - lorenz, entropy, evenness, ratios)


def whole_life_proportionality(figures: Figures) -> Proportionality | None:
    """The same over a collaboration's whole life; withheld where any figure is negative."""
    rows = (*figures.benefit, *figures.contribution)
    if any(amount is not None and amount < 0 for row in rows for amount in row):
        return None
    return proportionality(whole_life_shares(figures.benefit), whole_life_shares(figures.contribution))


def _total(amounts: Sequence[int | Fraction]) -> Fraction:
    return Fraction(0) if min(amounts, default=0) < 0 else Fraction(sum(amounts))
