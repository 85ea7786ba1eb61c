"""Files and links that are kept with a record: the form that adds one, how a page lists them, how one is given out."""

from datetime import date
from io import BytesIO
from typing import Any, NamedTuple, Protocol

from flask import Response, send_file
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage

from govtrack.papers.evidence import MIME
from govtrack.web import formats
from govtrack.web.fields import Line, Paragraphs
from govtrack.web.forms import Form


class KeptRow(Protocol):
    """The record of a file or a link: a piece of evidence, a document, or anything shaped like them."""

    @property
    def kind(self) -> Any: ...
    @property
    def name(self) -> Any: ...
    @property
    def size(self) -> Any: ...
    @property
    def link(self) -> Any: ...
    @property
    def kept_as(self) -> Any: ...
    @property
    def added(self) -> Any: ...
    @property
    def taken_back(self) -> Any: ...


class Piece(NamedTuple):
    """A file or a link as a page lists it."""

    row: Any
    what: str
    """Its kind and size in words."""
    added: str
    there: bool
    """Whether it can be opened: a link, or a file that is kept here."""


def piece(row: KeptRow) -> Piece:
    """A record of a file or a link, in words."""
    size = f", {row.size / 1024:,.0f} kB" if row.size >= 1024 else f", {row.size} bytes" if row.size else ""
    what = "link" if row.kind == "link" else f"{row.kind.upper()}{size}"
    added: date = row.added
    return Piece(row, what, formats.day(added), row.taken_back is None and bool(row.link or row.kept_as))


def given_out(row: KeptRow, content: bytes, *, cache: str = "no-store") -> Response:
    """A file as an attachment, never shown by this site, under the name it was added by."""
    answer = send_file(BytesIO(content), mimetype=MIME[row.kind], as_attachment=True, download_name=row.name)
    answer.headers["Cache-Control"] = cache
    return answer


class PieceForm(Form):
    """A file, or a link."""

    file = FileField("File", render_kw={"accept": ",".join(f".{ending}" for ending in MIME)})
    link = Line("Or a link", longest=2000)
    name = Line("What the link leads to", longest=200)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether there is one of the two, and not both."""
        good = bool(super().validate(extra_validators))
        if self.sent is None and not self.link.data:
            self.refuse("file", "Choose a file, or give a link.")
        if self.sent is not None and self.link.data:
            self.refuse("link", "Give the file or the link, each on its own.")
        return good and not self.errors

    @property
    def sent(self) -> FileStorage | None:
        """The file, where one was chosen."""
        found = self.file.data
        return found if isinstance(found, FileStorage) and found.filename else None


class TakeBackForm(Form):
    """Why a file or a link is taken back."""

    reason = Paragraphs("Why is it taken back?", longest=1000, missing="Say why: the reason is kept for good.")
