"""The verbs of the ledger: record, restate, withdraw. Lines are only ever added."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

from sqlalchemy.exc import IntegrityError

from govtrack.analytics.kinds import Category, Kind
from govtrack.domain.checks import Entry, Ground, Spell, cell_of, faults, shut_for
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.shutting import shut_in
from govtrack.store import bodies, clock, collaborations, ledger
from govtrack.store import measures as measure_store
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.ledger import Digest, Figure, LedgerBatch
from govtrack.store.running import RunningTotals

BLOCK = 10_000
PART_OF_ONE = "This is a part of a shared result: correct the whole of it, so that its parts still make it."
TRANSFER, DIS_BENEFIT = int(Kind.TRANSFER), int(Category.DIS_BENEFIT)


def ground_for(
    collaboration_ids: Sequence[int],
    *,
    partner_ids: Sequence[int] | None = None,
    without: Sequence[Figure] = (),
) -> Ground:
    """What entries about some collaborations are checked against, looked up once.

    `partner_ids` narrows what is already stated to those partners; `without` leaves out figures
    that are about to be taken back.
    """
    spells: dict[tuple[int, int], list[Spell]] = {}
    for member in collaborations.memberships_in(collaboration_ids):
        key = (member.collaboration_id, member.partner_id)
        spells.setdefault(key, []).append(Spell(member.joined, member.left))
    measures = measure_store.measures()
    ground = Ground(
        today=clock.today(),
        calendar={one.id: one.calendar for one in collaborations.collaborations_of(collaboration_ids)},
        spells=spells,
        names={body.id: body.short_name for body in bodies.organisations_of([partner for _, partner in spells])},
        natures={measure.id: measure.nature for measure in measures},
        money=next(measure.id for measure in measures if measure.money),
        shut=shut_in(collaboration_ids),
    )
    gone = Counter((entry_of(figure).cell, figure.starts, figure.months) for figure in without)
    for there in ledger.stated_in(collaboration_ids, partner_ids=partner_ids):
        cell = cell_of(*there[:6])
        gone[cell, there.starts, there.months] -= there.figures
        if gone[cell, there.starts, there.months] < 0:
            ground.stated.setdefault(cell, set()).add((there.starts, there.months))
    return ground


def entry_of(figure: Figure) -> Entry:
    """A standing figure as it was written."""
    sign = -1 if figure.category == Category.DIS_BENEFIT else 1
    return Entry(
        figure.collaboration_id, figure.partner_id, figure.measure_id, figure.status, figure.starts,
        figure.months, figure.kind, figure.category, figure.basis, figure.provenance,
        figure.amount * sign, figure.low, figure.high, figure.source, figure.note,
    )  # fmt: skip


def record(entries: Sequence[Entry], *, by: Any, twice: bool = False) -> list[int]:
    """Enter figures in one go and give their numbers; the two legs of a transfer share one.

    Refused at the first fault; unless `twice`, also when the very same figure stands already.
    """
    ground = ground_for(
        sorted({entry.collaboration_id for entry in entries}),
        partner_ids=sorted({entry.partner_id for entry in entries if entry.partner_id is not None}),
    )
    for entry in entries:
        for fault in faults(entry, ground):
            raise Refused(fault.sentence, field=fault.field)
        if not twice:
            _refuse_the_same(entry)
        ground.stated.setdefault(entry.cell, set()).add((entry.starts, entry.months))
    _refuse_uneven(entries)
    return post(entries, by=by, deed_name="recorded")


def _refuse_the_same(entry: Entry) -> None:
    there = ledger.stating(
        entry.collaboration_id, starts=entry.starts, months=entry.months, partner_id=entry.partner_id
    )
    if any(entry_of(figure) == entry for figure in there):
        raise Refused(
            "This very figure is already recorded. If it is another of the same size, say in the note what it is.",
            field="amount",
        )


def _refuse_uneven(entries: Iterable[Entry]) -> None:
    sums: dict[tuple[int, int, int], int] = {}
    for entry in entries:
        if entry.kind == Kind.TRANSFER:
            key = (entry.collaboration_id, entry.starts, entry.months)
            sums[key] = sums.get(key, 0) + entry.amount
    if any(sums.values()):
        raise Refused(
            "Transfers must come to nil: what a partner pays is written negative, what another receives positive.",
            field="amount",
        )


def post(entries: Iterable[Entry], *, by: Any, deed_name: str, reason: str = "", file: str = "") -> list[int]:
    """Write entries that were already checked, as one batch, and keep the totals; give the numbers of their figures."""
    figures: list[int] = []
    _write(_numbered(entries), by=by, deed_name=deed_name, reason=reason, file=file, figures=figures)
    return figures


def pour(entries: Iterator[Entry], *, by: Any, file: str) -> int:
    """Write the figures of a file as they are read and checked, as one batch; give how many lines there were."""
    first = next(entries, None)
    if first is None:
        return 0
    return _write(_numbered(chain([first], entries)), by=by, deed_name="imported", reason="", file=file)


def post_as_one(entries: Sequence[Entry], *, by: Any) -> int:
    """Write entries that were already checked as the parts of one figure, and give its number."""
    figure = ledger.next_line()
    _write([_Draft(figure, None, 1, entry) for entry in entries], by=by, deed_name="recorded", reason="")
    return figure


def replace_all(legs: Sequence[Figure], entries: Sequence[Entry], *, reason: str, by: Any) -> None:
    """Put entries that were already checked in the place of all the parts of one figure, however many there were."""
    drafts = [
        *(_Draft(leg.figure, leg.line, -1, entry_of(leg)) for leg in legs),
        *(_Draft(legs[0].figure, None, 1, entry) for entry in entries),
    ]
    _once(drafts, by=by, deed_name="restated", reason=reason)


def join(figures: Sequence[Figure], *, reason: str, by: Any) -> int:
    """Take figures back and enter them again as the parts of one; give its number."""
    number = ledger.next_line() + len(figures)
    drafts = [
        *(_Draft(one.figure, one.line, -1, entry_of(one)) for one in figures),
        *(_Draft(number, None, 1, entry_of(one)) for one in figures),
    ]
    _once(drafts, by=by, deed_name="restated", reason=reason)
    return number


class _Draft(NamedTuple):
    """A line that has no batch yet: its figure (0: a figure of its own), what it takes back, and the entry."""

    figure: int
    reverses: int | None
    sign: int
    entry: Entry


Drafts = Iterable[tuple[int, int | None, int, Entry]]


def _numbered(entries: Iterable[Entry]) -> Drafts:
    return zip(repeat(0), repeat(None), repeat(1), entries)


def _write(
    drafts: Drafts,
    *,
    by: Any,
    deed_name: str,
    reason: str,
    words: str = "",
    file: str = "",
    figures: list[int] | None = None,
) -> int:
    """`words` are what the trail calls the deed, where that is not simply its name."""
    moment = clock.now()
    batch = LedgerBatch(
        at=moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        day=clock.today().toordinal(),
        person_id=getattr(by, "id", None),
        person=str(getattr(by, "email", by)),
        deed=deed_name,
        reason=reason,
        file=file,
    )
    with deed(words or f"{deed_name} figures", by=by, reason=reason):
        db.session.add(batch)
        db.session.flush()
        digest = _stream(drafts, batch, figures)
        batch.lines, batch.digest = digest.lines, digest.hex()
        db.session.flush()
    return digest.lines


def _stream(drafts: Drafts, batch: LedgerBatch, figures: list[int] | None) -> Digest:
    """Number lines and write them in blocks with their totals, never holding more than one block of them."""
    digest, totals = Digest(), RunningTotals()
    number, batch_id, day = ledger.next_line(), batch.id, batch.day
    lines: list[tuple[Any, ...]] = []
    open_legs: dict[tuple[int, int, int], tuple[int, int]] = {}
    for given, reverses, sign, entry in drafts:
        (
            collaboration, partner, measure, status, starts, months, kind, category, basis, provenance,
            amount, low, high, source, note,
        ) = entry  # fmt: skip
        figure = given or number
        if kind == TRANSFER and not given:
            key = (collaboration, starts, months)
            figure, owed = open_legs.pop(key, (number, 0))
            if owed + amount:
                open_legs[key] = (figure, owed + amount)
        if category == DIS_BENEFIT:
            amount = -amount
        lines.append((
            number, batch_id, figure, reverses, sign, collaboration, partner, measure, status, starts, months,
            kind, category, basis, provenance, day, amount * sign, low, high, source, note,
        ))  # fmt: skip
        if figures is not None and sign == 1:
            figures.append(figure)
        number += 1
        if len(lines) == BLOCK:
            _put(lines, digest, totals)
            lines = []
    _put(lines, digest, totals)
    totals.finish()
    return digest


def _put(lines: list[tuple[Any, ...]], digest: Digest, totals: RunningTotals) -> None:
    digest.add(lines)
    ledger.add_lines(lines)
    totals.add(lines)


def restate(line_id: int, entry: Entry, *, reason: str, by: Any) -> int:
    """Put a new figure in the place of one that stands: a reversal and the new line, with who, when and why.

    Refused without a reason or where the new figure breaks a rule; Changed when somebody restated
    or withdrew it first. The two legs of a transfer are restated together, the other by the same amount.
    """
    reason = reason_given(reason)
    figure = _standing(line_id)
    legs = ledger.standing(figure.figure)
    if len(legs) > 1 and figure.kind != TRANSFER:
        raise Refused(PART_OF_ONE, field="amount")
    if len(legs) > 2:
        raise Refused(
            f"This transfer has {len(legs)} parts: withdraw it, and record it again as it should be.", field="amount"
        )
    new = [entry if leg.line == line_id else _counter(entry_of(leg), entry) for leg in legs]
    if new == [entry_of(leg) for leg in legs]:
        raise Refused("Nothing is different: change the figure, or go back.", field="amount")
    refuse_faulty(new, ground_for([figure.collaboration_id], without=legs))
    replace(list(zip(legs, new, strict=True)), reason=reason, by=by)
    return figure.figure


def refuse_faulty(entries: Iterable[Entry], ground: Ground) -> None:
    """Refuse the first entry that breaks a rule of the ledger."""
    for entry in entries:
        for fault in faults(entry, ground):
            raise Refused(fault.sentence, field=fault.field)


def replace(changes: Sequence[tuple[Figure, Entry]], *, reason: str, by: Any) -> None:
    """Put entries that were already checked in the place of figures that stand, as one batch.

    Changed when somebody restated or withdrew one of them first.
    """
    drafts = [
        *(_Draft(figure.figure, figure.line, -1, entry_of(figure)) for figure, _ in changes),
        *(_Draft(figure.figure, None, 1, entry) for figure, entry in changes),
    ]
    _once(drafts, by=by, deed_name="restated", reason=reason)


def withdraw(line_id: int, *, reason: str, by: Any) -> int:
    """Take a figure back altogether; it stays readable as it was known. Both legs of a transfer go together."""
    reason = reason_given(reason)
    figure = _standing(line_id)
    drafts = [_Draft(leg.figure, leg.line, -1, entry_of(leg)) for leg in ledger.standing(figure.figure)]
    _once(drafts, by=by, deed_name="withdrawn", reason=reason)
    return figure.figure


def undone(drafts: Drafts, *, by: Any, words: str, reason: str) -> int:
    """Write what takes earlier batches back, as one batch of its own; give how many lines it has."""
    return _once(drafts, by=by, deed_name="undone", words=words, reason=reason)


def _once(drafts: Drafts, *, by: Any, deed_name: str, reason: str, words: str = "") -> int:
    try:
        return _write(_not_shut(drafts), by=by, deed_name=deed_name, words=words, reason=reason)
    except IntegrityError as error:
        if "reverses" in str(error.orig):
            raise Changed(None) from error
        raise


def _not_shut(drafts: Drafts) -> Drafts:
    """Lines on their way; Refused at the first whose return was submitted or whose period is closed."""
    shut = shut_in(None)
    for draft in drafts:
        if shut and (sentence := shut_for(draft[3], shut)):
            raise Refused(sentence, field="reason")
        yield draft


def _counter(leg: Entry, entry: Entry) -> Entry:
    return entry._replace(partner_id=leg.partner_id, amount=-entry.amount)


def _standing(line_id: int) -> Figure:
    figure = ledger.figure_at(line_id)
    if figure is None:
        raise Changed(None)
    return figure


def reason_given(reason: str) -> str:
    """The reason, tidied; Refused when there is none, or too much of it."""
    reason = reason.strip()
    if not reason:
        raise Refused("Say why: the reason is kept with the figure for good.", field="reason")
    if len(reason) > 1000:
        raise Refused(f"A reason has at most 1,000 characters; this has {len(reason):,}.", field="reason")
    return reason
