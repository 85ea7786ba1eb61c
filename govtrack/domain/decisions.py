"""The verbs of decisions: record one that was taken, begin a paper, amend it. What was taken changes no more."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from govtrack.analytics.kinds import Outcome
from govtrack.analytics.register import Heading, Linked, Step
from govtrack.domain import notices
from govtrack.domain.names import in_order, part_date
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.stepping import supersede_earlier
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import Agreement, Collaboration
from govtrack.store.db import db
from govtrack.store.decisions import Decision, decision_of
from govtrack.store.events import deed
from govtrack.store.names import key_of

LONGEST = 20_000
LONGEST_REFERENCE = 100
PROVISIONAL = "Draft "
"""What the reference of a paper begins with until the body gives it one of its own."""
PROVISIONAL_ONE = re.compile(r"draft \d+\Z", re.IGNORECASE | re.ASCII)


def record(
    *,
    reference: str,
    title: str,
    body: Organisation,
    outcome: str,
    parts: Mapping[Heading, str] | None = None,
    also: Sequence[Collaboration] = (),
    links: Sequence[tuple[Linked, Decision]] = (),
    by: Any,
    **answers: Any,
) -> Decision:
    """Record a decision that was taken. Further answers as `_kept` takes them.

    Refused when the body already has one of that reference, or when it lies in the future.
    """
    kept = _kept(reference=reference_given(body, reference), title=title, **answers)
    _refuse_untaken(kept)
    with deed("recorded a decision", by=by):
        row = Decision(**kept, body=body, outcome=str(Outcome(outcome)), step=str(Step.DECIDED))
        db.session.add(row)
        db.session.flush()
        if parts or also or links:
            notices.write(row, parts=parts or {}, also=also, links=links)
        supersede_earlier(row, by=by)
    return row


def draft(
    *,
    title: str,
    body: Organisation,
    reference: str = "",
    parts: Mapping[Heading, str] | None = None,
    also: Sequence[Collaboration] = (),
    links: Sequence[tuple[Linked, Decision]] = (),
    by: Any,
    **answers: Any,
) -> Decision:
    """Begin the paper of a decision that is still to be taken; its body's people alone read it until then.

    Without a reference it goes by a provisional one, “Draft 7”, until the decision is taken.
    """
    given = reference_given(body, reference) if reference.strip() else _provisional(body)
    kept = _kept(reference=given, title=title, **answers)
    with deed("began a decision", by=by):
        row = Decision(**kept, body=body, outcome="", step=str(Step.DRAFT))
        db.session.add(row)
        db.session.flush()
        if parts or also or links:
            notices.write(row, parts=parts or {}, also=also, links=links)
    return row


def amend(
    decision: Decision,
    *,
    version: int | None,
    reference: str = "",
    parts: Mapping[Heading, str] | None = None,
    also: Sequence[Collaboration] = (),
    links: Sequence[tuple[Linked, Decision]] = (),
    by: Any,
    **answers: Any,
) -> Decision:
    """Change a draft; Refused once it is before the deciders, Changed when it was saved since `version` was opened."""
    if version is not None and version != decision.version:
        raise Changed(decision)
    if decision.step != Step.DRAFT:
        raise Refused(f"This is {decision.step} and no longer a draft: {_way_on(decision)}")
    given = reference_given(decision.body, reference, but=decision) if reference.strip() else decision.reference
    kept = _kept(reference=given, itself=decision, **answers)
    with deed("amended a draft decision", by=by):
        for name, value in kept.items():
            setattr(decision, name, value)
        notices.write(decision, parts=parts or {}, also=also, links=links)
    return decision


def _way_on(decision: Decision) -> str:
    if decision.step == Step.FOR_DECISION:
        return "have it sent back before you change it."
    if decision.step == Step.WITHDRAWN:
        return "begin another."
    return "correct its record by an addendum, change what was decided by a later decision."


def reference_given(body: Organisation, reference: str, *, but: Decision | None = None) -> str:
    """A body's own reference, tidied; Refused when there is none, or another decision of that body goes by it."""
    reference = " ".join(reference.split())
    if not reference:
        raise Refused("Give the reference, in your office's own style.", field="reference")
    if len(key_of(reference)) > LONGEST_REFERENCE:
        raise Refused(f"A reference has at most {LONGEST_REFERENCE} characters.", field="reference")
    there = decision_of(body.id, reference)
    if there is not None and there is not but:
        raise Refused(f"{body.short_name} already has a decision {there.reference}: {there.title}.", field="reference")
    return reference


