"""Chart D: one partner's figures with the limits of ordinary ups and downs, and what stands outside them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.control import Chart
from govtrack.analytics.limits import Phase
from govtrack.analytics.words import Unit, counted, short
from govtrack.analytics.words import percent as parted
from govtrack.charts.axes import Scale, amounts, fit, percents, period_axis, round_steps, value_axis
from govtrack.charts.ends import End, leaders, named, room_for
from govtrack.charts.ground import (
    INK,
    NARROW,
    ORANGE,
    OTHER,
    OWN,
    WIDE,
    Figure,
    Json,
    Margin,
    blank,
    figure,
    layout,
    sides,
)
from govtrack.charts.labels import said, under, widest
from govtrack.charts.marks import Mark, boxes, droppers, in_rows
from govtrack.charts.signs import HEAD, View, foot_notes, groups, worded
from govtrack.charts.strokes import Pen, plain, stroke

HEIGHT = 300
MANY = 30
FOOT = 30


class Said(NamedTuple):
    """How values are said: as parts of one, or as amounts of a unit in its smallest steps."""

    percent: bool
    unit: Unit

    def value(self, value: float) -> str:
        return parted(Fraction(value)) if self.percent else short(round(value), self.unit)

    def steps(self, steps: Sequence[float]) -> list[str]:
        return percents(steps) if self.percent else amounts(steps, self.unit)


def draw(
    *,
    labels: Sequence[str],
    values: Sequence[float | None],
    chart: Chart,
    percent: bool,
    unit: Unit,
    marks: Sequence[Mark] = (),
    provisional: Sequence[bool] = (),
    reasons: Mapping[int, str] | None = None,
) -> Figure:
    """Points, mean and limits of `chart`; with `percent` values are parts of one, otherwise smallest units.

    `reasons` says why limits were set anew, by the index of the point at which they were. A lower limit
    under nought is drawn at nought when no figure is negative; the chart keeps the computed one.
    """
    known = [value for value in values if value is not None]
    if not known or not chart.phases:
        return blank()
    say, told, rows = Said(percent, unit), groups(chart), in_rows(marks, len(labels))
    phases = [_floored(phase, known) for phase in chart.phases]
    lines = [line for phase in phases for line in (phase.lower, phase.mean, phase.upper) if line is not None]
    height = HEIGHT + rows.height
    over = HEAD if any(group.side > 0 for group in told) else 12
    below = HEAD if any(group.side < 0 for group in told) else 12
    scale = fit([*known, *lines], pixels=height, below=below, above=rows.height + over)
    steps = round_steps(max(scale.low, 0) if min(known) >= 0 else scale.low, scale.at(height - rows.height))
    written, ends = say.steps(steps), _ends(phases[-1], say)
    low, high = min([-0.4, *rows.ends]), max([len(labels) - 0.6, *rows.ends])
    loose = [i < len(provisional) and provisional[i] for i in range(len(labels))]

    def view(*, small: bool) -> Json:
        last = [end._replace(name=end.name.replace(" limit", "")) for end in ends] if small else ends
        notes = foot_notes(chart, reasons or {}, labels, loose=any(loose), letters=(NARROW if small else WIDE) // 7)
        left, right = round(widest(written)) + 12, room_for(last, small=small) if last else 24
        margin = Margin(left, right, 6, FOOT + (17 * len(notes) + 4 if notes else 0))
        room = margin.room(small=small)
        return {
            "height": height + margin.top + margin.bottom,
            "margin": sides(margin),
            "xaxis": period_axis(labels, low=low, high=high, room=room),
            "yaxis": value_axis(scale, steps, written),
            "annotations": [
                *named(last, scale, small=small),
                *worded(told, labels, values, scale, View(low, high, room, scale.pixels - rows.height)),
                *under(notes, FOOT),
            ],
            "shapes": [*droppers(rows, scale), *_breaks(phases, scale), *leaders(last, scale, small=small)],
        }

    data = [trace for phase in phases for trace in _limits(phase)]
    data += _values(values, _hover(labels, values, chart, say), loose, chart)
    return figure([*data, *boxes(rows, scale)], layout(view(small=False)), view(small=True))


def words(*, labels: Sequence[str], values: Sequence[float | None], chart: Chart, percent: bool, unit: Unit) -> str:
    """What the drawing shows, for those who do not see it."""
    known = sum(value is not None for value in values)
    newest = chart.latest
    if not known or newest is None:
        return "There are no figures to draw yet."
    say, what = Said(percent, unit), f"{counted(known, 'point')} from {labels[0]} to {labels[-1]}, with their average"
    if newest.lower is None or newest.upper is None:
        return f"{what}: {say.value(newest.mean)}. Too few points for limits."
    floored = _floored(newest, [value for value in values if value is not None])
    limits = f"{say.value(floored.lower or 0)} to {say.value(newest.upper)}"
    signs = [f"{group.when(labels)}, {group.reason}" for group in groups(chart)]
    finding = f"Signals: {'; '.join(signs[-4:])}" if signs else "No point signals a change"
    return (
        f"{what} and limits. The average is {say.value(newest.mean)} and ordinary values run from {limits}. {finding}."
    )


def _floored(phase: Phase, known: Sequence[float]) -> Phase:
    if phase.lower is None or phase.lower >= 0 or min(known) < 0:
        return phase
    return phase._replace(lower=0.0)


def _ends(phase: Phase, say: Said) -> list[End]:
    average = End(f"average {say.value(phase.mean)}", phase.mean)
    if phase.lower is None or phase.upper is None:
        return []
    if phase.lower == phase.upper:
        return [End(f"always {say.value(phase.mean)}", phase.mean)]
    return [
        End(f"lower limit {say.value(phase.lower)}", phase.lower),
        average,
        End(f"upper limit {say.value(phase.upper)}", phase.upper),
    ]


def _limits(phase: Phase) -> list[Json]:
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


def _values(values: Sequence[float | None], hover: Sequence[str], loose: Sequence[bool], chart: Chart) -> list[Json]:
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


def _hover(labels: Sequence[str], values: Sequence[float | None], chart: Chart, say: Said) -> list[str]:
    return [
        ""
        if value is None
        else f"{said(label)}: {say.value(value)}" + (f"<br>{point.signal}" if index in set(chart.signals) else "")
        for index, (label, value, point) in enumerate(zip(labels, values, chart.points, strict=True))
    ]


def _breaks(phases: Sequence[Phase], scale: Scale) -> list[Json]:
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
