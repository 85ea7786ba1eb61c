"""Engagements as rows: who was asked about a decision, how, what they said, and every question asked of it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.engaging import Engaged, Level, Whom
from govtrack.store.db import Base, db
from govtrack.store.decisions import Decision
from govtrack.store.events import Recorded


class Engagement(Recorded, Base):
    """One time that people were told, asked, or worked with about a decision, or about the paper of one."""

    __tablename__ = "engagements"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    level: Mapped[str] = mapped_column(String(20))
    """As `Level` names it: how far it could shape the decision."""
    who: Mapped[str] = mapped_column(String(200), default="")
    """Who exactly, in words: “parish councils along the coast”."""
    how: Mapped[str] = mapped_column(String(200))
    opened: Mapped[str] = mapped_column(String(10), default="")
    """Whole, or known only to the year or month, as `closed` and `told`; empty where not known."""
    closed: Mapped[str] = mapped_column(String(10), default="")
    answered: Mapped[int | None] = mapped_column()
    """How many answered; empty where it was not counted."""
    said: Mapped[str] = mapped_column(Text, default="")
    changed: Mapped[str] = mapped_column(Text, default="")
    """What changed because of it."""
    told: Mapped[str] = mapped_column(String(10), default="")
    """When those who answered were told what came of it."""
    struck: Mapped[date | None] = mapped_column()
    """The day it was struck out; it stays to be read, with why."""
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    decision: Mapped[Decision] = relationship()
    groups: Mapped[list["EngagedGroup"]] = relationship(order_by="EngagedGroup.id", back_populates="engagement")

    @property
    def whom(self) -> list[Whom]:
        """The kinds of people it was with, in the order of their list."""
        there = {one.whom for one in self.groups}
        return [one for one in Whom if one in there]

    @property
    def engaged(self) -> Engaged:
        """It, as the sentences about it are made from."""
        return Engaged(
            Level(self.level), frozenset(self.whom), self.opened, self.closed, self.answered, self.changed, self.told
        )


class EngagedGroup(Recorded, Base):
    """One kind of people that an engagement was with."""

    __tablename__ = "engaged_groups"
    __table_args__ = (UniqueConstraint("engagement_id", "whom"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"), index=True)
    whom: Mapped[str] = mapped_column(String(60))

    engagement: Mapped[Engagement] = relationship(back_populates="groups")


def engagement_at(number: int) -> Engagement | None:
    """An engagement by its number."""
    return db.session.get(Engagement, number)


def engagements_on(decision_id: int) -> Sequence[Engagement]:
    """The engagements on a decision, those of unknown day first, what was struck out too."""
    query = select(Engagement).where(Engagement.decision_id == decision_id)
    return db.session.scalars(query.order_by(Engagement.opened, Engagement.id)).all()
