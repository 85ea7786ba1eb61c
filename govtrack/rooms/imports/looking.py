"""Looking a file through: what is still to be asked about it, what is wrong with it, or what it would add."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from flask import current_app
from werkzeug.datastructures import FileStorage

from govtrack.domain.guessing import missing
from govtrack.domain.guide import Guide, Unknown, exact, unknown_names
from govtrack.domain.imports import LEDGER, Plan, preview
from govtrack.domain.incoming import Fault
from govtrack.domain.matches import Owner, columns_remembered, meanings_remembered
from govtrack.domain.naming import Names
from govtrack.domain.taking import Count, Rights
from govtrack.domain.totalling import Totalled
from govtrack.papers import books
from govtrack.papers.rows import Sheet
from govtrack.papers.unusable import Unusable
from govtrack.rooms.imports import running, staged
from govtrack.rooms.imports.forms import FileForm
from govtrack.rooms.imports.reach import rights_of
from govtrack.rooms.imports.running import Progress
from govtrack.rooms.imports.staged import HOUR, Staged, keep, staged_or_404
from govtrack.settings import Settings
from govtrack.store.db import db
from govtrack.store.people import User
from govtrack.web.access import own_organisations

MOST_FIGURES, MOST_BESIDE, MOST_DECISIONS, MOST_RECORDS, MOST_COLUMNS = 250_000, 20_000, 2_000, 1_000, 100
"""How much is looked through: rows of the ledger; of the ledger beside other sheets, of decisions, and of any other
sheet, because those are tried by writing them and nobody else can save meanwhile; columns."""

AT_ONCE = 256 * 1024
"""The largest file, in bytes, that is looked through while its sender waits: a second or two."""

NOTHING = "There is nothing in this file to import: the first row names the columns, a row for each record follows."


def sent(form: FileForm, person: Any, settings: Settings) -> Staged | None:
    """Take the file of a form in and look it through; None, with the sentence beside it, where it cannot be used."""
    upload: FileStorage = form.file.data
    name, sheet = upload.filename or "", form.sheet.data or ""
    kept_for = settings.staged_hours * HOUR
    file = keep(folder_of(settings), upload.stream, name=name, sheet=sheet, person=person.id, seconds=kept_for)
    try:
        refuse_unfit(file)
        file = look(file, person)
    except Unusable as fault:
        form.refuse("file", fault.sentence)
        file.drop()
        return None
    except BaseException:
        file.drop()
        raise
    if file.state == staged.NOTHING and not file.found["counts"]:
        form.refuse("file", NOTHING)
        file.drop()
        return None
    return file


def refuse_unfit(file: Staged) -> None:
    """Unusable where the file is not what its name says, does harm, or has more columns than any sheet of ours."""
    books.refuse(file.path, file=file.name)
    if not file.workbook or file.path.stat().st_size <= AT_ONCE:
        for sheet in file.sheets():
            if (columns := len(sheet.header())) > MOST_COLUMNS:
                raise Unusable(f"{file.name} has {columns:,} columns: no sheet of this register has so many.")


def folder_of(settings: Settings) -> Any:
    """Where files wait."""
    return settings.data / "uploads"


def waiting(token: str, person: Any, settings: Settings) -> Staged:
    """The file of an address; 404 where there is none of this person's."""
    return staged_or_404(folder_of(settings), token, person=person.id)


def look(file: Staged, person: Any) -> Staged:
    """Look a file through, at once where it is small; a large one is gone on with after the answer."""
    if file.path.stat().st_size <= AT_ONCE:
        return looked_through(file, person)
    app, number = current_app._get_current_object(), person.id  # type: ignore[attr-defined] # the application behind the proxy, for another thread
    file = file.keep(state=staged.LOOKING)
    running.begin(app, file.progress, lambda told: _in_the_background(file, number, told))
    return file


def _in_the_background(file: Staged, number: int, told: Progress) -> None:
    try:
        looked_through(file, db.session.get_one(User, number), told)
    except Unusable as fault:
        file.keep(state=staged.UNUSABLE, found={"sentence": fault.sentence})
        file.empty()


def looked_through(file: Staged, person: Any, told: Progress | None = None) -> Staged:
    """What is to be done next about a file. Unusable where it cannot be read. Nothing is written to the register."""
    if told is not None:
        told.start("Opening the file")
    file = file.spread()
    sheets = file.sheets()
    guide, asks = _columns(sheets, file.guide, owner_of(person))
    if asks:
        return file.keep(state=staged.COLUMNS, guide=guide)
    rights, read = rights_of(person), guide.over(sheets)
    total = refuse_long(file.name, read)
    unknown = _names(running.watched(read, told, "Reading the names", total), guide, rights, owner_of(person))
    asked = _asked(file, unknown)
    if any(one.key not in guide.names.get(one.names, {}) for one in unknown):
        return file.keep(state=staged.NAMES, guide=guide, asked=asked)
    read = guide.over(sheets)
    plan = preview(running.watched(read, told, "Checking every row", total), by=person, rights=rights)
    return told_of(file.keep(guide=guide, asked=asked), plan)


