"""How every chore opens the register: founded when empty, refused when older, never changed in passing."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import click
from flask import Flask
from sqlalchemy.exc import OperationalError

from govtrack import create_app
from govtrack.domain import founding
from govtrack.settings import BadSetting, Settings, read
from govtrack.store import schema
from govtrack.store.schema import Age

P = ParamSpec("P")
R = TypeVar("R")

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the SQLite file, the generated secret and uploads.  [GOVTRACK_DATA; default: govtrack-data]",
)

OWNER_ALONE = 0o077
"""What a register writes is for its own account on the machine, and no other."""

REFUSALS = {
    Age.OLDER: "This register was made by an older version. Run `govtrack upgrade`: it backs up first.",
    Age.NEWER: "This register was made by a newer version of govtrack. Install that version to open it.",
    Age.FOREIGN: "This database holds tables that are not govtrack's. Name an empty one, or another --data folder.",
}


def settings_from(data: Path | None, **given: Any) -> Settings:
    """Settings as the environment and the command line have them; a bad one ends the command with its sentence."""
    try:
        return read(data=data, **given)
    except BadSetting as fault:
        raise click.ClickException(str(fault)) from fault


def prepared(settings: Settings) -> Flask:
    """The application on a register that is ready: founded now if the database was empty."""
    os.umask(OWNER_ALONE)
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        app = create_app(settings)
        with app.app_context():
            age = schema.age()
            if age is Age.EMPTY:
                founding.found()
                click.echo(f"A new register, with the 43 police areas in it: {settings.data}", err=True)
    except OSError as fault:
        raise click.ClickException(f"The data folder {settings.data} cannot be used: {fault.strerror}.") from fault
    except OperationalError as fault:
        raise click.ClickException(f"The database cannot be opened: {fault.orig}.") from fault
    if age in REFUSALS:
        raise click.ClickException(REFUSALS[age])
    return app


def with_register(command: Callable[Concatenate[Flask, P], R]) -> Callable[..., R]:
    """Give a command `--data` and call it with the application, inside its context."""

    @data_option
    @functools.wraps(command)
    def opened(data: Path | None, *args: P.args, **kwargs: P.kwargs) -> R:
        app = prepared(settings_from(data))
        with app.app_context():
            return command(app, *args, **kwargs)

    return opened
