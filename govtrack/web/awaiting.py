"""What is late on the public register, in words for the pages around it: the home page and a body's checklist."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.analytics.dates import days_over
from govtrack.analytics.words import counted
from govtrack.store.awaiting import limits_of, to_publish
from govtrack.store.clock import today
from govtrack.store.decisions import Decision


class Unpublished(NamedTuple):
    """A decision that has to be published: how many days it is over its body's limit (nought for none), in words."""

    decision: Decision
    called: str
    over: int
    words: str


def unpublished(body_ids: Sequence[int]) -> list[Unpublished]:
    """The decisions of some bodies that have to be published and are not, the longest over first."""
    limits = limits_of(body_ids)
    found = (_said(one, limits[one.body_id]) for one in to_publish(body_ids))
    return sorted(found, key=lambda one: (-one.over, one.decision.id))


def late(body_ids: Sequence[int]) -> list[Unpublished]:
    """Those of them that are over their body's limit."""
    return [one for one in unpublished(body_ids) if one.over]


def _said(one: Decision, limit: int) -> Unpublished:
    over = days_over(one.decided, limit, today())
    called = f"{one.reference}, {one.body.short_name}: {one.title}"
    if over:
        return Unpublished(one, called, over, f"{counted(over, 'day')} over the limit of {counted(limit, 'day')}")
    return Unpublished(one, called, 0, f"within the limit of {counted(limit, 'day')}")
