"""Share rules: by what cost or benefit is divided from when, in whose words and by which decision."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.kinds import Way
from govtrack.analytics.sharing import Limits, Part, Terms, Weight
from govtrack.store.bodies import Organisation
from govtrack.store.db import Base, db
from govtrack.store.drivers import Driver
from govtrack.store.events import Recorded

TOLERANCE = "5"


class ShareRule(Recorded, Base):
    """A rule for cost or for benefit; old periods keep the rule of their time. Percentages are kept as typed."""

    __tablename__ = "share_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    about: Mapped[str] = mapped_column(String(10))
    starts: Mapped[date] = mapped_column()
    ends: Mapped[date | None] = mapped_column()
    way: Mapped[str] = mapped_column(String(20), default=str(Way.PERCENTAGES))
    up: Mapped[str] = mapped_column(String(20), default="")
    """By how many per cent of itself a share may rise in a year; empty for no limit."""
    down: Mapped[str] = mapped_column(String(20), default="")
    years_back: Mapped[int] = mapped_column(default=0)
    fixed_year: Mapped[int | None] = mapped_column()
    tolerance: Mapped[str] = mapped_column(String(20), default=TOLERANCE)
    """By how many per cent what was paid may differ from the rule before a page says so."""
    words: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[str] = mapped_column(String(100), default="")
    """The reference of the decision that set it, as written; it may be recorded later than the rule."""
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    parts: Mapped[list["SharePart"]] = relationship(
        back_populates="rule", order_by="SharePart.id", cascade="all, delete-orphan", lazy="selectin"
    )
    drivers: Mapped[list["ShareDriver"]] = relationship(
        back_populates="rule", order_by="ShareDriver.id", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def terms(self) -> Terms:
        """The rule as the arithmetic takes it."""
        return Terms(
            self.starts,
            self.ends,
            Way(self.way),
            tuple(
                Part(part.partner_id, _part_of(part.percent), _part_of(part.floor) or Fraction(0))
                for part in self.parts
            ),
            tuple(Weight(one.driver_id, Fraction(one.weight)) for one in self.drivers),
            Limits(Fraction(self.up) / 100, Fraction(self.down) / 100) if self.up and self.down else None,
            self.years_back,
            self.fixed_year,
            self.id or 0,
        )

    @property
    def leeway(self) -> Fraction:
        """How far what was paid may differ from the rule unremarked, as a part of what the rule makes it."""
        return Fraction(self.tolerance) / 100


class SharePart(Recorded, Base):
    """One partner under a rule, in the agreed order: its percentage where one is fixed, and its floor."""

    __tablename__ = "share_parts"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("share_rules.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    percent: Mapped[str] = mapped_column(String(20), default="")
    floor: Mapped[str] = mapped_column(String(20), default="")

    rule: Mapped[ShareRule] = relationship(back_populates="parts")
    partner: Mapped[Organisation] = relationship(lazy="joined")


class ShareDriver(Recorded, Base):
    """A driver of a mix, and what it weighs beside the others."""

    __tablename__ = "share_drivers"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("share_rules.id"), index=True)
    driver_id: Mapped[int] = mapped_column(ForeignKey("drivers.id"))
    weight: Mapped[str] = mapped_column(String(20))

    rule: Mapped[ShareRule] = relationship(back_populates="drivers")
    driver: Mapped[Driver] = relationship(lazy="joined")


def _part_of(percent: str) -> Fraction | None:
    return Fraction(percent) / 100 if percent else None


def rules_of(collaboration_id: int) -> Sequence[ShareRule]:
    """The rules of a collaboration: cost before benefit, oldest first."""
    return db.session.scalars(
        select(ShareRule)
        .where(ShareRule.collaboration_id == collaboration_id)
        .order_by(ShareRule.about.desc(), ShareRule.starts, ShareRule.id)
    ).all()


def rules_about(collaboration_id: int, about: str) -> list[ShareRule]:
    """The rules of a collaboration for cost or for benefit, oldest first."""
    return [rule for rule in rules_of(collaboration_id) if rule.about == about]


def rule_at(number: int) -> ShareRule | None:
    """A rule by its number."""
    return db.session.get(ShareRule, number)


def newest_of(collaboration_id: int) -> int:
    """The number of the rule that was set last, 0 for none."""
    return db.session.scalar(select(func.max(ShareRule.id)).where(ShareRule.collaboration_id == collaboration_id)) or 0
