"""The verbs of engagement: record who was asked about a decision, fill in what came of it, strike it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govtrack.analytics.dates import certainly_after
from govtrack.analytics.engaging import Level, Whom
from govtrack.domain.ledger import reason_given
from govtrack.domain.names import in_order, part_date
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import clock
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.engagements import EngagedGroup, Engagement, engagements_on
from govtrack.store.events import deed

MOST = 100
"""Engagements that one decision may have."""
LONGEST = 4000
MANY = 999_999_999
STAYS = (
    "The decision has been taken, so what stands here stays as it was read. Blank answers can still be filled in; "
    "if this is wrong, strike the engagement out and record it anew."
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told of an engagement: the answers of its form, or the cells of its row."""

    level: Level
    whom: Sequence[Whom]
    how: str
    who: str = ""
    opened: str = ""
    closed: str = ""
    answered: int | None = None
    said: str = ""
    changed: str = ""
    told: str = ""

    def checked(self) -> dict[str, Any]:
        """Its answers as columns, by name; Refused where they cannot be meant."""
        days = {name: part_date(getattr(self, name), field=name) for name in ("opened", "closed", "told")}
        words = {name: getattr(self, name).strip() for name in ("how", "who", "said", "changed")}
        for name, text in words.items():
            longest = LONGEST if name in {"said", "changed"} else 200
            if len(text) > longest:
                raise Refused(f"At most {longest:,} characters; this has {len(text):,}.", field=name)
        if not words["how"]:
            raise Refused("Say how they were told or asked.", field="how")
        if not self.whom:
            raise Refused("Say whom it was with.", field="whom")
        _refuse_order(days)
        if self.answered is not None and not 0 <= self.answered <= MANY:
            raise Refused(f"How many answered lies between 0 and {MANY:,}.", field="answered")
        if self.level is Level.INFORMATION and self.answered:
            raise Refused(
                "Nobody answers where people were only told: choose consultation if they were asked.", field="answered"
            )
        return {"level": str(self.level), "answered": self.answered, **days, **words}


def _refuse_order(days: dict[str, str]) -> None:
    opened, closed, told = (days[name] for name in ("opened", "closed", "told"))
    in_order(opened, closed, field="closed", sentence="It closes before it opens: check both dates.")
    in_order(opened, told, field="told", sentence="They are told what came of it before it opens: check both dates.")
    if certainly_after(told, clock.today().isoformat()):
        raise Refused("Record that they were told once they have been: the date lies ahead.", field="told")


def record(decision: Decision, told: Told, *, by: Any) -> Engagement:
    """Record an engagement on a decision, or on the paper of one."""
    answers = told.checked()
    if len(engagements_on(decision.id)) >= MOST:
        raise Refused(f"At most {MOST} engagements are recorded on one decision.")
    with deed("recorded an engagement", by=by):
        row = Engagement(decision_id=decision.id, **answers)
        db.session.add(row)
        row.groups = [EngagedGroup(whom=str(one)) for one in Whom if one in told.whom]
    return row


def bring(decision: Decision, told: Told, *, struck: date | None = None, reason: str = "", by: Any) -> Engagement:
    """Take in what a file says of an engagement, and that it was struck out where it says so."""
    row = record(decision, told, by=by)
    if struck is not None:
        strike(row, reason=reason, by=by)
        with deed("struck an engagement out", by=by):
            row.struck = struck
    return row


def amend(row: Engagement, told: Told, *, version: int | None = None, by: Any) -> None:
    """Fill in what has become known of an engagement. What was read when the decision was taken is not changed."""
    if version is not None and version != row.version:
        raise Changed(row)
    _refuse_struck(row)
    answers = told.checked()
    gone = [one for one in row.groups if one.whom not in told.whom]
    if row.decision.taken:
        for name, answer in answers.items():
            if getattr(row, name) not in ("", None, answer):
                raise Refused(STAYS, field=name)
        if gone:
            raise Refused(STAYS, field="whom")
    with deed("changed an engagement", by=by):
        for name, answer in answers.items():
            setattr(row, name, answer)
        for one in gone:
            row.groups.remove(one)
            db.session.delete(one)
        there = {one.whom for one in row.groups}
        row.groups += [EngagedGroup(whom=str(one)) for one in Whom if one in told.whom and one not in there]


def strike(row: Engagement, *, reason: str, version: int | None = None, by: Any) -> None:
    """Strike an engagement out, with a reason: it counts for nothing more, and stays to be read."""
    if version is not None and version != row.version:
        raise Changed(row)
    _refuse_struck(row)
    reason = reason_given(reason)
    with deed("struck an engagement out", by=by, reason=reason):
        row.struck, row.reason = clock.today(), reason


def _refuse_struck(row: Engagement) -> None:
    if row.struck is not None:
        raise Refused("It was struck out, and stays as it is: record the engagement anew.")
