"""Where partners stood on one decision, in words and a table, for its own page and the page that asks."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.kinds import Outcome
from govtrack.analytics.voting import (
    NEEDED,
    SAID,
    Stance,
    Voice,
    Voting,
    Worked,
    beside_outcome,
    work_out,
)
from govtrack.analytics.voting import VotingRule as Rule
from govtrack.domain.positions import partners_at
from govtrack.store import positions
from govtrack.store.clock import today
from govtrack.store.collaborations import memberships_in
from govtrack.store.decisions import Decision
from govtrack.store.positions import Position, VotingRule
from govtrack.web import formats

CHOSEN = {Outcome.APPROVED: True, Outcome.NOT_APPROVED: False}


class Stands(NamedTuple):
    """One partner's line: where it stands, and what it said before."""

    partner: str
    now: Position | None
    said: str
    earlier: Sequence[Position]


class Stood(NamedTuple):
    """All of it for one decision."""

    rows: Sequence[Stands]
    worked: Worked
    rule: str
    """The rule in force on the day, in a sentence; empty where none is recorded."""
    odd: str
    proposer: str
    subjects: Sequence[str]
    any: bool
    """Whether anybody's position is recorded."""


def stood_on(decision: Decision) -> Stood | None:
    """Where the partners stood on a joint decision; None for one that is about no collaboration."""
    if decision.collaboration is None:
        return None
    day = decision.decided if decision.taken else today().isoformat()
    rule = positions.voting_rule_on(decision.collaboration.id, day)
    rows = positions.positions_on([decision.id])[decision.id]
    standing = positions.standing_positions(rows)
    partners = partners_at(decision)
    votes = _votes(decision.collaboration.id, day)
    voices = [
        Voice(one.short_name, Stance(standing[one.id].stance) if one.id in standing else None, votes.get(one.id))
        for one in partners
    ]
    worked = work_out(voices, None if rule is None else as_rule(rule))
    proposal = positions.proposals_of([decision.id]).get(decision.id)
    return Stood(
        [
            Stands(
                one.short_name,
                kept := standing.get(one.id),
                SAID[Stance(kept.stance)] if kept else "not recorded",
                [row for row in rows if row.partner_id == one.id and row is not kept],
            )
            for one in partners
        ],
        worked,
        "" if rule is None else rule_said(rule),
        beside_outcome(worked, approved=CHOSEN.get(Outcome(decision.outcome)) if decision.outcome else None),
        proposal.partner.short_name if proposal else "",
        [one.subject for one in positions.subjects_of([decision.id])[decision.id]],
        bool(standing),
    )


def _votes(collaboration_id: int, day: str) -> dict[int, int | None]:
    """The votes of each partner on a day, by its spell then."""
    return {
        one.partner_id: one.votes
        for one in memberships_in([collaboration_id])
        if (one.joined is None or one.joined.isoformat()[: len(day)] <= day)
        and (one.left is None or day <= one.left.isoformat()[: len(day)])
    }


def as_rule(row: VotingRule) -> Rule:
    """A rule as the arithmetic takes it."""
    return Rule(Voting(row.way), Fraction(row.percent or "0"), row.lead.short_name if row.lead else "")


def rule_said(row: VotingRule) -> str:
    """A rule in a sentence, with what it asks for and since when it holds."""
    name = str(row.way).capitalize()
    more = f" of {row.percent}%" if row.percent else f", {row.lead.short_name}" if row.lead else ""
    span = f"from {formats.day(row.starts)}" + (f" to {formats.day(row.ends)}" if row.ends else "")
    set_by = f", set by {row.decision}" if row.decision else ""
    return f"{name}{more}, {span}{set_by}. {NEEDED[Voting(row.way)]}"
