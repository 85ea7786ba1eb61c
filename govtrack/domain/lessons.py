"""The verbs of lessons: record what was learnt, and take it back with a reason."""

from datetime import date
from typing import Any

from govtrack.domain.checks import LONGEST_TEXT
from govtrack.domain.ledger import reason_given
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import clock
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.events import deed
from govtrack.store.lessons import Lesson

LONGEST_TITLE = 200


def learn(
    *,
    title: str,
    words: str,
    body: Organisation,
    collaboration: Collaboration | None = None,
    decision: Decision | None = None,
    shared: bool = True,
    added: date | None = None,
    by: Any,
) -> Lesson:
    """Record a lesson of a body, from one of its decisions, from a collaboration, or from its own affairs."""
    title, words = " ".join(title.split()), words.strip()
    if not title:
        raise Refused("Say in a few words what was learnt.", field="title")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"At most {LONGEST_TITLE} characters; this has {len(title):,}.", field="title")
    if not words:
        raise Refused("Say what happened, and what to do another time.", field="words")
    if len(words) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this has {len(words):,}.", field="words")
    if decision is not None and not decision.taken:
        raise Refused("It is not decided yet: there is nothing to learn from it.")
    with deed("recorded a lesson", by=by):
        row = Lesson(
            title=title,
            words=words,
            body=body,
            collaboration=collaboration,
            decision=decision,
            shared=shared,
            added=added or clock.today(),
            person=str(getattr(by, "email", by)),
        )
        db.session.add(row)
    return row


def take_back(row: Lesson, *, reason: str, by: Any) -> None:
    """Take a lesson back; it is listed no more, and stays at its address with why."""
    if row.taken_back is not None:
        raise Changed(row)
    reason = reason_given(reason)
    with deed("took a lesson back", by=by, reason=reason):
        row.taken_back, row.reason = clock.today(), reason
