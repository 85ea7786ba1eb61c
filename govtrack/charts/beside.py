"""Words beside dots on a line, and an axis just wide enough for both."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.words import percent
from govtrack.charts.axes import round_steps
from govtrack.charts.ground import FINE
from govtrack.charts.labels import width

DOT = 11
"""Pixels from the middle of a dot to past its edge."""
NARROWEST = 0.1
"""Part of one that the axis shows at least, so that hundredths are not blown up into a quarrel."""
PAID, HAD = "paid ", "had "


class Label(NamedTuple):
    """The words beside one dot: in which row, at what share, and on which side of it they stand."""

    place: int
    part: Fraction
    hollow: bool
    text: str
    left: bool

    @property
    def wide(self) -> float:
        """Pixels from the middle of the dot to the far end of the words."""
        return width(self.text, FINE) + DOT + 8


def beside(pairs: Sequence[tuple[Fraction | None, Fraction | None]]) -> list[Label]:
    """The words beside every dot of pairs (paid, had): on its outer side, in full in the first row that has both."""
    first = next((place for place, pair in enumerate(pairs) if None not in pair), None)
    found: list[Label] = []
    for place, (paid, had) in enumerate(pairs):
        paid_first = had is None or (paid is not None and paid <= had)
        for part, word, left in ((paid, PAID, paid_first), (had, HAD, not paid_first)):
            if part is not None:
                text = f"{word if place == first else ''}{percent(part)}"
                found.append(Label(place, part, word == PAID, text, left=left))
    return found


def reach_of(labels: Sequence[Label], room: float) -> tuple[float, float]:
    """The axis: from nought unless that would crush the rows together, with room for the words outside."""
    low, high = float(min(label.part for label in labels)), float(max(label.part for label in labels))
    if 0 <= low <= high / 2:
        low = 0.0
    spare = max(0.0, NARROWEST - (high - low)) / 2
    low, high = (low, high + 2 * spare) if low == 0 else (low - spare, high + spare)
    finest, coarsest = (high - low) / room, 4 * (high - low) / room
    for _ in range(24):
        each = (finest + coarsest) / 2
        left, right = _reach(labels, low, high, each)
        finest, coarsest = (finest, each) if right - left <= each * room else (each, coarsest)
    return _reach(labels, low, high, coarsest)


def _reach(labels: Sequence[Label], low: float, high: float, each: float) -> tuple[float, float]:
    """Where the axis begins and ends when a pixel is worth `each`."""
    left = min(float(label.part) - label.wide * each if label.left else float(label.part) for label in labels)
    right = max(float(label.part) if label.left else float(label.part) + label.wide * each for label in labels)
    return min(left, low - DOT * each), max(right, high + DOT * each)


def steps_of(labels: Sequence[Label], low: float, high: float, about: int) -> list[float]:
    """Round shares along the foot, none outside what a share can be unless one of these is."""
    shares = [float(label.part) for label in labels]
    return [step for step in round_steps(low, high, about) if min(0, *shares) <= step <= max(1, *shares)]
