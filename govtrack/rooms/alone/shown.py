"""What the page of going alone shows of a year, put together from sentences, a chart and tables."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from govtrack.analytics import alonesaid
from govtrack.analytics.alone import Apart, Party, Range, Split
from govtrack.analytics.games import Verdict
from govtrack.analytics.kinds import Kind, Provenance, WhatIf
from govtrack.analytics.words import exact, number, short
from govtrack.charts import alone as chart
from govtrack.store import alone
from govtrack.store.alone import Question, StandaloneCost
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.web import formats
from govtrack.web.access import allowed, may_record
from govtrack.web.disputes import Resting, in_a_sentence

PAID = (Kind.CONTRIBUTION, Kind.TRANSFER)
SHORT = {WhatIf.ALONE: "going alone", WhatIf.LEFT: "the others, if it left"}


def page(question: Question, apart: Apart, eyes: Organisation | None, person: Any) -> dict[str, Any]:
    """Everything the template needs, by name."""
    together, number_of = question.collaboration, eyes.id if eyes else None
    first, *findings = alonesaid.sentences(apart, number_of)
    estimates = [
        row for row in alone.estimates_in([together.id], as_at=question.as_at) if row.starts == question.starts
    ]
    return {
        "together": together,
        "apart": apart,
        "about": [
            ("Through the eyes of", eyes.short_name if eyes else "all partners"),
            ("Year", apart.year),
            ("As known", formats.day(question.as_at) if question.as_at else "today"),
        ],
        "first": first,
        "saving": next((one for one in findings if one.key == "saving"), None),
        "walks": [one for one in findings if one.key == "walk-away"],
        "rules": {one.key: one for one in findings if one.key in {"proportional", "leaving", "remaining"}},
        "chart": _chart(apart, number_of),
        "proportional": split_table(apart, apart.proportional),
        "leaving": None if alonesaid.hopeless(apart) or not apart.saves else _leaving(apart),
        "remaining": split_table(apart, apart.remaining),
        "estimates": [_estimate(row, together, person) for row in estimates],
        "missing": alonesaid.missing(apart),
        "unknown": _unknown(apart, together, person),
        "empty": not estimates,
        "disputed": in_a_sentence(together, person, resting=Resting(PAID, [question.starts]), on=question.as_at),
        "may_study": allowed(person, "keep collaborations", collaboration_id=together.id),
        "may_estimate": allowed(person, "record figures", collaboration_id=together.id),
    }


def _chart(apart: Apart, eyes: int | None) -> dict[str, Any]:
    rows = [
        chart.Row(
            party.name,
            None if party.alone is None else (party.alone.low, party.alone.central, party.alone.high),
            party.paid,
            party.walks.value if party.walks else _waits(party),
            party.partner == eyes,
        )
        for party in apart.parties
    ]
    return {
        "heading": _finding(apart),
        "lead": "Bar: going alone, from the low to the high estimate, with a stroke at the central one. "
        f"Diamond: the share, which is what each paid in {apart.year}, in cash.",
        "figure": chart.draw(rows=rows),
        "summary": chart.words(rows=rows),
        "columns": ["Partner", *numeric("Share", "Low", "Central", "High"), "Walk-away test"],
        "rows": [
            [row.name, _paid(party), *([money(one) for one in row.alone] if row.alone else [None] * 3), row.verdict]
            for row, party in zip(rows, apart.parties, strict=True)
        ],
    }


def _paid(party: Party) -> dict[str, str] | None:
    """What a partner paid; what may still change is called so."""
    if party.provisional is None:
        return money(party.paid)
    return {"text": short(party.provisional), "title": exact(party.provisional), "mark": "provisional"}


def _waits(party: Party) -> str:
    if party.alone is None:
        return "no estimate yet"
    return "its share is not known yet" if party.provisional is None else "its share is provisional"


def _finding(apart: Apart) -> str:
    told = [party.walks for party in apart.parties if party.walks is not None]
    if not told:
        return f"What each paid in {apart.year}, beside what going alone would cost"
    passing = sum(one is Verdict.HOLDS for one in told)
    pays = "pays" if passing == 1 else "pay"
    of_them = f"{number(passing)} of {number(len(told))} partners" if passing < len(told) else "every partner"
    pays = "pays" if passing in {1, len(told)} else "pay"
    return f"{of_them[0].upper()}{of_them[1:]} {pays} no more than even the low estimate of going alone"


def split_table(apart: Apart, split: Split | None) -> dict[str, Any] | None:
    """A rule's parts beside what each pays; None where the rule has no answer."""
    if split is None:
        return None
    rows = [
        [
            party.name,
            money(party.paid),
            money(part),
            _difference(part, party.paid),
            money(party.alone.central if party.alone else None),
            verdict.value,
        ]
        for party, part, verdict in zip(apart.parties, split.parts, split.walks, strict=True)
    ]
    heads = ("Paid", "By this rule", "Difference", "Alone, central")
    return {"columns": ["Partner", *numeric(*heads), "Walk-away test of the rule"], "rows": rows}


