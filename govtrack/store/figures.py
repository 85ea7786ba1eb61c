"""Figures as the ledger's pages ask for them: narrowed lists, what somebody just entered, a figure's whole story."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import aliased

from govtrack.analytics.kinds import Kind
from govtrack.analytics.totals import JOINT
from govtrack.analytics.words import listed
from govtrack.store.collaborations import Membership
from govtrack.store.db import db
from govtrack.store.ledger import Figure, LedgerBatch, Line, LineDetail, live

NO_ONE = "all partners together"
"""Whose a figure is that was stated for the collaboration as a whole and never split."""
BATCHES_BACK = 40
"""How many of a person's latest batches are looked through for what they just entered."""


@dataclass(frozen=True)
class Wanted:
    """Which standing figures of a collaboration a page shows; None asks for all."""

    collaboration_id: int
    partner: int | None = None
    """The partner's number, or `totals.JOINT` for figures stated for the collaboration as a whole."""
    measure_id: int | None = None
    kind: int | None = None
    until: int | None = None
    """A former member's last month: later periods are left out, but for the partners in `own`."""
    own: frozenset[int] = frozenset()

    def query(self) -> Select[Any]:
        """The figures themselves, latest period first. Shape: `Figure`."""
        query = live().where(Line.collaboration_id == self.collaboration_id)
        if self.partner is not None:
            query = query.where(Line.partner_id.is_(None) if self.partner == JOINT else Line.partner_id == self.partner)
        if self.measure_id is not None:
            query = query.where(Line.measure_id == self.measure_id)
        if self.kind is not None:
            query = query.where(Line.kind == self.kind)
        if self.until is not None:
            query = query.where(or_(Line.starts <= self.until, Line.partner_id.in_(sorted(self.own))))
        return query.order_by(
            (Line.starts + Line.months).desc(), Line.months, Line.partner_id, Line.kind, Line.category, Line.id
        )


class Screen(NamedTuple):
    """One screen of figures, how many there are in all, and which page of how many this is."""

    rows: list[Figure]
    total: int
    page: int
    pages: int


def screen(wanted: Wanted, page: int, *, size: int = 50) -> Screen:
    """A screen of the figures wanted; beyond the last page, the last."""
    query = wanted.query()
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    return Screen(_figures(query.limit(size).offset((page - 1) * size)), total, page, pages)


def lying_in(collaboration_id: int, partner_id: int, *, starts: int, months: int) -> list[Figure]:
    """The standing figures of a partner in some of the months of a period, those of other lengths too."""
    query = live().where(
        Line.collaboration_id == collaboration_id,
        Line.partner_id == partner_id,
        Line.starts < starts + months,
        Line.starts + Line.months > starts,
    )
    return _figures(query.order_by(Line.measure_id, Line.kind, Line.category, Line.starts, Line.id))


def entered_by(person_id: int, *, limit: int) -> list[Figure]:
    """The standing figures that a person entered last, one by one or as a period, latest first."""
    batches = db.session.scalars(
        select(LedgerBatch.id)
        .where(LedgerBatch.person_id == person_id, LedgerBatch.file == "")
        .order_by(LedgerBatch.id.desc())
        .limit(BATCHES_BACK)
    ).all()
    return _figures(live().where(Line.batch_id.in_(batches)).order_by(Line.id.desc()).limit(limit))


def written(line_id: int) -> Figure | None:
    """A figure as one of its lines wrote it, whether or not that still stands."""
    return next(iter(_figures(_entered().where(Line.id == line_id))), None)


def entered_in(batch_ids: Sequence[int]) -> list[Figure]:
    """The figures that some batches entered and that still stand."""
    return _figures(live().where(Line.batch_id.in_(batch_ids)).order_by(Line.id))


class Later(NamedTuple):
    """That a figure was restated or withdrawn after some batch had entered it: as it was, by whom and when."""

    figure: Figure
    deed: str
    person: str
    at: str


