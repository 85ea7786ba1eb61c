"""Files that are on their way in: kept under a random name, for whoever sent them and nobody else, until they are in.

Beside the bytes stands how they are to be read, how far they have come, and what was found in them.
"""

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PureWindowsPath
from typing import IO, Any

import orjson
from flask import abort

from govtrack.domain.formats import BY_NAME
from govtrack.domain.guide import Guide
from govtrack.domain.taking import Count
from govtrack.papers import books, csvs
from govtrack.papers.rows import Sheet

HOUR = 3600
DAY = 24 * HOUR
LONGEST_NAME = 100
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
AGAIN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC

NEW_HERE, LOOKING, COLUMNS, NAMES, PROBLEMS, PREVIEW = "new", "looking", "columns", "names", "problems", "preview"
NOTHING, UNUSABLE, WRITING, DONE = "nothing", "unusable", "writing", "done"
WAITING = {NEW_HERE, LOOKING, COLUMNS, NAMES, PROBLEMS, PREVIEW, WRITING}
"""The states of a file that somebody still has to do something about."""


@dataclass(frozen=True)
class Staged:
    """A file that was sent: its token, whose it is, what they call it, how it is read and how far it has come."""

    folder: Path
    token: str
    person: int
    name: str
    sheet: str = ""
    state: str = NEW_HERE
    guide: Guide = field(default_factory=Guide)
    found: Mapping[str, Any] = field(default_factory=dict)
    """What was found in it, as its state shows it."""
    asked: Sequence[Mapping[str, Any]] = ()
    """The names in it that meant nothing and were asked about."""
    parts: Sequence[tuple[str, int]] = ()
    """Of a workbook, its sheets: each with its name and how many rows it has."""
    key: str = ""
    """The key of the form that had it written."""
    done: tuple[Count, ...] | None = None
    """What was made of its rows; None while it waits."""
    batch: int = 0
    """The number of the import that it became."""

    @property
    def path(self) -> Path:
        """Where its bytes are."""
        return self.folder / f"{self.token}.file"

    @property
    def about(self) -> Path:
        """Where the rest is."""
        return self.folder / f"{self.token}.json"

    @property
    def progress(self) -> Path:
        """Where whoever works on it tells how far they are."""
        return self.folder / f"{self.token}.progress"

    @property
    def workbook(self) -> bool:
        """Whether it is called a workbook."""
        return Path(self.name).suffix.casefold() in books.WORKBOOKS

    def sheets(self) -> list[Sheet]:
        """What is in it; Unusable where it is neither a CSV file nor a workbook."""
        if self.parts:
            return [_part(self, at, name) for at, (name, _) in enumerate(self.parts)]
        found = books.opened(self.path, file=self.name)
        if self.sheet and len(found) == 1:
            return [found[0]._replace(name=self.sheet, title=found[0].name)]
        return found

    def spread(self) -> "Staged":
        """Lay a workbook out, once and for all: read from its sheets in plain rows it is read many times as fast."""
        if self.parts or not self.workbook:
            return self
        parts = []
        for at, sheet in enumerate(self.sheets()):
            with os.fdopen(os.open(self._part_path(at), AGAIN, 0o600), "wb") as file:
                parts.append((sheet.title or sheet.name, csvs.write_plain(file, (row for _, row in sheet.rows()))))
        return self.keep(parts=tuple(parts))

    def _part_path(self, at: int) -> Path:
        return self.folder / f"{self.token}.{at}"

    def keep(self, **changes: Any) -> "Staged":
        """The file with something changed, and kept so."""
        changed = replace(self, **changes)
        written = changed.about.with_suffix(f".{secrets.token_hex(4)}")
        with os.fdopen(os.open(written, NEW, 0o600), "wb") as file:
            file.write(_words(changed))
        written.replace(changed.about)
        return changed

    def drop(self) -> None:
        """Let go of it."""
        _drop(self.folder, self.token)

    def empty(self) -> None:
        """Let go of its bytes."""
        for one in self.folder.glob(f"{self.token}.*"):
            if one != self.about:
                one.unlink(missing_ok=True)

    def finish(self, counts: Sequence[Count], *, batch: int = 0, left: Sequence[str] = ()) -> None:
        """Let go of its bytes, and remember what was made of them; a full disk does not undo what was.

        `left` says in sentences what was left out of it.
        """
        with suppress(OSError):
            said = {"left": list(left)}
            self.keep(state=DONE, done=tuple(counts), batch=batch, found=said, asked=(), guide=Guide())
            self.empty()


