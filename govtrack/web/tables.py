"""The rows of a table as markup: written in Python, for a macro a cell costs more than the cell."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

NOTHING = (
    '<span class="none" title="No figure"><span aria-hidden="true">–</span>'
    '<span class="visually-hidden">No figure</span></span>'
)


def table_rows(rows: Iterable[Sequence[Any]], columns: Sequence[Any]) -> Markup:
    """Rows of cells under columns, as `data_table` takes both; the first cell of a row is its heading.

    >>> str(table_rows([["2023-24", 7]], ["Year", {"name": "Put in", "numeric": True}]))
    '<tr><th scope="row">2023-24</th><td class="number">7</td></tr>'
    """
    numbers = [' class="number"' if isinstance(one, Mapping) and one.get("numeric") else "" for one in columns]
    return Markup("\n".join(_row(row, numbers) for row in rows))  # noqa: S704 - every text in it was escaped below


def _row(row: Sequence[Any], numbers: list[str]) -> str:
    head, *rest = row
    cells = "".join(
        f"<td{number}>{_inside(cell)}</td>" for cell, number in zip(rest, chain(numbers[1:], repeat("")), strict=False)
    )
    return f'<tr><th scope="row"{numbers[0]}>{_inside(head)}</th>{cells}</tr>'


def _inside(cell: Any) -> str:
    if cell is None:
        return NOTHING
    if not isinstance(cell, Mapping):
        return escape(cell)
    title = f' title="{escape(cell["title"])}"' if cell.get("title") else ""
    if cell.get("href"):
        text = f'<a href="{escape(cell["href"])}"{title}>{escape(cell["text"])}</a>'
    else:
        text = f"<span{title}>{escape(cell['text'])}</span>"
    return f'{text} <span class="cell-mark">{escape(cell["mark"])}</span>' if cell.get("mark") else text


def register(app: Flask) -> None:
    """Give the templates the filter."""
    app.jinja_env.filters["table_rows"] = table_rows
