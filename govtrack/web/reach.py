"""How far a person may read, as the questions that are asked of everything at once take it."""

from typing import Any

from govtrack.store.collaborations import collaborations_of
from govtrack.store.searchable import Reach
from govtrack.web.access import (
    known_organisations,
    own_organisations,
    readable_collaborations,
    readable_organisations,
    sees_until,
)


def reach_of(person: Any) -> Reach:
    """Whose decisions a person reads, which collaborations and until when, which organisations it knows of."""
    numbers = readable_collaborations(person)
    ends = {one.id: sees_until(person, one) for one in ([] if numbers is None else collaborations_of(numbers))}
    return Reach(
        readable_organisations(person),
        numbers,
        {number: last for number, last in ends.items() if last is not None},
        known_organisations(person),
        sorted(own_organisations(person)),
    )
