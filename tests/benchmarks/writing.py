"""Eight people writing while eight read: nothing lost, totals to the penny."""

import contextlib
import threading
import time
from typing import NamedTuple

from flask import Flask
from sqlalchemy.exc import OperationalError

from govtrack.analytics.kinds import Category, Kind
from govtrack.domain import ledger
from govtrack.domain.checks import Entry
from govtrack.store import ledger as lines
from govtrack.store import rollups, totals
from govtrack.store.collaborations import collaboration_named, memberships_in
from govtrack.store.db import db, transaction
from tests.benchmarks.national import FIRST, QUARTERS

WRITERS, EACH_WRITES = 8, 25


class Crowd(NamedTuple):
    """Writes tried, those that were acknowledged, those found afterwards, and the milliseconds nine in ten took.

    A machine with too much else to do may refuse a write after its fifteen seconds; it never loses one.
    """

    tried: int
    acknowledged: int
    found: int
    ninth: float


def crowded(app: Flask, name: str) -> Crowd:
    """Eight writers and eight readers at once, none pausing."""
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
    assert found == len(spans), f"{len(spans)} writes were acknowledged, and {found} are there"
    return Crowd(WRITERS * EACH_WRITES, len(spans), found, sorted(spans)[int(len(spans) * 0.9)] * 1000)


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
            with contextlib.suppress(OperationalError):
                with transaction():
                    ledger.record([entry], by=f"writer {who}")
                spans.append(time.perf_counter() - begin)
            db.session.remove()
