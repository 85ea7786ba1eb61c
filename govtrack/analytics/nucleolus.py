"""The nucleolus: the allocation whose worst-treated group of partners is treated as well as can be, exactly.

Solves the sequence of linear programmes of Maschler, Peleg and Shapley through their duals, whose basis has only
one column more than there are partners. Every group's cost is needed, so this is a study for few partners.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from govtrack.analytics.games import Costs, Group
from govtrack.analytics.linear import Span, Vector, solve

MOST_PARTNERS = 10


class _Column(NamedTuple):
    """A group in the programme: `open` while its excess may still improve, else held at what it reached."""

    group: Group
    vector: Vector
    cost: Fraction
    open: bool


def nucleolus(costs: Costs, partners: int) -> list[Fraction]:
    """Shares of a cost game that lexicographically maximise the smallest excesses c(S) − x(S).

    Every group's cost has to be there; a value game is its own costs negated. ValueError above ten partners.

    >>> both = {Group({0}): Fraction(4), Group({1}): Fraction(2), Group({0, 1}): Fraction(5)}
    >>> [str(part) for part in nucleolus(both, 2)]
    ['7/2', '3/2']
    """
    if not 1 <= partners <= MOST_PARTNERS:
        raise ValueError(f"the nucleolus is worked out for 1 to {MOST_PARTNERS} partners")
    everyone = Group(range(partners))
    groups = sorted((group for group in costs if group and group != everyone), key=sorted)
    held = [_column(everyone, partners, costs[everyone], still_open=False)]
    settled = Span()
    settled.add(held[0].vector[:-1])
    shares = [costs[everyone]] * partners
    while len(settled) < partners:
        columns = [_column(group, partners, costs[group], still_open=True) for group in groups]
        free = [column for column in columns if column.vector[:-1] not in settled]
        shares, worst, tight = _improve(held, free, everyone)
        held += [
            _column(column.group, partners, column.cost - worst, still_open=False)
            for column in tight
            if settled.add(column.vector[:-1])
        ]
    return shares


def _column(group: Group, partners: int, cost: Fraction, *, still_open: bool) -> _Column:
    row = [Fraction(partner in group) for partner in range(partners)]
    return _Column(group, [*row, Fraction(still_open)], cost, still_open)


def _improve(
    held: list[_Column], free: list[_Column], everyone: Group
) -> tuple[list[Fraction], Fraction, list[_Column]]:
    """The shares that make the smallest open excess largest, that excess, and the groups that are tight for good."""
    basis = _start(held, free, everyone)
    target = [*[Fraction(0)] * len(everyone), Fraction(1)]
    stalled = False
    while True:
        weights = solve([column.vector for column in basis], target)
        *shares, worst = solve(list(zip(*(column.vector for column in basis), strict=True)), [c.cost for c in basis])
        entering = _entering(free, shares, worst, first=stalled)
        if entering is None:
            tight = [column for column, weight in zip(basis, weights, strict=True) if column.open and weight > 0]
            return shares, worst, tight
        change = solve([column.vector for column in basis], entering.vector)
        step, _, leaving = min(
            (weight / own, tuple(sorted(column.group)), index)
            for index, (column, weight, own) in enumerate(zip(basis, weights, change, strict=True))
            if column.open and own > 0
        )
        stalled = step == 0
        basis[leaving] = entering


def _start(held: list[_Column], free: list[_Column], everyone: Group) -> list[_Column]:
    """A group, the rest of the partners and all together balance each other; others fill up at weight nought."""
    one = free[0]
    rest = next(column for column in free if column.group == everyone - one.group)
    span, basis = Span(), list[_Column]()
    for column in (*held, one, rest, *free):
        if len(span) > len(everyone):
            break
        if span.add(column.vector):
            basis.append(column)
    return basis


def _entering(free: list[_Column], shares: Sequence[Fraction], worst: Fraction, *, first: bool) -> _Column | None:
    """A group treated worse than `worst`: the worst of all, or the first in order after a step of nought (Bland).

    All is brought to one denominator first: there are a thousand groups, and whole numbers add up much faster.
    """
    scale = lcm(*(number.denominator for number in (*shares, worst, *(column.cost for column in free))))
    parts = [int(share * scale) for share in shares]
    least = int(worst * scale)
    lacking = (
        (
            column.cost.numerator * (scale // column.cost.denominator) - sum(parts[i] for i in column.group) - least,
            column,
        )
        for column in free
    )
    worse = (pair for pair in lacking if pair[0] < 0)
    if first:
        return next((column for _, column in worse), None)
    return min(worse, key=lambda pair: pair[0], default=(0, None))[1]
