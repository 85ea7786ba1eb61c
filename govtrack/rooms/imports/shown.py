"""What the pages of files show: faults, rows and totals as lines of tables, and the format sheet by sheet."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from govtrack.analytics.words import POUNDS, counted, decimal, exact, listed, signed
from govtrack.domain.formats import SHEETS, Sheet
from govtrack.domain.imports import Plan
from govtrack.domain.taking import Count
from govtrack.domain.totalling import MOST_LISTED, Totalled
from govtrack.rooms.imports.examples import EXAMPLES
from govtrack.store.measures import POUNDS as GBP

Cells = list[Any]


class Table(NamedTuple):
    """A table of a page: its caption, its columns and its rows, as the component for tables takes them."""

    caption: str
    columns: Sequence[Any]
    rows: Sequence[Cells]
    note: str = ""


class Section(NamedTuple):
    """One sheet of the format: what its rows are, and its columns with what stands in them in an example."""

    name: str
    rows: str
    columns: Table


def number(name: str) -> dict[str, Any]:
    """A column of numbers."""
    return {"name": name, "numeric": True}


def rows_by_sheet(counts: Iterable[Count], *, done: bool = False) -> Table:
    """How many rows are new, and how many were there already."""
    rows: list[Cells] = [[one.sheet, f"{one.new:,}", f"{one.there:,}"] for one in counts]
    columns = ["Sheet", number("Added" if done else "New rows"), number("There already")]
    return Table("What was added" if done else "What the file would add", columns, rows)


def totals(plan: Plan) -> Table:
    """What the figures would come to, beside what is there now."""
    whose = [] if plan.summed else ["Partner", "Period"]
    columns = ["Collaboration", *whose, "Kind", "Measure", number("Now"), number("The file adds"), number("Then")]
    note = ""
    if plan.summed:
        note = "There are too many partners and periods to list, so each collaboration is added up."
    if len(plan.totals) == MOST_LISTED:
        note = f"{note} The first {MOST_LISTED} lines are shown.".strip()
    return Table("What the figures would come to", columns, [_total(one, plan) for one in plan.totals], note)


def _total(one: Totalled, plan: Plan) -> Cells:
    whose = [] if plan.summed else [one.partner, one.period]
    adds = _amount(one, one.adds)
    return [
        one.collaboration,
        *whose,
        one.kind,
        "pounds" if one.measure == GBP else one.measure,
        _amount(one, one.now),
        f"+{adds}" if one.adds > 0 else adds,
        _amount(one, one.then),
    ]


def _amount(one: Totalled, value: int) -> str:
    return exact(value, POUNDS) if one.measure == GBP else signed(value, decimal(value, one.decimals))


def said(counts: Iterable[Count]) -> str:
    """What was added, in one sentence.

    >>> said([Count("ledger", "a.csv", 3, 1), Count("decisions", "a.csv", 1, 0)])
    'Added 3 rows of ledger and 1 row of decisions.'
    """
    added = [f"{counted(one.new, 'row')} of {one.sheet}" for one in counts if one.new]
    return f"Added {listed(added)}."


def sections() -> list[Section]:
    """The whole format, in the order in which its sheets are taken in."""
    return [Section(sheet.name, sheet.rows, _columns(sheet)) for sheet in SHEETS]


def _columns(sheet: Sheet) -> Table:
    examples = EXAMPLES[sheet.name]
    rows: list[Cells] = [
        [column.name, column.holds, "yes" if column.filled else "no", *(row[at] or "blank" for row in examples)]
        for at, column in enumerate(sheet.columns)
    ]
    headings = ["Column", "What it may hold", "In every row", "An example", "Another"]
    return Table(f"Columns of {sheet.name}", headings[: 3 + len(examples)], rows)
