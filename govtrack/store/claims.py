"""What stands behind a benefit: who claims it and how it was worked out, and the evidence that is kept for it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.ledger import Big


class Claim(Recorded, Base):
    """Of one figure: who claims it, by what method, against what baseline, and whether it comes again."""

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[int] = mapped_column(Big, unique=True)
    """The figure's number, which it keeps through every restatement."""
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    claimant: Mapped[str] = mapped_column(String(200), default="")
    method: Mapped[str] = mapped_column(Text, default="")
    baseline: Mapped[str] = mapped_column(Text, default="")
    recurs: Mapped[str] = mapped_column(String(20), default="")
    """A word of `Recurs`; empty where nobody says."""
    so_far: Mapped[int | None] = mapped_column(BigInteger)
    """What had come in all by the end of the period, where the amount was given so; as a person writes it."""
    earlier: Mapped[int | None] = mapped_column(BigInteger)
    """What of that stood in the ledger already when it was converted, once, into the amount for the period."""
    stated: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    collaboration: Mapped[Collaboration] = relationship(lazy="joined")


class Evidence(Recorded, Base):
    """A file kept in the data folder, or a link, that bears a figure out. Its bytes go when it is taken back."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[int] = mapped_column(Big, index=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    """What the file is called, or what the link leads to."""
    kind: Mapped[str] = mapped_column(String(10))
    """A file's ending, or `link`."""
    link: Mapped[str] = mapped_column(Text, default="")
    size: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")
    """The SHA-256 of a file: what is given out must be what was added."""
    kept_as: Mapped[str] = mapped_column(String(64), default="")
    """Its random name in the data folder; empty for a link, and for a file that only its digest is known of."""
    added: Mapped[date] = mapped_column()
    person: Mapped[str] = mapped_column(String(255))
    taken_back: Mapped[date | None] = mapped_column()
    taken_back_by: Mapped[str] = mapped_column(String(255), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict here

    collaboration: Mapped[Collaboration] = relationship(lazy="joined")


def claim_of(figure: int) -> Claim | None:
    """The claim behind a figure, if anybody has put it in words."""
    return db.session.scalar(select(Claim).where(Claim.figure == figure))


def claims_of(figures: Sequence[int]) -> dict[int, Claim]:
    """The claims behind some figures, by figure."""
    query = select(Claim).where(Claim.figure.in_(figures)).order_by(Claim.id)
    return {row.figure: row for row in db.session.scalars(query)}


def evidence_counts(figures: Sequence[int]) -> dict[int, int]:
    """How many pieces of evidence some figures have, by figure; what was taken back is none."""
    query = select(Evidence.figure, func.count()).where(Evidence.figure.in_(figures), Evidence.taken_back.is_(None))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Evidence.figure))}


def claims_in(collaboration_ids: Sequence[int]) -> Sequence[Claim]:
    """The claims in some collaborations, in the order they were stated."""
    return db.session.scalars(
        select(Claim).where(Claim.collaboration_id.in_(collaboration_ids)).order_by(Claim.id)
    ).all()


def evidence_at(number: int) -> Evidence | None:
    """A piece of evidence by its number."""
    return db.session.get(Evidence, number)


def evidence_of(figure: int) -> Sequence[Evidence]:
    """Everything that was given as evidence of a figure, what was taken back too, oldest first."""
    return db.session.scalars(select(Evidence).where(Evidence.figure == figure).order_by(Evidence.id)).all()


def evidence_in(collaboration_ids: Sequence[int]) -> Sequence[Evidence]:
    """The evidence in some collaborations, what was taken back too, oldest first."""
    return db.session.scalars(
        select(Evidence).where(Evidence.collaboration_id.in_(collaboration_ids)).order_by(Evidence.id)
    ).all()


def files() -> Sequence[Evidence]:
    """All evidence that is kept as a file, oldest first."""
    return db.session.scalars(
        select(Evidence).where(Evidence.kept_as != "", Evidence.taken_back.is_(None)).order_by(Evidence.id)
    ).all()
