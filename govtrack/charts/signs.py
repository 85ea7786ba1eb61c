"""The words at what stands outside ordinary ups and downs, and the notes under a process behaviour chart."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from govtrack.analytics.control import Chart
from govtrack.analytics.signals import RUN, Point, Signal
from govtrack.analytics.words import counted
from govtrack.charts.axes import Scale
from govtrack.charts.ground import SMALLEST, VEIL, Json
from govtrack.charts.labels import Box, note, said, width

HEAD = 40
"""Pixels kept free over and under the points for words at signals."""
LINE = 15
AWAY = 10
AIR = 5
NEAREST, FARTHEST = 14, 60
"""Pixels by which words may stand off from their own point, or run, before they seem to belong to another."""


LASTING = (Signal.BEYOND, Signal.TWO_OF_THREE, Signal.SHIFT, Signal.TREND)


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


class Group(NamedTuple):
    """Neighbouring signals on one side: from which point to which, what they signal, high (1) or low (-1)."""

    first: int
    last: int
    signal: Signal
    side: int

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2

    @property
    def reason(self) -> str:
        """What it signals, in words for a picture; the table names the rule."""
        high = self.side > 0
        run = f"a run {'above' if high else 'below'} the average"
        if self.signal is not Signal.TREND and self.last - self.first + 1 >= RUN:
            return run
        return {
            Signal.SHIFT: run,
            Signal.TREND: f"a run of {'rises' if high else 'falls'}",
            Signal.TWO_OF_THREE: f"close to the {'upper' if high else 'lower'} limit",
        }.get(self.signal, f"{'above the upper' if high else 'below the lower'} limit")

    def when(self, labels: Sequence[str]) -> str:
        return labels[self.first] if self.first == self.last else f"{labels[self.first]} to {labels[self.last]}"

    def lines(self, labels: Sequence[str]) -> list[str]:
        """What to write: the period, and the reason where it is not plain from the point's place."""
        return [self.when(labels)] if self.signal is Signal.BEYOND else [self.reason, self.when(labels)]


def groups(chart: Chart) -> list[Group]:
    """The signals, neighbours on one side taken together; a trend keeps to itself."""
    found: list[Group] = []
    for index in chart.signals:
        point = chart.points[index]
        before = found[-1] if found else None
        if before and before.last == index - 1 and _alike(before, point) and not _begins(chart, index):
            found[-1] = before._replace(last=index, signal=max(before.signal, point.signal, key=LASTING.index))
        else:
            found.append(Group(index, index, point.signal, point.side))
    return found


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


def foot_notes(
    chart: Chart, reasons: Mapping[int, str], labels: Sequence[str], *, loose: bool, letters: int
) -> list[str]:
    """What a reader must know about the limits, in lines of at most so many letters."""
    said_so: list[str] = []
    newest = chart.latest
    if newest is None:
        return []
    if chart.why_no_limits:
        said_so.append("Too few points for limits: the points alone are shown.")
    elif newest.trial:
        said_so.append(f"Trial limits: {counted(newest.basis, 'point')} so far.")
    for before, phase in pairwise(chart.phases):
        why = reasons.get(phase.first, "")
        said_so.append(f"Limits set anew from {labels[before.end]}{f': {why}' if why else ''}.")
    screened = sum(phase.screened for phase in chart.phases)
    if loose:
        said_so.append("Open points are provisional.")
    if screened:
        said_so.append(f"Screened: {counted(screened, 'large jump')} left out of the limits.")
    return [said(line, 200) for line in wrap(" ".join(said_so), letters)]


def _held(box: Box, middle: float, view: View) -> tuple[float, str]:
    """Where words are held: by their nearest edge or middle, so that they stay there when the plot widens."""
    left, right = view.value(box.left + AIR), view.value(box.right - AIR)
    places = (((left + right) / 2, "center"), (left, "left"), (right, "right"))
    return min(places, key=lambda place: abs(place[0] - middle))


def _alike(group: Group, point: Point) -> bool:
    return group.side == point.side and (group.signal is Signal.TREND) == (point.signal is Signal.TREND)


def _begins(chart: Chart, index: int) -> bool:
    return any(phase.first == index for phase in chart.phases)


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
