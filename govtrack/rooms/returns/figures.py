"""The figures of one return: what lies in its period, and what each side of it comes to."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for

from govtrack.analytics.kinds import Category, Kind, Status
from govtrack.analytics.periods import Period, label
from govtrack.domain.shutting import HAPPENED
from govtrack.store import figures, measures
from govtrack.store.cycle import Return
from govtrack.store.ledger import Figure
from govtrack.web import formats

NOTHING = "nothing recorded"


class FigureRow(NamedTuple):
    """One figure of a return in words."""

    what: str
    period: str
    amount: str
    status: str
    note: str
    href: str


def standing_in(one: Return) -> list[Figure]:
    """The figures of what happened that lie in a return's period, claimed and verified."""
    period = one.period
    found = figures.lying_in(period.collaboration_id, one.partner.id, starts=period.starts, months=period.months)
    return [each for each in found if each.status in HAPPENED]


def in_words(found: Sequence[Figure], *, calendar: bool) -> list[FigureRow]:
    """Figures as the rows of a table."""
    units = {unit.id: unit for unit in measures.measures()}
    return [
        FigureRow(
            f"{Kind(each.kind).word.capitalize()}, {Category(each.category).word}"
            + ("" if units[each.measure_id].money else f", {units[each.measure_id].name}"),
            label(Period(each.starts, each.months), calendar=calendar),
            formats.amount(each.amount, units[each.measure_id]),
            Status(each.status).word,
            each.note,
            url_for("ledger.figure", line=each.line),
        )
        for each in found
    ]


def sides_of(found: Sequence[Figure]) -> list[tuple[str, str]]:
    """What figures come to in pounds, each side; a side of which nothing is recorded says so."""
    money = {unit.id for unit in measures.measures() if unit.money}
    kinds = {"Put in": Kind.CONTRIBUTION, "Had back": Kind.BENEFIT}
    return [(words, _sum(found, kind, money)) for words, kind in kinds.items()]


def _sum(found: Sequence[Figure], kind: Kind, money: set[int]) -> str:
    amounts = [each.amount for each in found if each.kind == kind and each.measure_id in money]
    return formats.money(sum(amounts)) if amounts else NOTHING
