"""Looking a file through: what it would add, or what is wrong with it, and what then becomes of it."""

from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

from werkzeug.datastructures import FileStorage

from govtrack.analytics.words import counted
from govtrack.domain.imports import LEDGER, Plan, preview
from govtrack.domain.incoming import Faults, recognised
from govtrack.papers.rows import Sheet
from govtrack.papers.unusable import Unusable
from govtrack.rooms.imports.forms import FileForm
from govtrack.rooms.imports.reach import rights_of
from govtrack.rooms.imports.staged import Staged, keep, staged_or_404
from govtrack.settings import Settings

MOST_FIGURES, MOST_RECORDS, MOST_COLUMNS = 20_000, 1_000, 100
"""What is looked through within five seconds: rows of the ledger, rows of any other sheet (a search for each), both
with the blank ones, and columns."""

NOTHING = "There is nothing in this file to import: the first row names the columns, a row for each record follows."


class Look(NamedTuple):
    """A file that was looked through, and what it would add; a file with faults, or nothing new, is not kept."""

    file: Staged
    plan: Plan

    @property
    def wanted(self) -> bool:
        """Whether there is anything to confirm."""
        return not self.plan.fault_count and self.plan.new > 0


def sent(form: FileForm, person: Any, settings: Settings) -> Look | None:
    """Look through the file of a form; None, with the sentence beside the file, where it cannot be used."""
    upload: FileStorage = form.file.data
    folder, name, sheet = settings.data / "uploads", upload.filename or "", form.sheet.data or ""
    file = keep(folder, upload.stream, name=name, sheet=sheet, person=person.id)
    look: Look | None = None
    try:
        sheets = file.sheets()
        refuse_long(file.name, sheets)
        look = _through(file, sheets, person)
    except Unusable as fault:
        form.refuse("file", fault.sentence)
    finally:
        if look is None or not look.wanted:
            file.drop()
    if look is not None and not look.plan.counts and not look.plan.fault_count:
        form.refuse("file", NOTHING)
        return None
    return look


def refuse_long(name: str, sheets: Sequence[Sheet]) -> None:
    """Unusable where there is so much that nobody else could save while it is looked through."""
    for sheet in sheets:
        columns = len(sheet.header())
        if columns > MOST_COLUMNS:
            raise Unusable(f"{name} has {columns:,} columns: no sheet of this register has so many.")
        known = recognised(sheet, Faults())
        most = MOST_FIGURES if known is None or known.form.name == LEDGER else MOST_RECORDS
        if next(islice(sheet.rows(), most, None), None) is not None:
            raise Unusable(
                f"{name} has more than {most:,} rows of {sheet.name}, and nobody else could save while they "
                "are looked through. Split it, or ask who keeps this register to take it in with govtrack import."
            )


def again(file: Staged, person: Any) -> Look:
    """Look a file that waits through once more; Unusable where it cannot be read."""
    return _through(file, file.sheets(), person)


def _through(file: Staged, sheets: Sequence[Sheet], person: Any) -> Look:
    return Look(file, preview(sheets, by=person, rights=rights_of(person)))


def say_faults(form: FileForm, look: Look) -> None:
    """Put above the form that there are faults, and that nothing was kept."""
    faults = counted(look.plan.fault_count, "fault")
    form.refuse("", f"{look.file.name} has {faults}, so nothing of it was added. Mend it, then choose it again.")


def waiting(token: str, person: Any, settings: Settings) -> Staged:
    """The file of an address; 404 where there is none of this person's."""
    return staged_or_404(settings.data / "uploads", token, person=person.id)
