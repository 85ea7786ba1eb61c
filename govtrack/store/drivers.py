"""Drivers: what shares are measured by, and each organisation's figure of each year, dated and never overwritten."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, SmallInteger, String, Text, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.kinds import Provenance
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.names import key_of


class Driver(Recorded, Base):
    """Something that sets partners apart in size or use: budget, population, officers, calls.

    One that belongs to a collaboration is read by its partners alone; the others are common to the register.
    """

    __tablename__ = "drivers"

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("collaborations.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(30))
    """What one of it is called: people, officers; pounds are written with their sign."""
    decimals: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")

    collaboration: Mapped[Collaboration | None] = relationship()

    @property
    def money(self) -> bool:
        return self.unit == "pounds"


class DriverValue(Recorded, Base):
    """One organisation's figure of one year as somebody stated it; of several, the one stated last counts."""

    __tablename__ = "driver_values"
    __table_args__ = (Index("ix_driver_values_place", "driver_id", "year", "organisation_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    driver_id: Mapped[int] = mapped_column(ForeignKey("drivers.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    year: Mapped[int] = mapped_column()
    """The financial year, by the calendar year it starts in."""
    amount: Mapped[int] = mapped_column(BigInteger)
    provenance: Mapped[int] = mapped_column(SmallInteger, default=int(Provenance.RECORDED))
    source: Mapped[str] = mapped_column(Text, default="")
    day: Mapped[int] = mapped_column()
    """The day it was stated, as `date.toordinal` counts: what “as known on” compares with."""
    person: Mapped[str] = mapped_column(String(255))

    driver: Mapped[Driver] = relationship(lazy="joined")
    organisation: Mapped[Organisation] = relationship(lazy="joined")


def driver_at(number: int) -> Driver | None:
    """A driver by its number."""
    return db.session.get(Driver, number)


def drivers(collaboration_ids: Sequence[int] | None) -> Sequence[Driver]:
    """The common drivers by name, then those of some collaborations (None: of all)."""
    query = select(Driver).order_by(Driver.collaboration_id.nulls_first(), Driver.key, Driver.id)
    if collaboration_ids is not None:
        query = query.where(or_(Driver.collaboration_id.is_(None), Driver.collaboration_id.in_(collaboration_ids)))
    return db.session.scalars(query).all()


def driver_named(name: str, collaboration_id: int | None) -> Driver | None:
    """The driver of a name: the collaboration's own before a common one; without a collaboration, a common one."""
    own = or_(Driver.collaboration_id.is_(None), Driver.collaboration_id == collaboration_id)
    query = select(Driver).where(
        Driver.key == key_of(name), own if collaboration_id else Driver.collaboration_id.is_(None)
    )
    return db.session.scalar(query.order_by(Driver.collaboration_id.nulls_last()).limit(1))


Place = tuple[int, int, int]
"""A driver, a year and an organisation."""


def values(
    driver_ids: Sequence[int], *, organisation_ids: Sequence[int] | None = None, as_at: date | None = None
) -> Mapping[Place, DriverValue]:
    """What counts for each driver, year and organisation; `as_at`: as it was known at the end of that day."""
    newest = select(func.max(DriverValue.id)).where(DriverValue.driver_id.in_(driver_ids))
    if as_at is not None:
        newest = newest.where(DriverValue.day <= as_at.toordinal())
    if organisation_ids is not None:
        newest = newest.where(DriverValue.organisation_id.in_(organisation_ids))
    newest = newest.group_by(DriverValue.driver_id, DriverValue.year, DriverValue.organisation_id)
    found = db.session.scalars(
        select(DriverValue)
        .where(DriverValue.id.in_(newest))
        .order_by(DriverValue.driver_id, DriverValue.year, DriverValue.organisation_id)
    )
    return {(one.driver_id, one.year, one.organisation_id): one for one in found}


def story(driver_id: int) -> Sequence[DriverValue]:
    """Everything ever stated of a driver, latest first."""
    return db.session.scalars(
        select(DriverValue).where(DriverValue.driver_id == driver_id).order_by(DriverValue.id.desc())
    ).all()
