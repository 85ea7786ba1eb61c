"""Small ticks at the foot of a drawing, for changes of share rule and of office-holder."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.charts.axes import Scale
from govtrack.charts.ground import INK, SMALLEST, VEIL, Json
from govtrack.charts.labels import note, said, width

FOOT = 44
"""Pixels kept free over the axis where there are ticks."""


FEET = (9, 25)
"""How high over the axis the words of ticks stand, row by row."""
LONGEST = 24


class Tick(NamedTuple):
    """A change of share rule or of office-holder, and where it falls among the periods."""

    period: float
    label: str


def notches(ticks: Sequence[Tick], scale: Scale) -> list[Json]:
    """Small ticks at the foot, their words on request."""
    if not ticks:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [tick.period for tick in ticks],
            "y": [scale.at(7)] * len(ticks),
            "marker": {"symbol": "line-ns", "size": 14, "line": {"color": INK, "width": 2}},
            "hoverinfo": "text",
            "hovertext": [said(tick.label, 90) for tick in ticks],
            "cliponaxis": False,
        }
    ]


def notch_words(ticks: Sequence[Tick], scale: Scale, *, low: float, high: float, room: float) -> list[Json]:
    """The words of the ticks that have room for them, beside each, in two rows; the others say theirs when touched."""
    words: list[Json] = []
    ends = [0.0] * len(FEET)
    ordered = sorted(ticks, key=lambda tick: tick.period)
    places = [(tick.period - low) / (high - low) * room for tick in ordered]
    for tick, place in zip(ordered, places, strict=True):
        text = tick.label[:LONGEST]
        wide = width(text, SMALLEST) + 8
        left = place if place + wide <= room + 4 else place - wide
        crossed = any(left < other < left + wide for other in places if other != place)
        row = next((row for row, end in enumerate(ends) if left >= end and row >= crossed), None)
        if row is None:
            continue
        ends[row] = left + wide
        words.append(
            note(
                said(text),
                x=tick.period,
                y=scale.at(FEET[row]),
                size=SMALLEST,
                xanchor="left" if left == place else "right",
                yanchor="middle",
                xshift=3 if left == place else -3,
                bgcolor=VEIL,
                borderpad=0,
            )
        )
    return words
