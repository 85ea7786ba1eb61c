"""Exports as files: a workbook, a folder of CSV files, or the same folder packed; each says how many rows it has."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from govtrack.domain import exports, formats
from govtrack.domain.exports import ALL, Readable
from govtrack.domain.outgoing import Cells
from govtrack.papers import csvs, xlsx
from govtrack.papers.cells import tame

ABOUT = "about"
HEADINGS = ("sheet", "column", "needed", "what it holds", "rows in this export")


def about(counts: Mapping[str, int]) -> Iterator[Cells]:
    """What each sheet and column holds, and how many rows were written of each sheet."""
    for sheet in formats.SHEETS:
        yield sheet.name, "", "", sheet.rows, str(counts.get(sheet.name, 0))
        for column in sheet.columns:
            yield sheet.name, column.name, "yes" if column.filled else "", tame(column.holds), ""


def workbook(path: Path, may: Readable = ALL) -> dict[str, int]:
    """Write a workbook; give the rows of each sheet."""
    return _book(path, ((out.form, out.rows) for out in exports.export(may)))


def empty_workbook(path: Path) -> None:
    """Write a workbook of every sheet with its headings alone, to be filled in."""
    _book(path, ((form, ()) for form in formats.SHEETS))


def _book(path: Path, sheets: Iterable[tuple[formats.Sheet, Iterable[Cells]]]) -> dict[str, int]:
    tables = (
        xlsx.Table(form.name, [xlsx.Column(column.name, column.number) for column in form.columns], rows)
        for form, rows in sheets
    )

    def last(counts: dict[str, int]) -> xlsx.Table:
        columns = [xlsx.Column(heading, heading == HEADINGS[-1]) for heading in HEADINGS]
        return xlsx.Table(ABOUT, columns, about(counts))

    return xlsx.write(path, tables, last=last)


def folder(path: Path, may: Readable = ALL) -> dict[str, int]:
    """Write CSV files into a folder, which is made where it is not there; give the rows of each."""
    path.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for out in exports.export(may):
        with (path / f"{out.form.name}.csv").open("wb") as file:
            counts[out.form.name] = csvs.write(file, out.form.headings, out.rows)
    with (path / f"{ABOUT}.csv").open("wb") as file:
        csvs.write(file, HEADINGS, about(counts))
    return counts


def archive(path: Path, may: Readable = ALL) -> dict[str, int]:
    """Write the same CSV files packed into one; give the rows of each."""
    counts: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for out in exports.export(may):
            with packed.open(f"{out.form.name}.csv", "w", force_zip64=True) as file:
                counts[out.form.name] = csvs.write(file, out.form.headings, out.rows)
        with packed.open(f"{ABOUT}.csv", "w") as file:
            csvs.write(file, HEADINGS, about(counts))
    return counts


def sheet(path: Path, name: str, may: Readable = ALL) -> int:
    """Write one sheet as a CSV file; give its rows."""
    for out in exports.export(may):
        if out.form.name == name:
            with path.open("wb") as file:
                return csvs.write(file, out.form.headings, out.rows)
    raise KeyError(name)
