"""Taking in releases of deflators and tables of discount rates: the rows of one name are one, loaded whole."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from govtrack.analytics.stated import year_label
from govtrack.domain import outgoing, prices
from govtrack.domain.incoming import Known, Row
from govtrack.domain.outgoing import Cells
from govtrack.domain.prices import Band, YearIndex
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, shown, take_each
from govtrack.store.db import db
from govtrack.store.names import key_of
from govtrack.store.prices import Loaded, release_named, table_named

Load = Callable[[Row, Sequence[Row]], Loaded]
CHANGES_NOT = "What was once loaded is never changed: withdraw it, and load what is right under another name."


def deflators(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per year; the rows of a release together."""

    def kept(name: str) -> dict[str, Cells] | None:
        release = release_named(name)
        found = release and {row[2]: row for row in (outgoing.deflator(row, release) for row in release.rows)}
        return found or None

    def load(first: Row, group: Sequence[Row]) -> Loaded:
        years = [
            YearIndex(
                row.values["year"],
                row.values["index"],
                row.values["status"],
                row.texts["source"],
                row.texts["note"],
            )
            for row in group
        ]
        return prices.load(name=first.texts["release"], published=first.texts["published"], rows=years, by=work.by)

    return _whole(known, rows, work, by="year", same=("published", "withdrawn"), kept=kept, load=load)


def discount_rates(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per band of years; the rows of a table together."""

    def kept(name: str) -> dict[str, Cells] | None:
        table = table_named(name)
        found = table and {row[2]: row for row in (outgoing.discount_rate(band, table) for band in table.bands)}
        return found or None

    def load(first: Row, group: Sequence[Row]) -> Loaded:
        bands = [Band(*(row.values[name] for name in ("first_year", "last_year", "percent"))) for row in group]
        said = {name: first.texts[name] for name in ("published", "source", "note")}
        return prices.load_rates(name=first.texts["table"], **said, bands=bands, by=work.by)

    same = ("published", "source", "note", "withdrawn")
    return _whole(known, rows, work, by="first_year", same=same, kept=kept, load=load)


def _whole(
    known: Known,
    rows: Iterable[Row],
    work: Work,
    *,
    by: str,
    same: Sequence[str],
    kept: Callable[[str], dict[str, Cells] | None],
    load: Load,
) -> Count:
    """Take in the rows of each name together: new as a whole, or all of them there already, cell by cell.

    `by` is the column that tells the rows of one name apart, `same` those in which they all say the same.
    """
    name = known.form.columns[0].name
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(key_of(row.texts[name]), []).append(row)

    def take(group: Sequence[Row], first: Row) -> bool:
        _agree_among_themselves(known, group, work, same)
        there = kept(first.texts[name])
        if there is not None:
            for row in group:
                _as_kept(known, row, there.get(_said(row, by)), name)
            return False
        with db.session.begin_nested():
            loaded = load(first, group)
            if first.texts["withdrawn"]:
                prices.withdraw(loaded, reason=first.texts["withdrawn"], by=work.by)
        return True

    new = there = 0
    for group in groups.values():
        count = take_each(known, group[:1], work, partial(take, group))
        new, there = new + count.new * len(group), there + count.there * len(group)
    return Count(known.form.name, known.sheet.file, new, there)


def _agree_among_themselves(known: Known, group: Sequence[Row], work: Work, same: Sequence[str]) -> None:
    for row in group[1:]:
        for column in same:
            if row.texts[column] != group[0].texts[column]:
                sentence = f"The rows of one name say the same here: row {group[0].number} says something else."
                work.faults.add(known.sheet, row.number, column, row.texts[column], sentence)


def _as_kept(known: Known, row: Row, kept: Cells | None, name: str) -> None:
    if kept is None:
        raise Refused(f"It is there already, without row {row.number} of this file. {CHANGES_NOT}", field=name)
    for column, cell in zip(known.form.columns[1:], kept[1:], strict=True):
        said = _said(row, column.name)
        if said and said != cell:
            has = f"The register has “{cell}” in {column.name}" if cell else f"The register leaves {column.name} blank"
            raise Refused(f"{has} where row {row.number} says “{said[:80]}”. {CHANGES_NOT}", field=name)


def _said(row: Row, column: str) -> str:
    """A cell as an export writes what was read from it."""
    value = row.values.get(column, "")
    return year_label(value) if column == "year" else shown(value)
