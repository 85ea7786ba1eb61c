"""The trail: every change as an event, chained by hash to the one before, written by the flush itself."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from sqlalchemy import BigInteger, Connection, Index, Integer, Select, String, Text, event, func, insert, select, text
from sqlalchemy.orm import Mapped, Mapper, Session, UOWTransaction, aliased, mapped_column
from sqlalchemy.orm.attributes import get_history

from govtrack.store.clock import now
from govtrack.store.db import WRITERS_LOCK, Base, db

START = "0" * 64


class Event(Base):
    """One change of one record: who, when, by what deed and why, before and after."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_record", "record", "record_id", "number"),
        Index("ix_events_person", "person_id", "number"),
    )

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))
    deed: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(Text, default="")
    record: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(BigInteger)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Recorded:
    """What a table inherits to leave an event at every change.

    `kept_secret` names columns whose value the trail must not show: their SHA-256 stands in for them,
    so that a change behind the trail's back is still noticed.
    """

    if TYPE_CHECKING:
        __tablename__: str
    kept_secret: ClassVar[frozenset[str]] = frozenset()
    id: Mapped[int]


@dataclass(frozen=True)
class Deed:
    """What is being done, by whom and why: the part of an event that the rows cannot know."""

    name: str
    by: Any
    reason: str = ""

    @property
    def person_id(self) -> int | None:
        return getattr(self.by, "id", None)

    @property
    def person(self) -> str:
        return str(getattr(self.by, "email", self.by))


@contextmanager
def deed(name: str, *, by: Any, reason: str = "") -> Iterator[None]:
    """Do something to the register under a name; all that is changed inside is flushed and leaves its events.

    `by` is a person of the register, or words such as "govtrack import" for what no person signed in to do.
    """
    outer = db.session.info.get("deed")
    db.session.info["deed"] = Deed(name, by, reason)
    try:
        yield
        db.session.flush()
    finally:
        db.session.info["deed"] = outer


class UnnamedDeed(RuntimeError):
    """A record was changed outside any deed: a fault of the program, never of the person."""


def _about_to_write(session: Session, _context: UOWTransaction, _rows: object) -> None:
    """Look at the earlier state before the flush counts a row's version up, which leaves no history of its own."""
    session.info["earlier"] = [(row, _earlier(row)) for row in _recorded([*session.dirty, *session.deleted])]


def _written(session: Session, _context: UOWTransaction) -> None:
    changes = [change for change in _changes(session) if change[2] != change[3]]
    if not changes:
        return
    doing: Deed | None = session.info.get("deed")
    if doing is None:
        raise UnnamedDeed(f"{changes[0][0]} was changed outside any deed")
    first = _append(session.connection(), doing, changes)
    session.info.setdefault("first_event", first)


def _changes(session: Session) -> Iterator[tuple[str, int, str, str]]:
    earlier = {id(row): canonical(values) for row, values in session.info.pop("earlier", ())}
    for row in sorted(_recorded(session.new), key=_place):
        yield row.__tablename__, row.id, "", canonical(state(row))
    for row in sorted(_recorded(session.dirty), key=_place):
        yield row.__tablename__, row.id, earlier.get(id(row)) or canonical(_earlier(row)), canonical(state(row))
    for row in sorted(_recorded(session.deleted), key=_place):
        yield row.__tablename__, row.id, earlier.get(id(row)) or canonical(_earlier(row)), ""


def _recorded(rows: Any) -> list[Any]:
    return [row for row in rows if isinstance(row, Recorded)]


def _place(row: Any) -> tuple[str, int]:
    return row.__tablename__, row.id


def state(row: Any) -> dict[str, Any]:
    """A record as the trail keeps it: every column, secrets as their hash."""
    return {column.key: _plain(row, column.key, getattr(row, column.key)) for column in row.__mapper__.column_attrs}


def _earlier(row: Any) -> dict[str, Any]:
    """A record before this flush; a column that was left out when the row was made has no history, and was empty."""
    values = state(row)
    for key in values:
        history = get_history(row, key)
        if history.deleted:
            values[key] = _plain(row, key, history.deleted[0])
        elif history.added:
            values[key] = None
    return values


