"""The questions about one file: which column is which, what its names mean, what its faulty cells should say."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from wtforms import Field

from govtrack.domain.formats import BY_NAME, SHEETS
from govtrack.domain.guessing import guessed, missing
from govtrack.domain.guide import Columns, Guide, headings
from govtrack.domain.refusals import Refused
from govtrack.papers.rows import Sheet
from govtrack.rooms.imports.staged import Staged
from govtrack.web.fields import Line, OneOf, SelectChoice, YesNo
from govtrack.web.forms import Form

EXAMPLES, LOOKED_AT = 3, 40
"""How many cells of a column are shown, and among how many rows they are looked for."""
MOST_NAMES = 20
"""How many names are asked about at once."""
LONGEST_CELL = 4000
LEAVE_OUT = "!leave"


class Asked(NamedTuple):
    """One sheet of a file on the page of columns: its questions, in order."""

    title: str
    form: Field
    columns: list[tuple[Field, str]]
    """A question for each of their columns, with what stands in it."""
    every: list[tuple[Field, str]]
    """A question for each of our columns that none of theirs is, with what it may hold."""


class AskingForm(Form):
    """A form whose questions depend on the file."""

    sheets: Sequence[Asked] = ()


def _made(fields: Mapping[str, Any], answers: Mapping[str, Any], base: type[AskingForm] = AskingForm) -> Any:
    """A form with some questions, answered as they are known so far."""
    return type("Asking", (base,), dict(fields))(data=dict(answers))


def columns_form(sheets: Sequence[Sheet], guide: Guide, may: frozenset[str] | None, posted: Mapping[str, str]) -> Any:
    """The questions about the columns of every sheet of a file, answered by what is known or guessed of them."""
    fields: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    shown: list[tuple[int, Sheet, Columns, list[str]]] = []
    for at, sheet in enumerate(sheets):
        columns = _columns_shown(at, sheet, guide, posted)
        theirs = headings(sheet)
        offered = [
            SelectChoice(one.name) for one in SHEETS if may is None or one.name in may or one.name == columns.form
        ]
        fields[f"s{at}"] = OneOf("This sheet holds", choices=[SelectChoice("", "Nothing to import"), *offered])
        answers[f"s{at}"] = columns.form
        if columns.form:
            _ask_columns(at, theirs, columns, fields, answers)
        shown.append((at, sheet, columns, theirs))
    form = _made(fields, answers)
    form.sheets = [_asked(form, *one) for one in shown]
    return form


def _columns_shown(at: int, sheet: Sheet, guide: Guide, posted: Mapping[str, str]) -> Columns:
    """How a sheet is shown: as was said before, or guessed for the sheet that was just chosen."""
    known = guide.columns.get(str(at))
    chosen = posted.get(f"s{at}")
    if chosen is None:
        return known or guessed(sheet)
    if known is not None and known.form == chosen:
        return known
    return guessed(sheet, chosen) if chosen in BY_NAME else Columns("", {}, {})


def _ask_columns(
    at: int, theirs: Sequence[str], columns: Columns, fields: dict[str, Any], answers: dict[str, Any]
) -> None:
    form = BY_NAME[columns.form]
    ours = [SelectChoice("", "Leave it out"), *(SelectChoice(column.name) for column in form.columns)]
    by_place = {place: name for name, place in columns.places.items()}
    for number, text in enumerate(theirs):
        fields[f"s{at}h{number}"] = OneOf(f"“{text or 'no heading'}” is", choices=ours)
        answers[f"s{at}h{number}"] = by_place.get(number, "")
    for column in form.columns:
        if column.filled or column.names or column.asked:
            fields[f"s{at}e{column.name}"] = Line(f"{column.name}, in every row", longest=200)
            answers[f"s{at}e{column.name}"] = columns.every.get(column.name, "")


def _asked(form: AskingForm, at: int, sheet: Sheet, columns: Columns, theirs: Sequence[str]) -> Asked:
    examples = _examples(sheet, len(theirs))
    asked = [(form[f"s{at}h{number}"], examples[number]) for number in range(len(theirs))] if columns.form else []
    every = []
    if columns.form:
        taken = {field.data for field, _ in asked}
        for column in BY_NAME[columns.form].columns:
            name = f"s{at}e{column.name}"
            if name in form and column.name not in taken:
                need = "" if column.filled else " It may be left blank."
                every.append((form[name], f"{column.holds}{need}"))
    return Asked(sheet.title or sheet.name, form[f"s{at}"], asked, every)


def _examples(sheet: Sheet, width: int) -> list[str]:
    found: list[list[str]] = [[] for _ in range(width)]
    for _, cells in islice(sheet.rows(), 1, LOOKED_AT):
        for some, cell in zip(found, cells, strict=False):
            if cell.strip() and cell not in some and len(some) < EXAMPLES:
                some.append(cell)
    return [", ".join(cell if len(cell) <= 40 else f"{cell[:40]}…" for cell in some) for some in found]


def columns_said(form: AskingForm, sheets: Sequence[Sheet]) -> dict[str, Columns]:
    """How the sheets are to be read, as the form says; what it leaves open is put beside its question."""
    said: dict[str, Columns] = {}
    for at, (sheet, asked) in enumerate(zip(sheets, form.sheets, strict=True)):
        places: dict[str, int] = {}
        for number, (field, _) in enumerate(asked.columns):
            if field.data and field.data in places:
                first = headings(sheet)[places[field.data]]
                form.refuse(field.name, f"“{first}” is already the {field.data}: choose one of the two.")
            elif field.data:
                places[field.data] = number
        name = asked.form.data or ""
        every = _every(form, at, name, places) if name else {}
        said[str(at)] = Columns(name, places, every)
        for column in missing(said[str(at)]):
            form.refuse(
                f"s{at}e{column}", f"Which of your columns is the {column}? Or write here what it is in every row."
            )
    return said


def _every(form: AskingForm, at: int, name: str, places: Mapping[str, int]) -> dict[str, str]:
    every: dict[str, str] = {}
    for column in BY_NAME[name].columns:
        box = f"s{at}e{column.name}"
        if box not in form or column.name in places or not form[box].data:
            continue
        field = form[box]
        try:
            column.reads(field.data)
        except Refused as refusal:
            form.refuse(field.name, refusal.sentence)
        every[column.name] = field.data
    return every


def guesses_again(form: AskingForm, sheets: Sequence[Sheet], posted: Mapping[str, str]) -> bool:
    """Whether another sheet of ours was chosen than the one whose columns were on the page."""
    return any(
        form[f"s{at}"].data and not any(name.startswith(f"s{at}h") for name in posted) for at in range(len(sheets))
    )


def name_box(kind: str, key: str) -> str:
    """What the question about a name is called: the same on every page that asks it."""
    return f"n{hashlib.sha256(f'{kind} {key}'.encode('utf-8', 'replace')).hexdigest()[:16]}"


def names_form(file: Staged, known: Any) -> Any:
    """A question for each name that means nothing; `known`: the names that may be meant."""
    fields: dict[str, Any] = {}
    answers: dict[str, Any] = {"remember": True}
    for one in asked_now(file):
        box = name_box(one["names"], one["key"])
        near = [SelectChoice(f"={short}", f"{short} (nearly the same)") for short in one["near"]]
        others = sorted(set(getattr(known, one["names"]).shorts()) - set(one["near"]), key=str.casefold)
        rows = "this row" if one["rows"] == 1 else f"these {one['rows']:,} rows"
        fields[box] = OneOf(
            f"“{one['text']}”",
            missing=f"Say what “{one['text']}” means, or leave its rows out.",
            choices=[
                SelectChoice("", "Choose"), *near, SelectChoice(LEAVE_OUT, f"Leave {rows} out"),
                *(SelectChoice(f"={short}", short) for short in others),
            ],
        )  # fmt: skip
        meant = file.guide.names.get(one["names"], {})
        if one["key"] in meant:
            answers[box] = LEAVE_OUT if meant[one["key"]] is None else f"={meant[one['key']]}"
    fields["remember"] = YesNo("Remember this for the next file")
    return _made(fields, answers)


def asked_now(file: Staged) -> list[Mapping[str, Any]]:
    """The names that one page asks about: those that are open first."""

    def settled(one: Mapping[str, Any]) -> bool:
        return one["key"] in file.guide.names.get(one["names"], {})

    return sorted(file.asked, key=settled)[:MOST_NAMES]


def names_said(form: Any, file: Staged) -> dict[str, dict[str, str | None]]:
    """What the names mean, as the form says: by sheet and key, a short name, or None where rows are left out."""
    said: dict[str, dict[str, str | None]] = {kind: dict(known) for kind, known in file.guide.names.items()}
    for one in asked_now(file):
        answer = form[name_box(one["names"], one["key"])].data
        said.setdefault(one["names"], {})[one["key"]] = None if answer == LEAVE_OUT else answer.removeprefix("=")
    return said


class Bad(NamedTuple):
    """A row with faults: where it stands, what is wrong, and the boxes that mend it."""

    sheet: str
    number: int
    sentences: list[str]
    boxes: list[Field]
    leave: Field | None


def mending_form(groups: Iterable[tuple[str, Sequence[Mapping[str, Any]]]]) -> Any:
    """Boxes for the faulty cells of the rows of some groups of faults, each with what it says now."""
    fields: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    for _, rows in groups:
        for row in rows:
            for column in row["columns"]:
                cell = row["cells"].get(column, "")
                if len(cell) <= LONGEST_CELL:
                    fields[cell_box(row["at"], row["row"], column)] = Line(
                        f"{column}, row {row['row']:,}", longest=LONGEST_CELL
                    )
                    answers[cell_box(row["at"], row["row"], column)] = cell
            if row["at"] is not None:
                fields[leave_box(row["at"], row["row"])] = YesNo(f"Leave row {row['row']:,} out")
    return _made(fields, answers)


def cell_box(at: Any, row: int, column: str) -> str:
    """What the box of a cell is called."""
    return f"c{at}r{row}{column}"


def leave_box(at: Any, row: int) -> str:
    """What the box that leaves a row out is called."""
    return f"l{at}r{row}"


def mended(form: Any, file: Staged, groups: Iterable[tuple[str, Sequence[Mapping[str, Any]]]]) -> Guide:
    """The guide of a file with what the form mends and leaves out."""
    guide = Guide.read(file.guide.plain())
    for _, rows in groups:
        for row in rows:
            at, number = str(row["at"]), str(row["row"])
            for column in row["columns"]:
                box = cell_box(row["at"], row["row"], column)
                if box in form and form[box].data != row["cells"].get(column, ""):
                    guide.mended.setdefault(at, {}).setdefault(number, {})[column] = form[box].data
            if leave_box(row["at"], row["row"]) in form and form[leave_box(row["at"], row["row"])].data:
                guide.left.setdefault(at, []).append(row["row"])
    return guide
