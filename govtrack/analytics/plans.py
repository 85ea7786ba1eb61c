"""A business case as numbers: its years in the prices of one, weighed at discount rates, and when it pays back."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from govtrack.analytics.discounting import Appraisal, Rates, appraise, discount_factors
from govtrack.analytics.kinds import Planned


class PlanLine(NamedTuple):
    """One amount of a plan in pence, written positive: of a year counted from year 0, a side, a partner (None: all)."""

    number: int
    side: int
    amount: int
    partner: int | None = None


class PlanYear(NamedTuple):
    """One year of a plan; None where the plan has no figure, which is not nought."""

    setup: int | None
    cost: int | None
    benefit: int | None

    @property
    def stated(self) -> bool:
        return any(part is not None for part in self)

    @property
    def net(self) -> int:
        """What comes back less what is put in; a side without a figure adds nothing."""
        return (self.benefit or 0) - (self.setup or 0) - (self.cost or 0)


def years_of(lines: Iterable[PlanLine]) -> list[PlanYear]:
    """The years of a plan from year 0 to its last, its partners added together.

    >>> years_of([PlanLine(0, Planned.SETUP, 500), PlanLine(2, Planned.BENEFIT, 700)])[2].net
    700
    """
    found: dict[tuple[int, int], int] = {}
    for line in lines:
        found[line.number, line.side] = found.get((line.number, line.side), 0) + line.amount
    last = max((number for number, _ in found), default=-1)
    return [PlanYear(*(found.get((number, int(side))) for side in Planned)) for number in range(last + 1)]


class Weighed(NamedTuple):
    """A plan weighed: the factor and today's value of each year, running sums of both, and what they come to."""

    factors: list[Fraction]
    values: list[Fraction]
    running: list[int]
    running_discounted: list[Fraction]
    appraisal: Appraisal


def weigh(years: Sequence[PlanYear], rates: Rates) -> Weighed:
    """Discount a plan's years; ValueError where the table of rates does not reach to its last."""
    nets = [year.net for year in years]
    factors = discount_factors(len(nets) - 1, rates)
    values = [net * factor for net, factor in zip(nets, factors, strict=True)]
    return Weighed(factors, values, list(accumulate(nets)), list(accumulate(values)), appraise(nets, rates))


class Happened(NamedTuple):
    """One year of a plan beside the ledger, both in the prices of the page; None where there is no figure."""

    label: str
    planned: int | None
    put_in: int | None
    had_back: int | None
    whole: bool
    """Whether everybody who was a partner has reported both sides of the year."""
    begun: bool
    ended: bool
    provisional: bool = False
    """Whether some of what happened may still change."""

    @property
    def net(self) -> int | None:
        if self.put_in is None and self.had_back is None:
            return None
        return (self.had_back or 0) - (self.put_in or 0)

    @property
    def compared(self) -> bool:
        """Whether it is in both sums: planned, and whole in the ledger."""
        return self.whole and self.planned is not None


def sums(years: Sequence[Happened]) -> tuple[int, int] | None:
    """What was planned and what happened over the years that both have whole; None where there is none."""
    both = [year for year in years if year.compared]
    if not both:
        return None
    return sum(year.planned or 0 for year in both), sum(year.net or 0 for year in both)
