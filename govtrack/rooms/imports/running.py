"""Work on a large file, done by a thread of the server after its request was answered, and how far it is.

How far it is stands in a small file that the thread touches every few seconds: when it has not been touched for
a while, the server that worked on it was stopped, and the file is to be begun again. Nothing is written by halves,
because all that is written is one transaction.
"""

import os
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from flask import Flask

from govtrack.papers.rows import Rows, Sheet
from govtrack.store import clock
from govtrack.store.db import db

ONE_AT_A_TIME = threading.Semaphore(1)
"""One large file at a time in each process: a second would make both slower, and take its memory too."""
OFTEN = 0.5
"""Seconds between two notes of how far the work is."""
ROWS_BETWEEN = 500
SILENCE = 20.0
"""Seconds after which work that was not heard of is taken to have been stopped."""


class Far(NamedTuple):
    """How far some work is: what is being done, rows read and rows in all."""

    words: str
    done: int
    total: int


class Progress:
    """Tells how far the work on a file is, into a small file beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._far = Far("Waiting for its turn", 0, 0)
        self._told = 0.0

    def start(self, words: str, total: int = 0) -> None:
        """Note that another part of the work begins, and how many rows it reads (0: not known)."""
        self._far = Far(words, 0, total)
        self.beat()

    def read(self, rows: int) -> None:
        """Note that more rows were read; told twice a second at most."""
        self._far = self._far._replace(done=min(self._far.done + rows, self._far.total))
        if time.monotonic() - self._told >= OFTEN:
            self.beat()

    def beat(self) -> None:
        """Write the note, whole or not at all; a full disk is found by the work itself."""
        self._told = time.monotonic()
        with suppress(OSError):
            written = self._path.with_suffix(f".{secrets.token_hex(4)}")
            with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(orjson.dumps(tuple(self._far)))
            written.replace(self._path)


def far(path: Path) -> Far | None:
    """How far the work on a file is; None where nobody works on it any more."""
    try:
        if time.time() - path.stat().st_mtime > SILENCE:
            return None
        return Far(*orjson.loads(path.read_bytes()))
    except (FileNotFoundError, ValueError):
        return None


def begin(app: Flask, progress: Path, work: Callable[[Progress], None]) -> None:
    """Have a thread do some work, inside an application context of its own; it is stopped with the server."""
    told = Progress(progress)
    told.beat()
    moment = clock.set_moment()
    threading.Thread(target=_done, args=(app, told, progress, work, moment), daemon=True).start()


def _done(app: Flask, told: Progress, path: Path, work: Callable[[Progress], None], moment: Any) -> None:
    over = threading.Event()
    threading.Thread(target=_keep_beating, args=(told, over), daemon=True).start()
    try:
        with ONE_AT_A_TIME, clock.set_to(moment) if moment else nullcontext(), app.app_context():
            try:
                work(told)
            finally:
                db.session.remove()
    except Exception:
        app.logger.exception("the work on a file failed")
    finally:
        over.set()
        path.unlink(missing_ok=True)


def _keep_beating(told: Progress, over: threading.Event) -> None:
    while not over.wait(SILENCE / 5):
        told.beat()


def watched(sheets: Sequence[Sheet], told: Progress | None, words: str, total: int) -> list[Sheet]:
    """Sheets that tell how far they were read, as the next part of the work; as they are where nobody listens."""
    if told is None:
        return list(sheets)
    told.start(words, total)
    return [sheet._replace(rows=_telling(sheet, told)) for sheet in sheets]


def _telling(sheet: Sheet, told: Progress) -> Callable[[], Rows]:
    def rows() -> Rows:
        for number, row in sheet.rows():
            if number % ROWS_BETWEEN == 0:
                told.read(ROWS_BETWEEN)
            yield number, row

    return rows
