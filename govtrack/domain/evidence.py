"""The verbs of evidence: keep a file or a link beside a benefit, give it out only whole, take it back with a reason."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from govtrack.analytics.kinds import Kind
from govtrack.domain import keptfiles
from govtrack.domain.keptfiles import LINK
from govtrack.domain.ledger import reason_given
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import claims, clock
from govtrack.store.claims import Evidence
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.ledger import Figure

MOST = 50
"""Pieces of evidence that one figure may have."""


def add_file(figure: Figure, sent: IO[bytes], *, name: str, folder: Path, most: int, by: Any) -> Evidence:
    """Keep a file beside a benefit, under a random name in the data folder, for its owner alone.

    Refused with a sentence for everything that is not a plain document of at most `most` bytes.
    """
    _refuse(figure)
    there = {one.digest for one in claims.evidence_of(figure.figure) if one.taken_back is None}
    with keptfiles.keeping(sent, name=name, folder=folder, most=most, but=there) as kept:
        return _add(figure, by=by, **kept._asdict())


def add_link(figure: Figure, link: str, *, name: str, by: Any) -> Evidence:
    """Keep an address beside a benefit."""
    _refuse(figure)
    link, name = keptfiles.address(link, name)
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
        kept = keptfiles.known(name, kind, size, digest)
        _refuse(figure)
        row = _add(figure, by=by, **kept._asdict())
    if taken_back is not None:
        take_back(row, reason=reason, by=by)
    with deed("gave evidence", by=by):
        row.added, row.taken_back = added or row.added, taken_back
    return row


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
    if row.taken_back is not None:
        keptfiles.let_go(row.kept_as, folder)


def whole(row: Evidence, folder: Path) -> bytes | None:
    """The bytes of a file, when they are those that were added; None when they are gone or have been changed."""
    return keptfiles.whole(row.kept_as, row.digest, folder)


def faults(folder: Path) -> Iterator[str]:
    """Every kept file that is gone, or is not what was added, in a sentence."""
    for row in claims.files():
        if whole(row, folder) is None:
            yield f"Evidence {row.id} ({row.name}) is gone from the data folder, or is not the file that was added."
