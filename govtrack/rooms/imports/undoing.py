"""Undoing an import: at once, or by a thread where it is large; all of it in one transaction, or nothing."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
from flask import current_app

from govtrack.domain.acts import act_of
from govtrack.domain.refusals import Refused
from govtrack.domain.undoing import undo
from govtrack.rooms.imports import running
from govtrack.rooms.imports.forms import UndoForm
from govtrack.rooms.imports.running import Far, Progress
from govtrack.store import keys
from govtrack.store.clock import today
from govtrack.store.db import db, transaction
from govtrack.store.imports import ImportBatch
from govtrack.store.people import User
from govtrack.web.undoing import NOT_YOURS, still_may

AT_ONCE = 5_000
"""How many rows are taken back while their person waits: more would take seconds."""


def is_large(batch: ImportBatch) -> bool:
    """Whether undoing an import takes longer than a person waits for a page."""
    return batch.new > AT_ONCE


def far(batch: ImportBatch) -> Far | None:
    """How far the undoing of an import is; None where nobody undoes it just now."""
    return running.far(_place(batch, "progress"))


def refused(batch: ImportBatch) -> list[str]:
    """Why an import was not undone when it was last tried in the background; empty where it was, or never tried."""
    with suppress(FileNotFoundError, ValueError):
        return list(orjson.loads(_place(batch, "refused").read_bytes()))
    return []


def take_back(batch: ImportBatch, person: Any, *, why: str, told: Progress | None = None) -> None:
    """Undo an import as a whole, inside the caller's transaction; Refused for who may no longer record all of it."""
    act = act_of(batch)
    if not still_may(person, act):
        raise Refused(NOT_YOURS)
    if told is not None:
        told.start("Taking the figures back", batch.new)
    undo(act, by=person, why=why, told=told.read if told else None)


def begin(batch: ImportBatch, form: UndoForm, person: Any) -> None:
    """Have a thread undo a large import; the key of the form is used up by it, so that sent twice it is undone once."""
    if far(batch) is not None:
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined] # the application behind the proxy, for another thread
    number, who, why, key = batch.id, person.id, form.why.data or "", str(form.form_key.data or "")
    place = _place(batch, "refused")
    place.unlink(missing_ok=True)
    running.begin(app, _place(batch, "progress"), lambda told: _undo(number, who, told, why=why, key=key, place=place))


def _undo(number: int, who: int, told: Progress, *, why: str, key: str, place: Path) -> None:
    told.start("Waiting for others to save")
    try:
        with transaction():
            if keys.used(key, who) is not None:
                return
            keys.use(key, who, day=today().toordinal())
            take_back(db.session.get_one(ImportBatch, number), db.session.get_one(User, who), why=why, told=told)
    except Refused as refusal:
        place.write_bytes(orjson.dumps([sentence for _, sentence in refusal.each]))


def _place(batch: ImportBatch, ending: str) -> Path:
    folder: Path = current_app.extensions["govtrack"].data / "undoing"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{batch.id}.{ending}"
