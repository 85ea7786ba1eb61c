"""Trying a rule: what it is, kept in the address, and what would have been paid under it, in words and tables."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from govtrack.analytics.kinds import About, Kind
from govtrack.analytics.periods import year_label
from govtrack.analytics.sharing import Terms
from govtrack.analytics.words import POUNDS, counted, exact, listed, plain, short
from govtrack.charts import trial as chart
from govtrack.domain.comparing import Comparison
from govtrack.domain.refusals import Refused
from govtrack.domain.rules import draft
from govtrack.papers.cells import tame
from govtrack.rooms.rules.division import Division, boxes_for, filled
from govtrack.store.collaborations import Collaboration, partners_in
from govtrack.store.drivers import drivers
from govtrack.store.rules import rules_about
from govtrack.web.disputes import Resting
from govtrack.web.fields import OneOfRadios, SelectChoice

VERBS = {About.COST: ("paid", "would have paid"), About.BENEFIT: ("had back", "would have had back")}
HEADINGS = ("year", "partner", "recorded", "by_the_rule", "difference", "driver_figures_of", "left_out_because")
ANY_DAY = date(2000, 4, 1)
"""A tried rule has no first day: it is held against whatever years there are."""


class TrialForm(Division):
    """A rule that is only tried; `trial_form` makes the form of one collaboration, with boxes for its partners."""

    about = OneOfRadios(
        "What it divides",
        choices=[SelectChoice(About.COST, "Cost"), SelectChoice(About.BENEFIT, "Benefit")],
        default=str(About.COST),
    )

    def refuse(self, field: str, sentence: str) -> None:
        """Put a refusal beside its answer, or beside the way where the form has no such answer."""
        answer = self._fields.get(self.called.get(field, field), self["way"])
        answer.errors = [*answer.errors, sentence]

    @property
    def chosen(self) -> About:
        return next((about for about in About if about == self.about.data), About.COST)

    def terms(self, together: Collaboration) -> Terms | None:
        """The rule as numbers; None, with the faults beside the answers, where it is none."""
        if not self.validate():
            return None
        try:
            return draft(together, about=self.chosen, starts=ANY_DAY, **self.division()).terms
        except Refused as refusal:
            self.refuse(refusal.field, refusal.sentence)
            return None


def trial_form(typed: Any, together: Collaboration) -> TrialForm:
    """The form, filled in with what the address says; else with the rule in force, for all who ever were partners."""
    partners, offered = partners_in([together.id]), drivers([together.id])
    asked = typed if "way" in typed else None
    about = typed.get("about", "")
    now = next(iter(rules_about(together.id, about or About.COST)[-1:]), None)
    made = type("TrialOfPartners", (TrialForm,), boxes_for(partners, offered))
    everybody = {name: value for name, value in filled(now, partners).items() if not name.startswith("out_")}
    data = {**everybody, "about": about or str(About.COST)}
    form: TrialForm = made(asked, data=data)
    return form


class Page(NamedTuple):
    """What would have been paid under a rule, beside what was."""

    said: str
    more: list[str]
    notes: list[str]
    figure: Any
    summary: str
    totals: tuple[list[Any], list[list[Any]]]
    by_year: tuple[list[Any], list[list[Any]]]


def page(compared: Comparison, own: Sequence[int]) -> Page:
    """A comparison in words, a drawing and tables; `own` are the reader's organisations."""
    rows = [
        chart.Row(compared.names[one], compared.paid(one), compared.due(one), one in own) for one in compared.partners
    ]
    mine = [row for row in rows if row.own]
    return Page(
        _finding(compared, mine),
        [_moved(compared, row) for row in rows if not row.own],
        list(_notes(compared)),
        chart.draw(rows=rows, unit=POUNDS),
        chart.words(rows=rows, unit=POUNDS),
        _totals(compared),
        _by_year(compared),
    )


def resting(compared: Comparison | None) -> Resting:
    """The figures that a comparison rests on; none where there is no rule to compare by."""
    if compared is None:
        return Resting((), ())
    kind = Kind.CONTRIBUTION if compared.about == About.COST else Kind.BENEFIT
    return Resting((kind,), [year.starts for year in compared.used])


def span(compared: Comparison) -> str:
    """The years compared, in words."""
    names = [year.name for year in compared.used]
    if not names:
        return "no year"
    if len(names) == 1:
        return names[0]
    if any(compared.used[0].starts < year.starts < compared.used[-1].starts for year in compared.left_out):
        return f"{counted(len(names), 'year')} from {names[0]} to {names[-1]}"
    return f"the {counted(len(names), 'year')} {names[0]} to {names[-1]}"


