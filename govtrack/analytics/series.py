"""Which figures a process behaviour chart is drawn from, with their limits and signals."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from govtrack.analytics.asked import Asked
from govtrack.analytics.control import Chart, chart
from govtrack.analytics.kinds import Nature
from govtrack.analytics.quarters import Quarters
from govtrack.analytics.rebasing import begins
from govtrack.analytics.record import Record

FEWEST_QUARTERS = 5


class Control(NamedTuple):
    """The series of the process behaviour chart, its limits and signals, and what its points are."""

    labels: list[str]
    values: list[float | None]
    chart: Chart
    percent: bool
    word: str
    what: str
    reasons: Mapping[int, str]
    """Why limits were set anew, by the index of the point from which they were."""
    starts: Sequence[int]
    """The first month of each point."""


class Axis(NamedTuple):
    """The periods of a process behaviour chart: their names, their first months, and what each is."""

    labels: list[str]
    starts: Sequence[int]
    word: str


def control_of(asked: Asked, record: Record, quarters: Quarters) -> Control:
    """Quarters where there are enough of them, else years; shares where all have reported, else amounts."""
    place = None if asked.eyes is None else record.place(asked.eyes)
    for control in (_quarterly(asked, quarters, place), _yearly(asked, record, place)):
        if sum(value is not None for value in control.values) >= FEWEST_QUARTERS:
            return control
    return _quarterly(asked, quarters, place) if quarters.starts else _yearly(asked, record, place)


def _quarterly(asked: Asked, quarters: Quarters, place: int | None) -> Control:
    axis = Axis(quarters.labels, quarters.starts, "quarter")
    if place is None:
        return _control(asked, axis, quarters.whole(), percent=False, what=f"{asked.what}, all partners")
    shares = quarters.shares(place)
    if sum(one is not None for one in shares) >= FEWEST_QUARTERS and asked.nature is Nature.FLOW:
        return _control(asked, axis, shares, percent=True, what=f"share of {asked.what}")
    return _control(asked, axis, quarters.amounts[place], percent=False, what=asked.what)


def _yearly(asked: Asked, record: Record, place: int | None) -> Control:
    figures = record.shared
    axis = Axis(record.labels, record.starts, "year")
    if place is None:
        return _control(asked, axis, figures.benefit_totals, percent=False, what=f"{asked.what}, all partners")
    shares = [
        None if own is None or not whole or whole < 0 else own / whole
        for own, whole in zip(figures.benefit[place], figures.benefit_totals, strict=True)
    ]
    return _control(asked, axis, shares, percent=True, what=f"share of {asked.what}")


def _control(asked: Asked, axis: Axis, values: Sequence[object], *, percent: bool, what: str) -> Control:
    floats = [None if value is None else float(value) for value in values]  # type: ignore[arg-type] # numbers all
    rebase = asked.rebase
    at = begins(axis.starts, floats, rebase)
    reasons = {} if at is None or rebase is None else {at: rebase.reason}
    drawn = chart(floats, rebase_at=tuple(reasons))
    return Control(axis.labels, floats, drawn, percent, axis.word, what, reasons, axis.starts)
