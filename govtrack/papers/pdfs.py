"""Looking a PDF through before it is kept: nothing in it may run, start something else, or carry another file.

The names that do so stand in the file itself or in its packed streams, in letters or in codes (`/Java#53cript`).
All of it is read, whatever its tables say is in it: readers that mend damaged files look everywhere too. Left aside
is only what is plainly the text or the pictures of a page, where such a word is no more than a word. A library that
follows the tables would read less than such readers do, so none is asked.
"""

import re
import zlib
from collections.abc import Iterator

from govtrack.papers.unusable import Unusable

MOST_INSIDE = 256 * 1024 * 1024
"""Bytes that all its packed streams together may unpack to."""
MOST_STREAMS = 200_000
PIECE = 1024 * 1024
LONGEST_NAME = 64
REACH = 2048
"""How far before a stream the words that describe it are looked for."""


def _spelt(name: str) -> bytes:
    """A name as a pattern, each letter as itself or by its code."""
    return b"/" + b"".join(
        b"(?:%b|#%02x|#%02X)" % (letter.encode(), ord(letter), ord(letter)) for letter in name
    )  # fmt: skip


RUNS = re.compile(b"|".join(map(_spelt, ("JavaScript", "Launch", "RichMedia", "XFA"))))
CARRIES = re.compile(_spelt("EmbeddedFile"))
LOCKED = re.compile(_spelt("Encrypt") + rb"[\s<\d]")
STREAM = re.compile(rb"stream\r?\n")
OBJECTS = re.compile(_spelt("ObjStm"))
FIRST = re.compile(_spelt("First"))
DESCRIBED = re.compile(rb"\s*<<[^()%\\]*>>\s*")
"""A description without text or remarks in it, which could hide where it really begins."""
NUMBERED = re.compile(rb"[\r\n][ \t]*\d+[ \t]+\d+[ \t]*\Z")
FILTERED = re.compile(_spelt("Filter"))
PLAINLY_PACKED = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?(?!\s*/)")
FORETOLD = re.compile(_spelt("DecodeParms") + b"|" + _spelt("Predictor"))


def inspect(raw: bytes) -> None:
    """Unusable says, in a sentence, what a PDF has in it that is not kept."""
    if LOCKED.search(raw):
        raise Unusable("The PDF is locked, so it cannot be looked through. Save it without a password or restrictions.")
    left, told = MOST_INSIDE, 0
    for number, found in enumerate(STREAM.finditer(raw)):
        if number == MOST_STREAMS:
            raise Unusable("The PDF is in more parts than a document needs. Print it to a PDF anew.")
        before, _, about = raw[max(found.start() - REACH, 0) : found.start()].rpartition(b"obj")
        if _of_a_page(before, about):
            _refuse(raw[told : found.end()])
            told = _end_of_text(raw, found.end())
            continue
        if OBJECTS.search(about) and FILTERED.search(about) and _oddly_packed(about):
            raise Unusable("The PDF is packed in a way that cannot be looked through. Print it to a PDF anew.")
        end = b""
        for piece in _unpacked(raw, found.end()):
            left -= len(piece)
            if left < 0:
                raise Unusable("The PDF unpacks to far more than it is. Print it to a PDF anew.")
            _refuse(end + piece)
            end = piece[-LONGEST_NAME:]
    _refuse(raw[told:])


def _of_a_page(before: bytes, about: bytes) -> bool:
    """Whether a stream is what a page shows, by its description; nothing that may hold objects is."""
    whole = DESCRIBED.fullmatch(about) and NUMBERED.search(before)
    return bool(whole) and not OBJECTS.search(about) and not FIRST.search(about)


def _end_of_text(raw: bytes, at: int) -> int:
    """Where what a page shows ends; at once where an object stands in it, which a reader could be led to."""
    end = raw.find(b"endstream", at)
    return at if end < 0 or raw.find(b"obj", at, end) >= 0 else end


def _oddly_packed(about: bytes) -> bool:
    """Whether objects are packed otherwise than a single deflation, which is all that is read here."""
    return not PLAINLY_PACKED.search(about) or FORETOLD.search(about) is not None


def _refuse(text: bytes) -> None:
    if RUNS.search(text):
        raise Unusable("The PDF has a script or a command in it. Print it to a PDF anew, which leaves them out.")
    if CARRIES.search(text):
        raise Unusable("The PDF has another file attached in it. Add that file by itself, and print this one anew.")


def _unpacked(raw: bytes, at: int) -> Iterator[bytes]:
    """The bytes of a packed stream, piece by piece, as far as they can be had; nothing of one that is not packed."""
    packed = memoryview(raw)[at:]
    machine = zlib.decompressobj()
    try:
        piece = machine.decompress(packed[:PIECE], PIECE)
        done = PIECE
        while piece or machine.unconsumed_tail or (done < len(packed) and not machine.eof):
            yield piece
            if machine.eof:
                return
            if machine.unconsumed_tail:
                piece = machine.decompress(machine.unconsumed_tail, PIECE)
            else:
                piece = machine.decompress(packed[done : done + PIECE], PIECE)
                done += PIECE
    except zlib.error:
        return
