"""Benefits as the list of their claims asks for them: one row a figure, however many parts it is split into."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select

from govtrack.analytics.kinds import Counted, Status
from govtrack.store.claims import Claim, Evidence
from govtrack.store.db import db
from govtrack.store.disputes import Dispute
from govtrack.store.figures import Wanted


class Lacking(StrEnum):
    """What there is to do about a benefit that is counted, or that somebody disputes."""

    CLAIMANT = "claimant"
    EVIDENCE = "evidence"
    AGREEMENT = "agreement"


@dataclass(frozen=True)
class Benefits:
    """Which benefits of those wanted are listed; None asks for all."""

    wanted: Wanted
    status: int | None = None
    lacking: Lacking | None = None

    def query(self) -> Select[Any]:
        """The numbers of the figures, latest period first."""
        c = self.wanted.query().order_by(None).subquery().c
        query = select(c.figure).group_by(c.figure)
        if self.status is not None:
            query = query.where(c.status == self.status)
        if self.lacking is not None:
            query = query.where(*_without(c, self.lacking))
        last = func.max(c.starts + c.months).desc()
        return query.order_by(last, func.min(c.months), func.min(c.partner_id), func.min(c.category), c.figure)


class Leaf(NamedTuple):
    """One screen of benefits by their figures' numbers, how many there are, and which page of how many this is."""

    numbers: Sequence[int]
    total: int
    page: int
    pages: int


class Tally(NamedTuple):
    """How far benefits have come: how many of each status, and how many of those counted lack what."""

    by_status: dict[int, int]
    lacking: dict[Lacking, int]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


def leaf(asked: Benefits, page: int, *, size: int = 50) -> Leaf:
    """A screen of the benefits asked for; beyond the last page, the last."""
    query = asked.query()
    total = _count(query)
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    return Leaf(db.session.scalars(query.limit(size).offset((page - 1) * size)).all(), total, page, pages)


def tally(wanted: Wanted) -> Tally:
    """What stands of the benefits wanted, and what is left to do about them."""
    c = wanted.query().order_by(None).subquery().c
    query = select(c.status, func.count(c.figure.distinct())).group_by(c.status).order_by(c.status)
    by_status = {row[0]: row[1] for row in db.session.execute(query)}
    return Tally(by_status, {one: _count(Benefits(wanted, lacking=one).query()) for one in Lacking})


def money(wanted: Wanted) -> tuple[int, int]:
    """Of the benefits wanted that are in pounds: pence claimed or verified, and pence of that verified.

    `wanted` names the measure, so that no two units are added.
    """
    c = wanted.query().order_by(None).subquery().c
    verified = func.sum(case((c.status == Status.VERIFIED, c.amount), else_=0))
    query = select(func.sum(c.amount), verified).where(c.status.in_(Counted.CLAIMED_AND_VERIFIED.statuses))
    counted, of_it = db.session.execute(query).one()
    return int(counted or 0), int(of_it or 0)


def _without(c: Any, lacking: Lacking) -> list[ColumnElement[bool]]:
    if lacking is Lacking.AGREEMENT:
        return [c.figure.in_(select(Dispute.figure).where(Dispute.how == ""))]
    counted = c.status.in_(Counted.CLAIMED_AND_VERIFIED.statuses)
    if lacking is Lacking.CLAIMANT:
        return [counted, c.figure.not_in(select(Claim.figure).where(Claim.claimant != ""))]
    return [counted, c.figure.not_in(select(Evidence.figure).where(Evidence.taken_back.is_(None)))]


def _count(query: Select[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
