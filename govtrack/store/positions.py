"""Where partners stood on decisions, by what rule they decide, who proposed what: rows, and every question of them."""

from collections.abc import Sequence
from datetime import date
from zlib import crc32

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.decisions import Decision, DecisionSubject
from govtrack.store.events import Recorded

LARGEST = 2**31 - 1


class Position(Recorded, Base):
    """Where a partner stood on a decision. Only ever added: the row added last holds, the earlier stay readable."""

    __tablename__ = "positions"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    stance: Mapped[str] = mapped_column(String(20))
    """A word of `Stance`."""
    who: Mapped[str] = mapped_column(String(120), default="")
    office: Mapped[str] = mapped_column(String(120), default="")
    reasons: Mapped[str] = mapped_column(Text, default="")
    added: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))

    decision: Mapped[Decision] = relationship()
    partner: Mapped[Organisation] = relationship(lazy="joined")


class VotingRule(Recorded, Base):
    """By what rule the partners of a collaboration decide together, from a day to a day."""

    __tablename__ = "voting_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    way: Mapped[str] = mapped_column(String(20))
    """A word of `Voting`."""
    percent: Mapped[str] = mapped_column(String(20), default="")
    """Of weighted votes: the percentage of all votes that is needed, as it was written."""
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    starts: Mapped[date] = mapped_column()
    ends: Mapped[date | None] = mapped_column()
    words: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[str] = mapped_column(String(100), default="")
    """The reference of the decision that set it, as written."""
    person: Mapped[str] = mapped_column(String(255))

    collaboration: Mapped[Collaboration] = relationship(lazy="joined")
    lead: Mapped[Organisation | None] = relationship(lazy="joined")


class Proposal(Recorded, Base):
    """Which partner proposed what was decided."""

    __tablename__ = "proposals"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), unique=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)

    decision: Mapped[Decision] = relationship()
    partner: Mapped[Organisation] = relationship(lazy="joined")


def positions_on(decision_ids: Sequence[int]) -> dict[int, list[Position]]:
    """Every position on some decisions in the order they were stated, by decision."""
    found: dict[int, list[Position]] = {number: [] for number in decision_ids}
    query = select(Position).where(Position.decision_id.in_(decision_ids)).order_by(Position.id)
    for one in db.session.scalars(query):
        found[one.decision_id].append(one)
    return found


def standing_positions(rows: Sequence[Position]) -> dict[int, Position]:
    """Of positions in the order they were stated, the one that holds for each partner."""
    return {one.partner_id: one for one in rows}


def subjects_of(decision_ids: Sequence[int]) -> dict[int, list[DecisionSubject]]:
    """What some decisions are about, by decision."""
    found: dict[int, list[DecisionSubject]] = {number: [] for number in decision_ids}
    query = select(DecisionSubject).where(DecisionSubject.decision_id.in_(decision_ids)).order_by(DecisionSubject.id)
    for one in db.session.scalars(query):
        found[one.decision_id].append(one)
    return found


def proposals_of(decision_ids: Sequence[int]) -> dict[int, Proposal]:
    """Who proposed some decisions, by decision; those of which nobody says are left out."""
    query = select(Proposal).where(Proposal.decision_id.in_(decision_ids)).order_by(Proposal.id)
    return {one.decision_id: one for one in db.session.scalars(query)}


def mark_of(decision_id: int) -> int:
    """A number that changes with whatever is said of a decision: positions, subjects, who proposed it."""
    stated = [one.id for one in positions_on([decision_id])[decision_id]]
    about = sorted(one.subject for one in subjects_of([decision_id])[decision_id])
    proposal = proposals_of([decision_id]).get(decision_id)
    return crc32(repr((stated, about, proposal and proposal.partner_id)).encode()) & LARGEST


def voting_rules_of(collaboration_id: int) -> Sequence[VotingRule]:
    """The rules by which the partners of a collaboration decided and decide, oldest first."""
    return db.session.scalars(
        select(VotingRule)
        .where(VotingRule.collaboration_id == collaboration_id)
        .order_by(VotingRule.starts, VotingRule.id)
    ).all()


def voting_rule_on(collaboration_id: int, day: str) -> VotingRule | None:
    """The rule in force on a day; of a day known only in part, the one that held for all of it."""
    if not day:
        return None
    first, last = f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10], f"{day}-12-31"[:10]
    last = last if len(day) == 4 else f"{day}-31"[:10]
    for rule in voting_rules_of(collaboration_id):
        if rule.starts.isoformat() <= first and last <= (rule.ends or date.max).isoformat():
            return rule
    return None


def newest_voting_rule(collaboration_id: int) -> int:
    """The number of the rule set last in a collaboration; 0 for none."""
    query = select(func.max(VotingRule.id)).where(VotingRule.collaboration_id == collaboration_id)
    return db.session.scalar(query) or 0


__all__ = [
    "DecisionSubject",
    "Position",
    "Proposal",
    "VotingRule",
    "mark_of",
    "newest_voting_rule",
    "positions_on",
    "proposals_of",
    "standing_positions",
    "subjects_of",
    "voting_rule_on",
    "voting_rules_of",
]
