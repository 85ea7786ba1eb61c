"""What still has to be published, and within how many days of its decision each body means to have published it."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from govtrack.analytics.exemptions import Openness
from govtrack.analytics.register import TAKEN
from govtrack.store.db import Base, db
from govtrack.store.decisions import Decision
from govtrack.store.events import Recorded

USUAL_DAYS = 14
"""The limit of a body that has set none of its own: the law says “as soon as practicable” and names no number."""


class PublicationLimit(Recorded, Base):
    """Within how many days of a decision a body means to have published it."""

    __tablename__ = "publication_limits"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), unique=True)
    days: Mapped[int] = mapped_column()


def limit_of(body_id: int) -> PublicationLimit | None:
    """The limit that a body has set; None where it has set none."""
    return db.session.scalar(select(PublicationLimit).where(PublicationLimit.body_id == body_id))


def limits_of(body_ids: Sequence[int]) -> dict[int, int]:
    """Each body's limit in days, its own or the usual one."""
    query = select(PublicationLimit).where(PublicationLimit.body_id.in_(body_ids))
    return dict.fromkeys(body_ids, USUAL_DAYS) | {one.body_id: one.days for one in db.session.scalars(query)}


def to_publish(body_ids: Sequence[int]) -> Sequence[Decision]:
    """The decisions of some bodies that have to be published and are not, oldest first.

    What is withheld entirely, on a ground that was given, does not wait.
    """
    return db.session.scalars(
        _significant(body_ids)
        .where(Decision.published.is_(None), Decision.openness != Openness.NOTHING)
        .order_by(Decision.decided, Decision.id)
    ).all()


def withheld_entirely(body_id: int) -> Sequence[Decision]:
    """The decisions of a body that would have to be published, and are withheld entirely on a ground, oldest first."""
    return db.session.scalars(
        _significant([body_id]).where(Decision.openness == Openness.NOTHING).order_by(Decision.decided, Decision.id)
    ).all()


def _significant(body_ids: Sequence[int]) -> Select[Decision]:
    return select(Decision).where(
        Decision.body_id.in_(body_ids), Decision.step.in_(TAKEN), Decision.significant.is_(True)
    )
