"""Which parts of a decision's notice are withheld from the public, and on which ground."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from govtrack.store.db import Base, db
from govtrack.store.events import Recorded


class Withholding(Recorded, Base):
    """One part that the public is not to read when the decision is published."""

    __tablename__ = "decision_withholdings"
    __table_args__ = (UniqueConstraint("decision_id", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    what: Mapped[str] = mapped_column(String(60))
    """A head, as `financial`, or another part: `lead_officer`, `addendum:2` for the second, `appendix:1`."""
    reason: Mapped[str] = mapped_column(String(40))
    """A ground, as `Exemption` names it."""


def withheld_of(decision_ids: Sequence[int]) -> dict[int, list[Withholding]]:
    """What is to be withheld, by decision."""
    found: dict[int, list[Withholding]] = {number: [] for number in decision_ids}
    query = select(Withholding).where(Withholding.decision_id.in_(decision_ids)).order_by(Withholding.id)
    for one in db.session.scalars(query):
        found[one.decision_id].append(one)
    return found
