"""What is asked about a decision to come, and how it left the plan."""

from collections.abc import Sequence
from typing import Any

from govtrack.domain.plans import Intended
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.decisions import Decision
from govtrack.store.plans import Plan
from govtrack.web.fields import DateParts, Line, OneOf, Paragraphs, PartialDate, SelectChoice
from govtrack.web.versions import VersionedForm

WORDS = ("title", "about", "who_decides", "expected", "influence", "contact")


class PlanForm(VersionedForm):
    """A decision to come, in the order the public reads it."""

    body = OneOf("Deciding body", missing="Choose the body that decides.")
    title = Line("What is to be decided", longest=300, missing="Say in a few words what is to be decided.")
    collaboration = OneOf("Collaboration it is about")
    about = Paragraphs("What it is about")
    who_decides = Line("Who decides", longest=200)
    expected = PartialDate("When", missing="Say when it is to be decided, as far as you know.")
    influence = Paragraphs("How it can still be influenced")
    until = DateParts("Last day to influence it")
    contact = Line("Whom to write to", longest=200)

    def __init__(self, bodies: Sequence[Organisation], collaborations: Sequence[Collaboration], **more: Any) -> None:
        super().__init__(**more)
        self._bodies, self._collaborations = bodies, collaborations
        names = [SelectChoice(one.short_name, one.name) for one in bodies]
        self.body.choices = names if len(names) == 1 else [SelectChoice("", "Choose a body"), *names]
        together = [SelectChoice(one.short_name, one.title) for one in collaborations]
        self.collaboration.choices = [SelectChoice("", "None: it is about the body's own affairs"), *together]

    @property
    def chosen_body(self) -> Organisation:
        """The body chosen among those offered; asked once the form is whole."""
        return next(one for one in self._bodies if one.short_name == self.body.data)

    def intended(self) -> Intended:
        """The answers as the register takes them."""
        name, until = self.collaboration.data, self.until.data
        together = next((one for one in self._collaborations if one.short_name == name), None)
        words: dict[str, Any] = {name: self[name].data or "" for name in WORDS}
        return Intended(collaboration=together, until=until, **words)


def answers_of(row: Plan) -> dict[str, Any]:
    """What the form of a decision to come is filled with."""
    together = row.collaboration.short_name if row.collaboration else ""
    words = {name: getattr(row, name) for name in (*WORDS, "until", "version")}
    return {**words, "body": row.body.short_name, "collaboration": together}


class AnnounceForm(VersionedForm):
    """Nothing but the act itself."""

    drafted = False


class WithdrawForm(VersionedForm):
    """Why a decision will not be taken."""

    reason = Paragraphs("Why is it withdrawn?", longest=1000, missing="Say why: the reason is kept for good.")


class DecidedForm(VersionedForm):
    """Which decision it became."""

    decision = OneOf("The decision", coerce=int, missing="Choose the decision that it became.")

    def __init__(self, decisions: Sequence[Decision], **more: Any) -> None:
        super().__init__(**more)
        names = [SelectChoice(str(one.id), f"{one.reference}: {one.title}") for one in decisions]
        self.decision.choices = [SelectChoice("", "Choose a decision"), *names]
