"""Decisions as numbered boxes over a drawing."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.charts.axes import Scale
from govtrack.charts.ground import BOLD, INK, OTHER, SMALLEST, WHITE, Json
from govtrack.charts.labels import said

ROW = 24
MOST_ROWS = 6
BOX = 20


class Mark(NamedTuple):
    """A decision: its number in the key, where it falls among the periods, its words, and where it is kept."""

    number: int
    period: float
    label: str
    href: str


class Rows(NamedTuple):
    """Marks in rows, so that neighbours do not hide each other even on a narrow screen."""

    marks: tuple[tuple[Mark, int], ...]

    @property
    def height(self) -> int:
        return ROW * (1 + max((row for _, row in self.marks), default=-1))

    @property
    def ends(self) -> list[float]:
        """The first and the last place that is marked."""
        places = [mark.period for mark, _ in self.marks]
        return [min(places), max(places)] if places else []


def in_rows(marks: Sequence[Mark], periods: int) -> Rows:
    """Give every mark near the drawn periods a row; those more than a period outside are not in the picture."""
    seen = sorted((mark for mark in marks if -1 <= mark.period <= periods), key=lambda mark: mark.period)
    apart = max(1, periods - 1) * (BOX + 4) / 230
    newest: list[float] = []
    placed: list[tuple[Mark, int]] = []
    for mark in seen:
        row = next((row for row, last in enumerate(newest) if mark.period - last >= apart), len(newest))
        if row >= MOST_ROWS:
            row = min(range(MOST_ROWS), key=lambda row: newest[row])
        newest[row : row + 1] = [mark.period]
        placed.append((mark, row))
    return Rows(tuple(placed))


def boxes(rows: Rows, scale: Scale) -> list[Json]:
    """The numbered boxes, which lead to their decision."""
    if not rows.marks:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [mark.period for mark, _ in rows.marks],
            "y": [_height(row, scale) for _, row in rows.marks],
            "text": [str(mark.number) for mark, _ in rows.marks],
            "textfont": {"size": SMALLEST, "color": INK, "weight": BOLD},
            "textposition": "middle center",
            "marker": {"symbol": "square", "size": BOX, "color": WHITE, "line": {"color": INK, "width": 1.5}},
            "hoverinfo": "text",
            "hovertext": [f"{mark.number} {said(mark.label, 90)}" for mark, _ in rows.marks],
            "customdata": [mark.href for mark, _ in rows.marks],
            "cliponaxis": False,
        }
    ]


def droppers(rows: Rows, scale: Scale) -> list[Json]:
    """A dotted line from every box down to the axis."""
    return [
        {
            "type": "line",
            "x0": mark.period,
            "x1": mark.period,
            "y0": scale.low,
            "y1": _height(row, scale),
            "line": {"color": OTHER, "width": 1, "dash": "dot"},
            "layer": "below",
        }
        for mark, row in rows.marks
    ]


def _height(row: int, scale: Scale) -> float:
    return scale.at(scale.pixels - ROW * (row + 0.5))
