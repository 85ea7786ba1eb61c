"""Taking back what batches of the ledger did, by reversal: the ledger only grows, and what it said stays readable."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from govtrack.analytics.kinds import Category
from govtrack.domain import ledger
from govtrack.domain.checks import Entry, faults
from govtrack.domain.refusals import Refused
from govtrack.store import figures as figure_store
from govtrack.store.ledger import DETAIL_COLUMNS, LINE_COLUMNS, stored_lines

COLUMNS = (*LINE_COLUMNS, *DETAIL_COLUMNS[1:])
ENTRY = itemgetter(*(COLUMNS.index(name) for name in Entry._fields))
ID, FIGURE, REVERSES, SIGN = (COLUMNS.index(name) for name in ("id", "figure", "reverses", "sign"))
AMOUNT, CATEGORY = (Entry._fields.index(name) for name in ("amount", "category"))
LINES_BETWEEN = 500

Draft = tuple[int, int | None, int, Entry]


def take_back(
    batch_ids: Sequence[int], *, by: Any, words: str, reason: str, told: Callable[[int], None] | None = None
) -> int:
    """Take back what some batches entered, and put back what they took back, as one new batch; give its lines.

    `words` are what the trail calls the deed.
    Refused where a figure that would be put back breaks a rule as the register stands by now.
    """
    _refuse_unfit(batch_ids)
    drafts = _drafts(batch_ids)
    return ledger.undone(_telling(drafts, told) if told else drafts, by=by, words=words, reason=reason)


def _telling(drafts: Iterator[Draft], told: Callable[[int], None]) -> Iterator[Draft]:
    for number, draft in enumerate(drafts, start=1):
        if number % LINES_BETWEEN == 0:
            told(LINES_BETWEEN)
        yield draft


def _drafts(batch_ids: Sequence[int]) -> Iterator[Draft]:
    """Lines that undo lines; those that make room come before those that are put back into it.

    What the batches entered and took back themselves is as it was before them already.
    """
    within = figure_store.taken_back_within(batch_ids)
    for batch_id in batch_ids:
        for line in stored_lines(batch_id):
            if line[SIGN] == 1 and line[ID] not in within:
                yield line[FIGURE], line[ID], -1, _entry(line)
    yield from _put_back(batch_ids)


def _put_back(batch_ids: Sequence[int]) -> Iterator[Draft]:
    within = figure_store.taken_back_within(batch_ids)
    for batch_id in batch_ids:
        for line in stored_lines(batch_id):
            if line[SIGN] == -1 and line[REVERSES] not in within:
                yield line[FIGURE], None, 1, _entry(line)


def _entry(line: tuple[Any, ...]) -> Entry:
    """The entry that a line wrote or took back, its amount as it was written."""
    values = list(ENTRY(line))
    values[AMOUNT] *= line[SIGN] * (-1 if values[CATEGORY] == Category.DIS_BENEFIT else 1)
    return Entry._make(values)


def _refuse_unfit(batch_ids: Sequence[int]) -> None:
    back = [entry for _, _, _, entry in _put_back(batch_ids)]
    if not back:
        return
    ground = ledger.ground_for(
        sorted({entry.collaboration_id for entry in back}), without=figure_store.entered_in(batch_ids)
    )
    for entry in back:
        for fault in faults(entry, ground):
            raise Refused(f"What it was before cannot be put back. {fault.sentence}")
