"""What the pages of organisations show, put together from the questions the store answers."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from govtrack.analytics.words import counted
from govtrack.store import bodies, collaborations, decisions
from govtrack.store.bodies import Office, Organisation, Succession, Term
from govtrack.store.clock import today
from govtrack.store.collaborations import Membership
from govtrack.store.decisions import Decision
from govtrack.store.listings import Leaf, leaf
from govtrack.web.access import (
    allowed,
    knows,
    own_organisations,
    readable_collaborations,
    readable_organisations,
    reads,
    scope,
)
from govtrack.web.formats import day
from govtrack.web.reviews import ToReview, to_review

LATEST = 8
LOOKED_AT = 40
"""How many of the latest decisions are looked at for those a reader may see."""
NOW, ENDLESS = "now", "9999"


class Listed(NamedTuple):
    """One organisation in the list: who answers for it now, by which office, in how many readable collaborations."""

    body: Organisation
    holder: Term | None
    office: Office | None
    together: int
    own: bool


class Listing(NamedTuple):
    """A screen of the list, how many there are in words, and the pages."""

    rows: list[Listed]
    said: str
    leaf: Leaf[Organisation]
    may_register: bool


class Moment(NamedTuple):
    """One thing that happened to an organisation, as the timeline shows it; `order` sorts, unknown dates first."""

    order: str
    when: str
    title: str
    text: str


class Page(NamedTuple):
    """All that one organisation's page shows to one reader."""

    body: Organisation
    holder: Term | None
    offices: list[Office]
    called_before: str
    timeline: list[Moment]
    terms: Sequence[Term]
    followed: list[Succession]
    present: list[Membership]
    past: list[Membership]
    decisions: list[Decision]
    awaiting: list[ToReview]
    """Decisions past the day on which they were to be looked at again, as far as the reader may know."""
    may_keep: bool
    may_decide: bool
    may_register: bool


def listing(found: Leaf[Organisation], person: Any) -> Listing:
    """A screen of the list."""
    numbers = [one.id for one in found.rows]
    holders, offices = bodies.holders_on(numbers, today()), bodies.offices_now(numbers)
    together: dict[int, set[int]] = {number: set() for number in numbers}
    for spell in _readable(numbers, person):
        together[spell.partner_id].add(spell.collaboration_id)
    own = own_organisations(person)
    rows = [
        Listed(one, holders.get(one.id), offices.get(one.id), len(together[one.id]), one.id in own)
        for one in found.rows
    ]
    return Listing(rows, counted(found.total, "organisation"), found, scope(person, "keep organisations").everything)


def page(body: Organisation, person: Any) -> Page:
    """Everything on the page of one organisation."""
    terms = bodies.terms_of([body.id])
    followed = [one for one in bodies.successions_of(body.id) if knows(person, one.old) and knows(person, one.new)]
    spells = _readable([body.id], person)
    return Page(
        body,
        bodies.holders_on([body.id], today()).get(body.id),
        sorted(body.offices, key=lambda one: one.ends or ENDLESS, reverse=True),
        "; ".join(f"{one.name}, until {day(one.until)}" for one in reversed(body.former_names)),
        sorted(_moments(body, terms, followed), key=lambda one: one.order, reverse=True),
        list(reversed(terms)),
        followed,
        [one for one in spells if not _over(one)],
        [one for one in spells if _over(one)],
        _decisions(body, person),
        [one for one in to_review([body.id], until=today()) if reads(person, one.decision)],
        may_keep=allowed(person, "keep organisations", organisation_id=body.id),
        may_decide=allowed(person, "record decisions", organisation_id=body.id),
        may_register=scope(person, "keep organisations").everything,
    )


def _readable(numbers: Sequence[int], person: Any) -> list[Membership]:
    readable = readable_collaborations(person)
    spells = collaborations.memberships_of(numbers)
    return [one for one in spells if readable is None or one.collaboration_id in readable]


def _over(spell: Membership) -> bool:
    return spell.left is not None and spell.left < today()


def _moments(body: Organisation, terms: Sequence[Term], followed: Sequence[Succession]) -> Iterator[Moment]:
    for office in body.offices:
        if office.starts:
            yield Moment(f"{office.starts} 0", day(office.starts), f"{office.name} begins", "")
        if office.ends:
            yield Moment(f"{office.ends} 3", day(office.ends), f"{office.name} ends", "")
    for term in terms:
        acting = ", acting" if term.acting else ""
        yield Moment(f"{term.starts} 1", span(term.starts, term.ends), term.holder, f"{term.office.name}{acting}")
    for former in body.former_names:
        first = former.until + timedelta(days=1)
        yield Moment(f"{first.isoformat()} 2", day(first), f"Renamed: until then {former.name}", former.note)
    for one in followed:
        way = f"{one.old.short_name} to {one.new.short_name}"
        yield Moment(f"{one.on.isoformat()} 2", day(one.on), f"{one.kind.capitalize()}: {way}", one.note)


def span(starts: str, ends: str) -> str:
    """From when to when, so far as is known."""
    if not starts and not ends:
        return "Dates not known"
    if not starts:
        return f"Until {day(ends)}"
    return f"{day(starts)} to {day(ends) or NOW}"


def _decisions(body: Organisation, person: Any) -> list[Decision]:
    query = decisions.decisions(
        body_ids=readable_organisations(person), collaboration_ids=readable_collaborations(person), body_id=body.id
    )
    return [one for one in leaf(query, 1, size=LOOKED_AT).rows if reads(person, one)][:LATEST]
