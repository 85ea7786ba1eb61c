"""Files kept in the data folder: looked through, under a random name, for their owner alone, given out only whole."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from govtrack.domain.refusals import Refused
from govtrack.papers import evidence as papers
from govtrack.papers.unusable import Unusable

FOLDER = "evidence"
"""Of the data folder: everything that was kept as a file, whatever it belongs to."""
LONGEST_NAME = 200
LONGEST_LINK = 2000
LINK = "link"
"""The kind of what is kept as an address; every other kind is a file's ending."""
BLOCK = 1 << 20
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class Kept(NamedTuple):
    """A file as its record has it: name, ending, bytes, SHA-256, and its random name in the data folder."""

    name: str
    kind: str
    size: int
    digest: str
    kept_as: str = ""


@contextmanager
def keeping(sent: IO[bytes], *, name: str, folder: Path, most: int, but: set[str]) -> Iterator[Kept]:
    """Keep a file of at most `most` bytes while its record is made; what fails inside takes the file away again.

    `but` are the digests of what is there already. Refused with a sentence for all that is not a plain document.
    """
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
    if digest in but:
        raise Refused("This very file is there already.", field="file")
    kept_as = secrets.token_hex(24)
    path = folder / FOLDER / kept_as
    _write(path, sent)
    try:
        yield Kept(plain(name), ending, size, digest, kept_as)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def known(name: str, kind: str, size: int, digest: str) -> Kept:
    """A file of which only the name and the digest come along, as a file of the register tells them."""
    if kind not in papers.MIME:
        raise Refused("The kind is link, or a file's ending.", field="kind")
    if not DIGEST.match(digest):
        raise Refused("The digest of a file is its SHA-256: 64 letters and figures.", field="digest")
    return Kept(plain(name), kind, size, digest)


def address(link: str, name: str) -> tuple[str, str]:
    """A link that may be kept, and what it leads to: its host, where nothing else was said."""
    link = link.strip()
    host = _host(link)
    if host is None or len(link) > LONGEST_LINK:
        raise Refused("Write a whole address that begins with https:// or http://.", field="link")
    name = " ".join(name.split()) or host
    if len(name) > LONGEST_NAME:
        raise Refused(f"At most {LONGEST_NAME} characters; this has {len(name):,}.", field="name")
    return link, name


def _host(link: str) -> str | None:
    """The host of an address that may be kept; None for any other."""
    if not link.isprintable() or " " in link:
        return None
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in {"http", "https"} and not parts.username else None


def whole(kept_as: str, digest: str, folder: Path) -> bytes | None:
    """The bytes of a file, when they are those that were added; None when they are gone or have been changed."""
    try:
        content = (folder / FOLDER / kept_as).read_bytes() if kept_as else b""
    except OSError:
        return None
    return content if content and hashlib.sha256(content).hexdigest() == digest else None


def let_go(kept_as: str, folder: Path) -> None:
    """Let go of the bytes of what was taken back."""
    if kept_as:
        (folder / FOLDER / kept_as).unlink(missing_ok=True)


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
