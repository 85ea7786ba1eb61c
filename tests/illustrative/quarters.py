"""What each partner of the Five Rivers puts in and gets out in a quarter, before it is told apart into lines."""

import random
from itertools import product
from typing import NamedTuple

from tests.illustrative import story

SEASON = (0.243, 0.249, 0.251, 0.257)
"""How a year’s cost falls on its quarters."""


class Cell(NamedTuple):
    """One partner's quarter: what it puts in and gets out in all, in pounds."""

    partner: str
    year: int
    quarter: int
    paid: float
    had: float


def quarters(chance: random.Random) -> list[Cell]:
    """Every member's quarters, reported or not, with the year's benefit swung between its quarters."""
    cells = []
    years = range(story.FIRST_YEAR, story.CURRENT_YEAR + 1)
    for year, partner in product(years, story.PARTNERS):
        due = [quarter for quarter in (1, 2, 3, 4) if partner in story.members(year, quarter)]
        swings = _swings(partner, due, chance)
        for quarter, swing in zip(due, swings, strict=True):
            cost = story.COST[year] * SEASON[quarter - 1]
            paid = cost * float(story.cost_share(partner, year, quarter)) * (1 + about(chance, 0.02))
            usual = story.COST[year] / 4 * float(story.cost_share(partner, year, quarter))
            paid *= 1 + story.CAPITAL.get((year, quarter), 0)
            cells.append(Cell(partner, year, quarter, paid, usual * story.returns(partner, year, quarter) * swing))
    return cells


def _swings(partner: str, due: list[int], chance: random.Random) -> list[float]:
    """Factors around one: rebates come every other quarter, the rest is chance; their mean is one."""
    turn = 1 if partner in story.REBATES_IN_EVEN_QUARTERS else -1
    raw = [
        1 + story.ALTERNATION[partner] * (turn if quarter % 2 == 0 else -turn) + about(chance, story.NOISE[partner])
        for quarter in due
    ]
    return [factor * len(raw) / sum(raw) for factor in raw] if raw else []


def about(chance: random.Random, reach: float) -> float:
    """A number between -reach and reach, more often near nought; from random() alone, which no version changes."""
    return (chance.random() + chance.random() + chance.random() - 1.5) / 1.5 * reach
