"""`govtrack search`: whether what can be found is what the records say, and making the index of words anew."""

import click
from flask import Flask
from rich.console import Console

from govtrack.cli.opening import with_register
from govtrack.store import finding
from govtrack.store.db import transaction

SHOWN = 20


@click.group()
def search() -> None:
    """The index of words that the search box looks into, kept beside the records."""


@search.command()
@with_register
def check(_app: Flask) -> None:
    """Compare the words of every record with the index. Exit code 1 when any differ."""
    with Console().status("Reading every record…"):
        faults = list(finding.faults())
    if not faults:
        click.echo("Every record is found under its own words.")
        return
    for fault in faults[:SHOWN]:
        click.echo(fault)
    raise click.ClickException(f"{len(faults)} entries differ. `govtrack search rebuild` makes the index anew.")


@search.command()
@with_register
def rebuild(_app: Flask) -> None:
    """Make the whole index anew from the records."""
    with Console().status("Reading every record…"), transaction():
        count = finding.rebuild()
    click.echo(f"{count:,} records can be found.")
