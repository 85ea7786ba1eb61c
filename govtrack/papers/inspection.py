"""Looking a workbook through before it is opened: nothing in it may expand, or reach beyond what a table needs."""

import re
import zipfile
import zlib
from array import array
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import IO
from xml.parsers import expat

from govtrack.papers.archives import AGAIN, AS_CSV, parts_of, unpacked
from govtrack.papers.unusable import Unusable

MOST_COLUMNS = 100
MOST_CELLS, MOST_TEXTS = 1_750_000, 500_000
"""Cells of a hundred and twenty-five thousand figures, and texts that are shared between cells."""
MOST_TEXT = 64 * 1024 * 1024
"""Bytes of text once every cell has its own copy, which is how a workbook is read."""
LARGEST_ASIDE = 4 * 1024 * 1024
"""Bytes of a part that is neither a sheet nor its texts: how it looks, what belongs to what."""
MACROS = {".xlsm", ".xltm", ".xlam"}
MARKED_UP = (".xml", ".rels")
ASIDE = (".rels", "xl/workbook.xml", "xl/styles.xml")
SHEET_DATA = b"sheetData"
PLACE = re.compile(r"\s*\$?([A-Za-z]{1,9})\$?(\d{1,9})\s*\Z")

Attributes = dict[str, str]


def inspect(path: Path, file: str) -> None:
    """Read every part of a workbook once, with a limit on all that it could become; Unusable says what is wrong."""
    if path.suffix.casefold() in MACROS or Path(file).suffix.casefold() in MACROS:
        raise Unusable(f"{file} is a workbook with macros. Save it as an Excel workbook without them (.xlsx).")
    try:
        with path.open("rb") as raw:
            _inspect(raw, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, OverflowError):
        raise Unusable(f"{file} is damaged, or is not a workbook. {AGAIN}") from None


def glance(path: Path, file: str) -> None:
    """Refuse what is seen without reading all of a workbook: another kind of file, macros, a bomb by its own word."""
    if path.suffix.casefold() in MACROS or Path(file).suffix.casefold() in MACROS:
        raise Unusable(f"{file} is a workbook with macros. Save it as an Excel workbook without them (.xlsx).")
    try:
        with path.open("rb") as raw:
            _refuse_old(raw, file)
            parts_of(raw, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, OverflowError):
        raise Unusable(f"{file} is damaged, or is not a workbook. {AGAIN}") from None


def _inspect(raw: IO[bytes], file: str) -> None:
    _refuse_old(raw, file)
    parts = parts_of(raw, file)
    lengths, cells = array("L"), 0
    for part in parts:
        name = part.filename.casefold()
        if not name.endswith(MARKED_UP):
            _refuse_hidden(raw, part, file)
        elif name.endswith("sharedstrings.xml"):
            lengths = _text_lengths(raw, part, file)
        else:
            found = _Extent(file)
            _read(raw, part, file, found.begins)
            aside = not found.sheet or name.endswith(ASIDE)
            if aside and part.file_size > LARGEST_ASIDE:
                raise Unusable(f"{file} unpacks to more than a workbook of this register needs. {AS_CSV}")
            cells += found.cells
    if cells * max(lengths, default=0) > MOST_TEXT and _copied(raw, parts, lengths, file) > MOST_TEXT:
        raise Unusable(f"{file} repeats its texts into more than can be read at once. {AS_CSV}")


def _refuse_old(raw: IO[bytes], file: str) -> None:
    first = raw.read(8)
    raw.seek(0)
    if first.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unusable(f"{file} has a password or is a workbook of the old kind (.xls). {AGAIN}")
    if not first.startswith(b"PK"):
        raise Unusable(f"{file} is called a workbook but is something else. {AGAIN}")


def _refuse_hidden(raw: IO[bytes], part: zipfile.ZipInfo, file: str) -> None:
    """A picture is not read; a sheet under a picture's name would be, by whoever follows the workbook's own list."""
    before = b""
    for piece in unpacked(raw, part, file):
        if SHEET_DATA in before + piece:
            raise Unusable(f"{file} is packed in a way no spreadsheet does. {AGAIN}")
        before = piece[-len(SHEET_DATA) :]


