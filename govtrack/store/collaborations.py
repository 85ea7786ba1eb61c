"""Collaborations as rows: the table, its agreements and memberships, and every question asked of them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from govtrack.analytics.kinds import State
from govtrack.store.bodies import Organisation
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.names import SHORT, named


class Collaboration(Recorded, Base):
    """Work that partners do together under an agreement; it outlives everybody in it."""

    __tablename__ = "collaborations"

    id: Mapped[int] = mapped_column(primary_key=True)
    short_name: Mapped[str] = mapped_column(String(SHORT))
    short_key: Mapped[str] = mapped_column(String(30), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(Text, default="")
    model: Mapped[str] = mapped_column(String(40), default="")
    state: Mapped[str] = mapped_column(String(20))
    started: Mapped[str] = mapped_column(String(10), default="")
    """Whole, or known only to the year or month; empty where not known."""
    ended: Mapped[str] = mapped_column(String(10), default="")
    year_from: Mapped[int] = mapped_column(default=3)
    """The month its years begin in, counted from January as 0: 3 for financial years, 0 for calendar years."""
    reforms_id: Mapped[int | None] = mapped_column(ForeignKey("collaborations.id"))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    reforms: Mapped["Collaboration | None"] = relationship(remote_side=id)
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="collaboration", order_by="(Membership.joined, Membership.id)"
    )
    agreements: Mapped[list["Agreement"]] = relationship(
        back_populates="collaboration", order_by="(Agreement.signed, Agreement.id)"
    )

    @property
    def calendar(self) -> bool:
        """Whether its years are calendar years."""
        return self.year_from == 0


class Membership(Recorded, Base):
    """A partner's spell in a collaboration, with its vote, its visible role and the role behind the scenes."""

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    joined: Mapped[date | None] = mapped_column()
    left: Mapped[date | None] = mapped_column()
    """The last day of the spell."""
    notice_given: Mapped[date | None] = mapped_column()
    votes: Mapped[int | None] = mapped_column()
    observer: Mapped[bool] = mapped_column(default=False)
    role: Mapped[str] = mapped_column(String(200), default="")
    role_behind: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    collaboration: Mapped[Collaboration] = relationship(back_populates="memberships")
    partner: Mapped[Organisation] = relationship(lazy="joined")


class Agreement(Recorded, Base):
    """A section 22A agreement: what it provides for, who signed, when it is looked at again, how one leaves."""

    __tablename__ = "agreements"

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    force_provision: Mapped[bool] = mapped_column(default=False)
    body_provision: Mapped[bool] = mapped_column(default=False)
    joint_provision: Mapped[bool] = mapped_column(default=False)
    parties: Mapped[str] = mapped_column(Text, default="")
    """The parties as the agreement names them, one a line: chief officers and policing bodies apart."""
    signed: Mapped[str] = mapped_column(String(10), default="")
    review_due: Mapped[date | None] = mapped_column()
    notice_months: Mapped[int | None] = mapped_column()
    silence_days: Mapped[int | None] = mapped_column()
    """After how many days a partner's silence on a return counts as agreement; None where it says nothing of it."""
    exit_rule: Mapped[str] = mapped_column(Text, default="")
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"))
    source: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    collaboration: Mapped[Collaboration] = relationship(back_populates="agreements")
    supersedes: Mapped["Agreement | None"] = relationship(remote_side=id)


def collaboration_named(name: str) -> Collaboration | None:
    """The collaboration that goes by a short name or a title."""
    return named(Collaboration, name, full="title")


def collaborations_of(ids: Sequence[int] | None) -> Sequence[Collaboration]:
    """The collaborations with these numbers (None: all of them), by short name."""
    query = select(Collaboration).order_by(Collaboration.short_key, Collaboration.id)
    if ids is not None:
        query = query.where(Collaboration.id.in_(ids))
    return db.session.scalars(query).all()


