"""How a rule divides, as a form asks it: fixed percentages, equal parts, or a mix of drivers, with a row a partner."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from wtforms import Form as Controls

from govtrack.analytics.kinds import Way
from govtrack.analytics.periods import NotAPeriod, parse, year_label, year_of
from govtrack.store.bodies import Organisation
from govtrack.store.drivers import Driver
from govtrack.store.names import key_of
from govtrack.store.rules import ShareRule
from govtrack.web.fields import Line, OneOf, OneOfRadios, Percentage, SelectChoice, YesNo
from govtrack.web.rulewords import plain_percent

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


class Division(Controls):
    """The questions that a rule to be set and one to be tried share; boxes for each partner come from `boxes_for`."""

    partners: Sequence[Organisation] = ()
    offered: Sequence[Driver] = ()
    called: ClassVar[Mapping[str, str]] = {
        "from": "starts", "to": "ends", "year": "fixed_year", "driver": "driver_1", "weight": "weight_1",
    }  # fmt: skip
    """What the register calls an answer, where the form calls it something else."""
    if TYPE_CHECKING:

        def refuse(self, field: str, sentence: str) -> None:
            """Every form that asks these questions has it."""

    way = OneOfRadios("How it divides", choices=WAYS, default=str(Way.PERCENTAGES))
    years = OneOfRadios("Which year's figures", choices=YEARS, default=OWN_YEAR)
    fixed_year = Line("That year", longest=20, description="A financial year, such as 2024-25.")
    up = Percentage(
        "Most a share may rise in a year", description="Per cent of the share itself, not percentage points."
    )
    down = Percentage(
        "Most a share may fall in a year", description="Per cent of the share itself. Give both or neither."
    )

    order = Line(
        "The agreed order of partners",
        longest=300,
        description="Where parts tie for a penny, the earlier takes it. Short names with commas; blank: as above.",
    )

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
        return next((way for way in Way if way == self.way.data), Way.PERCENTAGES)

    def parts(self) -> list[tuple[Organisation, str]]:
        """Who is in the rule, with percentages as typed; under fixed percentages a blank one is not in it."""
        fixed = self.chosen_way is Way.PERCENTAGES
        found = [
            (partner, box.typed)
            for partner, box, _, out in self.rows()
            if not out.data and (not fixed or box.data is not None)
        ]
        first = {name: place for place, name in enumerate(self._ordered())}
        return sorted(found, key=lambda one: first.get(one[0].short_key, len(first)))

    def _ordered(self) -> list[str]:
        """The partners that were put in order, by what their names are compared by."""
        return [key_of(name) for name in (self.order.data or "").split(",") if name.strip()]

    def mix(self) -> list[tuple[Driver, str]]:
        """The drivers chosen, with their weights as typed."""
        named = {one.id: one for one in self.offered}
        return [(named[driver.data], weight.typed) for driver, weight in self.drivers() if driver.data]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the answers make a rule; whether it can share anything is asked by its verb."""
        good = bool(super().validate(extra_validators))
        if self.chosen_way is Way.MIX and self.years.data == FIXED_YEAR and self._year() is None:
            self.refuse("fixed_year", "Give the year whose figures are always used, such as 2024-25.")
        strangers = [name for name in self._ordered() if name not in {one.short_key for one in self.partners}]
        if strangers:
            self.refuse("order", f"“{strangers[0][:40]}” is not the short name of a partner here.")
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

    def division(self) -> dict[str, Any]:
        """How it divides, as the verb takes it."""
        mixed = self.chosen_way is Way.MIX
        return {
            "way": self.chosen_way,
            "parts": self.parts(),
            "floors": {partner.id: box.typed for partner, _, box, out in self.rows() if box.typed and not out.data},
            "mix": self.mix(),
            "up": self.up.typed,
            "down": self.down.typed,
            "years_back": int(mixed and self.years.data == YEAR_BEFORE),
            "fixed_year": self._year() if mixed and self.years.data == FIXED_YEAR else None,
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


def boxes_for(partners: Sequence[Organisation], offered: Sequence[Driver]) -> dict[str, Any]:
    """The boxes of a form for some partners and drivers, and the two lists themselves."""
    boxes: dict[str, Any] = {"partners": partners, "offered": offered}
    for partner in partners:
        boxes[_box("percent", partner)] = Percentage(partner.short_name)
        boxes[_box("floor", partner)] = Percentage(f"{partner.short_name}, never less than")
        boxes[_box("out", partner)] = YesNo(f"{partner.short_name} is not in the rule")
    choices = [SelectChoice("", "None"), *(SelectChoice(one.id, _named(one)) for one in offered)]
    for at in range(1, MOST_DRIVERS + 1):
        boxes[f"driver_{at}"] = OneOf(f"Driver {at}", coerce=int, choices=choices)
        boxes[f"weight_{at}"] = Percentage(f"Weight of driver {at}")
    return boxes


def filled(now: ShareRule | None, partners: Sequence[Organisation]) -> dict[str, Any]:
    """What the boxes begin with: the rule that holds now, where there is one."""
    if now is None:
        return {}
    said: dict[str, Any] = {"way": now.way}
    for part in now.parts:
        said[_box("percent", part.partner)] = Fraction(part.percent) if part.percent else None
        said[_box("floor", part.partner)] = Fraction(part.floor) if part.floor else None
    named = {part.partner_id for part in now.parts}
    said |= {_box("out", one): one.id not in named for one in partners if now.way != Way.PERCENTAGES}
    for at, one in enumerate(now.drivers[:MOST_DRIVERS], 1):
        said[f"driver_{at}"], said[f"weight_{at}"] = one.driver_id, Fraction(one.weight)
    said["order"] = ", ".join(part.partner.short_name for part in now.parts)
    said["up"] = Fraction(now.up) if now.up else None
    said["down"] = Fraction(now.down) if now.down else None
    if now.fixed_year is not None:
        said |= {"years": FIXED_YEAR, "fixed_year": year_label(now.fixed_year)}
    elif now.years_back:
        said["years"] = YEAR_BEFORE
    return said


def _named(driver: Driver) -> str:
    unit = "" if driver.money or driver.unit in driver.name else f", in {driver.unit}"
    return f"{driver.name}{unit}"


def _box(what: str, partner: Organisation) -> str:
    return f"{what}_{partner.id}"
