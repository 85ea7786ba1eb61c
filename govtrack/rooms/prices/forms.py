"""What is asked when prices are loaded: a name, when they were published, where from, and the numbers."""

from typing import Any

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage

from govtrack.domain import answers
from govtrack.domain.refusals import Refused
from govtrack.papers.unusable import Unusable
from govtrack.rooms.prices import reading
from govtrack.web.fields import Line, Paragraphs, PartialDate
from govtrack.web.forms import Form

LONG = 20_000


class Numbers(Paragraphs):
    """Lines as they are pasted out of a spreadsheet, whose tabs become spaces."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([str(text).replace("\t", " ") for text in valuelist])


class ReleaseForm(Form):
    """A release of the GDP deflators. A file is read into the box of numbers, and kept only from there."""

    name = Line("What it is called", longest=120, missing="Give the release a name, as its publisher calls it.")
    published = PartialDate("When it was published", missing="Say when it was published, to the month at least.")
    source = Line("Where it can be read", longest=1000, missing="Say where it can be read: an address, or a title.")
    outturn = Line("Last year that is outturn", longest=20, missing="Say which year is the last that is outturn.")
    file = FileField("Or read them from a file", render_kw={"accept": ".csv,.xlsx"})
    values = Numbers("Years and indices", longest=LONG)
    where = ""
    """Where in a file the numbers were found, once one was read: then nothing is kept yet."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the answers make a release; a file is read first, for a person to look through what was found."""
        good = bool(super().validate(extra_validators))
        upload = self.file.data
        if isinstance(upload, FileStorage) and upload.filename:
            self._take(upload)
            return False
        if good and not self.values.data:
            self.refuse("values", "Paste the years and their indices, or choose a file that has them.")
        return good and not self.errors and self._readable()

    def _take(self, upload: FileStorage) -> None:
        try:
            self.values.data, self.where = reading.read(upload)
        except Unusable as fault:
            self.refuse("file", fault.sentence)

    def _readable(self) -> bool:
        try:
            self.release()
        except Refused as refusal:
            self.refuse(refusal.field, refusal.sentence)
        return not self.errors

    def release(self) -> dict[str, Any]:
        """The answers as the verb takes them; Refused where a line cannot be read."""
        try:
            outturn = answers.financial_year(self.outturn.data or "")
        except Refused as refusal:
            raise Refused(refusal.sentence, field="outturn") from None
        rows = reading.years(self.values.data or "", outturn=outturn, source=self.source.data or "")
        return {"name": self.name.data, "published": self.published.data, "rows": rows}


class RatesForm(Form):
    """A table of discount rates."""

    name = Line("What it is called", longest=120, missing="Give the table a name, as its publisher calls it.")
    published = PartialDate("When it was published", missing="Say when it was published, to the month at least.")
    source = Line("Where it can be read", longest=1000, missing="Say where it can be read: an address, or a title.")
    note = Paragraphs("How it stands", longest=4000)
    values = Numbers("Years and rates", longest=LONG, missing="Give a line for each band, such as 0-30 3.5.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every line can be read."""
        good = bool(super().validate(extra_validators))
        if good:
            try:
                self.table()
            except Refused as refusal:
                self.refuse(refusal.field, refusal.sentence)
        return good and not self.errors

    def table(self) -> dict[str, Any]:
        """The answers as the verb takes them; Refused where a line cannot be read."""
        said = {name: self[name].data for name in ("name", "published", "source", "note")}
        return {**said, "bands": reading.bands(self.values.data or "")}


class WithdrawForm(Form):
    """Why prices are withdrawn."""

    reason = Paragraphs("Why is it withdrawn?", longest=1000, missing="Say why: the reason is kept for good.")