def taken_back_since(batch_ids: Sequence[int], *, limit: int) -> list[Later]:
    """The figures of some batches that others took back since, in the order they were taken back."""
    later, by = aliased(Line), aliased(LedgerBatch)
    query = (
        _entered()
        .add_columns(by.deed, by.person, by.at)
        .join(later, later.reverses == Line.id)
        .join(by, by.id == later.batch_id)
        .where(Line.batch_id.in_(batch_ids), later.batch_id.not_in(batch_ids))
        .order_by(later.id)
        .limit(limit)
    )
    width = len(Figure._fields)
    return [Later(Figure._make(row[:width]), *row[width:]) for row in db.session.execute(query)]


def taken_back_within(batch_ids: Sequence[int]) -> set[int]:
    """The lines that some batches entered and took back themselves."""
    later = aliased(Line)
    query = (
        select(Line.id)
        .join(later, later.reverses == Line.id)
        .where(Line.batch_id.in_(batch_ids), later.batch_id.in_(batch_ids))
    )
    return set(db.session.scalars(query))


def written_at(line_ids: Iterable[int]) -> dict[int, Figure]:
    """Figures as some lines wrote them, by line."""
    return {figure.line: figure for figure in _figures(_entered().where(Line.id.in_(sorted(line_ids))))}


def _entered() -> Select[Any]:
    return (
        select(*live().selected_columns)
        .join(LedgerBatch, LedgerBatch.id == Line.batch_id)
        .outerjoin(LineDetail, LineDetail.line_id == Line.id)
        .where(Line.sign == 1)
    )


class Told(NamedTuple):
    """One line of a figure's story: what it wrote, or took back, in which batch, by whom, when and why."""

    figure: Figure
    reverses: int | None
    at: str
    reason: str
    file: str


def story(figure: int) -> list[Told]:
    """Every line of a figure in the order they were written; what took a line back carries its number."""
    columns = [*live().selected_columns, Line.reverses, LedgerBatch.at, LedgerBatch.reason, LedgerBatch.file]
    query = (
        select(*columns)
        .join(LedgerBatch, LedgerBatch.id == Line.batch_id)
        .outerjoin(LineDetail, LineDetail.line_id == Line.id)
        .where(Line.figure == figure)
        .order_by(Line.id)
    )
    width = len(Figure._fields)
    return [Told(Figure._make(row[:width]), *row[width:]) for row in db.session.execute(query)]


def last_legs(figure: int) -> list[Figure]:
    """What a figure said last, every part of it, whether or not that still stands."""
    lines = [one.figure for one in story(figure) if one.reverses is None]
    return [line for line in lines if line.batch_id == lines[-1].batch_id]


def whose(legs: Sequence[Figure], names: Mapping[int, str]) -> str:
    """Whose a figure is, by short names: a partner's, all partners', from one to another, or shared by some."""
    if legs[0].kind == Kind.TRANSFER and len(legs) > 1:
        payers, payees = ([leg for leg in legs if (leg.amount < 0) is paid] for paid in (True, False))
        return f"{_listed(payers, names)} to {_listed(payees, names)}"
    return _listed(legs, names)


def _listed(legs: Sequence[Figure], names: Mapping[int, str]) -> str:
    return listed([names[leg.partner_id] if leg.partner_id else NO_ONE for leg in legs])


class Use(NamedTuple):
    """That a measure is used for a category in a collaboration."""

    measure_id: int
    category: int


def uses(collaboration_id: int) -> set[Use]:
    """Which measures a collaboration's ledger uses for which categories."""
    query = select(Line.measure_id, Line.category).where(Line.collaboration_id == collaboration_id).distinct()
    return {Use(*row) for row in db.session.execute(query)}


def partner_ids(collaboration_ids: Sequence[int] | None) -> list[int]:
    """The numbers of who is or was a partner in some collaborations (None: in any)."""
    query = select(Membership.partner_id).distinct().order_by(Membership.partner_id)
    if collaboration_ids is not None:
        query = query.where(Membership.collaboration_id.in_(collaboration_ids) if collaboration_ids else false())
    return list(db.session.scalars(query))


def _figures(query: Select[Any]) -> list[Figure]:
    return [Figure._make(row) for row in db.session.execute(query)]
