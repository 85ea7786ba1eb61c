"""What the decisions ask: one decision, in the order of the notice it is read from."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from govtrack.analytics.kinds import Outcome
from govtrack.analytics.register import USUAL, Heading, Linked
from govtrack.rooms.decisions.knowndate import KnownDate
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Agreement, Collaboration
from govtrack.store.decisions import Decision
from govtrack.web.fields import Line, OneOf, OneOfRadios, Paragraphs, SelectChoice, SomeOf, YesNo
from govtrack.web.forms import Form
from govtrack.web.versions import VersionedForm

LONG = 20_000
DRAFT = "keep_draft"
"""The name of the button that keeps what was typed as a draft."""


class Choices(NamedTuple):
    """Whose decisions a person records, about which collaborations and agreements, and which came before."""

    bodies: Sequence[Organisation]
    collaborations: Sequence[Collaboration]
    agreements: Sequence[Agreement]
    earlier: Sequence[Decision]


def outcomes() -> list[SelectChoice]:
    """What a decision may come to, as choices."""
    return [SelectChoice(str(one), str(one).capitalize()) for one in Outcome]


class DecisionForm(VersionedForm):
    """One decision, under the heads of its body's template."""

    headings: ClassVar[Sequence[Heading]] = USUAL

    reference = Line("Reference", missing="Enter the reference, as your office writes it.", longest=100)
    body = OneOf("Deciding body", missing="Choose the body that decided.")
    decided = KnownDate("Date of the decision")
    title = Line("What was decided", missing="Say in a few words what was decided.", longest=300)
    collaboration = OneOf("Collaboration it is about")
    also = SomeOf("Other collaborations it is about")
    agreement = OneOf("Agreement it decides on")
    outcome = OneOfRadios("Outcome", choices=outcomes(), missing="Choose the outcome: what the decision came to.")
    lead_officer = Line("Lead officer", longest=120)
    chief_officer = Line("Approved by, for the force", longest=120)
    chief_approved = KnownDate("Date of that approval")
    signed_by = Line("Signed by", longest=120)
    capacity = Line("In what capacity", longest=120)
    signed = KnownDate("Date of the signature")
    urgent = YesNo("Taken under the urgent procedure")
    ratified = KnownDate("Date it was ratified")
    significant = YesNo("It is of significant public interest, and a record of it has to be published")
    supersedes = Line("Reference of the decision it supersedes", longest=100, render_kw={"list": "earlier"})
    follows = Line("Reference of the decision it follows", longest=100, render_kw={"list": "earlier"})
    implements = Line("Reference of the decision it implements", longest=100, render_kw={"list": "earlier"})
    reviews = Line("Reference of the decision it reviews", longest=100, render_kw={"list": "earlier"})
    source = Line("Source", longest=1000)

    def __init__(self, choices: Choices, **more: Any) -> None:
        super().__init__(**more)
        self.choices = choices
        bodies = [SelectChoice(one.short_name, one.name) for one in choices.bodies]
        self.body.choices = bodies if len(bodies) == 1 else [SelectChoice("", "Choose a body"), *bodies]
        together = [SelectChoice(one.short_name, one.title) for one in choices.collaborations]
        self.collaboration.choices = [SelectChoice("", "None: it is about the body's own affairs"), *together]
        self.also.choices = together
        self.agreement.choices = [
            SelectChoice("", "None of them"),
            *(SelectChoice(str(one.id), f"{one.collaboration.short_name}: {one.title}") for one in choices.agreements),
        ]

    def as_draft(self) -> None:
        """A draft may leave open what only the decision brings."""
        self.reference.missing = self.outcome.missing = ""

    def written(self, heading: Heading) -> Any:
        """The box under one head."""
        return self[heading.name.lower()]

    @property
    def chosen_body(self) -> Organisation | None:
        """The body chosen among those offered."""
        return next((one for one in self.choices.bodies if one.short_name == self.body.data), None)

    @property
    def chosen_collaboration(self) -> Collaboration | None:
        """The collaboration chosen among those offered."""
        return next((one for one in self.choices.collaborations if one.short_name == self.collaboration.data), None)

    @property
    def chosen_agreement(self) -> Agreement | None:
        """The agreement chosen among those offered."""
        return next((one for one in self.choices.agreements if str(one.id) == self.agreement.data), None)

    @property
    def chosen_also(self) -> list[Collaboration]:
        """The further collaborations chosen."""
        return [one for one in self.choices.collaborations if one.short_name in (self.also.data or ())]

    def parts(self) -> dict[Heading, str]:
        """What was written under each head that is not an answer of the decision itself."""
        return {heading: self.written(heading).data or "" for heading in self.headings if heading not in USUAL}


def decision_form(headings: Sequence[Heading], choices: Choices, **more: Any) -> DecisionForm:
    """A form with a box for each head, in their order."""
    boxes: dict[str, Any] = {
        heading.name.lower(): Paragraphs(str(heading).capitalize(), longest=LONG) for heading in headings
    }
    made: type[DecisionForm] = type("ThisNotice", (DecisionForm,), {**boxes, "headings": tuple(headings)})
    return made(choices, **more)


class DecideForm(VersionedForm):
    """What the body decided on a paper."""

    outcome = OneOfRadios("Outcome", choices=outcomes(), missing="Choose the outcome: what the decision came to.")
    decided = KnownDate("Date of the decision")
    reference = Line("Reference", longest=100)
    signed_by = Line("Signed by", longest=120)
    capacity = Line("In what capacity", longest=120)
    signed = KnownDate("Date of the signature")
    urgent = YesNo("Taken under the urgent procedure")
    words = Paragraphs("Anything said in deciding", longest=2000)


class WordsForm(VersionedForm):
    """A step that is taken with words."""

    words = Paragraphs("Why", longest=2000)


class AddForm(Form):
    """What is added to the record of a decision."""

    words = Paragraphs("What to add", missing="Write what is to be added.", longest=5000)


LINKS = {linked: str(linked) for linked in Linked}
"""The boxes of links, by what they say."""
