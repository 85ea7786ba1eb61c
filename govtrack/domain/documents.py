"""The verbs of documents: keep an appendix of a decision or the text of an agreement, take it back with a reason."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

from govtrack.domain import keptfiles
from govtrack.domain.keptfiles import LINK, LONGEST_NAME
from govtrack.domain.ledger import reason_given
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import clock, documents
from govtrack.store.collaborations import Agreement
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.documents import Document
from govtrack.store.events import deed

MOST = 100
"""Documents that one decision or one agreement may have."""

Owner = Decision | Agreement


def there(owner: Owner) -> Sequence[Document]:
    """The documents of a decision or an agreement, oldest first, what was taken back too."""
    if isinstance(owner, Decision):
        return documents.appendices_of(owner.id)
    return documents.documents_of([owner.id])[owner.id]


def add_file(
    owner: Owner, sent: IO[bytes], *, name: str, title: str = "", folder: Path, most: int, by: Any
) -> Document:
    """Keep a file with a decision or an agreement; Refused for all but a plain document of at most `most` bytes."""
    _refuse(owner, title)
    but = {one.digest for one in there(owner) if one.taken_back is None}
    with keptfiles.keeping(sent, name=name, folder=folder, most=most, but=but) as kept:
        return _add(owner, by=by, title=title, **kept._asdict())


def add_link(owner: Owner, link: str, *, name: str = "", title: str = "", by: Any) -> Document:
    """Keep an address with a decision or an agreement."""
    _refuse(owner, title)
    link, name = keptfiles.address(link, name or title)
    return _add(owner, by=by, title="" if name == title else title, name=name, kind=LINK, link=link)


def keep(
    owner: Owner,
    *,
    title: str,
    name: str,
    kind: str,
    link: str,
    size: int,
    digest: str,
    added: date | None = None,
    taken_back: date | None = None,
    reason: str = "",
    by: Any,
) -> Document:
    """Take in what a file of the register says of a document: a link, or a file of which only the digest comes."""
    if kind == LINK:
        row = add_link(owner, link, name=name, title=title, by=by)
    else:
        kept = keptfiles.known(name, kind, size, digest)
        _refuse(owner, title)
        row = _add(owner, by=by, title=title, **kept._asdict())
    if taken_back is not None:
        take_back(row, reason=reason, by=by)
    with deed("added a document", by=by):
        row.added, row.taken_back = added or row.added, taken_back
    return row


def _refuse(owner: Owner, title: str) -> None:
    if len(title) > LONGEST_NAME:
        raise Refused(f"At most {LONGEST_NAME} characters; this has {len(title):,}.", field="title")
    if len(there(owner)) >= MOST:
        raise Refused(f"At most {MOST} documents are kept with one record.")


def _add(owner: Owner, *, title: str, by: Any, **answers: Any) -> Document:
    whose = "decision_id" if isinstance(owner, Decision) else "agreement_id"
    with deed("added a document", by=by):
        row = Document(
            **{whose: owner.id},
            title=" ".join(title.split()),
            added=clock.today(),
            person=str(getattr(by, "email", by)),
            **answers,
        )
        db.session.add(row)
    return row


def take_back(row: Document, *, reason: str, seen: int | None = None, by: Any) -> None:
    """Take a document back. Its name, digest and the reason stay; the caller lets its bytes go afterwards."""
    if row.taken_back is not None or (seen is not None and seen != row.version):
        raise Changed(row)
    reason = reason_given(reason)
    with deed("took a document back", by=by, reason=reason):
        row.taken_back, row.reason = clock.today(), reason
        row.taken_back_by = str(getattr(by, "email", by))


def let_go(row: Document, folder: Path) -> None:
    """Let go of the bytes of what was taken back."""
    if row.taken_back is not None:
        keptfiles.let_go(row.kept_as, folder)


def whole(row: Document, folder: Path) -> bytes | None:
    """The bytes of a file, when they are those that were added; None when they are gone or have been changed."""
    return keptfiles.whole(row.kept_as, row.digest, folder)


def faults(folder: Path) -> Iterator[str]:
    """Every kept file that is gone, or is not what was added, in a sentence."""
    for row in documents.document_files():
        if whole(row, folder) is None:
            yield f"Document {row.id} ({row.name}) is gone from the data folder, or is not the file that was added."
