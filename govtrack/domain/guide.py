"""How a file is to be read: which of its columns is which of ours, what its names mean, what was mended in it.

The file itself stays as it was sent; a guide lies over it and can be changed until the file is taken in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from govtrack.domain import formats
from govtrack.domain.incoming import heading
from govtrack.papers.cells import untamed
from govtrack.papers.rows import Rows, Sheet
from govtrack.store.names import key_of


class Columns(NamedTuple):
    """How one sheet is read: as which sheet of the format (empty: left out), and where each column comes from."""

    form: str
    places: Mapping[str, int]
    """By the name of our column, the number of theirs, counted from 0."""
    every: Mapping[str, str]
    """By the name of our column, what it is in every row."""


@dataclass
class Guide:
    """Everything that was said about a file so far; sheets are known by their place in it, written as text."""

    columns: dict[str, Columns] = field(default_factory=dict)
    names: dict[str, dict[str, str | None]] = field(default_factory=dict)
    """By the sheet whose records are named: what a name, as `key_of` writes it, means; None: leave its rows out."""
    mended: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    """By sheet, row and column: what is to be read there instead."""
    left: dict[str, list[int]] = field(default_factory=dict)
    """By sheet: the rows that are left out."""

    def plain(self) -> dict[str, Any]:
        """The guide as JSON holds it."""
        return {
            "columns": {at: tuple(one) for at, one in self.columns.items()},
            "names": self.names,
            "mended": self.mended,
            "left": self.left,
        }

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Guide":
        """A guide out of what JSON held."""
        columns = {at: Columns(*one) for at, one in plain.get("columns", {}).items()}
        return cls(columns, plain.get("names", {}), plain.get("mended", {}), plain.get("left", {}))

    def over(self, sheets: Sequence[Sheet]) -> list[Sheet]:
        """The sheets of a file as they are to be read; those that are left out are not among them."""
        return [read for at, sheet in enumerate(sheets) if (read := self.over_one(at, sheet)) is not None]

    def over_one(self, place: int, sheet: Sheet) -> Sheet | None:
        """One sheet, the `place`-th of the file, as it is to be read; None where it is left out."""
        at = str(place)
        columns = self.columns.get(at)
        if columns is None:
            columns = exact(sheet)
        if columns is None:
            return sheet
        if not columns.form:
            return None
        form = formats.BY_NAME[columns.form]
        meanings = {
            name: self.names[form_column.names]
            for name in (*columns.places, *columns.every)
            if (form_column := _column(form, name)) and self.names.get(form_column.names)
        }
        title = sheet.title or sheet.name
        asis = not (columns.every or meanings or self.mended.get(at) or self.left.get(at))
        if asis and self.columns.get(at) is None:
            return sheet._replace(name=form.name, title=title)
        over = _Over(columns, meanings, self.mended.get(at, {}), frozenset(self.left.get(at, [])))
        return Sheet(form.name, sheet.file, lambda: over.rows(sheet.rows), title=title)


def _column(form: formats.Sheet, name: str) -> formats.Column | None:
    return next((column for column in form.columns if column.name == name), None)


def exact(sheet: Sheet) -> Columns | None:
    """The columns of a sheet that is in the register's own format already; None where something is to be asked."""
    header = headings(sheet)
    named = [heading(cell) for cell in header]
    form = formats.BY_NAME.get(sheet.name) or _fitting(named)
    if form is None or len(set(named)) < len(named) or not set(form.needed) <= set(named) <= set(form.headings):
        return None
    return Columns(form.name, {name: at for at, name in enumerate(named)}, {})


def headings(sheet: Sheet) -> list[str]:
    """The headings of a sheet as they stand there, without blank ones at the end."""
    header = list(sheet.header())
    while header and not header[-1].strip():
        header.pop()
    return header


def _fitting(named: Sequence[str]) -> formats.Sheet | None:
    fitting = [form for form in formats.SHEETS if named and set(form.needed) <= set(named)]
    return max(fitting, key=lambda form: len(set(form.headings) & set(named)), default=None)


