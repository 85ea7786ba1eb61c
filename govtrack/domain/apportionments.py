"""The verbs of apportionments: split a joint total by the rule of its time, and run one again as a restatement."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from govtrack.analytics.kinds import CATEGORIES, About, Basis, Category, Kind, Provenance, Status
from govtrack.analytics.periods import Period
from govtrack.analytics.words import exact
from govtrack.domain import ledger
from govtrack.domain.checks import LARGEST, LONGEST_TEXT, Entry, faults
from govtrack.domain.due import Book
from govtrack.domain.ledger import reason_given
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.workings import Working, work_out
from govtrack.store import clock
from govtrack.store import ledger as lines
from govtrack.store.apportionments import ApportionedPart, Apportionment, follower_of
from govtrack.store.bodies import organisations_of
from govtrack.store.collaborations import Collaboration, hold
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.ledger import Figure
from govtrack.store.measures import POUNDS, measure_named

KINDS = {About.COST: Kind.CONTRIBUTION, About.BENEFIT: Kind.BENEFIT}


class Joint(NamedTuple):
    """A joint total: what it is, for which period, how much, how far it has come and how it was got."""

    about: About
    category: Category
    period: Period
    total: int
    status: Status = Status.CLAIMED
    basis: Basis = Basis.COUNTED
    provenance: Provenance = Provenance.RECORDED
    source: str = ""


def working_of(together: Collaboration, joint: Joint) -> Working:
    """How a joint total is split by the rule of its time, as things stand now. Refused where it cannot be."""
    if joint.category not in CATEGORIES[KINDS[joint.about]]:
        raise Refused(f"This is no kind of {joint.about}: choose one that is.", field="category")
    if abs(joint.total) > LARGEST:
        raise Refused("That total is larger than any this register can hold: check for extra digits.", field="total")
    book = Book(together, joint.about)
    return work_out(book, book.due(joint.period), joint.total)


def apportion(
    together: Collaboration, joint: Joint, *, given: Mapping[int, int], reason: str = "", mark: str = "", by: Any
) -> Apportionment:
    """Split a joint total and record the parts as one batch, with every step kept beside them.

    `given` has, by partner, the parts to record; where one is not what the rule makes it, a reason is needed.
    Changed when the rule or a figure changed since the working of `mark` was shown.
    """
    hold(together)
    working = _as_seen(together, joint, mark)
    reason = _reason(working, given, reason)
    with deed("apportioned a joint total", by=by, reason=reason):
        figures = dict(zip(given, ledger.record(_entries(together, joint, given), by=by), strict=True))
        return _kept(together, joint, working, given, figures, reason=reason, by=by)


def run_again(
    earlier: Apportionment, joint: Joint, *, given: Mapping[int, int], reason: str, mark: str = "", by: Any
) -> Apportionment:
    """Split an apportioned total anew, by what is known now, and restate the figures it became.

    What stood before stays readable as it was known. Changed when it was run again meanwhile.
    """
    reason = reason_given(reason)
    together = earlier.collaboration
    hold(together)
    if follower_of(earlier.id) is not None:
        raise Changed(earlier)
    working = _as_seen(together, joint, mark)
    _reason(working, given, reason)
    there = {part.partner_id: figure for part in earlier.parts if (figure := standing(part)) is not None}
    with deed("apportioned again", by=by, reason=reason):
        parts = {partner: given.get(partner, 0) for partner in [*given, *(one for one in there if one not in given)]}
        entries = dict(zip(parts, _entries(together, joint, parts), strict=True))
        changes = [(there[partner], entries[partner]) for partner in parts if partner in there]
        _restate(together, [change for change in changes if ledger.entry_of(change[0]) != change[1]], reason, by)
        fresh = [partner for partner in parts if partner not in there]
        figures = {partner: figure.figure for partner, figure in there.items()}
        if fresh:
            figures |= dict(zip(fresh, ledger.record([entries[one] for one in fresh], by=by), strict=True))
        return _kept(together, joint, working, parts, figures, reason=reason, again_of=earlier, by=by)


def standing(part: ApportionedPart) -> Figure | None:
    """What stands now of the figure that a part became; None once it was taken back."""
    return next(iter(lines.standing(part.figure)), None) if part.figure is not None else None


def _restate(together: Collaboration, changes: list[tuple[Figure, Entry]], reason: str, by: Any) -> None:
    if not changes:
        return
    ground = ledger.ground_for([together.id], without=[figure for figure, _ in changes])
    for _, entry in changes:
        for fault in faults(entry, ground):
            raise Refused(fault.sentence, field=fault.field)
    ledger.replace(changes, reason=reason, by=by)


def _as_seen(together: Collaboration, joint: Joint, mark: str) -> Working:
    working = working_of(together, joint)
    if mark and mark != working.mark:
        raise Changed(working)
    return working


def _reason(working: Working, given: Mapping[int, int], reason: str) -> str:
    """The reason for parts that were typed over; Refused where the parts are not the total's, or no reason is given."""
    if set(given) != set(working.parts):
        raise Refused("Give one part for each partner that the rule names.", field="")
    over = sum(given.values()) - sum(working.parts.values())
    if over:
        raise Refused(
            f"The parts come to {exact(abs(over))} {'more' if over > 0 else 'less'} than the joint total: "
            "change one of them, or give the remainder to a partner.",
            field="total",
        )
    if given == working.parts:
        return reason.strip()
    if not reason.strip():
        raise Refused("A part is not what the rule makes it: say why.", field="reason")
    return reason_given(reason)


def _entries(together: Collaboration, joint: Joint, given: Mapping[int, int]) -> list[Entry]:
    pounds = measure_named(POUNDS)
    assert pounds is not None, "every register is founded with pounds"
    if len(joint.source) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this has {len(joint.source):,}.", field="source")
    return [
        Entry(
            together.id, partner, pounds.id, int(joint.status), joint.period.starts, joint.period.months,
            int(KINDS[joint.about]), int(joint.category), int(joint.basis), int(joint.provenance), amount,
            source=joint.source, note=f"Apportioned from a joint total of {exact(joint.total)}",
        )
        for partner, amount in given.items()
    ]  # fmt: skip


def _kept(
    together: Collaboration,
    joint: Joint,
    working: Working,
    given: Mapping[int, int],
    figures: Mapping[int, int],
    *,
    reason: str,
    again_of: Apportionment | None = None,
    by: Any,
) -> Apportionment:
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
        workings=working.text,
        again_of_id=again_of.id if again_of else None,
        day=clock.today().toordinal(),
        person=str(getattr(by, "email", by)),
    )
    bodies = {one.id: one for one in organisations_of(sorted(given))}
    row.parts = [
        ApportionedPart(
            partner=bodies[partner], derived=working.parts.get(partner, 0), given=amount, figure=figures[partner]
        )
        for partner, amount in given.items()
    ]
    db.session.add(row)
    return row


def joint_of(row: Apportionment) -> Joint:
    """What was apportioned, as it was entered."""
    return Joint(
        About(row.about),
        Category(row.category),
        Period(row.starts, row.months),
        row.total,
        Status(row.status),
        Basis(row.basis),
        Provenance(row.provenance),
        row.source,
    )
