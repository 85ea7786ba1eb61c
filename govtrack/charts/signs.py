"""The words at what stands outside ordinary ups and downs, and the notes under a process behaviour chart."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from govtrack.analytics.control import Chart
from govtrack.analytics.signals import Signal
from govtrack.analytics.words import counted
from govtrack.charts.axes import Scale
from govtrack.charts.ground import SMALLEST, VEIL, Json
from govtrack.charts.labels import Box, note, said, width

HEAD = 40
"""Pixels kept free over and under the points for words at signals."""
LINE = 15
AWAY = 10
LEVELS = 3


class Group(NamedTuple):
    """Neighbouring points that say one thing: which, what, and whether high or rising (1) or low (-1)."""

    first: int
    last: int
    signal: Signal
    side: int

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2

    def lines(self, labels: Sequence[str]) -> list[str]:
        """What to write: the period, and the reason where it is not plain from the point's place."""
        if self.first == self.last:
            return [labels[self.first]]
        when = f"{labels[self.first]} to {labels[self.last]}"
        return [when] if self.signal is Signal.BEYOND else [self.signal.value, when]


def groups(chart: Chart) -> list[Group]:
    """The signals, neighbours that say the same taken together."""
    found: list[Group] = []
    for index in chart.signals:
        point = chart.points[index]
        before = found[-1] if found else None
        if before and before.last == index - 1 and (before.signal, before.side) == (point.signal, point.side):
            found[-1] = before._replace(last=index)
        else:
            found.append(Group(index, index, point.signal, point.side))
    return found


def worded(
    told: Sequence[Group],
    labels: Sequence[str],
    values: Sequence[float | None],
    scale: Scale,
    *,
    low: float,
    high: float,
    room: float,
) -> list[Json]:
    """Words at the signals that have room for them, single points and the newest first; the table has them all."""
    taken: list[Box] = []
    notes: list[Json] = []
    each = room / (high - low)
    for group in sorted(told, key=lambda group: (group.first != group.last, -group.last)):
        lines = group.lines(labels)
        place, wide = (group.middle - low) * each, max(width(line, SMALLEST) for line in lines)
        left = min(max(place - wide / 2, 0.0), max(0.0, room - wide))
        within = [
            scale.above(value)
            for index, value in enumerate(values)
            if value is not None and left - 8 <= (index - low) * each <= left + wide + 8
        ]
        if not within:
            continue
        edge = max(within) if group.side > 0 else min(within)
        box = _free(left, left + wide, edge, LINE * len(lines), group.side, taken, scale.pixels)
        if box is None:
            continue
        taken.append(box)
        anchor, x = _anchor(left, wide, room, (low, group.middle, high))
        text = "<br>".join(said(line) for line in lines)
        words = note(text, x=x, y=scale.at(box.bottom), size=SMALLEST, xanchor=anchor, yanchor="bottom", align=anchor)
        notes.append(words | {"bgcolor": VEIL, "borderpad": 0})
    return notes


def _anchor(left: float, wide: float, room: float, places: tuple[float, float, float]) -> tuple[str, float]:
    """How words are held: by their middle, unless that would push them off the plot."""
    low, middle, high = places
    if left == 0:
        return "left", low
    return ("center", middle) if left + wide < room else ("right", high)


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


def _free(
    left: float, right: float, peak: float, tall: float, side: int, taken: Sequence[Box], pixels: float
) -> Box | None:
    """The nearest place over (or under) a point that no other words have."""
    for level in range(LEVELS):
        away = AWAY + level * LINE
        bottom = peak + away if side > 0 else peak - away - tall
        box = Box(left - 4, right + 4, bottom, bottom + tall)
        if bottom >= 0 and box.top <= pixels and not any(box.touches(other) for other in taken):
            return box
    return None
