"""What is asked to split a joint total: what it is, then the parts as the rule makes them, to be kept or typed over."""

from collections.abc import Mapping
from typing import Any

from wtforms import Form as Controls
from wtforms import HiddenField

from govtrack.analytics.kinds import CATEGORIES, About, Basis, Category, Kind, Provenance, Status
from govtrack.analytics.periods import Period
from govtrack.analytics.words import exact
from govtrack.domain.apportionments import Joint, joint_of
from govtrack.domain.workings import Working
from govtrack.store.apportionments import Apportionment
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.web.fields import Amount, Line, OneOf, OneOfRadios, Paragraphs, PeriodField, SelectChoice
from govtrack.web.forms import Form

KINDS = (Kind.CONTRIBUTION, Kind.BENEFIT)
HEADED = {Kind.CONTRIBUTION: "Cost, shared by the cost rule", Kind.BENEFIT: "Benefit, shared by the benefit rule"}
ABOUT = {Kind.CONTRIBUTION: About.COST, Kind.BENEFIT: About.BENEFIT}
STATUSES = {
    Status.CLAIMED: "it happened",
    Status.VERIFIED: "somebody else has checked it, for example audit",
    Status.FORECAST: "expected to happen",
    Status.TARGET: "hoped for",
}
BASES = {
    Basis.COUNTED: "taken from accounts or records",
    Basis.COSTED: "worked out from hours, grades or prices",
    Basis.JUDGED: "estimated",
}


def _with_hints(words: Mapping[Any, str]) -> list[SelectChoice]:
    return [SelectChoice(str(int(one)), one.word.capitalize(), {"hint": hint}) for one, hint in words.items()]


class JointForm(Controls):
    """The joint total, kept in the address, so that an address is a working."""

    category = OneOf("What it is", coerce=int, missing="Choose what the joint total is.")
    period = PeriodField("Period", missing="Enter the period, for example 2025-26 or 2025-26 Q1.")
    total = Amount("Joint total", missing="Enter the joint total, for all partners together.")
    status = OneOfRadios("How far it has come", coerce=int, choices=_with_hints(STATUSES), default=int(Status.CLAIMED))
    basis = OneOfRadios("How it was got", coerce=int, choices=_with_hints(BASES), default=int(Basis.COUNTED))
    source = Line("Source", longest=1000)

    def __init__(self, typed: Any, together: Collaboration) -> None:
        super().__init__(typed or None)
        self.category.choices = [
            SelectChoice("", "Choose one"),
            *(
                SelectChoice(str(int(one)), one.word.capitalize(), optgroup=HEADED[kind])
                for kind in KINDS
                for one in CATEGORIES[kind]
            ),
        ]
        self.period.calendar = together.calendar

    def refuse(self, field: str, sentence: str) -> None:
        """Put a refusal beside its answer, or beside the total where no answer is named."""
        answer = self._fields.get(field, self.total)
        answer.errors = [*answer.errors, sentence]

    def joint(self) -> Joint:
        """The joint total, once the answers are valid."""
        said: Any = self.data
        kind = next(kind for kind in KINDS if said["category"] in CATEGORIES[kind])
        return Joint(
            ABOUT[kind],
            Category(said["category"]),
            Period(*said["period"]),
            said["total"],
            Status(said["status"] or Status.CLAIMED),
            Basis(said["basis"] or Basis.COUNTED),
            Provenance.RECORDED,
            said["source"] or "",
        )


class AgainForm(Controls):
    """The joint total of a split that is run again: as it was, unless another is asked about in the address."""

    total = Amount("Joint total", missing="Enter the joint total, for all partners together.")

    def __init__(self, typed: Any, earlier: Apportionment) -> None:
        super().__init__(typed if "total" in typed else None, data={"total": earlier.total})
        self.earlier = earlier

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the total can be read; the one that was recorded can."""
        return self.total.raw_data is None or bool(super().validate(extra_validators))

    def refuse(self, _field: str, sentence: str) -> None:
        """Put a refusal beside the total."""
        self.total.errors = [*self.total.errors, sentence]

    def joint(self) -> Joint:
        """What is split again."""
        total: Any = self.total.data
        return joint_of(self.earlier)._replace(total=total)


class PartsForm(Form):
    """The parts, each in a box that begins with what the rule makes it; `parts_form` makes it for one working."""

    partners: tuple[Organisation, ...] = ()
    derived: Mapping[int, int]
    target = 0
    changed = False
    """Whether the parts were worked out anew since the form was shown."""
    mark = HiddenField()
    remainder_to = OneOf("Give the remainder to", coerce=int)
    reason = Paragraphs("Why", longest=1000)

    def rows(self) -> list[tuple[Organisation, Any]]:
        """Each partner with its box."""
        return [(partner, self[f"part_{partner.id}"]) for partner in self.partners]

    def given(self) -> dict[int, int]:
        """The parts as they were typed, in the agreed order."""
        return {partner.id: box.data for partner, box in self.rows()}

    @property
    def over(self) -> int:
        """How much the parts come to beyond the joint total; less than nought where they fall short."""
        return sum(box.data or 0 for _, box in self.rows()) - self.target

    def said(self) -> str:
        """What the parts come to, and the signed remainder, in words."""
        if any(box.errors for _, box in self.rows()):
            return "waiting for an amount that can be understood"
        whole = exact(self.target + self.over)
        if not self.over:
            return f"{whole}, nothing left over"
        return f"{whole}, {exact(abs(self.over))} {'over' if self.over > 0 else 'still to give'}"

    def give(self) -> None:
        """Put the remainder on the part of the partner chosen; whatever else is asked may wait until it is recorded."""
        self.validate()
        self.reason.errors = []
        if any(box.errors for _, box in self.rows()):
            return
        chosen = next((box for partner, box in self.rows() if partner.id == self.remainder_to.data), None)
        if chosen is None:
            self.refuse("remainder_to", "Choose who takes the remainder.")
        elif self.over:
            chosen.process_data((chosen.data or 0) - self.over)

    def anew(self, working: Working) -> None:
        """Take on another working: its mark, and its parts in every box."""
        self.changed = True
        self.mark.data = working.mark
        self.derived = working.parts
        for partner, box in self.rows():
            box.process_data(working.parts.get(partner.id))


def parts_form(working: Working, names: Mapping[int, Organisation], *, because: bool = False) -> PartsForm:
    """The boxes of a working; `because` where a reason is needed whatever is typed."""
    partners = tuple(names[partner] for partner in working.parts)
    boxes: dict[str, Any] = {
        f"part_{one.id}": Amount(one.short_name, missing=f"Give the part of {one.short_name}, or 0.")
        for one in partners
    }
    boxes["reason"] = Paragraphs(
        "Why it is split again" if because else "Why a part is not what the rule makes it",
        longest=1000,
        missing="Say why: the reason is kept with the figures for good." if because else "",
    )
    made: type[PartsForm] = type("TheseParts", (PartsForm,), {**boxes, "partners": partners})
    data = {f"part_{partner}": amount for partner, amount in working.parts.items()}
    form = made(data={**data, "mark": working.mark})
    form.derived, form.target = working.parts, sum(working.parts.values())
    form.remainder_to.choices = [
        SelectChoice("", "Choose a partner"),
        *(SelectChoice(one.id, one.short_name) for one in partners),
    ]
    return form
