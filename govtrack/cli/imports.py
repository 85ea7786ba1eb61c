"""`govtrack import`: files in, checked as a whole, and kept only when nothing in them is wrong."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask import Flask
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from govtrack.cli.opening import with_register
from govtrack.domain.imports import Faulty, Plan, carry_out, preview
from govtrack.domain.matches import Owner
from govtrack.domain.unasked import in_words, unasked
from govtrack.papers import books
from govtrack.papers.rows import Rows, Sheet
from govtrack.papers.unusable import Unusable
from govtrack.store.db import transaction
from govtrack.store.people import person_with
from govtrack.web.access import own_organisations

FAULTY, UNUSABLE = 1, 2
OFTEN = 1000


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--by", metavar="EMAIL", help="Whose import the trail says it is.")
@click.option("--check", is_flag=True, help="Only say what would be added, or what is wrong.")
@with_register
def imports(_app: Flask, files: tuple[Path, ...], by: str | None, check: bool) -> None:
    """Take in CSV files, workbooks (.xlsx) or folders of CSV files.

    Nothing is written unless every row of every file is right. Exit code 1: a row has a fault;
    2: a file cannot be used at all. Sending the same file again adds nothing.
    """
    who = _person(by)
    try:
        sheets = _understood([sheet for file in files for sheet in books.opened(file)], who)
        with _progress() as progress:
            watched = [_watched(sheet, progress) for sheet in sheets]
            plan = preview(watched, by=who) if check else _kept(watched, who)
    except Unusable as fault:
        click.echo(fault.sentence, err=True)
        sys.exit(UNUSABLE)
    except Faulty as fault:
        plan = fault.plan
    if plan.fault_count:
        _say_faults(plan)
        sys.exit(FAULTY)
    _say_counts(plan, check=check)


def _understood(sheets: list[Sheet], who: Any) -> list[Sheet]:
    """Sheets with headings and names of their own as they are read, which is said; nothing is asked."""
    number = getattr(who, "id", None)
    guide = unasked(sheets, Owner(tuple(sorted(own_organisations(who))), number) if number else None)
    for sentence in in_words(sheets, guide):
        click.echo(sentence, err=True)
    return guide.over(sheets)


def _person(email: str | None) -> Any:
    if email is None:
        return "govtrack import"
    person = person_with(email)
    if person is None:
        raise click.UsageError(f"Nobody signs in with {email}: `govtrack user list` shows who does.")
    return person


def _kept(sheets: list[Sheet], who: Any) -> Plan:
    with transaction():
        return carry_out(sheets, by=who)


def _progress() -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,} rows"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _watched(sheet: Sheet, progress: Progress) -> Sheet:
    """A sheet whose rows move a progress bar as they are read."""

    def rows() -> Rows:
        task = progress.add_task(sheet.file, total=None)
        return _counted(sheet.rows(), progress, task)

    return sheet._replace(rows=rows)


def _counted(rows: Rows, progress: Progress, task: TaskID) -> Iterator[tuple[int, list[str]]]:
    for number, row in rows:
        if number % OFTEN == 0:
            progress.update(task, completed=number)
        yield number, row
    progress.remove_task(task)


def _say_faults(plan: Plan) -> None:
    console = Console(stderr=True, soft_wrap=not sys.stderr.isatty())
    table = Table("file", "sheet", "row", "column", "value", "what would be right")
    for fault in plan.faults:
        cells = (fault.file, fault.sheet, str(fault.row), fault.column, fault.value, fault.sentence)
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
    more = f", the first {len(plan.faults)} of them above" if plan.fault_count > len(plan.faults) else ""
    faults = "1 fault" if plan.fault_count == 1 else f"{plan.fault_count:,} faults"
    console.print(f"{faults}{more}. Nothing was written.", markup=False)


def _say_counts(plan: Plan, *, check: bool) -> None:
    table = Table("sheet", "file", "would be new" if check else "new", "there already")
    for count in plan.counts:
        table.add_row(count.sheet, Text(count.file), f"{count.new:,}", f"{count.there:,}")
    console = Console()
    console.print(table)
    console.print("Nothing was written: this was a check." if check else "All of it is written.")
