"""The parts of a packed file, unpacked under a limit: what the archive says of their size is never believed."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from govtrack.papers.unusable import Unusable

LARGEST_INSIDE = 96 * 1024 * 1024
MOST_PARTS = 500
CHUNK = 1 << 18
STORED, DEFLATED = 0, 8
AS_CSV = "Save each sheet as a CSV file: those are read row by row, however long."
AGAIN = "Save it again as an Excel workbook (.xlsx)."


def parts_of(raw: IO[bytes], file: str) -> list[zipfile.ZipInfo]:
    """The parts of a workbook; Unusable where they cannot be those of one."""
    with zipfile.ZipFile(raw) as archive:
        parts = archive.infolist()
    names = [part.filename.casefold() for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_INSIDE:
        raise Unusable(f"{file} unpacks to more than a workbook of this register needs. {AS_CSV}")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unusable(f"{file} has a password. Save it without one.")
    if len(set(names)) != len(names) or any(part.compress_type not in {STORED, DEFLATED} for part in parts):
        raise Unusable(f"{file} is packed in a way no spreadsheet does. {AGAIN}")
    if any("vbaproject" in name for name in names):
        raise Unusable(f"{file} has macros in it. Save it as an Excel workbook without macros (.xlsx).")
    if "xl/workbook.xml" not in names:
        raise Unusable(f"{file} is not an Excel workbook, though it is packed like one. {AGAIN}")
    return parts


def unpacked(raw: IO[bytes], part: zipfile.ZipInfo, file: str) -> Iterator[bytes]:
    """A part's bytes to their true end, in pieces; Unusable where they go beyond what the archive said."""
    raw.seek(part.header_offset)
    head = raw.read(30)
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    raw.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == DEFLATED else None
    left, size = part.compress_size, 0
    while left > 0 and (packed := raw.read(min(CHUNK, left))):
        left -= len(packed)
        while packed:
            piece = inflate.decompress(packed, CHUNK) if inflate else packed
            packed = inflate.unconsumed_tail if inflate else b""
            size += len(piece)
            if size > part.file_size:
                raise Unusable(f"{file} unpacks to more than it says. {AGAIN}")
            if piece:
                yield piece
    if size != part.file_size:
        raise zipfile.BadZipFile
