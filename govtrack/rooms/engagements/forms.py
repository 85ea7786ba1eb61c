"""What is asked about an engagement, each level with what it means, and why one is struck out."""

from collections.abc import Mapping
from typing import Any, ClassVar

from govtrack.analytics.engaging import MEANS, Level, Whom
from govtrack.domain.engagements import MANY, Told
from govtrack.store.engagements import Engagement
from govtrack.web.fields import Line, OneOfRadios, Paragraphs, PartialDate, SelectChoice, SomeOf, Whole
from govtrack.web.versions import VersionedForm


class EngagementForm(VersionedForm):
    """Who was engaged, how far, when, and what came of it."""

    called: ClassVar[Mapping[str, str]] = {"opened": "begun"}
    """`opened` is what a form says of itself."""

    level = OneOfRadios(
        "How far could they shape it?",
        choices=[SelectChoice(str(one), str(one).capitalize(), {"hint": words}) for one, words in MEANS.items()],
        missing="Choose how far they could shape the decision.",
    )
    whom = SomeOf(
        "With whom?",
        choices=[SelectChoice(str(one), str(one).capitalize()) for one in Whom],
        missing="Choose whom it was with.",
    )
    who = Line("Who exactly", longest=200)
    how = Line("How were they told or asked?", longest=200, missing="Say how they were told or asked.")
    begun = PartialDate("Opened")
    closed = PartialDate("Closed")
    answered = Whole("How many answered", high=MANY)
    said = Paragraphs("What was said")
    changed = Paragraphs("What changed because of it")
    told = PartialDate("When those who answered were told what came of it")

    def as_told(self) -> Told:
        """The answers, as the register takes them."""
        answers: dict[str, Any] = {name: self[self.called.get(name, name)].data or "" for name in WORDS}
        answered: Any = self.answered.data
        level, whom = Level(str(self.level.data)), [Whom(one) for one in self.whom.data or ()]
        return Told(level=level, whom=whom, answered=answered, **answers)


WORDS = ("who", "how", "opened", "closed", "said", "changed", "told")


def answers_of(row: Engagement) -> dict[str, Any]:
    """What the form of an engagement is filled with."""
    words = {name: getattr(row, name) for name in (*WORDS, "level", "answered", "version")}
    return {**words, "begun": row.opened, "whom": [str(one) for one in row.whom]}


class StrikeForm(VersionedForm):
    """Why an engagement is struck out."""

    reason = Paragraphs("Why is it struck out?", longest=1000, missing="Say why: the reason is kept for good.")
