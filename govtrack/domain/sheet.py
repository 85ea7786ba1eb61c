"""The verb for a whole period: every figure of one partner entered at once, all of them kept or none."""

from collections import Counter
from collections.abc import Mapping, Sequence
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
    seen = figures.written_at(box.seen for box in boxes if box.seen is not None)
    touched = [box for box in boxes if box.amount is not None and not _says(seen.get(box.seen or 0), box.amount)]
    standing = {box.name: _standing(box, now.get(box.place, []), seen) for box in touched}
    different = [box for box in touched if not _says(standing[box.name], box.amount or 0)]
    if met := [Met(box.name, standing[box.name]) for box in different if box.seen != _line(standing[box.name])]:
        raise Changed(met)
    if not different:
        raise Refused("Nothing is different from what is recorded: fill in a box, or change one.")
    new = [(box, _entry(sheet, box, basis, source)) for box in different if standing[box.name] is None]
    changed = [(box, figure) for box in different if (figure := standing[box.name]) is not None]
    again = [(box, _again(figure, sheet, box, source)) for box, figure in changed]
    _refuse_faulty([*new, *again], without=[figure for _, figure in changed])
    several = lines.legs_of(figure.figure for _, figure in changed)
    if shared := [box.name for box, figure in changed if len(several.get(figure.figure, ())) > 1]:
        raise Refused(ledger.PART_OF_ONE, field=shared[0])
    if changed:
        reason = ledger.reason_given(reason)
        pairs = zip([figure for _, figure in changed], [entry for _, entry in again], strict=True)
        ledger.replace(list(pairs), reason=reason, by=by)
    if new:
        ledger.post([entry for _, entry in new], by=by, deed_name="recorded")
    return Entered(len(new), len(changed))


def _says(figure: Figure | None, amount: int) -> bool:
    """Whether a figure says an amount: a box left as it was seen asks for nothing, whatever happened since."""
    return figure is not None and ledger.entry_of(figure).amount == amount


def _standing(box: Box, standing: Sequence[Figure], seen: Mapping[int, Figure]) -> Figure | None:
    """What stands now of the figure that was seen in a box; of a box that was seen empty, what came to stand there."""
    if box.seen is None:
        return standing[0] if standing else None
    told = seen.get(box.seen)
    return next((one for one in standing if told and one.figure == told.figure), None)


def _line(figure: Figure | None) -> int | None:
    return figure.line if figure else None


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
