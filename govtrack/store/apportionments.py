"""Apportionments: a joint total as it was split, with the rule, the figures and the steps of its day kept beside it."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import BigInteger, ForeignKey, Integer, SmallInteger, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.kinds import Provenance
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.ledger import Big


class Apportionment(Recorded, Base):
    """One joint total, split once. Run again, it has a follower; itself it never changes."""

    __tablename__ = "apportionments"

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    about: Mapped[str] = mapped_column(String(10))
    category: Mapped[int] = mapped_column(SmallInteger)
    starts: Mapped[int] = mapped_column(Integer)
    months: Mapped[int] = mapped_column(SmallInteger)
    status: Mapped[int] = mapped_column(SmallInteger)
    basis: Mapped[int] = mapped_column(SmallInteger)
    provenance: Mapped[int] = mapped_column(SmallInteger, default=int(Provenance.RECORDED))
    total: Mapped[int] = mapped_column(BigInteger)
    """In pence, as it was entered."""
    source: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why parts were typed over, or why it was run again."""
    workings: Mapped[str] = mapped_column(Text, default="")
    """Every step as JSON, with the rule and the figures as they were; `domain.workings` writes and reads it."""
    again_of_id: Mapped[int | None] = mapped_column(ForeignKey("apportionments.id"), index=True)
    day: Mapped[int] = mapped_column()
    """The day it was made, as `date.toordinal` counts."""
    person: Mapped[str] = mapped_column(String(255))

    collaboration: Mapped[Collaboration] = relationship(lazy="joined")
    again_of: Mapped["Apportionment | None"] = relationship(remote_side=id)
    parts: Mapped[list["ApportionedPart"]] = relationship(
        back_populates="apportionment", order_by="ApportionedPart.id", lazy="selectin"
    )

    @property
    def steps(self) -> dict[str, Any]:
        """The workings as they were kept; empty where none were."""
        return dict(orjson.loads(self.workings)) if self.workings else {}


class ApportionedPart(Recorded, Base):
    """One partner's part: what the rule made it, what was recorded, and the figure it became."""

    __tablename__ = "apportioned_parts"

    id: Mapped[int] = mapped_column(primary_key=True)
    apportionment_id: Mapped[int] = mapped_column(ForeignKey("apportionments.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    derived: Mapped[int] = mapped_column(BigInteger)
    given: Mapped[int] = mapped_column(BigInteger)
    figure: Mapped[int | None] = mapped_column(Big, index=True)
    """The figure's number in the ledger, which it keeps through every restatement."""

    apportionment: Mapped[Apportionment] = relationship(back_populates="parts")
    partner: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def typed_over(self) -> bool:
        """Whether somebody recorded another amount than the rule made it."""
        return self.given != self.derived


def apportionment_at(number: int) -> Apportionment | None:
    """An apportionment by its number."""
    return db.session.get(Apportionment, number)


def apportionments_of(collaboration_id: int) -> Sequence[Apportionment]:
    """The apportionments of a collaboration, newest first."""
    return db.session.scalars(
        select(Apportionment)
        .where(Apportionment.collaboration_id == collaboration_id)
        .order_by(Apportionment.id.desc())
    ).all()


def follower_of(number: int) -> Apportionment | None:
    """The apportionment that ran one again, None while there is none."""
    return db.session.scalar(
        select(Apportionment).where(Apportionment.again_of_id == number).order_by(Apportionment.id.desc()).limit(1)
    )


def part_behind(figure: int) -> ApportionedPart | None:
    """The part that a figure of the ledger last came from, None for a figure entered by itself."""
    return db.session.scalar(
        select(ApportionedPart).where(ApportionedPart.figure == figure).order_by(ApportionedPart.id.desc()).limit(1)
    )
