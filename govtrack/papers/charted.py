"""A workbook for a board: what it says in words, a table with a drawing of it that the office's own program draws."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from govtrack.papers.xlsx import Table

WORDS, WIDE = 100, 18


class Bars(NamedTuple):
    """A drawing of a table: its title, and which of the columns (from 0) are its bars, beside the first."""

    title: str
    columns: Sequence[int]


def write(path: Path, lines: Sequence[str], tables: Sequence[Table], *, bars: Bars) -> None:
    """Write the words on a first sheet, a sheet for each table, and beside the first table its bars.

    Texts are never formulas or links; numbers are written as numbers.
    """
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        money = book.add_format({"num_format": "#,##0.00"})
        first = book.add_worksheet("About")
        first.set_column(0, 0, WORDS, wrapped)
        for at, line in enumerate(lines):
            first.write_string(at, 0, line, bold if at == 0 else wrapped)
        sheets = [book.add_worksheet(table.name) for table in tables]
        for sheet, table in zip(sheets, tables, strict=True):
            _table(sheet, table, bold, money)
        _drawn(book, sheets[0], tables[0], bars)


def _table(
    sheet: xlsxwriter.worksheet.Worksheet,
    table: Table,
    bold: xlsxwriter.format.Format,
    money: xlsxwriter.format.Format,
) -> None:
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, WIDE)
        sheet.write_string(0, at, column.heading, bold)
    for number, row in enumerate(table.rows, 1):
        for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if column.number and cell:
                sheet.write_number(number, at, float(cell), money)
            else:
                sheet.write_string(number, at, cell)


def _drawn(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, table: Table, bars: Bars) -> None:
    last = len(list(table.rows))
    drawing = book.add_chart({"type": "bar"})
    if not last or drawing is None:
        return
    for place, column in enumerate(bars.columns):
        drawing.add_series({
            "name": [table.name, 0, column],
            "categories": [table.name, 1, 0, last, 0],
            "values": [table.name, 1, column, last, column],
            "fill": {"none": True} if place == 0 else {"color": "#12436D"},
            "border": {"color": "#12436D", "width": 1.5},
        })  # fmt: skip
    drawing.set_title({"name": bars.title})
    drawing.set_y_axis({"reverse": True})
    drawing.set_x_axis({"num_format": "£#,##0"})
    drawing.set_size({"width": 900, "height": 120 + 60 * last})
    sheet.insert_chart(1, len(table.columns) + 1, drawing)
