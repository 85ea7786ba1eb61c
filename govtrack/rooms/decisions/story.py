"""The story of a decision on one line of time: advice, steps, other bodies, what it set, what came of it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.dates import Dated, out_of_order
from govtrack.analytics.register import Act
from govtrack.rooms.decisions.changed import changed_by
from govtrack.store import bodies, chains
from govtrack.store import decisions as store
from govtrack.store.chains import Chain
from govtrack.store.clock import today
from govtrack.store.decisions import Decision
from govtrack.store.engagements import engagements_on
from govtrack.store.notices import acts_of, addenda_to, links_from, links_to
from govtrack.store.plans import plans_behind
from govtrack.store.reviews import reviews_of
from govtrack.web import formats
from govtrack.web.access import reads


class Moment(NamedTuple):
    """One point of the story; `key` puts it in order, what is not known first."""

    key: str
    when: str
    title: str
    href: str = ""
    text: str = ""
    who: str = ""


def story(decision: Decision, person: Any) -> list[Moment]:
    """Everything that led to a decision and came of it, oldest first, as far as the person may read."""
    found = [*_own(decision), *_steps(decision), *_others(decision, person), *_set(decision, person), *_asked(decision),
             *_planned(decision), *_reviewed(decision)]  # fmt: skip
    return sorted(found, key=lambda one: one.key)


def _moment(when: str, title: str, **more: str) -> Moment:
    return Moment(when, formats.day(when) or "Date not known", title, **more)


def _own(decision: Decision) -> Iterator[Moment]:
    if decision.chief_officer or decision.chief_approved:
        yield _moment(decision.chief_approved, "Approved for the force", who=decision.chief_officer)
    if decision.taken:
        title = f"{decision.body.short_name} decided: {decision.outcome}"
        yield _moment(decision.decided, title, who=_signature(decision))
    if decision.signed and decision.signed != decision.decided:
        yield _moment(decision.signed, "Signed", who=_signature(decision))
    if decision.ratified:
        yield _moment(decision.ratified, "Ratified, having been taken as urgent")


def _signature(decision: Decision) -> str:
    return ", ".join(part for part in (decision.signed_by, decision.capacity) if part)


STEPS_TOLD = {
    Act.PUT: "Put for decision",
    Act.SEND_BACK: "Sent back to be changed",
    Act.WITHDRAW: "Withdrawn",
    Act.PUBLISH: "Published for everybody to read",
    Act.TAKE_DOWN: "Taken off the public register",
}
"""The steps that the story tells; deciding and superseding are told by the decisions themselves."""


def _steps(decision: Decision) -> Iterator[Moment]:
    for act in acts_of(decision.id):
        title = STEPS_TOLD.get(Act(act.act))
        if title:
            yield _moment(act.day.isoformat(), title, text=act.words, who=act.person)
    for one in addenda_to(decision.id):
        yield _moment(one.day.isoformat(), "Added to the record", text=one.words, who=one.person)


def _others(decision: Decision, person: Any) -> Iterator[Moment]:
    """The other decisions of its line, those it is linked to, and those on the same agreement."""
    found = {one.id: (one, _place_in_line(one, decision)) for one in store.line_of(decision)}
    found |= {link.earlier_id: (link.earlier, f"this {link.how} it") for link in links_from(decision.id)}
    found |= {link.decision_id: (link.decision, f"{link.how} this") for link in links_to(decision.id)}
    chain = chain_around(decision)
    for one in chain.taken if chain else []:
        found.setdefault(one.id, (one, "on the same agreement"))
    for number, (one, how) in found.items():
        if number != decision.id and one.taken and reads(person, one):
            title = f"{one.reference}, {one.body.short_name}: {one.title}"
            yield _moment(one.decided, title, href=url_for("decisions.show", number=number), text=how.capitalize())


def _place_in_line(one: Decision, decision: Decision) -> str:
    if one.id == decision.supersedes_id:
        return "superseded by this"
    if one.supersedes_id == decision.id:
        return "supersedes this"
    return "in the same line"


def _set(decision: Decision, person: Any) -> Iterator[Moment]:
    for one in changed_by(decision, person):
        yield _moment(one.when, one.title, text=one.text, href=one.href)


def _reviewed(decision: Decision) -> Iterator[Moment]:
    for one in reviews_of(decision.id):
        href = url_for("reviews.show", number=decision.id)
        yield _moment(one.held.isoformat(), f"Looked at again: {one.verdict}", href=href, who=one.person)


def _asked(decision: Decision) -> Iterator[Moment]:
    """Who was asked, and when they were told what came of it; what was struck out is not told."""
    for one in engagements_on(decision.id):
        if one.struck is None:
            said = f"With {', '.join(one.whom)}." + (f" {one.who}." if one.who else "")
            yield _moment(one.opened, f"{one.level.capitalize()}: {one.how}", text=said)
            if one.told:
                yield _moment(one.told, f"Those who answered were told what came of it: {one.how}")


def _planned(decision: Decision) -> Iterator[Moment]:
    """That it was announced while it was still to come."""
    for one in plans_behind(decision.id):
        said = f"To be decided {formats.day(one.first_expected)}."
        href, when = url_for("plans.show", number=one.id), one.announced.isoformat() if one.announced else ""
        yield _moment(when, "Announced in the forward plan", href=href, text=said)


def chain_around(decision: Decision) -> Chain | None:
    """The chain of bodies' decisions on the agreement that a decision is about."""
    return None if decision.agreement is None else chains.chain_of(decision.agreement, today=today())


def oddities(decision: Decision) -> list[str]:
    """What is odd about a decision's dates: said, never refused, for real records are like that."""
    usual = [
        Dated("the chief officer's approval", decision.chief_approved),
        Dated("the decision", decision.decided),
        Dated("the signature", decision.signed),
    ]
    said = [
        f"{before.what[0].upper()}{before.what[1:]} ({formats.day(before.when)}) is dated after {later.what} "
        f"({formats.day(later.when)}): check both, and leave them if that is what the papers say."
        for before, later in out_of_order(usual)
    ]
    return [*said, *_before_the_body(decision)]


def _before_the_body(decision: Decision) -> list[str]:
    """That a decision is dated before the first office that is recorded for its body."""
    begun = [office.starts for office in bodies.offices_of(decision.body_id)]
    if not decision.decided or not begun or not all(begun):
        return []
    first = min(begun)
    if not out_of_order([Dated("", first), Dated("", decision.decided)]):
        return []
    return [
        f"It is dated before the first office recorded for {decision.body.short_name} ({formats.day(first)}): "
        "record the office that took it, a police authority for example, or check the date."
    ]
