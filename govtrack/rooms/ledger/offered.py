"""What a person may choose from when recording: the collaborations, partners and measures within reach."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeGuard

from flask import abort

from govtrack.domain.checks import Entry
from govtrack.store.bodies import Organisation, organisation_named, organisations_of
from govtrack.store.collaborations import Collaboration, collaboration_named, collaborations_of, memberships_of
from govtrack.store.figures import partner_ids
from govtrack.store.measures import Measure, measures
from govtrack.web.access import Scope, allowed, knows, may_record, scope

JOINT = "joint"
"""What stands for “no one partner” in addresses and lists; no organisation can be called so."""


class Offered(NamedTuple):
    """The choices of a form about figures."""

    collaborations: Sequence[Collaboration]
    partners: Sequence[Organisation]
    measures: Sequence[Measure]
    for_all: bool
    """Whether the person records for all partners somewhere: joint figures, and those that were published."""
    transfers: bool
    """Whether there are two partners to record for, as what one pays another is written for both."""

    def collaboration(self, short_name: str | None) -> Collaboration | None:
        return next((one for one in self.collaborations if one.short_name == short_name), None)

    def partner(self, short_name: str | None) -> Organisation | None:
        return next((one for one in self.partners if one.short_name == short_name), None)

    def measure(self, name: str | None) -> Measure | None:
        return next((one for one in self.measures if one.name == name), None)


def offered(person: Any, *, within: Collaboration | None = None) -> Offered:
    """What a person may record; `within` narrows it to one collaboration."""
    reach = scope(person, "record figures")
    together = [within] if within else collaborations_of(_collaborations(reach))
    partners = organisations_of(_partners(reach, within))
    for_all = reach.everything or bool(reach.collaborations & ({within.id} if within else reach.collaborations))
    return Offered(together, partners, measures(), for_all, for_all or len(partners) > 1)


def _collaborations(reach: Scope) -> list[int] | None:
    if reach.everything:
        return None
    return sorted({spell.collaboration_id for spell in _own_spells(reach)} | reach.collaborations)


def _partners(reach: Scope, within: Collaboration | None) -> list[int]:
    if within is not None:
        members = partner_ids([within.id])
        whole = reach.everything or within.id in reach.collaborations
        return members if whole else sorted(reach.organisations.intersection(members))
    if reach.everything:
        return partner_ids(None)
    own = {spell.partner_id for spell in _own_spells(reach)}
    return sorted(own.union(partner_ids(sorted(reach.collaborations))))


def _own_spells(reach: Scope) -> Sequence[Any]:
    return memberships_of(sorted(reach.organisations)) if reach.organisations else ()


def recordable(person: Any, entries: Sequence[Entry]) -> bool:
    """Whether a person may record every one of some figures."""
    return all(may_record(person, entry.collaboration_id, entry.partner_id) for entry in entries)


def stop_trespass(person: Any, *, collaboration: str | None = None, partners: Sequence[str | None]) -> None:
    """403 when an answer names what the person knows of and may not record for: no slip, but a form made by hand."""
    together = collaboration_named(collaboration) if _sayable(collaboration) else None
    if together is not None and _read_only(person, together.id):
        abort(403)
    within = {one.id for one in offered(person).partners}
    for name in partners:
        named = organisation_named(name) if _sayable(name) else None
        if named is not None and named.id not in within and knows(person, named):
            abort(403)


def _sayable(name: str | None) -> TypeGuard[str]:
    """Whether an answer could be a name at all: some databases cannot even be asked for others."""
    return name is not None and name.isprintable()


def _read_only(person: Any, collaboration_id: int) -> bool:
    read, record = "read collaborations", "record figures"
    return allowed(person, read, collaboration_id=collaboration_id) and not allowed(
        person, record, collaboration_id=collaboration_id
    )
