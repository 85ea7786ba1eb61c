"""What the pages of imports show: who may see which, each in a line, and one with all that it added."""

from datetime import datetime
from typing import Any, NamedTuple

from flask import abort, url_for
from sqlalchemy import Select

from govtrack.analytics.words import counted, listed
from govtrack.domain.acts import Act, act_of
from govtrack.domain.outlook import Outlook, outlook
from govtrack.rooms.imports.shown import Cells, Table, number
from govtrack.store import bodies, collaborations, imports
from govtrack.store.imports import ImportBatch, Part
from govtrack.web import formats
from govtrack.web.access import LARGEST_ID, may_record, scope
from govtrack.web.undoing import still_may


class Line(NamedTuple):
    """One import in the list."""

    number: int
    name: str
    when: str
    who: str
    added: str
    undone: str


class Page(NamedTuple):
    """One import with all that it added."""

    batch: ImportBatch
    line: Line
    sheets: Table
    figures: Table | None
    outlook: Outlook
    staying: str
    may_undo: bool


def readable(person: Any) -> Select[ImportBatch]:
    """The imports that a person may see listed: their own; an administrator sees all."""
    return imports.imports_listed(None if sees_all(person) else person.id)


def sees_all(person: Any) -> bool:
    """Whether a person sees everybody's imports."""
    return scope(person, "import figures").everything


def batch_or_404(number: int, person: Any) -> ImportBatch:
    """An import that a person made, or could have made: all of its figures are theirs to record."""
    found = imports.import_at(number) if number <= LARGEST_ID else None
    if found is None or not _may_see(found, person):
        abort(404)
    return found


def _may_see(batch: ImportBatch, person: Any) -> bool:
    if batch.person_id == person.id or sees_all(person):
        return True
    parts = imports.parts_of(imports.ledger_batches_in(batch.span))
    only_figures = {one.sheet for one in batch.counts if one.new} == {"ledger"}
    return only_figures and bool(parts) and all(may_record(person, *one) for one in parts)


def line(batch: ImportBatch) -> Line:
    """An import in one line."""
    added = [f"{counted(one.new, 'row')} of {one.sheet.replace('_', ' ')}" for one in batch.counts if one.new]
    return Line(batch.id, batch.name, _when(batch.at), batch.person, listed(added), _when(batch.undone_at))


def called(batch: ImportBatch) -> str:
    """An import by its name, between quotation marks."""
    return f"“{batch.name}”"


def page(batch: ImportBatch, person: Any) -> Page:
    """An import with its sheets, whose figures it holds, and what undoing it would meet."""
    act = act_of(batch)
    ahead = outlook(act)
    return Page(
        batch,
        line(batch),
        _sheets(batch),
        _figures(act),
        ahead,
        _staying(ahead),
        may_undo=not batch.undone_at and still_may(person, act),
    )


def _sheets(batch: ImportBatch) -> Table:
    rows: list[Cells] = [[one.sheet, one.file, f"{one.new:,}", f"{one.there:,}"] for one in batch.counts]
    return Table("What it added", ["Sheet", "File", number("Added"), number("There already")], rows)


def _figures(act: Act) -> Table | None:
    """Whose figures it holds, each with the way to the ledger's own page of them."""
    summed = imports.figures_by_part(act.batches)
    if not summed:
        return None
    together = {one.id: one.short_name for one in collaborations.collaborations_of(_numbers(summed, 0))}
    partners = {one.id: one.short_name for one in bodies.organisations_of(_numbers(summed, 1))}
    rows: list[Cells] = []
    for part, entered, standing in summed:
        short_name, partner = together[part.collaboration_id], partners.get(part.partner_id or 0, "joint")
        there = url_for("ledger.figures", short_name=short_name, partner=partner)
        rows.append([{"text": short_name, "href": there}, partner, f"{entered:,}", f"{standing:,}"])
    columns = ["Collaboration", "Partner", number("Figures added"), number("Standing as they were added")]
    return Table("Whose figures it holds", columns, sorted(rows, key=lambda row: (row[0]["text"], row[1])))


def _numbers(summed: list[tuple[Part, int, int]], at: int) -> list[int]:
    return sorted({part[at] or 0 for part, _, _ in summed} - {0})


def _staying(ahead: Outlook) -> str:
    kept = {record.replace("_", " "): len(ids) for record, ids in ahead.staying.items() if ids}
    if not kept:
        return ""
    said = listed([f"{count:,} of {record}" for record, count in sorted(kept.items())])
    return (
        f"The ledger keeps even figures that were taken back, with the names they stand under: {said} "
        "that came with this import would stay, without figures."
    )


def _when(at: str) -> str:
    return formats.moment(datetime.fromisoformat(at)) if at else ""
