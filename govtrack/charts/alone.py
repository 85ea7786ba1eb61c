"""Going alone: a bar from the low to the high estimate for each partner, and a diamond where its share lies."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.analytics.words import POUNDS, short
from govtrack.charts.axes import amounts, fit, round_steps
from govtrack.charts.ground import (
    FINE,
    GROUND,
    INK,
    OWN,
    RULE,
    SMALLEST,
    VEIL,
    WHITE,
    Figure,
    Json,
    Margin,
    blank,
    figure,
    layout,
    sides,
)
from govtrack.charts.labels import note, said

ROW = 86
FOOT = 34
THICK = 0.11
"""Half the thickness of a bar, as part of its row."""
BAR, WORDS, BELOW = -0.03, -0.32, 0.23
"""Where in a row the bar, the words over it and the amounts under it stand, down from its middle."""
SPARE = 22
"""Pixels free beside the outermost mark, so that the amount under it on the axis is not cut."""


class Row(NamedTuple):
    """A partner: its estimate (low, central, high), its share, how the two compare in words."""

    name: str
    alone: tuple[int, int, int] | None
    paid: int | None
    verdict: str
    own: bool


def draw(*, rows: Sequence[Row]) -> Figure:
    """Bars are estimates, the stroke inside is the central one; the diamond is what the partner paid."""
    known = [amount for row in rows for amount in (*(row.alone or ()), row.paid) if amount is not None]
    if not known:
        return blank("Neither a share nor an estimate is known yet")
    data = [_mark(row, place) for place, row in enumerate(rows)]
    bold = any(row.own for row in rows) and not all(row.own for row in rows)

    def view(*, small: bool) -> Json:
        margin = Margin(2, 2, 4, FOOT)
        scale = fit(known, pixels=margin.room(small=small), below=SPARE, above=SPARE)
        steps = round_steps(scale.low, scale.high, 3 if small else 6)
        return {
            "height": ROW * len(rows) + margin.top + margin.bottom,
            "margin": sides(margin),
            "xaxis": _across(scale.low, scale.high, steps),
            "yaxis": {"range": [len(rows) - 0.5, -0.5], "visible": False, "fixedrange": True},
            "annotations": [one for place, row in enumerate(rows) for one in _words(row, place, bold=bold)],
            "shapes": [one for place, row in enumerate(rows) for one in _bar(row, place)],
        }

    return figure(data, layout(view(small=False)), view(small=True))


def words(*, rows: Sequence[Row]) -> str:
    """What the drawing shows, for those who do not see it."""
    what = "For each partner a bar from the low to the high estimate of going alone, and a diamond for its share."
    told = [row for row in rows if row.own] if any(row.own for row in rows) else rows
    found = [f"{row.name}: {row.verdict}" for row in told if row.verdict]
    return f"{what} {'; '.join(found)}." if found else what


def _mark(row: Row, place: int) -> Json:
    colour = OWN if row.own else INK
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [] if row.paid is None else [row.paid],
        "y": [] if row.paid is None else [place + BAR],
        "marker": {
            "symbol": "diamond",
            "size": 17,
            "color": colour,
            "opacity": 1,
            "line": {"color": WHITE, "width": 2},
        },
        "hoverinfo": "text",
        "hovertext": [f"{said(row.name)}: share {short(row.paid or 0)}"],
        "cliponaxis": False,
    }


def _bar(row: Row, place: int) -> list[Json]:
    if row.alone is None:
        return []
    low, central, high = row.alone
    middle, line = place + BAR, {"color": OWN if row.own else INK, "width": 1.5}
    ends = {"y0": middle - THICK, "y1": middle + THICK, "layer": "below"}
    return [
        {"type": "rect", "x0": low, "x1": high, "fillcolor": GROUND, "line": line, **ends},
        {"type": "line", "x0": central, "x1": central, "line": {**line, "width": 2.5}, **ends},
    ]


def _words(row: Row, place: int, *, bold: bool) -> list[Json]:
    head = f"{said(row.name, 24)}: {row.verdict}" if row.verdict else said(row.name, 24)
    own = bold and row.own
    found = [note(head, x=0, y=place + WORDS, xref="paper", xanchor="left", size=FINE + 1, own=own, bgcolor=VEIL)]
    if said_below := _amounts(row):
        found.append(note(said_below, x=0, y=place + BELOW, xref="paper", xanchor="left", size=SMALLEST, bgcolor=VEIL))
    return found


def _amounts(row: Row) -> str:
    """The amounts in words under the bar, where none can hide another."""
    parts = [] if row.paid is None else [f"share {short(row.paid)}"]
    if row.alone is not None:
        low, central, high = (short(end) for end in row.alone)
        parts.append(f"alone about {central}, {low} to {high}" if low != high else f"alone about {central}")
    return "; ".join(parts)


def _across(low: float, high: float, steps: Sequence[float]) -> Json:
    return {
        "range": [low, high],
        "tickvals": list(steps),
        "ticktext": amounts(steps, POUNDS),
        "tickangle": 0,
        "ticks": "",
        "ticklabelstandoff": 4,
        "tickfont": {"size": FINE, "color": INK},
        "showgrid": True,
        "gridcolor": RULE,
        "zeroline": False,
        "fixedrange": True,
    }
