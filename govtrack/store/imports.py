"""Imports as rows: each is one batch with a name, what it added, and whether it was taken back as a whole."""

from collections.abc import Sequence
from typing import NamedTuple

import orjson
from sqlalchemy import BigInteger, ForeignKey, Index, Select, String, Text, func, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from govtrack.store.db import Base, db
from govtrack.store.events import Event, Recorded, Span
from govtrack.store.ledger import Line


class ImportBatch(Recorded, Base):
    """One import: the events from first to last are all that it did."""

    __tablename__ = "import_batches"
    __table_args__ = (
        Index("ix_import_batches_person", "person_id", "id"),
        Index("ix_import_batches_last_event", "last_event"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    file: Mapped[str] = mapped_column(String(255))
    sheets: Mapped[str] = mapped_column(Text)
    """JSON: of each sheet its name, its file, how many rows were new and how many were there already."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    person: Mapped[str] = mapped_column(String(255))
    at: Mapped[str] = mapped_column(String(32))
    day: Mapped[int] = mapped_column()
    first_event: Mapped[int] = mapped_column(BigInteger)
    last_event: Mapped[int] = mapped_column(BigInteger)
    undone_at: Mapped[str] = mapped_column(String(32), default="")
    undone_by: Mapped[str] = mapped_column(String(255), default="")
    undone_why: Mapped[str] = mapped_column(Text, default="")

    @property
    def span(self) -> Span:
        return Span(self.first_event, self.last_event)

    @property
    def counts(self) -> list["Added"]:
        """What it added, sheet by sheet."""
        return [Added(*one) for one in orjson.loads(self.sheets)]

    @property
    def new(self) -> int:
        """How many rows were new."""
        return sum(one.new for one in self.counts)


class Added(NamedTuple):
    """Of one sheet: how many rows were new, and how many were there already."""

    sheet: str
    file: str
    new: int
    there: int


class Part(NamedTuple):
    """Of a batch's figures, those of one partner (None: joint) in one collaboration."""

    collaboration_id: int
    partner_id: int | None


def import_at(number: int) -> ImportBatch | None:
    """An import by its number."""
    return db.session.get(ImportBatch, number)


def imports_listed(person_id: int | None) -> Select[ImportBatch]:
    """The imports of a person (None: of everybody), the latest first; a query, so that a page asks for one screen."""
    query = select(ImportBatch).order_by(ImportBatch.id.desc())
    return query if person_id is None else query.where(ImportBatch.person_id == person_id)


def figures_by_part(batch_ids: Sequence[int]) -> list[tuple[Part, int, int]]:
    """Whose figures some batches of the ledger hold, how many they entered, and how many of those still stand."""
    later = aliased(Line)
    query = (
        select(Line.collaboration_id, Line.partner_id, func.count(), func.count() - func.count(later.id))
        .outerjoin(later, later.reverses == Line.id)
        .where(Line.batch_id.in_(batch_ids), Line.sign == 1)
        .group_by(Line.collaboration_id, Line.partner_id)
        .order_by(Line.collaboration_id, Line.partner_id)
    )
    return [
        (Part(together, partner), entered, stand) for together, partner, entered, stand in db.session.execute(query)
    ]


def import_holding(event: int) -> ImportBatch | None:
    """The import that an event is a part of; None where it is of something else."""
    query = select(ImportBatch).where(ImportBatch.last_event >= event).order_by(ImportBatch.last_event).limit(1)
    found = db.session.scalar(query)
    return found if found is not None and found.first_event <= event else None


def import_of(record: str, record_id: int) -> ImportBatch | None:
    """The import that brought a record in; None where it was written here."""
    first = select(func.min(Event.number)).where(Event.record == record, Event.record_id == record_id)
    number = db.session.scalar(first)
    return import_holding(number) if number else None


def ledger_batches_in(span: Span) -> list[int]:
    """The batches of the ledger that were entered within some events, in their order."""
    query = (
        select(Event.record_id)
        .where(Event.number.between(*span), Event.record == "ledger_batches", Event.before == "")
        .order_by(Event.number)
    )
    return list(db.session.scalars(query))


def parts_of(batch_ids: Sequence[int]) -> set[Part]:
    """Whose figures some batches of the ledger hold."""
    query = select(Line.collaboration_id, Line.partner_id).where(Line.batch_id.in_(batch_ids)).distinct()
    return {Part(*row) for row in db.session.execute(query)}
