"""Chart C: whose turn it was, as a strip of squares for each partner, dark and starred where the light fell."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from textwrap import wrap
from typing import NamedTuple

from govtrack.analytics.words import counted, percent
from govtrack.charts.axes import period_axis
from govtrack.charts.ground import (
    CLEAR,
    FINE,
    GROUND,
    INK,
    OTHER,
    OWN,
    SMALLEST,
    VEIL,
    WHITE,
    Figure,
    Json,
    Margin,
    blank,
    figure,
    layout,
    sides,
)
from govtrack.charts.labels import note, said, under, widest, width

ROW = 40
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


def draw(
    *, periods: Sequence[str], names: Sequence[str], cells: Sequence[Sequence[Cell]], own: str | None = None
) -> Figure:
    """A row for each name, a square for each period; the values are printed where they fit."""
    squares = [Square(i, j, cell) for j, row in enumerate(cells) for i, cell in enumerate(row[: len(periods)])]
    if not periods or not any(square.cell.share is not None for square in squares):
        return blank("No shares to draw yet")
    data = [
        *_filled([s for s in squares if s.cell.share is not None and not s.cell.lit], GROUND),
        *_filled([s for s in squares if s.cell.lit and names[s.down] == own], OWN),
        *_filled([s for s in squares if s.cell.lit and names[s.down] != own], OWN if own is None else INK),
        *_hatched([s for s in squares if s.cell.share is None and s.cell.word != OUTSIDE]),
        _felt(squares, periods, names),
    ]

    def view(*, small: bool) -> Json:
        size = SMALLEST if small else FINE + 1
        left = round(widest((name[:20] for name in names), size) * 1.08) + 14
        margin = Margin(left, 18 if small else 8, 2, 30)
        room = margin.room(small=small)
        each = room / len(periods)
        notes = wrap(_key(cells, each), room // 6)
        return {
            "height": ROW * len(names) + margin.top + margin.bottom + 18 * len(notes),
            "margin": sides(margin._replace(bottom=margin.bottom + 18 * len(notes))),
            "xaxis": period_axis(periods, low=-0.5, high=len(periods) - 0.5, room=room),
            "yaxis": {"range": [len(names) - 0.5, -0.5], "visible": False, "fixedrange": True},
            "annotations": [
                *(_name(name, j, size, own=name == own) for j, name in enumerate(names)),
                *_printed(squares, each),
                *(words for j, row in enumerate(cells) for words in _reasons(row, j, each)),
                *under(notes, 32),
            ],
        }

    return figure(data, layout(view(small=False)), view(small=True))


def words(*, periods: Sequence[str], names: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    """What the drawing shows, for those who do not see it."""
    if not periods or not names:
        return "There are no shares to draw yet."
    turns = {name: sum(cell.lit for cell in row) for name, row in zip(names, cells, strict=False)}
    had = sum(count > 0 for count in turns.values())
    what = (
        f"A row for each of {counted(len(names), 'partner')} from {periods[0]} to {periods[-1]}, "
        "starred where it was its turn."
    )
    finding = f"{had} of {len(names)} had a turn: " + ", ".join(f"{name} {count}" for name, count in turns.items())
    blanks = sum(cell.share is None for row in cells for cell in row)
    without = f" {counted(blanks, 'square')} without a figure." if blanks else ""
    return f"{what} {finding}.{without}"


def _filled(squares: Sequence[Square], colour: str) -> list[Json]:
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


def _hatched(squares: Sequence[Square]) -> list[Json]:
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


def _felt(squares: Sequence[Square], periods: Sequence[str], names: Sequence[str]) -> Json:
    """Unseen points in the middle of the squares that say them in full."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [square.across for square in squares],
        "y": [square.down for square in squares],
        "marker": {"color": CLEAR, "size": 20, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [
            f"<b>{said(names[square.down])}</b><br>{said(periods[square.across])}: {_in_full(square.cell)}"
            for square in squares
        ],
    }


def _in_full(cell: Cell) -> str:
    if cell.share is None:
        return said(cell.word or "no figure")
    said_of_it = [percent(cell.share), "in the spotlight ★" if cell.lit else "", said(cell.word)]
    return ", ".join(word for word in said_of_it if word)


def _printed(squares: Sequence[Square], each: float) -> Iterator[Json]:
    """The values where all fit, with or without their per cent, otherwise the stars alone."""
    shares = [square for square in squares if square.cell.share is not None]
    texts = {True: [_value(square.cell) for square in shares], False: [_value(s.cell).rstrip("%") for s in shares]}
    fitting = next((texts[full] for full in (True, False) if widest(texts[full], SMALLEST) + 3 <= each), None)
    if fitting is None and each < NARROWEST_STAR:
        return
    for (i, j, cell), text in zip(shares, fitting or [""] * len(shares), strict=True):
        if cell.lit:
            yield note(f"<b>★<br>{text}</b>" if text else "★", x=i, y=j) | {"font": {"size": SMALLEST, "color": WHITE}}
        elif text:
            part = f"<br>{said(cell.word)}" if cell.word and width(cell.word, SMALLEST) <= each else ""
            yield note(f"{text}{part}", x=i, y=j, size=SMALLEST)


def _value(cell: Cell) -> str:
    return percent(cell.share).replace("under 1%", "0%")


def _runs(row: Sequence[Cell]) -> Iterator[tuple[str, int, int]]:
    """Stretches without figures for one reason: the reason, where it starts, and how long it is."""
    start = 0
    for word, run in groupby(row, key=lambda cell: "" if cell.share is not None else cell.word or "no figure"):
        length = len(list(run))
        if word:
            yield word, start, length
        start += length


def _reasons(row: Sequence[Cell], down: int, each: float) -> Iterator[Json]:
    """Why a stretch has no figures, once over the whole of it, where the words fit."""
    for word, start, length in _runs(row):
        if _fits(word, length, each):
            middle = start + (length - 1) / 2
            yield note(said(word), x=middle, y=down, size=SMALLEST, bgcolor=VEIL, borderpad=1)


def _key(cells: Sequence[Sequence[Cell]], each: float) -> str:
    """The reasons that had no room in the picture."""
    left = {word: None for row in cells for word, _, length in _runs(row) if not _fits(word, length, each)}
    blank_ = f"Blank: {OUTSIDE}." if OUTSIDE in left else ""
    hatched = [said(word) for word in left if word != OUTSIDE]
    return " ".join(part for part in (blank_, f"Hatched: {', '.join(hatched)}." if hatched else "") if part)


def _fits(word: str, length: int, each: float) -> bool:
    return width(word, SMALLEST) + 6 <= length * each


def _name(name: str, place: int, size: int, *, own: bool) -> Json:
    return note(said(name, 20), x=0, y=place, xref="paper", xanchor="right", xshift=-8, size=size, own=own)
