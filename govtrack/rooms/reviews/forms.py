"""What is asked about looking again: what is expected, on which day, and what was found."""

from typing import Any, NamedTuple

from govtrack.analytics.expected import Side, Verdict
from govtrack.domain.refusals import Refused
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.decisions import Decision
from govtrack.store.measures import Measure
from govtrack.web.fields import (
    Amount,
    DateParts,
    Line,
    OneOf,
    OneOfRadios,
    Paragraphs,
    PeriodField,
    SelectChoice,
    YesNo,
)
from govtrack.web.forms import Form
from govtrack.web.versions import VersionedForm

SIDES = {Side.BACK: "it is had back: a saving, a benefit", Side.IN: "it is put in: a cost"}


class Countable(NamedTuple):
    """In which ledgers, units and for whom something may be counted."""

    collaborations: list[Collaboration]
    measures: list[Measure]
    partners: list[Organisation]


class ExpectForm(Form):
    """One thing that a decision expects: in words, by when, and where it can be counted how much."""

    words = Paragraphs("What is expected", longest=4000, missing="Say what is expected.")
    years = PeriodField("By the end of", missing="Write the year by whose end it is expected, for example 2026-27.")
    amount = Amount("How much, over all those years together")
    measure = OneOf("Counted in")
    side = OneOfRadios("Which way", default=str(Side.BACK))
    collaboration = OneOf("In whose figures")
    partner = OneOf("For whom")

    def __init__(self, decision: Decision, countable: Countable) -> None:
        super().__init__()
        self._countable = countable
        self.side.choices = [SelectChoice(str(one), words.capitalize()) for one, words in SIDES.items()]
        together = [SelectChoice(one.short_name, one.title) for one in countable.collaborations]
        self.collaboration.choices = together or [SelectChoice("", "It is about no collaboration")]
        self.measure.choices = [
            SelectChoice(one.name, "Pounds" if one.money else one.name.capitalize()) for one in countable.measures
        ]
        self.partner.choices = [
            SelectChoice("", "All partners together"),
            *(SelectChoice(one.short_name, one.name) for one in countable.partners),
        ]
        if decision.collaboration is not None:
            self.years.calendar = decision.collaboration.calendar
        measure = self._measure
        if measure is not None:
            self.amount.measured(decimals=measure.decimals, money=measure.money, unit=measure.unit)

    @property
    def _measure(self) -> Measure | None:
        name = self.measure.data or self._countable.measures[0].name
        return next((one for one in self._countable.measures if one.name == name), None)

    def expected(self) -> dict[str, Any]:
        """The answers as the verb takes them; Refused where a choice is not one of those offered."""
        said = self.answers()
        asked = {"words": said["words"], "years": said["years"]}
        together = _named(self._countable.collaborations, said["collaboration"])
        if said["amount"] is None:
            return {**asked, "collaboration": together}
        if together is None:
            raise Refused("The decision is about no collaboration whose figures could tell: say it in words alone.",
                          field="amount")  # fmt: skip
        return {
            **asked,
            "collaboration": together,
            "amount": said["amount"],
            "measure": self._measure,
            "side": said["side"],
            "partner": _named(self._countable.partners, said["partner"]),
        }


def _named(rows: Any, name: str | None) -> Any:
    return next((one for one in rows if one.short_name == name), None)


class DropForm(Form):
    """Why a thing expected is taken back."""

    reason = Paragraphs("Why is it taken back?", longest=1000, missing="Say why: the reason is kept for good.")


class DayForm(VersionedForm):
    """When a decision is looked at again."""

    due = DateParts("Day")
    why = Paragraphs("Why", longest=1000)
    own = frozenset({"why"})


class ReviewForm(Form):
    """What was found, when it is looked at next, and what was learnt."""

    held = DateParts("Day it was looked at", missing="Give the day.")
    verdict = OneOfRadios(
        "On the whole",
        choices=[SelectChoice(str(one), str(one).capitalize()) for one in Verdict],
        missing="Choose what it came to on the whole.",
    )
    words = Paragraphs("What was found", longest=4000, missing="Say what was found.")
    next = DateParts("Look at it again on")
    lesson = Line("A lesson, in a few words", longest=200)
    lesson_words = Paragraphs("What happened, and what to do another time", longest=4000)
    shared = YesNo("Let everybody with an account here read the lesson", default=True)

    @property
    def teaches(self) -> bool:
        """Whether anything was learnt."""
        return bool(self.lesson.data or self.lesson_words.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the answers are whole: a lesson has both its line and its words."""
        good = bool(super().validate(extra_validators))
        if self.lesson_words.data and not self.lesson.data:
            self.refuse("lesson", "Say in a few words what was learnt.")
        if self.lesson.data and not self.lesson_words.data:
            self.refuse("lesson_words", "Say what happened, and what to do another time.")
        return good and not self.errors
