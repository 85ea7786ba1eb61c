"""Chart A: what each partner has had back less what it has put in, added up over the years."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.analytics.words import Unit, counted, listed
from govtrack.charts.axes import Scale, amounts, fit, period_axis, round_steps, value_axis
from govtrack.charts.ends import End, height_for, leaders, named, room_for
from govtrack.charts.ground import Figure, Json, Margin, blank, figure, layout, sides
from govtrack.charts.labels import widest
from govtrack.charts.lines import EVEN, Line, standing, traced
from govtrack.charts.marks import Mark, Rows, boxes, droppers, in_rows
from govtrack.charts.notches import FOOT, Tick, notch_words, notches
from govtrack.charts.strokes import level

__all__ = ["Line", "draw", "words"]

HEIGHT = 340


class Frame(NamedTuple):
    """The picture around the lines: its two edges, its height in pixels, its scale and its round numbers."""

    low: float
    high: float
    height: int
    scale: Scale
    steps: list[float]


def draw(
    *,
    labels: Sequence[str],
    lines: Sequence[Line],
    marks: Sequence[Mark],
    ticks: Sequence[Tick],
    unit: Unit,
    even: str = EVEN,
) -> Figure:
    """A line for each partner over the periods, named at its end; one's own bold and over the others.

    `even` is what the line at nought is called.
    """
    shown = sorted((line for line in lines if line.last >= 0), key=lambda line: line.own)
    if not labels or not shown:
        return blank()
    rows = in_rows(marks, len(labels))
    ends = [End(line.name, float(line.end), own=line.own, more=_parting(line, labels)) for line in shown]
    ends.append(End(even, 0, quiet=True))
    frame = _frame(shown, ends, len(labels), rows, foot=FOOT if ticks else 0)
    words = amounts(frame.steps, unit)
    loose = [any(line.loose(i) for line in shown) for i in range(len(labels))]

    def view(*, small: bool) -> Json:
        margin = Margin(round(widest(words)) + 12, room_for(ends, small=small), 6, 46 if any(loose) else 30)
        room = margin.room(small=small)
        across = {"low": frame.low, "high": frame.high, "room": room}
        said_of_ticks = [] if small else notch_words(ticks, frame.scale, **across)
        return {
            "height": frame.height + margin.top + margin.bottom,
            "margin": sides(margin),
            "xaxis": period_axis(labels, provisional=loose, **across),
            "yaxis": value_axis(frame.scale, frame.steps, words),
            "annotations": [*named(ends, frame.scale, small=small), *said_of_ticks],
            "shapes": [*droppers(rows, frame.scale), *leaders(ends, frame.scale, small=small)],
        }

    data = [level(frame.low, frame.high)]
    data += [trace for line in shown for trace in traced(line, shown, labels, unit, frame.high)]
    data += [*notches(ticks, frame.scale), *boxes(rows, frame.scale)]
    return figure(data, layout(view(small=False)), view(small=True))


def words(*, labels: Sequence[str], lines: Sequence[Line], unit: Unit) -> str:
    """What the drawing shows, for those who do not see it."""
    shown = [line for line in lines if line.last >= 0 and not line.by]
    others = [line for line in lines if line.last >= 0 and line.by]
    if not labels or not shown:
        return "There are no figures to draw yet."
    what = (
        f"{counted(len(shown), 'line')} from {labels[0]} to {labels[-1]}: "
        "what each partner has had back less what it has put in, added up."
    )
    ends = [f"{line.name} ends {standing(line.end, unit)}" for line in shown if line.own] or [
        f"{sum(line.end > 0 for line in shown)} of {len(shown)} end ahead"
    ]
    left = [f"{line.name} left in {line.left(labels)}" for line in shown if line.left(labels)]
    loose = [label for i, label in enumerate(labels) if any(line.loose(i) for line in shown)]
    left += [f"{line.title}, ends {standing(line.end, unit)} (dotted)" for line in others]
    apart = left + ([f"{listed(loose)} {'is' if len(loose) == 1 else 'are'} provisional"] if loose else [])
    exception = f" {'; '.join(apart)}." if apart else ""
    return f"{what} {listed(ends)}.{exception}"


def _frame(lines: Sequence[Line], ends: Sequence[End], periods: int, rows: Rows, *, foot: int) -> Frame:
    height = max(HEIGHT, height_for(ends)) + rows.height + foot
    values = [0.0, *(float(v) for line in lines for v in line.values if v is not None)]
    scale = fit(values, pixels=height, below=foot + 10, above=rows.height + 12)
    steps = round_steps(scale.at(foot), scale.at(height - rows.height), about=8)
    low, high = min([0.0, *rows.ends]), max([periods - 1.0, *rows.ends])
    spare = (high - low or 1) * 0.015
    return Frame(low - spare, high if high > low else high + 1, height, scale, steps)


def _parting(line: Line, labels: Sequence[str]) -> str:
    if line.by:
        return f"as {line.by} has it"
    return f"left {line.left(labels)}" if line.left(labels) else ""
