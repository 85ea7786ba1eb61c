"""What a person has been granted, and where their organisations are partners: asked once in a request."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from flask import g, has_request_context

from govtrack.analytics.kinds import Role
from govtrack.store.collaborations import memberships_of


class Held(NamedTuple):
    """A role and its scope: an organisation, a collaboration, or neither for the whole installation."""

    role: Role
    organisation_id: int | None
    collaboration_id: int | None


class Spell(NamedTuple):
    """That an organisation of the person's is or was a partner; `left` is the last day of it."""

    collaboration_id: int
    partner_id: int
    left: date | None


class Standing(NamedTuple):
    """All that who-may-do-what is worked out from."""

    held: tuple[Held, ...] = ()
    spells: tuple[Spell, ...] = ()

    def everywhere(self, roles: Iterable[Role]) -> bool:
        """Whether one of the roles is held for the whole installation."""
        return Role.ADMINISTRATOR in roles and any(held.role is Role.ADMINISTRATOR for held in self.held)

    def organisations(self, roles: Iterable[Role]) -> frozenset[int]:
        """The organisations that one of the roles is held in."""
        wanted = set(roles)
        return frozenset(held.organisation_id for held in self.held if held.role in wanted and held.organisation_id)

    def kept(self, roles: Iterable[Role]) -> frozenset[int]:
        """The collaborations that one of the roles is held in."""
        wanted = set(roles)
        return frozenset(held.collaboration_id for held in self.held if held.role in wanted and held.collaboration_id)

    def joined(self, organisations: Iterable[int]) -> frozenset[int]:
        """The collaborations that some of the person's organisations are or were partners in."""
        ours = set(organisations)
        return frozenset(spell.collaboration_id for spell in self.spells if spell.partner_id in ours)


NOBODY = Standing()


def standing(person: Any) -> Standing:
    """A person's standing; nobody's for whoever has not signed in."""
    if not getattr(person, "is_authenticated", False):
        return NOBODY
    if not has_request_context():
        return _asked(person)
    known: dict[int, Standing] = g.setdefault("standings", {})
    if person.id not in known:
        known[person.id] = _asked(person)
    return known[person.id]


def _asked(person: Any) -> Standing:
    held = tuple(Held(grant.role_word, grant.organisation_id, grant.collaboration_id) for grant in person.grants)
    ours = sorted({one.organisation_id for one in held if one.organisation_id})
    spells = memberships_of(ours) if ours else ()
    return Standing(held, tuple(Spell(spell.collaboration_id, spell.partner_id, spell.left) for spell in spells))
