"""How far a person's files reach: what they may import, what they may know of, what they may take out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from govtrack.analytics.kinds import OrganisationKind
from govtrack.domain import taking
from govtrack.domain.exports import Readable
from govtrack.domain.taking import Rights
from govtrack.store import bodies
from govtrack.store.collaborations import Collaboration, collaborations_of
from govtrack.web.access import (
    known_organisations,
    readable_collaborations,
    readable_organisations,
    scope,
    sees_until,
)

SHEETS = frozenset(
    {
        "ledger",
        "driver_values",
        "standalone_costs",
        "coalition_costs",
        "decisions",
        "decision_parts",
        "decision_links",
        "decision_addenda",
        "documents",
        "expectations",
        "review_days",
        "decision_reviews",
        "positions",
        "decision_subjects",
        "lessons",
        "engagements",
        "plans",
        "decision_withholdings",
    }
)
"""What anybody who records may import; the records these stand on are kept by administrators' files alone."""


def rights_of(person: Any) -> Rights:
    """What a person may import: administrators all; others figures, estimates and decisions of their own."""
    reach = scope(person, "import figures")
    if reach.everything:
        return taking.ALL
    return Rights(SHEETS, reach.organisations, reach.collaborations, _known(person))


def _known(person: Any) -> taking.Reach:
    """What a person's file may name: the police areas, and the organisations and collaborations they know of."""
    readable = readable_collaborations(person) or []
    areas = {one.id for one in bodies.organisations() if one.kind == OrganisationKind.POLICE}
    return taking.Reach(
        organisations=frozenset(areas.union(known_organisations(person) or ())),
        collaborations=frozenset(readable),
        bodies=frozenset(readable_organisations(person) or ()),
        until=_ends(person, collaborations_of(readable)),
    )


def readable_by(person: Any, together: Collaboration | None) -> Readable:
    """What a person may take out: all that they read, or one collaboration of it."""
    if together is not None:
        return Readable(collaborations=[together.id], bodies=[], until=_ends(person, [together]))
    numbers = readable_collaborations(person)
    ends = _ends(person, [] if numbers is None else collaborations_of(numbers))
    return Readable(collaborations=numbers, bodies=readable_organisations(person), until=ends)


def _ends(person: Any, together: Sequence[Collaboration]) -> Mapping[int, date]:
    return {one.id: last for one in together if (last := sees_until(person, one)) is not None}
