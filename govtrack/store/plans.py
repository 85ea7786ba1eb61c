"""The forward plan as rows: decisions to come, and every question asked of them."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.forthcoming import Planned
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.decisions import Decision
from govtrack.store.events import Recorded


class Ended(StrEnum):
    """How a decision to come left the plan."""

    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Plan(Recorded, Base):
    """A decision to come. From the day it is announced the public reads what stands here, and nothing else of it."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    """By which calendars know it again, in this register and in one that it is taken over into."""
    body_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("collaborations.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    about: Mapped[str] = mapped_column(Text, default="")
    who_decides: Mapped[str] = mapped_column(String(200))
    expected: Mapped[str] = mapped_column(String(10))
    """When it is to be decided: a whole day, or known only to the month or year."""
    first_expected: Mapped[str] = mapped_column(String(10), default="")
    """When it was to be decided as it was first announced."""
    influence: Mapped[str] = mapped_column(Text, default="")
    """How it can still be influenced, or why it cannot."""
    until: Mapped[date | None] = mapped_column()
    """The last day on which it can be influenced; empty where it cannot."""
    contact: Mapped[str] = mapped_column(String(200))
    announced: Mapped[date | None] = mapped_column()
    changed_at: Mapped[str] = mapped_column(String(32), default="")
    """The moment at which the public was last told something new of it."""
    sequence: Mapped[int] = mapped_column(default=0)
    """How often that was, after the first."""
    left: Mapped[date | None] = mapped_column()
    ended: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    body: Mapped[Organisation] = relationship(lazy="joined")
    collaboration: Mapped[Collaboration | None] = relationship(lazy="joined")
    decision: Mapped[Decision | None] = relationship()

    @property
    def planned(self) -> Planned:
        """It, as the sentences about it are made from."""
        return Planned(self.expected, self.until)


def plan_at(number: int) -> Plan | None:
    """A decision to come by its number."""
    return db.session.get(Plan, number)


def plan_known_as(uid: str) -> Plan | None:
    """A decision to come by what calendars know it by."""
    return db.session.scalar(select(Plan).where(Plan.uid == uid))


def planned_by(body_id: int, title: str, expected: str) -> Plan | None:
    """A body's decision to come of a title and a day."""
    query = select(Plan).where(Plan.body_id == body_id, Plan.title == title, Plan.expected == expected)
    return db.session.scalars(query.order_by(Plan.id)).first()


def on_the_plan(body_id: int | None = None) -> Sequence[Plan]:
    """What is announced and not decided, the soonest first; of one body, or of all."""
    query = select(Plan).where(Plan.announced.is_not(None), Plan.left.is_(None))
    if body_id is not None:
        query = query.where(Plan.body_id == body_id)
    return db.session.scalars(query.order_by(Plan.expected, Plan.id)).all()


def left_since(day: date, body_id: int | None = None) -> Sequence[Plan]:
    """What was announced and has left the plan since a day, the latest first."""
    query = select(Plan).where(Plan.announced.is_not(None), Plan.left >= day)
    if body_id is not None:
        query = query.where(Plan.body_id == body_id)
    return db.session.scalars(query.order_by(Plan.left.desc(), Plan.id.desc())).all()


def planning_bodies(body_id: int | None = None) -> Sequence[Organisation]:
    """The bodies that have ever announced a decision, by name; of one number, that one or none."""
    theirs = select(Plan.body_id).where(Plan.announced.is_not(None))
    query = select(Organisation).where(Organisation.id.in_(theirs))
    if body_id is not None:
        query = query.where(Organisation.id == body_id)
    return db.session.scalars(query.order_by(Organisation.name, Organisation.id)).all()


def plans_of(body_ids: Sequence[int] | None) -> Sequence[Plan]:
    """All that some bodies plan or planned, announced or not; None for all bodies; what has not left first."""
    query = select(Plan)
    if body_ids is not None:
        query = query.where(Plan.body_id.in_(body_ids))
    return db.session.scalars(query.order_by(Plan.left.is_not(None), Plan.expected, Plan.id)).all()


def plans_behind(decision_id: int) -> Sequence[Plan]:
    """The announced plans that became a decision, oldest first."""
    query = select(Plan).where(Plan.decision_id == decision_id, Plan.announced.is_not(None))
    return db.session.scalars(query.order_by(Plan.announced, Plan.id)).all()
