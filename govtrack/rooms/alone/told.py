"""Going alone as plain values: what other programs read is what the page says."""

from collections.abc import Sequence
from typing import Any

from govtrack.analytics import alonesaid
from govtrack.analytics.alone import Apart, Range, Split
from govtrack.analytics.words import plain
from govtrack.store.alone import Question
from govtrack.store.bodies import Organisation


def report(
    question: Question, apart: Apart, eyes: Organisation | None, studies: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Everything the page shows of a year; amounts are decimal texts in pounds, in cash of the year."""
    return {
        "collaboration": question.collaboration.short_name,
        "partner": eyes.short_name if eyes else "all",
        "year": apart.year,
        "as_known_on": question.as_at.isoformat() if question.as_at else "today",
        "unit": "pounds",
        "prices": "in cash",
        "provenance": list(apart.sources),
        "sentences": [
            {"about": one.key, "says": one.text, "finding": one.said, "workings": list(one.workings)}
            for one in alonesaid.sentences(apart, eyes.id if eyes else None)
        ],
        "missing": alonesaid.missing(apart),
        "cost_together": _amount(apart.together),
        "saving": _range(apart.saving),
        "partners": [_partner(apart, place) for place in range(len(apart.parties))],
        "studies": [_study(one) for one in studies],
    }


def _study(one: dict[str, Any]) -> dict[str, Any]:
    worked = one["worked"]
    return {
        "name": one["study"].name,
        "sentences": [said.text for said in (one["first"], *one["findings"])],
        "caveats": list(one["caveats"]),
        "splits": [
            {
                "partner": partner.partner.short_name,
                "shapley": _amount(worked.shapley[partner.place]),
                "nucleolus": _amount(worked.nucleolus[partner.place]),
            }
            for partner in (one["study"].partners if worked.any_suits else ())
        ],
    }


def _partner(apart: Apart, place: int) -> dict[str, Any]:
    party, pays = apart.parties[place], apart.pays_its_way[place]
    return {
        "partner": party.name,
        "share": _amount(party.paid),
        "provisional_share": _amount(party.provisional),
        "alone": _range(party.alone),
        "walk_away": party.walks.value if party.walks else None,
        "the_others_if_it_left": _range(party.left),
        "its_being_in_costs": _range(apart.added[place]),
        "pays_at_least_that": pays.value if pays else None,
        "by_proportional_saving": _part(apart.proportional, place),
        "by_separable_cost": _part(apart.remaining, place),
    }


def _part(split: Split | None, place: int) -> str | None:
    return None if split is None else _amount(split.parts[place])


def _range(one: Range | None) -> dict[str, str | None] | None:
    return None if one is None else {name: _amount(end) for name, end in one._asdict().items()}


def _amount(pence: int | None) -> str | None:
    return None if pence is None else plain(pence, 2)
