"""What an import knows of each collaboration's ledger: what stands there, what files add, which months are stated."""

import pickle
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from govtrack.analytics.reading import FIRST_YEAR
from govtrack.domain.checks import YEAR, Cell, Entry
from govtrack.domain.ledger import entry_of
from govtrack.papers.cells import tidy
from govtrack.store import ledger

FIRST_MONTH = FIRST_YEAR * YEAR
OPEN_AT_ONCE = 64
PATIENCE = 256
"""How often a put-away page may be asked for again before none is put away any more: such a file is not in order."""

Cellular = tuple[int | None, int, int, int, int]
"""Partner, measure, status group, kind and category: a cell of the ledger within its collaboration."""
Class = tuple[int, int]
"""The length of a period and where such periods begin: two of one class are the same period or apart."""


class Sum(NamedTuple):
    """What totals are put together by: partner, measure, kind and stated period."""

    partner_id: int | None
    measure_id: int
    kind: int
    starts: int
    months: int


class Waiting(NamedTuple):
    """A new row that stands beside a figure alike in all but its amount: whose turn it is shows at the end."""

    sheet: int
    row: int
    entry: Entry


class Owed(NamedTuple):
    """What the transfers of a period come to so far, and the sheet and row of the last of them."""

    amount: int
    sheet: int
    row: int


@dataclass
class Page:
    """One collaboration's ledger while a file is taken in."""

    collaboration_id: int
    standing: Counter[Entry] = field(default_factory=Counter)
    """The figures in the register that no row of the file has repeated yet."""
    alike: Counter[Entry] = field(default_factory=Counter)
    """The same figures without their amount, range, basis and status."""
    waiting: list[Waiting] = field(default_factory=list)
    covers: dict[Cellular, dict[Class, int]] = field(default_factory=dict)
    """Which months each cell has stated, by class of period: a bit a month."""
    transfers: dict[tuple[int, int], Owed] = field(default_factory=dict)
    now: dict[Sum, int] = field(default_factory=dict)
    adds: dict[Sum, int] = field(default_factory=dict)

    @classmethod
    def opened(cls, collaboration_id: int) -> "Page":
        """A collaboration's page with what stands in the register."""
        page = cls(collaboration_id)
        for figure in ledger.figures(collaboration_id):
            entry = entry_of(figure)._replace(source=tidy(figure.source), note=tidy(figure.note))
            page.standing[entry] += 1
            page.alike[bare(entry)] += 1
            page.state(entry)
            key = sum_of(entry)
            page.now[key] = page.now.get(key, 0) + figure.amount
        return page

    def repeats(self, entry: Entry) -> bool:
        """Whether a row is a figure that stands already; each standing figure answers for one row."""
        if not self.standing.get(entry):
            return False
        self.standing[entry] -= 1
        self.alike[bare(entry)] -= 1
        return True

    def state(self, entry: Entry) -> None:
        """Note which months an entry states."""
        if entry.months <= YEAR:
            cover = self.covers.setdefault(cellular(entry.cell), {})
            kind = (entry.months, entry.starts % entry.months)
            cover[kind] = cover.get(kind, 0) | ((1 << entry.months) - 1) << (entry.starts - FIRST_MONTH)

    def stated(self, cell: Cell) -> set[tuple[int, int]]:
        """The periods that a cell has stated, as the rules of the ledger ask for them."""
        cover = self.covers.get(cellular(cell), {})
        return {(starts, months) for (months, _), bits in cover.items() for starts in _begins(bits, months)}

    def add(self, entry: Entry) -> None:
        """Count a new row in the totals."""
        key = sum_of(entry)
        self.adds[key] = self.adds.get(key, 0) + entry.effect


def cellular(cell: Cell) -> Cellular:
    """A cell within its collaboration."""
    return cell.partner_id, cell.measure_id, cell.status, cell.kind, cell.category


def bare(entry: Entry) -> Entry:
    """What two rows share when one restates the other."""
    return entry._replace(amount=0, low=None, high=None, basis=0, status=0)


def sum_of(entry: Entry) -> Sum:
    """The total an entry counts in."""
    return Sum(entry.partner_id, entry.measure_id, entry.kind, entry.starts, entry.months)


def _begins(bits: int, months: int) -> Iterator[int]:
    """The first months of the periods whose months are set in some bits."""
    while bits:
        lowest = (bits & -bits).bit_length() - 1
        yield lowest + FIRST_MONTH
        bits &= ~(((1 << months) - 1) << lowest)


class Pages:
    """The pages of all collaborations a file names; those long unread are put away small."""

    def __init__(self) -> None:
        self._open: dict[int, Page] = {}
        self._away: dict[int, bytes] = {}
        self._again = 0

    def turn_to(self, collaboration_id: int) -> Page:
        """A collaboration's page, opened or taken out again."""
        page = self._open.pop(collaboration_id, None)
        if page is None:
            away = self._away.pop(collaboration_id, None)
            self._again += away is not None
            page = _unpacked(away) if away else Page.opened(collaboration_id)
        self._open[collaboration_id] = page
        if len(self._open) > OPEN_AT_ONCE and self._again < PATIENCE:
            oldest = next(iter(self._open))
            self._away[oldest] = zlib.compress(pickle.dumps(self._open.pop(oldest)), 1)
        return page

    def all(self) -> Iterator[Page]:
        """Every page, by the number of its collaboration."""
        for number in sorted(self._open.keys() | self._away.keys()):
            yield self._open.get(number) or _unpacked(self._away[number])


def _unpacked(away: bytes) -> Page:
    page: Page = pickle.loads(zlib.decompress(away))  # noqa: S301 - what this very process put away
    return page