def _difference(part: int, paid: int | None) -> dict[str, str] | None:
    if paid is None:
        return None
    more = part - paid
    return {"text": f"{'+' if more > 0 else ''}{short(more)}", "title": exact(more)}


def _leaving(apart: Apart) -> dict[str, Any] | None:
    if not any(apart.added):
        return None
    rows = [
        [party.name, _paid(party), *_ends(added), verdict.value if verdict else "not known"]
        for party, added, verdict in zip(apart.parties, apart.added, apart.pays_its_way, strict=True)
    ]
    heads = ("Paid", "Low", "Its being in costs", "High")
    return {"columns": ["Partner", *numeric(*heads), "Pays at least that"], "rows": rows}


def _ends(one: Range | None) -> list[Any]:
    return [None] * 3 if one is None else [money(end) for end in one]


def _unknown(apart: Apart, together: Collaboration, person: Any) -> list[tuple[str, str]]:
    """What may still be estimated of the year, in words, each with the address where this person enters it, or none."""
    asked = [(party, WhatIf.ALONE, "What going alone would cost") for party in apart.parties if party.alone is None]
    if len(apart.parties) > 2:
        without = "What the others would pay without"
        asked += [(party, WhatIf.LEFT, without) for party in apart.parties if party.left is None]
    found = []
    for party, what_if, words in asked:
        place: dict[str, Any] = {"partner": party.name, "year": apart.year, "what_if": what_if}
        may = may_record(person, together.id, party.partner)
        address = url_for("alone.estimate", short_name=together.short_name, **place) if may else ""
        found.append((f"{words} {party.name}", address))
    return found


def _estimate(row: StandaloneCost, together: Collaboration, person: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "short_name": together.short_name,
        "partner": row.partner.short_name,
        "year": alone_year(row, together),
        "what_if": row.what_if,
    }
    return {
        "partner": row.partner.short_name,
        "of": SHORT[WhatIf(row.what_if)],
        "amounts": [money(one) for one in row.range],
        "who": row.estimated_by,
        "when": formats.day(row.estimated_on),
        "method": row.method,
        "source": row.source,
        "provenance": Provenance(row.provenance).word,
        "revision": row.revision,
        "address": url_for("alone.estimate", **asked),
        "earlier": url_for("alone.history", **asked),
        "may_change": may_record(person, together.id, row.partner_id),
    }


def alone_year(row: StandaloneCost, together: Collaboration) -> str:
    """The year of an estimate, as addresses carry it."""
    return formats.period((row.starts, 12), calendar=together.calendar)


def money(pence: int | None) -> dict[str, str] | None:
    """An amount as a cell: short, with the exact one in its title."""
    return None if pence is None else {"text": short(pence), "title": exact(pence)}


def numeric(*names: str) -> Sequence[dict[str, Any]]:
    """Columns of numbers, right-aligned under these names."""
    return [{"name": name, "numeric": True} for name in names]
