"""`govtrack export`: every row out, in the format that `govtrack import` reads back unchanged."""

from pathlib import Path

import click
from flask import Flask
from rich.console import Console
from rich.table import Table

from govtrack.cli.opening import with_register
from govtrack.domain import outfiles
from govtrack.domain.exports import ALL, Readable, of
from govtrack.papers.unusable import Unusable
from govtrack.store.collaborations import collaboration_named

MAKERS = {".xlsx": outfiles.workbook, ".zip": outfiles.archive, "": outfiles.folder}


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--collaboration", metavar="NAME", help="Only what belongs to one collaboration, by short name or title.")
@with_register
def export(_app: Flask, target: Path, collaboration: str | None) -> None:
    """Write all rows to TARGET: a workbook (.xlsx), packed CSV files (.zip), or a folder of CSV files."""
    make = MAKERS.get(target.suffix.casefold() if not target.is_dir() else "")
    if make is None:
        raise click.UsageError(f"{target.name} must end in .xlsx or .zip, or name a folder.")
    try:
        with Console(stderr=True).status("Writing…"):
            counts = make(target, _readable(collaboration))
    except OSError as fault:
        raise click.ClickException(f"{target} cannot be written: {fault.strerror}.") from fault
    except Unusable as fault:
        raise click.ClickException(fault.sentence) from fault
    table = Table("sheet", "rows")
    for sheet, rows in counts.items():
        table.add_row(sheet, f"{rows:,}")
    Console().print(table)


def _readable(name: str | None) -> Readable:
    if name is None:
        return ALL
    found = collaboration_named(name)
    if found is None:
        raise click.UsageError(f"There is no collaboration “{name}”.")
    return of(found)
