"""Words on a drawing: how wide they run, where they stand so that none hides another, and never as markup."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from govtrack.charts.ground import BOLD, FINE, INK, OWN, SMALLEST, Json

NARROW_LETTERS = frozenset("ijlftrI.,:;'|!()[]- ’")
WIDE_LETTERS = frozenset("mwMW@%&★")


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


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of labels so many pixels tall that do not overlap, in order, each as near as can be to its wish.

    Neighbours that would collide share the shift (isotonic least squares). All stand between `low` and
    `high` when there is room; when there is not, they run on above `high` rather than overlap.

    >>> spread([10, 12, 50], [10, 10, 10], 0, 100)
    [6.0, 16.0, 50.0]
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    tall = [float(sizes[index]) for index in order]
    steps = [*accumulate(((one + next_) / 2 for one, next_ in pairwise(tall)), initial=0.0)] if tall else []
    pools: list[tuple[float, int]] = []
    for index, step in zip(order, steps, strict=True):
        total, count = wanted[index] - step, 1
        while pools and pools[-1][0] * count >= total * pools[-1][1]:
            earlier, many = pools.pop()
            total, count = total + earlier, count + many
        pools.append((total, count))
    first = low + tall[0] / 2 if tall else low
    last = max(first, high - tall[-1] / 2 - steps[-1]) if tall else first
    starts = [min(max(total / count, first), last) for total, count in pools for _ in range(count)]
    placed = {index: start + step for index, start, step in zip(order, starts, steps, strict=True)}
    return [placed[index] for index in range(len(wanted))]


def note(text: str, *, x: object, y: object, size: int = FINE, own: bool = False, **place: object) -> Json:
    """Words without an arrow; whatever a person wrote in them has been through `said`.

    The only markup is a line break: Plotly sets any other as an inline style, which the page's policy refuses.
    """
    font: Json = {"size": size, "color": OWN if own else INK} | ({"weight": BOLD} if own else {})
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": font, **place}


def under(lines: Sequence[str], below: int) -> list[Json]:
    """Small notes under the axis, one under another, the first so many pixels below the plot."""
    return [
        note(
            line,
            x=0,
            y=0,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top",
            yshift=-below - 17 * place,
            size=SMALLEST,
        )
        for place, line in enumerate(lines)
    ]


def _em(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return 0.34
    if letter in WIDE_LETTERS:
        return 0.92
    if letter.isupper() or ord(letter) > 0x2E7F:
        return 0.72 if letter.isupper() else 1.0
    return 0.575
