"""Looking evidence through before it is kept: its ending and what it is must agree, and nothing in it may run."""

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PureWindowsPath
from typing import IO

from govtrack.papers import pdfs
from govtrack.papers.archives import unpacked
from govtrack.papers.unusable import Unusable

MOST_PARTS = 2000
LARGEST_INSIDE = 200 * 1024 * 1024
MOST_TIMES = 200
"""How many times its own size an Office file may unpack to; slides and sheets are packed about tenfold."""
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "txt": "text/plain",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "eml": "message/rfc822",
}
"""What may be kept, by ending."""
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
MACROS = {"docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm"}
PROGRAMS = {
    "exe", "com", "scr", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "msi", "jar", "lnk", "sh", "py", "app",
    "dll", "html", "htm", "svg", "php",
}  # fmt: skip
MARKS_OF_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
ALLOWED = "PDF, Word, Excel or PowerPoint (.docx, .xlsx, .pptx), .csv, .txt, .png, .jpg, or a mail (.eml)"
HEADER = re.compile(rb"[!-9;-~]{1,76}:[ \t]?[^\r\n]*\r?\n")


def examined(file: IO[bytes], name: str) -> str:
    """The ending of a file that may be kept as evidence; Unusable says why it may not. The file is read to its end."""
    ending = _ending(name)
    file.seek(0)
    first = file.read(512)
    if not first:
        raise Unusable("The file is empty.")
    if first.startswith(MARKS_OF_PROGRAMS):
        raise Unusable("This is a program, whatever it is called. Programs are not kept.")
    if first.startswith(OLD_OFFICE):
        raise Unusable(
            "This is an Office file with a password, or of the old kind, which can hide macros. Save it as a PDF, or "
            "anew as .docx, .xlsx or .pptx without a password."
        )
    LOOKS[ending](file, ending)
    file.seek(0)
    return ending


def _ending(name: str) -> str:
    parts = PureWindowsPath(name).name.casefold().rstrip(". ").split(".")
    if len(parts) < 2 or not parts[-1]:
        raise Unusable(f"The file has no ending that says what it is. What can be kept: {ALLOWED}.")
    ending, before = parts[-1], set(parts[1:-1])
    if ending in MACROS:
        raise Unusable("This kind of Office file can hold macros. Save it as a PDF, or without macros.")
    if before & (set(MIME) | MACROS | PROGRAMS | {"zip"}):
        raise Unusable(f"The file has two endings, .{parts[-2]} and .{ending}: rename it so that it has one.")
    if ending in PROGRAMS:
        raise Unusable("Programs and web pages are not kept: they can run where they are opened. Print it to a PDF.")
    if ending not in MIME:
        raise Unusable(f"Files ending in .{ending} are not kept. What can be kept: {ALLOWED}.")
    return ending


def _pdf(file: IO[bytes], ending: str) -> None:
    file.seek(0)
    if not file.read(5) == b"%PDF-":
        raise _otherwise(ending)
    file.seek(-min(file.seek(0, 2), 2048), 2)
    if b"%%EOF" not in file.read():
        raise Unusable("The PDF breaks off before its end. Save it, or scan it, again.")
    file.seek(0)
    pdfs.inspect(file.read())


def _png(file: IO[bytes], ending: str) -> None:
    file.seek(0)
    if file.read(8) != b"\x89PNG\r\n\x1a\n":
        raise _otherwise(ending)
    size, at = file.seek(0, 2), 8
    while at + 12 <= size:
        file.seek(at)
        length, kind = int.from_bytes(file.read(4), "big"), file.read(4)
        at += 12 + length
        if kind == b"IEND":
            break
    if at != size:
        raise Unusable("The picture has something after its end, or breaks off before it. Save it again.")


def _jpeg(file: IO[bytes], ending: str) -> None:
    file.seek(0)
    if file.read(3) != b"\xff\xd8\xff":
        raise _otherwise(ending)
    file.seek(-2, 2)
    if file.read(2) != b"\xff\xd9":
        raise Unusable("The picture has something after its end, or breaks off before it. Save it again.")


def _text(file: IO[bytes], ending: str) -> None:
    file.seek(0)
    raw = file.read()
    if raw.startswith((*ARCHIVES, b"%PDF-", b"\x89PNG", b"\xff\xd8\xff")):
        raise _otherwise(ending)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    if any(letter < " " and letter not in "\t\r\n\f" for letter in text) or "\x7f" in text:
        raise Unusable(f"The file ends in .{ending} but is no text: it holds characters that texts do not have.")


def _mail(file: IO[bytes], ending: str) -> None:
    file.seek(0)
    if not HEADER.match(file.read(2048)):
        raise _otherwise(ending)
    _text(file, ending)


def _office(file: IO[bytes], ending: str) -> None:
    """An Office file, part by part to its true end: nothing in it may run, hide another file, or expand."""
    file.seek(0)
    if not file.read(4).startswith(b"PK\x03\x04"):
        raise _otherwise(ending)
    size = file.seek(0, 2)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
        _refuse_parts(parts, size, ending)
        for part in parts:
            _refuse_inside(file, part)
    except Unusable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, OverflowError, ValueError):
        raise Unusable("The file is damaged, or is packed in a way no Office program does. Save it again.") from None


def _refuse_parts(parts: list[zipfile.ZipInfo], size: int, ending: str) -> None:
    names = [part.filename.casefold().replace("\\", "/") for part in parts]
    inside = sum(part.file_size for part in parts)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unusable("The file has a password. Save it without one.")
    if len(parts) > MOST_PARTS or inside > LARGEST_INSIDE or inside > max(size, 1) * MOST_TIMES:
        raise Unusable("The file unpacks to far more than it is: it is not opened. Save it again, or as a PDF.")
    if len(set(names)) != len(names):
        raise Unusable("The file is packed in a way no Office program does. Save it again.")
    if any("vbaproject" in name or "/activex/" in name or name.endswith((".vbs", ".exe", ".dll")) for name in names):
        raise Unusable("The file has macros or a program in it. Save it without them, or as a PDF.")
    if any("/embeddings/" in name or name.endswith("oleobject.bin") for name in names):
        raise Unusable("The file has another file embedded in it. Save it without, or as a PDF.")
    if MAIN_PARTS[ending] not in names or "[content_types].xml" not in names:
        raise _otherwise(ending)


def _refuse_inside(file: IO[bytes], part: zipfile.ZipInfo) -> None:
    kept, types = b"", part.filename.casefold() == "[content_types].xml"
    for piece in unpacked(file, part, "The file"):
        if types:
            kept += piece
    if types and b"macroenabled" in kept.lower():
        raise Unusable("The file says of itself that it has macros. Save it without them, or as a PDF.")


def _otherwise(ending: str) -> Unusable:
    return Unusable(f"The file ends in .{ending} but is something else. Give it its true ending, or save it again.")


LOOKS: dict[str, Callable[[IO[bytes], str], None]] = {
    "pdf": _pdf, "docx": _office, "xlsx": _office, "pptx": _office, "csv": _text, "txt": _text, "png": _png,
    "jpg": _jpeg, "jpeg": _jpeg, "eml": _mail,
}  # fmt: skip
