"""Who the invented alliance asked before it decided, and whom it forgot."""

from datetime import UTC, datetime
from typing import Any

from govtrack.analytics.engaging import Level, Whom
from govtrack.domain.engagements import Told, record
from govtrack.domain.refusals import Refused
from govtrack.store import clock
from govtrack.store.bodies import organisation_named
from govtrack.store.db import transaction
from govtrack.store.decisions import Decision, decision_of

ASKED = {
    ("Coastshire", "009/2014"): Told(
        level=Level.CONSULTATION, whom=[Whom.PARTNERS, Whom.FORCES], opened="2014-01-13", closed="2014-02-14",
        how="Letters to the four chief constables and the four commissioners (illustrative)", answered=7,
        said="All wanted votes to count alike. Two chief officers asked who pays when a boat is lost.",
        changed="Each partner has one vote. A loss is shared as the cost is.", told="2014-03-27",
    ),
    ("Ashdale", "ADPCC 2017-022"): Told(
        level=Level.INVOLVEMENT, whom=[Whom.STAFF, Whom.VOLUNTARY], opened="2017-05", closed="2017-09-29",
        how="Six workshops in the five control rooms (illustrative)", answered=94, told="2017-12-01",
        who="Controllers, their staff associations, and volunteers of lowland and lifeboat rescue",
        said="Controllers know their own coast. Most feared that one room would not.",
        changed="One room for five was given up. The nearest free team is sent, whoever’s it is.",
    ),
    ("Coastshire", "012/2024"): Told(
        level=Level.CONSULTATION, whom=[Whom.RESIDENTS, Whom.BUSINESSES, Whom.YOUNG], opened="2023-10-02",
        closed="2023-12-15", how="A survey, four evening meetings and a day with two schools (illustrative)",
        answered=1_412, who="Coastal towns, fishing and boat-hire firms, and the youth commission",
        said="- Seven in ten wanted to stay.\n- Boat-hire firms asked for **one number to ring**.\n- Pupils asked what "
        "happens to dogs when they retire.",
        changed="The alliance has one number to ring since May 2024. Staying was not made to depend on it.",
    ),
    ("Dunmore", "DP4-0007"): Told(
        level=Level.CONSULTATION, whom=[Whom.RESIDENTS], opened="2025-02-17", closed="2025-03-14",
        how="A page on the commissioner’s website (illustrative)", answered=3,
        said="Three people asked why the radios are changed at all.",
    ),
}  # fmt: skip
"""By body and reference: one well done, one that only asked insiders, one never told, one opened too late."""


def engage(*, by: Any) -> None:
    """Record them, each on the day it had closed or its decision had been taken."""
    for (body, reference), told in ASKED.items():
        decision = _decision(body, reference)
        moment = datetime.fromisoformat(max(decision.decided, told.told, told.closed)).replace(hour=11, tzinfo=UTC)
        with clock.set_to(moment), transaction():
            record(decision, told, by=by)


def _decision(body: str, reference: str) -> Decision:
    whose = organisation_named(body)
    found = decision_of(whose.id, reference) if whose else None
    if found is None:
        raise Refused(f"The demonstration has no decision {reference} of {body}.")
    return found
