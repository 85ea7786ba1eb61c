"""The verb that makes one batch of an import: named, with what it added, so that it can be undone as a whole."""

from collections.abc import Sequence
from typing import Any

import orjson

from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count
from govtrack.store import clock, events
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.imports import ImportBatch

LONGEST = 200


def keep_batch(counts: Sequence[Count], *, name: str = "", by: Any) -> ImportBatch | None:
    """Note what the open transaction has imported as one batch; None where it has added nothing.

    Without a name it is called after its file and the day.
    """
    span = events.written()
    if span is None or not any(count.new for count in counts):
        return None
    files = list(dict.fromkeys(count.file for count in counts))
    file = files[0] if len(files) == 1 else f"{len(files)} files, from {files[0]}"
    with deed("imported a file", by=by):
        batch = ImportBatch(
            name=named(name) or usual_name(file),
            file=file[:255],
            sheets=orjson.dumps([tuple(count) for count in counts]).decode(),
            person_id=getattr(by, "id", None),
            person=str(getattr(by, "email", by)),
            at=clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            day=clock.today().toordinal(),
            first_event=span.first,
            last_event=span.last + 1,
        )
        db.session.add(batch)
    return batch


def named(name: str) -> str:
    """The name of a batch, tidied; Refused where it is too long or cannot be shown."""
    name = " ".join(name.split())
    if len(name) > LONGEST:
        raise Refused(f"A name has at most {LONGEST} characters; this has {len(name):,}.", field="name")
    if not name.isprintable():
        raise Refused("The name has a character in it that cannot be shown: type it again.", field="name")
    return name


def usual_name(file: str) -> str:
    """What an import is called where nobody gave it a name: its file and the day."""
    today = clock.today()
    return f"{file[:150]}, {today.day} {today:%B %Y}"
