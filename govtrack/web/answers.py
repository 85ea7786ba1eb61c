"""The long-run answer in one line, through the reader's own eyes where there are any."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from govtrack.analytics import remarks
from govtrack.analytics.look import Look
from govtrack.analytics.words import listed
from govtrack.store import longrun
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.web.access import own_organisations, sees_until


class OneLine(NamedTuple):
    """The answer in words, whether the latest year alone says otherwise, and what sorts of figures it rests on.

    `release` names the deflators that its money was brought to one year's prices by; empty in cash.
    """

    text: str
    misleads: bool
    provenance: Sequence[str]
    release: str = ""
    provisional: str = ""
    """The years with figures that may still change; empty for none."""


def answers(person: Any, collaborations: Sequence[Collaboration]) -> dict[int, OneLine]:
    """The answer of each collaboration, by its number; asked once for each organisation of the person's."""
    own = own_organisations(person)
    spells = memberships_in([one.id for one in collaborations])
    eyes = {spell.collaboration_id: spell.partner_id for spell in spells if spell.partner_id in own}
    ends = {one.id: last for one in collaborations if (last := sees_until(person, one)) is not None}
    looks: dict[int, Look] = {}
    for body in {eyes.get(one.id) for one in collaborations}:
        theirs = [one for one in collaborations if eyes.get(one.id) == body]
        looks |= longrun.answers_for(body, theirs, spells, until=ends)
    return {number: _one_line(look) for number, look in looks.items()}


def _one_line(look: Look) -> OneLine:
    own = look.own
    if not look.record.totals:
        return OneLine("No figures yet.", misleads=False, provenance=())
    loose = listed(list(remarks.provisional(look.record, own.partner if own else None)))
    return OneLine(look.headline, own is not None and own.last_misleads, look.provenance, look.release, loose)
