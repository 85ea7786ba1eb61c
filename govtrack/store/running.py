"""The kept totals of a batch, added up as its lines stream past and put to what is there block by block."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import tuple_

from govtrack.analytics.kinds import Category, Provenance
from govtrack.analytics.totals import JOINT
from govtrack.store.db import db
from govtrack.store.rollups import KEYS, SUMS, keep_years, mark, period_totals

IN_KIND, RECORDED = int(Category.IN_KIND), int(Provenance.RECORDED)
AMOUNT, IN_KIND_AMOUNT, LINES = (SUMS.index(name) for name in ("amount", "in_kind", "lines"))
BEFORE_BASIS = SUMS.index("counted") - 1
BEFORE_PROVENANCE = SUMS.index("published") - 2
FEW_SERIES, MANY = 100, 400
SERIES = 5
"""How many of the keys name a series: collaboration, measure, status, partner and kind."""


class RunningTotals:
    """What a batch does to the totals, in the transaction that adds its lines."""

    def __init__(self) -> None:
        self._series: set[tuple[int, ...]] = set()
        self._collaborations: set[int] = set()

    def add(self, lines: Iterable[Sequence[Any]]) -> None:
        """Change the totals per stated period by lines; each as the ledger's columns have it."""
        sums: dict[tuple[int, ...], list[int]] = {}
        for line in lines:
            (
                _, _, _, _, sign, collaboration, partner, measure, status, starts, months, kind, category, basis,
                provenance, _, amount, *_,
            ) = line  # fmt: skip
            key = (collaboration, measure, status, partner or JOINT, kind, starts, months)
            kept = sums.get(key)
            if kept is None:
                kept = sums[key] = [0] * len(SUMS)
            kept[AMOUNT] += amount
            kept[LINES] += sign
            kept[BEFORE_BASIS + basis] += sign
            if category == IN_KIND:
                kept[IN_KIND_AMOUNT] += amount
            if provenance != RECORDED:
                kept[BEFORE_PROVENANCE + provenance] += sign
        _add([(*key, *kept) for key, kept in sums.items()])
        self._collaborations.update(key[0] for key in sums)
        if len(self._series) <= FEW_SERIES:
            self._series.update(key[:SERIES] for key in sums)

    def finish(self) -> None:
        """Put the years together again wherever a line fell: the series touched, or all of many collaborations'."""
        mark(self._collaborations)
        c = period_totals.c
        if len(self._series) <= FEW_SERIES:
            series = tuple_(c.collaboration_id, c.measure_id, c.status, c.partner_id, c.kind)
            keep_years(series.in_(sorted(self._series)))
            return
        touched = sorted(self._collaborations)
        for at in range(0, len(touched), MANY):
            keep_years(c.collaboration_id.in_(touched[at : at + MANY]))


def _add(rows: list[tuple[int, ...]]) -> None:
    """Add rows to the totals that are there, in one statement for all of them."""
    if not rows:
        return
    names = (*KEYS, *SUMS)
    changes = ", ".join(f"{name} = period_totals.{name} + excluded.{name}" for name in SUMS)
    into = f"INSERT INTO period_totals ({', '.join(names)})"
    update = f"ON CONFLICT ({', '.join(KEYS)}) DO UPDATE SET {changes}"
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"{into} VALUES ({', '.join('?' * len(names))}) {update}", rows)
        return
    columns = ", ".join("%s::bigint[]" for _ in names)
    lists = tuple([row[at] for row in rows] for at in range(len(names)))
    chosen = f"SELECT * FROM unnest({columns})"  # noqa: S608 - nothing in it but the types above
    connection.exec_driver_sql(f"{into} {chosen} {update}", lists)