def _part(file: Staged, at: int, name: str) -> Sheet:
    path = file.folder / f"{file.token}.{at}"
    if len(file.parts) == 1 and file.sheet:
        return Sheet(file.sheet, file.name, lambda: csvs.read(path, file=file.name), title=name)
    return Sheet(name, file.name, lambda: csvs.read(path, file=file.name))


def keep(folder: Path, sent: IO[bytes], *, name: str, sheet: str, person: int, seconds: int = DAY) -> Staged:
    """Keep what was sent; files that nobody has gone on with for `seconds` are cleared away."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear_staged(folder, before=time.time() - seconds)
    staged = Staged(folder, secrets.token_urlsafe(32), person, plain(name), sheet if sheet in BY_NAME else "")
    try:
        with os.fdopen(os.open(staged.path, NEW, 0o600), "wb") as file:
            shutil.copyfileobj(sent, file, 1 << 20)
        return staged.keep()
    except BaseException:
        staged.drop()
        raise


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
    found = _read(folder, token) if TOKEN.match(token) else None
    if found is not None and found.state in WAITING and not found.path.exists():
        found = _read(folder, token)
        """It may have been finished between two looks; bytes that are gone while it waits were cleared away."""
        found = None if found is None or found.state in WAITING else found
    if found is None or found.person != person:
        abort(404)
    return found


def waiting_of(folder: Path, *, person: int) -> list[Staged]:
    """The files of a person that still wait for something, the latest first."""
    if not folder.exists():
        return []
    kept = sorted(folder.glob("*.json"), key=lambda one: -one.stat().st_mtime)
    found = [one for path in kept if (one := _read(folder, path.stem)) is not None]
    return [one for one in found if one.person == person and one.state in WAITING and one.path.exists()]


def clear_staged(folder: Path, *, before: float) -> None:
    """Clear away the files that nobody has gone on with since a moment, in seconds since 1970."""
    tokens = {one.name.partition(".")[0] for one in folder.iterdir()}
    for token in tokens:
        with suppress(FileNotFoundError):
            if max(one.stat().st_mtime for one in folder.glob(f"{token}.*")) < before:
                _drop(folder, token)


def clear(folder: Path, *, before: float) -> None:
    """Clear away what was put into a folder before a moment, in seconds since 1970."""
    for one in folder.iterdir():
        with suppress(FileNotFoundError):
            if one.is_file() and one.stat().st_mtime < before:
                one.unlink()


def _drop(folder: Path, token: str) -> None:
    for one in folder.glob(f"{token}.*"):
        one.unlink(missing_ok=True)


def _read(folder: Path, token: str) -> Staged | None:
    try:
        kept = orjson.loads((folder / f"{token}.json").read_bytes())
    except FileNotFoundError:
        return None
    done = kept.pop("done")
    counts = None if done is None else tuple(Count(*one) for one in done)
    guide = Guide.read(kept.pop("guide"))
    parts = tuple((name, rows) for name, rows in kept.pop("parts"))
    return Staged(folder, token, guide=guide, parts=parts, done=counts, **kept)


def _words(staged: Staged) -> bytes:
    done = None if staged.done is None else [tuple(one) for one in staged.done]
    kept = ("person", "name", "sheet", "state", "found", "asked", "key", "batch")
    words = {name: getattr(staged, name) for name in kept}
    parts = [list(one) for one in staged.parts]
    return orjson.dumps({**words, "guide": staged.guide.plain(), "parts": parts, "done": done}, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, Iterator, Sequence)):
        return list(value)
    raise TypeError(type(value))
