"""Who may do what: one table of verbs, roles and scopes, and the one guard that every view names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

from flask import Flask, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.kinds import OrganisationKind, Role
from govtrack.analytics.stated import first_day
from govtrack.store.apportionments import Apportionment, apportionment_at
from govtrack.store.bodies import Organisation, organisation_named
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, collaboration_named, memberships_in, memberships_of
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.drivers import Driver, driver_at
from govtrack.store.figures import written
from govtrack.store.ledger import Figure
from govtrack.web import drafts, onward
from govtrack.web.standing import standing

Asked = ParamSpec("Asked")
Thing = TypeVar("Thing")

OPEN = "open to all"
READERS = frozenset(Role)
WRITERS = frozenset({Role.RECORDER, Role.APPROVER, Role.SECRETARIAT, Role.ADMINISTRATOR})
LARGEST_ID = 2**31 - 1


class Rule(NamedTuple):
    """Who a verb is open to. A role in an organisation reaches that organisation's own records;
    where `shared`, also the whole of every collaboration that the organisation is or was a partner in."""

    roles: frozenset[Role]
    shared: bool = False
    anyone: bool = False
    """Whether the page itself is open to everyone who has signed in; what it shows is narrowed by scope."""


TABLE: dict[str, Rule] = {
    "see own account": Rule(frozenset(), anyone=True),
    "keep drafts": Rule(frozenset(), anyone=True),
    "read organisations": Rule(READERS, shared=True, anyone=True),
    "read collaborations": Rule(READERS, shared=True, anyone=True),
    "read decisions": Rule(READERS, shared=True, anyone=True),
    "read lessons": Rule(READERS, shared=True, anyone=True),
    "read briefings": Rule(READERS, shared=True, anyone=True),
    "read events": Rule(READERS, shared=True, anyone=True),
    "search": Rule(READERS, shared=True, anyone=True),
    "read prices": Rule(READERS, shared=True, anyone=True),
    "export": Rule(READERS, shared=True, anyone=True),
    "record figures": Rule(WRITERS),
    "import figures": Rule(WRITERS),
    "verify figures": Rule(frozenset({Role.APPROVER, Role.ADMINISTRATOR})),
    "dispute figures": Rule(frozenset({Role.RECORDER, Role.APPROVER})),
    "settle disputes": Rule(WRITERS),
    "submit returns": Rule(frozenset({Role.APPROVER})),
    "agree returns": Rule(frozenset({Role.APPROVER})),
    "let partners back in": Rule(frozenset({Role.APPROVER, Role.SECRETARIAT, Role.ADMINISTRATOR})),
    "keep periods": Rule(frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})),
    "record decisions": Rule(WRITERS),
    "undo": Rule(WRITERS),
    "keep lessons": Rule(WRITERS),
    "state positions": Rule(WRITERS),
    "take decisions": Rule(frozenset({Role.APPROVER, Role.ADMINISTRATOR})),
    "publish decisions": Rule(frozenset({Role.RECORDER, Role.APPROVER, Role.ADMINISTRATOR})),
    "publish agreements": Rule(frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})),
    "apportion": Rule(frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})),
    "register collaborations": Rule(frozenset({Role.APPROVER, Role.ADMINISTRATOR})),
    "keep collaborations": Rule(frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})),
    "keep organisations": Rule(frozenset({Role.APPROVER, Role.ADMINISTRATOR})),
    "keep prices": Rule(frozenset({Role.ADMINISTRATOR})),
    "manage people": Rule(frozenset({Role.ADMINISTRATOR})),
}


@dataclass(frozen=True)
class Scope:
    """How far a verb reaches for a person: everything, or some organisations and some whole collaborations."""

    everything: bool = False
    organisations: frozenset[int] = frozenset()
    collaborations: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.organisations or self.collaborations)


def scope(person: Any, verb: str) -> Scope:
    """How far a verb reaches for a person. KeyError when the table has no such verb."""
    rule, has = TABLE[verb], standing(person)
    if has.everywhere(rule.roles):
        return Scope(everything=True)
    ours = has.organisations(rule.roles)
    whole = has.kept(rule.roles) | (has.joined(ours) if rule.shared else frozenset())
    return Scope(organisations=ours, collaborations=whole)


def allowed(person: Any, verb: str, *, organisation_id: int | None = None, collaboration_id: int | None = None) -> bool:
    """Whether a person may do something at all, in a collaboration, or for an organisation there.

    What is left out is not asked about: `allowed(person, "record figures", collaboration_id=1)`
    is true when there is some partner that the person may record for.
    """
    reach = scope(person, verb)
    if reach.everything or collaboration_id in reach.collaborations:
        return True
    if collaboration_id is None:
        return bool(reach) if organisation_id is None else organisation_id in reach.organisations
    ours = reach.organisations if organisation_id is None else reach.organisations & {organisation_id}
    return collaboration_id in standing(person).joined(ours)


def may_record(person: Any, collaboration_id: int, partner_id: int | None) -> bool:
    """Whether a person may record a partner's figures; joint ones (no partner) are for who records for all."""
    reach = scope(person, "record figures")
    if reach.everything or collaboration_id in reach.collaborations:
        return True
    return partner_id is not None and allowed(
        person, "record figures", organisation_id=partner_id, collaboration_id=collaboration_id
    )


