"""Sheets as they come in: a name, the file it is from, and rows of texts with their number in the file."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

Rows = Iterator[tuple[int, list[str]]]


class Sheet(NamedTuple):
    """One sheet of what was sent. The row that names the columns has number 1; `rows` can be read again and again."""

    name: str
    file: str
    rows: Callable[[], Rows]
    title: str = ""
    """What the person calls it, where it is read as a sheet of another name."""

    def header(self) -> list[str]:
        """The first row, which names the columns; empty where there is none."""
        return next((row for _, row in self.rows()), [])
