"""Short names: at most fifteen characters, unique whatever their case, and what addresses are made of."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import func, or_, select

from govtrack.store.db import db

SHORT = 15


def key_of(name: str) -> str:
    """What two short names are compared by: case and runs of spaces do not tell them apart."""
    return " ".join(name.split()).casefold()


Named = TypeVar("Named")


def named(table: type[Named], name: str, *, full: str) -> Named | None:
    """The row that goes by a short name, or else by its full name (the column `full`), whatever the case."""
    columns: Any = table
    found: Sequence[Named] = db.session.scalars(
        select(table)
        .where(or_(columns.short_key == key_of(name), func.lower(getattr(columns, full)) == name.strip().lower()))
        .order_by(columns.id)
    ).all()
    exact = [row for row in found if getattr(row, "short_key", None) == key_of(name)]
    return next(iter(exact or found), None)
