"""Whether the trail is whole, and whether the records still are what the trail says of them."""

import hmac
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govtrack.store import tables
from govtrack.store.db import db
from govtrack.store.events import START, Event, Head, canonical, head, linked, state
from govtrack.store.ledger import Digest, LedgerBatch, Line, stored_lines

MANY = 1000
States = dict[tuple[str, int], str]


def faults(kept: Head | None = None) -> Iterator[str]:
    """Every fault found, each a sentence; none at all means that trail and records are whole.

    `kept` is an end of the chain that was kept elsewhere: without one, a trail cut short together
    with the records it spoke of cannot be noticed.
    """
    states: States = {}
    yield from _chain(states, kept)
    yield from _records(states)
    yield from _ledger()


def _chain(states: States, kept: Head | None) -> Iterator[str]:
    expected, previous, kept_hash = 1, START, START
    rows = db.session.execute(select(Event.__table__).order_by(Event.number)).yield_per(MANY)
    for row in rows:
        if row.number != expected:
            yield f"Event {expected} is missing: the next one in the trail is {row.number}."
            expected = row.number
        if row.previous != previous:
            yield f"Event {row.number} does not follow the one before it."
        said = (
            row.number, row.at, row.person_id, row.person, row.deed, row.reason, row.record, row.record_id,
            row.before, row.after,
        )  # fmt: skip
        if not hmac.compare_digest(linked(row.previous, said), row.hash):
            yield f"Event {row.number} was changed after it was written."
        if not agrees(row.record, states.get((row.record, row.record_id), ""), row.before):
            yield f"Event {row.number} does not begin where {row.record} {row.record_id} was left."
        states[row.record, row.record_id] = row.after
        previous, expected = row.hash, expected + 1
        if kept is not None and row.number == kept.count:
            kept_hash = row.hash
    if kept is None:
        return
    if expected - 1 < kept.count:
        yield f"The trail was cut: it has {expected - 1} events, and had {kept.count} when its head was kept."
    elif kept.count and kept_hash != kept.hash:
        yield f"The trail was rewritten: event {kept.count} is not the one whose head was kept."


def _records(states: States) -> Iterator[str]:
    for table in tables.recorded():
        name = str(table.__tablename__)
        there = set()
        with Session(db.session.connection()) as session:
            for row in session.scalars(select(table).order_by(table.id)).yield_per(MANY):
                there.add(row.id)
                known = states.get((name, row.id), "")
                if not known:
                    yield f"{name} {row.id} stands in the register and not in the trail."
                elif not agrees(name, known, canonical(state(row))):
                    yield f"{name} {row.id} was changed behind the trail's back."
        for record, record_id in sorted(states):
            if record == name and states[record, record_id] and record_id not in there:
                yield f"{name} {record_id} stands in the trail and is gone from the register."


def agrees(record: str, known: str, now: str) -> bool:
    """Whether a record is what the trail last said of it, both as canonical JSON.

    A column that was added to its table since has no word in the trail yet: it must stand at its default,
    which is what the upgrade gave it.
    """
    if known == now or not (known and now):
        return known == now
    try:
        then, there = dict(json.loads(known)), dict(json.loads(now))
    except (ValueError, TypeError):
        return False
    added = there.keys() - then.keys()
    usual = _usual(record)
    return {key: there[key] for key in there if key not in added} == then and all(
        key in usual and there[key] == usual[key] for key in added
    )


@cache
def _usual(record: str) -> dict[str, Any]:
    """The values that the columns of a table have where nobody says otherwise; null where they may be empty."""
    table = tables.metadata.tables.get(record)
    return {
        column.key: getattr(column.default, "arg", None)
        for column in (() if table is None else table.columns)
        if column.nullable or getattr(column.default, "is_scalar", False)
    }


def _ledger() -> Iterator[str]:
    counted = 0
    for batch in db.session.execute(select(LedgerBatch.id, LedgerBatch.lines, LedgerBatch.digest)).all():
        digest = Digest()
        digest.add(stored_lines(batch.id))
        counted += digest.lines
        if (digest.lines, digest.hex()) != (batch.lines, batch.digest):
            yield f"The ledger's lines of batch {batch.id} are not those that were written."
    total = db.session.scalar(select(func.count()).select_from(Line)) or 0
    if total != counted:
        yield f"The ledger has {total - counted} lines that belong to no batch."


def read_head(text: str) -> Head:
    """A head as `govtrack audit head` prints it; ValueError when it is none."""
    count, _, end = text.strip().partition(":")
    if not count.isdecimal() or len(end) != len(START) or set(end) - set("0123456789abcdef"):
        raise ValueError("A head is written as `govtrack audit head` prints it: a count, a colon and 64 characters.")
    return Head(int(count), end)


__all__ = ["faults", "head", "read_head"]
