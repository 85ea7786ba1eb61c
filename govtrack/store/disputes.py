"""Disputes as rows: which partner holds which figure to be wrong, since when, and which disputes still stand."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import BigInteger, ForeignKey, String, Text, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.kinds import Category, Kind
from govtrack.store import ledger
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.decisions import Decision
from govtrack.store.events import Recorded
from govtrack.store.ledger import Big, Figure


class Dispute(Recorded, Base):
    """That a partner holds a figure to be wrong: why, what it says instead if it can, and how that ended."""

    __tablename__ = "disputes"

    id: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[int] = mapped_column(Big, index=True)
    """The figure's number, which it keeps through every restatement."""
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    amount: Mapped[int | None] = mapped_column(BigInteger)
    """What the partner says it is, as a person writes it: a dis-benefit, and what was paid, positive."""
    reason: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, default="")
    opened: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))
    how: Mapped[str] = mapped_column(String(20), default="")
    """How it ended, a word of `Settled`; empty while it stands."""
    settled: Mapped[date | None] = mapped_column()
    settled_by: Mapped[str] = mapped_column(String(255), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    collaboration: Mapped[Collaboration] = relationship(lazy="joined")
    partner: Mapped[Organisation] = relationship(lazy="joined")
    decision: Mapped[Decision | None] = relationship(lazy="joined")


class Contested(NamedTuple):
    """A dispute with what stands of its figure: one line, or all the parts of it."""

    dispute: Dispute
    legs: tuple[Figure, ...]


def claimed(legs: Sequence[Figure]) -> int:
    """What a figure says, as a person writes it: of a transfer what was paid, of a shared result the whole."""
    if legs[0].kind == Kind.TRANSFER:
        received = sum(leg.amount for leg in legs if leg.amount > 0)
        return received or abs(sum(leg.amount for leg in legs))
    sign = -1 if legs[0].category == Category.DIS_BENEFIT else 1
    return sign * sum(leg.amount for leg in legs)


def dispute_at(number: int) -> Dispute | None:
    """A dispute by its number."""
    return db.session.get(Dispute, number)


def of_figure(figure: int) -> Sequence[Dispute]:
    """Every dispute of a figure, those settled too, oldest first."""
    return db.session.scalars(
        select(Dispute).where(Dispute.figure == figure).order_by(Dispute.opened, Dispute.id)
    ).all()


def open_on(figures: Sequence[int]) -> dict[int, list[Dispute]]:
    """The disputes that stand of some figures, by figure."""
    found: dict[int, list[Dispute]] = {}
    query = select(Dispute).where(Dispute.figure.in_(sorted(set(figures))), Dispute.how == "")
    for one in db.session.scalars(query.order_by(Dispute.opened, Dispute.id)):
        found.setdefault(one.figure, []).append(one)
    return found


def disputes_in(collaboration_ids: Sequence[int]) -> Sequence[Dispute]:
    """Every dispute in some collaborations, oldest first."""
    return db.session.scalars(
        select(Dispute)
        .where(Dispute.collaboration_id.in_(collaboration_ids))
        .order_by(Dispute.collaboration_id, Dispute.opened, Dispute.id)
    ).all()


def standing_in(collaboration_ids: Sequence[int], *, on: date | None = None) -> list[Contested]:
    """The disputes that stand now, or stood at the end of a day, of figures that stand, oldest first."""
    query = select(Dispute).where(Dispute.collaboration_id.in_(collaboration_ids))
    if on is None:
        query = query.where(Dispute.how == "")
    else:
        query = query.where(Dispute.opened <= on, or_(Dispute.settled.is_(None), Dispute.settled > on))
    found = db.session.scalars(query.order_by(Dispute.opened, Dispute.id)).all()
    if not found:
        return []
    legs = ledger.legs_of((one.figure for one in found), on=None if on is None else on.toordinal())
    return [Contested(one, tuple(legs[one.figure])) for one in found if one.figure in legs]
