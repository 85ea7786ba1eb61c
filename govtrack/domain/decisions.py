"""The verb of decisions: record what a body decided. Once recorded it changes only by a later one."""

from typing import Any

from govtrack.analytics.kinds import Outcome
from govtrack.domain.names import in_order, part_date
from govtrack.domain.refusals import Refused
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.decisions import Decision, decision_of
from govtrack.store.events import deed
from govtrack.store.names import key_of

LONGEST = 20_000
LONGEST_REFERENCE = 100


def record(
    *,
    reference: str,
    title: str,
    body: Organisation,
    outcome: str,
    decided: str = "",
    collaboration: Collaboration | None = None,
    summary: str = "",
    reasons: str = "",
    signed_by: str = "",
    capacity: str = "",
    supersedes: Decision | None = None,
    source: str = "",
    by: Any,
) -> Decision:
    """Record a decision; Refused when the body already has one of that reference, or when it lies in the future."""
    reference = " ".join(reference.split())
    if not reference:
        raise Refused("Give the reference, in your office's own style.", field="reference")
    if len(key_of(reference)) > LONGEST_REFERENCE:
        raise Refused(f"A reference has at most {LONGEST_REFERENCE} characters.", field="reference")
    if not title.strip():
        raise Refused("Say in a few words what was decided.", field="title")
    there = decision_of(body.id, reference)
    if there is not None:
        raise Refused(f"{body.short_name} already has a decision {there.reference}: {there.title}.", field="reference")
    decided = part_date(decided, field="decided")
    if decided and decided > today().isoformat():
        raise Refused("A decision is recorded once it has been taken: the date lies ahead.", field="decided")
    for name, text in (("summary", summary), ("reasons", reasons)):
        if len(text) > LONGEST:
            raise Refused(f"At most {LONGEST:,} characters; this has {len(text):,}.", field=name)
    if supersedes is not None:
        _refuse_backwards(supersedes, decided)
    with deed("recorded a decision", by=by):
        row = Decision(
            reference=reference,
            reference_key=key_of(reference),
            title=" ".join(title.split()),
            body=body,
            collaboration=collaboration,
            decided=decided,
            outcome=str(Outcome(outcome)),
            summary=summary.strip(),
            reasons=reasons.strip(),
            signed_by=signed_by.strip(),
            capacity=capacity.strip(),
            supersedes=supersedes,
            source=source.strip(),
        )
        db.session.add(row)
    return row


def _refuse_backwards(earlier: Decision, decided: str) -> None:
    in_order(
        earlier.decided,
        decided,
        field="supersedes",
        sentence=f"{earlier.reference} was decided later than this: a decision supersedes an earlier one.",
    )
