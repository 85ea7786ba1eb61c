"""The verbs that take a paper to a decision: put it forward, send it back, decide, withdraw, add to the record."""

from datetime import date
from typing import Any

from govtrack.analytics.kinds import Outcome
from govtrack.analytics.register import Act
from govtrack.domain.decisions import is_provisional, reference_given
from govtrack.domain.names import part_date
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.stepping import supersede_earlier, take_step
from govtrack.store import clock
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.events import deed
from govtrack.store.names import key_of
from govtrack.store.notices import Addendum

LONGEST = 5000


def put_for_decision(decision: Decision, *, version: int | None = None, by: Any) -> None:
    """Lay a draft before those who decide; from then on it is not changed unless they send it back."""
    _refuse_stale(decision, version)
    with deed("put a decision forward", by=by):
        take_step(decision, Act.PUT, by=by)


def send_back(decision: Decision, *, words: str, version: int | None = None, by: Any) -> None:
    """Give a paper back to be changed, saying what is wanted."""
    _refuse_stale(decision, version)
    if not words.strip():
        raise Refused("Say what should be changed before it comes back.", field="words")
    with deed("sent a decision back", by=by, reason=words.strip()):
        take_step(decision, Act.SEND_BACK, words=words, by=by)


def decide(
    decision: Decision,
    *,
    outcome: str,
    decided: str,
    reference: str = "",
    signed_by: str = "",
    capacity: str = "",
    signed: str = "",
    urgent: bool = False,
    words: str = "",
    version: int | None = None,
    by: Any,
) -> None:
    """Record what the body decided on a paper, and by whom it was signed; from then on it is never edited."""
    _refuse_stale(decision, version)
    given = reference_given(decision.body, reference, but=decision) if reference.strip() else decision.reference
    if is_provisional(given):
        raise Refused("Give the decision its reference, in your office's own style.", field="reference")
    day = part_date(decided, field="decided")
    if not day:
        raise Refused("Give the day it was decided.", field="decided")
    if day > clock.today().isoformat():
        raise Refused("A decision is recorded once it has been taken: the date lies ahead.", field="decided")
    with deed("took a decision", by=by):
        decision.reference, decision.reference_key = given, key_of(given)
        decision.outcome, decision.decided = str(Outcome(outcome)), day
        decision.signed_by, decision.capacity = signed_by.strip(), capacity.strip()
        decision.signed, decision.urgent = part_date(signed, field="signed"), urgent
        take_step(decision, Act.DECIDE, words=words, by=by)
        supersede_earlier(decision, by=by)


def withdraw(decision: Decision, *, words: str, version: int | None = None, by: Any) -> None:
    """Give up a paper that was not decided; it stays readable to its own body, with why."""
    _refuse_stale(decision, version)
    if not words.strip():
        raise Refused("Say why it is withdrawn.", field="words")
    with deed("withdrew a draft decision", by=by, reason=words.strip()):
        take_step(decision, Act.WITHDRAW, words=words, by=by)


def add(decision: Decision, *, words: str, day: date | None = None, person: str = "", by: Any) -> Addendum:
    """Add to the record of a decision that was taken: a slip corrected, a day learnt later. The record itself stays.

    `day` and `person` are given where it was added elsewhere, and is brought in from a file.
    """
    words = words.strip()
    if not decision.taken:
        raise Refused("It is not decided yet: change the draft itself.", field="words")
    if not words:
        raise Refused("Write what is to be added.", field="words")
    if len(words) > LONGEST:
        raise Refused(f"At most {LONGEST:,} characters; this has {len(words):,}.", field="words")
    with deed("added to a decision", by=by):
        row = Addendum(
            decision_id=decision.id,
            day=day or clock.today(),
            person=person or str(getattr(by, "email", by)),
            words=words,
        )
        db.session.add(row)
    return row


def _refuse_stale(decision: Decision, version: int | None) -> None:
    if version is not None and version != decision.version:
        raise Changed(decision)
