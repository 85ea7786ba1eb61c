"""Shared results as rows: one benefit entered once and split between partners, its parts the lines of one figure."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.words import listed
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.ledger import Big


class SharedResult(Recorded, Base):
    """What a benefit is that several partners had together, and how they agreed to split it."""

    __tablename__ = "shared_results"

    id: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[int] = mapped_column(Big, unique=True)
    """The figure's number: its parts are the lines that stand of it."""
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    agreed: Mapped[str] = mapped_column(Text, default="")
    """Where the split was agreed, as written."""
    stated: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    collaboration: Mapped[Collaboration] = relationship(lazy="joined")
    parts: Mapped[list["SharedPart"]] = relationship(
        back_populates="result", order_by="SharedPart.id", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def split(self) -> str:
        """The split in words: “split 50/50”, “split 60% Ashdale, 40% Dunmore”, or by amounts."""
        if any(not part.percent for part in self.parts):
            return f"split by agreed amounts between {listed([part.partner.short_name for part in self.parts])}"
        if len({part.share for part in self.parts}) == 1:
            return f"split {'/'.join(part.percent for part in self.parts)}"
        return "split " + ", ".join(f"{part.percent}% {part.partner.short_name}" for part in self.parts)


class SharedPart(Recorded, Base):
    """One partner's part: its percentage as typed, empty where the split is by amounts."""

    __tablename__ = "shared_result_parts"

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("shared_results.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    percent: Mapped[str] = mapped_column(String(20), default="")

    result: Mapped[SharedResult] = relationship(back_populates="parts")
    partner: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def share(self) -> Fraction:
        return Fraction(self.percent or "0") / 100


def shared_of(figures: Sequence[int]) -> dict[int, SharedResult]:
    """The shared results among some figures, by figure."""
    rows = db.session.scalars(select(SharedResult).where(SharedResult.figure.in_(sorted(set(figures)))))
    return {row.figure: row for row in rows}


def shared_in(collaboration_ids: Sequence[int]) -> Sequence[SharedResult]:
    """The shared results of some collaborations, in the order they were stated."""
    return db.session.scalars(
        select(SharedResult).where(SharedResult.collaboration_id.in_(collaboration_ids)).order_by(SharedResult.figure)
    ).all()
