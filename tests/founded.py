"""Registers made once for all the workers of a run, and copied for whoever needs one of their own."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from govtrack import create_app
from govtrack.domain import founding
from govtrack.settings import Settings
from govtrack.store.db import db


def founded(factory: pytest.TempPathFactory, folder: Path) -> None:
    """Put the file of a founded register into a data folder."""
    shutil.copyfile(made_once(factory, "founded", _found) / "govtrack.sqlite", folder / "govtrack.sqlite")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker to ask for it fills, while the others wait."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, begun = shared / f"made-{name}", shared / f"begun-{name}"
    with (shared / f"turn-{name}").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            make(begun)
            begun.rename(made)
    return made


def _found(folder: Path) -> None:
    app = create_app(Settings(data=folder, secret="for founding alone", https=False))
    with app.app_context():
        founding.found()
        db.session.remove()
        db.engine.dispose()
