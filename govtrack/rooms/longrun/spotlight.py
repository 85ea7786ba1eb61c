"""Chart C: whose turn it was, year by year."""

from typing import Any

from govtrack.analytics.answer import Answer
from govtrack.analytics.look import Look
from govtrack.analytics.record import State
from govtrack.analytics.shares import share
from govtrack.analytics.words import number, percent
from govtrack.charts import spotlight
from govtrack.rooms.longrun.panel import Panel, numeric


def spotlight_panel(look: Look) -> Panel:
    """One row a partner, a star wherever its share of the benefit stood clear of its share of the cost."""
    labels = look.record.labels
    shown = [answer for answer in look.answers if answer.turn.periods]
    names = [answer.name for answer in shown]
    cells = [[_cell(look, answer, index) for index in range(len(labels))] for answer in shown]
    what = f"Each partner's share of the year's {look.asked.what}."
    return Panel(
        "spotlight",
        _finding(shown),
        f"{what} A star marks a year at least a quarter above its share of the cost.",
        spotlight.draw(periods=labels, names=names, cells=cells, own=look.own.name if look.own else None),
        spotlight.words(periods=labels, names=names, cells=cells),
        ["Year", *numeric(*names)],
        [[label, *map(_shown, column)] for label, column in zip(labels, zip(*cells, strict=True), strict=True)],
    )


def _cell(look: Look, answer: Answer, index: int) -> spotlight.Cell:
    figures, state = look.record.shared, look.record.benefit[answer.place][index].state
    mine, total = figures.benefit[answer.place][index], figures.benefit_totals[index]
    part = None if mine is None or total is None else share(mine, total)
    if part is not None:
        return spotlight.Cell(part, answer.turn.cells[index] is True, "")
    return spotlight.Cell(None, False, "awaiting others" if state is State.WHOLE else str(state))


def _shown(cell: spotlight.Cell) -> Any:
    if cell.share is None:
        return cell.word or None
    return {"text": percent(cell.share), "mark": "★ turn" if cell.lit else ""}


def _finding(shown: list[Answer]) -> str:
    turns = sum(bool(answer.turn.lit) for answer in shown)
    if turns == len(shown):
        return "The spotlight moves: every partner has had a turn"
    verb = "has" if turns == 1 else "have"
    return f"{number(turns).capitalize()} of {number(len(shown))} partners {verb} had a turn in the spotlight"
