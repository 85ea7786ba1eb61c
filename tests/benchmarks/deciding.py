"""Sixty thousand decisions: the list, a filtered list, a rare word and a common one, each beside the bare query."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from govtrack.analytics.searching import asked
from govtrack.store import finding, listings
from govtrack.store.bodies import Organisation
from govtrack.store.db import db, transaction
from govtrack.store.decisions import Decision, decisions
from govtrack.store.searchable import Reach

MANY = 60_000
RARE, COMMON = "osprey", "vessel"
GOALS = {"the list": 3.0, "one body and year": 3.0, "a rare word": 3.0}
"""How many times the bare query each may cost; a common word has no floor of its own: it must stay under the list's."""
ROWS = """SELECT d.id, d.reference, d.title, d.decided, d.outcome, d.step, b.short_name, c.short_name, c.title
 FROM decisions d JOIN organisations b ON b.id = d.body_id LEFT JOIN collaborations c ON c.id = d.collaboration_id
 WHERE {where} ORDER BY d.decided DESC, d.id DESC LIMIT 50"""
COUNT = "SELECT count(*) FROM decisions d WHERE {where}"
HELD = """d.id IN (SELECT f.subject_id FROM findable_words w JOIN findables f ON f.id = w.rowid
 WHERE +f.kind = 'decision' AND findable_words MATCH '{word}')"""


def filled(app: Flask) -> None:
    """A register of decisions by every body over thirty years, past the verbs: what is timed is reading."""
    with app.app_context(), transaction():
        bodies = list(db.session.scalars(select(Organisation.id).order_by(Organisation.id)))
        rows = [_row(at, bodies[at % len(bodies)]) for at in range(MANY)]
        for at in range(0, MANY, 5000):
            db.session.execute(insert(Decision), rows[at : at + 5000])
        finding.rebuild()


def _row(at: int, body: int) -> dict[str, Any]:
    rare = f" An {RARE} was seen." if at % 6000 == 17 else ""
    return {
        "reference": f"{at:05d}/{1996 + at % 30}", "reference_key": f"{at:05d}/{1996 + at % 30}", "body_id": body,
        "title": f"Replace the {COMMON} number {at}", "outcome": "approved",
        "decided": f"{1996 + at % 30}-{1 + at % 12:02d}-{1 + at % 28:02d}",
        "summary": f"The board looked at what it costs to keep number {at} and at three other ways.{rare}",
        "reasons": "It no longer pays to mend it, and the partners agreed to share a new one in equal parts.",
    }  # fmt: skip


def questions(app: Flask) -> Mapping[str, Callable[[], object]]:
    """What the list asks of the register, as a person who may read everything asks it."""
    body = _of(app, "Kent")
    return {
        "the list": _listed(app),
        "one body and year": _listed(app, body_id=body, year="2015"),
        "a rare word": _listed(app, words=RARE),
        "a common word": lambda: _found(app, COMMON),
    }


def floors(app: Flask, folder: Path) -> Mapping[str, Callable[[], object]]:
    """The same rows and their count through the bare driver."""
    body = _of(app, "Kent")
    where = {
        "the list": "1",
        "one body and year": f"d.body_id = {body} AND d.decided LIKE '2015%'",
        "a rare word": HELD.format(word=RARE),
    }
    connection = sqlite3.connect(folder / "govtrack.sqlite", check_same_thread=False)
    return {name: _bare(connection, one) for name, one in where.items()}


def _bare(connection: sqlite3.Connection, where: str) -> Callable[[], object]:
    def call() -> object:
        with closing(connection.cursor()) as cursor:
            count = cursor.execute(COUNT.format(where=where)).fetchone()[0]
            rows = cursor.execute(ROWS.format(where=where)).fetchall()
        assert count >= len(rows) > 0
        return rows

    return call


def _listed(app: Flask, **narrowed: Any) -> Callable[[], object]:
    def call() -> object:
        with app.app_context():
            leaf = listings.leaf(decisions(body_ids=None, collaboration_ids=None, **narrowed), 1)
            assert leaf.total >= len(leaf.rows) > 0
            return [(one.reference, one.body.short_name, one.collaboration) for one in leaf.rows]

    return call


def _found(app: Flask, word: str) -> object:
    with app.app_context():
        hits = finding.hits(asked(word), Reach())
        assert len(hits.hits) == finding.MOST
        assert hits.more
        return hits


def _of(app: Flask, name: str) -> int:
    with app.app_context():
        return db.session.scalars(select(Organisation.id).where(Organisation.short_name == name)).one()
