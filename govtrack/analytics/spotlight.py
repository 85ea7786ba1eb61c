"""Whose turn it was: periods in which a partner had clearly more than its part, and how long others wait."""

from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from govtrack.analytics.figures import Figures

MULTIPLE = Fraction(5, 4)


class Turn(NamedTuple):
    """One partner's turns among its `periods`, the ones in which both its shares are known.

    `lit` and `last` are period indexes. Waits count the partner's own periods: `waited` since the last
    turn (all of them when there was none), `longest_wait` between turns, from the start and to the end.
    """

    cells: tuple[bool | None, ...]
    lit: tuple[int, ...]
    periods: int
    waited: int
    longest_wait: int

    @property
    def last(self) -> int | None:
        return self.lit[-1] if self.lit else None

    @property
    def average_wait(self) -> Fraction | None:
        """Periods per turn; None without a turn."""
        return Fraction(self.periods, len(self.lit)) if self.lit else None


class Strip(NamedTuple):
    """Every partner's turns, and the `rate` at which the partnership's cells were lit (None without any)."""

    turns: tuple[Turn, ...]
    rate: Fraction | None


def strip(figures: Figures, multiple: Fraction = MULTIPLE) -> Strip:
    """Light every cell whose benefit share is at least `multiple` times its contribution share."""
    turns = tuple(_turn(_cells(figures, partner, multiple)) for partner in range(figures.partners))
    cells = sum(turn.periods for turn in turns)
    return Strip(turns, Fraction(sum(len(turn.lit) for turn in turns), cells) if cells else None)


def wait_chance(rate: Fraction, waited: int) -> Fraction:
    """The chance of waiting at least so many periods, if turns came at random at that rate.

    A yardstick for the current wait only: the longest of many waits is long by being picked.

    >>> round(float(wait_chance(Fraction(1, 5), 4)), 2)
    0.41
    """
    return (1 - rate) ** waited


def _cells(figures: Figures, partner: int, multiple: Fraction) -> tuple[bool | None, ...]:
    return tuple(
        None
        if out is None or paid is None or not all_out or not all_paid or min(all_out, all_paid) < 0
        else out > 0 and out * all_paid * multiple.denominator >= multiple.numerator * paid * all_out
        for out, all_out, paid, all_paid in zip(
            figures.benefit[partner],
            figures.benefit_totals,
            figures.contribution[partner],
            figures.contribution_totals,
            strict=True,
        )
    )


def _turn(cells: tuple[bool | None, ...]) -> Turn:
    own = [cell for cell in cells if cell is not None]
    turns = [0, *(count for count, cell in enumerate(own, 1) if cell)]
    waited = len(own) - turns[-1]
    waits = [later - earlier for earlier, later in pairwise(turns)]
    lit = tuple(index for index, cell in enumerate(cells) if cell)
    return Turn(cells, lit, len(own), waited, max([waited, *waits]))
