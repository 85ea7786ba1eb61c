"""Organisations, their offices over time, who held them, and which organisation followed which."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, String, Text, func, select, text
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column, relationship, selectinload

from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.names import SHORT, key_of, named


class Organisation(Recorded, Base):
    """A police area or another partner. The office goes on; the person changes."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    short_name: Mapped[str] = mapped_column(String(SHORT))
    short_key: Mapped[str] = mapped_column(String(30), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    area_code: Mapped[str] = mapped_column(String(12), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    offices: Mapped[list["Office"]] = relationship(back_populates="organisation", order_by="(Office.starts, Office.id)")
    former_names: Mapped[list["FormerName"]] = relationship(
        back_populates="organisation", order_by="(FormerName.until, FormerName.id)"
    )


class FormerName(Recorded, Base):
    """What an organisation was called until it was renamed: it is still found by it."""

    __tablename__ = "former_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    short_name: Mapped[str] = mapped_column(String(SHORT))
    short_key: Mapped[str] = mapped_column(String(30), index=True)
    name: Mapped[str] = mapped_column(String(200))
    until: Mapped[date] = mapped_column()
    """The last day it was called so."""
    note: Mapped[str] = mapped_column(Text, default="")

    organisation: Mapped[Organisation] = relationship(back_populates="former_names")


class Office(Recorded, Base):
    """An office that answers for an area for a time: a police authority, then a commissioner, then a mayor."""

    __tablename__ = "offices"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(30))
    starts: Mapped[str] = mapped_column(String(10), default="")
    """Whole, or known only to the year or month: `2012-11-22`, `2014-03`, `2015`; empty where not known."""
    ends: Mapped[str] = mapped_column(String(10), default="")
    source: Mapped[str] = mapped_column(Text, default="")

    organisation: Mapped[Organisation] = relationship(back_populates="offices")
    terms: Mapped[list["Term"]] = relationship(back_populates="office", order_by="(Term.starts, Term.id)")


class Term(Recorded, Base):
    """Who held an office, from when to when, acting or not."""

    __tablename__ = "terms"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    holder: Mapped[str] = mapped_column(String(120))
    starts: Mapped[str] = mapped_column(String(10), default="")
    ends: Mapped[str] = mapped_column(String(10), default="")
    acting: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(Text, default="")

    office: Mapped[Office] = relationship(back_populates="terms")


class Succession(Recorded, Base):
    """One organisation followed by another: renamed, merged or its functions transferred."""

    __tablename__ = "successions"

    id: Mapped[int] = mapped_column(primary_key=True)
    old_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column()
    note: Mapped[str] = mapped_column(Text, default="")

    old: Mapped[Organisation] = relationship(foreign_keys=old_id)
    new: Mapped[Organisation] = relationship(foreign_keys=new_id)


def organisation_named(name: str) -> Organisation | None:
    """The organisation that goes by a short or a full name, or else the one that went by it last."""
    there = named(Organisation, name, full="name")
    if there is not None:
        return there
    former = db.session.scalars(
        select(FormerName)
        .where((FormerName.short_key == key_of(name)) | (func.lower(FormerName.name) == name.strip().lower()))
        .order_by(FormerName.until.desc(), FormerName.id.desc())
    ).first()
    return former.organisation if former else None


def former_names() -> Sequence[FormerName]:
    """What organisations were called before, the latest first."""
    return db.session.scalars(select(FormerName).order_by(FormerName.until.desc(), FormerName.id.desc())).all()


def organisations() -> Sequence[Organisation]:
    """Every organisation, by short name."""
    return db.session.scalars(select(Organisation).order_by(Organisation.short_key, Organisation.id)).all()


def organisations_and_their_past() -> Sequence[Organisation]:
    """The same with their offices, terms and former names read along, however many there are."""
    past = selectinload(Organisation.offices).selectinload(Office.terms), selectinload(Organisation.former_names)
    return db.session.scalars(
        select(Organisation).options(*past).order_by(Organisation.short_key, Organisation.id)
    ).all()


def organisations_of(ids: Sequence[int]) -> Sequence[Organisation]:
    """The organisations with these numbers, by short name."""
    return db.session.scalars(
        select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.short_key, Organisation.id)
    ).all()


def terms_of(organisation_ids: Sequence[int]) -> Sequence[Term]:
    """Who held the offices of some organisations, oldest first."""
    return db.session.scalars(
        select(Term)
        .join(Term.office)
        .options(contains_eager(Term.office))
        .where(Office.organisation_id.in_(organisation_ids))
        .order_by(Office.organisation_id, Term.starts, Term.id)
    ).all()


def successions() -> Sequence[Succession]:
    """Every succession, with both its organisations."""
    both = joinedload(Succession.old), joinedload(Succession.new)
    return db.session.scalars(select(Succession).options(*both).order_by(Succession.on, Succession.id)).all()


def successions_of(organisation_id: int) -> Sequence[Succession]:
    """What an organisation followed, and what followed it, oldest first."""
    return db.session.scalars(
        select(Succession)
        .where((Succession.old_id == organisation_id) | (Succession.new_id == organisation_id))
        .order_by(Succession.on, Succession.id)
    ).all()


def offices_of(organisation_id: int) -> Sequence[Office]:
    """The offices that answered for an organisation over time, oldest first."""
    return db.session.scalars(
        select(Office).where(Office.organisation_id == organisation_id).order_by(Office.starts, Office.id)
    ).all()


def office_at(number: int) -> Office | None:
    """An office by its number."""
    return db.session.get(Office, number)


def term_at(number: int) -> Term | None:
    """A term of office by its number."""
    return db.session.get(Term, number)


def holders_on(organisation_ids: Sequence[int], day: date) -> dict[int, Term]:
    """Who answers for each organisation on a day, so far as is known; of several, who came last."""
    when = day.isoformat()
    return {
        term.office.organisation_id: term
        for term in terms_of(organisation_ids)
        if term.starts <= when and (not term.ends or term.ends >= when[: len(term.ends)])
    }


def partners_anywhere() -> Sequence[Organisation]:
    """The organisations that are or were a partner somewhere, by short name."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(select(text("partner_id")).select_from(text("memberships"))))
        .order_by(Organisation.short_key, Organisation.id)
    ).all()


def offices_now(organisation_ids: Sequence[int]) -> dict[int, Office]:
    """The office that answers for each organisation and has no end, whoever holds it; of several, the latest."""
    query = (
        select(Office)
        .where(Office.organisation_id.in_(organisation_ids), Office.ends == "")
        .order_by(Office.starts, Office.id)
    )
    return {office.organisation_id: office for office in db.session.scalars(query)}
