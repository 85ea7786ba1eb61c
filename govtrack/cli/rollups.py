"""`govtrack rollups`: whether the kept totals are what the ledger adds up to, and working them out again."""

import click
from flask import Flask
from rich.console import Console
from rich.table import Table

from govtrack.cli.opening import with_register
from govtrack.store import rollups as store
from govtrack.store.db import transaction

SHOWN = 20


@click.group()
def rollups() -> None:
    """The totals that pages read, kept beside the ledger."""


@rollups.command()
@with_register
def check(_app: Flask) -> None:
    """Compare every kept total with the ledger, to the penny. Exit code 1 when any differs."""
    console = Console()
    with console.status("Adding the ledger up again…"):
        differences = store.differences()
    if not differences:
        console.print("Every kept total is what the ledger adds up to.")
        return
    table = Table("totals", *store.KEYS, "kept", "ledger")
    for one in differences[:SHOWN]:
        table.add_row(one.table, *map(str, one.key), str(one.kept), str(one.right))
    console.print(table)
    raise click.ClickException(
        f"{len(differences)} totals differ from the ledger. `govtrack rollups rebuild` works them out again; "
        "`govtrack audit verify` tells whether the ledger itself is whole."
    )


@rollups.command()
@with_register
def rebuild(_app: Flask) -> None:
    """Work all totals out again from the ledger."""
    with Console().status("Adding the ledger up again…"), transaction():
        store.rebuild()
    click.echo("The totals have been worked out again.")
