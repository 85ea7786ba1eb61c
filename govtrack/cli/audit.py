"""`govtrack audit`: whether the trail is whole, and its head for keeping elsewhere."""

import click
from flask import Flask
from rich.console import Console

from govtrack.cli.opening import with_register
from govtrack.domain import documents, evidence
from govtrack.store import audit as store

SHOWN = 50


@click.group()
def audit() -> None:
    """The trail of every change, chained by hash."""


@audit.command()
@click.option("--head", "kept", help="A head that was kept elsewhere, as `govtrack audit head` printed it.")
@with_register
def verify(app: Flask, kept: str | None) -> None:
    """Prove the trail whole, and the records as the trail has them, and the files kept with them as they were added.

    Exit code 1 when anything was changed.
    """
    try:
        head = store.read_head(kept) if kept else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--head") from error
    with Console(stderr=True).status("Reading the trail…"):
        folder = app.extensions["govtrack"].data
        faults = [*store.faults(head), *evidence.faults(folder), *documents.faults(folder)]
    for fault in faults[:SHOWN]:
        click.echo(fault)
    if faults:
        raise click.ClickException(f"The trail or the records were changed: {len(faults)} faults.")
    click.echo(f"The trail is whole, and the records are as it has them: {store.head()}")
    if head is None:
        click.echo("Compare with a head kept elsewhere (--head) to be sure that the end was not cut off.")


@audit.command(name="head")
@with_register
def show_head(_app: Flask) -> None:
    """Print the number of events and the hash of the last, for keeping elsewhere."""
    click.echo(str(store.head()))
