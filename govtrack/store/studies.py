"""Studies of what every coalition of partners would cost: one-off, named, and kept whole."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy import BigInteger, ForeignKey, SmallInteger, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.games import Costs, Group
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded


class CoalitionStudy(Recorded, Base):
    """A study: who made it, when and how, for which year. It never changes; it can be taken back."""

    __tablename__ = "coalition_studies"

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    starts: Mapped[int] = mapped_column()
    """The first month of the year it is about, counted as periods count months."""
    studied_by: Mapped[str] = mapped_column(String(200))
    studied_on: Mapped[str] = mapped_column(String(10))
    """Whole, or known only to the month or year."""
    method: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, default="")
    provenance: Mapped[int] = mapped_column(SmallInteger)
    day: Mapped[int] = mapped_column()
    """The day it was recorded, as `date.toordinal` counts."""
    person: Mapped[str] = mapped_column(String(255))
    withdrawn: Mapped[int | None] = mapped_column()
    """The day it was taken back, where it was."""
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    collaboration: Mapped[Collaboration] = relationship()
    partners: Mapped[list["StudyPartner"]] = relationship(
        back_populates="study", order_by="StudyPartner.place", lazy="selectin"
    )
    costs: Mapped[list["CoalitionCost"]] = relationship(back_populates="study", order_by="CoalitionCost.members")

    def game(self) -> Costs:
        """What every group of its partners would cost, the partners counted by their places."""
        return {group_of(one.members): Fraction(one.cost) for one in self.costs}

    def stood(self, as_at: date | None) -> bool:
        """Whether it stands, or stood at the end of a day."""
        if as_at is None:
            return self.withdrawn is None
        day = as_at.toordinal()
        return self.day <= day and (self.withdrawn is None or self.withdrawn > day)


class StudyPartner(Recorded, Base):
    """A partner in a study, at the place by which coalitions count it."""

    __tablename__ = "study_partners"
    __table_args__ = (UniqueConstraint("study_id", "place", name="uq_study_partners_place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("coalition_studies.id"))
    place: Mapped[int] = mapped_column(SmallInteger)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))

    study: Mapped[CoalitionStudy] = relationship(back_populates="partners")
    partner: Mapped[Organisation] = relationship(lazy="joined")


class CoalitionCost(Recorded, Base):
    """What one coalition would cost in pence; `members` has a bit for each partner's place, the first lowest."""

    __tablename__ = "coalition_costs"
    __table_args__ = (UniqueConstraint("study_id", "members", name="uq_coalition_costs_members"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("coalition_studies.id"))
    members: Mapped[int] = mapped_column(SmallInteger)
    cost: Mapped[int] = mapped_column(BigInteger)

    study: Mapped[CoalitionStudy] = relationship(back_populates="costs")


def group_of(members: int) -> Group:
    """The places that a coalition's bits say.

    >>> sorted(group_of(5))
    [0, 2]
    """
    return Group(place for place in range(members.bit_length()) if members >> place & 1)


def coalitions(partners: int) -> list[int]:
    """Every coalition of so many partners as bits: small ones first, then by the partners' order.

    >>> coalitions(3)
    [1, 2, 4, 3, 5, 6, 7]
    """
    return sorted(range(1, 1 << partners), key=lambda members: (members.bit_count(), sorted(group_of(members))))


def studies_in(collaboration_ids: Sequence[int], *, as_at: date | None = None) -> list[CoalitionStudy]:
    """The studies of some collaborations that stand, or stood at the end of a day, the newest first."""
    query = select(CoalitionStudy).where(CoalitionStudy.collaboration_id.in_(collaboration_ids))
    found = db.session.scalars(query.order_by(CoalitionStudy.id.desc()))
    return [one for one in found if one.stood(as_at)]


def study_at(number: int) -> CoalitionStudy | None:
    """A study by its number."""
    return db.session.get(CoalitionStudy, number)
