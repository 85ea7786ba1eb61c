"""What a decision's notice has beside its own answers: words under heads, links, who did what to it, addenda."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from govtrack.analytics.register import TAKEN, USUAL, Heading
from govtrack.store.db import Base, db
from govtrack.store.decisions import AlsoAbout, Decision
from govtrack.store.events import Recorded


class Part(Recorded, Base):
    """The words under one head of a notice. Summary and reasons are the decision's own columns."""

    __tablename__ = "decision_parts"
    __table_args__ = (UniqueConstraint("decision_id", "heading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    heading: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text)


class DecisionLink(Recorded, Base):
    """How a decision stands to an earlier one, besides superseding it."""

    __tablename__ = "decision_links"
    __table_args__ = (UniqueConstraint("decision_id", "earlier_id", "how"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    how: Mapped[str] = mapped_column(String(20))

    decision: Mapped[Decision] = relationship(foreign_keys=decision_id)
    earlier: Mapped[Decision] = relationship(foreign_keys=earlier_id)


class DecisionAct(Recorded, Base):
    """One step of a decision: what was done to it, by whom, when, in what words. Only ever added."""

    __tablename__ = "decision_acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    act: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column()
    at: Mapped[str] = mapped_column(String(32))
    person: Mapped[str] = mapped_column(String(255))
    words: Mapped[str] = mapped_column(Text, default="")


class Addendum(Recorded, Base):
    """What was added to a decided decision to correct its record; the record itself stays as it was read."""

    __tablename__ = "decision_addenda"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    day: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))
    words: Mapped[str] = mapped_column(Text)


class TemplateHeading(Recorded, Base):
    """One head that a body's own template asks, and its place in their order."""

    __tablename__ = "template_headings"
    __table_args__ = (UniqueConstraint("body_id", "heading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    heading: Mapped[str] = mapped_column(String(40))
    place: Mapped[int] = mapped_column()


def chosen_headings(body_id: int) -> list[TemplateHeading]:
    """The heads a body has chosen for its template, in their order; empty where it has chosen none."""
    query = select(TemplateHeading).where(TemplateHeading.body_id == body_id)
    return list(db.session.scalars(query.order_by(TemplateHeading.place, TemplateHeading.id)))


def template_of(body_id: int) -> list[Heading]:
    """The heads that the form asks for a body: its own template's, else the usual."""
    return [Heading(one.heading) for one in chosen_headings(body_id)] or list(USUAL)


def parts_of(decision_ids: Sequence[int]) -> dict[int, dict[Heading, Part]]:
    """What is written under which head, by decision; summary and reasons are not among them."""
    found: dict[int, dict[Heading, Part]] = {number: {} for number in decision_ids}
    query = select(Part).where(Part.decision_id.in_(decision_ids)).order_by(Part.id)
    for part in db.session.scalars(query):
        found[part.decision_id][Heading(part.heading)] = part
    return found


def words_of(decision: Decision, parts: Mapping[Heading, Part] | None = None) -> dict[Heading, str]:
    """All that is written in a notice, by head, in the order of its body's template and then of the law's heads."""
    parts = parts_of([decision.id])[decision.id] if parts is None else parts
    there = {heading: part.words for heading, part in parts.items()}
    there |= {Heading.SUMMARY: decision.summary, Heading.REASONS: decision.reasons}
    order = list(dict.fromkeys([*template_of(decision.body_id), *Heading]))
    return {heading: there[heading] for heading in order if there.get(heading)}


def also_about(decision_id: int) -> Sequence[AlsoAbout]:
    """The further collaborations of a decision, in the order they were named."""
    return db.session.scalars(
        select(AlsoAbout).where(AlsoAbout.decision_id == decision_id).order_by(AlsoAbout.id)
    ).all()


def links_from(decision_id: int) -> Sequence[DecisionLink]:
    """What earlier decisions one follows, implements or reviews, oldest link first."""
    return db.session.scalars(
        select(DecisionLink).where(DecisionLink.decision_id == decision_id).order_by(DecisionLink.id)
    ).all()


def links_to(decision_id: int) -> Sequence[DecisionLink]:
    """What later decisions follow, implement or review one, oldest link first."""
    return db.session.scalars(
        select(DecisionLink).where(DecisionLink.earlier_id == decision_id).order_by(DecisionLink.id)
    ).all()


def acts_of(decision_id: int) -> Sequence[DecisionAct]:
    """What was done to a decision, oldest first."""
    return db.session.scalars(
        select(DecisionAct).where(DecisionAct.decision_id == decision_id).order_by(DecisionAct.id)
    ).all()


def addenda_to(decision_id: int) -> Sequence[Addendum]:
    """What was added to a decision, oldest first."""
    return db.session.scalars(select(Addendum).where(Addendum.decision_id == decision_id).order_by(Addendum.id)).all()


def deciding_on(agreement_ids: Sequence[int]) -> Sequence[Decision]:
    """The decisions that bodies took on some agreements, oldest first."""
    return db.session.scalars(
        select(Decision)
        .join(Decision.body)
        .options(contains_eager(Decision.body))
        .where(Decision.agreement_id.in_(agreement_ids), Decision.step.in_(TAKEN))
        .order_by(Decision.agreement_id, Decision.decided, Decision.id)
    ).all()
