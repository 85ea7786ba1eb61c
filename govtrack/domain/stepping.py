"""One step of a decision: whether it may follow the last, and who took it, when and in what words."""

from typing import Any

from govtrack.analytics.register import Act, Step, after
from govtrack.domain.refusals import Refused
from govtrack.store import clock
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.notices import DecisionAct

LONGEST_WORDS = 2000


def take_step(decision: Decision, act: Act, *, words: str = "", by: Any) -> None:
    """Do something to a decision, inside a deed; Refused where that cannot follow from the step it is at."""
    to = after(Step(decision.step), act)
    if to is None:
        raise Refused(f"This cannot be {act}: it is {decision.step}.")
    words = words.strip()
    if len(words) > LONGEST_WORDS:
        raise Refused(f"At most {LONGEST_WORDS:,} characters; this has {len(words):,}.", field="words")
    decision.step = str(to)
    moment = clock.now()
    db.session.add(
        DecisionAct(
            decision_id=decision.id,
            act=str(act),
            day=clock.today(),
            at=moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            person=str(getattr(by, "email", by)),
            words=words,
        )
    )


def supersede_earlier(decision: Decision, *, by: Any) -> None:
    """What a decision takes the place of is superseded from the moment it is taken."""
    earlier = decision.supersedes
    if earlier is not None and earlier.step != Step.SUPERSEDED:
        take_step(earlier, Act.SUPERSEDE, words=f"By {decision.reference}", by=by)
