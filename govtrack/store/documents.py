"""Documents as rows: the appendices of decisions and the texts of agreements, and every question asked of them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.store.collaborations import Agreement
from govtrack.store.db import Base, db
from govtrack.store.decisions import Decision
from govtrack.store.events import Recorded


class Document(Recorded, Base):
    """A file kept in the data folder, or a link, that belongs to a decision or to an agreement.

    Its bytes go when it is taken back.
    """

    __tablename__ = "documents"
    __table_args__ = (CheckConstraint("(decision_id IS NULL) <> (agreement_id IS NULL)", name="belongs_to_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"), index=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    """What it is: “Appendix A: business case”. Empty where its name says enough."""
    name: Mapped[str] = mapped_column(String(200))
    """What the file is called, or what the link leads to."""
    kind: Mapped[str] = mapped_column(String(10))
    """A file's ending, or `link`."""
    link: Mapped[str] = mapped_column(Text, default="")
    size: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")
    """The SHA-256 of a file: what is given out must be what was added."""
    kept_as: Mapped[str] = mapped_column(String(64), default="")
    """Its random name in the data folder; empty for a link, and for a file that only its digest is known of."""
    added: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))
    taken_back: Mapped[date | None] = mapped_column()
    taken_back_by: Mapped[str] = mapped_column(String(255), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    decision: Mapped[Decision | None] = relationship()
    agreement: Mapped[Agreement | None] = relationship()

    @property
    def called(self) -> str:
        """What a page calls it: its title, else its name."""
        return self.title or self.name


def document_at(number: int) -> Document | None:
    """A document by its number."""
    return db.session.get(Document, number)


def appendices_of(decision_id: int) -> Sequence[Document]:
    """The documents of a decision in the order they were added, what was taken back too."""
    return db.session.scalars(select(Document).where(Document.decision_id == decision_id).order_by(Document.id)).all()


def documents_of(agreement_ids: Sequence[int]) -> dict[int, list[Document]]:
    """The documents of some agreements in the order they were added, what was taken back too, by agreement."""
    found: dict[int, list[Document]] = {number: [] for number in agreement_ids}
    query = select(Document).where(Document.agreement_id.in_(agreement_ids)).order_by(Document.id)
    for one in db.session.scalars(query):
        found[one.agreement_id or 0].append(one)
    return found


def document_files() -> Sequence[Document]:
    """All documents that are kept as a file, oldest first."""
    return db.session.scalars(
        select(Document).where(Document.kept_as != "", Document.taken_back.is_(None)).order_by(Document.id)
    ).all()
