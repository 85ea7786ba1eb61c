"""The questions that pages ask of the totals: as kept now, or as known on a day."""

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, func, literal, select
from sqlalchemy.sql import FromClause

from govtrack.analytics.kinds import Kind
from govtrack.analytics.totals import Total
from govtrack.store.db import db
from govtrack.store.ledger import Line
from govtrack.store.rollups import SUMS, WHOLE, YEAR, from_lines, one_if, period_totals, year_totals, years_of


class Series(NamedTuple):
    """All that a long-run page needs of the figures: years and spans, and the periods as they were stated."""

    years: list[Total]
    periods: list[Total]


def _covered(c: Any, statuses: Sequence[int]) -> Any:
    """The months that any of the statuses has figures for, as bits."""
    if "covered" not in c:
        return literal(WHOLE)
    months: list[Any] = [func.max(one_if(c.status == int(status), c.covered)) for status in statuses]
    return functools.reduce(lambda some, more: some.bitwise_or(more), months)


def _totals(source: FromClause, collaboration_id: int, measure_id: int, statuses: Sequence[int]) -> list[Total]:
    """Rows of a table of totals, the statuses added together; ordered by partner, kind and period."""
    c = source.c
    keys = (c.partner_id, c.kind, c.starts, c.months)
    query = (
        select(*keys, *(func.sum(c[name]).cast(BigInteger) for name in SUMS), _covered(c, statuses))
        .where(
            c.collaboration_id == collaboration_id,
            c.measure_id == measure_id,
            c.status.in_([int(status) for status in statuses]),
            c.lines > 0,
        )
        .group_by(*keys)
        .order_by(*keys)
    )
    return [Total._make(row) for row in db.session.execute(query)]


def series(collaboration_id: int, measure_id: int, statuses: Sequence[int], *, as_at: int | None = None) -> Series:
    """The figures of one collaboration in one measure: as kept now, or as known at the end of a day.

    `as_at` counts days as `date.toordinal` does; only such a view reads the ledger itself,
    through its covering index.
    """
    if as_at is None:
        return Series(
            _totals(year_totals, collaboration_id, measure_id, statuses),
            _totals(period_totals, collaboration_id, measure_id, statuses),
        )
    known = from_lines(Line.collaboration_id == collaboration_id, Line.measure_id == measure_id, Line.day <= as_at).cte(
        "known"
    )
    return Series(
        _totals(years_of(known).subquery(), collaboration_id, measure_id, statuses),
        _totals(known, collaboration_id, measure_id, statuses),
    )


def years_in(collaboration_ids: Sequence[int], measure_id: int, statuses: Sequence[int]) -> dict[int, list[Total]]:
    """The year totals of several collaborations at once, by collaboration."""
    c = year_totals.c
    keys = (c.collaboration_id, c.partner_id, c.kind, c.starts, c.months)
    query = (
        select(*keys, *(func.sum(c[name]).cast(BigInteger) for name in SUMS), _covered(c, statuses))
        .where(
            c.collaboration_id.in_(collaboration_ids),
            c.measure_id == measure_id,
            c.status.in_([int(status) for status in statuses]),
            c.lines > 0,
        )
        .group_by(*keys)
        .order_by(*keys)
    )
    found: dict[int, list[Total]] = {number: [] for number in collaboration_ids}
    for row in db.session.execute(query):
        found[row[0]].append(Total._make(row[1:]))
    return found


class Reported(NamedTuple):
    """That a partner has contributed or benefit figures for one stated period."""

    collaboration_id: int
    partner_id: int
    kind: int
    starts: int
    months: int
    lines: int


def reported_since(collaboration_ids: Sequence[int], month: int, statuses: Sequence[int]) -> list[Reported]:
    """Which partner has figures of some statuses for which period, from a month on; a forecast reports nothing."""
    c = period_totals.c
    keys = (c.collaboration_id, c.partner_id, c.kind, c.starts, c.months)
    query = (
        select(*keys, func.sum(c.lines).cast(BigInteger))
        .where(
            c.collaboration_id.in_(collaboration_ids),
            c.starts + c.months > month,
            c.lines > 0,
            c.status.in_([int(status) for status in statuses]),
            c.kind.in_([Kind.CONTRIBUTION, Kind.BENEFIT]),
        )
        .group_by(*keys)
        .order_by(*keys)
    )
    return [Reported._make(row) for row in db.session.execute(query)]


def months_of(collaboration_id: int) -> list[int]:
    """The first months of the years that a collaboration has kept totals for."""
    c = year_totals.c
    return list(
        db.session.scalars(
            select(c.starts)
            .where(c.collaboration_id == collaboration_id, c.months == YEAR, c.lines > 0)
            .distinct()
            .order_by(c.starts)
        )
    )
