"""Taking a file in: what was shown is written, as one import, at once or by a thread when it is large."""

from typing import Any, NamedTuple

from flask import current_app

from govtrack.domain.imports import Faulty, Plan, carry_out
from govtrack.domain.taking import Count
from govtrack.rooms.imports import running, staged
from govtrack.rooms.imports.forms import ConfirmForm
from govtrack.rooms.imports.looking import told_of
from govtrack.rooms.imports.reach import rights_of
from govtrack.rooms.imports.running import Progress
from govtrack.rooms.imports.staged import Staged
from govtrack.rooms.imports.stepped import left_out
from govtrack.store import events, imports, keys
from govtrack.store.clock import today
from govtrack.store.db import db, transaction
from govtrack.store.people import User

AT_ONCE = 5_000
"""How many rows are written while their sender waits: more would take seconds."""


class Taken(NamedTuple):
    """What was added, and the number of the import it is."""

    plan: Plan
    batch: int


def take_in(file: Staged, person: Any, *, mark: str, name: str, told: Progress | None = None) -> Taken:
    """Add what a file holds, inside the caller's transaction. Faulty where something else would be added by now."""
    read = file.guide.over(file.sheets())
    total = sum(new + there for _, _, new, there in file.found["counts"])
    watched = running.watched(read, told, "Writing", total)
    plan = carry_out(watched, by=person, rights=rights_of(person), mark=mark, name=name)
    batch = imports.import_holding(events.head().count)
    return Taken(plan, batch.id if batch else 0)


def begin_writing(file: Staged, form: ConfirmForm, person: Any) -> None:
    """Have a thread write a large file; the key of the form is used up by it, so that sent twice it is written once."""
    app, number = current_app._get_current_object(), person.id  # type: ignore[attr-defined] # the application behind the proxy, for another thread
    mark, name, key = form.seen, form.name.data or "", str(form.form_key.data or "")
    file = file.keep(state=staged.WRITING, key=key)
    running.begin(app, file.progress, lambda told: _write(file, number, told, mark=mark, name=name))


def _write(file: Staged, number: int, told: Progress, *, mark: str, name: str) -> None:
    told.start("Waiting for others to save")
    try:
        with transaction():
            keys.use(file.key, number, day=today().toordinal())
            taken = take_in(file, db.session.get_one(User, number), mark=mark, name=name, told=told)
            wrote = events.written()
            if wrote is not None:
                keys.wrote(file.key, number, wrote)
    except Faulty as fault:
        changed = told_of(file, fault.plan)
        changed.keep(found={**changed.found, "changed": True})
        return
    file.finish(taken.plan.counts, batch=taken.batch, left=left_out(file))


def was_written(file: Staged) -> bool:
    """Whether a file whose writing was stopped had been written all the same; it is then done with."""
    if file.state != staged.WRITING:
        return False
    used = keys.used(file.key, file.person)
    if used is None or used.last_event is None:
        return False
    batch = imports.import_holding(used.last_event)
    file.finish([Count(*one) for one in batch.counts] if batch else (), batch=batch.id if batch else 0)
    return True
