"""The period and the return of an address, and for whom a person may act there: 404 or 403 where that is nobody."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import abort
from flask_security import current_user

from govtrack.analytics.stated import first_day
from govtrack.store import cycle, returns
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.store.cycle import Return, Round
from govtrack.store.names import key_of
from govtrack.web.access import LARGEST_ID, allowed, collaboration_or_404, scope, sees_until


class Found(NamedTuple):
    """A collaboration and one of its reporting periods as it stands now."""

    together: Collaboration
    whole: Round


def the_period(short_name: str, number: int, verb: str = "read collaborations") -> Found:
    """The period of an address; a former member sees those that began while it was one."""
    together = collaboration_or_404(short_name, verb)
    row = returns.period_at(number) if number <= LARGEST_ID else None
    until = sees_until(current_user, together)
    if row is None or row.collaboration_id != together.id:
        abort(404)
    if until is not None and first_day(row.starts) > until:
        abort(404)
    return Found(together, cycle.round_of(row))


def the_return(short_name: str, number: int, partner: str, verb: str = "read collaborations") -> Return:
    """The return of an address; with a verb of one's own return, 403 where it is another's."""
    found = the_period(short_name, number, verb)
    one = next((each for each in found.whole.returns if each.partner.short_key == key_of(partner)), None)
    if one is None:
        abort(404)
    if verb == "submit returns" and not allowed(
        current_user, verb, organisation_id=one.partner.id, collaboration_id=found.together.id
    ):
        abort(403)
    return one


def voices(together: Collaboration, verb: str = "agree returns") -> Sequence[Organisation]:
    """The partners of a collaboration, now or before, that a person may speak for, by when they joined."""
    ours = scope(current_user, verb).organisations
    spoken = {spell.partner_id: spell.partner for spell in memberships_in([together.id]) if spell.partner_id in ours}
    return list(spoken.values())


def lets_in_for_all(together: Collaboration) -> bool:
    """Whether a person lets partners in as the secretariat does, for no partner of their own."""
    reach = scope(current_user, "let partners back in")
    return reach.everything or together.id in reach.collaborations
