"""Which rows name which: the foreign keys of every table, asked backwards."""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from sqlalchemy import Column, select

from govtrack.store import tables
from govtrack.store.db import db
from govtrack.store.ledger import Line, live

LEDGER = "ledger"
AT_ONCE = 1000
"""How many numbers one question names."""


class Naming(NamedTuple):
    """That a row of some table names a row of another."""

    record: str
    row_id: int
    named: int


def rows_naming(record: str, ids: Set[int]) -> Iterator[Naming]:
    """The rows, but for lines of the ledger, that name some rows of a table."""
    for column in _columns_naming(record):
        if "id" not in column.table.c or column.table.name == LEDGER:
            continue
        for some in _parts(ids):
            query = select(column.table.c.id, column).where(column.in_(some)).order_by(column.table.c.id)
            yield from (Naming(column.table.name, row, named) for row, named in db.session.execute(query))


def named_by_figures(record: str, ids: Set[int], batch_ids: Sequence[int], *, others: bool) -> set[int]:
    """Which rows of a table are named by lines of some batches; or, where `others`, by lines of all the others."""
    found: set[int] = set()
    for column in _columns_naming(record):
        if column.table.name != LEDGER or column.name == "batch_id":
            continue
        among = Line.batch_id.not_in(batch_ids) if others else Line.batch_id.in_(batch_ids)
        for some in _parts(ids):
            found.update(db.session.scalars(select(column).where(column.in_(some), among).distinct()))
    return found


def naming_figures(batch_ids: Sequence[int]) -> Iterator[Naming]:
    """The records that name, by its number, a figure that some batches of the ledger entered or restated."""
    wrote = select(Line.figure).where(Line.batch_id.in_(batch_ids))
    for table in tables.recorded():
        column = table.__table__.c.get("figure")  # type: ignore[attr-defined] # every recorded class is a table
        if column is not None:
            query = select(column.table.c.id, column).where(column.in_(wrote)).order_by(column.table.c.id)
            yield from (Naming(column.table.name, row, figure) for row, figure in db.session.execute(query))


def figures_stand(collaboration_id: int, partner_id: int, *, but: Sequence[int]) -> bool:
    """Whether a partner has figures in a collaboration that other batches than some entered, and that stand."""
    query = live().where(
        Line.collaboration_id == collaboration_id, Line.partner_id == partner_id, Line.batch_id.not_in(but)
    )
    return db.session.execute(query.limit(1)).first() is not None


def owners(record: str) -> list[tuple[str, str]]:
    """The columns of a table that name rows of others, each with the other table."""
    keys = tables.metadata.tables[record].foreign_keys
    return sorted((key.parent.name, key.column.table.name) for key in keys)


def _columns_naming(record: str) -> list[Column[int]]:
    return [
        key.parent
        for table in tables.metadata.sorted_tables
        for key in sorted(table.foreign_keys, key=lambda one: one.parent.name)
        if key.column.table.name == record and isinstance(key.parent, Column)
    ]


def _parts(ids: Set[int]) -> Iterator[list[int]]:
    listed = sorted(ids)
    for at in range(0, len(listed), AT_ONCE):
        yield listed[at : at + AT_ONCE]
