"""Signed-in sessions as rows: only the hash of what the cookie holds, so that a stolen table opens nothing."""

import hashlib
from typing import NamedTuple

from sqlalchemy import BigInteger, Engine, String, Text, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from govtrack.store.db import Base, db, hurried


class StoredSession(Base):
    """What the server remembers of one browser; times are whole seconds since 1970."""

    __tablename__ = "sessions"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(64), default="", index=True)
    """Flask-Security's identifier of the person, so that all of theirs can be ended at once; empty before sign-in."""
    data: Mapped[str] = mapped_column(Text)
    began: Mapped[int] = mapped_column(BigInteger)
    seen: Mapped[int] = mapped_column(BigInteger, index=True)


class Remembered(NamedTuple):
    """A session as it was last kept."""

    data: str
    began: int
    seen: int


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def remembered(token: str) -> Remembered | None:
    """The session a cookie names, if there is one; read apart from the request's own transaction."""
    table = StoredSession.__table__.c
    with _engine().connect() as connection:
        row = connection.execute(select(table.data, table.began, table.seen).where(table.key == _key(token))).first()
    return Remembered._make(row) if row else None


def remember(token: str, person: str, kept: Remembered) -> None:
    """Keep a new session, in a transaction of its own."""
    with _engine().connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(insert(StoredSession).values(key=_key(token), person=person, **kept._asdict()))


def rewrite(token: str, person: str, kept: Remembered) -> None:
    """Keep a session again; one that was ended meanwhile stays ended."""
    with _engine().connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(
            update(StoredSession).where(StoredSession.key == _key(token)).values(person=person, **kept._asdict())
        )


def touch(token: str, seen: int) -> None:
    """Note that a session was used; who only reads does not wait for a writer, but is noted another time."""
    with _engine().connect().execution_options(writing=True) as connection, hurried(connection), connection.begin():
        connection.execute(update(StoredSession).where(StoredSession.key == _key(token)).values(seen=seen))


def forget(token: str) -> None:
    """End one session."""
    with _engine().connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(delete(StoredSession).where(StoredSession.key == _key(token)))


def forget_person(person: str) -> None:
    """End every session of a person."""
    with _engine().connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(delete(StoredSession).where(StoredSession.person == person))


def forget_idle(before: int) -> None:
    """Clear away sessions last used before a moment."""
    with _engine().connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(delete(StoredSession).where(StoredSession.seen < before))


def _engine() -> Engine:
    return db.engine
