"""Chart D: one partner's figures with the limits of ordinary ups and downs, and what stands outside them."""

from collections.abc import Mapping, Sequence

from govtrack.analytics.control import Chart
from govtrack.analytics.words import Unit, counted
from govtrack.charts.axes import fit, period_axis, round_steps, value_axis
from govtrack.charts.ends import leaders, named, room_for
from govtrack.charts.ground import (
    NARROW,
    WIDE,
    Figure,
    Json,
    Margin,
    blank,
    figure,
    layout,
    sides,
)
from govtrack.charts.labels import under, widest
from govtrack.charts.limits import Said, breaks, ends_of, figures, floored, hover_of, limits
from govtrack.charts.marks import Mark, boxes, droppers, in_rows
from govtrack.charts.signalled import foot_notes, groups
from govtrack.charts.signs import HEAD, View, worded

HEIGHT = 300
FOOT = 30


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
    phases = [floored(phase, known) for phase in chart.phases]
    lines = [line for phase in phases for line in (phase.lower, phase.mean, phase.upper) if line is not None]
    height = HEIGHT + rows.height
    over = HEAD if any(group.side > 0 for group in told) else 12
    below = HEAD if any(group.side < 0 for group in told) else 12
    scale = fit([*known, *lines], pixels=height, below=below, above=rows.height + over)
    steps = round_steps(max(scale.low, 0) if min(known) >= 0 else scale.low, scale.at(height - rows.height))
    written, ends = say.steps(steps), ends_of(phases[-1], say)
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
            "shapes": [*droppers(rows, scale), *breaks(phases, scale), *leaders(last, scale, small=small)],
        }

    data = [trace for phase in phases for trace in limits(phase)]
    data += figures(values, hover_of(labels, values, chart, say), loose, chart)
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
    drawn = floored(newest, [value for value in values if value is not None])
    ordinary = f"{say.value(drawn.lower or 0)} to {say.value(newest.upper)}"
    signs = [f"{group.when(labels)}, {group.reason}" for group in groups(chart)]
    finding = f"Signals: {'; '.join(signs[-4:])}" if signs else "No point signals a change"
    average = f"The average is {say.value(newest.mean)}"
    return f"{what} and limits. {average} and ordinary values run from {ordinary}. {finding}."
