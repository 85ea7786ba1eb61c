"""The verb that keeps a split made elsewhere: its parts are figures already, and are found again in the ledger."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from govtrack.domain.apportionments import KINDS, Joint
from govtrack.domain.ledger import entry_of
from govtrack.domain.refusals import Refused
from govtrack.store import ledger
from govtrack.store.apportionments import ApportionedPart, Apportionment, apportionments_of
from govtrack.store.bodies import organisations_of
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.events import deed


class Part(NamedTuple):
    """One partner's part: as the rule made it, and as it was recorded."""

    partner: int
    derived: int
    given: int


def take_over(
    together: Collaboration,
    joint: Joint,
    parts: Sequence[Part],
    *,
    reason: str,
    document: str,
    again_of: Apportionment | None,
    day: date,
    person: str,
    by: Any,
) -> tuple[Apportionment, bool]:
    """Keep a split with its workings, unless it is there; give it, and whether it is new.

    Refused where its parts do not come to its total.
    """
    if sum(part.given for part in parts) != joint.total or sum(part.derived for part in parts) != joint.total:
        raise Refused("The parts do not come to the joint total.", field="total")
    if len({part.partner for part in parts}) != len(parts):
        raise Refused("Each partner has one part.", field="partner")
    row = Apportionment(
        collaboration_id=together.id,
        about=str(joint.about),
        category=int(joint.category),
        starts=joint.period.starts,
        months=joint.period.months,
        status=int(joint.status),
        basis=int(joint.basis),
        provenance=int(joint.provenance),
        total=joint.total,
        source=joint.source,
        reason=reason,
        workings=document,
        again_of_id=again_of.id if again_of else None,
        day=day.toordinal(),
        person=person,
    )
    there = next((one for one in apportionments_of(together.id) if _same(one, row, parts)), None)
    if there is not None:
        return there, False
    bodies = {one.id: one for one in organisations_of(sorted(part.partner for part in parts))}
    with deed("took over an apportionment", by=by):
        figures = {part.partner: _figure(row, part) for part in parts}
        row.parts = [
            ApportionedPart(
                partner=bodies[part.partner], derived=part.derived, given=part.given, figure=figures[part.partner]
            )
            for part in parts
        ]
        for part in again_of.parts if again_of else ():
            part.figure = part.figure or figures.get(part.partner_id)
        db.session.add(row)
    return row, True


def _same(one: Apportionment, row: Apportionment, parts: Sequence[Part]) -> bool:
    columns = ("about", "category", "starts", "months", "status", "total", "day", "person", "workings", "reason")
    kept = [Part(part.partner_id, part.derived, part.given) for part in one.parts]
    return all(getattr(one, name) == getattr(row, name) for name in columns) and kept == list(parts)


def _figure(row: Apportionment, part: Part) -> int | None:
    """The figure that a part became: the standing one of the same partner, period, category and amount."""
    found = ledger.stating(row.collaboration_id, starts=row.starts, months=row.months, partner_id=part.partner)
    wanted = (int(KINDS[_about(row)]), row.category, row.status, part.given)
    return next(
        (one.figure for one in found if (one.kind, one.category, one.status, entry_of(one).amount) == wanted), None
    )


def _about(row: Apportionment) -> Any:
    return next(about for about in KINDS if about == row.about)
