"""Axes: round numbers up the side, periods along the foot, and pixels where labels must not collide."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from govtrack.analytics.words import MINUS, SCALES, Unit
from govtrack.charts.ground import FINE, INK, OTHER, RULE, Json
from govtrack.charts.labels import said, widest

FIRSTS = (" Q1", " H1")


class Scale(NamedTuple):
    """What an upright axis shows, and over how many pixels."""

    low: float
    high: float
    pixels: float

    def above(self, value: float) -> float:
        """Pixels from the foot of the plot to a value."""
        return (value - self.low) / (self.high - self.low) * self.pixels

    def at(self, pixels: float) -> float:
        """The value that many pixels above the foot."""
        return self.low + (self.high - self.low) * pixels / self.pixels


def fit(values: Iterable[float], *, pixels: float, below: float = 10, above: float = 10) -> Scale:
    """A scale over all the values, with so many pixels left free under and over them."""
    known = [*values]
    low, high = min(known, default=0.0), max(known, default=0.0)
    if high - low <= abs(high) * 1e-9:
        low, high = low - (abs(low) / 10 or 1), high + (abs(high) / 10 or 1)
    each = (high - low) / (pixels - below - above)
    return Scale(low - below * each, high + above * each, pixels)


def round_steps(low: float, high: float, about: int = 6) -> list[float]:
    """Round numbers (ones, twos or fives) from low to high, about so many.

    >>> round_steps(-0.4, 1.7)
    [0.0, 0.5, 1.0, 1.5]
    """
    rough = (high - low) / about
    exponent = floor(log10(rough))
    multiple = next((m for m in (1, 2, 5) if m * 10.0**exponent >= rough * (1 - 1e-9)), 10)
    if exponent >= 0:
        size = multiple * 10**exponent
        return [float(k * size) for k in range(ceil(low / size), floor(high / size) + 1)]
    parts = Fraction(multiple, 10**-exponent)
    return [float(k * parts) for k in range(ceil(low / parts), floor(high / parts) + 1)]


def amounts(steps: Sequence[float], unit: Unit) -> list[str]:
    """Steps up an axis of money or of another unit, all in one scale: £0, £0.5m, £1m.

    >>> amounts([-50_000_000, 0, 50_000_000, 100_000_000], Unit("pounds", 2, money=True))
    ['−£0.5m', '£0', '£0.5m', '£1.0m']
    """
    largest = max((abs(step) for step in steps), default=0) / 10**unit.decimals
    size, mark = next(((size, mark) for size, mark in SCALES if largest >= size), (1, ""))
    values = [step / 10**unit.decimals / size for step in steps]
    apart = min((later - earlier for earlier, later in pairwise(values)), default=1)
    places = max(0, -floor(log10(apart) + 1e-9))
    return [_amount(value, places, mark, unit) for value in values]


def percents(steps: Sequence[float]) -> list[str]:
    """Parts of one as whole percentages, or with a decimal where the steps need it."""
    fine = any(abs(step * 100 - round(step * 100)) > 1e-6 for step in steps)
    return [f"{MINUS if step < 0 else ''}{abs(step) * 100:.{int(fine)}f}%" for step in steps]


def period_names(labels: Sequence[str]) -> list[tuple[int, str]]:
    """Which periods may be named, and how: every one, or each year once where it is cut into quarters or halves.

    >>> period_names(["2022-23 Q4", "2023-24 Q1", "2023-24 Q2"])
    [(1, '2023-24')]
    """
    years = [(index, label[:-3]) for index, label in enumerate(labels) if label.endswith(FIRSTS)]
    return years or list(enumerate(labels))


def period_axis(
    labels: Sequence[str], *, low: float, high: float, room: float, provisional: Sequence[bool] = ()
) -> Json:
    """Periods along the foot, as many named as fit, counted from the newest; a provisional one says so."""
    names = [
        (index, f"{said(name)}<br>provisional" if index < len(provisional) and provisional[index] else said(name))
        for index, name in period_names(labels)
    ]
    stride = names[1][0] - names[0][0] if len(names) > 1 else 1
    longest = widest((part for _, name in names for part in name.split("<br>")), FINE)
    every = max(1, ceil((longest + 10) / (stride * room / (high - low))))
    kept = {index for index, _ in names[::-1][::every]}
    return {
        "range": [low, high],
        "tickvals": [index for index, _ in names],
        "ticktext": [name if index in kept else "" for index, name in names],
        "ticklabeloverflow": "allow",
        "tickangle": 0,
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": OTHER,
        "tickfont": {"size": FINE, "color": INK},
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
    }


def value_axis(scale: Scale, steps: Sequence[float], words: Sequence[str]) -> Json:
    """Round numbers up the side, each with a faint rule across."""
    return {
        "range": [scale.low, scale.high],
        "tickvals": list(steps),
        "ticktext": list(words),
        "ticks": "",
        "ticklabelstandoff": 6,
        "tickfont": {"size": FINE, "color": INK},
        "showgrid": True,
        "gridcolor": RULE,
        "gridwidth": 1,
        "zeroline": False,
        "fixedrange": True,
    }


def _amount(value: float, places: int, mark: str, unit: Unit) -> str:
    if not value:
        return "£0" if unit.money else "0"
    number = f"{abs(value):,.{places}f}{mark}"
    return f"{MINUS if value < 0 else ''}{'£' if unit.money else ''}{number}"
