"""What the import asks: a file and its sheet, a last word before it is kept, and which rows to take out."""

from typing import Any

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import Form as Plain
from wtforms import HiddenField, ValidationError

from govtrack.domain.batches import LONGEST
from govtrack.domain.formats import SHEETS
from govtrack.store.collaborations import Collaboration
from govtrack.web.fields import Line, OneOf, OneOfRadios, Paragraphs, SelectChoice
from govtrack.web.forms import Form

WORKBOOK, CSV = "workbook", "csv"


class AFile(FileField):
    """A file that must be sent."""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the form library names the arguments
        if not isinstance(self.data, FileStorage) or not self.data.filename:
            raise ValidationError("Choose a file: a CSV file (.csv) or an Excel workbook (.xlsx).")


class FileForm(Form):
    """One CSV file or workbook."""

    drafted = False

    file = AFile("File", render_kw={"accept": ".csv,.xlsx"})
    sheet = OneOf(
        "What the CSV file holds",
        choices=[
            SelectChoice("", "As its name or its columns say"),
            *(SelectChoice(sheet.name, sheet.name) for sheet in SHEETS),
        ],
    )


class ConfirmForm(Form):
    """That what was shown is wanted, and what the import is called."""

    drafted = False

    name = Line("What this import is called", longest=LONGEST)
    mark = HiddenField()

    @property
    def seen(self) -> str:
        """The mark of what the person saw; one that fits nothing where none was sent."""
        return self.mark.data or "nothing seen"


class UndoForm(Form):
    """That an import is to be taken back as a whole, and why."""

    why = Paragraphs("Why is it undone?", longest=1000, missing="Say why: the reason is kept for good.")


class ExportForm(Plain):
    """Which rows, in which kind of file: a GET form, so that an address gives the file."""

    collaboration = OneOf("Which records")
    form = OneOfRadios(
        "Which kind of file",
        choices=[
            SelectChoice(WORKBOOK, "Excel workbook, a sheet for each kind of record"),
            SelectChoice(CSV, "CSV files, one for each kind of record, packed in a zip file"),
        ],
        default=WORKBOOK,
        missing="Choose a kind of file.",
    )

    def __init__(self, typed: MultiDict[str, str], collaborations: list[Collaboration]) -> None:
        asked = MultiDict(typed)
        asked.setdefault("form", WORKBOOK)
        super().__init__(asked)
        self.collaboration.choices = [
            SelectChoice("", "Everything you may read"),
            *(SelectChoice(one.short_name, one.title) for one in collaborations),
        ]
