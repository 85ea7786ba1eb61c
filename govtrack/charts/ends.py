"""Names at the ends of lines, instead of a legend: beside the line, and clear of one another."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.charts.axes import Scale
from govtrack.charts.ground import FINE, OTHER, SMALLEST, Json
from govtrack.charts.labels import note, said, spread, width

LEADER = 14
"""Pixels between the plot's edge and a name, bridged by a thin leader."""
LONGEST = 22


class End(NamedTuple):
    """A name, and the height at which its line ends."""

    name: str
    value: float
    own: bool = False
    quiet: bool = False


def room_for(ends: Sequence[End], *, small: bool = False) -> int:
    """Pixels of margin that the names take."""
    size = SMALLEST if small else FINE + 1
    return (
        round(max((width(end.name[:LONGEST], size) * (1.08 if end.own else 1) for end in ends), default=0)) + LEADER + 6
    )


def height_for(ends: Sequence[End]) -> int:
    """Pixels that the names need, one under another."""
    return _gap(small=False) * len(ends)


def named(ends: Sequence[End], scale: Scale, *, small: bool = False) -> list[Json]:
    """The names as notes in the right-hand margin."""
    return [
        note(
            said(end.name, LONGEST),
            x=1,
            y=scale.at(place),
            xref="paper",
            xanchor="left",
            yanchor="middle",
            xshift=LEADER,
            size=SMALLEST if small or end.quiet else FINE + 1,
            own=end.own,
            align="left",
        )
        for end, place in zip(ends, _places(ends, scale, small=small), strict=True)
    ]


def leaders(ends: Sequence[End], scale: Scale, *, small: bool = False) -> list[Json]:
    """Thin strokes from where the lines end to their names."""
    return [
        {
            "type": "line",
            "xref": "paper",
            "xsizemode": "pixel",
            "xanchor": 1,
            "x0": 5,
            "x1": LEADER - 1,
            "y0": end.value,
            "y1": scale.at(place),
            "line": {"color": OTHER, "width": 1},
        }
        for end, place in zip(ends, _places(ends, scale, small=small), strict=True)
    ]


def _places(ends: Sequence[End], scale: Scale, *, small: bool) -> list[float]:
    wanted = [scale.above(end.value) for end in ends]
    return spread(wanted, _gap(small=small), 4, scale.pixels - 4)


def _gap(*, small: bool) -> int:
    return 16 if small else 19
