"""The database: how it is opened, and what one writing transaction is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, MetaData, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase

BUSY_SECONDS = 15
HURRIED_MILLISECONDS = 200
WRITERS_LOCK = 0x60717AC4
"""The number of the lock that PostgreSQL's writers take."""


class Base(DeclarativeBase):
    """What every table inherits; constraints are named, so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)


def listen(engine: Engine) -> None:
    """Give an engine the manners the register relies on; PostgreSQL has them by itself."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _open_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def hurried(connection: Connection) -> Iterator[None]:
    """Wait for SQLite's write lock no longer than a reader would notice; OperationalError when it is not to be had."""
    held = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or held is None:
        yield
        return
    held.execute(f"PRAGMA busy_timeout={HURRIED_MILLISECONDS}")
    try:
        yield
    finally:
        held.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


@contextmanager
def transaction() -> Iterator[None]:
    """One whole write: everything inside is kept, or nothing is.

    It lets go of what was read before, so that the write begins on the newest state
    and, on SQLite, holds the write lock from its first statement (a read that turns
    into a write would be refused whenever another writer came between).
    """
    db.session.rollback()
    db.session.info.pop("first_event", None)
    begin_writing()
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def begin_writing() -> None:
    """Start the session's transaction as a writer, before anything else is asked of it.

    Writers come one after another on both databases: SQLite takes its write lock here,
    PostgreSQL the lock that the trail's chain is written under, so that no rule is checked
    on a state that another writer is about to change.
    """
    connection = db.session.connection(execution_options={"writing": True})
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})


def is_sqlite() -> bool:
    """Whether the register is kept in SQLite."""
    return db.engine.dialect.name == "sqlite"
