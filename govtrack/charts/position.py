"""Chart A: what each partner has had back less what it has put in, added up over the years."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.analytics.words import Unit, counted, listed, short
from govtrack.charts.axes import Scale, amounts, fit, period_axis, round_steps, value_axis
from govtrack.charts.ends import End, height_for, leaders, named, room_for
from govtrack.charts.ground import ORDER, OTHER, OWN, Figure, Json, Margin, blank, figure, layout, sides
from govtrack.charts.labels import said, widest
from govtrack.charts.marks import FOOT, Mark, Rows, Tick, boxes, droppers, in_rows, notch_words, notches
from govtrack.charts.strokes import Pen, carried_on, level, stopped, stroke

HEIGHT = 340
FEW = 24
"""With more periods even one's own line has no points."""
MANY = 6
"""With more partners the lines of the others are finer."""
SHAPES = ("circle", "square", "diamond", "triangle-up")
EVEN = "paid for itself"


class Line(NamedTuple):
    """One partner's position to date in smallest units; blank where not known and after `left_at`."""

    name: str
    values: Sequence[int | None]
    own: bool
    left_at: int | None
    provisional: Sequence[bool]

    @property
    def last(self) -> int:
        """The newest period with a figure, up to leaving; -1 when there is none."""
        stays = self.left_at if self.left_at is not None else len(self.values) - 1
        return next((i for i in range(min(stays, len(self.values) - 1), -1, -1) if self.values[i] is not None), -1)

    @property
    def end(self) -> int:
        """What it came to."""
        return self.values[self.last] or 0

    def left(self, labels: Sequence[str]) -> str:
        """The period in which it left; nothing for one that stays."""
        return labels[self.left_at] if self.left_at is not None and 0 <= self.left_at < len(labels) else ""

    def loose(self, index: int) -> bool:
        """Whether a period's figure is provisional."""
        return index < len(self.provisional) and self.provisional[index]


class Frame(NamedTuple):
    """The picture around the lines: its two edges, its height in pixels, its scale and its round numbers."""

    low: float
    high: float
    height: int
    scale: Scale
    steps: list[float]


def draw(
    *, labels: Sequence[str], lines: Sequence[Line], marks: Sequence[Mark], ticks: Sequence[Tick], unit: Unit
) -> Figure:
    """A line for each partner over the periods, named at its end; one's own bold and over the others."""
    shown = sorted((line for line in lines if line.last >= 0), key=lambda line: line.own)
    if not labels or not shown:
        return blank()
    rows = in_rows(marks, len(labels))
    ends = [End(line.name, float(line.end), own=line.own, more=_parting(line, labels)) for line in shown]
    ends.append(End(EVEN, 0, quiet=True))
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
    data += [trace for line in shown for trace in _traces(line, shown, labels, unit, frame)]
    data += [*notches(ticks, frame.scale), *boxes(rows, frame.scale)]
    return figure(data, layout(view(small=False)), view(small=True))


def words(*, labels: Sequence[str], lines: Sequence[Line], unit: Unit) -> str:
    """What the drawing shows, for those who do not see it."""
    shown = [line for line in lines if line.last >= 0]
    if not labels or not shown:
        return "There are no figures to draw yet."
    what = (
        f"{counted(len(shown), 'line')} from {labels[0]} to {labels[-1]}: "
        "what each partner has had back less what it has put in, added up."
    )
    ends = [f"{line.name} ends {_standing(line.end, unit)}" for line in shown if line.own] or [
        f"{sum(line.end > 0 for line in shown)} of {len(shown)} end ahead"
    ]
    left = [f"{line.name} left in {line.left(labels)}" for line in shown if line.left(labels)]
    loose = [label for i, label in enumerate(labels) if any(line.loose(i) for line in shown)]
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


def _traces(line: Line, lines: Sequence[Line], labels: Sequence[str], unit: Unit, frame: Frame) -> list[Json]:
    hover = [_hover(line, i, label, unit) for i, label in enumerate(labels[: len(line.values)])]
    values = [value if i <= line.last else None for i, value in enumerate(line.values)]
    drawn = stroke(values, hover=hover, provisional=line.provisional, pen=_pen(line, lines, len(labels)))
    if line.last < frame.high:
        drawn.insert(0, carried_on(line.end, start=line.last, end=frame.high))
    if line.left(labels):
        drawn.append(stopped(line.end, at=line.last, colour=OWN if line.own else OTHER))
    return drawn


def _pen(line: Line, lines: Sequence[Line], periods: int) -> Pen:
    """Blue and bold for one's own, grey for the others; where none is one's own and few, each its own shape."""
    dot = 7 if periods <= FEW else 0
    if line.own:
        return Pen(OWN, 3.5, dot)
    if any(one.own for one in lines) or len(lines) > len(ORDER):
        return Pen(OTHER, 1.75 if len(lines) <= MANY else 1.25, 0)
    place = lines.index(line)
    return Pen(ORDER[place], 2, dot and dot + 1, SHAPES[place])


def _hover(line: Line, index: int, label: str, unit: Unit) -> str:
    value = line.values[index]
    if value is None:
        return ""
    loose = ", provisional" if line.loose(index) else ""
    return f"{said(line.name)}<br>{said(label)}: {_standing(value, unit)}{loose}"


def _standing(value: int, unit: Unit) -> str:
    if not value:
        return EVEN
    return f"{short(abs(value), unit)} {'ahead' if value > 0 else 'behind'}"


def _parting(line: Line, labels: Sequence[str]) -> str:
    return f"left {line.left(labels)}" if line.left(labels) else ""
