"""Lines over time: whole where figures are final, dashed with open points where they are provisional."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.charts.ground import INK, OTHER, WHITE, Json

Values = Sequence[int | float | None]


class Pen(NamedTuple):
    """How a line is drawn: its weight 0 for points alone, the size of its points 0 for a line without."""

    colour: str
    weight: float
    size: int
    symbol: str = "circle"
    dash: str = ""


def stroke(values: Values, *, hover: Sequence[str], provisional: Sequence[bool], pen: Pen) -> list[Json]:
    """A line broken where there is no figure, and its provisional stretches as a second one."""
    loose = [index < len(provisional) and provisional[index] for index in range(len(values))]
    lone = _alone(values)
    firm: list[object] = [None if loose[i] else plain(value) for i, value in enumerate(values)]
    strokes = [
        _trace(firm, hover)
        | {
            "mode": _mode(pen),
            "line": {"color": pen.colour, "width": pen.weight} | ({"dash": pen.dash} if pen.dash else {}),
            "marker": {
                "symbol": pen.symbol,
                "color": pen.colour,
                "size": [pen.size or (6 if single else 0) for single in lone],
                "opacity": 1,
            },
        }
    ]
    if any(loose):
        strokes.append(_loose(values, loose, hover) | _open(loose, pen))
    return strokes


def carried_on(value: float, *, start: float, end: float) -> Json:
    """A faint dotted way from a line that stops early to its label."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [start, end],
        "y": [plain(value)] * 2,
        "line": {"color": OTHER, "width": 1, "dash": "dot"},
        "hoverinfo": "skip",
    }


def level(low: float, high: float, at: float = 0.0) -> Json:
    """The line that others are seen against: over the faint rules, under everything else."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [low, high],
        "y": [at, at],
        "line": {"color": INK, "width": 1.5},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def stopped(value: float, *, at: float, colour: str) -> Json:
    """A stroke across the place where a line stops for good."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [at],
        "y": [plain(value)],
        "marker": {"symbol": "line-ns", "size": 12, "line": {"color": colour, "width": 2.5}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def plain(value: float | None) -> float | None:
    """A number as JSON can hold it, however large."""
    return value if value is None or abs(value) < 2**53 else float(value)


def _trace(values: Sequence[object], hover: Sequence[str]) -> Json:
    return {
        "type": "scatter",
        "x": list(range(len(values))),
        "y": list(values),
        "hoverinfo": "text",
        "hovertext": list(hover),
        "connectgaps": False,
        "cliponaxis": False,
    }


def _loose(values: Values, loose: Sequence[bool], hover: Sequence[str]) -> Json:
    following = [*loose[1:], False]
    part = [plain(value) if loose[i] or following[i] else None for i, value in enumerate(values)]
    return _trace(part, [text if loose[i] else "" for i, text in enumerate(hover)])


def _mode(pen: Pen) -> str:
    return "lines+markers" if pen.weight else "markers"


def _open(loose: Sequence[bool], pen: Pen) -> Json:
    return {
        "mode": _mode(pen),
        "line": {"color": pen.colour, "width": pen.weight, "dash": "6px,4px"},
        "marker": {
            "symbol": pen.symbol,
            "color": WHITE,
            "size": [max(pen.size, 7) + 1 if one else 0 for one in loose],
            "opacity": 1,
            "line": {"color": pen.colour, "width": 2},
        },
    }


def _alone(values: Values) -> list[bool]:
    """Which points have no neighbour to draw a line to, and so need a mark to be seen."""
    known = [False, *(value is not None for value in values), False]
    return [here and not before and not after for before, here, after in zip(known, known[1:], known[2:], strict=False)]
