"""Where words stand at what is outside ordinary ups and downs, so that they hide no point and no other words."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.charts.axes import Scale
from govtrack.charts.ground import SMALLEST, VEIL, Json
from govtrack.charts.labels import Box, note, said, width
from govtrack.charts.signalled import Group

HEAD = 40
"""Pixels kept free over and under the points for words at signals."""
LINE = 15
AWAY = 10
AIR = 5
NEAREST, FARTHEST = 14, 60
"""Pixels by which words may stand off from their own point, or run, before they seem to belong to another."""


class View(NamedTuple):
    """The plot across: the periods at its edges, its pixels, and how high words may stand."""

    low: float
    high: float
    room: float
    top: float

    def across(self, period: float) -> float:
        """Pixels from the left edge."""
        return (period - self.low) / (self.high - self.low) * self.room

    def value(self, pixels: float) -> float:
        """The period that many pixels from the left edge."""
        return self.low + (self.high - self.low) * pixels / self.room


def worded(
    told: Sequence[Group], labels: Sequence[str], values: Sequence[float | None], scale: Scale, view: View
) -> list[Json]:
    """Words at the signals that have room for them, the newest first; the table has them all."""
    taken: list[Box] = []
    notes: list[Json] = []
    for group in reversed(told):
        lines = group.lines(labels)
        found = _free(group, lines, values, scale, view, taken)
        if found is None:
            continue
        taken.append(found)
        x, anchor = _held(found, group.middle, view)
        words = note("<br>".join(map(said, lines)), x=x, y=scale.at(found.bottom), size=SMALLEST)
        notes.append(words | {"xanchor": anchor, "yanchor": "bottom", "align": anchor, "bgcolor": VEIL, "borderpad": 0})
    return notes


def _held(box: Box, middle: float, view: View) -> tuple[float, str]:
    """Where words are held: by their nearest edge or middle, so that they stay there when the plot widens."""
    left, right = view.value(box.left + AIR), view.value(box.right - AIR)
    places = (((left + right) / 2, "center"), (left, "left"), (right, "right"))
    return min(places, key=lambda place: abs(place[0] - middle))


def _free(
    group: Group, lines: Sequence[str], values: Sequence[float | None], scale: Scale, view: View, taken: Sequence[Box]
) -> Box | None:
    """The nearest place that hides no point and no other words: over or under its own points, or beside them."""
    wide, tall = max(width(line, SMALLEST) for line in lines), LINE * len(lines)
    own = [scale.above(v) for v in values[group.first : group.last + 1] if v is not None]
    peak = max(own) if group.side > 0 else min(own)
    here = view.across(group.middle)
    reach = FARTHEST if group.last > group.first else NEAREST
    boxes: list[tuple[float, Box]] = []
    for left in (here - wide / 2, here - wide - AIR, here + AIR, here - wide + 12, here - 12, 0, view.room - wide):
        if left < -AIR or left + wide > view.room + AIR or not left - AIR <= here <= left + wide + AIR:
            continue
        near = [
            scale.above(value)
            for index, value in enumerate(values)
            if value is not None and left - AIR <= view.across(index) <= left + wide + AIR
        ]
        edge = max([*near, peak]) if group.side > 0 else min([*near, peak])
        bottom = edge + AWAY if group.side > 0 else edge - AWAY - tall
        box = Box(left - AIR, left + wide + AIR, bottom, bottom + tall)
        free = box.bottom >= 0 and box.top <= view.top and not any(box.touches(other) for other in taken)
        if free and abs(edge - peak) <= reach:
            boxes.append((abs(edge - peak) + abs(left + wide / 2 - here) / 4, box))
    return min(boxes)[1] if boxes else None
