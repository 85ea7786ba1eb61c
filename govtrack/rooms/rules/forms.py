"""What is asked when a share rule is set: from when, by what, for whom, in whose words."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar

from govtrack.analytics.kinds import About, Way
from govtrack.analytics.periods import NotAPeriod, parse, year_label, year_of
from govtrack.store.bodies import Organisation
from govtrack.store.drivers import Driver
from govtrack.store.rules import TOLERANCE, ShareRule
from govtrack.web.fields import DateParts, Line, OneOf, OneOfRadios, Paragraphs, Percentage, SelectChoice, YesNo
from govtrack.web.rulewords import plain_percent
from govtrack.web.versions import VersionedForm

HUNDRED = 100
MOST_DRIVERS = 4
OWN_YEAR, YEAR_BEFORE, FIXED_YEAR = "own", "before", "fixed"
WAYS = [
    SelectChoice(
        str(Way.PERCENTAGES), "Fixed percentages", {"hint": "each partner's is typed below; together they make 100"}
    ),
    SelectChoice(str(Way.EQUAL), "Equal parts", {"hint": "for every partner below that is not left out"}),
    SelectChoice(
        str(Way.MIX), "A mix of drivers", {"hint": "such as budget, population, officers or use, each with a weight"}
    ),
]
YEARS = [
    SelectChoice(OWN_YEAR, "The year that is shared out"),
    SelectChoice(YEAR_BEFORE, "The year before it"),
    SelectChoice(FIXED_YEAR, "Always the same year, given below"),
]


class RuleForm(VersionedForm):
    """A share rule. `rule_form` makes the form of one collaboration, with boxes for each of its partners."""

    partners: Sequence[Organisation] = ()
    offered: Sequence[Driver] = ()
    called: ClassVar[Mapping[str, str]] = {
        **VersionedForm.called,
        "year": "fixed_year",
        "driver": "driver_1",
        "weight": "weight_1",
    }
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
    way = OneOfRadios("How it divides", choices=WAYS, default=str(Way.PERCENTAGES))
    years = OneOfRadios("Which year's figures", choices=YEARS, default=OWN_YEAR)
    fixed_year = Line("That year", longest=20, description="A financial year, such as 2024-25.")
    up = Percentage(
        "Most a share may rise in a year", description="Per cent of the share itself, not percentage points."
    )
    down = Percentage(
        "Most a share may fall in a year", description="Per cent of the share itself. Give both or neither."
    )
    tolerance = Percentage(
        "Tolerance",
        description="By how many per cent what was paid may differ from the rule before pages say so. Blank: 5.",
    )
    words = Paragraphs("The rule in words", description="For example: by net revenue budget of the year before.")
    decision = Line("Decision that set it", longest=100, description="Its reference, in the office's own style.")

    def rows(self) -> list[tuple[Organisation, Any, Any, Any]]:
        """Each partner with its boxes: percentage, floor, and whether it is left out."""
        return [
            (one, self[_box("percent", one)], self[_box("floor", one)], self[_box("out", one)]) for one in self.partners
        ]

    def drivers(self) -> list[tuple[Any, Any]]:
        """The boxes of the mix: a driver and its weight in each row."""
        return [(self[f"driver_{at}"], self[f"weight_{at}"]) for at in range(1, MOST_DRIVERS + 1)]

    @property
    def chosen_way(self) -> Way:
        """The way chosen; where none of those offered was, the first, so that the page can be shown again."""
        return Way(self.way.data) if self.way.data in set(Way) else Way.PERCENTAGES

    def parts(self) -> list[tuple[Organisation, str]]:
        """Who is in the rule, with percentages as typed; under fixed percentages a blank one is not in it."""
        fixed = self.chosen_way is Way.PERCENTAGES
        return [
            (partner, box.typed)
            for partner, box, _, out in self.rows()
            if not out.data and (not fixed or box.data is not None)
        ]

    def mix(self) -> list[tuple[Driver, str]]:
        """The drivers chosen, with their weights as typed."""
        named = {one.id: one for one in self.offered}
        return [(named[driver.data], weight.typed) for driver, weight in self.drivers() if driver.data]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the answers make a rule; whether it can share anything is asked by its verb."""
        good = bool(super().validate(extra_validators))
        if self.chosen_way is Way.MIX and self.years.data == FIXED_YEAR and self._year() is None:
            self.refuse("fixed_year", "Give the year whose figures are always used, such as 2024-25.")
        for driver, weight in self.drivers():
            if weight.data and not driver.data:
                self.refuse(driver.name, "Choose the driver that this weight is for.")
            if driver.data and weight.data is None and not weight.errors:
                self.refuse(weight.name, "Say what this driver weighs beside the others, for example 60.")
        return good and not self.errors

    def _year(self) -> int | None:
        try:
            period = parse(self.fixed_year.data or "")
        except NotAPeriod:
            return None
        return year_of(period.starts) if period.months == 12 else None

    def rule(self) -> dict[str, Any]:
        """The rule as its verb takes it."""
        mixed = self.chosen_way is Way.MIX
        return {
            "about": self.about.data,
            "starts": self.starts.data,
            "ends": self.ends.data,
            "way": self.chosen_way,
            "parts": self.parts(),
            "floors": {partner.id: box.typed for partner, _, box, out in self.rows() if box.typed and not out.data},
            "mix": self.mix(),
            "up": self.up.typed,
            "down": self.down.typed,
            "years_back": int(mixed and self.years.data == YEAR_BEFORE),
            "fixed_year": self._year() if mixed and self.years.data == FIXED_YEAR else None,
            "tolerance": self.tolerance.typed,
            "words": self.words.data,
            "decision": self.decision.data,
        }

    def total(self) -> str:
        """What the percentages come to, and what is left of 100 or over it, in words."""
        typed = [box.data for _, box, _, _ in self.rows() if isinstance(box.data, Fraction)]
        whole = sum(typed, Fraction())
        left = HUNDRED - whole
        if not typed:
            return "nothing entered yet"
        if not left:
            return f"{plain_percent(whole)} per cent, nothing left over"
        rest = "still to enter" if left > 0 else "too much"
        return f"{plain_percent(whole)} per cent, {plain_percent(abs(left))} {rest}"