def _plain(row: Any, key: str, value: Any) -> Any:
    if key in row.kept_secret:
        if not value:
            return None
        return "sha256:" + hashlib.sha256(str(value).encode()).hexdigest()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def canonical(value: Any) -> str:
    """JSON in the one form that the chain is worked out over."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def linked(previous: str, row: Sequence[Any]) -> str:
    """The hash of an event: over the hash before it and all that it says (number, at, … after)."""
    return hashlib.sha256((previous + canonical(list(row))).encode("utf-8", "surrogatepass")).hexdigest()


def _append(connection: Connection, doing: Deed, changes: list[tuple[str, int, str, str]]) -> int:
    """Chain the events of some changes to the trail's end, and give the number of the first."""
    number, previous = _hold_the_end(connection)
    first = number + 1
    at = now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    rows = []
    for record, record_id, before, after in changes:
        number += 1
        said = (
            number, at, doing.person_id, doing.person, doing.name, doing.reason,
            record, record_id, before, after,
        )  # fmt: skip
        this = linked(previous, said)
        rows.append(dict(zip(_COLUMNS, (*said, previous, this), strict=True)))
        previous = this
    connection.execute(insert(Event), rows)
    return first


_COLUMNS = tuple(column.key for column in Event.__mapper__.column_attrs)


def _hold_the_end(connection: Connection) -> tuple[int, str]:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})
    last = connection.execute(select(Event.number, Event.hash).order_by(Event.number.desc()).limit(1)).first()
    return (last.number, last.hash) if last else (0, START)


event.listen(Session, "before_flush", _about_to_write)
event.listen(Session, "after_flush", _written)


def _know_before(mapper: Mapper[Any], table: type[Any]) -> None:
    """Have the earlier value read whenever a column is set: a row that was let go of would else have none to show."""
    if issubclass(table, Recorded):
        for column in mapper.column_attrs:
            event.listen(getattr(table, column.key), "set", lambda *_set: None, active_history=True)


event.listen(Mapper, "mapper_configured", _know_before)


@dataclass(frozen=True)
class Head:
    """The end of the chain: how many events there are, and the hash of the last."""

    count: int
    hash: str

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"


def head() -> Head:
    """The chain's end now, for keeping elsewhere."""
    last = db.session.execute(select(Event.number, Event.hash).order_by(Event.number.desc()).limit(1)).first()
    return Head(last.number, last.hash) if last else Head(0, START)


def of_record(record: str, record_id: int) -> Sequence[Event]:
    """Every event of one record, newest first."""
    return db.session.scalars(
        select(Event).where(Event.record == record, Event.record_id == record_id).order_by(Event.number.desc())
    ).all()


def by_person(person_id: int, *, limit: int) -> Sequence[Event]:
    """What a person last did, newest first."""
    return db.session.scalars(
        select(Event).where(Event.person_id == person_id).order_by(Event.number.desc()).limit(limit)
    ).all()


def latest_of(record: str, record_id: int) -> int:
    """The number of the last event of a record, 0 for none: what a form remembers of a record without a version."""
    number = select(func.max(Event.number)).where(Event.record == record, Event.record_id == record_id)
    return db.session.scalar(number) or 0


def about(record: str, record_id: int, *, until: date | None = None) -> Select[Event]:
    """The events of one record, newest first, up to the end of a day; a query, so that a page asks for one screen."""
    query = select(Event).where(Event.record == record, Event.record_id == record_id)
    if until is not None and until < date.max:
        query = query.where(Event.at < (until + timedelta(days=1)).isoformat())
    return query.order_by(Event.number.desc())


class Span(NamedTuple):
    """The events of one transaction: they follow each other, because writers take turns."""

    first: int
    last: int


def written() -> Span | None:
    """What the transaction that is open has written so far; None for nothing."""
    db.session.flush()
    first = db.session.info.get("first_event")
    return None if first is None else Span(first, head().count)


def within(span: Span) -> Sequence[Event]:
    """The events of a span, in the order they were written."""
    query = select(Event).where(Event.number.between(span.first, span.last)).order_by(Event.number)
    return db.session.scalars(query).all()


def since(span: Span, *, limit: int) -> Sequence[Event]:
    """The later events of any record that a span wrote, oldest first."""
    earlier = aliased(Event)
    query = (
        select(Event)
        .join(earlier, (earlier.record == Event.record) & (earlier.record_id == Event.record_id))
        .where(earlier.number.between(span.first, span.last), Event.number > span.last)
        .distinct()
        .order_by(Event.number)
        .limit(limit)
    )
    return db.session.scalars(query).all()


def last_by(person_id: int) -> Event | None:
    """What a person did last."""
    return next(iter(by_person(person_id, limit=1)), None)
