"""What is asked when a share rule is set: from when, by what, for whom, in whose words."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from govtrack.analytics.kinds import About
from govtrack.rooms.rules.division import Division, boxes_for, filled
from govtrack.store.bodies import Organisation
from govtrack.store.drivers import Driver
from govtrack.store.rules import TOLERANCE, ShareRule
from govtrack.web.fields import DateParts, Line, OneOfRadios, Paragraphs, Percentage, SelectChoice
from govtrack.web.versions import VersionedForm


class RuleForm(Division, VersionedForm):
    """A share rule. `rule_form` makes the form of one collaboration, with boxes for each of its partners."""

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
    tolerance = Percentage(
        "Tolerance",
        description="By how many per cent what was paid may differ from the rule before pages say so. Blank: 5.",
    )
    words = Paragraphs("The rule in words", description="For example: by net revenue budget of the year before.")
    decision = Line("Decision that set it", longest=100, description="Its reference, in the office's own style.")

    def rule(self) -> dict[str, Any]:
        """The rule as its verb takes it."""
        said = {name: self[name].data for name in ("about", "starts", "ends", "words", "decision")}
        return {**said, **self.division(), "tolerance": self.tolerance.typed}


def rule_form(
    now: Sequence[Organisation],
    before: Sequence[Organisation],
    offered: Sequence[Driver],
    earlier: Sequence[ShareRule],
    *,
    newest: int,
    about: str = "",
    **more: Any,
) -> RuleForm:
    """The form for the partners there are and were, filled in with the rule that holds now to start from.

    Who is a partner no more is left out, unless a rule of its time is being set.
    """
    partners = [*now, *before]
    made = type("RuleFormOfPartners", (RuleForm,), boxes_for(partners, offered))
    latest = next((rule for rule in reversed(earlier) if rule.about == about), None)
    gone = {f"out_{one.id}": True for one in before}
    data = {**gone, **filled(latest, partners), "tolerance": Fraction(latest.tolerance if latest else TOLERANCE)}
    form: RuleForm = made(about=about or None, version=newest, data=data, **more)
    form.read_begun()
    return form
