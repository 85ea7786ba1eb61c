"""The verbs of the forward plan: plan a decision, announce it, change it, take it off as decided or withdrawn."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from govtrack.analytics.dates import certainly_after
from govtrack.domain.ledger import reason_given
from govtrack.domain.names import in_order, part_date
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import clock
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.events import deed
from govtrack.store.plans import Ended, Plan

LONGEST = {"title": 300, "who_decides": 200, "contact": 200, "about": 4000, "influence": 4000}


@dataclass(frozen=True, kw_only=True)
class Intended:
    """What is said of a decision to come."""

    title: str
    expected: str
    collaboration: Collaboration | None = None
    about: str = ""
    who_decides: str = ""
    influence: str = ""
    until: date | None = None
    contact: str = ""

    def checked(self) -> dict[str, Any]:
        """Its answers as columns, by name; Refused where they cannot be meant."""
        words = {name: getattr(self, name).strip() for name in LONGEST}
        for name, text in words.items():
            if len(text) > LONGEST[name]:
                raise Refused(f"At most {LONGEST[name]:,} characters; this has {len(text):,}.", field=name)
        if not words["title"]:
            raise Refused("Say in a few words what is to be decided.", field="title")
        expected = part_date(self.expected, field="expected")
        if not expected:
            raise Refused("Say when it is to be decided, as far as you know.", field="expected")
        in_order(
            self.until.isoformat() if self.until else "",
            expected,
            field="until",
            sentence="It could be influenced until after it is decided: check both dates.",
        )
        together = self.collaboration.id if self.collaboration else None
        return {**words, "expected": expected, "until": self.until, "collaboration_id": together}


def plan(body: Organisation, intended: Intended, *, uid: str = "", by: Any) -> Plan:
    """Write down a decision to come; nobody else reads it until it is announced."""
    answers = intended.checked()
    with deed("planned a decision", by=by):
        row = Plan(body_id=body.id, uid=uid or str(uuid.uuid4()), **answers)
        db.session.add(row)
    return row


def bring(
    body: Organisation, intended: Intended, *, uid: str, became: Decision | None, past: Mapping[str, Any], by: Any
) -> Plan:
    """Take in what a file says of a decision to come: `past` is whether it was announced, and how it left the plan."""
    said = {"announced": None, "left": None, "ended": "", **past}
    if (said["left"] is None) != (not said["ended"]):
        raise Refused("Say both when it left the plan and how, or neither.", field="left")
    if (said["ended"] == Ended.DECIDED) != (became is not None):
        raise Refused("What was decided names its decision, and nothing else does.", field="decision")
    row = plan(body, intended, uid=uid, by=by)
    if said["announced"] is not None:
        _refuse_unfit(row, late=True)
    with deed("brought in a planned decision", by=by):
        for name, answer in said.items():
            setattr(row, name, answer if answer is None or isinstance(answer, date | int) else str(answer))
        row.decision_id = became.id if became else None
        if row.announced is not None:
            row.first_expected = row.first_expected or row.expected
            row.changed_at = row.changed_at or _moment()
    return row


def change(row: Plan, intended: Intended, *, version: int | None = None, by: Any) -> None:
    """Change a decision to come. Where it is announced, the public is told at once, and how it was first announced."""
    _refuse(row, version)
    answers = intended.checked()
    with deed("changed a planned decision", by=by):
        for name, answer in answers.items():
            setattr(row, name, answer)
        if row.announced is not None:
            _refuse_unfit(row)
            _tell(row)


def announce(row: Plan, *, version: int | None = None, by: Any) -> None:
    """Put a decision to come on the forward plan, for everybody to read."""
    _refuse(row, version)
    if row.announced is not None:
        raise Refused("It is announced already.")
    _refuse_unfit(row)
    with deed("announced a planned decision", by=by):
        row.announced, row.first_expected = clock.today(), row.expected
        row.changed_at = _moment()


def withdraw(row: Plan, *, reason: str, version: int | None = None, by: Any) -> None:
    """Take a decision off the plan that will not be taken; where it was announced, the public reads why."""
    _refuse(row, version)
    reason = reason_given(reason)
    with deed("withdrew a planned decision", by=by, reason=reason):
        row.left, row.ended, row.reason = clock.today(), str(Ended.WITHDRAWN), reason
        _tell(row)


def decided(row: Plan, decision: Decision, *, version: int | None = None, by: Any) -> None:
    """Take a decision off the plan that has been taken, and say which it became."""
    _refuse(row, version)
    if decision.body_id != row.body_id or not decision.taken:
        raise Refused(f"Choose a decision that {row.body.short_name} has taken.", field="decision")
    with deed("took a planned decision off the plan", by=by):
        row.left, row.ended, row.decision_id = clock.today(), str(Ended.DECIDED), decision.id
        _tell(row)


def _tell(row: Plan) -> None:
    if row.announced is not None:
        row.sequence += 1
        row.changed_at = _moment()


def _moment() -> str:
    return clock.now().replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _refuse(row: Plan, version: int | None) -> None:
    if version is not None and version != row.version:
        raise Changed(row)
    if row.left is not None:
        raise Refused("It has left the plan, and stays as it was last read.")


def _refuse_unfit(row: Plan, *, late: bool = False) -> None:
    """Refuse to tell the public of a decision without what they need to influence it."""
    missing = [
        (name, sentence)
        for name, sentence in (
            ("who_decides", "Say who decides: the public asks it first."),
            ("influence", "Say how it can still be influenced, or why it cannot."),
            ("contact", "Say whom to write to."),
        )
        if not getattr(row, name)
    ]
    if missing:
        raise Refused(missing[0][1], field=missing[0][0], more=missing[1:])
    if not late and row.announced is None and certainly_after(clock.today().isoformat(), row.expected):
        raise Refused("The day has passed: say when it will be decided.", field="expected")
