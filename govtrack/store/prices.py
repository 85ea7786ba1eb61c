"""Prices as rows: dated releases of the GDP deflators, dated tables of discount rates, and which one a page uses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.discounting import Rates
from govtrack.analytics.realterms import NONE, Deflators
from govtrack.analytics.words import spoken
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.names import key_of


class Loaded(Recorded):
    """What a release and a table of rates share: it is loaded once, never changed, and at most withdrawn."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(120), unique=True)
    published: Mapped[str] = mapped_column(String(10))
    """The day it was published, whole or known only to its month."""
    loaded: Mapped[date] = mapped_column()
    loaded_by: Mapped[str] = mapped_column(String(255))
    withdrawn: Mapped[date | None] = mapped_column()
    why_withdrawn: Mapped[str] = mapped_column(Text, default="")

    @property
    def out(self) -> date:
        """The first day on which it can have been known: of a month the first, so that no day is called too early."""
        return date(*(int(part) for part in f"{self.published}-01-01".split("-")[:3]))

    def there_on(self, day: date) -> bool:
        """Whether the register had it on a day."""
        return self.loaded <= day and self.out <= day and not self.gone_on(day)

    def gone_on(self, day: date) -> bool:
        """Whether it had been withdrawn by a day."""
        return self.withdrawn is not None and self.withdrawn <= day

    @property
    def order(self) -> tuple[date, int]:
        """The newest is the one published last; of two of one day, the one loaded last."""
        return self.out, self.id


Kept = TypeVar("Kept", bound=Loaded)


class DeflatorRelease(Loaded, Base):
    """One release of the GDP deflators."""

    __tablename__ = "deflator_releases"

    rows: Mapped[list["Deflator"]] = relationship(order_by="Deflator.year", back_populates="release")


class Deflator(Recorded, Base):
    """The index of one financial year, as it was written, with its status and where it comes from."""

    __tablename__ = "deflators"
    __table_args__ = (UniqueConstraint("release_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("deflator_releases.id"), index=True)
    year: Mapped[int] = mapped_column()
    """The calendar year in which the financial year starts."""
    index: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")

    release: Mapped[DeflatorRelease] = relationship(back_populates="rows")


class RateTable(Loaded, Base):
    """One table of yearly discount rates, as it was published."""

    __tablename__ = "discount_tables"

    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    """How it stands: under review, superseded."""
    bands: Mapped[list["DiscountRate"]] = relationship(order_by="DiscountRate.first_year", back_populates="table")


class DiscountRate(Recorded, Base):
    """The rate of a band of years, counted from year 0, as a percentage as it was written."""

    __tablename__ = "discount_rates"
    __table_args__ = (UniqueConstraint("table_id", "first_year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[int] = mapped_column(ForeignKey("discount_tables.id"), index=True)
    first_year: Mapped[int] = mapped_column()
    last_year: Mapped[int] = mapped_column()
    percent: Mapped[str] = mapped_column(String(10))

    table: Mapped[RateTable] = relationship(back_populates="bands")


def releases() -> Sequence[DeflatorRelease]:
    """Every release that was ever loaded, the newest first."""
    return sorted(db.session.scalars(select(DeflatorRelease)), key=lambda one: one.order, reverse=True)


def tables() -> Sequence[RateTable]:
    """Every table of discount rates that was ever loaded, the newest first."""
    return sorted(db.session.scalars(select(RateTable)), key=lambda one: one.order, reverse=True)


def release_named(name: str) -> DeflatorRelease | None:
    """The release of a name, whatever its case."""
    return db.session.scalar(select(DeflatorRelease).where(DeflatorRelease.key == key_of(name)))


def table_named(name: str) -> RateTable | None:
    """The table of discount rates of a name, whatever its case."""
    return db.session.scalar(select(RateTable).where(RateTable.key == key_of(name)))


def usual(found: Sequence[Kept], day: date | None = None) -> Kept | None:
    """Of some releases or tables, newest first, the one that pages use; as known on a day, the newest there was then.

    For a day before the register had any, it is the newest published by then, or else the oldest there is.
    """
    standing = [one for one in found if one.withdrawn is None]
    if day is None:
        return next(iter(standing), None)
    known = [one for one in found if one.there_on(day)] or [one for one in standing if one.out <= day]
    return next(iter(known or reversed(standing)), None)


def deflators(*, release_id: int | None = None, as_at: date | None = None) -> Deflators:
    """The release that is asked for, or else the usual one; it says so wherever it is not simply the newest."""
    found = releases()
    newest = usual(found)
    chosen = next((one for one in found if one.id == release_id), None) or usual(found, as_at)
    if chosen is None:
        return NONE
    return values_of(chosen, _why(chosen, newest, as_at, asked_for=release_id is not None))


def _why(chosen: DeflatorRelease, newest: DeflatorRelease | None, as_at: date | None, *, asked_for: bool) -> str:
    """Which release it is beside the others, for the note of a page."""
    if chosen.withdrawn is not None and (as_at is None or chosen.gone_on(as_at)):
        return f" It was withdrawn on {spoken(chosen.withdrawn)}: {chosen.why_withdrawn}"
    if newest is None or chosen is newest:
        return ""
    if as_at is not None and not asked_for:
        return f" It was the newest known on {spoken(as_at)}; there is now {newest.name}."
    return f" It was chosen for this page; the newest is {newest.name}."


def values_of(release: DeflatorRelease, chosen: str = "") -> Deflators:
    """A release as the arithmetic takes it; `chosen` says which it is beside the others."""
    columns = Deflator.year, Deflator.index, Deflator.status
    rows = db.session.execute(select(*columns).where(Deflator.release_id == release.id).order_by(Deflator.year))
    return _put_together(tuple(map(tuple, rows)), release.name, release.out, chosen)


@lru_cache(maxsize=32)
def _put_together(rows: tuple[tuple[int, str, str], ...], release: str, published: date, chosen: str) -> Deflators:
    """The same rows give the same object, which what is worked out by it is remembered under."""
    return replace(Deflators.of(rows, release=release, published=published), chosen=chosen)


def rates_of(table: RateTable) -> Rates:
    """A table of discount rates as the arithmetic takes it."""
    bands = [(band.last_year, Fraction(band.percent) / 100) for band in table.bands]
    return Rates(table.name, tuple(bands))


def rates_on(day: date, found: Sequence[RateTable] | None = None) -> RateTable | None:
    """The table that business cases use, as `usual` chooses releases; None where none was loaded."""
    return usual(tables() if found is None else found, day)