def own_organisations(person: Any) -> frozenset[int]:
    """The organisations a person belongs to, in whatever role."""
    return standing(person).organisations(Role)


def readable_organisations(person: Any) -> list[int] | None:
    """The organisations whose own records (decisions about no collaboration) a person reads; None for all."""
    reach = scope(person, "read decisions")
    return None if reach.everything else sorted(reach.organisations)


def readable_collaborations(person: Any) -> list[int] | None:
    """The collaborations a person reads; None for all. `sees_until` says how far into each."""
    reach = scope(person, "read collaborations")
    return None if reach.everything else sorted(reach.collaborations)


def known_organisations(person: Any) -> list[int] | None:
    """The organisations, besides the police areas everyone knows of, whose page a person may open; None for all."""
    readable = readable_collaborations(person)
    if readable is None:
        return None
    return sorted({spell.partner_id for spell in memberships_in(readable)} | own_organisations(person))


def sees_until(person: Any, collaboration: Collaboration) -> date | None:
    """The last day a person sees of a collaboration: a former member's last day of membership; None for no end.

    Periods and decisions that begin after it are not shown. Who may not read it at all sees nothing (`date.min`).
    """
    reach = scope(person, "read collaborations")
    if reach.everything or collaboration.id in standing(person).kept(Role):
        return None
    spells = [spell for spell in standing(person).spells if spell.collaboration_id == collaboration.id]
    if any(spell.left is None or spell.left >= today() for spell in spells):
        return None
    return max((spell.left for spell in spells if spell.left), default=date.min)


def may(
    verb: str,
) -> Callable[[Callable[Asked, ResponseReturnValue]], Callable[Asked, ResponseReturnValue]]:
    """Guard a view: whoever has not signed in is asked to, and who may do it nowhere is told so with 403."""
    rule = TABLE[verb]

    def guard(view: Callable[Asked, ResponseReturnValue]) -> Callable[Asked, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: Asked.args, **values: Asked.kwargs) -> ResponseReturnValue:
            person: Any = current_user
            if not person.is_authenticated:
                return sign_in_first()
            if not rule.anyone and not scope(person, verb):
                abort(403)
            return view(*args, **values)

        guarded.guard = verb  # type: ignore[attr-defined] # what check() reads at the start
        return guarded

    return guard


def open_to_all(view: Callable[Asked, ResponseReturnValue]) -> Callable[Asked, ResponseReturnValue]:
    """Say of a view that anybody may see it."""
    view.guard = OPEN  # type: ignore[attr-defined] # what check() reads at the start
    return view


def sign_in_first() -> ResponseReturnValue:
    """Off to the sign-in page, and back here afterwards; what was typed into a form is found there again."""
    if saved := drafts.rescue():
        return drafts.sign_in_again(saved)
    to = onward.here()
    return redirect(url_for("security.login", next=None if to == onward.HOME else to))


def check(app: Flask) -> None:
    """Refuse to start when a view names no guard, or one that the table does not have."""
    for endpoint in sorted({rule.endpoint for rule in app.url_map.iter_rules()}):
        guard = getattr(app.view_functions[endpoint], "guard", None)
        if guard != OPEN and guard not in TABLE:
            raise RuntimeError(f"The view {endpoint} names no guard: give it @may(…) or @open_to_all.")


