"""Exact linear algebra on small systems, in fractions."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

Vector = list[Fraction]


def solve(columns: Sequence[Sequence[Fraction]], target: Sequence[Fraction]) -> Vector:
    """The weights with which columns add up to a target; the columns are as many as their rows and independent."""
    size = len(columns)
    rows = [[column[row] for column in columns] + [target[row]] for row in range(size)]
    for at in range(size):
        pivot = next(row for row in range(at, size) if rows[row][at])
        rows[at], rows[pivot] = rows[pivot], rows[at]
        lead = rows[at][at]
        rows[at] = [value / lead for value in rows[at]]
        for other in range(size):
            if other != at and (times := rows[other][at]):
                rows[other] = [
                    value - times * own if own else value for value, own in zip(rows[other], rows[at], strict=True)
                ]
    return [row[-1] for row in rows]


class Span:
    """The vectors that others add up to, growing one independent vector at a time; reckoned in whole numbers.

    >>> span = Span()
    >>> [span.add([Fraction(x) for x in vector]) for vector in ([1, 1], [2, 2], [0, 1])]
    [True, False, True]
    """

    def __init__(self) -> None:
        self._rows: list[tuple[int, list[int]]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, vector: Sequence[Fraction]) -> bool:
        return not any(self._rest(vector))

    def add(self, vector: Sequence[Fraction]) -> bool:
        """Take a vector in; False when it was already spanned."""
        rest = self._rest(vector)
        lead = next((index for index, value in enumerate(rest) if value), None)
        if lead is None:
            return False
        shared = gcd(*rest)
        self._rows.append((lead, [value // shared for value in rest]))
        return True

    def _rest(self, vector: Sequence[Fraction]) -> list[int]:
        """What is left of a vector, or of a multiple of it, once the rows are taken out of it."""
        scale = lcm(*(value.denominator for value in vector))
        rest = [value.numerator * (scale // value.denominator) for value in vector]
        for lead, row in self._rows:
            if times := rest[lead]:
                rest = [row[lead] * value - times * own for value, own in zip(rest, row, strict=True)]
        return rest
