"""The lines of a drawing of positions: one a partner, what each comes to, and with what pen it is drawn."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.analytics.words import Unit, short
from govtrack.charts.ground import INK, ORDER, OTHER, OWN, Json
from govtrack.charts.labels import said
from govtrack.charts.strokes import Pen, carried_on, stopped, stroke

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
    by: str = ""
    """Whose figures it is drawn from, where they are not those claimed: a second answer, dotted."""

    @property
    def title(self) -> str:
        """What the line is called where it does not stand beside its like."""
        return f"{self.name}, as {self.by} has it" if self.by else self.name

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


def traced(line: Line, lines: Sequence[Line], labels: Sequence[str], unit: Unit, until: float) -> list[Json]:
    hover = [_hover(line, i, label, unit) for i, label in enumerate(labels[: len(line.values)])]
    values = [value if i <= line.last else None for i, value in enumerate(line.values)]
    drawn = stroke(values, hover=hover, provisional=line.provisional, pen=_pen(line, lines, len(labels)))
    if line.last < until:
        drawn.insert(0, carried_on(line.end, start=line.last, end=until))
    if line.left(labels):
        drawn.append(stopped(line.end, at=line.last, colour=OWN if line.own else OTHER))
    return drawn


def _pen(line: Line, lines: Sequence[Line], periods: int) -> Pen:
    """Blue and bold for one's own, grey for the others; where none is one's own and few, each its own shape."""
    dot = 7 if periods <= FEW else 0
    if line.by:
        return Pen(OWN if line.own else INK, 2, 0, dash="dot")
    lines = [one for one in lines if not one.by]
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
    return f"{said(line.title)}<br>{said(label)}: {standing(value, unit)}{loose}"


def standing(value: int, unit: Unit) -> str:
    if not value:
        return EVEN
    return f"{short(abs(value), unit)} {'ahead' if value > 0 else 'behind'}"