def _finding(compared: Comparison, mine: Sequence[chart.Row]) -> str:
    did, would = VERBS[compared.about]
    if not compared.used:
        return "No year can be compared: no whole year has figures of every partner and what the rule needs."
    if mine:
        return " ".join(
            f"Over {span(compared)}, {row.name} {would} {short(row.due)} under this rule; it {did} {short(row.paid)}: "
            f"{_difference(row.due - row.paid)}."
            for row in mine
        )
    moved = sum(abs(compared.due(one) - compared.paid(one)) for one in compared.partners) // 2
    return f"Over {span(compared)}, {short(moved)} would have fallen to other partners under this rule."


def _moved(compared: Comparison, row: chart.Row) -> str:
    return f"{row.name} {VERBS[compared.about][1]} {_difference(row.due - row.paid)}."


def _difference(pence: int) -> str:
    return "the same" if not pence else f"{short(abs(pence))} {'more' if pence > 0 else 'less'}"


def _notes(compared: Comparison) -> Any:
    yield "In cash, as it was recorded. Each year’s total stays what it was; only how it is shared changes."
    if any(year.figures_of for year in compared.used):
        same = all(year.figures_of == (year.starts // 12,) for year in compared.used)
        told = "its own" if same else "those named in the table of years"
        yield f"Drivers’ figures used for a year: {told}."
    unnamed = [compared.names[one] for one in compared.partners if all(one not in year.due for year in compared.used)]
    if unnamed:
        yield f"The rule does not name {listed(unnamed)}: what they {VERBS[compared.about][0]} falls to the others."
    for year in compared.left_out:
        yield f"{year.name} is left out. {year.why}"


def _numeric(name: str, unit: str = "") -> dict[str, Any]:
    return {"name": name, "numeric": True, "unit": unit}


def _totals(compared: Comparison) -> tuple[list[Any], list[list[Any]]]:
    did, would = VERBS[compared.about]
    columns = ["Partner", _numeric(did.capitalize()), _numeric(would.capitalize()), _numeric("Difference")]
    rows = [
        [
            compared.names[one],
            _amount(compared.paid(one)),
            _amount(compared.due(one)),
            {"text": _difference(change), "title": exact(change)},
        ]
        for one in compared.partners
        for change in [compared.due(one) - compared.paid(one)]
    ]
    return columns, rows


def _by_year(compared: Comparison) -> tuple[list[Any], list[list[Any]]]:
    """A row a year: for each partner what the rule makes it, with what was recorded beside it."""
    did = VERBS[compared.about][0]
    named = any(year.figures_of for year in compared.used)
    columns = ["Year", *(_numeric(compared.names[one]) for one in compared.partners)]
    rows: list[list[Any]] = []
    for year in compared.used:
        row: list[Any] = [year.name]
        for one in compared.partners:
            if one not in year.due and one not in year.paid:
                row.append(None)
                continue
            cell = _amount(year.due.get(one, 0))
            row.append({**cell, "mark": f"{did} {short(year.paid.get(one, 0))}"})
        rows.append([*row, *([listed([year_label(one) for one in year.figures_of])] if named else [])])
    return [*columns, *(["Figures of"] if named else [])], rows


def _amount(pence: int) -> dict[str, Any]:
    return {"text": short(pence), "title": exact(pence)}


def file_rows(compared: Comparison) -> list[list[str]]:
    """A row a year and partner, in pounds, as files hold them; the years left out last, each with its reason."""
    return [*_used_rows(compared), *_left_out_rows(compared)]


def _left_out_rows(compared: Comparison) -> list[list[str]]:
    return [
        [year.name, tame(compared.names[one]), plain(year.paid[one], 2), "", "", "", tame(year.why)]
        for year in compared.left_out
        for one in compared.names
        if one in year.paid
    ]


def _used_rows(compared: Comparison) -> list[list[str]]:
    return [
        [
            year.name,
            tame(compared.names[one]),
            plain(year.paid.get(one, 0), 2),
            plain(year.due.get(one, 0), 2),
            plain(year.due.get(one, 0) - year.paid.get(one, 0), 2),
            listed([year_label(figures) for figures in year.figures_of]),
            "",
        ]
        for year in compared.used
        for one in compared.partners
        if one in year.due or one in year.paid
    ]


def chosen(typed: Mapping[str, str], form: TrialForm) -> dict[str, str]:
    """What the address says of the rule, for links to the same trial as a file."""
    return {name: typed[name] for name in form._fields if typed.get(name)}
