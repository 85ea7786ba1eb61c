"""Looking a workbook through before it is opened: nothing in it may expand, or reach beyond what a table needs."""

import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO

from govtrack.papers.archives import AGAIN, AS_CSV, parts_of, unpacked
from govtrack.papers.unusable import Unusable

MOST_COLUMNS = 100
MOST_CELLS = 1_000_000
MOST_TEXT = 64 * 1024 * 1024
"""Bytes of text once every cell has its own copy, which is how a workbook is read."""
OVERLAP, EDGE = 512, 12
MACROS = {".xlsm", ".xltm", ".xlam"}

CELL = re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?\br\s*=\s*[\"']\s*\$?([A-Za-z]{1,9})\$?(\d{1,9})")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]{0,200}?\br\s*=\s*[\"']\s*(\d{1,9})")
ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
MISTAKE = re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?\bt\s*=\s*[\"']e[\"']")
PLACE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]{1,3}\d{1,7})")
TEXT = re.compile(rb"<(?:\w+:)?si[\s>/]")
USE = re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?\bt\s*=\s*[\"']s[\"'][^>]{0,200}>\s*<(?:\w+:)?v>\s*(\d{1,9})")


def inspect(path: Path, file: str) -> None:
    """Read every part of a workbook once, with a limit on all that it could become; Unusable says what is wrong."""
    if path.suffix.casefold() in MACROS or Path(file).suffix.casefold() in MACROS:
        raise Unusable(f"{file} is a workbook with macros. Save it as an Excel workbook without them (.xlsx).")
    try:
        with path.open("rb") as raw:
            _inspect(raw, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, OverflowError):
        raise Unusable(f"{file} is damaged, or is not a workbook. {AGAIN}") from None


def _inspect(raw: IO[bytes], file: str) -> None:
    _refuse_old(raw, file)
    parts = parts_of(raw, file)
    lengths, cells = array("L"), 0
    for part in parts:
        if part.filename.casefold().endswith("sharedstrings.xml"):
            lengths = _text_lengths(raw, part, file)
        else:
            cells += _extent(raw, part, file)
    if cells * max(lengths, default=0) > MOST_TEXT and _copied(raw, parts, lengths, file) > MOST_TEXT:
        raise Unusable(f"{file} repeats its texts into more than can be read at once. {AS_CSV}")


def _refuse_old(raw: IO[bytes], file: str) -> None:
    first = raw.read(8)
    raw.seek(0)
    if first.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unusable(f"{file} has a password or is a workbook of the old kind (.xls). {AGAIN}")
    if not first.startswith(b"PK"):
        raise Unusable(f"{file} is called a workbook but is something else. {AGAIN}")


def _windows(raw: IO[bytes], part: zipfile.ZipInfo, file: str) -> Iterator[tuple[bytes, int]]:
    """A part in windows that overlap, so that no tag is cut in two; with how much of each was seen before."""
    before = b""
    for piece in unpacked(raw, part, file):
        window = before + piece
        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            raise Unusable(f"{file} declares things that no table needs, and is not opened. {AGAIN}")
        if not before and window[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"}:
            raise Unusable(f"{file} is written in a way no spreadsheet does. {AGAIN}")
        yield window, len(before)
        before = window[-OVERLAP:]


def _text_lengths(raw: IO[bytes], part: zipfile.ZipInfo, file: str) -> "array[int]":
    """How long each shared text is, in bytes of its part."""
    begins, at = array("L"), 0
    for window, seen in _windows(raw, part, file):
        begins.extend(at - seen + found.start() for found in TEXT.finditer(window) if found.end() > seen)
        at += len(window) - seen
    begins.append(at)
    return array("L", (later - earlier for earlier, later in pairwise(begins)))


def _extent(raw: IO[bytes], part: zipfile.ZipInfo, file: str) -> int:
    """How many cells a sheet spans from corner to corner, the empty ones too; 0 for a part that is no sheet.

    Some cells do not say where they are, so they are counted as well; one at the edge of a window perhaps twice.
    """
    rows = columns = cells = 0
    for window, seen in _windows(raw, part, file):
        for found in CELL.finditer(window):
            columns, rows = max(columns, _column(found[1])), max(rows, int(found[2]))
        rows = max([rows, *(int(found[1]) for found in ROW.finditer(window))])
        cells += len(ANY_CELL.findall(window, max(0, seen - EDGE)))
        if mistake := MISTAKE.search(window):
            where = PLACE.search(mistake[0])
            named = f"Cell {where[1].decode()}" if where else "A cell"
            raise Unusable(f"{file}: {named} holds an error instead of a value. Mend the formula, or type the value.")
        if columns > MOST_COLUMNS:
            raise Unusable(f"{file} has cells as far right as column {columns:,}: clear all that is no table.")
        if rows * columns > MOST_CELLS or cells > MOST_CELLS:
            raise Unusable(f"{file} has more than {MOST_CELLS:,} cells. {AS_CSV}")
    return max(rows * columns, cells)


def _column(letters: bytes) -> int:
    """
    >>> _column(b"A"), _column(b"AA"), _column(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _copied(raw: IO[bytes], parts: list[zipfile.ZipInfo], lengths: "array[int]", file: str) -> int:
    """How much text there is once every cell that uses a shared text has its own copy."""
    total = 0
    for part in parts:
        for window, seen in _windows(raw, part, file):
            uses = (int(found[1]) for found in USE.finditer(window) if found.end() > seen)
            total += sum(lengths[use] for use in uses if use < len(lengths))
            if total > MOST_TEXT:
                return total
    return total
