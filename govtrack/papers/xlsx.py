"""Workbooks: read sheet by sheet once they were looked through, and written with texts that stay texts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import python_calamine
import xlsxwriter

from govtrack.papers.cells import text_of
from govtrack.papers.inspection import inspect
from govtrack.papers.rows import Rows, Sheet
from govtrack.papers.unusable import Unusable

WIDEST, NARROWEST = 60, 10
MOST_SHEETS = 100
PANIC = "PanicException"


def sheets(path: Path, *, file: str = "") -> list[Sheet]:
    """The sheets of a workbook that have anything in them; Unusable where it is no workbook or a hostile one."""
    file = file or path.name
    inspect(path, file)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        names = _few(book.sheet_names, file)
        found = [(name, book.get_sheet_by_name(name)) for name in names]
    except Unusable:
        raise
    except Exception as error:
        raise Unusable(f"{file} cannot be read as a workbook: {_first_line(error)}") from None
    return [_sheet(name, file, sheet) for name, sheet in found if sheet.end is not None]


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["it is damaged"])[0][:200]


def _few(names: list[str], file: str) -> list[str]:
    if len(names) > MOST_SHEETS:
        raise Unusable(f"{file} has {len(names):,} sheets. Keep those that are tables of this register.")
    return names


def _sheet(name: str, file: str, sheet: python_calamine.CalamineSheet) -> Sheet:
    def rows() -> Rows:
        for number, row in enumerate(_typed(sheet, file), 1):
            yield number, [text_of(cell) for cell in row]

    return Sheet(" ".join(name.split()).casefold(), file, rows)


def _typed(sheet: python_calamine.CalamineSheet, file: str) -> Iterator[Sequence[object]]:
    """The rows as the library reads them. It panics at a date beyond all calendars, and a panic is no Exception."""
    rows = sheet.iter_rows()
    while True:
        try:
            row = next(rows, None)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            if type(error).__name__ != PANIC and not isinstance(error, Exception):
                raise
            raise Unusable(f"{file} has a value in sheet {sheet.name} that cannot be read, such as a date.") from None
        if row is None:
            return
        yield row


class Column(NamedTuple):
    """A column to be written: its heading, and whether its cells are numbers."""

    heading: str
    number: bool = False


class Table(NamedTuple):
    """A sheet to be written: its name, its columns, and rows of texts as wide as they."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]


def write(path: Path, tables: Iterable[Table], *, last: Callable[[dict[str, int]], Table]) -> dict[str, int]:
    """Write a workbook; give how many rows each sheet has under its header. Texts are never formulas or links.

    `last` makes of those numbers the table that is written last and stands first.
    """
    counts: dict[str, int] = {}
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        formats = _Formats(book.add_format({"bold": True}), book.add_format({"num_format": "@"}))
        first = book.add_worksheet(last({}).name)
        for table in tables:
            counts[table.name] = _write_sheet(book.add_worksheet(table.name), table, formats)
        _write_sheet(first, last(counts), formats)
    return counts


class _Formats(NamedTuple):
    """What headings and texts look like."""

    bold: xlsxwriter.format.Format
    text: xlsxwriter.format.Format


def _write_sheet(sheet: xlsxwriter.worksheet.Worksheet, table: Table, formats: _Formats) -> int:
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(table.columns):
        width = min(WIDEST, max(NARROWEST, len(column.heading) + 4))
        sheet.set_column(at, at, width, None if column.number else formats.text)
        sheet.write_string(0, at, column.heading, formats.bold)
    count = 0
    for row in table.rows:
        count += 1
        for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if not cell:
                continue
            if column.number and text_of(float(cell)) == cell:
                sheet.write_number(count, at, float(cell))
            elif sheet.write_string(count, at, cell, formats.text):
                raise Unusable(
                    f"{table.name} has a text of {len(cell):,} characters, too long for a workbook: use CSV."
                )
    return count
