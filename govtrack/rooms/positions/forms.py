"""What is asked about a joint decision: who proposed it, what it is about, where each partner stood; the rule."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from govtrack.analytics.register import Subject
from govtrack.analytics.voting import NEEDED, Stance, Voting
from govtrack.domain.positions import Stood
from govtrack.store.bodies import Organisation
from govtrack.store.positions import Position
from govtrack.web.fields import DateParts, Line, OneOf, OneOfRadios, Paragraphs, SelectChoice, SomeOf
from govtrack.web.versions import VersionedForm

STANCES = {
    Stance.SUPPORTS: "Supports",
    Stance.OPPOSES: "Opposes",
    Stance.ABSTAINS: "Abstains",
    Stance.RESERVED: "Reserves its position",
    Stance.ABSENT: "Absent",
}
BOXES = ("stance", "who", "office", "reasons")


class Asked(NamedTuple):
    """One partner whose position is asked, and its boxes on the form."""

    partner: Organisation
    stance: Any
    who: Any
    office: Any
    reasons: Any


class PositionsForm(VersionedForm):
    """Who proposed it, what it is about, and where each partner stood."""

    partners: ClassVar[Sequence[Organisation]] = ()
    proposer = OneOf("Who proposed it")
    subjects = SomeOf("What it is about", choices=[SelectChoice(str(one), str(one).capitalize()) for one in Subject])

    def __init__(self, everyone: Sequence[Organisation], *, describes: bool, **more: Any) -> None:
        super().__init__(**more)
        self.everyone = everyone
        self.proposer.choices = [
            SelectChoice("", "Not recorded"), *(SelectChoice(one.short_name, one.name) for one in everyone)
        ]  # fmt: skip
        if not describes:
            del self.proposer, self.subjects

    @property
    def asked(self) -> list[Asked]:
        """Each partner whose position is asked, with its boxes."""
        return [Asked(one, *(self[f"{box}_{one.id}"] for box in BOXES)) for one in self.partners]

    def stood(self) -> dict[Organisation, Stood]:
        """Where partners stood, those left out of whom nothing is said."""
        return {
            one.partner: Stood(one.stance.data, one.who.data or "", one.office.data or "", one.reasons.data or "")
            for one in self.asked
            if one.stance.data
        }

    def unsaid(self) -> list[Organisation]:
        """The partners that were asked about and of whom nothing is said."""
        return [one.partner for one in self.asked if not one.stance.data]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether who says something of a partner also says where it stood."""
        good = bool(super().validate(extra_validators))
        for one in self.asked:
            if not one.stance.data and not one.stance.errors and any(box.data for box in one[2:]):
                self.refuse(one.stance.name, f"Say where {one.partner.short_name} stood.")
        return good and not self.errors

    @property
    def chosen_proposer(self) -> Organisation | None:
        """The partner that is said to have proposed it."""
        return next((one for one in self.everyone if one.short_name == self.proposer.data), None)


def positions_form(
    partners: Sequence[Organisation], everyone: Sequence[Organisation], *, describes: bool, data: Any, **more: None
) -> PositionsForm:
    """A form with the boxes of each partner whose position a person may state."""
    boxes: dict[str, Any] = {}
    for one in partners:
        choices = [SelectChoice("", "Not recorded"), *(SelectChoice(str(word), said) for word, said in STANCES.items())]
        boxes[f"stance_{one.id}"] = OneOf("Where it stood", choices=choices)
        boxes[f"who_{one.id}"] = Line("Said by", longest=120)
        boxes[f"office_{one.id}"] = Line("In what office", longest=120)
        boxes[f"reasons_{one.id}"] = Paragraphs("Reasons", longest=4000)
    made: type[PositionsForm] = type("ThesePositions", (PositionsForm,), {**boxes, "partners": tuple(partners)})
    return made(everyone, describes=describes, data=data, **more)


def as_answered(standing: dict[int, Position]) -> dict[str, str]:
    """The positions that hold, as the form shows them."""
    return {f"{box}_{number}": getattr(row, box) for number, row in standing.items() for box in BOXES}


class RuleForm(VersionedForm):
    """By what rule the partners decide, and from when."""

    way = OneOfRadios(
        "How they decide",
        choices=[SelectChoice(str(one), str(one).capitalize(), {"hint": NEEDED[one]}) for one in Voting],
        missing="Choose how they decide.",
    )
    percent = Line("Percentage of all votes needed", longest=10)
    lead = OneOf("Which partner leads")
    starts = DateParts("From", missing="Give the day from which it holds.")
    ends = DateParts("To")
    words = Paragraphs("As the agreement words it", longest=4000)
    decision = Line("Reference of the decision that set it", longest=100)

    def __init__(self, partners: Sequence[Organisation], **more: Any) -> None:
        super().__init__(**more)
        self._partners = partners
        self.lead.choices = [
            SelectChoice("", "No lead force"), *(SelectChoice(one.short_name, one.name) for one in partners)
        ]  # fmt: skip

    def rule(self) -> dict[str, Any]:
        """The answers as the verb takes them."""
        said = self.answers()
        lead = next((one for one in self._partners if one.short_name == said["lead"]), None)
        texts = {name: said[name] or "" for name in ("percent", "words", "decision")}
        return {"way": said["way"], "starts": said["starts"], "ends": said["ends"], "lead": lead, **texts}
