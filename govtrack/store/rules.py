"""Share rules: who pays, and who gets, what percentage from when, in whose words and by which decision."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.store.bodies import Organisation
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded


class ShareRule(Recorded, Base):
    """A rule for cost or for benefit; old periods keep the rule of their time."""

    __tablename__ = "share_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    about: Mapped[str] = mapped_column(String(10))
    starts: Mapped[date] = mapped_column()
    ends: Mapped[date | None] = mapped_column()
    words: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[str] = mapped_column(String(100), default="")
    """The reference of the decision that set it, as written; it may be recorded later than the rule."""
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    parts: Mapped[list["SharePart"]] = relationship(
        back_populates="rule", order_by="SharePart.id", cascade="all, delete-orphan", lazy="selectin"
    )


class SharePart(Recorded, Base):
    """One partner's percentage under a rule, kept as it was typed."""

    __tablename__ = "share_parts"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("share_rules.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    percent: Mapped[str] = mapped_column(String(20))

    rule: Mapped[ShareRule] = relationship(back_populates="parts")
    partner: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def share(self) -> Fraction:
        return Fraction(self.percent) / 100


def rules_of(collaboration_id: int) -> Sequence[ShareRule]:
    """The rules of a collaboration: cost before benefit, oldest first."""
    return db.session.scalars(
        select(ShareRule)
        .where(ShareRule.collaboration_id == collaboration_id)
        .order_by(ShareRule.about.desc(), ShareRule.starts, ShareRule.id)
    ).all()


def newest_of(collaboration_id: int) -> int:
    """The number of the rule that was set last, 0 for none."""
    return db.session.scalar(select(func.max(ShareRule.id)).where(ShareRule.collaboration_id == collaboration_id)) or 0
