"""A published decision and a body as their public pages show them: what was written down, and what followed since."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for

from govtrack.analytics.published import Named, Notice
from govtrack.store.bodies import Organisation, offices_now, organisations_of, successions_of
from govtrack.store.collaborations import Collaboration, collaborations_of
from govtrack.store.db import db
from govtrack.store.publications import (
    About,
    Publication,
    following,
    public,
    public_collaborations,
    standing_among,
)
from govtrack.web import formats

LATEST = 10
FURTHEST = 20
"""How many successors of successors are followed."""
PAST = {
    "supersedes": "Superseded by",
    "follows": "Followed by",
    "implements": "Implemented by",
    "reviews": "Reviewed by",
}


class Beside(NamedTuple):
    """Another published decision that this one stands beside: how, and which."""

    how: str
    title: str
    href: str


class PublicDecision(NamedTuple):
    """A published decision with what its page adds."""

    row: Publication
    notice: Notice
    extra: Sequence[tuple[str, str]]
    beside: Sequence[Beside]
    superseded: bool


def public_decision(row: Publication) -> PublicDecision:
    """What the public page of a decision shows."""
    notice = row.notice
    extra = [("Published", formats.day(row.day)), ("Lasting address", address(row))]
    today = now_called(notice.body) if notice.body else ""
    if today:
        extra.insert(0, ("Today", today))
    later = following(row.subject_id)
    beside = [*_earlier(notice), *(_beside(PAST[how], one) for how, one in later)]
    return PublicDecision(row, notice, extra, beside, any(how == "supersedes" for how, _ in later))


def address(row: Publication) -> str:
    """The lasting address of what was published, whole."""
    where = "register.decision" if row.kind == About.DECISION else "register.agreement"
    return url_for(where, number=row.subject_id, _external=True)


def _earlier(notice: Notice) -> list[Beside]:
    """The earlier decisions it names, so far as they are public themselves."""
    there = standing_among(About.DECISION, [one.decision for one in notice.earlier])
    return [_beside(one.how.capitalize(), there[one.decision]) for one in notice.earlier if one.decision in there]


def _beside(how: str, row: Publication) -> Beside:
    title = f"{row.reference}: {row.title}" if row.reference else row.title
    return Beside(how, title, url_for("register.decision", number=row.subject_id))


def now_called(body: Named) -> str:
    """What a body is called now, or what its functions have passed to; empty where nothing has changed."""
    there = db.session.get(Organisation, body.id)
    if there is None:
        return ""
    said = [] if there.name == body.name else [f"{body.name} is now called {there.name}"]
    current = there
    for _ in range(FURTHEST):
        passed = [one for one in successions_of(current.id) if one.old_id == current.id]
        if not passed:
            break
        said.append(f"{current.name} {passed[-1].kind} into {passed[-1].new.name} on {formats.day(passed[-1].on)}")
        current = passed[-1].new
    return "; ".join(said)


class PublicBody(NamedTuple):
    """A body as its public page shows it."""

    body: Organisation
    office: str
    today: str
    latest: Sequence[Publication]
    more: bool


def public_body(number: int) -> PublicBody | None:
    """A body of which the public reads a decision; None for any other."""
    found = db.session.scalars(public(About.DECISION, body_ids=[number]).limit(LATEST + 1)).all()
    bodies = organisations_of([number])
    if not found or not bodies:
        return None
    body = bodies[0]
    offices = offices_now([number])
    office = offices[number].name if number in offices else ""
    return PublicBody(body, office, now_called(Named(number, body.name)), found[:LATEST], len(found) > LATEST)


class PublicCollaboration(NamedTuple):
    """A collaboration as its public page shows it: what its agreements and decisions say, and nothing else."""

    together: Collaboration
    agreements: Sequence[Publication]
    latest: Sequence[Publication]
    more: bool


def public_collaboration(number: int) -> PublicCollaboration | None:
    """A collaboration that something public is about; None for any other."""
    agreements = db.session.scalars(public(About.AGREEMENT, collaboration_id=number)).all()
    found = db.session.scalars(public(About.DECISION, collaboration_id=number).limit(LATEST + 1)).all()
    if not agreements and not found:
        return None
    together = db.session.get_one(Collaboration, number)
    return PublicCollaboration(together, agreements, found[:LATEST], len(found) > LATEST)


class PublicCollaborations(NamedTuple):
    """The collaborations that something is public of, and every published agreement, the latest first."""

    together: Sequence[Collaboration]
    agreements: Sequence[Publication]


def public_collaborations_page() -> PublicCollaborations:
    """What the public list of collaborations shows."""
    return PublicCollaborations(
        collaborations_of(public_collaborations()), db.session.scalars(public(About.AGREEMENT)).all()
    )
