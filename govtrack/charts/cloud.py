"""The dots of a funnel and the outline round them: a side of nought told by shape as much as by colour."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.words import points as pointed
from govtrack.charts.ground import GROUND, INK, ORANGE, OWN, WHITE, Json
from govtrack.charts.labels import said


class Point(NamedTuple):
    """One stretch: its length in periods, its gap in percentage points, and which periods it is."""

    length: int
    gap: Fraction
    label: str


class Side(NamedTuple):
    """A side of nought, told by shape as much as by colour."""

    symbol: str
    colour: str
    edge: str
    more: int = 0


ABOVE, BELOW, LEVEL = Side("circle", OWN, OWN), Side("triangle-down", ORANGE, INK, 2), Side("square", WHITE, INK)


def dots(points: Sequence[Point], what: str, size: int) -> list[Json]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [point.length for point in some],
            "y": [float(point.gap) for point in some],
            "marker": {
                "symbol": side.symbol,
                "size": size + side.more,
                "color": side.colour,
                "opacity": 1,
                "line": {"color": side.edge, "width": 1},
            },
            "hoverinfo": "text",
            "hovertext": [f"{said(point.label)}: share of {what} {_against(point.gap)}" for point in some],
            "cliponaxis": False,
        }
        for side, some in (
            (ABOVE, [point for point in points if point.gap > 0]),
            (BELOW, [point for point in points if point.gap < 0]),
            (LEVEL, [point for point in points if point.gap == 0]),
        )
        if some
    ]


def outline(points: Sequence[Point]) -> list[Json]:
    """The outline of all stretches, the shape that narrows."""
    lengths = sorted({point.length for point in points})
    gaps = {length: [float(point.gap) for point in points if point.length == length] for length in lengths}
    x = [*lengths, *reversed(lengths)]
    y = [*(max(gaps[length]) for length in lengths), *(min(gaps[length]) for length in reversed(lengths))]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": y,
            "fill": "toself",
            "fillcolor": GROUND,
            "line": {"width": 0, "color": GROUND},
            "hoverinfo": "skip",
        }
    ]


def _against(gap: Fraction) -> str:
    if pointed(gap) == "0":
        return "level with share of cost"
    return f"{pointed(abs(gap)).lstrip('+')} points {'above' if gap > 0 else 'below'} share of cost"
