"""The drawings of a business case: the plan added up with and without discounting, and beside what happened."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from govtrack.analytics.plans import Happened, PlanYear, Weighed
from govtrack.analytics.rounding import half_up
from govtrack.analytics.words import POUNDS, exact, short
from govtrack.charts import position
from govtrack.charts.lines import Line
from govtrack.rooms.cases.beside import Beside


class Drawn(NamedTuple):
    """A chart with its finding and its table."""

    heading: str
    lead: str
    figure: dict[str, Any]
    summary: str
    columns: list[Any]
    rows: list[list[Any]]


def worth(names: Sequence[str], plan: Sequence[PlanYear], weighed: Weighed, *, in_prices: str) -> Drawn:
    """The plan added up, undiscounted and discounted, over its table."""
    discounted = [half_up(value) for value in weighed.running_discounted]
    lines = [_drawn("Undiscounted", weighed.running), _drawn("Discounted", discounted, own=True)]
    rows = [
        [name, *(cell(part) for part in year), cell(year.net), cell(weighed.running[at]), cell(discounted[at])]
        for at, (name, year) in enumerate(zip(names, plan, strict=True))
    ]
    ends = f"Undiscounted the plan comes to {short(weighed.running[-1])}, discounted to {short(discounted[-1])}"
    columns = ("Set-up cost", "Running cost", "Benefit", "Net", "To date", "To date, discounted")
    return Drawn(
        ends,
        f"What the plan brings back, less what it costs, added up year by year, {in_prices}.",
        position.draw(labels=names, lines=lines, marks=[], ticks=[], unit=POUNDS),
        f"Two lines from {names[0]} to {names[-1]}: the plan added up. {ends}.",
        ["Year", *({"name": name, "numeric": True} for name in columns)],
        rows,
    )


def _drawn(name: str, values: Sequence[int | None], *, own: bool = False) -> Line:
    return Line(name, list(values), own, None, [False] * len(values))


def cell(amount: int | None) -> dict[str, str] | None:
    """An amount in a table: short, with the exact one in its title."""
    return None if amount is None else {"text": short(amount), "title": exact(amount)}


def set_beside(happened: Beside, price_words: str) -> Drawn | None:
    """Plan and ledger added up over the years that both have whole; the table has every year."""
    compared = [year for year in happened.years if year.compared]
    rows = [
        [
            year.label,
            cell(year.planned),
            cell(year.put_in),
            cell(year.had_back),
            cell(year.net),
            _state(year),
        ]
        for year in happened.years
    ]
    if not compared:
        return None
    planned = _added([year.planned or 0 for year in compared])
    ledger = _added([year.net or 0 for year in compared])
    labels = [year.label for year in compared]
    columns = ("Planned net", "Put in", "Had back", "Net")
    return Drawn(
        happened.sentence.removesuffix("."),
        f"What came back less what was put in, all partners together, added up over the years that both have whole, "
        f"{price_words}. Neither line is discounted.",
        position.draw(
            labels=labels,
            lines=[_drawn("Planned", planned), _drawn("Happened", ledger, own=True)],
            marks=[],
            ticks=[],
            unit=POUNDS,
        ),
        f"Two lines from {labels[0]} to {labels[-1]}: planned ends at {short(planned[-1])}, "
        f"what happened at {short(ledger[-1])}.",
        ["Year", *({"name": name, "numeric": True} for name in columns), "Ledger"],
        rows,
    )


def _added(amounts: Sequence[int]) -> list[int]:
    total, found = 0, []
    for amount in amounts:
        total += amount
        found.append(total)
    return found


def _state(year: Happened) -> str:
    if not year.begun:
        return "still to come"
    if year.provisional:
        return "provisional"
    return "whole" if year.whole else "in part" if year.net is not None else "no figures"