def _read(
    raw: IO[bytes],
    part: zipfile.ZipInfo,
    file: str,
    begins: Callable[[str, Attributes], None],
    says: Callable[[str], None] | None = None,
) -> None:
    """Read a part as strictly as XML can be read: what only a lenient reader would make sense of is refused."""
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = begins
    parser.CharacterDataHandler = says
    parser.buffer_text = True

    def declares(*_more: object) -> None:
        raise Unusable(f"{file} declares things that no table needs, and is not opened. {AGAIN}")

    parser.StartDoctypeDeclHandler = declares
    parser.ProcessingInstructionHandler = declares
    try:
        for piece in unpacked(raw, part, file):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Unusable(f"{file} is written in a way no spreadsheet does. {AGAIN}") from None


def _text_lengths(raw: IO[bytes], part: zipfile.ZipInfo, file: str) -> "array[int]":
    """How long each shared text is at most, in bytes."""
    lengths, many = array("L"), f"{file} has more than {MOST_TEXTS:,} texts. {AS_CSV}"

    def begins(name: str, _attributes: Attributes) -> None:
        if _local(name) == "si":
            lengths.append(0)
        if len(lengths) > MOST_TEXTS:
            raise Unusable(many)

    def says(text: str) -> None:
        if lengths:
            lengths[-1] += len(text) * 4

    _read(raw, part, file, begins, says)
    return lengths


class _Extent:
    """How many cells a sheet spans from corner to corner, the empty ones too; 0 for a part that is no sheet.

    Some cells do not say where they are, so they are counted as well.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheet = False
        self.rows = self.columns = self.there = 0

    @property
    def cells(self) -> int:
        return max(self.rows * self.columns, self.there)

    def begins(self, name: str, attributes: Attributes) -> None:
        """An element begins: what is no cell and no row only says whether this is a sheet."""
        if ":" in name:
            name = _local(name)
        if name == "c":
            self.there += 1
            if attributes:
                self._cell(attributes)
        elif name == "row":
            self.rows = max(self.rows, _whole(attributes.get("r", "")))
        elif name == "sheetData":
            self.sheet = True
            return
        else:
            return
        if self.columns > MOST_COLUMNS:
            raise Unusable(
                f"{self.file} has cells as far right as column {self.columns:,}: clear all that is no table."
            )
        if self.there > MOST_CELLS or self.rows * self.columns > MOST_CELLS:
            raise Unusable(f"{self.file} has more than {MOST_CELLS:,} cells. {AS_CSV}")

    def _cell(self, attributes: Attributes) -> None:
        where = attributes.get("r", "")
        if attributes.get("t") == "e":
            named = f"Cell {where}" if where.isalnum() else "A cell"
            raise Unusable(
                f"{self.file}: {named} holds an error instead of a value. Mend the formula, or type the value."
            )
        place = PLACE.match(where)
        if place:
            self.columns, self.rows = max(self.columns, _column(place[1])), max(self.rows, int(place[2]))
        elif where:
            raise Unusable(f"{self.file} is written in a way no spreadsheet does. {AGAIN}")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    """
    >>> _column("A"), _column("AA"), _column("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _copied(raw: IO[bytes], parts: list[zipfile.ZipInfo], lengths: "array[int]", file: str) -> int:
    """How much text there is once every cell that uses a shared text has its own copy."""
    total, shared, value = 0, False, False

    def begins(name: str, attributes: Attributes) -> None:
        nonlocal shared, value
        name = _local(name)
        if name == "c":
            shared = attributes.get("t") == "s"
        value = shared and name == "v"

    def says(text: str) -> None:
        nonlocal total, value
        if value and text.strip():
            use = _whole(text.strip())
            total += lengths[use] if use < len(lengths) else 0
            value = False

    for part in parts:
        if total <= MOST_TEXT and part.filename.casefold().endswith(MARKED_UP):
            _read(raw, part, file, begins, says)
    return total
