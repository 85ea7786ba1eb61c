"""Who was asked about a decision, as its page shows it, with what the register says of each engagement and of all."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.analytics.engaging import MEANS, Level, said_of, said_of_all
from govtrack.store.clock import today
from govtrack.store.decisions import Decision
from govtrack.store.engagements import Engagement, engagements_on


class Shown(NamedTuple):
    """One engagement, what its level means, what is said of it."""

    row: Engagement
    means: str
    said: Sequence[str]


class EngagementSection(NamedTuple):
    """The engagements on a decision, and what is said of them all."""

    rows: Sequence[Shown]
    said: Sequence[str]
    may_record: bool


def engagement_on(decision: Decision, *, may_record: bool) -> EngagementSection:
    """Who was asked about a decision."""
    rows = engagements_on(decision.id)
    decided = decision.decided if decision.taken else ""
    shown = [
        Shown(
            one,
            MEANS[Level(one.level)],
            list(said_of(one.engaged, taken=decision.taken, decided=decided, today=today())),
        )
        for one in rows
    ]
    standing = [one.engaged for one in rows if one.struck is None]
    return EngagementSection(shown, list(said_of_all(standing, taken=decision.taken)), may_record)
