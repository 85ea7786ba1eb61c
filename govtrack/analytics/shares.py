"""Shares: what part of a whole, always as an exact ratio of sums, and how far two sets of shares differ."""

from collections.abc import Sequence
from fractions import Fraction

from govtrack.analytics.rounding import half_up, whole_parts


def share(part: int, whole: int) -> Fraction | None:
    """The one way a share is worked out; a whole that is nought or negative has no shares.

    >>> share(20, 80), share(0, 0)
    (Fraction(1, 4), None)
    """
    return Fraction(part, whole) if whole > 0 else None


def pooled_share(parts: Sequence[int | None], wholes: Sequence[int | None]) -> Fraction | None:
    """Ratio of sums, never mean of ratios, over the positions where both figures are known."""
    known = [(part, whole) for part, whole in zip(parts, wholes, strict=True) if part is not None and whole is not None]
    return share(sum(part for part, _ in known), sum(whole for _, whole in known))


def period_shares(amounts: Sequence[int | None]) -> list[Fraction | None]:
    """What part of one period's total each partner has; all blank when the total is nought or negative."""
    total = sum(amount for amount in amounts if amount is not None)
    return [None if amount is None else share(amount, total) for amount in amounts]


def gap(benefit_share: Fraction | None, contribution_share: Fraction | None) -> Fraction | None:
    """Share out minus share in, in percentage points."""
    if benefit_share is None or contribution_share is None:
        return None
    return 100 * (benefit_share - contribution_share)


def out_of_line(
    benefit_shares: Sequence[Fraction | None], contribution_shares: Sequence[Fraction | None]
) -> Fraction | None:
    """The part of all benefit that would have to move for benefits to match contributions (Hoover's index).

    Takes whole-life shares, which sum to one. None when they are not comparable: a share unknown or
    negative, or benefit where nothing was paid.

    >>> half, fifth = Fraction(1, 2), Fraction(1, 5)
    >>> out_of_line([half, half], [4 * fifth, fifth])
    Fraction(3, 10)
    """
    pairs = comparable(benefit_shares, contribution_shares)
    return None if pairs is None else sum((abs(out - paid) for out, paid in pairs), Fraction(0)) / 2


def comparable(
    benefit_shares: Sequence[Fraction | None], contribution_shares: Sequence[Fraction | None]
) -> list[tuple[Fraction, Fraction]] | None:
    """Both shares of every partner, or None when a single number for all of them would mislead."""
    pairs: list[tuple[Fraction, Fraction]] = []
    for out, paid in zip(benefit_shares, contribution_shares, strict=True):
        if out is None or paid is None or min(out, paid) < 0 or (paid == 0 and out > 0):
            return None
        pairs.append((out, paid))
    return pairs or None


def show_parts(shares: Sequence[Fraction | None], total: int = 100) -> list[int | None]:
    """Whole parts as shown, which add up: shares that sum to one are shown as parts of exactly `total`.

    Shares that do not sum to one (each over its own years of membership) add up to the nearest whole
    number of what they do sum to. A share that is not known stays blank.

    >>> show_parts([Fraction(1, 3)] * 3)
    [34, 33, 33]
    """
    exact = [part * total for part in shares if part is not None]
    whole = iter(whole_parts(exact, half_up(sum(exact, Fraction(0)))))
    return [None if part is None else next(whole) for part in shares]
