"""Files in beside the bare insert of the same rows, each in a process of its own, on either database."""

import csv
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from flask import Flask

from govtrack.analytics.stated import Period, label
from govtrack.domain import imports
from govtrack.papers import books
from govtrack.store.collaborations import collaborations_of, memberships_in
from govtrack.store.db import transaction
from govtrack.store.ledger import DETAIL_COLUMNS, LINE_COLUMNS
from tests.benchmarks.national import FIRST, MIX, QUARTERS, filled, opened, reopened
from tests.benchmarks.timing import Spent, spent

HEADER = [
    "collaboration", "partner", "period", "kind", "category", "measure", "amount", "status", "basis", "low", "high",
    "provenance", "source", "note",
]  # fmt: skip
TABLES = {"ledger": LINE_COLUMNS, "ledger_details": DETAIL_COLUMNS}
Rows = dict[str, list[tuple[Any, ...]]]


class Imported(NamedTuple):
    """What an import took, and the most memory its process ever held, in MiB."""

    rows: int
    took: Spent
    memory: float


def prepare(folder: Path, collaborations_wanted: int, url: str = "") -> None:
    """A register with members and no figures, and a file of figures for every one of them."""
    app = opened(folder, url)
    filled(app, collaborations_wanted, figures=False)
    _write_file(app, folder / "ledger.csv")


def _write_file(app: Flask, target: Path) -> None:
    count = 0
    with app.app_context(), target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for together in collaborations_of(None):
            for spell in memberships_in([together.id]):
                for quarter in range(QUARTERS):
                    for at, (kind, category) in enumerate(MIX):
                        amount = f"{1000 + (count * 7919) % 90000}.{count % 100:02d}"
                        writer.writerow([
                            together.short_name, spell.partner.short_name, label(Period(FIRST + 3 * quarter, 3)),
                            kind.word, category.word, "GBP", amount, "claimed", "counted", "", "", "illustrative",
                            "", f"line {at}",
                        ])  # fmt: skip
                        count += 1


def take_in(folder: Path, url: str = "") -> Imported:
    """Import the file that was prepared, as `govtrack import` does."""
    app, target = reopened(folder, url), folder / "ledger.csv"
    plans: list[imports.Plan] = []

    def call() -> None:
        with transaction():
            plans.append(imports.carry_out(books.opened(target), by="the benchmarks"))

    with app.app_context():
        took = spent(call)
    assert plans[0].fault_count == 0, plans[0].faults[:3]
    with target.open("rb") as file:
        assert plans[0].new == sum(1 for _ in file) - 1
    return Imported(plans[0].new, took, _most_memory())


def _most_memory() -> float:
    """The most this process ever held; the usual call would count what its parent held before it, too."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def bare_sqlite(folder: Path) -> Spent:
    """The very rows of an import put into the same tables of a new database with executemany and nothing else."""
    with closing(sqlite3.connect(folder / "govtrack.sqlite")) as connection:
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        schema = [row[0] for row in connection.execute(made)]
        rows: Rows = {
            table: connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1").fetchall()
            for table, columns in TABLES.items()
        }
    with closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        for statement in schema:
            connection.execute(statement)
        return spent(lambda: _execute_many(connection, rows))


def _execute_many(connection: sqlite3.Connection, rows: Rows) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for table, columns in TABLES.items():
        marks = ",".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows[table])
    connection.execute("COMMIT")


def bare_postgresql(url: str) -> Spent:
    """The very rows of an import put into empty tables like its own with COPY and nothing else."""
    with psycopg.connect(url, autocommit=True) as connection:
        rows: Rows = {}
        for table, columns in TABLES.items():
            rows[table] = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1").fetchall()  # type: ignore[arg-type] # our own names
            connection.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")  # type: ignore[arg-type] # the same
        return spent(lambda: _copy(connection, rows))


def _copy(connection: "psycopg.Connection[tuple[Any, ...]]", rows: Rows) -> None:
    with connection.transaction(), connection.cursor() as cursor:
        for table, columns in TABLES.items():
            copied = f"COPY bare_{table} ({', '.join(columns)}) FROM STDIN"
            with cursor.copy(copied) as copy:  # type: ignore[arg-type] # our own names
                _each(copy, rows[table])


def _each(copy: "psycopg.Copy", rows: Sequence[tuple[Any, ...]]) -> None:
    for row in rows:
        copy.write_row(row)
