"""The schema's age: founding an empty register, knowing an older one, upgrading it after a backup."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from govtrack import paths
from govtrack.store import tables
from govtrack.store.db import db
from govtrack.store.findables import beside_the_tables


class Age(StrEnum):
    """What a database is to this program."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision this program works with."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None, "the package ships without its migrations"
    return head


def age() -> Age:
    """Whether the database is empty, ours and current, or something else."""
    with db.engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None:
            others = set(inspect(connection).get_table_names()) - {"alembic_version"}
            return Age.FOREIGN if others else Age.EMPTY
    if revision == newest():
        return Age.CURRENT
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return Age.OLDER if revision in known else Age.NEWER


def to(revision: str = "head") -> None:
    """Bring the schema to a revision, in one transaction."""
    with _changing() as connection:
        command.upgrade(_config(connection), revision)


def back_to(revision: str) -> None:
    """Take the schema back to an earlier revision, in one transaction."""
    with _changing() as connection:
        command.downgrade(_config(connection), revision)


@contextmanager
def _changing() -> Iterator[Connection]:
    """A transaction in which tables are changed, whole or not at all.

    SQLite changes some tables only by making them anew, which it does not allow while other rows refer to them:
    references are let go of meanwhile, and all of them checked before anything is kept.
    """
    with db.engine.connect().execution_options(writing=True) as connection:
        held = connection.connection.dbapi_connection if connection.dialect.name == "sqlite" else None
        if held is not None:
            held.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                broken = held.execute("PRAGMA foreign_key_check").fetchone() if held is not None else None
                if broken:
                    raise RuntimeError(f"The migration would leave rows of {broken[0]} without what they refer to.")
        finally:
            if held is not None:
                held.execute("PRAGMA foreign_keys=ON")


def differs() -> list[object]:
    """What the migrations have not caught up with in the tables as the program knows them."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - only the tests ask

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": known})
        return list(compare_metadata(context, tables.metadata))


def known(name: str | None, kind: str, _parents: object) -> bool:
    """Whether something in the database is to be compared with what the program knows: not so the index of words."""
    return kind != "table" or name not in beside_the_tables()


def copy_sqlite(file: Path, to_file: Path) -> None:
    """A whole copy of an SQLite database while it is in use, through SQLite's own backup."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(to_file)) as target:
        source.backup(target)
