"""What is asked when a share rule is set: a percentage for every partner, from when, in whose words."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from govtrack.analytics.kinds import About
from govtrack.store.bodies import Organisation
from govtrack.store.rules import ShareRule
from govtrack.web.fields import DateParts, Line, OneOfRadios, Paragraphs, Percentage, SelectChoice
from govtrack.web.versions import VersionedForm

HUNDRED = 100


class RuleForm(VersionedForm):
    """A share rule. `shares` makes the form of one collaboration, with a box for each of its partners."""

    partners: Sequence[Organisation] = ()
    about = OneOfRadios(
        "What it divides",
        missing="Choose whether it divides cost or benefit.",
        choices=[SelectChoice(About.COST, "Cost"), SelectChoice(About.BENEFIT, "Benefit")],
    )
    starts = DateParts(
        "In force from",
        missing="Give the first day it is in force.",
        description="The rule before it ends the day before. Old periods keep the old rule.",
    )
    ends = DateParts("In force to", description="Leave it blank where no end is set.")
    words = Paragraphs("The rule in words", description="For example: by net revenue budget of the year before.")
    decision = Line("Decision that set it", longest=100, description="Its reference, in the office's own style.")

    def rows(self) -> list[tuple[Organisation, Any]]:
        """Each partner with its box."""
        return [(partner, self[_box(partner)]) for partner in self.partners]

    def parts(self) -> list[tuple[Organisation, str]]:
        """The percentages as they were typed; a partner left blank is not in the rule."""
        return [(partner, box.typed) for partner, box in self.rows() if box.data is not None]

    def total(self) -> str:
        """What the boxes come to, and what is left of 100 or over it, in words."""
        typed = [box.data for _, box in self.rows() if isinstance(box.data, Fraction)]
        whole = sum(typed, Fraction())
        left = HUNDRED - whole
        if not typed:
            return "nothing entered yet"
        if not left:
            return f"{_short(whole)} per cent, nothing left over"
        return f"{_short(whole)} per cent, {_short(abs(left))} {'still to enter' if left > 0 else 'too much'}"

    def answers(self) -> dict[str, Any]:
        boxes = {_box(partner) for partner in self.partners}
        return {name: value for name, value in super().answers().items() if name not in boxes}


def shares(
    partners: Sequence[Organisation], earlier: Sequence[ShareRule], *, newest: int, about: str = "", **more: Any
) -> RuleForm:
    """The form for some partners, with the percentages of the rule that holds now to start from."""
    boxes = {_box(partner): Percentage(partner.short_name) for partner in partners}
    made = type("RuleFormOfPartners", (RuleForm,), {**boxes, "partners": partners})
    now = next((rule for rule in reversed(earlier) if rule.about == about), None)
    percents = {} if now is None else {part.partner_id: Fraction(part.percent) for part in now.parts}
    form: RuleForm = made(
        about=about or None,
        version=newest,
        **{_box(partner): percents.get(partner.id) for partner in partners},
        **more,
    )
    form.read_begun()
    return form


def _box(partner: Organisation) -> str:
    return f"percent_{partner.id}"


def _short(percent: Fraction) -> str:
    return f"{float(percent):.6f}".rstrip("0").rstrip(".")
