"""The verbs of evidence: keep a file or a link beside a benefit, give it out only whole, take it back with a reason."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from govtrack.analytics.kinds import Kind
from govtrack.domain.ledger import reason_given
from govtrack.domain.refusals import Changed, Refused
from govtrack.papers import evidence as papers
from govtrack.papers.unusable import Unusable
from govtrack.store import claims, clock
from govtrack.store.claims import Evidence
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.ledger import Figure

FOLDER = "evidence"
LONGEST_NAME = 200
LONGEST_LINK = 2000
MOST = 50
"""Pieces of evidence that one figure may have."""
LINK = "link"
BLOCK = 1 << 20
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def add_file(figure: Figure, sent: IO[bytes], *, name: str, folder: Path, most: int, by: Any) -> Evidence:
    """Keep a file beside a benefit, under a random name in the data folder, for its owner alone.

    Refused with a sentence for everything that is not a plain document of at most `most` bytes.
    """
    _refuse(figure)
    size = sent.seek(0, os.SEEK_END)
    if size > most:
        raise Refused(
            f"The file has {_megabytes(size)}; at most {_megabytes(most)} can be kept. Give a link instead, or the "
            "pages that matter.",
            field="file",
        )
    try:
        ending = papers.examined(sent, name)
    except Unusable as fault:
        raise Refused(fault.sentence, field="file") from None
    digest = _digest(sent)
    if any(one.digest == digest and one.taken_back is None for one in claims.evidence_of(figure.figure)):
        raise Refused("This very file is there already.", field="file")
    kept_as = secrets.token_hex(24)
    _write(folder / FOLDER / kept_as, sent)
    try:
        return _add(figure, by=by, name=plain(name), kind=ending, size=size, digest=digest, kept_as=kept_as)
    except BaseException:
        (folder / FOLDER / kept_as).unlink(missing_ok=True)
        raise


def add_link(figure: Figure, link: str, *, name: str, by: Any) -> Evidence:
    """Keep an address beside a benefit."""
    _refuse(figure)
    link = link.strip()
    parts = _split(link)
    if parts is None or len(link) > LONGEST_LINK:
        raise Refused("Write a whole address that begins with https:// or http://.", field="link")
    name = " ".join(name.split()) or parts
    if len(name) > LONGEST_NAME:
        raise Refused(f"At most {LONGEST_NAME} characters; this has {len(name):,}.", field="name")
    return _add(figure, by=by, name=name, kind=LINK, link=link)


def keep(
    figure: Figure,
    *,
    name: str,
    kind: str,
    link: str,
    size: int,
    digest: str,
    added: date | None = None,
    taken_back: date | None = None,
    reason: str = "",
    by: Any,
) -> Evidence:
    """Take in what a file of the register says of evidence: a link, or a file of which only the digest comes along."""
    if kind == LINK:
        row = add_link(figure, link, name=name, by=by)
    else:
        if kind not in papers.MIME:
            raise Refused("The kind is link, or a file's ending.", field="kind")
        if not DIGEST.match(digest):
            raise Refused("The digest of a file is its SHA-256: 64 letters and figures.", field="digest")
        _refuse(figure)
        row = _add(figure, by=by, name=plain(name), kind=kind, size=size, digest=digest)
    if taken_back is not None:
        take_back(row, reason=reason, by=by)
    with deed("gave evidence", by=by):
        row.added, row.taken_back = added or row.added, taken_back
    return row


def _split(link: str) -> str | None:
    """The host of an address that may be kept; None for any other."""
    if not link.isprintable() or " " in link:
        return None
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in {"http", "https"} and not parts.username else None


def _refuse(figure: Figure) -> None:
    if figure.kind != Kind.BENEFIT:
        raise Refused("Evidence is kept of benefits.")
    if len(claims.evidence_of(figure.figure)) >= MOST:
        raise Refused(f"At most {MOST} pieces of evidence are kept of one figure.")


def _add(figure: Figure, *, by: Any, **answers: Any) -> Evidence:
    with deed("gave evidence", by=by):
        row = Evidence(
            figure=figure.figure,
            collaboration_id=figure.collaboration_id,
            added=clock.today(),
            person=str(getattr(by, "email", by)),
            **answers,
        )
        db.session.add(row)
    return row


def take_back(row: Evidence, *, reason: str, seen: int | None = None, by: Any) -> None:
    """Take a piece of evidence back. Its name, digest and the reason stay; the caller lets its bytes go afterwards."""
    if row.taken_back is not None or (seen is not None and seen != row.version):
        raise Changed(row)
    reason = reason_given(reason)
    with deed("took evidence back", by=by, reason=reason):
        row.taken_back, row.reason = clock.today(), reason
        row.taken_back_by = str(getattr(by, "email", by))


def let_go(row: Evidence, folder: Path) -> None:
    """Let go of the bytes of what was taken back."""
    if row.kept_as and row.taken_back is not None:
        (folder / FOLDER / row.kept_as).unlink(missing_ok=True)


def whole(row: Evidence, folder: Path) -> bytes | None:
    """The bytes of a file, when they are those that were added; None when they are gone or have been changed."""
    try:
        content = (folder / FOLDER / row.kept_as).read_bytes() if row.kept_as else b""
    except OSError:
        return None
    return content if content and hashlib.sha256(content).hexdigest() == row.digest else None


def faults(folder: Path) -> Iterator[str]:
    """Every kept file that is gone, or is not what was added, in a sentence."""
    for row in claims.files():
        if whole(row, folder) is None:
            yield f"Evidence {row.id} ({row.name}) is gone from the data folder, or is not the file that was added."


def plain(name: str) -> str:
    """What a file is called, without its folders and without letters that cannot be shown; it never is a path."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(letter if letter.isprintable() else "·" for letter in last)
    return shown if len(shown) <= LONGEST_NAME else f"{shown[:120]}…{shown[-60:]}"


def _digest(sent: IO[bytes]) -> str:
    digest = hashlib.sha256()
    sent.seek(0)
    while block := sent.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _write(path: Path, sent: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sent.seek(0)
    with os.fdopen(os.open(path, NEW, 0o600), "wb") as file:
        while block := sent.read(BLOCK):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.1f} MB"
