"""The verb for a whole period: every figure of one partner entered at once, all of them kept or none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from govtrack.analytics.kinds import Basis, Counted, Provenance, Status
from govtrack.analytics.periods import Period
from govtrack.domain import ledger
from govtrack.domain.checks import Entry, faults
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import figures
from govtrack.store import ledger as lines
from govtrack.store.ledger import Figure


class Sheet(NamedTuple):
    """Whose figures, for when, and how far they have come; `partner_id` None: stated for all together."""

    collaboration_id: int
    partner_id: int | None
    period: Period
    status: int = int(Status.CLAIMED)


class Place(NamedTuple):
    """Where on a sheet a box stands."""

    measure_id: int
    kind: int
    category: int


class Box(NamedTuple):
    """One box as it was filled in: the amount as written, None for blank, and the line that was seen there."""

    name: str
    place: Place
    amount: int | None
    seen: int | None = None


class Met(NamedTuple):
    """A box that somebody else filled or changed meanwhile: what stands there now, None when it was taken back."""

    name: str
    now: Figure | None


class Entered(NamedTuple):
    """How many figures a sheet added, and how many it changed."""

    recorded: int
    restated: int


def there(sheet: Sheet) -> dict[Place, list[Figure]]:
    """What stands on a sheet now; claimed and verified figures stand on each other's sheets."""
    counted = Counted.CLAIMED_AND_VERIFIED.statuses
    wanted = counted if sheet.status in counted else (sheet.status,)
    found: dict[Place, list[Figure]] = {}
    standing = lines.stating(
        sheet.collaboration_id, starts=sheet.period.starts, months=sheet.period.months, partner_id=sheet.partner_id
    )
    for figure in standing:
        if figure.status in wanted:
            found.setdefault(Place(figure.measure_id, figure.kind, figure.category), []).append(figure)
    return found


def enter(
    sheet: Sheet,
    boxes: Sequence[Box],
    *,
    basis: int = int(Basis.COUNTED),
    source: str = "",
    reason: str = "",
    by: Any,
) -> Entered:
    """Record what is new and restate what is different; a blank box, and one that says what stands already, do nothing.

    Refused with a sentence for every box that breaks a rule, without a reason where a figure changes, or when
    nothing is different. Changed (its `current`: a list of `Met`) when somebody else was at the same boxes.
    """
    now = there(sheet)
    filled = _touched(boxes)
    _refuse_shared(filled, now)
    different = [box for box in filled if not _says_the_same(box, now.get(box.place))]
    if met := [Met(box.name, _only(now.get(box.place))) for box in different if box.seen != _line(now.get(box.place))]:
        raise Changed(met)
    if not different:
        raise Refused("Nothing is different from what is recorded: fill in a box, or change one.")
    new = [(box, _entry(sheet, box, basis, source)) for box in different if box.place not in now]
    changed = [(box, now[box.place][0]) for box in different if box.place in now]
    again = [(box, _again(figure, sheet, box, source)) for box, figure in changed]
    _refuse_faulty([*new, *again], without=[figure for _, figure in changed])
    if changed:
        reason = ledger.reason_given(reason)
        pairs = zip([figure for _, figure in changed], [entry for _, entry in again], strict=True)
        ledger.replace(list(pairs), reason=reason, by=by)
    if new:
        ledger.post([entry for _, entry in new], by=by, deed_name="recorded")
    return Entered(len(new), len(changed))


def _touched(boxes: Sequence[Box]) -> list[Box]:
    """The boxes that somebody filled or changed: one left as it was seen asks for nothing, whatever happened since."""
    seen = figures.written_at(box.seen for box in boxes if box.seen is not None)
    return [
        box
        for box in boxes
        if box.amount is not None and not (box.seen in seen and ledger.entry_of(seen[box.seen]).amount == box.amount)
    ]


def _says_the_same(box: Box, standing: Sequence[Figure] | None) -> bool:
    return bool(standing) and any(ledger.entry_of(figure).amount == box.amount for figure in standing or ())


def _only(standing: Sequence[Figure] | None) -> Figure | None:
    return standing[0] if standing else None


def _line(standing: Sequence[Figure] | None) -> int | None:
    return standing[0].line if standing else None


def _refuse_shared(boxes: Iterable[Box], now: dict[Place, list[Figure]]) -> None:
    shared = [
        (box.name, f"{len(now[box.place])} figures stand here: correct the one that is wrong by itself.")
        for box in boxes
        if len(now.get(box.place, ())) > 1
    ]
    if shared:
        raise Refused(shared[0][1], field=shared[0][0], more=shared[1:])


def _entry(sheet: Sheet, box: Box, basis: int, source: str) -> Entry:
    return Entry(
        sheet.collaboration_id, sheet.partner_id, box.place.measure_id, sheet.status, *sheet.period,
        box.place.kind, box.place.category, basis, int(Provenance.RECORDED), box.amount or 0, source=source,
    )  # fmt: skip


def _again(figure: Figure, sheet: Sheet, box: Box, source: str) -> Entry:
    """The figure with its new amount: what was verified was the old one, so it stands as the sheet says."""
    entry = ledger.entry_of(figure)
    return entry._replace(amount=box.amount or 0, status=sheet.status, source=source or entry.source)


def _refuse_faulty(entries: Sequence[tuple[Box, Entry]], *, without: Sequence[Figure]) -> None:
    first = entries[0][1]
    ground = ledger.ground_for(
        [first.collaboration_id],
        partner_ids=[] if first.partner_id is None else [first.partner_id],
        without=without,
    )
    found = [(box.name, fault.sentence) for box, entry in entries for fault in faults(entry, ground)]
    shared = {sentence for sentence, count in Counter(said for _, said in found).items() if count == len(entries) > 1}
    once = list(dict.fromkeys(("" if sentence in shared else name, sentence) for name, sentence in found))
    if once:
        raise Refused(once[0][1], field=once[0][0], more=once[1:])
