"""Publications: what the public was shown of a decision or an agreement, from when, and every question it may ask.

Public pages, feeds, data and search read nothing but the rows that stand here, and the public names of bodies and
collaborations: a word that was withheld was never written here.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Select, String, Text, UniqueConstraint, exists, func, select
from sqlalchemy.orm import Mapped, mapped_column

from govtrack.analytics.published import Notice, from_json
from govtrack.store.bodies import Organisation
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded

WORDS = 8
"""More words than this narrow nothing further, and cost time."""


class About(StrEnum):
    """What was published."""

    DECISION = "decision"
    AGREEMENT = "agreement"


class Publication(Recorded, Base):
    """What the public was shown from a day on. Only ever added; `standing` ends with the next one, or a taking down."""

    __tablename__ = "publications"
    __table_args__ = (
        Index("ix_publications_subject", "kind", "subject_id", "id"),
        Index("ix_publications_standing", "kind", "standing", "decided", "subject_id"),
        Index("ix_publications_body", "body_id", "standing"),
        Index("ix_publications_lately", "standing", "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column()
    """The number of the decision or agreement: its public address for good."""
    day: Mapped[date] = mapped_column()
    at: Mapped[str] = mapped_column(String(32))
    person: Mapped[str] = mapped_column(String(255))
    content: Mapped[str] = mapped_column(Text, default="")
    """A `Notice` as JSON: exactly what the public sees; empty where it was taken down."""
    digest: Mapped[str] = mapped_column(String(64), default="")
    standing: Mapped[bool] = mapped_column(default=True)
    """Whether the public reads it now."""
    taken_down: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = mapped_column(Text, default="")
    """Why it was taken down; for the office, never for the public."""
    reference: Mapped[str] = mapped_column(String(100), default="")
    title: Mapped[str] = mapped_column(String(300), default="")
    body_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    decided: Mapped[str] = mapped_column(String(10), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    """Its words in lower case, for searching."""

    @property
    def notice(self) -> Notice:
        """What the public sees."""
        return from_json(self.content)


class PublishedAbout(Base):
    """A collaboration that a publication names: what the content says, for asking by."""

    __tablename__ = "publication_collaborations"
    __table_args__ = (UniqueConstraint("publication_id", "collaboration_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"), index=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)


class PublishedAfter(Base):
    """A decision that a publication follows from: what the content says, for asking by."""

    __tablename__ = "publication_links"
    __table_args__ = (UniqueConstraint("publication_id", "decision_id", "how"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    how: Mapped[str] = mapped_column(String(20))


def standing(kind: About, subject_id: int) -> Publication | None:
    """What the public reads now of a decision or an agreement; None for nothing."""
    return db.session.scalar(
        select(Publication).where(
            Publication.kind == kind, Publication.subject_id == subject_id, Publication.standing.is_(True)
        )
    )


def standing_at(number: int) -> Publication | None:
    """A publication by its own number, while the public reads it."""
    found = db.session.get(Publication, number)
    return found if found is not None and found.standing else None


def standing_among(kind: About, subject_ids: Sequence[int]) -> dict[int, Publication]:
    """What the public reads now of some decisions or agreements, by their number."""
    query = select(Publication).where(
        Publication.kind == kind, Publication.subject_id.in_(subject_ids), Publication.standing.is_(True)
    )
    return {one.subject_id: one for one in db.session.scalars(query)}


def following(decision_id: int) -> Sequence[tuple[str, Publication]]:
    """What the public reads of later decisions that supersede, follow, implement or review one, oldest first."""
    query = (
        select(PublishedAfter.how, Publication)
        .join(Publication, Publication.id == PublishedAfter.publication_id)
        .where(PublishedAfter.decision_id == decision_id, Publication.standing.is_(True))
        .order_by(Publication.decided, Publication.id)
    )
    return [(how, one) for how, one in db.session.execute(query)]


def publications_of(kind: About, subject_id: int) -> Sequence[Publication]:
    """Everything that was published of a decision or an agreement, and taken down, oldest first."""
    return db.session.scalars(
        select(Publication)
        .where(Publication.kind == kind, Publication.subject_id == subject_id)
        .order_by(Publication.id)
    ).all()


def public(
    kind: About,
    *,
    body_ids: Sequence[int] = (),
    collaboration_id: int | None = None,
    year: str = "",
    words: str = "",
) -> Select[Publication]:
    """What the public may read of a kind, newest first, narrowed; a query, so that a page asks for one screen."""
    query = select(Publication).where(Publication.kind == kind, Publication.standing.is_(True))
    if body_ids:
        query = query.where(Publication.body_id.in_(body_ids))
    if collaboration_id is not None:
        naming = select(PublishedAbout.publication_id).where(PublishedAbout.collaboration_id == collaboration_id)
        query = query.where(Publication.id.in_(naming))
    if year:
        query = query.where(Publication.decided.startswith(year, autoescape=True))
    for word in words.split()[:WORDS]:
        query = query.where(Publication.text.contains(word.lower(), autoescape=True))
    return query.order_by(Publication.decided.desc(), Publication.subject_id.desc())


def public_years(kind: About) -> list[str]:
    """The years that what is public of a kind was decided in, latest first."""
    year = func.substr(Publication.decided, 1, 4)
    query = select(year).where(Publication.kind == kind, Publication.standing.is_(True), Publication.decided != "")
    return sorted(db.session.scalars(query.distinct()), reverse=True)


def public_bodies() -> Sequence[int]:
    """The bodies of which the public reads a decision."""
    read = exists().where(Publication.body_id == Organisation.id, Publication.standing.is_(True))
    return db.session.scalars(select(Organisation.id).where(read)).all()


def public_collaborations() -> Sequence[int]:
    """The collaborations that anything the public reads is about."""
    query = select(PublishedAbout.collaboration_id).join(Publication, Publication.id == PublishedAbout.publication_id)
    return db.session.scalars(query.where(Publication.standing.is_(True)).distinct()).all()


def put_out_lately(
    *, body_id: int | None = None, collaboration_id: int | None = None, most: int = 50
) -> Sequence[Publication]:
    """What the public reads of anything, or of a body or about a collaboration, what was published last first."""
    query = select(Publication).where(Publication.standing.is_(True))
    if body_id is not None:
        query = query.where(Publication.body_id == body_id)
    if collaboration_id is not None:
        naming = select(PublishedAbout.publication_id).where(PublishedAbout.collaboration_id == collaboration_id)
        query = query.where(Publication.id.in_(naming))
    return db.session.scalars(query.order_by(Publication.at.desc(), Publication.id.desc()).limit(most)).all()


def how_many(kind: About, *, body_id: int | None = None) -> int:
    """How many decisions or agreements the public reads, in all or of a body."""
    query = select(func.count()).select_from(Publication)
    query = query.where(Publication.kind == kind, Publication.standing.is_(True))
    if body_id is not None:
        query = query.where(Publication.body_id == body_id)
    return db.session.scalar(query) or 0


def edition() -> int:
    """A number that is another one as soon as anything is published or taken down."""
    return db.session.scalar(select(func.max(Publication.id))) or 0


def last_change() -> str:
    """The moment at which anything was published or taken down last; empty where nothing ever was."""
    return db.session.scalar(select(func.max(Publication.at))) or ""
