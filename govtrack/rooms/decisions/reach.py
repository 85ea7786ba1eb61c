"""How far a person reaches among decisions: what they read, whose they record, what a reference leads to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import abort
from sqlalchemy import Select

from govtrack.analytics.register import TAKEN, USUAL, Heading, Linked
from govtrack.domain.refusals import Refused
from govtrack.rooms.decisions.forms import LINKS, Choices, DecisionForm, decision_form
from govtrack.rooms.decisions.search import Search
from govtrack.store import decisions as store
from govtrack.store.bodies import Organisation, organisation_named, organisations_of
from govtrack.store.collaborations import Collaboration, agreements_of, collaborations_of
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.figures import partner_ids
from govtrack.store.notices import also_about, links_from, template_of, words_of
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
    taken = readable(person).where(Decision.step.in_(TAKEN))
    together = collaborations_of(readable_collaborations(person))
    agreements = agreements_of([one.id for one in together])
    return Choices(bodies, together, agreements, db.session.scalars(taken.limit(OFFERED)).unique().all())


def form_for(
    person: Any, sent: Mapping[str, str], *, data: Mapping[str, Any], paper: Decision | None = None, **more: None
) -> DecisionForm:
    """The form of a decision under the heads of its body's template, and whatever other heads were sent."""
    choices = choices_of(person)
    if paper is not None:
        choices = choices._replace(bodies=[paper.body])
    name = sent.get("body") or data.get("body") or ""
    body = next((one for one in choices.bodies if one.short_name == name or len(choices.bodies) == 1), None)
    asked = template_of(body.id) if body else list(USUAL)
    further = [one for one in Heading if one not in asked and (one.name.lower() in sent or data.get(one.name.lower()))]
    return decision_form([*asked, *further], choices, data=data, **more)


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


def earlier_one(person: Any, body: Organisation, reference: str, *, field: str) -> Decision | None:
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
        field=field,
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
    """The answers as the verbs take them: names become records. Refused where one may not be recorded or found."""
    body, together = form.chosen_body, form.chosen_collaboration
    assert body is not None
    refuse_beyond(person, body, together)
    said = form.answers()
    for heading in form.headings:
        if heading not in USUAL:
            del said[heading.name.lower()]
    links = [
        (linked, earlier)
        for linked, name in LINKS.items()
        if (earlier := earlier_one(person, body, said.pop(name) or "", field=name)) is not None
    ]
    return {
        **said,
        "body": body,
        "collaboration": together,
        "also": form.chosen_also,
        "agreement": form.chosen_agreement,
        "supersedes": earlier_one(person, body, form.supersedes.data or "", field="supersedes"),
        "links": links,
        "parts": form.parts(),
    }


def as_answered(decision: Decision) -> dict[str, Any]:
    """A paper's answers as its form shows them."""
    named = ("reference", "decided", "title", "lead_officer", "chief_officer", "chief_approved", "signed_by",
             "capacity", "signed", "urgent", "ratified", "significant", "source", "version", "outcome")  # fmt: skip
    links = {LINKS[Linked(link.how)]: link.earlier.reference for link in links_from(decision.id)}
    return {
        **{name: getattr(decision, name) for name in named},
        **{heading.name.lower(): words for heading, words in words_of(decision).items()},
        **links,
        "body": decision.body.short_name,
        "collaboration": decision.collaboration.short_name if decision.collaboration else "",
        "also": [one.collaboration.short_name for one in also_about(decision.id)],
        "agreement": str(decision.agreement_id or ""),
        "supersedes": decision.supersedes.reference if decision.supersedes else "",
    }
