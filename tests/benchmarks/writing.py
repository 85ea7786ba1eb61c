"""Files in beside the bare insert, and eight people writing while eight read: nothing lost, totals to the penny."""

import csv
import resource
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from flask import Flask

from govtrack.analytics.kinds import Category, Kind
from govtrack.analytics.stated import Period, label
from govtrack.domain import imports, ledger
from govtrack.domain.checks import Entry
from govtrack.papers import books
from govtrack.store import ledger as lines
from govtrack.store import rollups, totals
from govtrack.store.collaborations import collaboration_named, collaborations_of, memberships_in
from govtrack.store.db import db, transaction
from tests.benchmarks.national import FIRST, MIX, QUARTERS, filled, opened

WRITERS, EACH_WRITES = 8, 25
HEADER = [
    "collaboration", "partner", "period", "kind", "category", "measure", "amount", "status", "basis", "low", "high",
    "provenance", "source", "note",
]  # fmt: skip


class Imported(NamedTuple):
    """Seconds of an import and of the bare insert of the same rows, and how much memory the import took (MiB)."""

    rows: int
    seconds: float
    bare: float
    memory: float


def a_file(app: Flask, folder: Path) -> tuple[Path, int]:
    """A CSV file of figures for every collaboration of a register that has none of them yet."""
    target, count = folder / "ledger.csv", 0
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
    return target, count


def imported(folder: Path, collaborations_wanted: int) -> Imported:
    """Import a file, then insert the very same rows into the same tables of a new database with executemany."""
    app = opened(folder)
    filled(app, collaborations_wanted, figures=False)
    target, count = a_file(app, folder)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with app.app_context():
        begin = time.perf_counter()
        with transaction():
            plan = imports.carry_out(books.opened(target), by="the benchmarks")
        seconds = time.perf_counter() - begin
        assert plan.fault_count == 0, plan.faults[:3]
        assert plan.new == count
        memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        bare = _bare(folder, count)
    return Imported(count, seconds, bare, memory)


def _bare(folder: Path, count: int) -> float:
    with closing(sqlite3.connect(folder / "govtrack.sqlite")) as connection:
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        schema = [row[0] for row in connection.execute(made)]
        rows = connection.execute("SELECT * FROM ledger ORDER BY id DESC LIMIT ?", [count]).fetchall()
        details = connection.execute("SELECT * FROM ledger_details ORDER BY line_id DESC LIMIT ?", [count]).fetchall()
    rows.reverse()
    details.reverse()
    with closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        for statement in schema:
            connection.execute(statement)
        begin = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for table, values in (("ledger", rows), ("ledger_details", details)):
            marks = ",".join("?" * len(values[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        connection.execute("COMMIT")
        return time.perf_counter() - begin


def crowded(app: Flask, name: str) -> tuple[int, int, float]:
    """Eight writers and eight readers at once; gives how many writes were made, found, and their ninth-in-ten ms."""
    spans: list[float] = []
    with app.app_context():
        together = collaboration_named(name)
        assert together is not None
        number, partners = together.id, [spell.partner_id for spell in memberships_in([together.id])]
        before = lines.count_figures(number)
    stop = threading.Event()
    readers = [threading.Thread(target=_read, args=(app, number, stop)) for _ in range(8)]
    writers = [threading.Thread(target=_write, args=(app, number, partners, one, spans)) for one in range(WRITERS)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in readers:
        thread.join()
    with app.app_context():
        found = lines.count_figures(number) - before
        assert rollups.differences() == []
    return WRITERS * EACH_WRITES, found, sorted(spans)[int(len(spans) * 0.9)] * 1000


def _read(app: Flask, number: int, stop: threading.Event) -> None:
    while not stop.is_set():
        with app.app_context():
            assert totals.series(number, 1, (3, 4)).years
            db.session.remove()


def _write(app: Flask, number: int, partners: list[int], who: int, spans: list[float]) -> None:
    for at in range(EACH_WRITES):
        entry = Entry(
            number, partners[who % len(partners)], 1, 3, FIRST + 3 * (at % QUARTERS), 3, int(Kind.CONTRIBUTION),
            int(Category.CAPITAL), 1, 1, 100 + who, note=f"writer {who}, write {at}",
        )  # fmt: skip
        with app.app_context():
            begin = time.perf_counter()
            with transaction():
                ledger.record([entry], by=f"writer {who}")
            spans.append(time.perf_counter() - begin)
            db.session.remove()
