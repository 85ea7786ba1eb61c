"""What somebody did in one go, read from the trail: the records it touched, before and after, and its figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from govtrack.store import events, imports, keys
from govtrack.store.events import Event, Span
from govtrack.store.imports import ImportBatch

UNDID = "undid: "
"""What the deed of an undoing begins with: the deed it takes back follows."""

APART = {"ledger_batches", "import_batches"}
"""Records that an undoing does not touch by itself: figures go by reversal, an import is marked."""


class Place(NamedTuple):
    """Where a record stands."""

    record: str
    number: int


class Net(NamedTuple):
    """What an act did to one record in the end; None where there was none before, or is none after."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    deed: str


@dataclass(frozen=True)
class Act:
    """Everything that one form, or one import, wrote."""

    span: Span
    day: int
    """The day of it, as `date.toordinal` counts."""
    deeds: tuple[str, ...]
    changes: Mapping[Place, Net]
    batches: tuple[int, ...]
    """The batches of the ledger that it entered."""
    imported: ImportBatch | None = None

    @property
    def deed(self) -> str:
        """What it was, in words."""
        return " and ".join(self.deeds[:2])

    def made(self) -> dict[str, set[int]]:
        """The records that it added, by table."""
        found: dict[str, set[int]] = {}
        for place, net in self.changes.items():
            if net.before is None:
                found.setdefault(place.record, set()).add(place.number)
        return found


def last_act(person_id: int) -> Act | None:
    """What a person did last; None for nothing, for an undoing, and for what was done by command or without a form."""
    event = events.last_by(person_id)
    if event is None or event.deed.startswith(UNDID):
        return None
    batch = imports.import_holding(event.number)
    if batch is not None:
        return act_of(batch)
    key = keys.holding(person_id, event.number)
    if key is None or key.first_event is None or key.last_event is None:
        return None
    return _read(Span(key.first_event, key.last_event), key.day)


def act_of(batch: ImportBatch) -> Act:
    """What an import did."""
    return _read(batch.span, batch.day, batch)


def _read(span: Span, day: int, batch: ImportBatch | None = None) -> Act:
    deeds: dict[str, None] = {}
    changes: dict[Place, Net] = {}
    batches: dict[int, None] = {}
    for event in events.within(span):
        if event.record != "import_batches":
            deeds.setdefault(event.deed)
        if event.record == "ledger_batches":
            batches.setdefault(event.record_id)
        if event.record not in APART:
            _add(changes, event)
    kept = {place: net for place, net in changes.items() if net.before != net.after}
    return Act(span, day, tuple(deeds), kept, tuple(batches), batch)


def _add(changes: dict[Place, Net], event: Event) -> None:
    place = Place(event.record, event.record_id)
    earlier = changes.get(place)
    before = earlier.before if earlier else _state(event.before)
    changes[place] = Net(before, _state(event.after), earlier.deed if earlier else event.deed)


def _state(text: str) -> dict[str, Any] | None:
    value = json.loads(text) if text else None
    return value if isinstance(value, dict) else None
