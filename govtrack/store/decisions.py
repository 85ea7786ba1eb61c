"""Decisions as rows: what was decided, by which body, when and why, and every question asked of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from sqlalchemy import ColumnElement, ForeignKey, Select, String, Text, UniqueConstraint, and_, false, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.exemptions import Openness
from govtrack.analytics.register import TAKEN, Step
from govtrack.analytics.searching import Asked, asked
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Agreement, Collaboration
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.findables import Findable, matching
from govtrack.store.names import key_of


class Decision(Recorded, Base):
    """One body's decision, or the paper that may become one. Once taken it changes only by a later one."""

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("body_id", "reference_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(100))
    """In the office's own style, unique per body, never read for a date."""
    reference_key: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(300))
    body_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("collaborations.id"), index=True)
    decided: Mapped[str] = mapped_column(String(10), default="", index=True)
    """Whole, or known only to the year or month; empty where not known."""
    outcome: Mapped[str] = mapped_column(String(20))
    summary: Mapped[str] = mapped_column(Text, default="")
    reasons: Mapped[str] = mapped_column(Text, default="")
    signed_by: Mapped[str] = mapped_column(String(120), default="")
    capacity: Mapped[str] = mapped_column(String(120), default="")
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), index=True)
    source: Mapped[str] = mapped_column(Text, default="")
    step: Mapped[str] = mapped_column(String(20), default=str(Step.DECIDED), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"), index=True)
    """The section 22A agreement it decides on: several bodies' decisions on one agreement make a chain."""
    lead_officer: Mapped[str] = mapped_column(String(120), default="")
    chief_officer: Mapped[str] = mapped_column(String(120), default="")
    """Who approved it for the force, where it touches force business."""
    chief_approved: Mapped[str] = mapped_column(String(10), default="")
    signed: Mapped[str] = mapped_column(String(10), default="")
    urgent: Mapped[bool] = mapped_column(default=False)
    """Taken under the urgent procedure; `ratified` is then the day it was confirmed, empty until it is."""
    ratified: Mapped[str] = mapped_column(String(10), default="")
    significant: Mapped[bool] = mapped_column(default=False)
    """Of significant public interest: a record of it has to be published."""
    openness: Mapped[str] = mapped_column(String(40), default=str(Openness.OPEN))
    """How much of it the public is to read once it is published."""
    exemption: Mapped[str] = mapped_column(String(40), default="")
    """The ground on which it is withheld as a whole; a part's own ground stands with the part."""
    public_objective: Mapped[str] = mapped_column(Text, default="")
    """What the public is told of its objective where it reads no more than title, parties and objective."""
    published: Mapped[date | None] = mapped_column()
    """The day from which the public could read it; empty where it cannot."""
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    body: Mapped[Organisation] = relationship(lazy="joined")
    collaboration: Mapped[Collaboration | None] = relationship(lazy="joined")
    agreement: Mapped[Agreement | None] = relationship()
    supersedes: Mapped["Decision | None"] = relationship(remote_side=id)
    also: Mapped[list["AlsoAbout"]] = relationship(order_by="AlsoAbout.id")

    @property
    def all_about(self) -> list[Collaboration]:
        """Every collaboration it is about, the main one first."""
        return [*filter(None, [self.collaboration]), *(one.collaboration for one in self.also)]

    @property
    def taken(self) -> bool:
        """Whether it has been decided, and is more than a paper."""
        return Step(self.step) in TAKEN


class AlsoAbout(Recorded, Base):
    """A further collaboration that a decision is about, beside the first."""

    __tablename__ = "decision_collaborations"
    __table_args__ = (UniqueConstraint("decision_id", "collaboration_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)

    collaboration: Mapped[Collaboration] = relationship(lazy="joined")


class DecisionSubject(Recorded, Base):
    """One thing that a decision is about."""

    __tablename__ = "decision_subjects"
    __table_args__ = (UniqueConstraint("decision_id", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    subject: Mapped[str] = mapped_column(String(40), index=True)
    """A word of `Subject`."""

    decision: Mapped[Decision] = relationship()


def decision_of(body_id: int, reference: str) -> Decision | None:
    """A body's decision of a reference, whatever its case and spacing."""
    return db.session.scalar(
        select(Decision).where(Decision.body_id == body_id, Decision.reference_key == key_of(reference))
    )


def decisions_about(collaboration_ids: Sequence[int]) -> Sequence[Decision]:
    """The decisions about some collaborations, oldest first; those of unknown date come first."""
    return db.session.scalars(
        select(Decision)
        .where(_about(collaboration_ids), Decision.step.in_(TAKEN))
        .order_by(Decision.decided, Decision.id)
    ).all()


def superseding(decision_id: int) -> Sequence[Decision]:
    """The later decisions that supersede one, oldest first."""
    return db.session.scalars(
        select(Decision)
        .where(Decision.supersedes_id == decision_id, Decision.step.in_(TAKEN))
        .order_by(Decision.decided, Decision.id)
    ).all()


def _readable(
    body_ids: Sequence[int] | None,
    collaboration_ids: Sequence[int] | None,
    until: Mapping[int, date],
) -> Select[Decision]:
    query = select(Decision)
    if body_ids is None or collaboration_ids is None:
        return query
    return query.where(
        or_(
            Decision.body_id.in_(body_ids),
            and_(
                Decision.step.in_(TAKEN),
                or_(
                    _about([one for one in collaboration_ids if one not in until]),
                    *(
                        and_(_about([one]), Decision.decided <= until[one].isoformat())
                        for one in collaboration_ids
                        if one in until
                    ),
                ),
            ),
        )
    )


def _about(collaboration_ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether a decision is about any of some collaborations, mainly or also."""
    also = select(AlsoAbout.decision_id).where(AlsoAbout.collaboration_id.in_(collaboration_ids))
    return or_(Decision.collaboration_id.in_(collaboration_ids), Decision.id.in_(also))


def decisions(
    *,
    body_ids: Sequence[int] | None,
    collaboration_ids: Sequence[int] | None,
    until: Mapping[int, date] = MappingProxyType({}),
    words: str = "",
    collaboration_id: int | None = None,
    body_id: int | None = None,
    year: str = "",
    step: str = "",
    subject: str = "",
) -> Select[Decision]:
    """The decisions that a person may read, newest first, narrowed by what was asked; None for the two lists: all.

    `until` holds the last day of what may be read of a collaboration, where there is one.
    A query, not rows, so that the page can ask for one screen of it and its count.
    """
    query = _readable(body_ids, collaboration_ids, until)
    if words.strip():
        query = query.where(_holding(asked(words)))
    if collaboration_id is not None:
        query = query.where(_about([collaboration_id]))
    if body_id is not None:
        query = query.where(Decision.body_id == body_id)
    if year:
        query = query.where(Decision.decided.startswith(year, autoescape=True))
    if step:
        query = query.where(Decision.step == step)
    if subject:
        query = query.where(Decision.id.in_(about_subject(subject)))
    return query.order_by(Decision.decided.desc(), Decision.id.desc())


def about_subject(subject: str) -> Select[int]:
    """The numbers of the decisions that are about a subject, among others."""
    return select(DecisionSubject.decision_id).where(DecisionSubject.subject == subject)


def _holding(wanted: Asked) -> ColumnElement[bool]:
    """Whether a decision holds all that was asked for; none does where nothing can be looked for."""
    if not wanted:
        return false()
    return Decision.id.in_(matching(["decision"], wanted).with_only_columns(Findable.subject_id))


def years(query: Select[Decision]) -> list[str]:
    """The years in which the decisions of a query were taken, latest first."""
    year = func.substr(Decision.decided, 1, 4)
    found = query.order_by(None).with_only_columns(year).where(Decision.decided != "").distinct()
    return sorted(db.session.scalars(found), reverse=True)


def decisions_referred_to(reference: str) -> Sequence[Decision]:
    """The decisions of every body that go by a reference, whatever its case and spacing, oldest first."""
    return db.session.scalars(
        select(Decision).where(Decision.reference_key == key_of(reference)).order_by(Decision.decided, Decision.id)
    ).all()


def latest_of(body_ids: Sequence[int], *, limit: int) -> Sequence[Decision]:
    """The decisions that some bodies took last, newest first."""
    return db.session.scalars(
        select(Decision)
        .where(Decision.body_id.in_(body_ids), Decision.step.in_(TAKEN))
        .order_by(Decision.decided.desc(), Decision.id.desc())
        .limit(limit)
    ).all()


def line_of(decision: Decision, *, longest: int = 100) -> list[Decision]:
    """The decisions that one follows from and that follow from it, each after what it supersedes."""
    first = decision
    for _ in range(longest):
        if first.supersedes is None:
            break
        first = first.supersedes
    line: list[Decision] = []
    waiting = [first]
    while waiting and len(line) < longest:
        one = waiting.pop(0)
        if one in line:
            continue
        line.append(one)
        waiting += superseding(one.id)
    return line


def references(
    *,
    body_ids: Sequence[int] | None = None,
    collaboration_ids: Sequence[int] | None = None,
    until: Mapping[int, date] = MappingProxyType({}),
) -> Sequence[tuple[int, str]]:
    """Which body has which reference, in the form they are compared by; narrowed as `decisions` is."""
    query = _readable(body_ids, collaboration_ids, until).order_by(Decision.id)
    found = query.with_only_columns(Decision.body_id, Decision.reference_key)
    return [(body, reference) for body, reference in db.session.execute(found)]
