"""Chart B: share in and share out, two dots a row, so that a long window can be seen beside a short one."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.words import counted, percent
from govtrack.charts.axes import percents
from govtrack.charts.beside import Label, beside, reach_of, steps_of
from govtrack.charts.ground import (
    FINE,
    INK,
    OTHER,
    OWN,
    RULE,
    SMALLEST,
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

ROW = 42
HEAD = 16


class Row(NamedTuple):
    """A partner, or a window of one partner's years: its share of the cost and of the benefit."""

    name: str
    paid: Fraction | None
    had: Fraction | None
    own: bool


def draw(*, rows: Sequence[Row]) -> Figure:
    """Hollow: share of the cost. Filled: share of the benefit. Rows stay in the order they are given."""
    labels = beside([(row.paid, row.had) for row in rows])
    if not labels:
        return blank("Shares cannot be worked out yet")
    data = [_joined(row, i) for i, row in enumerate(rows) if row.paid is not None and row.had is not None]
    data += [_dot(label, rows[label.place]) for label in labels if label.hollow]
    data += [_dot(label, rows[label.place]) for label in labels if not label.hollow]
    bold = any(row.own for row in rows) and not all(row.own for row in rows)

    def view(*, small: bool) -> Json:
        size = FINE if small else FINE + 1
        left = round(widest((row.name[:24] for row in rows), size) * 1.05) + 16
        margin = Margin(left, 6, 4, 34)
        low, high = reach_of(labels, margin.room(small=small))
        steps = steps_of(labels, low, high, 3 if small else 6)
        return {
            "height": ROW * len(rows) + HEAD + margin.top + margin.bottom,
            "margin": sides(margin),
            "xaxis": _across(low, high, steps),
            "yaxis": {"range": [len(rows) - 0.5, -0.5 - HEAD / ROW], "visible": False, "fixedrange": True},
            "annotations": [
                *(_name(row, i, size, bold=bold) for i, row in enumerate(rows)),
                *(_unknown(i) for i, row in enumerate(rows) if row.paid is None and row.had is None),
            ],
            "shapes": [_nought()] if low < min(label.part for label in labels) < 0 else [],
        }

    return figure(data, layout(view(small=False)), view(small=True))


def words(*, rows: Sequence[Row]) -> str:
    """What the drawing shows, for those who do not see it."""
    known = [row for row in rows if row.paid is not None and row.had is not None]
    if not known:
        return "Shares cannot be worked out yet."
    what = f"{counted(len(rows), 'row')} of two dots: share of the cost, hollow, and share of the benefit, filled."
    told = known if len(known) <= 2 else [known[0], known[-1]]
    if any(row.own for row in rows) and not all(row.own for row in rows):
        told = [row for row in known if row.own] or told
    finding = "; ".join(f"{row.name} paid {percent(row.paid)} and had {percent(row.had)}" for row in told)
    missing = [row.name for row in rows if row.paid is None or row.had is None]
    unknown = f" Not known for {counted(len(missing), 'row')}." if missing else ""
    return f"{what} {finding}.{unknown}"


def _dot(label: Label, row: Row) -> Json:
    colour = OWN if row.own else INK
    hollow: Json = {"color": WHITE, "size": 17, "line": {"color": colour, "width": 2.5}}
    filled: Json = {"color": colour, "size": 11}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [float(label.part)],
        "y": [label.place],
        "text": [f"{label.text}\u2002" if label.left else f"\u2002{label.text}"],
        "textposition": f"middle {'left' if label.left else 'right'}",
        "textfont": {"size": FINE, "color": INK},
        "marker": {"symbol": "circle", "opacity": 1, **(hollow if label.hollow else filled)},
        "hoverinfo": "text",
        "hovertext": [f"{said(row.name)}: {percent(label.part)} of the {'cost' if label.hollow else 'benefit'}"],
        "cliponaxis": False,
    }


def _joined(row: Row, place: int) -> Json:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [float(row.paid or 0), float(row.had or 0)],
        "y": [place, place],
        "line": {"color": OWN if row.own else OTHER, "width": 3},
        "hoverinfo": "skip",
    }


def _name(row: Row, place: int, size: int, *, bold: bool) -> Json:
    text = said(row.name, 24)
    return note(text, x=0, y=place, xref="paper", xanchor="right", xshift=-10, size=size, own=bold and row.own)


def _unknown(place: int) -> Json:
    return note("not known", x=0, y=place, xref="paper", xanchor="left", xshift=6, size=SMALLEST)


def _across(low: float, high: float, steps: Sequence[float]) -> Json:
    return {
        "range": [low, high],
        "tickvals": list(steps),
        "ticktext": percents(steps),
        "tickangle": 0,
        "ticks": "",
        "ticklabelstandoff": 4,
        "tickfont": {"size": FINE, "color": INK},
        "showgrid": True,
        "gridcolor": RULE,
        "zeroline": False,
        "fixedrange": True,
    }


def _nought() -> Json:
    line = {"color": INK, "width": 1.5}
    return {"type": "line", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "line": line, "layer": "below"}