def told_of(file: Staged, plan: Plan) -> Staged:
    """The file with what it would add, or with what is wrong in it."""
    if plan.fault_count:
        found = {**_plain(plan), "rows": _faulty_rows(file, plan.faults)}
        return file.keep(state=staged.PROBLEMS, found=found)
    if not plan.new:
        file = file.keep(state=staged.NOTHING, found=_plain(plan))
        file.empty()
        return file
    return file.keep(state=staged.PREVIEW, found=_plain(plan))


def plan_of(file: Staged) -> Plan:
    """What was found in a file when it was looked through."""
    found = file.found
    return Plan(
        tuple(Count(*one) for one in found["counts"]),
        tuple(Totalled(*one) for one in found["totals"]),
        found["summed"],
        tuple(Fault(*one) for one in found["faults"]),
        found["fault_count"],
    )


def _plain(plan: Plan) -> dict[str, Any]:
    return {
        "counts": [tuple(one) for one in plan.counts],
        "totals": [tuple(one) for one in plan.totals],
        "summed": plan.summed,
        "faults": [tuple(one) for one in plan.faults],
        "fault_count": plan.fault_count,
    }


def owner_of(person: Any) -> Owner:
    """Whose files a person's are, for what is remembered of them."""
    return Owner(tuple(sorted(own_organisations(person))), person.id)


def _columns(sheets: Sequence[Sheet], guide: Guide, owner: Owner) -> tuple[Guide, bool]:
    """The guide with what is remembered of the same headings, and whether something is to be asked."""
    columns = dict(guide.columns)
    for at, sheet in enumerate(sheets):
        if str(at) not in columns and exact(sheet) is None:
            known = columns_remembered(sheet, owner)
            if known is not None:
                columns[str(at)] = known
    asks = any(
        exact(sheet) is None if str(at) not in columns else bool(missing(columns[str(at)]))
        for at, sheet in enumerate(sheets)
    )
    return Guide(columns, guide.names, guide.mended, guide.left), asks


def _names(read: Sequence[Sheet], guide: Guide, rights: Rights, owner: Owner) -> list[Unknown]:
    """The names that mean nothing; what they meant the last time is put into the guide."""
    known = Names(rights.knows.organisations, rights.knows.collaborations) if rights.knows else Names()
    unknown = unknown_names(read, known)
    for kind, meanings in meanings_remembered(unknown, owner, known).items():
        guide.names[kind] = {**meanings, **guide.names.get(kind, {})}
    return unknown


def _asked(file: Staged, unknown: Sequence[Unknown]) -> list[dict[str, Any]]:
    """The names that were asked about before, and those that are to be asked about now."""
    asked = {(one["names"], one["key"]): dict(one) for one in file.asked}
    for one in unknown:
        asked[one.names, one.key] = {**one._asdict(), "key": one.key}
    return list(asked.values())


def _faulty_rows(file: Staged, faults: Sequence[Fault]) -> dict[str, dict[str, dict[str, str]]]:
    """The cells of the rows that have faults, by the sheet's place in the file, row and column."""
    wanted: dict[str, set[int]] = {}
    for fault in faults:
        wanted.setdefault(fault.sheet, set()).add(fault.row)
    found: dict[str, dict[str, dict[str, str]]] = {}
    for at, sheet in enumerate(file.sheets()):
        rows = wanted.get(sheet.title or sheet.name, set()) - {1}
        read = file.guide.over_one(at, sheet) if rows else None
        if read is not None:
            found[str(at)] = _cells(read, rows)
    return found


def _cells(sheet: Sheet, rows: set[int]) -> dict[str, dict[str, str]]:
    header = sheet.header()
    return {
        str(number): dict(zip(header, cells, strict=False))
        for number, cells in islice(sheet.rows(), max(rows, default=0))
        if number in rows
    }


def refuse_long(name: str, sheets: Sequence[Sheet]) -> int:
    """How many rows a file has; Unusable where there are too many."""
    alone = {sheet.name for sheet in sheets} == {LEDGER}
    total = 0
    for sheet in sheets:
        figures = MOST_FIGURES if alone else MOST_BESIDE
        most = {LEDGER: figures, "decisions": MOST_DECISIONS}.get(sheet.name, MOST_RECORDS)
        rows = sum(1 for _ in islice(sheet.rows(), most + 1))
        if rows > most:
            beside = sheet.name == LEDGER and not alone
            why = " beside other sheets: send the figures as a file of their own" if beside else ""
            raise Unusable(
                f"{name} has more than {most:,} rows of {sheet.name}{why}. "
                "Split it, or ask who keeps this register to take it in with govtrack import."
            )
        total += rows
    return total
