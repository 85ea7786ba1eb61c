"""Whose songs got on the album: of each partner, how many decisions went as it wished, and how many did not."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.analytics.words import counted
from govtrack.charts.ground import (
    FINE,
    INK,
    OWN,
    RULE,
    WHITE,
    Figure,
    Json,
    Margin,
    blank,
    figure,
    layout,
    sides,
)
from govtrack.charts.labels import note, said, widest

ROW = 38
HEAD = 8


class Row(NamedTuple):
    """A partner, and its decisions: the outcome it agreed with, those it was overruled on, and neither."""

    name: str
    agreed: int
    overruled: int
    neither: int

    @property
    def whole(self) -> int:
        return self.agreed + self.overruled + self.neither


class Pen(NamedTuple):
    """How one kind of decision is drawn: filled, hollow or pale, so that it is told apart without colour."""

    name: str
    fill: str
    line: str
    text: str


PENS = {
    "agreed": Pen("agreed with the outcome", OWN, OWN, WHITE),
    "overruled": Pen("overruled", WHITE, INK, INK),
    "neither": Pen("neither", RULE, RULE, INK),
}


def draw(*, rows: Sequence[Row]) -> Figure:
    """A bar a partner, its length the decisions on which it is known where it stood."""
    longest = max((row.whole for row in rows), default=0)
    if not longest:
        return blank("Nobody's position is recorded yet")
    data = [_bars(rows, kind, pen, longest) for kind, pen in PENS.items()]

    def view(*, small: bool) -> Json:
        size = FINE if small else FINE + 1
        left = round(widest((row.name[:24] for row in rows), size) * 1.05) + 16
        margin = Margin(left, 8, 4, 8)
        return {
            "height": ROW * len(rows) + HEAD + margin.top + margin.bottom,
            "margin": sides(margin),
            "barmode": "stack",
            "bargap": 0.35,
            "xaxis": {"range": [0, longest * 1.02], "visible": False, "fixedrange": True},
            "yaxis": {"range": [len(rows) - 0.5, -0.5 - HEAD / ROW], "visible": False, "fixedrange": True},
            "annotations": [_name(row, i, size) for i, row in enumerate(rows)],
        }

    return figure(data, layout(view(small=False)), view(small=True))


def words(*, rows: Sequence[Row]) -> str:
    """What the drawing shows, for those who do not see it."""
    known = [row for row in rows if row.whole]
    if not known:
        return "Nobody's position is recorded yet."
    told = "; ".join(
        f"{row.name}: {row.agreed} agreed with, {row.overruled} overruled, {row.neither} neither" for row in known[:6]
    )
    return f"{counted(len(known), 'bar')}, one a partner. {told}."


def _bars(rows: Sequence[Row], kind: str, pen: Pen, longest: int) -> Json:
    counts = [getattr(row, kind) for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(rows))),
        "x": counts,
        "text": [str(count) if count and count * 20 >= longest else "" for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": FINE, "color": pen.text},
        "marker": {"color": pen.fill, "line": {"color": pen.line, "width": 2}},
        "hoverinfo": "text",
        "hovertext": [
            f"{said(row.name)}: {counted(count, 'decision')}, {pen.name}"
            for row, count in zip(rows, counts, strict=True)
        ],
        "constraintext": "none",
    }


def _name(row: Row, place: int, size: int) -> Json:
    return note(said(row.name, 24), x=0, y=place, xref="paper", xanchor="right", xshift=-10, size=size)
