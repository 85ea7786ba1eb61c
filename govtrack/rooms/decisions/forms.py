"""What the decisions ask: one decision, in the order of the notice it is read from, and what to list."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from wtforms import Form as Plain

from govtrack.analytics.kinds import Outcome
from govtrack.rooms.decisions.knowndate import KnownDate
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.decisions import Decision
from govtrack.web.fields import Line, OneOf, OneOfRadios, Paragraphs, SelectChoice
from govtrack.web.forms import Form

LONG = 20_000
LAST_PAGE = 1_000_000


class Choices(NamedTuple):
    """Whose decisions a person records, about which collaborations, and which came before."""

    bodies: Sequence[Organisation]
    collaborations: Sequence[Collaboration]
    earlier: Sequence[Decision]


class DecisionForm(Form):
    """One decision."""

    reference = Line("Reference", missing="Enter the reference, as your office writes it.", longest=100)
    body = OneOf("Deciding body", missing="Choose the body that decided.")
    decided = KnownDate("Date of the decision")
    title = Line("What was decided", missing="Say in a few words what was decided.", longest=300)
    collaboration = OneOf("Collaboration it is about")
    outcome = OneOfRadios(
        "Outcome",
        choices=[SelectChoice(str(one), str(one).capitalize()) for one in Outcome],
        missing="Choose the outcome: what the decision came to.",
    )
    summary = Paragraphs("Summary", longest=LONG)
    reasons = Paragraphs("Reasons", longest=LONG)
    signed_by = Line("Signed by", longest=120)
    capacity = Line("In what capacity", longest=120)
    supersedes = Line("Reference of the decision it supersedes", longest=100, render_kw={"list": "earlier"})
    source = Line("Source", longest=1000)

    def __init__(self, choices: Choices, **more: Any) -> None:
        super().__init__(**more)
        self.choices = choices
        bodies = [SelectChoice(one.short_name, one.name) for one in choices.bodies]
        self.body.choices = bodies if len(bodies) == 1 else [SelectChoice("", "Choose a body"), *bodies]
        self.collaboration.choices = [
            SelectChoice("", "None: it is about the body's own affairs"),
            *(SelectChoice(one.short_name, one.title) for one in choices.collaborations),
        ]

    @property
    def chosen_body(self) -> Organisation | None:
        """The body chosen among those offered."""
        return next((one for one in self.choices.bodies if one.short_name == self.body.data), None)

    @property
    def chosen_collaboration(self) -> Collaboration | None:
        """The collaboration chosen among those offered."""
        return next((one for one in self.choices.collaborations if one.short_name == self.collaboration.data), None)


class Search(Plain):
    """Which decisions are listed: a GET form, so that an address shows what its sender saw."""

    q = Line("Words", longest=200)
    body = OneOf("Deciding body")
    collaboration = OneOf("Collaboration")
    year = OneOf("Year")

    def __init__(
        self,
        typed: Mapping[str, str],
        *,
        bodies: Sequence[Organisation],
        collaborations: Sequence[Collaboration],
        years: Sequence[str],
    ) -> None:
        given: Any = typed or None
        super().__init__(given)
        self.bodies, self.collaborations = bodies, collaborations
        self.body.choices = [SelectChoice("", "Any body"), *(SelectChoice(one.short_name) for one in bodies)]
        self.collaboration.choices = [
            SelectChoice("", "Any collaboration"), *(SelectChoice(one.short_name, one.title) for one in collaborations)
        ]  # fmt: skip
        self.year.choices = [SelectChoice("", "Any year"), *(SelectChoice(year) for year in years)]
        page = typed.get("page", "")
        self.page = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1
        self.validate()
        for field in (self.q, self.body, self.collaboration, self.year):
            field.data = None if field.errors else field.data

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, by name, as an address carries it."""
        return {name: field.data for name, field in self._fields.items() if field.data}

    @property
    def narrowed(self) -> bool:
        """Whether a list was chosen from, besides words."""
        return bool(self.body.data or self.collaboration.data or self.year.data)

    def narrowing(self) -> dict[str, Any]:
        """What was asked, as the question to the register takes it."""
        numbers = {
            "body_id": next((one.id for one in self.bodies if one.short_name == self.body.data), None),
            "collaboration_id": next(
                (one.id for one in self.collaborations if one.short_name == self.collaboration.data), None
            ),
        }
        return {**numbers, "words": self.q.data or "", "year": self.year.data or ""}