def memberships_in(collaboration_ids: Sequence[int]) -> Sequence[Membership]:
    """Who is and was in some collaborations: by collaboration, then joining date, then partner."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.partner)
        .where(Membership.collaboration_id.in_(collaboration_ids))
        .order_by(Membership.collaboration_id, Membership.joined.nulls_first(), Organisation.short_key, Membership.id)
    ).all()


def memberships_of(organisation_ids: Sequence[int]) -> Sequence[Membership]:
    """Where some organisations are and were partners, by collaboration."""
    return db.session.scalars(
        select(Membership)
        .where(Membership.partner_id.in_(organisation_ids))
        .order_by(Membership.collaboration_id, Membership.joined.nulls_first(), Membership.id)
    ).all()


def agreements_in(collaboration_ids: Sequence[int]) -> Sequence[Agreement]:
    """The agreements of some collaborations, oldest first."""
    return db.session.scalars(
        select(Agreement)
        .where(Agreement.collaboration_id.in_(collaboration_ids))
        .order_by(Agreement.collaboration_id, Agreement.signed, Agreement.id)
    ).all()


def silence_on(collaboration_id: int, day: date) -> int | None:
    """The days of silence that the agreements in force on a day provide for; None where they say nothing of it."""
    signed = [one for one in agreements_in([collaboration_id]) if one.signed <= day.isoformat()[: len(one.signed)]]
    superseded = {one.supersedes_id for one in signed}
    told = [one.silence_days for one in signed if one.id not in superseded and one.silence_days is not None]
    return told[-1] if told else None


def membership_at(number: int) -> Membership | None:
    """A spell by its number."""
    return db.session.get(Membership, number)


def reviews_due(collaboration_ids: Sequence[int], *, until: date) -> Sequence[Agreement]:
    """The agreements in force that are to be looked at again by a day, overdue ones first."""
    later = select(Agreement.supersedes_id).where(Agreement.supersedes_id.is_not(None))
    return db.session.scalars(
        select(Agreement)
        .join(Agreement.collaboration)
        .where(
            Agreement.collaboration_id.in_(collaboration_ids),
            Agreement.review_due <= until,
            Agreement.id.not_in(later),
            Collaboration.state != State.ENDED,
        )
        .order_by(Agreement.review_due, Agreement.id)
    ).all()


def re_forming(collaboration_id: int) -> Sequence[Collaboration]:
    """The later collaborations that re-form one, oldest first."""
    return db.session.scalars(
        select(Collaboration)
        .where(Collaboration.reforms_id == collaboration_id)
        .order_by(Collaboration.started, Collaboration.id)
    ).all()


def hold(collaboration: Collaboration) -> None:
    """Let no other writer change what belongs to a collaboration until this transaction ends.

    SQLite has one writer anyway; PostgreSQL locks the row.
    """
    db.session.execute(select(Collaboration.id).where(Collaboration.id == collaboration.id).with_for_update())


def spells() -> list[tuple[int, int, date | None, date | None]]:
    """Every membership as numbers and dates: collaboration, partner, first and last day; oldest first."""
    query = select(Membership.collaboration_id, Membership.partner_id, Membership.joined, Membership.left).order_by(
        Membership.collaboration_id, Membership.partner_id, Membership.joined.nulls_first(), Membership.id
    )
    return [(one, partner, joined, left) for one, partner, joined, left in db.session.execute(query)]


def agreement_at(number: int) -> Agreement | None:
    """An agreement by its number."""
    return db.session.get(Agreement, number)


def agreements_of(collaboration_ids: Sequence[int]) -> Sequence[Agreement]:
    """The agreements of some collaborations, by collaboration, the one signed last first."""
    return db.session.scalars(
        select(Agreement)
        .join(Agreement.collaboration)
        .options(contains_eager(Agreement.collaboration))
        .where(Agreement.collaboration_id.in_(collaboration_ids))
        .order_by(Collaboration.short_key, Agreement.signed.desc(), Agreement.id)
    ).all()


def partners_in(ids: Sequence[int] | None) -> Sequence[Organisation]:
    """Who is or was a partner in any of some collaborations (None: in any at all), by short name."""
    spells = select(Membership.partner_id)
    if ids is not None:
        spells = spells.where(Membership.collaboration_id.in_(ids))
    return db.session.scalars(
        select(Organisation).where(Organisation.id.in_(spells)).order_by(Organisation.short_key, Organisation.id)
    ).all()


def partners_on(collaboration_id: int, day: date) -> list[Organisation]:
    """The partners of a collaboration on a day, observers left out, by short name."""
    return [
        spell.partner
        for spell in memberships_in([collaboration_id])
        if not spell.observer and (spell.joined or date.min) <= day <= (spell.left or date.max)
    ]
