"""What happened on the way: decisions as numbered marks, changes of rule and of office-holder as ticks."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for

from govtrack.analytics.look import Look
from govtrack.analytics.quarters import QUARTER
from govtrack.charts.parts import Mark, Tick
from govtrack.store.bodies import Term
from govtrack.store.decisions import Decision
from govtrack.store.rules import ShareRule
from govtrack.web.formats import day

MOST = 12
YEAR = 12


class Item(NamedTuple):
    """One line of the key under a chart."""

    number: int
    text: str
    href: str
    when: str


def month_in(text: str) -> float | None:
    """A part-known date as a month, the middle of what is known: `2015` is midsummer; None when not known."""
    parts = [int(part) for part in text.split("-")] if text else []
    if not parts:
        return None
    year, month, day = (*parts, 0, 0)[:3]
    return year * YEAR + (month - 1 if month else YEAR / 2) + (day / 31 if day else 0.0)


def _place(look: Look, month: float | None) -> float | None:
    """Where a month lies on an axis of years, whose first year is 0 with its middle on the mark."""
    if month is None or not look.record.starts:
        return None
    place = (month - look.record.starts[0]) / YEAR - 0.5
    return place if -0.5 <= place <= len(look.record.starts) - 0.5 else None


def decisions_in(look: Look, decisions: Sequence[Decision]) -> tuple[list[Mark], list[Item]]:
    """The latest decisions that fall within the years shown, numbered in the order they were taken."""
    places = [(decision, _place(look, month_in(decision.decided))) for decision in decisions]
    placed = [(decision, place) for decision, place in places if place is not None]
    marks, items = [], []
    for number, (decision, place) in enumerate(placed[-MOST:], 1):
        href = url_for("decisions.show", number=decision.id)
        marks.append(Mark(number, place, decision.title, href))
        text = f"{decision.title} ({decision.body.short_name}, {decision.reference})"
        items.append(Item(number, text, href, day(decision.decided)))
    return marks, items


def on_control(look: Look, marks: Sequence[Mark]) -> list[Mark]:
    """Marks of the axis of years, where they lie on the axis of the process behaviour chart."""
    quarters = look.quarters.starts
    if look.control.word == "year" or not quarters:
        return list(marks)
    months = [(mark, (mark.period + 0.5) * YEAR + look.record.starts[0] - quarters[0]) for mark in marks]
    return [
        mark._replace(period=month / QUARTER - 0.5) for mark, month in months if 0 <= month <= len(quarters) * QUARTER
    ]


def ticks_in(look: Look, rules: Sequence[ShareRule], terms: Sequence[Term]) -> list[Tick]:
    """Changes of share rule, and who came into office in the body whose eyes it is seen through."""
    found = [(rule.starts.year * YEAR + rule.starts.month - 1, f"{rule.about} rule") for rule in rules] + [
        (month, term.holder) for term in terms if (month := month_in(term.starts)) is not None
    ]
    return [Tick(place, label) for month, label in sorted(found) if (place := _place(look, float(month))) is not None]
