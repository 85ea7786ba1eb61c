"""Chart B: share in and share out, two dots a row, so that a long window can be seen beside a short one."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.words import counted, percent
from govtrack.charts.axes import percents, round_steps
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
from govtrack.charts.labels import note, said, widest, width

ROW = 42
HEAD = 16
NARROWEST = 0.1
"""Part of one that the axis shows at least, so that hundredths are not blown up into a quarrel."""
PAID, HAD = "paid ", "had "


class Row(NamedTuple):
    """A partner, or a window of one partner's years: its share of the cost and of the benefit."""

    name: str
    paid: Fraction | None
    had: Fraction | None
    own: bool


def draw(*, rows: Sequence[Row]) -> Figure:
    """Hollow: share of the cost. Filled: share of the benefit. Rows stay in the order they are given."""
    known = [float(part) for row in rows for part in (row.paid, row.had) if part is not None]
    if not known:
        return blank("Shares cannot be worked out yet")
    first = next((i for i, row in enumerate(rows) if row.paid is not None and row.had is not None), None)
    data = [_joined(row, i) for i, row in enumerate(rows) if row.paid is not None and row.had is not None]
    data += [trace for i, row in enumerate(rows) for trace in _dots(row, i, worded=i == first)]
    bold = any(row.own for row in rows) and not all(row.own for row in rows)

    def view(*, small: bool) -> Json:
        size = FINE if small else FINE + 1
        left = round(widest((row.name[:24] for row in rows), size) * 1.05) + 16
        margin = Margin(left, 6, 4, 34)
        low, high = _range(known, margin.room(small=small))
        steps = round_steps(low, high, 3 if small else 6)
        return {
            "height": ROW * len(rows) + HEAD + margin.top + margin.bottom,
            "margin": sides(margin),
            "xaxis": _across(low, high, steps),
            "yaxis": {"range": [len(rows) - 0.5, -0.5 - HEAD / ROW], "visible": False, "fixedrange": True},
            "annotations": [
                *(_name(row, i, size, bold=bold) for i, row in enumerate(rows)),
                *(_unknown(i) for i, row in enumerate(rows) if row.paid is None and row.had is None),
            ],
            "shapes": [_nought()] if low < 0 < high else [],
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


def _range(known: Sequence[float], room: float) -> tuple[float, float]:
    """The axis: from nought unless that would crush the rows together, with room for the values outside."""
    low, high = min(known), max(known)
    if 0 <= low <= high / 2:
        low = 0.0
    spare = max(0.0, NARROWEST - (high - low)) / 2
    low, high = low - spare, high + spare
    outside = width(f"{PAID}100%", FINE) + 18
    each = (high - low) / max(40.0, room - 2 * outside)
    return low - outside * each, high + outside * each


def _dots(row: Row, place: int, *, worded: bool) -> list[Json]:
    colour = OWN if row.own else INK
    paid_on_left = row.had is None or (row.paid is not None and row.paid <= row.had)
    dots = []
    if row.paid is not None:
        side, marker = (
            ("left" if paid_on_left else "right"),
            {"color": WHITE, "size": 17, "line": {"color": colour, "width": 2.5}},
        )
        dots.append(
            _dot(
                row.paid,
                place,
                PAID if worded else "",
                side,
                marker,
                f"{said(row.name)}: {percent(row.paid)} of the cost",
            )
        )
    if row.had is not None:
        side, marker = ("right" if paid_on_left else "left"), {"color": colour, "size": 11}
        dots.append(
            _dot(
                row.had,
                place,
                HAD if worded else "",
                side,
                marker,
                f"{said(row.name)}: {percent(row.had)} of the benefit",
            )
        )
    return dots


def _dot(part: Fraction, place: int, word: str, side: str, marker: Json, hover: str) -> Json:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [float(part)],
        "y": [place],
        "text": [f"{word}{percent(part)}\u2002" if side == "left" else f"\u2002{word}{percent(part)}"],
        "textposition": f"middle {side}",
        "textfont": {"size": FINE, "color": INK},
        "marker": {"symbol": "circle", "opacity": 1, **marker},
        "hoverinfo": "text",
        "hovertext": [hover],
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
