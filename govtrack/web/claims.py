"""What stands behind a benefit, in words for its page: the claim, how far it has come, and the evidence for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from govtrack.analytics.kinds import Kind, Status
from govtrack.analytics.periods import Period, label
from govtrack.domain.claims import claimed_by, next_steps
from govtrack.store import claims, figures, ledger
from govtrack.store.claims import Claim
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.ledger import Figure
from govtrack.store.measures import Measure
from govtrack.web import formats
from govtrack.web.access import allowed, may_record
from govtrack.web.pieces import Piece, piece

STEPS = {
    Status.TARGET: "back to a target: it is hoped for",
    Status.FORECAST: "a forecast: it is expected",
    Status.CLAIMED: "claimed: it happened, and the partner says so",
    Status.VERIFIED: "verified: somebody else has checked it",
    Status.REVERSED: "reversed: it did not last, or did not come; it counts nowhere from now on",
}


class Stage(NamedTuple):
    """One step on the way of a benefit: what it became, when, by whom and why."""

    word: str
    when: str
    who: str
    why: str


class Behind(NamedTuple):
    """All that stands behind one benefit."""

    claim: Claim | None
    so_far: str
    """What was given as so far, and what of that is this figure's; empty where it was given for the period."""
    stages: Sequence[Stage]
    evidence: Sequence[Piece]
    changeable: bool
    may_move: bool


def behind(figure: Figure, person: Any) -> Behind | None:
    """What stands behind a benefit; None for any other figure."""
    if figure.kind != Kind.BENEFIT:
        return None
    claim, stands = claims.claim_of(figure.figure), bool(ledger.standing(figure.figure))
    return Behind(
        claim,
        _so_far(figure, claim),
        stages(figure),
        [piece(one) for one in claims.evidence_of(figure.figure)],
        stands and may_record(person, figure.collaboration_id, figure.partner_id),
        stands and bool(steps_open(person, figure)),
    )


def _so_far(figure: Figure, claim: Claim | None) -> str:
    if claim is None or claim.so_far is None or claim.earlier is None:
        return ""
    measure = db.session.get_one(Measure, figure.measure_id)
    calendar = db.session.get_one(Collaboration, figure.collaboration_id).calendar
    when = label(Period(figure.starts, figure.months), calendar=calendar)
    said, part, before = (
        formats.amount(one, measure) for one in (claim.so_far, claim.so_far - claim.earlier, claim.earlier)
    )
    return f"{said} so far, of which {part} in {when}: {before} stood already when it was entered."


def stages(figure: Figure) -> list[Stage]:
    """How far a benefit came and when, first things first; corrections that left its status alone are no stages."""
    found, before = [], None
    for told in figures.story(figure.figure):
        status = told.figure.status if told.reverses is None else before
        if status != before and status is not None:
            when = formats.day(datetime.fromisoformat(told.at).date())
            found.append(Stage(Status(status).word, when, told.figure.person, told.reason))
            before = status
    return found


def may_verify(person: Any, figure: Figure) -> bool:
    """Whether a person may verify a figure: an approver of its partner; of one that is joint, of any partner."""
    where = {} if figure.partner_id is None else {"organisation_id": figure.partner_id}
    return allowed(person, "verify figures", collaboration_id=figure.collaboration_id, **where)


def steps_open(person: Any, figure: Figure) -> list[Status]:
    """The steps that a person may take a benefit."""
    records = may_record(person, figure.collaboration_id, figure.partner_id)
    own = getattr(person, "id", None) in claimed_by(figure.figure)
    verifies = may_verify(person, figure) and not own
    return [to for to in next_steps(figure) if (verifies if to is Status.VERIFIED else records)]


def why_not_verify(person: Any, figure: Figure) -> str:
    """Why a person is not offered to verify a claimed benefit; empty where they are, or it is not yet claimed."""
    if Status.VERIFIED not in next_steps(figure):
        return ""
    if not may_verify(person, figure):
        return "Verifying is for approvers: you cannot do it."
    if getattr(person, "id", None) in claimed_by(figure.figure):
        return "You claimed it yourself: somebody else verifies it."
    return ""
