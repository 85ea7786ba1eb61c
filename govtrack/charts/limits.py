"""The lines and points of a process behaviour chart: mean, limits, figures, signals and breaks."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.control import Chart
from govtrack.analytics.limits import Phase
from govtrack.analytics.signals import Signal
from govtrack.analytics.words import Unit, short
from govtrack.analytics.words import percent as parted
from govtrack.charts.axes import Scale, amounts, percents
from govtrack.charts.ends import End
from govtrack.charts.ground import INK, ORANGE, OTHER, OWN, Json
from govtrack.charts.labels import said
from govtrack.charts.strokes import Pen, plain, stroke

MANY = 30
"""With more points each is smaller."""


class Said(NamedTuple):
    """How values are said: as parts of one, or as amounts of a unit in its smallest steps."""

    percent: bool
    unit: Unit

    def value(self, value: float) -> str:
        return parted(Fraction(value)) if self.percent else short(round(value), self.unit)

    def steps(self, steps: Sequence[float]) -> list[str]:
        return percents(steps) if self.percent else amounts(steps, self.unit)


def floored(phase: Phase, known: Sequence[float]) -> Phase:
    """Limits as they are drawn: none under nought where no figure is."""
    if phase.lower is None or phase.lower >= 0 or min(known) < 0:
        return phase
    return phase._replace(lower=0.0)


def ends_of(phase: Phase, say: Said) -> list[End]:
    """What stands at the end of the limits that hold now."""
    average = End(f"average {say.value(phase.mean)}", phase.mean)
    if phase.lower is None or phase.upper is None:
        return []
    if phase.lower == phase.upper:
        return [average._replace(more="no variation")]
    return [
        End(f"lower limit {say.value(phase.lower)}", phase.lower),
        average,
        End(f"upper limit {say.value(phase.upper)}", phase.upper),
    ]


def limits(phase: Phase) -> list[Json]:
    """The mean, whole, and both limits, dashed, over the periods they hold for."""
    if phase.lower is None or phase.upper is None:
        return []
    span: list[object] = [phase.first - 0.4, phase.end - 0.6]
    across: Json = {"type": "scatter", "mode": "lines", "x": span, "hoverinfo": "skip", "cliponaxis": False}
    return [
        across | {"y": [plain(phase.mean)] * 2, "line": {"color": INK, "width": 1.5}},
        across | {"y": [plain(phase.upper)] * 2, "line": {"color": INK, "width": 1.5, "dash": "7px,5px"}},
        across | {"y": [plain(phase.lower)] * 2, "line": {"color": INK, "width": 1.5, "dash": "7px,5px"}},
    ]


def figures(values: Sequence[float | None], hover: Sequence[str], loose: Sequence[bool], chart: Chart) -> list[Json]:
    """The line, its ordinary points as circles, and its signals as triangles that point the way."""
    dot = 5 if len(values) > MANY else 7
    weight = 0 if chart.why_no_limits and len(chart.phases) == 1 else 1.75
    traces = stroke(values, hover=hover, provisional=loose, pen=Pen(OWN, weight, dot))
    signals = [index for index in chart.signals if values[index] is not None]
    if not signals:
        return traces
    up = [chart.points[index].side > 0 for index in signals]
    return [
        *traces,
        {
            "type": "scatter",
            "mode": "markers",
            "x": signals,
            "y": [plain(values[index]) for index in signals],
            "marker": {
                "symbol": ["triangle-up" if one else "triangle-down" for one in up],
                "size": 13 if len(values) <= MANY else 11,
                "color": ORANGE,
                "opacity": 1,
                "line": {"color": INK, "width": 1.5},
            },
            "hoverinfo": "text",
            "hovertext": [hover[index] for index in signals],
            "cliponaxis": False,
        },
    ]


def hover_of(labels: Sequence[str], values: Sequence[float | None], chart: Chart, say: Said) -> list[str]:
    """What each point says when it is touched."""
    told = ["" if point.signal is Signal.NONE else f"<br>{point.signal}" for point in chart.points]
    return [
        "" if value is None else f"{said(label)}: {say.value(value)}{signal}"
        for label, value, signal in zip(labels, values, told, strict=True)
    ]


def breaks(phases: Sequence[Phase], scale: Scale) -> list[Json]:
    """Where limits were set anew."""
    return [
        {
            "type": "line",
            "x0": phase.first - 0.5,
            "x1": phase.first - 0.5,
            "y0": scale.low,
            "y1": scale.high,
            "line": {"color": OTHER, "width": 1.5, "dash": "dash"},
            "layer": "below",
        }
        for phase in phases[1:]
    ]
