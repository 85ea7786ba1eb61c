"""Writing a notice: the words under each head, what else it is about, what it goes on from; and a body's template."""

from collections.abc import Mapping, Sequence
from typing import Any

from govtrack.analytics.register import USUAL, Heading, Linked
from govtrack.domain.names import in_order
from govtrack.domain.refusals import Refused
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.decisions import AlsoAbout, Decision
from govtrack.store.events import deed
from govtrack.store.notices import (
    DecisionLink,
    Part,
    TemplateHeading,
    also_about,
    chosen_headings,
    links_from,
    parts_of,
)

LONGEST = 20_000


def write(
    decision: Decision,
    *,
    parts: Mapping[Heading, str],
    also: Sequence[Collaboration],
    links: Sequence[tuple[Linked, Decision]],
) -> None:
    """Write what belongs to a notice beside its own answers, inside a deed: what is not given is taken out."""
    _write_parts(decision, parts)
    _write_about(decision, also)
    _write_links(decision, links)


def _write_parts(decision: Decision, parts: Mapping[Heading, str]) -> None:
    there = parts_of([decision.id])[decision.id]
    for heading, text in parts.items():
        words = text.strip()
        if heading in USUAL:
            raise ValueError(f"{heading} is an answer of the decision itself")
        if len(words) > LONGEST:
            raise Refused(f"At most {LONGEST:,} characters; this has {len(words):,}.", field=heading.name.lower())
        part = there.pop(heading, None)
        if part is not None and words:
            part.words = words
        elif part is not None:
            db.session.delete(part)
        elif words:
            db.session.add(Part(decision_id=decision.id, heading=str(heading), words=words))
    for left in there.values():
        db.session.delete(left)


def _write_about(decision: Decision, also: Sequence[Collaboration]) -> None:
    wanted = {one.id: one for one in also if one.id != decision.collaboration_id}
    if wanted and decision.collaboration_id is None:
        raise Refused("Choose first the collaboration it is mainly about.", field="collaboration")
    for there in also_about(decision.id):
        if wanted.pop(there.collaboration_id, None) is None:
            db.session.delete(there)
    for one in wanted.values():
        db.session.add(AlsoAbout(decision_id=decision.id, collaboration_id=one.id))


def _write_links(decision: Decision, links: Sequence[tuple[Linked, Decision]]) -> None:
    wanted = {(str(how), earlier.id): earlier for how, earlier in links}
    for (how, _), earlier in wanted.items():
        _refuse_link(decision, how, earlier)
    for there in links_from(decision.id):
        if wanted.pop((there.how, there.earlier_id), None) is None:
            db.session.delete(there)
    for how, number in wanted:
        db.session.add(DecisionLink(decision_id=decision.id, earlier_id=number, how=how))


def _refuse_link(decision: Decision, how: str, earlier: Decision) -> None:
    if earlier.id == decision.id or decision.id in _before(earlier):
        raise Refused(f"A decision {how} an earlier one: these would go round in a ring.", field=how)
    if not earlier.taken:
        raise Refused(f"{earlier.reference} was not decided: there is nothing that this {how}.", field=how)
    in_order(
        earlier.decided,
        decision.decided,
        field=how,
        sentence=f"{earlier.reference} was decided later than this: a decision {how} an earlier one.",
    )


def _before(decision: Decision) -> set[int]:
    """The decisions that one goes on from, however far back."""
    found: set[int] = set()
    waiting = [decision.id]
    while waiting:
        for link in links_from(waiting.pop()):
            if link.earlier_id not in found:
                found.add(link.earlier_id)
                waiting.append(link.earlier_id)
    return found


def bring_part(decision: Decision, heading: Heading, words: str, *, by: Any) -> None:
    """Write under one more head of a notice that is being brought in from a file."""
    with deed("brought in a notice", by=by):
        db.session.add(Part(decision_id=decision.id, heading=str(heading), words=words.strip()))


def bring_link(decision: Decision, how: Linked, earlier: Decision, *, by: Any) -> None:
    """Link a decision that is being brought in from a file to an earlier one."""
    _refuse_link(decision, str(how), earlier)
    with deed("brought in a notice", by=by):
        db.session.add(DecisionLink(decision_id=decision.id, earlier_id=earlier.id, how=str(how)))


def choose_template(body: Organisation, headings: Sequence[Heading], *, by: Any) -> None:
    """Say under which heads a body's notices are written, in which order."""
    if not headings:
        raise Refused("Choose at least one heading.", field="headings")
    if len(set(headings)) != len(headings):
        raise Refused("Each heading stands in a template once.", field="headings")
    with deed("chose the template of notices", by=by):
        there = {one.heading: one for one in chosen_headings(body.id)}
        for place, heading in enumerate(headings, 1):
            chosen = there.pop(str(heading), None)
            if chosen is None:
                db.session.add(TemplateHeading(body_id=body.id, heading=str(heading), place=place))
            else:
                chosen.place = place
        for left in there.values():
            db.session.delete(left)
