"""The verbs of coalition studies: record one whole, take one back."""

from collections.abc import Mapping, Sequence
from typing import Any

from govtrack.analytics.kinds import Provenance
from govtrack.analytics.nucleolus import MOST_PARTNERS
from govtrack.analytics.words import counted, listed
from govtrack.domain.alone import refuse_a_stranger, refuse_a_year, who_and_how
from govtrack.domain.checks import LARGEST
from govtrack.domain.refusals import Changed, Refused
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, hold, memberships_in
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.names import key_of
from govtrack.store.studies import CoalitionCost, CoalitionStudy, StudyPartner, coalitions, group_of, studies_in

LONGEST_NAME = 120
MOST_LISTED = 3
MOST_ON_A_GRID = 4
"""How many partners a screen asks the coalitions of: fifteen boxes; more are entered by file."""


def study(
    collaboration: Collaboration,
    partners: Sequence[Organisation],
    costs: Mapping[int, int],
    *,
    name: str,
    starts: int,
    studied_by: str,
    studied_on: str,
    method: str,
    source: str = "",
    provenance: int = Provenance.RECORDED,
    by: Any,
) -> CoalitionStudy:
    """Record a study whole: the cost in pence of every coalition, by bits of the partners' places.

    `starts` is the first month of the year it is about. Refused where a coalition is missing.
    """
    hold(collaboration)
    refuse_a_year(collaboration, starts)
    _refuse_number(len(partners))
    spells = memberships_in([collaboration.id])
    for partner in partners:
        refuse_a_stranger(collaboration, partner, starts, spells)
    _refuse_holes(partners, costs)
    name = " ".join(name.split())
    _refuse_name(collaboration, name)
    row = CoalitionStudy(
        collaboration_id=collaboration.id,
        name=name,
        starts=starts,
        **who_and_how("studied", by=studied_by, on=studied_on, method=method, source=source),
        provenance=int(Provenance(provenance)),
        day=today().toordinal(),
        person=str(getattr(by, "email", by)),
        partners=[StudyPartner(place=place, partner=partner) for place, partner in enumerate(partners)],
        costs=[CoalitionCost(members=members, cost=costs[members]) for members in coalitions(len(partners))],
    )
    with deed("recorded a coalition study", by=by):
        db.session.add(row)
    return row


def grid_of(partners: Sequence[Organisation]) -> bool:
    """Whether a study of some partners is entered on a screen."""
    return 2 <= len(partners) <= MOST_ON_A_GRID


def withdraw(row: CoalitionStudy, *, reason: str, version: int | None = None, by: Any) -> None:
    """Take a study back; it stays readable as it was known."""
    if version is not None and version != row.version:
        raise Changed(row)
    if row.withdrawn is not None:
        raise Refused("This study was taken back already.")
    if not reason.strip():
        raise Refused("Say why it is taken back.", field="reason")
    with deed("took back a coalition study", by=by, reason=reason.strip()):
        row.withdrawn, row.reason = today().toordinal(), reason.strip()


def _refuse_number(partners: int) -> None:
    if partners < 2:
        raise Refused("A study needs at least two partners.", field="coalition")
    if partners > MOST_PARTNERS:
        raise Refused(
            f"A study has at most {MOST_PARTNERS} partners, which is {(1 << MOST_PARTNERS) - 1:,} coalitions; this has "
            f"{partners}. Beyond that their costs would be invented.",
            field="coalition",
        )


def _refuse_holes(partners: Sequence[Organisation], costs: Mapping[int, int]) -> None:
    """Refuse a study without the cost of every coalition, naming those that are missing."""
    missing = [members for members in coalitions(len(partners)) if members not in costs]
    if missing:
        names = [named(partners, members) for members in missing[:MOST_LISTED]]
        more = f" and {counted(len(missing) - MOST_LISTED, 'more', 'more')}" if len(missing) > MOST_LISTED else ""
        raise Refused(
            f"A study has the cost of every coalition: {'; '.join(names)}{more} {'is' if len(missing) == 1 else 'are'} "
            "missing.",
            field="coalition",
        )
    for cost in costs.values():
        if cost < 0:
            raise Refused("A cost is not below nought: leave out the minus sign.", field="cost")
        if cost > LARGEST:
            raise Refused("That amount is larger than any this register can hold: check the digits.", field="cost")


def named(partners: Sequence[Organisation], members: int) -> str:
    """A coalition by the names of its members.

    >>> from types import SimpleNamespace as One
    >>> named([One(short_name="Kent"), One(short_name="Essex")], 3)
    'Kent and Essex'
    """
    return listed([partners[place].short_name for place in sorted(group_of(members))])


def _refuse_name(collaboration: Collaboration, name: str) -> None:
    if not name:
        raise Refused("Give the study a name.", field="study")
    if len(name) > LONGEST_NAME:
        raise Refused(f"At most {LONGEST_NAME} characters; this has {len(name)}.", field="study")
    if any(key_of(one.name) == key_of(name) for one in studies_in([collaboration.id])):
        raise Refused(
            "There is a study of this name already: take it back first, or name this one apart.", field="study"
        )