class _Over:
    """Rows of a sheet with its guide laid over them; rows keep the number they have in the file."""

    def __init__(
        self,
        columns: Columns,
        meanings: Mapping[str, Mapping[str, str | None]],
        mended: Mapping[str, Mapping[str, str]],
        left: frozenset[int],
    ) -> None:
        self._names = [*columns.places, *columns.every]
        self._places = list(columns.places.values())
        self._every = list(columns.every.values())
        self._meanings = [(self._names.index(name), known) for name, known in meanings.items()]
        self._mended, self._left = mended, left

    def rows(self, source: Callable[[], Rows]) -> Rows:
        """The row of headings, then every row that is not left out."""
        width = 0
        for number, cells in source():
            if number == 1:
                width = len(cells)
                yield 1, list(self._names)
            elif not any(cells):
                yield number, cells
            elif number not in self._left:
                row = self._row(number, cells, width)
                if row is not None:
                    yield number, row

    def _row(self, number: int, cells: list[str], width: int) -> list[str] | None:
        there = len(cells)
        row = [cells[at] if at < there else "" for at in self._places]
        row += self._every
        mended = self._mended.get(str(number))
        if mended:
            row = [mended.get(name, cell) for name, cell in zip(self._names, row, strict=True)]
        for at, known in self._meanings:
            meant = known.get(key_of(untamed(row[at])), row[at]) if row[at] else row[at]
            if meant is None:
                return None
            row[at] = meant
        return row + cells[width:]


class Unknown(NamedTuple):
    """A name in a file that nothing in the register goes by: of what sheet, how often, where first, what is near."""

    names: str
    text: str
    rows: int
    first: int
    near: list[str]

    @property
    def key(self) -> str:
        return key_of(self.text)


MAKES = {"organisations": ("short_name", "name"), "collaborations": ("short_name", "title"), "measures": ("name",)}
"""The columns by which a sheet makes names known to those after it."""


def unknown_names(sheets: Sequence[Sheet], directories: Any) -> list[Unknown]:
    """The names of a file that mean nothing, each once: those that most rows use first. `directories`: `Names`."""
    found: dict[tuple[str, str], list[Any]] = {}
    known: set[tuple[str, str]] = set()
    made = {name: set(_made(sheets, name)) for name in MAKES}
    for sheet in sheets:
        form = formats.BY_NAME.get(sheet.name)
        for names, number, text in _named(sheet, form) if form else ():
            if (names, text) in known:
                continue
            key = (names, key_of(text))
            if key in found:
                found[key][0] += 1
            elif key[1] in made.get(names, ()) or getattr(directories, names).get(text) is not None:
                known.add((names, text))
            else:
                found[key] = [1, text.strip(), number]
    unknown = [
        Unknown(names, text, rows, first, getattr(directories, names).near(text, most=5, alike=0.45))
        for (names, _), (rows, text, first) in found.items()
    ]
    return sorted(unknown, key=lambda one: (-one.rows, one.names, one.text))


def _named(sheet: Sheet, form: formats.Sheet) -> Iterator[tuple[str, int, str]]:
    header = [heading(cell) for cell in headings(sheet)]
    places = [
        (column.names, header.index(column.name)) for column in form.columns if column.names and column.name in header
    ]
    for number, cells in sheet.rows():
        if number == 1:
            continue
        for names, at in places:
            if at < len(cells) and cells[at].strip():
                yield names, number, untamed(cells[at])


def _made(sheets: Sequence[Sheet], name: str) -> Iterator[str]:
    for sheet in sheets:
        if sheet.name == name:
            header = [heading(cell) for cell in headings(sheet)]
            places = [header.index(one) for one in MAKES[name] if one in header]
            for number, cells in sheet.rows():
                yield from (key_of(cells[at]) for at in places if number > 1 and at < len(cells))
