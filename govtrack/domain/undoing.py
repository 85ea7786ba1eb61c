"""Undo: an act is taken back whole, in a deed of its own, or not at all where something was built on it since."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, DateTime
from sqlalchemy.exc import IntegrityError

from govtrack.domain import reversing
from govtrack.domain.acts import UNDID, Act, Net, Place
from govtrack.domain.outlook import Outlook, outlook
from govtrack.domain.refusals import Refused
from govtrack.store import clock, tables
from govtrack.store.clock import now
from govtrack.store.db import db
from govtrack.store.events import deed

LONGEST_REASON = 1000
Rows = list[tuple[Place, Net]]


def undo(act: Act, *, by: Any, why: str = "", told: Callable[[int], None] | None = None) -> Outlook:
    """Take an act back: figures by reversal, records to what they were before; give what became of it.

    `told` hears, now and then, how many more figures were taken back.
    Refused, in a sentence for each thing, where something was built on it since, or where it cannot be undone.
    """
    if len(why) > LONGEST_REASON:
        raise Refused(f"A reason has at most {LONGEST_REASON:,} characters; this has {len(why):,}.", field="why")
    found = outlook(act)
    if found.hindrances:
        first, *others = found.hindrances
        raise Refused(first, more=[("", sentence) for sentence in others])
    reason = f"Undone: {why.strip() or act.deed}"
    try:
        _put_back(act, found, by=by, reason=reason)
    except IntegrityError as error:
        raise Refused("Something that was recorded since stands in its way, so it cannot be undone now.") from error
    if act.batches:
        reversing.take_back(act.batches, by=by, words=_words(act.deed), reason=reason, told=told)
    if act.imported is not None:
        _mark(act, by=by, reason=reason, why=why.strip())
    return found


def undo_today(act: Act, *, by: Any) -> Outlook:
    """Undo the last thing a person did; Refused once its day is over, so that no day's story changes afterwards."""
    if act.day != clock.today().toordinal():
        raise Refused("It was recorded on an earlier day, so it is corrected now, not undone.")
    return undo(act, by=by)


def _words(deed_undone: str) -> str:
    """What the trail calls the undoing of a deed."""
    return f"{UNDID}{deed_undone}"[:100]


def _put_back(act: Act, found: Outlook, *, by: Any, reason: str) -> None:
    depth = {table.name: at for at, table in enumerate(tables.metadata.sorted_tables)}
    gone: Rows = [(place, net) for place, net in act.changes.items() if net.after is None]
    changed: Rows = [(place, net) for place, net in act.changes.items() if net.before and net.after]
    made: Rows = [(place, net) for place, net in act.changes.items() if net.before is None]
    for place, net in sorted(gone, key=lambda one: (depth[one[0].record], one[0].number)):
        with deed(_words(net.deed), by=by, reason=reason):
            db.session.add(_row_again(place, net))
    for place, net in sorted(changed, key=lambda one: one[0]):
        with deed(_words(net.deed), by=by, reason=reason):
            _as_before(place, net)
    db.session.expire_all()
    for place, net in sorted(made, key=lambda one: (-depth[one[0].record], -one[0].number)):
        row = db.session.get(_tables()[place.record], place.number)
        if row is not None and place.number not in found.staying.get(place.record, ()):
            with deed(_words(net.deed), by=by, reason=reason):
                db.session.delete(row)


def _tables() -> Mapping[str, Any]:
    return {str(table.__tablename__): table for table in tables.recorded()}


def _row_again(place: Place, net: Net) -> Any:
    table = _tables()[place.record]
    return table(**dict(_values(table, net.before or {})))


def _as_before(place: Place, net: Net) -> None:
    table = _tables()[place.record]
    row = db.session.get_one(table, place.number)
    for name, value in _values(table, net.before or {}):
        if (net.after or {}).get(name) != (net.before or {}).get(name):
            setattr(row, name, value)


def _values(table: Any, state: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the trail says of a record, as its columns hold it; a version is counted up, never put back."""
    mapper = table.__mapper__
    for column in mapper.column_attrs:
        if column.key not in state or column.columns[0] is mapper.version_id_col:
            continue
        value = state[column.key]
        kind = column.columns[0].type
        if value is not None and isinstance(kind, DateTime):
            value = datetime.fromisoformat(value)
        elif value is not None and isinstance(kind, Date):
            value = date.fromisoformat(value)
        yield column.key, value


def _mark(act: Act, *, by: Any, reason: str, why: str) -> None:
    batch = act.imported
    assert batch is not None, "only an import is marked"
    with deed(_words(act.deed), by=by, reason=reason):
        batch.undone_at = now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        batch.undone_by = str(getattr(by, "email", by))
        batch.undone_why = why
