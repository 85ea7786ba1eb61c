"""The verbs of publishing: choose what the public may read, publish exactly that, take it down again."""

from typing import Any

from govtrack.analytics.exemptions import Exemption, Openness
from govtrack.analytics.published import Notice, as_json, digest
from govtrack.analytics.register import Act
from govtrack.domain.publicparts import Choice, choice_of, notice_of, parts_of_notice
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.stepping import take_step
from govtrack.store import clock
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.events import deed
from govtrack.store.publications import About, Publication, PublishedAbout, PublishedAfter, standing
from govtrack.store.withholdings import Withholding, withheld_of

LONGEST_OBJECTIVE = 2000
LONGEST_WHAT = 60


def withhold(decision: Decision, choice: Choice, *, version: int | None = None, by: Any) -> None:
    """Choose how much of a decision the public is to read, and on which grounds the rest is withheld.

    Nothing is published by it, and what is public already stays as it is until it is published anew.
    """
    _refuse_stale(decision, version)
    checked(decision, choice)
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
    choice = checked(decision, choice or choice_of(decision))
    notice = notice_of(decision, choice)
    if notice is None:
        raise Refused("Nothing of it is to be published: choose more, or leave it unpublished.", field="openness")
    content = as_json(notice)
    if seen and seen != digest(content):
        raise Refused("It has changed since the preview was made. Look at it again, then publish it.")
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


def checked(decision: Decision, choice: Choice) -> Choice:
    """A choice that fits the decision: what is withheld is there, and each ground is one. Refused otherwise."""
    there = {one.what: one.name for one in parts_of_notice(decision)}
    for what, ground in choice.withheld.items():
        if what not in there or len(what) > LONGEST_WHAT:
            raise Refused("That part is not in the decision.", field=what)
        if ground not in set(Exemption):
            raise Refused("Choose the ground from the list.", field=what)
    whole = choice.openness in {Openness.TITLE, Openness.NOTHING}
    if whole and choice.exemption not in set(Exemption):
        raise Refused("Choose the ground on which it is withheld.", field="exemption")
    if choice.openness is Openness.OPEN and choice.withheld:
        named = ", ".join(there[what] for what in choice.withheld)
        raise Refused(f"You marked a part as exempt ({named}): choose that it is partly published.", field="openness")
    if choice.openness is Openness.PARTLY and not choice.withheld:
        raise Refused("Choose which parts are withheld, each with its ground.", field="openness")
    if choice.openness is Openness.TITLE and not choice.objective.strip():
        raise Refused("Say its objective in a sentence that may be published.", field="objective")
    if len(choice.objective) > LONGEST_OBJECTIVE:
        raise Refused(f"At most {LONGEST_OBJECTIVE:,} characters; this has {len(choice.objective):,}.",
                      field="objective")  # fmt: skip
    return choice


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


def put_out(kind: About, number: int, notice: Notice, *, by: Any) -> Publication:
    """Have the public read a notice from now on, inside a deed; what it read before stands no longer."""
    _end(kind, number)
    content = as_json(notice)
    row = Publication(
        kind=str(kind), subject_id=number, content=content, digest=digest(content), standing=True,
        reference=notice.reference, title=notice.title, body_id=notice.body.id if notice.body else None,
        decided=notice.decided, text=notice.text().lower(), **_now(by),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    for one in dict.fromkeys(one.id for one in notice.about):
        db.session.add(PublishedAbout(publication_id=row.id, collaboration_id=one))
    for link in dict.fromkeys(notice.earlier):
        db.session.add(PublishedAfter(publication_id=row.id, decision_id=link.decision, how=link.how))
    return row


def take_off(kind: About, number: int, *, words: str, by: Any) -> None:
    """Have the public read nothing of a record from now on, inside a deed."""
    _end(kind, number)
    row = Publication(
        kind=str(kind), subject_id=number, standing=False, taken_down=True, words=words.strip(), **_now(by)
    )
    db.session.add(row)


def _end(kind: About, number: int) -> None:
    before = standing(kind, number)
    if before is not None:
        before.standing = False
        db.session.flush()


def _now(by: Any) -> dict[str, Any]:
    return {
        "day": clock.today(),
        "at": clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "person": str(getattr(by, "email", by)),
    }


def _refuse_stale(decision: Decision, version: int | None) -> None:
    if version is not None and version != decision.version:
        raise Changed(decision)
