"""Totals that are kept and not re-added: how they are added up, kept, and compared with the ledger."""

import secrets
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Select,
    SmallInteger,
    Table,
    and_,
    case,
    delete,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ColumnElement, FromClause

from govtrack.analytics.kinds import Basis, Category, Provenance
from govtrack.analytics.totals import JOINT
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.ledger import Line

KEYS = ("collaboration_id", "measure_id", "status", "partner_id", "kind", "starts", "months")
SUMS = (
    "amount", "in_kind", "lines", "counted", "costed", "judged", "published", "inferred", "illustrative",
)  # fmt: skip
MARK_BITS = 62
YEAR = 12
WHOLE = (1 << YEAR) - 1
"""All twelve months of a year have figures: `covered` holds a bit a month, the year's first month lowest."""


def _kept(name: str, *more: Column[Any]) -> Table:
    metadata: MetaData = Base.metadata
    return Table(
        name,
        metadata,
        Column("collaboration_id", Integer, ForeignKey("collaborations.id"), primary_key=True),
        Column("measure_id", Integer, ForeignKey("measures.id"), primary_key=True),
        Column("status", SmallInteger, primary_key=True),
        Column("partner_id", Integer, primary_key=True),
        Column("kind", SmallInteger, primary_key=True),
        Column("starts", Integer, primary_key=True),
        Column("months", SmallInteger, primary_key=True),
        *(Column(name, BigInteger, nullable=False) for name in SUMS),
        *more,
        sqlite_with_rowid=False,
    )


period_totals = _kept("period_totals")
"""Kept per stated period: quarters, but also the months, halves and spans that no quarter can hold."""
year_totals = _kept("year_totals", Column("covered", SmallInteger, nullable=False))
"""Kept per year, put together from all that lies within it; and each span longer than a year, whole."""
total_marks = Table(
    "total_marks",
    Base.metadata,
    Column("collaboration_id", Integer, ForeignKey("collaborations.id"), primary_key=True, autoincrement=False),
    Column("mark", BigInteger, nullable=False),
)
"""A number drawn anew with every change of a collaboration's totals: while it stands, so does all worked out of them.

Drawn, and not counted up: a change that is taken back must never share its mark with the one that comes after it.
"""


def one_if(condition: ColumnElement[bool], value: Any = 1) -> ColumnElement[int]:
    return case((condition, value), else_=0)


def from_lines(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The ledger's lines added up per stated period, in the columns of `period_totals`."""
    line = Line
    partner = func.coalesce(line.partner_id, JOINT)
    keys = (
        line.collaboration_id, line.measure_id, line.status, partner.label("partner_id"),
        line.kind, line.starts, line.months,
    )  # fmt: skip

    def added(expression: Any, name: str) -> Any:
        return func.sum(expression).cast(BigInteger).label(name)

    return (
        select(
            *keys,
            added(line.amount, "amount"),
            added(one_if(line.category == Category.IN_KIND, line.amount), "in_kind"),
            added(line.sign, "lines"),
            added(one_if(line.basis == Basis.COUNTED, line.sign), "counted"),
            added(one_if(line.basis == Basis.COSTED, line.sign), "costed"),
            added(one_if(line.basis == Basis.JUDGED, line.sign), "judged"),
            added(one_if(line.provenance == Provenance.PUBLISHED, line.sign), "published"),
            added(one_if(line.provenance == Provenance.INFERRED, line.sign), "inferred"),
            added(one_if(line.provenance == Provenance.ILLUSTRATIVE, line.sign), "illustrative"),
        )
        .where(*conditions)
        .group_by(*(key.element if hasattr(key, "element") else key for key in keys))
    )


def _year_of(starts: Any, year_from: Any) -> Any:
    """The first month of the year that a month lies in."""
    return (starts - year_from) // YEAR * YEAR + year_from


def years_of(source: FromClause, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Period totals put together into years, in the columns of `year_totals`; spans pass through whole."""
    c = source.c
    first = _year_of(c.starts, Collaboration.year_from)
    span = c.months > YEAR
    starts = case((span, c.starts), else_=first)
    months = case((span, c.months), else_=literal(YEAR))
    covered = sum(
        (
            func.max(
                one_if(and_(c.lines > 0, c.starts <= first + month, c.starts + c.months > first + month), 1 << month)
            )
            for month in range(YEAR)
        ),
        start=literal(0),
    )
    keys = (c.collaboration_id, c.measure_id, c.status, c.partner_id, c.kind, starts, months)
    return (
        select(
            c.collaboration_id, c.measure_id, c.status, c.partner_id, c.kind,
            starts.label("starts"), months.label("months"),
            *(func.sum(c[name]).cast(BigInteger).label(name) for name in SUMS),
            case((months > YEAR, literal(WHOLE)), else_=covered).label("covered"),
        )
        .join(Collaboration, Collaboration.id == c.collaboration_id)
        .where(or_(span, c.starts + c.months <= first + YEAR), *conditions)
        .group_by(*keys)
    )  # fmt: skip


def _insert(table: Table) -> Any:
    return (sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert)(table)


def _keep(table: Table, rows: Select[Any], *, adding: bool) -> None:
    """Put rows into a table of totals: added to what is there, or in its place."""
    statement = _insert(table).from_select([column.name for column in table.columns], rows)
    changed = {
        column.name: table.c[column.name] + statement.excluded[column.name]
        if adding
        else statement.excluded[column.name]
        for column in table.columns
        if column.name not in KEYS
    }
    db.session.connection().execute(statement.on_conflict_do_update(index_elements=list(KEYS), set_=changed))


def keep_years(*conditions: ColumnElement[bool]) -> None:
    """Put the years together again out of the period totals that some conditions choose."""
    _keep(year_totals, years_of(period_totals, *conditions), adding=False)


def mark(collaboration_ids: Iterable[int]) -> None:
    """Say that the totals of some collaborations have changed, in the transaction that changes them."""
    rows = [{"collaboration_id": number, "mark": secrets.randbits(MARK_BITS)} for number in sorted(collaboration_ids)]
    if rows:
        statement = _insert(total_marks)
        drawn = {"mark": statement.excluded.mark}
        db.session.connection().execute(
            statement.on_conflict_do_update(index_elements=["collaboration_id"], set_=drawn), rows
        )


def rebuild() -> None:
    """Work all totals out again from the ledger."""
    connection = db.session.connection()
    for table in (year_totals, period_totals, total_marks):
        connection.execute(delete(table))
    _keep(period_totals, from_lines(), adding=True)
    keep_years()
    mark(connection.scalars(select(period_totals.c.collaboration_id).distinct()))


class Difference(NamedTuple):
    """A total that is not what the ledger adds up to: its key, what is kept, what it should be."""

    table: str
    key: tuple[int, ...]
    kept: tuple[int, ...] | None
    right: tuple[int, ...] | None


def differences() -> list[Difference]:
    """Every kept total that is not what the ledger adds up to, to the penny."""
    lines = from_lines().subquery()
    return [
        *_compared(period_totals, from_lines()),
        *_compared(year_totals, years_of(lines)),
    ]


def _compared(table: Table, right: Select[Any]) -> Iterable[Difference]:
    width = len(KEYS)
    live = KEYS.__len__() + SUMS.index("lines")
    kept = {tuple(row[:width]): tuple(row[width:]) for row in db.session.execute(select(table)) if row[live]}
    should = {tuple(row[:width]): tuple(row[width:]) for row in db.session.execute(right) if row[live]}
    for key in sorted(kept.keys() | should.keys()):
        if kept.get(key) != should.get(key):
            yield Difference(table.name, key, kept.get(key), should.get(key))
