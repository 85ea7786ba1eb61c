"""The faults of a file as its page shows them: row by row, the worst kind first."""

from collections.abc import Mapping, Sequence
from typing import Any

from govtrack.domain.incoming import Fault, Grade
from govtrack.rooms.imports.staged import Staged

HEADINGS = {
    Grade.WHOLE: "The sheet as a whole",
    Grade.CONTRADICTS: "Rows that contradict each other",
    Grade.BARRED: "Rows that are not yours to enter",
    Grade.UNREAD: "Cells that cannot be read",
    Grade.RULE: "Rows that break a rule of the register",
}
"""The kinds of faults, the worst first, each with what it is called."""

Rows = Sequence[Mapping[str, Any]]


def grouped(file: Staged, faults: Sequence[Fault]) -> list[tuple[str, Rows]]:
    """The rows with faults, each once, under the worst kind of fault that it has."""
    places = {sheet.title or sheet.name: at for at, sheet in reversed(list(enumerate(file.sheets())))}
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for fault in faults:
        at = places.get(fault.sheet)
        row = rows.setdefault((fault.sheet, fault.row), _row(file, fault, at))
        row["grade"] = min(row["grade"], fault.grade)
        if fault.sentence not in row["sentences"]:
            row["sentences"].append(fault.sentence)
        if fault.column and fault.column in row["cells"] and fault.column not in row["columns"]:
            row["columns"].append(fault.column)
    listed = sorted(rows.values(), key=lambda one: (one["grade"], one["at"] is None, one["at"] or 0, one["row"]))
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in listed:
        found.setdefault(HEADINGS[Grade(row["grade"])], []).append(row)
    return list(found.items())


def _row(file: Staged, fault: Fault, at: int | None) -> dict[str, Any]:
    cells = file.found["rows"].get(str(at), {}).get(str(fault.row), {})
    return {
        "sheet": fault.sheet,
        "at": at if cells else None,
        "row": fault.row,
        "grade": fault.grade,
        "cells": cells,
        "columns": [],
        "sentences": [],
    }
