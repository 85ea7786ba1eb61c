"""What decisions expected, when they are looked at again, what the reviews found: rows, and every question of them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.register import TAKEN
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.decisions import Decision
from govtrack.store.events import Recorded
from govtrack.store.measures import Measure


class Expectation(Recorded, Base):
    """One thing that a decision expects: in words, and where it can be counted as an amount over some years."""

    __tablename__ = "expectations"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    side: Mapped[str] = mapped_column(String(10), default="")
    """A word of `Side`; empty where nothing is counted."""
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("collaborations.id"))
    """In whose ledger it is counted."""
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measures.id"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    """For whom; None for all partners together."""
    amount: Mapped[int | None] = mapped_column(BigInteger)
    """In the measure's smallest unit, for all the years together."""
    first: Mapped[int | None] = mapped_column()
    """The first month of the first year that counts."""
    last: Mapped[int] = mapped_column()
    """The first month of the year by whose end it is expected."""
    added: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))
    dropped: Mapped[date | None] = mapped_column()
    """The day it was taken back; it stays readable, with why."""
    reason: Mapped[str] = mapped_column(Text, default="")

    decision: Mapped[Decision] = relationship()
    collaboration: Mapped[Collaboration | None] = relationship()
    measure: Mapped[Measure | None] = relationship()
    partner: Mapped[Organisation | None] = relationship()


class ReviewDay(Recorded, Base):
    """When a decision is to be looked at again; the row added last holds. Without a day it is not to be."""

    __tablename__ = "review_days"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    due: Mapped[date | None] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(Text, default="")
    added: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))

    decision: Mapped[Decision] = relationship()


class Review(Recorded, Base):
    """That a decision was looked at again: when, what the ledger said then, and what people made of it."""

    __tablename__ = "decision_reviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    held: Mapped[date] = mapped_column()
    verdict: Mapped[str] = mapped_column(String(40))
    """A word of `Verdict`."""
    words: Mapped[str] = mapped_column(Text)
    found: Mapped[str] = mapped_column(Text, default="")
    """What the page said of each thing expected on the day, a sentence a line: the ledger moves on, this stays."""
    added: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))

    decision: Mapped[Decision] = relationship()


class ReviewReminder(Base):
    """That a person was reminded of a review, so that it is said once."""

    __tablename__ = "review_reminders"

    person_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), primary_key=True)
    about: Mapped[str] = mapped_column(String(40), primary_key=True)
    day: Mapped[date] = mapped_column()


def expectations_of(decision_id: int) -> Sequence[Expectation]:
    """What a decision expects, in the order it was stated, what was taken back too."""
    return db.session.scalars(
        select(Expectation).where(Expectation.decision_id == decision_id).order_by(Expectation.id)
    ).all()


def expectation_at(number: int) -> Expectation | None:
    """One thing expected, by its number."""
    return db.session.get(Expectation, number)


def review_days_of(decision_id: int) -> Sequence[ReviewDay]:
    """Every day that was set for looking at a decision again, the one that holds last."""
    return db.session.scalars(
        select(ReviewDay).where(ReviewDay.decision_id == decision_id).order_by(ReviewDay.id)
    ).all()


def reviews_of(decision_id: int) -> Sequence[Review]:
    """The reviews of a decision, oldest first."""
    return db.session.scalars(
        select(Review).where(Review.decision_id == decision_id).order_by(Review.held, Review.id)
    ).all()


def to_review(body_ids: Sequence[int] | None, *, until: date) -> Sequence[ReviewDay]:
    """The decisions of some bodies (None: of all) that are to be looked at again by a day, the longest due first."""
    newest = select(func.max(ReviewDay.id)).group_by(ReviewDay.decision_id)
    query = (
        select(ReviewDay)
        .join(Decision, Decision.id == ReviewDay.decision_id)
        .where(ReviewDay.id.in_(newest), ReviewDay.due <= until, Decision.step.in_(TAKEN))
        .order_by(ReviewDay.due, ReviewDay.id)
    )
    if body_ids is not None:
        query = query.where(Decision.body_id.in_(body_ids))
    return db.session.scalars(query).all()


def told_of_reviews(person_ids: Sequence[int]) -> set[tuple[int, int, str]]:
    """What some people were reminded of already: person, decision, about what."""
    columns = (ReviewReminder.person_id, ReviewReminder.decision_id, ReviewReminder.about)
    query = select(*columns).where(ReviewReminder.person_id.in_(person_ids))
    return {(person, decision, about) for person, decision, about in db.session.execute(query)}
