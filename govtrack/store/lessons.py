"""Lessons as rows: what was learnt from a decision or a collaboration, and every question asked of them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, Select, String, Text, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.decisions import Decision
from govtrack.store.events import Recorded

WORDS = 8
"""More words than this narrow nothing further, and cost time."""


class Lesson(Recorded, Base):
    """What was learnt, so that the next collaboration need not learn it again. Taken back it stays, with why."""

    __tablename__ = "lessons"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(Text)
    body_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    """Whose lesson it is."""
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("collaborations.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), index=True)
    shared: Mapped[bool] = mapped_column(default=True)
    """Whether everybody with an account reads it, or only its own body and the partners of its collaboration."""
    added: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))
    taken_back: Mapped[date | None] = mapped_column()
    reason: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[Organisation] = relationship(lazy="joined")
    collaboration: Mapped[Collaboration | None] = relationship(lazy="joined")
    decision: Mapped[Decision | None] = relationship()


def lesson_at(number: int) -> Lesson | None:
    """A lesson by its number."""
    return db.session.get(Lesson, number)


def lesson_called(body_id: int, title: str) -> Lesson | None:
    """The lesson of a body under a title, taken back or not."""
    return db.session.scalar(
        select(Lesson).where(Lesson.body_id == body_id, Lesson.title == title).order_by(Lesson.id).limit(1)
    )


def lessons(
    *,
    body_ids: Sequence[int] | None,
    collaboration_ids: Sequence[int] | None,
    words: str = "",
    collaboration_id: int | None = None,
    held: bool = True,
) -> Select[Lesson]:
    """The lessons that a person may read and that hold (else also those taken back), newest first; None twice: all.

    A query, not rows, so that the page can ask for one screen of it and its count.
    """
    query = select(Lesson)
    if held:
        query = query.where(Lesson.taken_back.is_(None))
    if body_ids is not None and collaboration_ids is not None:
        query = query.where(
            or_(Lesson.shared, Lesson.body_id.in_(body_ids), Lesson.collaboration_id.in_(collaboration_ids))
        )
    for word in words.split()[:WORDS]:
        query = query.where(
            or_(
                func.lower(Lesson.title).contains(word.lower(), autoescape=True),
                func.lower(Lesson.words).contains(word.lower(), autoescape=True),
            )
        )
    if collaboration_id is not None:
        query = query.where(Lesson.collaboration_id == collaboration_id)
    return query.order_by(Lesson.added.desc(), Lesson.id.desc())


def lessons_from(decision_id: int) -> Sequence[Lesson]:
    """What was learnt from a decision, oldest first, what was taken back too."""
    return db.session.scalars(select(Lesson).where(Lesson.decision_id == decision_id).order_by(Lesson.id)).all()
