"""What belongs to the collaboration of an address: another one's record is not there."""

from typing import TypeVar

from flask import abort

from govtrack.store.collaborations import Agreement, Collaboration, Membership

Kept = TypeVar("Kept", Membership, Agreement)


def own_or_404(together: Collaboration, row: Kept | None) -> Kept:
    """What belongs to a collaboration, or 404."""
    if row is None or row.collaboration_id != together.id:
        abort(404)
    return row
