"""The page of a whole period: its boxes in sections, their totals, the periods beside it, and what saving came to."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.kinds import Kind, Status
from govtrack.analytics.periods import Period, label
from govtrack.analytics.words import Unit, counted, exact, listed
from govtrack.domain.sheet import Entered
from govtrack.rooms.ledger.forms import measure_name
from govtrack.rooms.ledger.sheets import ENTERED, Printed, SheetForm, Whose
from govtrack.store.measures import Measure


class Group(NamedTuple):
    """The lines of one measure and one kind, the name their live total goes by, and what it is now."""

    kind: str
    label: str
    total: str
    """Empty where there is nothing to add up."""
    said: str
    lines: Sequence[Printed]


class Section(NamedTuple):
    """The lines of one measure."""

    title: str
    measure: Measure
    groups: Sequence[Group]


class Beside(NamedTuple):
    """A sheet of the period before or after."""

    period: str
    address: str


class SheetPage(NamedTuple):
    """All that the page shows besides its form."""

    whose: Whose
    here: str
    title: str
    period: str
    summary: str
    earlier: Beside
    later: Beside
    sections: Sequence[Section]


def page_of(whose: Whose, form: SheetForm) -> SheetPage:
    """The page of a sheet that was asked for and found."""
    starts, months = whose.stated
    status = Status(whose.status.data).word
    return SheetPage(
        whose,
        address(whose),
        title(whose),
        label(whose.stated, calendar=whose.together.calendar),
        f"{title(whose)}, {status}{' and verified' if whose.status.data == Status.CLAIMED else ''}",
        _beside(whose, Period(starts - months, months)),
        _beside(whose, Period(starts + months, months)),
        [_section(measure, form) for measure in dict.fromkeys(line.measure for line in form.lines)],
    )


def _beside(whose: Whose, period: Period) -> Beside:
    return Beside(label(period, calendar=whose.together.calendar), address(whose, period))


def _section(measure: Measure, form: SheetForm) -> Section:
    lines = [line for line in form.lines if line.measure is measure]
    groups = [
        _group(kind, mine, form) for kind in ENTERED if (mine := [line for line in lines if line.place.kind == kind])
    ]
    name = measure_name(measure)
    return Section(f"{name[0].upper()}{name[1:]}", measure, groups)


def _group(kind: Kind, lines: Sequence[Printed], form: SheetForm) -> Group:
    measure = lines[0].measure
    summed = [line for line in lines if line.total]
    amounts = [form.answers().get(line.name) for line in summed]
    known = [amount for amount in amounts if isinstance(amount, int)]
    said = exact(sum(known), Unit(measure.unit, measure.decimals, money=measure.money)) if known else "nothing yet"
    word = kind.word.capitalize()
    label_said = f"{word} in all" if len(summed) == len(lines) else f"{word} in all, before dis-benefit"
    return Group(word, label_said, summed[0].total if len(summed) > 1 else "", said, lines)


def address(whose: Whose, period: Period | None = None) -> str:
    """The address of the sheet, or of the same one for another period."""
    chosen: dict[str, Any] = {
        "partner": whose.partner.data,
        "period": label(period or whose.stated, calendar=whose.together.calendar),
        "status": None if whose.status.data == Status.CLAIMED else whose.status.data,
        "measure": whose.measure.data or None,
    }
    return url_for("ledger.grid", short_name=whose.together.short_name, **chosen)


def title(whose: Whose) -> str:
    """Whose sheet it is and for when."""
    partner = "All partners together" if whose.joint else whose.partner.data
    return f"{partner}, {label(whose.stated, calendar=whose.together.calendar)}"


def said(done: Entered, whose: Whose) -> str:
    """What saving a sheet came to."""
    parts = [
        f"recorded {counted(done.recorded, 'figure')}" if done.recorded else "",
        f"corrected {counted(done.restated, 'figure')}" if done.restated else "",
    ]
    text = listed([part for part in parts if part])
    return f"{text[0].upper()}{text[1:]} for {title(whose)}."
