"""Measures: pounds, and every other unit a collaboration counts in, never added to each other."""

from collections.abc import Sequence

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.names import key_of
from govtrack.store.rollups import period_totals

POUNDS = "GBP"


class Measure(Recorded, Base):
    """What amounts are counted in; kept as whole numbers of the smallest unit (`decimals` 2: hundredths)."""

    __tablename__ = "measures"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(60), unique=True)
    unit: Mapped[str] = mapped_column(String(30))
    nature: Mapped[str] = mapped_column(String(10))
    better: Mapped[str] = mapped_column(String(10))
    decimals: Mapped[int] = mapped_column(default=0)

    @property
    def money(self) -> bool:
        return self.name == POUNDS


def measure_named(name: str) -> Measure | None:
    """The measure of a name, whatever its case."""
    return db.session.scalar(select(Measure).where(Measure.key == key_of(name)))


def measures() -> Sequence[Measure]:
    """Every measure: pounds first, then by name."""
    return db.session.scalars(select(Measure).order_by(Measure.name != POUNDS, Measure.key)).all()


def measures_used(collaboration_id: int) -> Sequence[Measure]:
    """The measures a collaboration has kept totals in, pounds first; pounds alone when it has none yet."""
    used = select(period_totals.c.measure_id).where(
        period_totals.c.collaboration_id == collaboration_id, period_totals.c.lines > 0
    )
    return db.session.scalars(
        select(Measure)
        .where((Measure.id.in_(used)) | (Measure.name == POUNDS))
        .order_by(Measure.name != POUNDS, Measure.key)
    ).all()
