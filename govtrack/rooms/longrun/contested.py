"""What the long-run page shows of disputes: both figures, and what differs when the other is counted."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.contest import Objection, beside
from govtrack.analytics.kinds import Kind
from govtrack.analytics.look import Look
from govtrack.analytics.record import YEAR
from govtrack.analytics.words import short

Marks = dict[tuple[int, int, int], tuple[str, ...]]
"""What others say of one partner's one side of a year, by partner, kind and the year's place."""


class Contested(NamedTuple):
    """One partner's disputes as the page shows them; `headline` is empty where nothing would be said otherwise."""

    name: str
    sentence: str
    headline: str
    figures: list[list[Any]]
    differences: list[list[str]]


def contested(one: Objection) -> Contested:
    """Both figures of everything a partner disputes, and the answer with its own."""
    return Contested(
        one.name,
        one.sentence,
        one.look.headline if one.look is not None and one.changes else "",
        [[_linked(figure), *beside(figure), figure.reason] for figure in one.figures],
        [[each.partner, each.what, each.claimed, each.disputing] for each in one.differences],
    )


def _linked(figure: Any) -> dict[str, str]:
    return {"text": figure.name, "href": url_for("ledger.figure", line=figure.line)}


def marked(look: Look, objections: Sequence[Objection]) -> Marks:
    """Which years hold disputed figures: what the year would be by each partner that disputes one of them."""
    marks: Marks = {}
    for one in objections:
        for figure in one.figures:
            for partner, kind in figure.parts:
                for at, starts in enumerate(look.record.starts):
                    if starts <= figure.starts and figure.starts + figure.months <= starts + YEAR:
                        key, said = (partner, kind, at), _said(one, partner, kind, at)
                        marks[key] = tuple(dict.fromkeys([*marks.get(key, ()), said]))
    return marks


def _said(one: Objection, partner: int, kind: int, at: int) -> str:
    place = None if one.look is None else one.look.record.place(partner)
    if one.look is None or place is None or kind == Kind.TRANSFER:
        return f"disputed by {one.name}"
    record = one.look.record
    amount = (record.benefit if kind == Kind.BENEFIT else record.contribution)[place][at].amount
    if amount is None:
        return f"disputed by {one.name}"
    return f"{one.name} says {short(amount, one.look.asked.unit)}"
