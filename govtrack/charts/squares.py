"""The squares of a strip: filled, hatched or blank, with what is printed in them and what they say when touched."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from govtrack.analytics.words import percent
from govtrack.charts.ground import BOLD, CLEAR, OTHER, SMALLEST, VEIL, WHITE, Json
from govtrack.charts.labels import note, said, widest, width

NARROWEST_STAR = 9.5
OUTSIDE = "not a member"
HALF = 0.47
"""Half a square, of the whole period it stands for: the rest is the white between squares."""


STROKES = ((-HALF, 0.0, 0.0, -HALF), (-HALF, HALF, HALF, -HALF), (0.0, HALF, HALF, 0.0))
"""Three slanted strokes across a square, each from lower left to upper right."""


class Cell(NamedTuple):
    """One partner's share of one period; blank with a word where there is none, such as “not a member”."""

    share: Fraction | None
    lit: bool
    word: str


class Square(NamedTuple):
    """A cell where it stands."""

    across: int
    down: int
    cell: Cell


def filled(squares: Sequence[Square], colour: str) -> list[Json]:
    """Squares as one outline with gaps, so that hundreds are drawn at once and print sharp."""
    if not squares:
        return []
    x: list[float | None] = []
    y: list[float | None] = []
    for i, j, _ in squares:
        x += [i - HALF, i + HALF, i + HALF, i - HALF, i - HALF, None]
        y += [j - HALF, j - HALF, j + HALF, j + HALF, j - HALF, None]
    line = {"width": 0, "color": colour}
    return [_unfelt(x, y) | {"fill": "toself", "fillcolor": colour, "line": line}]


def hatched(squares: Sequence[Square]) -> list[Json]:
    """Slanted strokes where a figure is missing."""
    if not squares:
        return []
    x: list[float | None] = []
    y: list[float | None] = []
    for i, j, _ in squares:
        for left, low, right, high in STROKES:
            x += [i + left, i + right, None]
            y += [j + low, j + high, None]
    return [_unfelt(x, y) | {"line": {"width": 1, "color": OTHER}}]


def _unfelt(x: list[float | None], y: list[float | None]) -> Json:
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "connectgaps": False}


def felt(squares: Sequence[Square], periods: Sequence[str], names: Sequence[str]) -> Json:
    """Unseen points in the middle of the squares that say them in full."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [square.across for square in squares],
        "y": [square.down for square in squares],
        "marker": {"color": CLEAR, "size": 20, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [
            f"{said(names[square.down])}<br>{said(periods[square.across])}: {_in_full(square.cell)}"
            for square in squares
        ],
    }


def _in_full(cell: Cell) -> str:
    if cell.share is None:
        return _in_words(cell.word or "no figure")
    parts = [percent(cell.share), "in the spotlight ★" if cell.lit else "", said(cell.word)]
    return ", ".join(word for word in parts if word)


def printed(squares: Sequence[Square], each: float) -> Iterator[Json]:
    """The values where all fit, with or without their per cent, otherwise the stars alone."""
    shares = [square for square in squares if square.cell.share is not None]
    texts = {True: [_value(square.cell) for square in shares], False: [_value(s.cell).rstrip("%") for s in shares]}
    fitting = next((texts[full] for full in (True, False) if widest(texts[full], SMALLEST) + 1 <= each), None)
    if fitting is None and each < NARROWEST_STAR:
        return
    for (i, j, cell), text in zip(shares, fitting or [""] * len(shares), strict=True):
        if cell.lit:
            star = f"★<br>{said(text)}" if text else "★"
            yield note(star, x=i, y=j) | {"font": {"size": SMALLEST, "color": WHITE, "weight": BOLD}}
        elif text:
            part = f"<br>{said(cell.word)}" if cell.word and width(cell.word, SMALLEST) <= each else ""
            yield note(f"{said(text)}{part}", x=i, y=j, size=SMALLEST)


def _value(cell: Cell) -> str:
    return percent(cell.share).replace("under ", "<")


def _runs(row: Sequence[Cell]) -> Iterator[tuple[str, int, int]]:
    """Stretches without figures for one reason: the reason, where it starts, and how long it is."""
    start = 0
    for word, run in groupby(row, key=lambda cell: "" if cell.share is not None else cell.word or "no figure"):
        length = len(list(run))
        if word:
            yield word, start, length
        start += length


def reasons(row: Sequence[Cell], down: int, each: float) -> Iterator[Json]:
    """Why a stretch has no figures, once over the whole of it, where the words fit."""
    for word, start, length in _runs(row):
        if _fits(word, length, each):
            middle = start + (length - 1) / 2
            yield note(said(word), x=middle, y=down, size=SMALLEST, bgcolor=VEIL, borderpad=1)


def key(cells: Sequence[Sequence[Cell]], each: float) -> str:
    """The reasons that had no room in the picture."""
    left = {word: None for row in cells for word, _, length in _runs(row) if not _fits(word, length, each)}
    blank_ = f"Blank: {OUTSIDE}." if OUTSIDE in left else ""
    hatched = [_in_words(word) for word in left if word != OUTSIDE]
    return " ".join(part for part in (blank_, f"Hatched: {', '.join(hatched)}." if hatched else "") if part)


def _in_words(word: str) -> str:
    return "reported in part" if word == "part" else said(word)


def _fits(word: str, length: int, each: float) -> bool:
    return width(word, SMALLEST) + 6 <= length * each
