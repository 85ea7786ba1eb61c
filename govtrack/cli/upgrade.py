"""`govtrack upgrade` and `govtrack backup`: a newer schema after a whole copy, and whole copies at any time."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask

from govtrack import create_app
from govtrack.cli.opening import REFUSALS, data_option, settings_from, with_register
from govtrack.domain import founding
from govtrack.domain.keptfiles import FOLDER
from govtrack.settings import Settings
from govtrack.store import audit, schema
from govtrack.store.schema import Age


@click.command()
@data_option
def upgrade(data: Path | None) -> None:
    """Bring an older register up to this version, after backing it up."""
    settings = settings_from(data)
    app = create_app(settings)
    with app.app_context():
        age = schema.age()
        if age is Age.CURRENT:
            click.echo("Nothing to do: the register is up to date.")
            return
        if age is not Age.OLDER:
            raise click.ClickException(REFUSALS.get(age, "There is no register here yet: any command founds one."))
        kept = _copy(settings)
        click.echo(f"Backed up to {kept}")
        founding.upgrade()
    click.echo("The register is up to date.")


@click.command()
@click.argument("target", required=False, type=click.Path(dir_okay=False, path_type=Path))
@with_register
def backup(app: Flask, target: Path | None) -> None:
    """Copy the whole register while it is in use, and print the head of its trail.

    SQLite is copied through its own backup; PostgreSQL through pg_dump, which must be installed. The files kept as
    evidence are copied into a folder beside it; to restore, put them back as `evidence` in the data folder.
    """
    kept = _copy(app.extensions["govtrack"], target)
    click.echo(f"Backed up to {kept}")
    click.echo(f"Head of the trail: {audit.head()}")


def _copy(settings: Settings, target: Path | None = None) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    ending = "dump" if settings.database_url else "sqlite"
    target = target or settings.data / "backups" / f"govtrack-{moment}.{ending}"
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        raise click.ClickException(f"{target} is already there: a backup never overwrites.")
    if not settings.database_url:
        schema.copy_sqlite(settings.data / "govtrack.sqlite", target)
        _copy_evidence(settings, target)
        return target
    program = shutil.which("pg_dump")
    if program is None:
        raise click.ClickException("pg_dump is not installed (Debian package: postgresql-client).")
    url = settings.database_url.replace("postgresql+psycopg://", "postgresql://")
    subprocess.run([program, "--format=custom", f"--file={target}", url], check=True)  # noqa: S603 - our own settings
    _copy_evidence(settings, target)
    return target


def _copy_evidence(settings: Settings, target: Path) -> None:
    """Copy the files kept as evidence beside the backup, after it: whatever it speaks of is among them."""
    folder = settings.data / FOLDER
    if folder.is_dir() and any(folder.iterdir()):
        shutil.copytree(folder, target.with_name(f"{target.name}.{FOLDER}"))
