"""Putting a notice out for the public and taking it off again: what publishing a decision and an agreement share."""

from collections.abc import Sequence
from typing import Any

from govtrack.analytics.exemptions import Exemption, Openness
from govtrack.analytics.published import Notice, Said, as_json, digest
from govtrack.domain.publicparts import Choice
from govtrack.domain.refusals import Refused
from govtrack.store import clock
from govtrack.store.db import db
from govtrack.store.publications import About, Publication, PublishedAbout, PublishedAfter, standing

LONGEST_OBJECTIVE = 2000
LONGEST_WHAT = 60


def checked(parts: Sequence[Said], choice: Choice) -> Choice:
    """A choice that fits a record: what is withheld is there, and each ground is one. Refused otherwise."""
    there = {one.what: one.name for one in parts}
    for what, ground in choice.withheld.items():
        if what not in there or len(what) > LONGEST_WHAT:
            raise Refused("That part is not there.", field=what)
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


def refuse_unseen(notice: Notice, seen: str) -> None:
    """Refuse to publish anything but what was looked at; `seen` is the digest of that, empty where nobody looked."""
    if seen and seen != digest(as_json(notice)):
        raise Refused("It has changed since the preview was made. Look at it again, then publish it.")


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
