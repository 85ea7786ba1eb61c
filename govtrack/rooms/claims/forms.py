"""What is asked about a benefit besides its amount: the claim, its next step, its evidence."""

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage

from govtrack.analytics.kinds import Recurs, Status
from govtrack.domain.claims import Stated
from govtrack.papers.evidence import MIME
from govtrack.store.claims import Claim
from govtrack.web.claims import STEPS
from govtrack.web.fields import Line, OneOf, OneOfRadios, Paragraphs, SelectChoice
from govtrack.web.forms import Form
from govtrack.web.versions import VersionedForm


class ClaimForm(VersionedForm):
    """Who claims it, how it was worked out, against what, and whether it comes again."""

    claimant = Line("Who claims it", longest=200)
    method = Paragraphs("How it was worked out", longest=4000)
    baseline = Paragraphs("Compared with what", longest=4000)
    recurs = OneOf(
        "Does it come again every year?",
        choices=[SelectChoice("", "Not said"), *(SelectChoice(str(one), str(one).capitalize()) for one in Recurs)],
    )

    def __init__(self, row: Claim | None, *, saved: bool = False) -> None:
        """`saved`: filled from the record alone, whatever was sent."""
        kept = (
            {} if row is None else {name: getattr(row, name) for name in ("claimant", "method", "baseline", "recurs")}
        )
        filled = {"formdata": None} if saved else {}
        super().__init__(**filled, data={**kept, "version": row.version if row else 0})

    def stated(self) -> Stated:
        """The answers as the verb takes them."""
        said = self.answers()
        claimant, method, baseline, recurs = (said[one] or "" for one in ("claimant", "method", "baseline", "recurs"))
        return Stated(claimant, method, baseline, recurs)


class StepForm(Form):
    """What a benefit becomes, and why."""

    to = OneOfRadios("What is it now?", coerce=int, missing="Choose what it is now.")
    reason = Paragraphs("Why?", longest=1000, missing="Say why: the reason is kept for good.")

    def __init__(self, steps: Sequence[Status]) -> None:
        super().__init__()
        said = [(str(int(one)), STEPS[one].split(": ", 1)) for one in steps]
        self.to.choices = [SelectChoice(code, name.capitalize(), {"hint": hint}) for code, (name, hint) in said]


class EvidenceForm(Form):
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
    """Why evidence is taken back."""

    reason = Paragraphs("Why is it taken back?", longest=1000, missing="Say why: the reason is kept for good.")
