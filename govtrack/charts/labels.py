"""Words on a drawing: how wide they run, where they stand so that none hides another, and never as markup."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from govtrack.charts.ground import FINE, INK, OWN, Json

NARROW_LETTERS = frozenset("ijlftrI.,:;'|!()[]- ’")
WIDE_LETTERS = frozenset("mwMW@%&★")
LEADER = 14
"""Pixels between a line's end and its label, bridged by a thin leader."""


class Box(NamedTuple):
    """Where a label stands, in pixels from the lower left of the plot."""

    left: float
    right: float
    bottom: float
    top: float

    def touches(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top


def said(text: str, longest: int = 60) -> str:
    """A person's text as a drawing may show it: letters, never markup, and not without end.

    >>> said("Smith & <b>Sons</b>")
    'Smith &amp; &lt;b&gt;Sons&lt;/b&gt;'
    """
    kept = text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def width(text: str, size: int = FINE) -> float:
    """Pixels a line of text takes, on the generous side."""
    return sum(map(_em, text)) * size


def widest(texts: Iterable[str], size: int = FINE) -> float:
    return max((width(text, size) for text in texts), default=0)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places at least `gap` apart, in the same order, as near as can be to where each would like to be.

    Neighbours that would collide share the shift (isotonic least squares). All stand between `low` and
    `high` when there is room; when there is not, they run on above `high` rather than overlap.

    >>> spread([10, 12, 50], 10, 0, 100)
    [6.0, 16.0, 50.0]
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    pools: list[tuple[float, int]] = []
    for place, index in enumerate(order):
        total, count = wanted[index] - place * gap, 1
        while pools and pools[-1][0] * count >= total * pools[-1][1]:
            earlier, many = pools.pop()
            total, count = total + earlier, count + many
        pools.append((total, count))
    last = max(low, high - gap * max(0, len(order) - 1))
    starts = [min(max(total / count, low), last) for total, count in pools for _ in range(count)]
    steps = accumulate([gap] * len(order), initial=0.0)
    placed = dict(zip(order, (start + step for start, step in zip(starts, steps, strict=False)), strict=True))
    return [placed[index] for index in range(len(wanted))]


def note(text: str, *, x: object, y: object, size: int = FINE, own: bool = False, **more: object) -> Json:
    """Words without an arrow; `text` is markup here, so whatever a person wrote has been through `said`."""
    return {
        "text": f"<b>{text}</b>" if own else text,
        "x": x,
        "y": y,
        "showarrow": False,
        "font": {"size": size, "color": OWN if own else INK},
        **more,
    }


def _em(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return 0.34
    if letter in WIDE_LETTERS:
        return 0.92
    if letter.isupper() or ord(letter) > 0x2E7F:
        return 0.72 if letter.isupper() else 1.0
    return 0.575
