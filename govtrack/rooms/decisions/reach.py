"""How far a person reaches among decisions: what they read, whose they record, what a reference leads to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import abort
from sqlalchemy import Select

from govtrack.domain.refusals import Refused
from govtrack.rooms.decisions.forms import Choices, DecisionForm, Search
from govtrack.store import decisions as store
from govtrack.store.bodies import Organisation, organisation_named, organisations_of
from govtrack.store.collaborations import Collaboration, collaborations_of
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.figures import partner_ids
from govtrack.web.access import (
    LARGEST_ID,
    knows,
    readable_collaborations,
    readable_organisations,
    reads,
    scope,
    sees_until,
)

OFFERED = 200
"""How many earlier references the box of what is superseded offers; any other may be typed."""


def readable(person: Any, **narrowing: Any) -> Select[Decision]:
    """The decisions a person may read, newest first, narrowed."""
    numbers = readable_collaborations(person)
    ends = _ends(person, [] if numbers is None else collaborations_of(numbers))
    return store.decisions(body_ids=readable_organisations(person), collaboration_ids=numbers, until=ends, **narrowing)


def _ends(person: Any, together: Sequence[Collaboration]) -> Mapping[int, date]:
    return {one.id: last for one in together if (last := sees_until(person, one)) is not None}


def search_of(person: Any, typed: Mapping[str, str]) -> Search:
    """The search a person asked for, its lists holding only what they may know of."""
    everything = readable(person)
    numbers = readable_collaborations(person)
    bodies = db.session.scalars(everything.order_by(None).with_only_columns(Decision.body_id).distinct()).all()
    return Search(
        typed,
        bodies=organisations_of(sorted(bodies)),
        collaborations=collaborations_of(numbers),
        years=store.years(everything),
    )


def choices_of(person: Any) -> Choices:
    """Whose decisions a person records, and about what."""
    reach = scope(person, "record decisions")
    if reach.everything:
        bodies = organisations_of_all()
    else:
        bodies = organisations_of(sorted(reach.organisations.union(partner_ids(sorted(reach.collaborations)))))
    earlier = db.session.scalars(readable(person).limit(OFFERED)).unique().all()
    return Choices(bodies, collaborations_of(readable_collaborations(person)), earlier)


def organisations_of_all() -> Sequence[Organisation]:
    """Every organisation, those that have been partners first: they are whose decisions are recorded most."""
    partners = set(partner_ids(None))
    every = db.session.scalars(db.select(Organisation).order_by(Organisation.short_key, Organisation.id)).all()
    return sorted(every, key=lambda one: one.id not in partners)


def stop_trespass(person: Any, form: DecisionForm) -> None:
    """403 when the answer names a body that the person knows of and does not record for."""
    name = form.body.data or ""
    named = organisation_named(name) if name.isprintable() else None
    if named is not None and named not in form.choices.bodies and knows(person, named):
        abort(403)


def refuse_beyond(person: Any, body: Organisation, together: Collaboration | None) -> None:
    """Refuse a decision of a body outside one's own organisations that is not about a collaboration one keeps."""
    reach = scope(person, "record decisions")
    if reach.everything or body.id in reach.organisations:
        return
    if together is None or together.id not in reach.collaborations or body.id not in partner_ids([together.id]):
        raise Refused(
            f"You record decisions of {body.short_name} only about the collaboration that you keep with it.",
            field="collaboration",
        )


def superseded(person: Any, body: Organisation, reference: str) -> Decision | None:
    """The earlier decision that a reference means: the body's own first, otherwise the only other one of that name."""
    if not reference:
        return None
    own = store.decision_of(body.id, reference)
    if own is not None:
        return own
    others = [one for one in store.decisions_referred_to(reference) if reads(person, one)]
    if len(others) == 1:
        return others[0]
    found = f"{len(others)} bodies have a decision {reference}" if others else f"There is no decision {reference} here"
    raise Refused(
        f"{found}: choose one from the list as you type, or leave it blank and name it in the summary.",
        field="supersedes",
    )


def already_there(person: Any, form: DecisionForm) -> Decision | None:
    """The decision that the body already has under the reference typed, where the person may read it."""
    reference = form.reference.data or ""
    if not form.errors or form.chosen_body is None or not reference.isprintable():
        return None
    found = store.decision_of(form.chosen_body.id, reference)
    return found if found is not None and reads(person, found) else None


def prefilled(person: Any, asked: Mapping[str, str]) -> dict[str, Any]:
    """The answers that an address asks for; `supersedes` is the number of the earlier decision."""
    answers: dict[str, Any] = {name: asked[name] for name in ("body", "collaboration") if asked.get(name)}
    number = asked.get("supersedes", "")
    number_read = int(number) if number.isascii() and number.isdigit() and len(number) <= 10 else 0
    earlier = db.session.get(Decision, number_read) if 0 < number_read <= LARGEST_ID else None
    if earlier is None or not reads(person, earlier):
        return answers
    return {
        "body": earlier.body.short_name,
        "collaboration": earlier.collaboration.short_name if earlier.collaboration else "",
        "supersedes": earlier.reference,
        **answers,
    }


def answers_of(form: DecisionForm, person: Any) -> dict[str, Any]:
    """The answers as the verb takes them: names become records. Refused where one may not be recorded or found."""
    body, together = form.chosen_body, form.chosen_collaboration
    assert body is not None
    refuse_beyond(person, body, together)
    earlier = superseded(person, body, form.supersedes.data or "")
    return {**form.answers(), "body": body, "collaboration": together, "supersedes": earlier}
