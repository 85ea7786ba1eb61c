"""Every table of the register in one place, for migrations and for the audit."""

from govtrack.store import (
    alone,
    apportionments,
    awaiting,
    bodies,
    cases,
    claims,
    collaborations,
    decisions,
    disputes,
    documents,
    drafts,
    drivers,
    engagements,
    events,
    findables,
    finding,
    imports,
    keys,
    ledger,
    lessons,
    matches,
    measures,
    notices,
    people,
    plans,
    positions,
    prices,
    publications,
    returns,
    reviews,
    rollups,
    rules,
    sessions,
    shared,
    studies,
    withholdings,
)
from govtrack.store.db import Base
from govtrack.store.events import Recorded

__all__ = [
    "alone",
    "apportionments",
    "awaiting",
    "bodies",
    "cases",
    "claims",
    "collaborations",
    "decisions",
    "disputes",
    "documents",
    "drafts",
    "drivers",
    "engagements",
    "events",
    "findables",
    "finding",
    "imports",
    "keys",
    "ledger",
    "lessons",
    "matches",
    "measures",
    "notices",
    "people",
    "plans",
    "positions",
    "prices",
    "publications",
    "returns",
    "reviews",
    "rollups",
    "rules",
    "sessions",
    "shared",
    "studies",
    "withholdings",
]

metadata = Base.metadata


def recorded() -> list[type[Recorded]]:
    """The tables whose every change leaves an event, by name."""
    classes = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Recorded)]
    return sorted(classes, key=lambda table: str(table.__tablename__))
