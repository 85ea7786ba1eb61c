"""CSV files: read row by row, refused in a sentence where they are not what they say, and written for Excel."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from govtrack.papers.rows import Rows, Sheet
from govtrack.papers.unusable import Unusable

MARK = b"\xef\xbb\xbf"
OTHER_FILES = {
    b"PK\x03\x04": "a workbook or another archive",
    b"\xd0\xcf\x11\xe0": "a workbook of the old kind or one with a password",
    b"%PDF": "a PDF",
    b"\xff\xfe": "in UTF-16",
    b"\xfe\xff": "in UTF-16",
}
HOW_TO_SAVE = "In Excel choose Save As and “CSV UTF-8 (Comma delimited)”."


def sheet(path: Path, *, name: str = "", file: str = "") -> Sheet:
    """A CSV file as a sheet, called after the file unless a name is given. Nothing is read yet."""
    file = file or path.name
    return Sheet(name or Path(file).stem.casefold(), file, lambda: read(path, file=file))


def read(path: Path, *, file: str = "") -> Rows:
    """The rows of a CSV file with their numbers, streaming; Unusable where it is no CSV in UTF-8.

    A cell has at most the 131,072 characters that the csv module allows: a quotation mark never closed ends there.
    """
    file = file or path.name
    refuse_others(path, file)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        number = 0
        try:
            for number, row in enumerate(reader, 1):
                yield number, row
        except csv.Error as error:
            raise Unusable(_said(error, file, number + 1)) from None
        except UnicodeDecodeError:
            raise Unusable(f"{file} is not in UTF-8 (row {number + 1} or soon after). {HOW_TO_SAVE}") from None


def refuse_others(path: Path, file: str) -> None:
    """Refuse a file whose first bytes say that it is something else."""
    with path.open("rb") as begun:
        first = begun.read(8)
    for signature, what in OTHER_FILES.items():
        if first.startswith(signature):
            raise Unusable(f"{file} is called a CSV file but is {what}. {HOW_TO_SAVE}")


def _said(error: csv.Error, file: str, row: int) -> str:
    if "field larger" in str(error) or "unexpected end" in str(error):
        return f"{file}: a quotation mark that is opened in row {row} is never closed."
    if "expected after" in str(error):
        return f"{file}: row {row} has a quotation mark inside a quoted cell: write it twice."
    return f"{file}: row {row} cannot be read as comma-separated cells."


def write(to: IO[bytes], header: Iterable[str], rows: Iterable[Iterable[str]]) -> int:
    """Write a CSV file in UTF-8 with the mark Excel knows it by; give how many rows it has under its header."""
    to.write(MARK)
    count = 0
    text = _Encoded(to)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(row)
        count += 1
    return count


def write_plain(to: IO[bytes], rows: Iterable[list[str]]) -> int:
    """Write rows as they are, to be read again by `read` with the same numbers; give how many there are."""
    count = 0
    writer = csv.writer(_Encoded(to), lineterminator="\r\n")
    for row in rows:
        writer.writerow(row if any(row) else [])
        count += 1
    return count


class _Encoded:
    """What the csv module writes texts to, passed on as UTF-8."""

    def __init__(self, to: IO[bytes]) -> None:
        self._to = to

    def write(self, text: str) -> int:
        return self._to.write(text.encode())
