"""Reading prices as they are pasted, or as HM Treasury's workbook has them: a year, its index, perhaps a status."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from werkzeug.datastructures import FileStorage

from govtrack.analytics.kinds import Indexed
from govtrack.analytics.realterms import PLAIN_NUMBER
from govtrack.analytics.stated import year_label
from govtrack.domain import answers
from govtrack.domain.prices import Band, YearIndex
from govtrack.domain.refusals import Refused
from govtrack.papers import books
from govtrack.papers.rows import Sheet
from govtrack.papers.unusable import Unusable

MOST_LINES = 200
MOST_ROWS = 2000
FINE = 9
"""Decimals that an index is kept to; a workbook holds more, which are the noise of binary fractions."""
SPLIT = re.compile(r"[\t;,]+ *| +")
BAND = re.compile(r"([0-9]{1,4})(?: *(?:-|–|to) *([0-9]{1,4}))?[\s,;:]+([0-9.]+) *%?", re.ASCII)


def years(text: str, *, outturn: int, source: str) -> list[YearIndex]:
    """A line for each year: `2023-24 96.1297`, with a status after it where it is not as the last outturn year says."""
    return [_year(number, line, outturn, source) for number, line in _lines(text)]


def _lines(text: str) -> list[tuple[int, str]]:
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise Refused(f"At most {MOST_LINES} lines; these are {len(lines):,}.", field="values")
    return lines


def _year(number: int, line: str, outturn: int, source: str) -> YearIndex:
    written, index, *rest = [*SPLIT.split(line, maxsplit=2), ""][:3]
    try:
        year = answers.financial_year(written)
        value = answers.index(index)
        status = _status(" ".join(rest)) or (Indexed.OUTTURN if year <= outturn else Indexed.FORECAST)
    except Refused as refusal:
        raise Refused(f"Line {number}, “{line[:60]}”: {refusal.sentence}", field="values") from None
    return YearIndex(year, value, status, source)


def _status(words: str) -> Indexed | None:
    """The status after an index; further numbers, such as the yearly change, are left aside."""
    if not words or all(_is_number(word.strip("%")) for word in SPLIT.split(words)):
        return None
    found: Indexed = answers.word(Indexed)(words)
    return found


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+−]?[0-9.]+", text) is not None or not text


def bands(text: str) -> list[Band]:
    """A line for each band of years: `0-30 3.5`."""
    found = []
    for number, line in _lines(text):
        said = BAND.fullmatch(line)
        if said is None:
            sentence = f"Line {number}, “{line[:60]}”: write the years and the rate, such as 0-30 3.5."
            raise Refused(sentence, field="values")
        found.append(Band(int(said[1]), int(said[2] or said[1]), said[3]))
    return found


class Read(NamedTuple):
    """What a file was found to hold: lines as they are pasted, and where they stood."""

    lines: str
    where: str


def read(upload: FileStorage) -> Read:
    """The financial years of a file and the numbers beside them; Unusable where it has none."""
    name = upload.filename or ""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sent"
        upload.save(path)
        found = [(sheet, _columns(sheet)) for sheet in books.opened(path, file=name)]
    sheet, (column, rows) = max(found, key=lambda one: len(one[1][1]), default=(None, (0, [])))
    if sheet is None or not rows:
        raise Unusable(f"{name} has no column of financial years, such as 2023-24, with an index beside it.")
    years = sorted(rows)
    lines = "\n".join(f"{year_label(year)} {rows[year]}" for year in years)
    place = f"columns {_letter(column)} and {_letter(column + 1)} of {sheet.name}"
    return Read(lines, f"{len(years)} years, {year_label(years[0])} to {year_label(years[-1])}, from {place}")


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _columns(sheet: Sheet) -> tuple[int, dict[int, str]]:
    """The column of a sheet that has the most financial years with an index to the right of each."""
    found: list[dict[int, str]] = [{} for _ in range(4)]
    for number, cells in sheet.rows():
        if number > MOST_ROWS:
            break
        for place, rows in enumerate(found):
            rows.update(_pair(cells[place : place + 2]))
    return max(enumerate(found), key=lambda one: len(one[1]))


def _pair(cells: Sequence[str]) -> Iterator[tuple[int, str]]:
    if len(cells) == 2 and _is_number(cells[1].strip()) and cells[1].strip():
        try:
            year = answers.financial_year(cells[0].strip())
            index = f"{round(Decimal(cells[1].strip()), FINE):f}"
        except (Refused, ArithmeticError):
            return
        index = index.rstrip("0").rstrip(".") if "." in index else index
        if PLAIN_NUMBER.fullmatch(index):
            yield year, index
