"""The index of words: what can be found, under which words, and the one way both databases are asked for it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    String,
    UniqueConstraint,
    cast,
    column,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Mapped, mapped_column

from govtrack.analytics.searching import Asked, Term, words_in
from govtrack.store.db import Base, db, is_sqlite

MOST_WORDS = 16_000
"""How many words of one record are found: PostgreSQL knows the place of no more."""
BATCH = 500


class Findable(Base):
    """A record that can be found, by its kind and number. Its words stand in `findable_words` under this `id`."""

    __tablename__ = "findables"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
    day: Mapped[str] = mapped_column(String(10))
    """What it is dated by, as far as that is known; empty where it is not."""
    body_id: Mapped[int | None] = mapped_column()
    """Whose it is: who decided, whose figure it is, the organisation itself."""
    digest: Mapped[str] = mapped_column(String(64))
    """The SHA-256 of its words, so that what has not changed is not written again."""


INDEX = table("findable_words", column("rowid"), column("name"), column("words"))
"""An FTS5 table on SQLite (name, words); on PostgreSQL a tsvector with a GIN index, names weighted A.

Both hold the words as `analytics.searching` compares them and know no language: a reference, a name or a Welsh word
is found as it is written, and both databases find the same.
"""


class Words(NamedTuple):
    """Under which words a record is found: its name, and its texts in the order they are read."""

    name: str
    texts: Sequence[str]
    day: str = ""
    body_id: int | None = None

    def in_order(self) -> tuple[list[str], list[str]]:
        """The words of its name and of its texts, as they are compared."""
        name = words_in(self.name)
        return name, [word for one in self.texts for word in words_in(one)][: MOST_WORDS - len(name)]


def beside_the_tables() -> tuple[str, ...]:
    """What the migrations make beside the tables the program knows: the index and what SQLite keeps it in."""
    shadows = ("data", "idx", "content", "docsize", "config")
    return (INDEX.name, *(f"{INDEX.name}_{one}" for one in shadows))


def matching(kinds: Sequence[str], asked: Asked, *, named: bool = False) -> Select[Any]:
    """The numbers of what holds all that was asked for; where `named`, in its name."""
    kind = func.coalesce(Findable.kind, "")  # not by the index of kinds: SQLite would ask the words of each record
    query = select(Findable.id).join_from(INDEX, Findable, INDEX.c.rowid == Findable.id)
    return query.where(kind.in_(kinds), holds(asked, named=named))


def holds(asked: Asked, *, named: bool = False) -> ColumnElement[bool]:
    """Whether a row of the index holds all that was asked for, which is something."""
    if is_sqlite():
        said = " AND ".join(_for_sqlite(term) for term in asked.terms)
        return literal_column(INDEX.name).op("MATCH")(literal(f"{{name}} : ({said})" if named else said))
    said = " & ".join(_for_postgresql(term, "A" if named else "") for term in asked.terms)
    return INDEX.c.words.op("@@")(cast(literal(said), TSQUERY))


def _for_sqlite(term: Term) -> str:
    forms = (f'"{" ".join(form)}"' + (" *" if term.begins else "") for form in term.forms)
    return f"({' OR '.join(forms)})"


def _for_postgresql(term: Term, weight: str) -> str:
    forms = (
        " <-> ".join(
            f"'{word}':{'*' if term.begins and at == len(form) else ''}{weight}" for at, word in enumerate(form, 1)
        )
        for form in term.forms
    )
    return f"({' | '.join(f'({one})' for one in forms)})"


def keep(kind: str, found: Iterable[tuple[int, Words]]) -> None:
    """Put records into the index, or put them there anew, in the transaction that is open."""
    connection = db.session.connection()
    found = list(found)
    known: dict[int, Any] = {}
    for numbers in _batches([number for number, _ in found]):
        there = select(Findable).where(Findable.kind == kind, Findable.subject_id.in_(numbers))
        known.update({row.subject_id: row for row in connection.execute(there)})
    following = (connection.scalar(select(func.max(Findable.id))) or 0) + 1
    entries: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for number, one in found:
        name, others = one.in_order()
        said = {"day": one.day, "body_id": one.body_id, "digest": digest_of(name, others)}
        earlier = known.get(number)
        if earlier is not None and said == {key: getattr(earlier, key) for key in said}:
            continue
        entry = earlier.id if earlier is not None else following
        following += earlier is None
        entries.append({"id": entry, "kind": kind, "subject_id": number, **said})
        words.append(_as_kept(entry, name, others))
    if entries:
        _let_go([entry["id"] for entry in entries])
        connection.execute(insert(Findable), entries)
        connection.execute(_WRITE_SQLITE if is_sqlite() else _WRITE_POSTGRESQL, words)


_WRITE_SQLITE = text("INSERT INTO findable_words (rowid, name, words) VALUES (:rowid, :name, :words)")
_WRITE_POSTGRESQL = text("INSERT INTO findable_words (rowid, words) VALUES (:rowid, CAST(:words AS tsvector))")


def digest_of(name: Sequence[str], words: Sequence[str]) -> str:
    """What tells one record's words from another's."""
    return hashlib.sha256(f"{' '.join(name)}\n{' '.join(words)}".encode()).hexdigest()


def _as_kept(row_id: int, name: Sequence[str], words: Sequence[str]) -> dict[str, Any]:
    if is_sqlite():
        return {"rowid": row_id, "name": " ".join(name), "words": " ".join(words)}
    named = [f"'{word}':{place}A" for place, word in enumerate(name, 1)]
    others = [f"'{word}':{place}" for place, word in enumerate(words, len(name) + 2)]
    return {"rowid": row_id, "words": " ".join([*named, *others])}


def drop(kind: str, numbers: Sequence[int]) -> None:
    """Take records out of the index."""
    for some in _batches(numbers):
        query = select(Findable.id).where(Findable.kind == kind, Findable.subject_id.in_(some))
        _let_go(db.session.connection().scalars(query).all())


def kept(kind: str, numbers: Sequence[int]) -> dict[int, tuple[str, str, int | None]]:
    """Under which words (by their digest), day and body some records of a kind stand in the index."""
    query = select(Findable.subject_id, Findable.digest, Findable.day, Findable.body_id)
    rows = db.session.execute(query.where(Findable.kind == kind, Findable.subject_id.in_(numbers)))
    return {number: (digest, day, body_id) for number, digest, day, body_id in rows}


def numbers_of(kind: str) -> Sequence[int]:
    """The numbers of all records of a kind that stand in the index."""
    return db.session.scalars(select(Findable.subject_id).where(Findable.kind == kind).order_by(Findable.id)).all()


def gaps() -> Iterator[str]:
    """Where the list of records and the words kept for them do not fit each other, each a sentence."""
    lost = select(Findable.id).outerjoin(INDEX, INDEX.c.rowid == Findable.id).where(INDEX.c.rowid.is_(None))
    for number in db.session.scalars(lost):
        yield f"No words are kept for entry {number} of the index."
    loose = select(INDEX.c.rowid).outerjoin(Findable, INDEX.c.rowid == Findable.id).where(Findable.id.is_(None))
    for number in db.session.scalars(loose):
        yield f"The index keeps words for entry {number}, which is none."
    if is_sqlite():
        try:
            db.session.execute(text("INSERT INTO findable_words (findable_words) VALUES ('integrity-check')"))
        except DatabaseError:
            yield "SQLite says of the index that it is damaged."


def empty() -> None:
    """Take everything out of the index."""
    connection = db.session.connection()
    connection.execute(delete(INDEX))
    connection.execute(delete(Findable))


def _let_go(ids: Sequence[int]) -> None:
    connection = db.session.connection()
    for some in _batches(ids):
        connection.execute(delete(INDEX).where(INDEX.c.rowid.in_(some)))
        connection.execute(delete(Findable).where(Findable.id.in_(some)))


def _batches(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH))
