"""Rows of a file before any rule is asked: which sheet they are, their columns by name, each cell read or refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple

from govtrack.domain import formats
from govtrack.domain.refusals import Refused
from govtrack.papers.cells import tidy, untamed
from govtrack.papers.rows import Sheet

MOST_FAULTS = 100
MOST_COLUMNS = 100
SHOWN = 120


class Grade(IntEnum):
    """How bad a fault is: the lower, the more rows are wrong, or the less whoever sends them can do about it."""

    WHOLE = 1
    CONTRADICTS = 2
    BARRED = 3
    UNREAD = 4
    RULE = 5


class Fault(NamedTuple):
    """What is wrong with one cell, or one row, of a file: where it stands, what it says, what would be right."""

    sheet: str
    file: str
    row: int
    column: str
    value: str
    sentence: str
    grade: int = int(Grade.RULE)


@dataclass
class Faults:
    """The first hundred faults, and how many there are in all."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, sheet: Sheet, row: int, column: str, value: str, sentence: str, grade: Grade = Grade.RULE) -> None:
        """Take in a fault; values are cut to what a line of a table can show."""
        self.count += 1
        if len(self.kept) < MOST_FAULTS:
            grade = Grade.WHOLE if row == 1 else grade
            self.kept.append(Fault(_title(sheet), sheet.file, row, column, _cut(value), sentence, int(grade)))


def _title(sheet: Sheet) -> str:
    return _cut(sheet.title or sheet.name)


def _cut(value: str) -> str:
    shown = "".join(letter if letter.isprintable() else "·" for letter in value[: SHOWN + 1])
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"


class Row(NamedTuple):
    """A row whose cells could all be read: by column name, as values and as the texts they were read from."""

    number: int
    values: dict[str, Any]
    texts: dict[str, str]


class Known(NamedTuple):
    """A sheet of a file with what it turned out to be, and where each column stands in its rows."""

    sheet: Sheet
    form: formats.Sheet
    places: dict[str, int]
    width: int


def recognised(sheet: Sheet, faults: Faults) -> Known | None:
    """What a sheet is, by its name or else by its columns; None, with the faults, where it is none of ours."""
    header = [heading(cell) for cell in sheet.header()]
    while header and not header[-1]:
        header.pop()
    form = formats.BY_NAME.get(sheet.name) or _by_columns(header)
    if form is None:
        sentence = (
            f"Neither its name nor its columns are those of a sheet of this register. {_hint(header)}"
            f"The sheets are {', '.join(formats.BY_NAME)}; the first row names the columns."
        )
        faults.add(sheet, 1, "", ", ".join(header[:MOST_COLUMNS]), sentence)
        return None
    before = faults.count
    if len(header) > MOST_COLUMNS:
        columns = ", ".join(form.headings)
        sentence = f"The first row has {len(header):,} cells. The columns are {columns}."
        faults.add(sheet, 1, "", ", ".join(header[:MOST_COLUMNS]), sentence)
        return None
    for at, name in enumerate(header):
        if name not in form.headings:
            columns = ", ".join(form.headings)
            sentence = f"There is no such column in {form.name}. {_hint([name])}The columns are {columns}."
            faults.add(sheet, 1, name, name, sentence)
        elif name in header[:at]:
            faults.add(sheet, 1, name, name, "This column stands here twice: keep one of them.")
    for name in form.needed:
        if name not in header:
            faults.add(sheet, 1, name, "", f"The column {name} is missing, and every row of {form.name} needs it.")
    if faults.count > before:
        return None
    return Known(sheet, form, {name: header.index(name) for name in form.headings if name in header}, len(header))


def heading(cell: str) -> str:
    """A heading as the format writes it: in small letters, with underscores for blanks."""
    return "_".join(tidy(untamed(cell)).casefold().split())


def _hint(header: Sequence[str]) -> str:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        return "Its cells are parted by semicolons or tabs: part them by commas. "
    return ""


def _by_columns(header: Sequence[str]) -> formats.Sheet | None:
    """The sheet whose needed columns are all there and that knows the most of the others."""
    fitting = [form for form in formats.SHEETS if header and set(form.needed) <= set(header)]
    return max(fitting, key=lambda form: len(set(form.headings) & set(header)), default=None)


def rows(known: Known, faults: Faults) -> Iterator[Row]:
    """The rows under the header whose every cell could be read; the faults of the others are taken in."""
    readers = [(column, known.places.get(column.name, -1)) for column in known.form.columns]
    for number, cells in known.sheet.rows():
        if number == 1 or not any(cell.strip() for cell in cells):
            continue
        if len(cells) > known.width and not narrow(known, number, cells, faults):
            continue
        before = faults.count
        values: dict[str, Any] = {}
        texts: dict[str, str] = {}
        for column, place in readers:
            cell = tidy(untamed(cells[place])) if 0 <= place < len(cells) else ""
            texts[column.name] = cell
            if cell:
                values[column.name] = _read(known, number, column, cell, faults)
            elif column.filled:
                sentence = f"Fill this in. {column.holds}"
                faults.add(known.sheet, number, column.name, "", sentence, Grade.UNREAD)
        if faults.count == before:
            yield Row(number, values, texts)


def narrow(known: Known, number: int, cells: Sequence[str], faults: Faults) -> bool:
    """Whether a row has nothing beyond the columns that the header names."""
    beyond = [cell for cell in cells[known.width :] if cell.strip()]
    if not beyond:
        return True
    sentence = (
        f"The row has {len(cells)} cells, the header names {known.width} columns. "
        "A text with a comma in it stands between quotation marks."
    )
    faults.add(known.sheet, number, "", beyond[0], sentence, Grade.UNREAD)
    return False


def _read(known: Known, number: int, column: formats.Column, cell: str, faults: Faults) -> Any:
    try:
        return column.reads(cell)
    except Refused as refusal:
        faults.add(known.sheet, number, column.name, cell, refusal.sentence, Grade.UNREAD)
        return None
