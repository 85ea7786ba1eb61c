"""What each partner put in and got back, period by period: the shape all long-run arithmetic starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

Row = Sequence[int | None]
Rows = Sequence[Row]


@dataclass(frozen=True)
class Figures:
    """Partners × periods, in the measure's smallest unit; None = not a member then, or no figure.

    Periods are of one kind, in order, and complete: a partial period is left blank here and counted in
    sums to date elsewhere. ValueError when the two sides have not the same shape.
    """

    benefit: Rows
    contribution: Rows

    def __post_init__(self) -> None:
        lengths = {len(row) for row in (*self.benefit, *self.contribution)}
        if len(self.benefit) != len(self.contribution) or len(lengths) > 1:
            raise ValueError("benefit and contribution need the same partners and the same periods")

    @property
    def partners(self) -> int:
        return len(self.benefit)

    @property
    def periods(self) -> int:
        return len(self.benefit[0]) if self.benefit else 0

    @cached_property
    def benefit_totals(self) -> list[int | None]:
        return totals(self.benefit)

    @cached_property
    def contribution_totals(self) -> list[int | None]:
        return totals(self.contribution)


def totals(rows: Rows) -> list[int | None]:
    """Each period's total over the partners that have a figure; None where none has.

    >>> totals([[1, None], [2, None]])
    [3, None]
    """
    return [add(column) for column in zip(*rows, strict=True)]


def add(amounts: Row) -> int | None:
    """The sum of what is known, or None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def both_known(benefit_row: Row, contribution_row: Row) -> list[tuple[int, int, int]]:
    """(period, benefit, contribution) of the periods where a partner has both figures."""
    return [
        (index, out, paid)
        for index, (out, paid) in enumerate(zip(benefit_row, contribution_row, strict=True))
        if out is not None and paid is not None
    ]
