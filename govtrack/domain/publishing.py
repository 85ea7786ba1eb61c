"""The verbs of publishing: choose what the public may read, publish exactly that, take it down again."""

from typing import Any

from govtrack.analytics.exemptions import Exemption, Openness
from govtrack.analytics.register import Act
from govtrack.domain.publicparts import Choice, choice_of, notice_of, parts_of_notice
from govtrack.domain.putout import checked, put_out, refuse_unseen, take_off
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.stepping import take_step
from govtrack.store import clock
from govtrack.store.awaiting import PublicationLimit, limit_of
from govtrack.store.bodies import Organisation
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.events import deed
from govtrack.store.publications import About, Publication, standing
from govtrack.store.withholdings import Withholding, withheld_of

LONGEST_LIMIT = 365


def withhold(decision: Decision, choice: Choice, *, version: int | None = None, by: Any) -> None:
    """Choose how much of a decision the public is to read, and on which grounds the rest is withheld.

    Nothing is published by it, and what is public already stays as it is until it is published anew.
    """
    _refuse_stale(decision, version)
    checked(parts_of_notice(decision), choice)
    if choice.openness is Openness.NOTHING and standing(About.DECISION, decision.id) is not None:
        raise Refused("The public reads it now: take it down first.", field="openness")
    with deed("chose what the public may read", by=by):
        _keep(decision, choice)


def publish(
    decision: Decision, choice: Choice | None = None, *, seen: str = "", version: int | None = None, by: Any
) -> Publication:
    """Publish a decision as chosen, or publish it anew; the record itself stays as it is.

    `seen` is the digest of what was previewed: Refused where anything has changed since.
    """
    _refuse_stale(decision, version)
    choice = checked(parts_of_notice(decision), choice or choice_of(decision))
    notice = notice_of(decision, choice)
    if notice is None:
        raise Refused("Nothing of it is to be published: choose more, or leave it unpublished.", field="openness")
    refuse_unseen(notice, seen)
    with deed("published a decision", by=by):
        _keep(decision, choice)
        take_step(decision, Act.PUBLISH, by=by)
        decision.published = decision.published or clock.today()
        return put_out(About.DECISION, decision.id, notice, by=by)


def take_down(decision: Decision, *, words: str, version: int | None = None, by: Any) -> None:
    """Take a decision off the public register, saying why; everything the public had of it is gone at once."""
    _refuse_stale(decision, version)
    if not words.strip():
        raise Refused("Say why it is taken down.", field="words")
    if standing(About.DECISION, decision.id) is None:
        raise Refused("It is not published.")
    with deed("took a decision down", by=by, reason=words.strip()):
        take_step(decision, Act.TAKE_DOWN, words=words, by=by)
        decision.published = None
        take_off(About.DECISION, decision.id, words=words, by=by)


def _keep(decision: Decision, choice: Choice) -> None:
    decision.openness = str(choice.openness)
    decision.exemption = choice.exemption if choice.openness in {Openness.TITLE, Openness.NOTHING} else ""
    decision.public_objective = choice.objective.strip()
    wanted = dict(choice.withheld)
    for there in withheld_of([decision.id])[decision.id]:
        ground = wanted.pop(there.what, None)
        if ground is None:
            db.session.delete(there)
        else:
            there.reason = ground
    for what, ground in wanted.items():
        db.session.add(Withholding(decision_id=decision.id, what=what, reason=ground))


def set_limit(body: Organisation, days: int, *, by: Any) -> None:
    """Say within how many days of a decision a body means to have published it."""
    if not 1 <= days <= LONGEST_LIMIT:
        raise Refused(f"A limit is between 1 and {LONGEST_LIMIT} days.", field="days")
    with deed("set a limit for publishing", by=by):
        there = limit_of(body.id)
        if there is None:
            db.session.add(PublicationLimit(body_id=body.id, days=days))
        else:
            there.days = days


def bring_openness(decision: Decision, openness: str, exemption: str, objective: str, *, by: Any) -> None:
    """Say how much is to be read of a decision that is being brought in from a file; its parts follow."""
    with deed("brought in a notice", by=by):
        decision.openness, decision.exemption = str(Openness(openness)), exemption and str(Exemption(exemption))
        decision.public_objective = objective.strip()


def bring_withholding(decision: Decision, what: str, reason: str, *, by: Any) -> None:
    """Withhold one more part of a decision that is being brought in from a file."""
    if what not in {one.what for one in parts_of_notice(decision)}:
        raise Refused(f"{decision.reference} has no part “{what}”.", field="what")
    with deed("brought in a notice", by=by):
        db.session.add(Withholding(decision_id=decision.id, what=what, reason=str(Exemption(reason))))


def _refuse_stale(decision: Decision, version: int | None) -> None:
    if version is not None and version != decision.version:
        raise Changed(decision)
