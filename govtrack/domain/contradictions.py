"""What the sheets of one workbook say against each other: a figure that stands on two of them."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from govtrack.domain import formats
from govtrack.domain.incoming import Faults, Grade, Known
from govtrack.papers.cells import tidy
from govtrack.store.names import key_of

APART = {"amount", "low", "high", "basis", "status"}
"""The columns in which two rows about the same figure may differ."""


class Said(NamedTuple):
    """Where a figure was met first, and the amount there."""

    known: Known
    row: int
    amount: str


def refuse_contradictions(known: Sequence[Known], faults: Faults) -> None:
    """Take in a fault for each figure that stands on two ledger sheets of one workbook, naming both rows.

    On one sheet the same row twice is two figures; on two sheets nobody can tell which of them is meant.
    """
    books: dict[str, list[Known]] = {}
    for one in known:
        if one.form is formats.LEDGER:
            books.setdefault(one.sheet.file, []).append(one)
    for sheets in books.values():
        if len(sheets) > 1:
            _compare(sheets, faults)


def _compare(sheets: Sequence[Known], faults: Faults) -> None:
    first: dict[int, Said] = {}
    for known in sheets:
        met: dict[int, Said] = {}
        places = [(name, known.places.get(name, -1)) for name in known.form.headings if name not in APART]
        at = known.places["amount"]
        for number, cells in known.sheet.rows():
            if number == 1 or not any(cells):
                continue
            bare = hash(tuple(key_of(cells[place]) if 0 <= place < len(cells) else "" for _, place in places))
            amount = cells[at] if at < len(cells) else ""
            earlier = first.get(bare)
            if earlier is None:
                met.setdefault(bare, Said(known, number, amount))
            else:
                faults.add(known.sheet, number, "amount", amount, _sentence(earlier, amount), Grade.CONTRADICTS)
        first.update(met)


def _sentence(earlier: Said, amount: str) -> str:
    where = f"Row {earlier.row:,} of sheet “{earlier.known.sheet.title or earlier.known.sheet.name}”"
    if _same(earlier.amount, amount):
        return f"{where} has this very figure already: leave one of the two rows out."
    return (
        f"{where} says {tidy(earlier.amount) or 'nothing'} for this same figure, this row says "
        f"{tidy(amount) or 'nothing'}. Mend one of them or leave it out; where they are two figures, say in the note "
        "what tells them apart."
    )


def _same(one: str, other: str) -> bool:
    """Whether two amounts are the same, however they are written.

    >>> _same("£1,200.00", "1200"), _same("1200", "1250"), _same("x", "x")
    (True, False, True)
    """
    try:
        return Decimal(_bare(one)) == Decimal(_bare(other))
    except InvalidOperation:
        return tidy(one) == tidy(other)


def _bare(amount: str) -> str:
    return tidy(amount).replace(",", "").replace("£", "").replace("−", "-")
