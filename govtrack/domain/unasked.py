"""Reading a file where nobody can be asked: by what its headings surely mean, and by what is remembered of names."""

from collections.abc import Iterator, Sequence

from govtrack.domain.guessing import guessed, missing
from govtrack.domain.guide import Columns, Guide, exact, headings, unknown_names
from govtrack.domain.matches import Owner, columns_remembered, meanings_remembered
from govtrack.domain.naming import Names
from govtrack.papers.rows import Sheet


def unasked(sheets: Sequence[Sheet], owner: Owner | None) -> Guide:
    """How sheets with headings of their own are read; a sheet that leaves something open is left as it is."""
    guide = Guide()
    for at, sheet in enumerate(sheets):
        if exact(sheet) is None:
            columns = (columns_remembered(sheet, owner) if owner else None) or guessed(sheet)
            if columns.form and not missing(columns):
                guide.columns[str(at)] = columns
    if owner is not None:
        known = Names()
        guide.names.update(meanings_remembered(unknown_names(guide.over(sheets), known), owner, known))
    return guide


def in_words(sheets: Sequence[Sheet], guide: Guide) -> Iterator[str]:
    """A sentence for each sheet whose headings were not ours: as what they were read."""
    for at, columns in guide.columns.items():
        sheet = sheets[int(at)]
        theirs = headings(sheet)
        yield f"{sheet.file}: {'; '.join(_pairs(columns, theirs))}."
        unused = [text for number, text in enumerate(theirs) if number not in columns.places.values() and text]
        if unused:
            yield f"{sheet.file}: not imported: {', '.join(unused)}."


def _pairs(columns: Columns, theirs: Sequence[str]) -> Iterator[str]:
    for name, at in columns.places.items():
        yield f"“{theirs[at]}” is read as {name}"
