"""The public register's open data: everything that is public as CSV and JSON, and the page that says what they hold."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence

import orjson
from flask import Response, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from govtrack.papers.cells import tame
from govtrack.papers.csvs import MARK
from govtrack.rooms.register.columns import AGREEMENT, DECISION, Field, Row, as_record
from govtrack.rooms.register.shown import address
from govtrack.rooms.register.views import room
from govtrack.store.db import db
from govtrack.store.publications import About, edition, how_many, public
from govtrack.web.access import open_to_all
from govtrack.web.openly import openly

FORM = 1
"""Counted up when the files say the same in another way, so that nobody keeps the old one."""
AT_ONCE = 500


@room.get("/data")
@open_to_all
def data() -> ResponseReturnValue:
    """What the files hold, how many rows, and where the feeds are."""
    sets = [("decisions", DECISION, how_many(About.DECISION)), ("agreements", AGREEMENT, how_many(About.AGREEMENT))]
    return openly(render_template("register/data.html", sets=sets))


@room.get("/decisions.csv")
@open_to_all
def decisions_csv() -> ResponseReturnValue:
    """Every published decision, a row each."""
    return _given(_csv(About.DECISION, DECISION), "text/csv; charset=utf-8")


@room.get("/agreements.csv")
@open_to_all
def agreements_csv() -> ResponseReturnValue:
    """Every published agreement, a row each."""
    return _given(_csv(About.AGREEMENT, AGREEMENT), "text/csv; charset=utf-8")


@room.get("/decisions.json")
@open_to_all
def decisions_json() -> ResponseReturnValue:
    """Every published decision whole, the columns of the CSV file explained, the rows counted."""
    return _given(_json(About.DECISION, DECISION), "application/json")


@room.get("/agreements.json")
@open_to_all
def agreements_json() -> ResponseReturnValue:
    """The same of agreements."""
    return _given(_json(About.AGREEMENT, AGREEMENT), "application/json")


def _given(content: Iterator[bytes], kind: str) -> Response:
    """A file as it is read from the register, known by the register's edition: nothing is read for who has it."""
    etag = hashlib.sha256(f"{edition()} {FORM} {request.url}".encode()).hexdigest()[:32]
    known = etag in request.if_none_match
    answer = Response(b"" if known else stream_with_context(content), content_type=kind)
    answer.headers["Link"] = f'<{url_for(".data", _external=True)}>; rel="describedby"'
    return openly(answer, etag=etag, elsewhere=True)


def _rows(kind: About) -> Iterator[Row]:
    for one in db.session.scalars(public(kind).execution_options(yield_per=AT_ONCE)):
        yield Row(address(one), one.day.isoformat(), one.notice)


def _csv(kind: About, fields: Sequence[Field]) -> Iterator[bytes]:
    yield MARK
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow([one.name for one in fields])
    for row in _rows(kind):
        yield _taken(line)
        writer.writerow([tame(one.reads(row)) for one in fields])
    yield _taken(line)


def _taken(line: io.StringIO) -> bytes:
    """What was written, which then is written no more."""
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode()


def _json(kind: About, fields: Sequence[Field]) -> Iterator[bytes]:
    yield b'{"fields":' + orjson.dumps([{"name": one.name, "holds": one.holds} for one in fields])
    yield f',"{kind}s":['.encode()
    count = 0
    for row in _rows(kind):
        yield (b",\n" if count else b"\n") + orjson.dumps(as_record(row))
        count += 1
    yield f'],"rows":{count}}}'.encode()
