"""The verbs of claims: say what stands behind a benefit, convert what was given as so far, move it on step by step."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from govtrack.analytics.kinds import Basis, Kind, Nature, Recurs, Status
from govtrack.analytics.words import Unit, exact
from govtrack.domain import ledger, shared
from govtrack.domain.checks import LONGEST_TEXT, Entry, cell_of
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import claims, clock, figures
from govtrack.store import ledger as lines
from govtrack.store.claims import Claim
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.ledger import Figure
from govtrack.store.measures import Measure

STEPS: Mapping[Status, tuple[Status, ...]] = {
    Status.TARGET: (Status.FORECAST, Status.CLAIMED, Status.REVERSED),
    Status.FORECAST: (Status.CLAIMED, Status.TARGET, Status.REVERSED),
    Status.CLAIMED: (Status.VERIFIED, Status.FORECAST, Status.REVERSED),
    Status.VERIFIED: (Status.CLAIMED, Status.REVERSED),
    Status.REVERSED: (Status.CLAIMED,),
}
"""Which step may follow which: onward, and back where it was taken too soon."""


class Stated(NamedTuple):
    """What is said of a benefit besides its amount."""

    claimant: str = ""
    method: str = ""
    baseline: str = ""
    recurs: str = ""
    so_far: bool = False
    """Whether the amount is what had come in all by the end of the period, and not what came in it."""

    @property
    def empty(self) -> bool:
        return not any(self)


def record(entries: Sequence[Entry], stated: Stated, *, by: Any) -> list[int]:
    """Record figures with the claim behind them; an amount given as so far is converted once, and both are kept.

    Refused where something is claimed that is no benefit, or where less had come so far than stands already.
    """
    for entry in entries:
        shared.refuse_shared(entry)
    if stated.empty:
        return ledger.record(entries, by=by)
    entry = entries[0]
    if entry.kind != Kind.BENEFIT:
        raise Refused("Only a benefit carries a claim: leave these blank, or choose a benefit.", field="claimant")
    so_far = entry.amount if stated.so_far else None
    earlier = _standing_before(entry) if stated.so_far else None
    if so_far is not None and earlier is not None:
        entry = entry._replace(amount=_for_the_period(so_far, earlier, entry))
    numbers = ledger.record([entry], by=by)
    _add(numbers[0], entry.collaboration_id, stated, so_far=so_far, earlier=earlier, by=by)
    return numbers


def _standing_before(entry: Entry) -> int:
    """What stands in the ledger for the same partner and category up to the end of the period."""
    measure = db.session.get_one(Measure, entry.measure_id)
    if measure.nature != Nature.FLOW:
        raise Refused("A level or a rate is never added up: give what it was in the period.", field="so_far")
    if entry.basis == Basis.JUDGED and entry.low is not None:
        raise Refused("Give the low and the high for the period: choose “for the period alone”.", field="so_far")
    end, total = entry.starts + entry.months, 0
    for figure in lines.figures(entry.collaboration_id, measure_id=entry.measure_id):
        if cell_of(*_cell(figure)) != entry.cell or figure.starts >= end:
            continue
        if figure.starts + figure.months > end:
            raise Refused(
                "A figure that stands already reaches beyond this period, so that what came before cannot be told "
                "apart: give the amount for the period alone.",
                field="so_far",
            )
        total += ledger.entry_of(figure).amount
    return total


def _cell(figure: Figure) -> tuple[int, int | None, int, int, int, int]:
    return (
        figure.collaboration_id, figure.partner_id, figure.measure_id, figure.status, figure.kind, figure.category,
    )  # fmt: skip


def _for_the_period(so_far: int, earlier: int, entry: Entry) -> int:
    if so_far < earlier:
        measure = db.session.get_one(Measure, entry.measure_id)
        unit = Unit(measure.unit, measure.decimals, measure.money)
        raise Refused(
            f"{exact(so_far, unit)} so far is less than the {exact(earlier, unit)} that stands already: correct or "
            "reverse what did not last, or give the amount for the period alone.",
            field="amount",
        )
    return so_far - earlier


def _add(
    figure: int,
    collaboration_id: int,
    stated: Stated,
    *,
    so_far: int | None = None,
    earlier: int | None = None,
    by: Any,
) -> Claim:
    with deed("stated a claim", by=by):
        row = Claim(
            figure=figure,
            collaboration_id=collaboration_id,
            so_far=so_far,
            earlier=earlier,
            stated=clock.today(),
            person=str(getattr(by, "email", by)),
            **_words(stated),
        )
        db.session.add(row)
    return row


def _words(stated: Stated) -> dict[str, str]:
    words = {
        "claimant": " ".join(stated.claimant.split()),
        "method": stated.method.strip(),
        "baseline": stated.baseline.strip(),
        "recurs": str(Recurs(stated.recurs)) if stated.recurs else "",
    }
    for name, text in words.items():
        longest = 200 if name == "claimant" else LONGEST_TEXT
        if len(text) > longest:
            raise Refused(f"At most {longest:,} characters; this has {len(text):,}.", field=name)
    return words


def state(figure: Figure, stated: Stated, *, seen: int | None = None, by: Any) -> Claim:
    """Say, or say anew, what stands behind a benefit. Changed when somebody saved it after version `seen` was read.

    What was converted stays as it was: an amount is converted once, when it is entered.
    """
    if figure.kind != Kind.BENEFIT:
        raise Refused("Only a benefit carries a claim.")
    row = claims.claim_of(figure.figure)
    if seen is not None and seen != (row.version if row else 0):
        raise Changed(row)
    if row is None:
        return _add(figure.figure, figure.collaboration_id, stated, by=by)
    with deed("changed a claim", by=by):
        for name, text in _words(stated).items():
            setattr(row, name, text)
        row.person = str(getattr(by, "email", by))
    return row


def dated(row: Claim, stated: date, *, by: Any) -> None:
    """Say when a claim that a file brings was first stated."""
    with deed("stated a claim", by=by):
        row.stated = stated


def keep(figure: Figure, stated: Stated, *, so_far: int | None, earlier: int | None, by: Any) -> Claim:
    """Take in a claim as a file states it, converted already when it was first entered."""
    return _add(figure.figure, figure.collaboration_id, stated, so_far=so_far, earlier=earlier, by=by)


def next_steps(figure: Figure) -> tuple[Status, ...]:
    """The steps that a benefit may take from where it stands; none for anything else."""
    return STEPS[Status(figure.status)] if figure.kind == Kind.BENEFIT else ()


def claimed_by(figure: int) -> set[int]:
    """The numbers of the people who entered what a figure says, or said that it had come."""
    told = [one.figure for one in figures.story(figure) if one.reverses is None]
    batches = {one.batch_id for one in told if one.status == Status.CLAIMED} or {one.batch_id for one in told[:1]}
    return {row.person_id for row in map(lines.batch, batches) if row is not None and row.person_id is not None}


def step(line: int, to: int, *, reason: str, by: Any) -> int:
    """Move a benefit on, or back: a restatement of its status alone, with who and why; give the figure's number.

    Refused where the step does not follow, or where who claimed it would verify it; Changed when somebody was first.
    """
    figure = lines.figure_at(line)
    if figure is None:
        raise Changed(None)
    reason = ledger.reason_given(reason)
    if to not in next_steps(figure):
        raise Refused(f"A {Status(figure.status).word} figure does not become {Status(to).word}.", field="to")
    if to == Status.VERIFIED and getattr(by, "id", None) in claimed_by(figure.figure):
        raise Refused("You claimed it yourself: somebody else verifies it.", field="to")
    legs = lines.standing(figure.figure)
    entries = [ledger.entry_of(leg)._replace(status=int(to)) for leg in legs]
    ground = ledger.ground_for([figure.collaboration_id], without=legs)
    ledger.refuse_faulty(entries, ground)
    ledger.replace(list(zip(legs, entries, strict=True)), reason=reason, by=by)
    return figure.figure
