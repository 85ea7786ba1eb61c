"""Reporting periods and what was done about their returns as rows, and every question asked of them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from govtrack.analytics.periods import Period
from govtrack.analytics.returns import Act, Said
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded


class ReportingPeriod(Recorded, Base):
    """A period that each partner of a collaboration reports on; whether it is closed is told by its acts."""

    __tablename__ = "reporting_periods"
    __table_args__ = (Index("uq_reporting_periods_starts", "collaboration_id", "starts", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"))
    starts: Mapped[int] = mapped_column()
    months: Mapped[int] = mapped_column(SmallInteger)
    due: Mapped[date] = mapped_column()
    opened: Mapped[date] = mapped_column()
    """The day it was opened: what “as known on” compares with."""
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    collaboration: Mapped[Collaboration] = relationship()
    acts: Mapped[list["ReturnAct"]] = relationship(back_populates="period", order_by="ReturnAct.id")

    @property
    def period(self) -> Period:
        return Period(self.starts, self.months)

    def said(self, on: date | None = None) -> list[Said]:
        """Its acts as the arithmetic reads them, up to the end of a day."""
        return [one.said for one in self.acts if on is None or one.day <= on]


class ReturnAct(Recorded, Base):
    """One act about one partner's return or, without a partner, about the period: who, when, with what words."""

    __tablename__ = "return_acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_periods.id"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    act: Mapped[str] = mapped_column(String(20))
    acted_for_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    """The partner on whose behalf it was done; None where it was the secretariat's."""
    at: Mapped[str] = mapped_column(String(32))
    day: Mapped[date] = mapped_column()
    person_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    person: Mapped[str] = mapped_column(String(255))
    words: Mapped[str] = mapped_column(Text, default="")
    until: Mapped[str] = mapped_column(String(32), default="")
    silence_days: Mapped[int | None] = mapped_column()

    period: Mapped[ReportingPeriod] = relationship(back_populates="acts")
    partner: Mapped[Organisation | None] = relationship(foreign_keys=partner_id)
    acted_for: Mapped[Organisation | None] = relationship(foreign_keys=acted_for_id)

    @property
    def said(self) -> Said:
        return Said(self.id, Act(self.act), self.partner_id, self.acted_for_id, self.day, self.silence_days, self.until)


class Reminder(Base):
    """That a person was reminded of something about a return, so that it is said once."""

    __tablename__ = "reminders"

    person_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_periods.id"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    about: Mapped[str] = mapped_column(String(40), primary_key=True)
    day: Mapped[date] = mapped_column()


def periods_in(collaboration_ids: Sequence[int] | None, *, opened_by: date | None = None) -> Sequence[ReportingPeriod]:
    """The reporting periods of some collaborations (None: of all), with their acts, oldest first."""
    query = select(ReportingPeriod).order_by(
        ReportingPeriod.collaboration_id, ReportingPeriod.starts, ReportingPeriod.id
    )
    if collaboration_ids is not None:
        query = query.where(ReportingPeriod.collaboration_id.in_(collaboration_ids))
    if opened_by is not None:
        query = query.where(ReportingPeriod.opened <= opened_by)
    return db.session.scalars(query.options(selectinload(ReportingPeriod.acts))).all()


def period_at(number: int) -> ReportingPeriod | None:
    """A reporting period by its number."""
    return db.session.get(ReportingPeriod, number)


def any_in(collaboration_id: int) -> bool:
    """Whether a collaboration has reporting periods at all."""
    query = (
        select(func.count()).select_from(ReportingPeriod).where(ReportingPeriod.collaboration_id == collaboration_id)
    )
    return bool(db.session.scalar(query))


def reminded(person_ids: Sequence[int]) -> set[tuple[int, int, int, str]]:
    """What some people were reminded of already: person, period, partner, about what."""
    query = select(Reminder.person_id, Reminder.period_id, Reminder.partner_id, Reminder.about).where(
        Reminder.person_id.in_(person_ids)
    )
    return {tuple(row) for row in db.session.execute(query)}  # type: ignore[misc] # four columns, four values
