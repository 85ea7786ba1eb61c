"""What the pages of the steps show: files that wait, where a file stands, what is left out, how far the work is."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from flask import request, url_for

from govtrack.analytics.words import counted, listed
from govtrack.domain.guide import headings
from govtrack.domain.imports import Plan
from govtrack.rooms.imports import staged
from govtrack.rooms.imports.asking import Bad, cell_box, leave_box
from govtrack.rooms.imports.running import Far, far
from govtrack.rooms.imports.staged import Staged, waiting_of
from govtrack.web import formats


class Waits(NamedTuple):
    """A file that waits: its name, since when, and what is to be done about it."""

    token: str
    name: str
    since: str
    state: str
    working: bool


STATES = {
    staged.NEW_HERE: "It has not been looked through yet.",
    staged.LOOKING: "It is being looked through.",
    staged.COLUMNS: "Say which of its columns is which.",
    staged.NAMES: "Say what some names in it mean.",
    staged.PROBLEMS: "Some rows are to be mended or left out.",
    staged.PREVIEW: "See what it would add, and say yes.",
    staged.WRITING: "It is being added.",
}


def waiting_files(folder: Path, person: Any) -> list[Waits]:
    """The files of a person that wait, the latest first."""
    return [waits(one) for one in waiting_of(folder, person=person.id)]


def waits(file: Staged) -> Waits:
    """A file as the list of those that wait shows it."""
    since = formats.moment(datetime.fromtimestamp(file.path.stat().st_mtime, UTC))
    return Waits(file.token, file.name, since, STATES[file.state], far(file.progress) is not None)


def how_far(how: Far) -> str:
    """How far some work is, in words.

    >>> how_far(Far("Checking every row", 45000, 100000)), how_far(Far("Opening the file", 0, 0))
    ('Checking every row: 45,000 of 100,000 rows', 'Opening the file')
    """
    return f"{how.words}: {how.done:,} of {how.total:,} rows" if how.total else how.words


class Step(NamedTuple):
    """One step between a file and what it adds; an address where one may go to it."""

    name: str
    href: str
    here: bool


def steps(file: Staged) -> list[Step]:
    """The steps of a file, each with the way to it where there was something to ask."""
    at = {
        staged.COLUMNS: ("Columns", bool(file.guide.columns) or file.state == staged.COLUMNS),
        staged.NAMES: ("Names", bool(file.asked)),
        staged.PROBLEMS: ("Problems", file.state == staged.PROBLEMS),
        staged.PREVIEW: ("What it would add", file.state == staged.PREVIEW),
    }
    here = (request.endpoint or "").rpartition(".")[2]
    here = staged.PREVIEW if here == "staged" else here
    found = []
    for state, (name, there) in at.items():
        endpoint = "imports.staged" if state == staged.PREVIEW else f"imports.{state}"
        found.append(Step(name, url_for(endpoint, token=file.token) if there else "", here == state))
    return found


def left_out(file: Staged) -> list[str]:
    """What of a file is not imported, each in a sentence."""
    said = []
    for at, sheet in enumerate(file.sheets()):
        columns = file.guide.columns.get(str(at))
        title = sheet.title or sheet.name
        if columns is not None and not columns.form:
            said.append(f"The sheet “{title}” is not imported.")
        elif columns is not None:
            theirs = headings(sheet)
            unused = [text for number, text in enumerate(theirs) if number not in columns.places.values() and text]
            if unused:
                said.append(f"Of “{title}”, not imported: {listed([f'“{one}”' for one in unused])}.")
        if rows := file.guide.left.get(str(at)):
            said.append(f"Left out of “{title}”: {listed([f'row {one:,}' for one in sorted(rows)[:20]])}.")
    without = [one for one in file.asked if file.guide.names.get(one["names"], {}).get(one["key"], "") is None]
    return [*said, *(f"Left out: the {counted(one['rows'], 'row')} with the name “{one['text']}”." for one in without)]


def meant(file: Staged, said: Mapping[str, Mapping[str, str | None]]) -> dict[str, dict[str, tuple[str, str]]]:
    """What names mean, to be remembered: by sheet and key, the name as written and the short name of what it means."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for one in file.asked:
        meaning = said.get(one["names"], {}).get(one["key"])
        if meaning is not None:
            found.setdefault(one["names"], {})[one["key"]] = (one["text"], meaning)
    return found


class Problems(NamedTuple):
    """The page of problems: how many there are, and the rows by kind."""

    lead: str
    groups: list[tuple[str, list[Bad]]]
    note: str


def problems(
    file: Staged, plan: Plan, groups: Sequence[tuple[str, Sequence[Mapping[str, Any]]]], form: Any
) -> Problems:
    """The rows that cannot be taken in, each with its boxes."""
    shown = [(heading, [_bad(row, form) for row in rows]) for heading, rows in groups]
    more = plan.fault_count > len(plan.faults)
    note = f"The first {len(plan.faults)} of {plan.fault_count:,} faults are shown; mend these, and the next appear."
    return Problems(
        f"{file.name} has {counted(plan.fault_count, 'fault')}, so nothing of it was added. "
        "Only the rows with a fault are shown; their numbers are those of your file, row 1 being the headings.",
        shown,
        note if more else "",
    )


def _bad(row: Mapping[str, Any], form: Any) -> Bad:
    boxes = [form[name] for column in row["columns"] if (name := cell_box(row["at"], row["row"], column)) in form]
    leave = leave_box(row["at"], row["row"])
    return Bad(row["sheet"], row["row"], row["sentences"], boxes, form[leave] if leave in form else None)  # noqa: SIM401 - a form has no get
