"""What is asked about a benefit besides its amount: the claim, and its next step."""

from collections.abc import Sequence

from govtrack.analytics.kinds import Recurs, Status
from govtrack.domain.claims import Stated
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
