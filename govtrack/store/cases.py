"""Business cases as rows: what was planned, year by year; a version is superseded, never overwritten."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import BigInteger, ForeignKey, SmallInteger, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.plans import PlanLine
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.names import key_of
from govtrack.store.prices import DeflatorRelease


class BusinessCase(Recorded, Base):
    """One version of a business case of a collaboration."""

    __tablename__ = "business_cases"
    __table_args__ = (UniqueConstraint("collaboration_id", "key", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"))
    title: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200))
    edition: Mapped[int] = mapped_column(SmallInteger)
    decision: Mapped[str] = mapped_column(String(100), default="")
    """The reference of the decision it belongs to, as written; it may be recorded later than the case."""
    year_0: Mapped[int] = mapped_column()
    """The calendar year in which its first year starts, by the years that the collaboration counts in."""
    price_year: Mapped[int] = mapped_column()
    """The financial year whose prices it is in, by the calendar year that one starts in."""
    release_id: Mapped[int | None] = mapped_column(ForeignKey("deflator_releases.id"))
    """The release of deflators that it was prepared on, where it is known and in the register."""
    prepared: Mapped[str] = mapped_column(String(10), default="")
    prepared_by: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    provenance: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it supersedes the version before it."""
    day: Mapped[date] = mapped_column()
    """The day it was recorded."""
    withdrawn: Mapped[date | None] = mapped_column()
    why_withdrawn: Mapped[str] = mapped_column(Text, default="", server_default="")

    collaboration: Mapped[Collaboration] = relationship(lazy="joined")
    release: Mapped[DeflatorRelease | None] = relationship(lazy="joined")
    lines: Mapped[list["CaseLine"]] = relationship(order_by="CaseLine.id", back_populates="case", lazy="selectin")

    @property
    def plan(self) -> list[PlanLine]:
        """Its amounts as the arithmetic takes them."""
        return [PlanLine(line.number, line.side, line.amount, line.partner_id) for line in self.lines]


class CaseLine(Recorded, Base):
    """One amount of one version, in pence and written positive."""

    __tablename__ = "business_case_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("business_cases.id"), index=True)
    number: Mapped[int] = mapped_column(SmallInteger)
    """The year, counted from year 0."""
    side: Mapped[int] = mapped_column(SmallInteger)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    amount: Mapped[int] = mapped_column(BigInteger)

    case: Mapped[BusinessCase] = relationship(back_populates="lines")
    partner: Mapped[Organisation | None] = relationship(lazy="joined")


def versions_of(collaboration_id: int, title: str = "") -> Sequence[BusinessCase]:
    """Every version of the business cases of a collaboration, or of the one of a title: by title, the newest first."""
    query = select(BusinessCase).where(BusinessCase.collaboration_id == collaboration_id)
    if title:
        query = query.where(BusinessCase.key == key_of(title))
    return db.session.scalars(query.order_by(BusinessCase.key, BusinessCase.edition.desc())).all()


def newest_versions(versions: Sequence[BusinessCase]) -> list[BusinessCase]:
    """The newest of each case, out of versions in the order of `versions_of`."""
    newest: dict[str, BusinessCase] = {}
    for one in versions:
        newest.setdefault(one.key, one)
    return list(newest.values())
