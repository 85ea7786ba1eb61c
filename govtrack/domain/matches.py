"""Remembering what the files of an organisation mean, for its next file: headings, and names that are not ours."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from govtrack.domain.guide import Columns, Guide, Unknown, headings
from govtrack.domain.incoming import heading
from govtrack.papers.rows import Sheet
from govtrack.store import matches
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.matches import COLUMNS, ImportMatch

LONGEST_KEY = 255


class Owner(NamedTuple):
    """Whose files something is remembered for: the organisations of a person, else the person alone."""

    organisations: tuple[int, ...]
    person_id: int


def mark_of(sheet: Sheet) -> str:
    """What tells the headings of one sheet from those of another, whatever their case."""
    return hashlib.sha256("\n".join(heading(cell) for cell in headings(sheet)).encode("utf-8", "replace")).hexdigest()


def columns_remembered(sheet: Sheet, owner: Owner) -> Columns | None:
    """How a sheet of these very headings was read the last time."""
    found = matches.remembered(COLUMNS, [mark_of(sheet)], organisations=owner.organisations, person_id=owner.person_id)
    return Columns(*orjson.loads(found[-1].meaning)) if found else None


def meanings_remembered(unknown: Sequence[Unknown], owner: Owner, known: Any) -> dict[str, dict[str, str | None]]:
    """What names that mean nothing meant the last time, as far as it is still there. `known`: `Names`."""
    found: dict[str, dict[str, str | None]] = {}
    for kind in sorted({one.names for one in unknown}):
        keys = [one.key for one in unknown if one.names == kind]
        for row in matches.remembered(kind, keys, organisations=owner.organisations, person_id=owner.person_id):
            if getattr(known, kind).short(row.meaning) is not None:
                found.setdefault(kind, {})[row.key] = row.meaning
    return found


def remember_columns(sheets: Sequence[Sheet], guide: Guide, owner: Owner, *, by: Any) -> None:
    """Remember how sheets of these headings are read."""
    said = {
        mark_of(sheets[int(at)]): (", ".join(headings(sheets[int(at)]))[:1000], orjson.dumps(tuple(columns)).decode())
        for at, columns in guide.columns.items()
    }
    _remember(COLUMNS, said, owner, by=by)


def remember_names(kind: str, meant: Mapping[str, tuple[str, str]], owner: Owner, *, by: Any) -> None:
    """Remember what names mean: by their key, the name as it was written and the short name of what it means."""
    _remember(kind, {key: one for key, one in meant.items() if len(key) <= LONGEST_KEY}, owner, by=by)


def _remember(kind: str, meant: Mapping[str, tuple[str, str]], owner: Owner, *, by: Any) -> None:
    there = matches.remembered(kind, list(meant), organisations=owner.organisations[:1], person_id=owner.person_id)
    rows = {row.key: row for row in there}
    with deed("remembered how a file is read", by=by):
        for key, (said, meaning) in meant.items():
            row = rows.get(key)
            if row is None:
                body = owner.organisations[0] if owner.organisations else None
                whose = None if body else owner.person_id
                row = ImportMatch(organisation_id=body, person_id=whose, kind=kind, key=key)
                db.session.add(row)
            row.said, row.meaning = said, meaning
