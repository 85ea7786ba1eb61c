"""Names at the ends of lines, instead of a legend: beside the line, and clear of one another."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.charts.axes import Scale
from govtrack.charts.ground import FINE, OTHER, SMALLEST, Json
from govtrack.charts.labels import note, said, spread, width

LEADER = 14
"""Pixels between the plot's edge and a name, bridged by a thin leader."""
LONGEST = 22
MORE = 14
"""Pixels that a second line takes."""


class End(NamedTuple):
    """A name, the height at which its line ends, and a second line in small letters where there is more to say."""

    name: str
    value: float
    own: bool = False
    quiet: bool = False
    more: str = ""

    def size(self, *, small: bool) -> int:
        return SMALLEST if small or self.quiet else FINE + 1

    def tall(self, *, small: bool) -> int:
        """Pixels from top to foot."""
        return (16 if small else 19) + (MORE if self.more else 0)

    def wide(self, *, small: bool) -> float:
        """Pixels across; bold runs wider."""
        name = width(self.name[:LONGEST], self.size(small=small)) * (1.08 if self.own else 1)
        return max(name, width(self.more, SMALLEST))


def room_for(ends: Sequence[End], *, small: bool = False) -> int:
    """Pixels of margin that the names take."""
    return round(max((end.wide(small=small) for end in ends), default=0)) + LEADER + 6


def height_for(ends: Sequence[End]) -> int:
    """Pixels that the names need, one under another."""
    return sum(end.tall(small=False) for end in ends) + 8


def named(ends: Sequence[End], scale: Scale, *, small: bool = False) -> list[Json]:
    """The names as notes in the right-hand margin, each over what more there is to say."""
    notes: list[Json] = []
    for end, place in zip(ends, _places(ends, scale, small=small), strict=True):
        side: Json = {"xref": "paper", "xanchor": "left", "yanchor": "middle", "xshift": LEADER}
        size, shift = end.size(small=small), MORE / 2 if end.more else 0
        notes.append(note(said(end.name, LONGEST), x=1, y=scale.at(place + shift), size=size, own=end.own) | side)
        if end.more:
            lower = place + shift - (end.tall(small=small) - shift) / 2 - 2
            notes.append(note(said(end.more), x=1, y=scale.at(lower), size=SMALLEST) | side)
    return notes


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
            "y1": scale.at(place + (MORE / 2 if end.more else 0)),
            "line": {"color": OTHER, "width": 1},
        }
        for end, place in zip(ends, _places(ends, scale, small=small), strict=True)
    ]


def _places(ends: Sequence[End], scale: Scale, *, small: bool) -> list[float]:
    wanted = [scale.above(end.value) for end in ends]
    return spread(wanted, [end.tall(small=small) for end in ends], 0, scale.pixels)
