"""What cooperative game theory can honestly say about a shared cost: going alone, leaving, and fair rules.

A cost game says what every group of partners would pay together; groups are sets of partner indexes.
Stand-alone costs are estimates: only the walk-away test belongs on a page, the rest is a one-off study.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import NamedTuple

Group = frozenset[int]
Costs = Mapping[Group, Fraction]


class Verdict(StrEnum):
    """How a share stands against an estimate that has a range."""

    HOLDS = "pass"
    BORDERLINE = "too close to call"
    FAILS = "fail"


class Remaining(NamedTuple):
    """Separable costs and what remains of each benefit, and the allocation that follows from them."""

    separable: list[Fraction]
    not_separable: Fraction
    remaining: list[Fraction]
    allocation: list[Fraction]


def walk_away(share: Fraction, low: Fraction, high: Fraction) -> Verdict:
    """Whether a share is at most the cost of going alone, which lies between `low` and `high`."""
    if share <= low:
        return Verdict.HOLDS
    return Verdict.BORDERLINE if share <= high else Verdict.FAILS


def pays_its_way(share: Fraction, low: Fraction, high: Fraction) -> Verdict:
    """Whether a share is at least what its partner's being in costs the others, between `low` and `high`."""
    if share >= high:
        return Verdict.HOLDS
    return Verdict.BORDERLINE if share >= low else Verdict.FAILS


def saving(alone: Sequence[Fraction], together: Fraction) -> Fraction:
    """What all save by acting together. At nought or less no rule passes every walk-away test: say so and stop."""
    return sum(alone, Fraction(0)) - together


def equal_saving(alone: Sequence[Fraction], together: Fraction) -> list[Fraction]:
    """Everyone saves the same amount; a very small partner may come out below nought, that is be paid to join."""
    each = saving(alone, together) / len(alone)
    return [own - each for own in alone]


def proportional_saving(alone: Sequence[Fraction], together: Fraction) -> list[Fraction]:
    """Everyone saves the same part of its cost of going alone, which must not all be nought."""
    return [own * together / sum(alone) for own in alone]


def without_subsidy(shares: Sequence[Fraction], costs: Costs) -> list[bool]:
    """Whether each partner pays at least what leaving it out would save the others."""
    return [share >= extra for share, extra in zip(shares, _separable(costs, len(shares)), strict=True)]


def in_core(shares: Sequence[Fraction], costs: Costs) -> bool:
    """Whether the shares sum to the whole cost and no group would pay less by itself."""
    everyone = frozenset(range(len(shares)))
    paid = {group: sum((shares[i] for i in group), Fraction(0)) for group in costs}
    return paid[everyone] == costs[everyone] and all(paid[group] <= costs[group] for group in costs)


def remaining_benefits(costs: Costs, partners: int, benefits: Sequence[Fraction] | None = None) -> Remaining:
    """Separable cost, remaining benefit: each pays what it adds, and a part of the rest by what benefit it has left.

    Needs the cost of each alone, of all, and of all but each. A benefit is at most the cost of going alone,
    and is taken to be that where none is given. ValueError when no benefit remains for anyone.
    """
    separable = _separable(costs, partners)
    rest = costs[frozenset(range(partners))] - sum(separable, Fraction(0))
    alone = [costs[frozenset({i})] for i in range(partners)]
    worth = alone if benefits is None else [min(pair) for pair in zip(benefits, alone, strict=True)]
    left = [have - own for have, own in zip(worth, separable, strict=True)]
    if not sum(left):
        raise ValueError("no benefit remains beyond the separable costs: this rule cannot share the rest")
    shared = [own + rest * part / sum(left) for own, part in zip(separable, left, strict=True)]
    return Remaining(separable, rest, left, shared)


def shapley(costs: Costs, partners: int) -> list[Fraction]:
    """Each partner's added cost, averaged over every order in which partners could join.

    >>> both = {Group({0}): Fraction(4), Group({1}): Fraction(2), Group({0, 1}): Fraction(5)}
    >>> [str(part) for part in shapley(both, 2)]
    ['7/2', '3/2']
    """
    weights = [
        Fraction(factorial(size) * factorial(partners - size - 1), factorial(partners)) for size in range(partners)
    ]

    def added(partner: int) -> Fraction:
        others = [other for other in range(partners) if other != partner]
        groups = (Group(group) for size in range(partners) for group in combinations(others, size))
        return sum(
            (weights[len(group)] * (costs[group | {partner}] - costs.get(group, Fraction(0))) for group in groups),
            Fraction(0),
        )

    return [added(partner) for partner in range(partners)]


def _separable(costs: Costs, partners: int) -> list[Fraction]:
    everyone = frozenset(range(partners))
    return [costs[everyone] - costs[everyone - {i}] for i in range(partners)]
