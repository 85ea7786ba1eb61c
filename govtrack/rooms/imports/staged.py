"""Files that wait to be confirmed: kept under a random name for a day, for whoever sent them and nobody else."""

import os
import re
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PureWindowsPath
from typing import IO, NamedTuple

import orjson
from flask import abort

from govtrack.domain.formats import BY_NAME
from govtrack.domain.taking import Count
from govtrack.papers import books
from govtrack.papers.rows import Sheet

DAY = 24 * 3600
LONGEST_NAME = 100
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
AGAIN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Staged(NamedTuple):
    """A file that was sent: its token, whose it is, what they call it, and which sheet they say it holds."""

    folder: Path
    token: str
    person: int
    name: str
    sheet: str = ""
    done: tuple[Count, ...] | None = None
    """What was made of its rows; None while it waits."""

    @property
    def path(self) -> Path:
        """Where its bytes are."""
        return self.folder / f"{self.token}.file"

    @property
    def about(self) -> Path:
        """Where the rest is."""
        return self.folder / f"{self.token}.json"

    def sheets(self) -> list[Sheet]:
        """What is in it; Unusable where it is neither a CSV file nor a workbook."""
        found = books.opened(self.path, file=self.name)
        if self.sheet and len(found) == 1:
            return [found[0]._replace(name=self.sheet)]
        return found

    def drop(self) -> None:
        """Let go of it."""
        self.path.unlink(missing_ok=True)
        self.about.unlink(missing_ok=True)

    def finish(self, counts: Sequence[Count]) -> None:
        """Let go of its bytes, and remember what was made of them; a full disk does not undo what was."""
        finished = self._replace(done=tuple(counts))
        with suppress(OSError):
            written = finished.about.with_suffix(".new")
            with os.fdopen(os.open(written, AGAIN, 0o600), "wb") as file:
                file.write(_words(finished))
            written.replace(finished.about)
            self.path.unlink(missing_ok=True)


def keep(folder: Path, sent: IO[bytes], *, name: str, sheet: str, person: int) -> Staged:
    """Keep what was sent until it is confirmed; files that have waited for more than a day are cleared away."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear(folder, before=time.time() - DAY)
    staged = Staged(folder, secrets.token_urlsafe(32), person, plain(name), sheet if sheet in BY_NAME else "")
    try:
        with os.fdopen(os.open(staged.path, NEW, 0o600), "wb") as file:
            while block := sent.read(1 << 20):
                file.write(block)
        with os.fdopen(os.open(staged.about, NEW, 0o600), "wb") as file:
            file.write(_words(staged))
    except BaseException:
        staged.drop()
        raise
    return staged


def plain(name: str) -> str:
    """What a file is called, without its folders and without letters that cannot be shown; it never is a path.

    >>> plain("C:\\\\papers\\\\Ledger 2023.csv"), plain("../../etc/passwd"), plain("a\\0b.csv")
    ('Ledger 2023.csv', 'passwd', 'a·b.csv')
    """
    last = PureWindowsPath(name).name
    shown = "".join(letter if letter.isprintable() else "·" for letter in last)
    return shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME // 2]}…{shown[-LONGEST_NAME // 2 :]}"


def staged_or_404(folder: Path, token: str, *, person: int) -> Staged:
    """The file of an address; 404 where there is none, or it is somebody else's, or it was cleared away."""
    if not TOKEN.match(token):
        abort(404)
    try:
        kept = orjson.loads((folder / f"{token}.json").read_bytes())
    except FileNotFoundError:
        abort(404)
    done = kept["done"]
    counts = None if done is None else tuple(Count(*one) for one in done)
    staged = Staged(folder, token, kept["person"], kept["name"], kept["sheet"], counts)
    if staged.person != person or (counts is None and not staged.path.exists()):
        abort(404)
    return staged


def clear(folder: Path, *, before: float) -> None:
    """Clear away what was put into the folder before a moment, in seconds since 1970."""
    for one in folder.iterdir():
        with suppress(FileNotFoundError):
            if one.is_file() and one.stat().st_mtime < before:
                one.unlink()


def _words(staged: Staged) -> bytes:
    done = None if staged.done is None else [tuple(one) for one in staged.done]
    return orjson.dumps({"person": staged.person, "name": staged.name, "sheet": staged.sheet, "done": done})