def collaboration_or_404(short_name: str, verb: str = "read collaborations") -> Collaboration:
    """The collaboration of an address: 404 when there is none to know of, 403 when it may be read but not this."""
    found = _there(collaboration_named(short_name))
    if not allowed(current_user, "read collaborations", collaboration_id=found.id):
        abort(404)
    if not allowed(current_user, verb, collaboration_id=found.id):
        abort(403)
    return found


def organisation_or_404(short_name: str, verb: str = "read organisations") -> Organisation:
    """The organisation of an address. Police areas are known to everyone; others to those they work with."""
    found = _there(organisation_named(short_name))
    if not knows(current_user, found):
        abort(404)
    if verb != "read organisations" and not allowed(current_user, verb, organisation_id=found.id):
        abort(403)
    return found


def knows(person: Any, organisation: Organisation) -> bool:
    """Whether a person may know that an organisation is in the register."""
    if organisation.kind == OrganisationKind.POLICE or organisation.id in own_organisations(person):
        return True
    reach = scope(person, "read collaborations")
    return reach.everything or any(
        spell.collaboration_id in reach.collaborations for spell in memberships_of([organisation.id])
    )


def decision_or_404(decision_id: int, verb: str = "read decisions") -> Decision:
    """The decision of an address: of an own organisation, or about a collaboration while one is a member of it."""
    found = _there(db.session.get(Decision, decision_id) if decision_id <= LARGEST_ID else None)
    if not reads(current_user, found):
        abort(404)
    where = {"organisation_id": found.body_id, "collaboration_id": found.collaboration_id}
    if verb != "read decisions" and not allowed(current_user, verb, **where):
        abort(403)
    return found


def reads(person: Any, decision: Decision) -> bool:
    """Whether a person may read a decision; a former member reads those taken until it left.

    What is not decided yet is for its own body to read.
    """
    if allowed(person, "read decisions", organisation_id=decision.body_id):
        return True
    return decision.taken and any(_reads_of(person, together, decision) for together in decision.all_about)


def _reads_of(person: Any, together: Collaboration, decision: Decision) -> bool:
    if not allowed(person, "read decisions", collaboration_id=together.id):
        return False
    until = sees_until(person, together)
    return until is None or decision.decided <= until.isoformat()[: len(decision.decided)]


def figure_or_404(line_id: int, verb: str = "record figures") -> Figure:
    """The figure of an address, as that line wrote it: 404 when it may not be seen, 403 when seen but not changed."""
    found = _there(written(line_id) if line_id <= LARGEST_ID else None)
    if not sees(current_user, found):
        abort(404)
    if verb == "record figures" and not may_record(current_user, found.collaboration_id, found.partner_id):
        abort(403)
    return found


def driver_or_404(number: int, verb: str = "read collaborations") -> Driver:
    """The driver of an address: a common one is known to everybody, a collaboration's own to who may read that."""
    found = _there(driver_at(number) if number <= LARGEST_ID else None)
    if found.collaboration is not None:
        collaboration_or_404(found.collaboration.short_name, verb)
    return found


def may_state(person: Any, driver: Driver, organisation_id: int) -> bool:
    """Whether a person may state an organisation's figure of a driver: its own people, and who records for all."""
    if driver.collaboration_id is not None:
        return may_record(person, driver.collaboration_id, organisation_id)
    reach = scope(person, "record figures")
    return reach.everything or organisation_id in reach.organisations


def apportionment_or_404(short_name: str, number: int, verb: str = "read collaborations") -> Apportionment:
    """The apportionment of an address; a former member sees those of periods that began until it left."""
    together = collaboration_or_404(short_name, verb)
    found = _there(apportionment_at(number) if number <= LARGEST_ID else None)
    until = sees_until(current_user, together)
    if found.collaboration_id != together.id or (until is not None and first_day(found.starts) > until):
        abort(404)
    return found


def sees(person: Any, figure: Figure) -> bool:
    """Whether a person may see a figure: all of a partnership's, a former member those of periods begun by then."""
    if not allowed(person, "read collaborations", collaboration_id=figure.collaboration_id):
        return False
    together = db.session.get_one(Collaboration, figure.collaboration_id)
    until = sees_until(person, together)
    if until is None or figure.partner_id in own_organisations(person):
        return True
    return figure.starts <= until.year * 12 + until.month - 1


def _there(found: Thing | None) -> Thing:
    if found is None:
        abort(404)
    return found
