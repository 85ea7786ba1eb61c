"""The questions that pages ask of the totals: as kept now, or as known on a day."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, bindparam, func, literal, select
from sqlalchemy.sql import FromClause

from govtrack.analytics.kinds import Kind
from govtrack.analytics.totals import Total
from govtrack.store.db import db
from govtrack.store.ledger import Line
from govtrack.store.rollups import SUMS, WHOLE, YEAR, from_lines, period_totals, total_marks, year_totals, years_of

MOST_REMEMBERED = 600
"""Collaborations whose totals, and what was worked out of them, a process holds: some 100 kB each."""


class Series(NamedTuple):
    """All that a long-run page needs of the figures: years and spans, and the periods as they were stated."""

    years: list[Total]
    periods: list[Total]


def _of_one_measure(source: FromClause) -> Select[Any]:
    """The rows of some totals for any collaborations, measure and statuses: a `Total` each, then whose it is."""
    c = source.c
    return select(
        c.partner_id, c.kind, c.starts, c.months, *(c[name] for name in SUMS),
        c.covered if "covered" in c else literal(WHOLE), c.collaboration_id,
    ).where(
        c.collaboration_id.in_(bindparam("collaborations", expanding=True)),
        c.measure_id == bindparam("measure"),
        c.status.in_(bindparam("statuses", expanding=True)),
        c.lines > 0,
    )  # fmt: skip


KEPT_YEARS, KEPT_PERIODS = _of_one_measure(year_totals), _of_one_measure(period_totals)
"""Put together once: it costs as much as the answer."""


def _answered(
    query: Select[Any], collaboration_ids: Sequence[int], measure_id: int, statuses: Sequence[int]
) -> dict[int, list[Total]]:
    """What a query finds by collaboration, the statuses added together; ordered by partner, kind and period."""
    chosen = {"collaborations": collaboration_ids, "measure": measure_id, "statuses": [int(one) for one in statuses]}
    found: dict[int, dict[tuple[int, ...], Total]] = {number: {} for number in collaboration_ids}
    for *values, number in db.session.execute(query, chosen).all():
        total, there = Total._make(values), found[number]
        same = there.get(total[:4])
        there[total[:4]] = total if same is None else same.and_more(total)
    return {number: sorted(there.values()) for number, there in found.items()}


def series(collaboration_id: int, measure_id: int, statuses: Sequence[int], *, as_at: int | None = None) -> Series:
    """The figures of one collaboration in one measure: as kept now, or as known at the end of a day.

    `as_at` counts days as `date.toordinal` does; only such a view reads the ledger itself,
    through its covering index.
    """
    years, periods = KEPT_YEARS, KEPT_PERIODS
    if as_at is not None:
        known = from_lines(
            Line.collaboration_id == collaboration_id, Line.measure_id == measure_id, Line.day <= as_at
        ).cte("known")
        years, periods = _of_one_measure(years_of(known).subquery()), _of_one_measure(known)
    return Series(
        *(_answered(query, [collaboration_id], measure_id, statuses)[collaboration_id] for query in (years, periods))
    )


_remembered: dict[tuple[int, ...], tuple[Total, ...]] = {}
"""Year totals by the mark they stood under, then what was asked for; the least recently asked for are first."""


def years_in(
    collaboration_ids: Sequence[int], measure_id: int, statuses: Sequence[int]
) -> dict[int, tuple[Total, ...]]:
    """The year totals of several collaborations at once, by collaboration; read again only where they have changed."""
    marks = db.session.execute(select(total_marks).where(total_marks.c.collaboration_id.in_(collaboration_ids)))
    asked = {number: (mark, number, measure_id, *map(int, statuses)) for number, mark in marks}
    found = {number: there for number, key in asked.items() if (there := _remembered.pop(key, None)) is not None}
    unknown = [number for number in collaboration_ids if number not in found]
    if unknown:
        read = _answered(KEPT_YEARS, unknown, measure_id, statuses)
        found |= {number: tuple(rows) for number, rows in read.items()}
    _remembered.update((key, found[number]) for number, key in asked.items())
    for key in list(_remembered)[: max(len(_remembered) - MOST_REMEMBERED, 0)]:
        _remembered.pop(key, None)
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
