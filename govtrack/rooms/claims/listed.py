"""The benefits of a collaboration in a list: how far each has come, who claims it, and what bears it out."""

from typing import Any, NamedTuple

from govtrack.analytics.kinds import Kind, Status
from govtrack.analytics.stated import month_of
from govtrack.analytics.words import counted, listed
from govtrack.store import claims, cycle, figures
from govtrack.store.collaborations import Collaboration
from govtrack.store.figures import Screen, Wanted
from govtrack.store.shared import shared_of
from govtrack.web.access import allowed, own_organisations, sees_until
from govtrack.web.figures import Said, said


class Row(NamedTuple):
    """One benefit in the list."""

    said: Said
    status: str
    claimant: str
    shared: str
    evidence: str
    provisional: bool


class Index(NamedTuple):
    """A screen of the list; `finding` says how many there are and how far they have come."""

    together: Collaboration
    finding: str
    rows: list[Row]
    screen: Screen
    may_record: bool


def index(together: Collaboration, page: int, person: Any) -> Index:
    """The benefits that a person sees, latest period first."""
    until = sees_until(person, together)
    wanted = Wanted(
        together.id,
        kind=Kind.BENEFIT,
        until=None if until is None else month_of(until),
        own=own_organisations(person),
    )
    screen = figures.screen(wanted, page)
    numbers = list(dict.fromkeys(one.figure for one in screen.rows))
    told, results = said(numbers), shared_of(numbers)
    stated, given = claims.claims_of(numbers), claims.evidence_counts(numbers)
    loose = cycle.provisional_months([together.id]).get(together.id, {})
    rows = [
        Row(
            told[number],
            Status(told[number].legs[0].status).word,
            stated[number].claimant if number in stated else "",
            f"{results[number].name}: {results[number].split}" if number in results else "",
            counted(given[number], "piece") if number in given else "none yet",
            any(cycle.may_change(leg, loose) for leg in told[number].legs),
        )
        for number in numbers
    ]
    may_record = allowed(person, "record figures", collaboration_id=together.id)
    return Index(together, _finding(figures.by_status(wanted)), rows, screen, may_record)


def _finding(counts: dict[int, int]) -> str:
    if not counts:
        return "No benefit is recorded yet."
    parts = [f"{counts[status]:,} {Status(status).word}" for status in sorted(counts, reverse=True)]
    return f"{counted(sum(counts.values()), 'benefit')} stand here: {listed(parts)}."