def rule_form(
    partners: Sequence[Organisation],
    offered: Sequence[Driver],
    earlier: Sequence[ShareRule],
    *,
    newest: int,
    about: str = "",
    **more: Any,
) -> RuleForm:
    """The form for some partners, filled in with the rule that holds now to start from."""
    boxes: dict[str, Any] = {}
    for partner in partners:
        boxes[_box("percent", partner)] = Percentage(partner.short_name)
        boxes[_box("floor", partner)] = Percentage(f"{partner.short_name}, never less than")
        boxes[_box("out", partner)] = YesNo(f"{partner.short_name} is not in the rule")
    choices = [SelectChoice("", "None"), *(SelectChoice(one.id, _named(one)) for one in offered)]
    for at in range(1, MOST_DRIVERS + 1):
        boxes[f"driver_{at}"] = OneOf(f"Driver {at}", coerce=int, choices=choices)
        boxes[f"weight_{at}"] = Percentage(f"Weight of driver {at}")
    made = type("RuleFormOfPartners", (RuleForm,), {**boxes, "partners": partners, "offered": offered})
    now = next((rule for rule in reversed(earlier) if rule.about == about), None)
    form: RuleForm = made(about=about or None, version=newest, data=_filled(now, partners), **more)
    form.read_begun()
    return form


def _filled(now: ShareRule | None, partners: Sequence[Organisation]) -> dict[str, Any]:
    if now is None:
        return {"tolerance": Fraction(TOLERANCE)}
    filled: dict[str, Any] = {"way": now.way, "tolerance": Fraction(now.tolerance)}
    for part in now.parts:
        filled[_box("percent", part.partner)] = Fraction(part.percent) if part.percent else None
        filled[_box("floor", part.partner)] = Fraction(part.floor) if part.floor else None
    named = {part.partner_id for part in now.parts}
    filled |= {_box("out", one): one.id not in named for one in partners if now.way != Way.PERCENTAGES}
    for at, one in enumerate(now.drivers[:MOST_DRIVERS], 1):
        filled[f"driver_{at}"], filled[f"weight_{at}"] = one.driver_id, Fraction(one.weight)
    filled["up"] = Fraction(now.up) if now.up else None
    filled["down"] = Fraction(now.down) if now.down else None
    if now.fixed_year is not None:
        filled |= {"years": FIXED_YEAR, "fixed_year": year_label(now.fixed_year)}
    elif now.years_back:
        filled["years"] = YEAR_BEFORE
    return filled


def _named(driver: Driver) -> str:
    unit = "" if driver.money or driver.unit in driver.name else f", in {driver.unit}"
    return f"{driver.name}{unit}"


def _box(what: str, partner: Organisation) -> str:
    return f"{what}_{partner.id}"
