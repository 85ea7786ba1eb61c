"""Chart C: whose turn it was, as a strip of squares for each partner, dark and starred where the light fell."""

from collections.abc import Sequence
from textwrap import wrap

from govtrack.analytics.words import counted
from govtrack.charts.axes import period_axis
from govtrack.charts.ground import (
    FINE,
    GROUND,
    INK,
    OWN,
    SMALLEST,
    Figure,
    Json,
    Margin,
    blank,
    figure,
    layout,
    sides,
)
from govtrack.charts.labels import note, said, under, widest
from govtrack.charts.squares import OUTSIDE, Cell, Square, felt, filled, hatched, key, printed, reasons

__all__ = ["Cell", "draw", "words"]

ROW = 40


def draw(
    *, periods: Sequence[str], names: Sequence[str], cells: Sequence[Sequence[Cell]], own: str | None = None
) -> Figure:
    """A row for each name, a square for each period; the values are printed where they fit."""
    squares = [Square(i, j, cell) for j, row in enumerate(cells) for i, cell in enumerate(row[: len(periods)])]
    if not periods or not any(square.cell.share is not None for square in squares):
        return blank("No shares to draw yet")
    data = [
        *filled([s for s in squares if s.cell.share is not None and not s.cell.lit], GROUND),
        *filled([s for s in squares if s.cell.lit and names[s.down] == own], OWN),
        *filled([s for s in squares if s.cell.lit and names[s.down] != own], OWN if own is None else INK),
        *hatched([s for s in squares if s.cell.share is None and s.cell.word != OUTSIDE]),
        felt(squares, periods, names),
    ]

    def view(*, small: bool) -> Json:
        size = SMALLEST if small else FINE + 1
        left = round(widest((name[:20] for name in names), size) * 1.08) + 14
        margin = Margin(left, 18 if small else 8, 2, 30)
        room = margin.room(small=small)
        each = room / len(periods)
        notes = wrap(key(cells, each), room // 6)
        return {
            "height": ROW * len(names) + margin.top + margin.bottom + 18 * len(notes),
            "margin": sides(margin._replace(bottom=margin.bottom + 18 * len(notes))),
            "xaxis": period_axis(periods, low=-0.5, high=len(periods) - 0.5, room=room),
            "yaxis": {"range": [len(names) - 0.5, -0.5], "visible": False, "fixedrange": True},
            "annotations": [
                *(_name(name, j, size, own=name == own) for j, name in enumerate(names)),
                *printed(squares, each),
                *(words for j, row in enumerate(cells) for words in reasons(row, j, each)),
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


def _name(name: str, place: int, size: int, *, own: bool) -> Json:
    return note(said(name, 20), x=0, y=place, xref="paper", xanchor="right", xshift=-8, size=size, own=own)
