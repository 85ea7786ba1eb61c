"""`govtrack demo`: a register anyone can explore, on this machine alone, with a signed-in link for each role."""

import os
from pathlib import Path
from urllib.parse import quote

import click
from flask_security import hash_password
from rich.console import Console

from govtrack import create_app
from govtrack.cli.opening import OWNER_ALONE, REFUSALS, data_option, settings_from
from govtrack.cli.serve import run
from govtrack.domain import demonstration
from govtrack.settings import Settings
from govtrack.store import schema
from govtrack.store.people import person_with
from govtrack.store.schema import Age
from govtrack.web.people import demonstration_link

LOOPBACK = "127.0.0.1"


@click.command()
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@data_option
@click.option("--build-only", is_flag=True, help="Build the demonstration, print the links, and do not serve it.")
def demo(port: int, data: Path | None, build_only: bool) -> None:
    """Build a demonstration on real published data and an invented alliance, and serve it on this machine alone."""
    settings = settings_from(data or Path("govtrack-demo"), https=False, demo=True)
    if settings.database_url:
        raise click.ClickException("The demonstration runs on SQLite alone: unset GOVTRACK_DATABASE_URL.")
    os.umask(OWNER_ALONE)
    settings.data.mkdir(parents=True, exist_ok=True)
    app = create_app(settings)
    with app.app_context():
        _ready(settings)
        _print_links(port)
    if not build_only:
        click.echo("\nPress Ctrl+C to stop.")
        run(app, LOOPBACK, port)


def _ready(settings: Settings) -> None:
    age = schema.age()
    if age in REFUSALS:
        raise click.ClickException(REFUSALS[age])
    if age is Age.EMPTY:
        demonstration.build(hash_password, demonstration.PASSWORD, say=Console(stderr=True).print, folder=settings.data)
    elif not demonstration.is_built():
        raise click.ClickException(
            f"{settings.data} holds a register that is no demonstration: name another --data folder."
        )
    else:
        click.echo(
            f"The demonstration in {settings.data} is as you left it. Remove the folder to begin anew.", err=True
        )


def _print_links(port: int) -> None:
    click.echo("\nOpen the demonstration, already signed in, as")
    for guest in demonstration.GUESTS:
        person = person_with(guest.email)
        if person is None:
            continue
        link = f"{demonstration_link(person)}?next={quote(guest.begins)}"
        click.echo(f"\n  {guest.words} ({guest.name}, {guest.role})")
        click.echo(f"    http://{LOOPBACK}:{port}{link}")
    click.echo(f"\nOr sign in by hand as {demonstration.GUESTS[0].email} with the password: {demonstration.PASSWORD}")