def is_provisional(reference: str) -> bool:
    """Whether a reference only stands in until the body gives one of its own.

    >>> is_provisional("draft 7"), is_provisional("Drafting 7"), is_provisional("071/2013")
    (True, False, False)
    """
    return PROVISIONAL_ONE.match(reference) is not None


def _provisional(body: Organisation) -> str:
    """The next free “Draft 7” of a body."""
    query = select(Decision.reference_key).where(
        Decision.body_id == body.id, func.lower(Decision.reference).startswith(PROVISIONAL.lower())
    )
    taken = set(db.session.scalars(query))
    number = next(one for one in range(1, len(taken) + 2) if key_of(f"{PROVISIONAL}{one}") not in taken)
    return f"{PROVISIONAL}{number}"


def _kept(
    *,
    reference: str,
    title: str,
    decided: str = "",
    collaboration: Collaboration | None = None,
    agreement: Agreement | None = None,
    summary: str = "",
    reasons: str = "",
    signed_by: str = "",
    capacity: str = "",
    signed: str = "",
    lead_officer: str = "",
    chief_officer: str = "",
    chief_approved: str = "",
    urgent: bool = False,
    ratified: str = "",
    significant: bool = False,
    supersedes: Decision | None = None,
    source: str = "",
    itself: Decision | None = None,
) -> dict[str, Any]:
    """The answers as they are kept. Dates may stand in any order: what is odd is said, never refused."""
    if not title.strip():
        raise Refused("Say in a few words what was decided.", field="title")
    for name, text in (("summary", summary), ("reasons", reasons)):
        if len(text) > LONGEST:
            raise Refused(f"At most {LONGEST:,} characters; this has {len(text):,}.", field=name)
    decided = part_date(decided, field="decided")
    if agreement is not None and (collaboration is None or agreement.collaboration_id != collaboration.id):
        raise Refused("That agreement is not one of the collaboration chosen.", field="agreement")
    if supersedes is not None:
        _refuse_superseding(supersedes, decided, itself)
    return {
        "reference": reference,
        "reference_key": key_of(reference),
        "title": " ".join(title.split()),
        "collaboration": collaboration,
        "agreement": agreement,
        "decided": decided,
        "summary": summary.strip(),
        "reasons": reasons.strip(),
        "signed_by": signed_by.strip(),
        "capacity": capacity.strip(),
        "signed": part_date(signed, field="signed"),
        "lead_officer": lead_officer.strip(),
        "chief_officer": chief_officer.strip(),
        "chief_approved": part_date(chief_approved, field="chief_approved"),
        "urgent": urgent,
        "ratified": part_date(ratified, field="ratified"),
        "significant": significant,
        "supersedes": supersedes,
        "source": source.strip(),
    }


def _refuse_untaken(kept: Mapping[str, Any]) -> None:
    if kept["decided"] and kept["decided"] > today().isoformat():
        raise Refused("A decision is recorded once it has been taken: the date lies ahead.", field="decided")
    earlier: Decision | None = kept["supersedes"]
    if earlier is not None and not earlier.taken:
        raise Refused(f"{earlier.reference} was not decided: there is nothing to supersede.", field="supersedes")


def _refuse_superseding(earlier: Decision, decided: str, itself: Decision | None) -> None:
    in_order(
        earlier.decided,
        decided,
        field="supersedes",
        sentence=f"{earlier.reference} was decided later than this: a decision supersedes an earlier one.",
    )
    one: Decision | None = earlier
    while one is not None:
        if one is itself:
            raise Refused("A decision cannot supersede itself, nor what supersedes it.", field="supersedes")
        one = one.supersedes
