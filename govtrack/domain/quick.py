"""The quick way for rows of the ledger whose words, partner and period were all read before.

What it lets through, the careful way would let through as the same entry (a test holds the two together);
whatever it is not sure of it leaves to the careful way.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from govtrack.analytics.kinds import Basis, Category, Counted, Kind, Nature
from govtrack.analytics.stated import month_of
from govtrack.domain.checks import LARGEST, LONGEST_TEXT, YEAR, Entry, Ground
from govtrack.domain.pages import FIRST_MONTH, Cellular, Page, Sum
from govtrack.papers.cells import tidy, untamed

REMEMBERED = 20_000
"""How many texts are kept at most, and forgotten all at once when there are more."""
LONGEST_FIGURE = 15
TRANSFER, DIS_BENEFIT = int(Kind.TRANSFER), int(Category.DIS_BENEFIT)
CLAIMED = tuple(int(status) for status in Counted.CLAIMED_AND_VERIFIED.statuses)
COLLABORATION, PARTNER, PERIOD, AMOUNT, LOW, HIGH, SOURCE, NOTE = 0, 1, 2, 6, 9, 10, 12, 13
WORDS = itemgetter(3, 4, 5, 7, 8, 11)


class Sort(NamedTuple):
    """What the words of a row come to."""

    measure_id: int
    decimals: int
    status: int
    group: int
    kind: int
    category: int
    basis: int
    provenance: int
    claimed: bool
    level: bool


class When(NamedTuple):
    """A period, and the months of it as bits."""

    starts: int
    months: int
    bits: int


class Who(NamedTuple):
    """A partner, and the months of its spells, each from first to last."""

    partner_id: int | None
    spells: tuple[tuple[int, int], ...]


class Quick:
    """What was learnt from the rows that were read carefully."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._page: Page | None = None
        self._named: str | None = None
        self._calendar = False
        self._sorts: dict[tuple[str, ...], Sort] = {}
        self._whens: dict[tuple[str, bool, bool, bool], When] = {}
        self._whos: dict[str, Who] = {}
        self._texts: dict[str, str] = {"": ""}

    def entry(self, row: Sequence[str]) -> Entry | None:
        """The entry of a row that is known to be right, counted on its page; None where it is not known."""
        page = self._page
        if page is None or row[COLLABORATION] != self._named:
            return None
        sort, who = self._sorts.get(WORDS(row)), self._whos.get(row[PARTNER])
        if sort is None or who is None:
            return None
        when = self._whens.get((row[PERIOD], self._calendar, sort.claimed, sort.level))
        amount = _plain(row[AMOUNT], sort.decimals)
        if when is None or amount is None or not _member(who, when):
            return None
        low = high = None
        if row[LOW] or row[HIGH]:
            low, high = _plain(row[LOW], sort.decimals), _plain(row[HIGH], sort.decimals)
            if low is None or high is None or sort.basis != Basis.JUDGED or not low <= amount <= high:
                return None
        source, note = self._text(row[SOURCE]), self._text(row[NOTE])
        if source is None or note is None or not _stated(page, who, sort, when):
            return None
        effect = -amount if sort.category == DIS_BENEFIT else amount
        key = Sum(who.partner_id, sort.measure_id, sort.kind, when.starts, when.months)
        page.adds[key] = page.adds.get(key, 0) + effect
        return Entry(
            page.collaboration_id, who.partner_id, sort.measure_id, sort.status, when.starts, when.months,
            sort.kind, sort.category, sort.basis, sort.provenance, amount, low, high, source, note,
        )  # fmt: skip

    def leave(self, page: Page) -> None:
        """Forget the page that was open where another is being read: it may be put away meanwhile."""
        if self._page is not page:
            self._page = None

    def _text(self, cell: str) -> str | None:
        found = self._texts.get(cell)
        if found is None:
            found = tidy(untamed(cell))
            if len(found) > LONGEST_TEXT or not found.isprintable():
                return None
            if len(self._texts) > REMEMBERED:
                self._texts = {"": ""}
            self._texts[cell] = found
        return found

    def learn(self, row: Sequence[str], entry: Entry, page: Page, decimals: int) -> None:
        """Remember what a row that was read carefully, and was right, says of its words, partner and period."""
        if entry.kind == TRANSFER or page.standing:
            self._page = None
            return
        if page is not self._page or row[COLLABORATION] != self._named:
            self._page, self._named, self._whos = page, row[COLLABORATION], {}
            self._calendar = self._ground.calendar[page.collaboration_id]
        level = self._ground.natures[entry.measure_id] == Nature.LEVEL
        sort = Sort(
            entry.measure_id, decimals, entry.status, entry.cell.status, entry.kind, entry.category, entry.basis,
            entry.provenance, entry.status in CLAIMED, level,
        )  # fmt: skip
        self._sorts[WORDS(row)] = sort
        bits = ((1 << entry.months) - 1) << (entry.starts - FIRST_MONTH)
        when = When(entry.starts, entry.months, bits)
        self._whens[row[PERIOD], self._calendar, sort.claimed, sort.level] = when
        self._whos[row[PARTNER]] = Who(entry.partner_id, self._spells(entry))

    def _spells(self, entry: Entry) -> tuple[tuple[int, int], ...]:
        if entry.partner_id is None:
            return ((0, 1 << 30),)
        return tuple(
            (month_of(spell.joined) if spell.joined else 0, month_of(spell.left) if spell.left else 1 << 30)
            for spell in self._ground.spells[entry.collaboration_id, entry.partner_id]
        )


def _plain(figure: str, decimals: int) -> int | None:
    """A figure of digits with at most a decimal point, in the smallest unit; None for any other."""
    units, _, part = figure.partition(".")
    if not (units.isdecimal() and figure.isascii()) or len(part) > decimals or len(figure) > LONGEST_FIGURE:
        return None
    if part and not part.isdecimal():
        return None
    value = int(units + part.ljust(decimals, "0"))
    return value if value <= LARGEST else None


def _member(who: Who, when: When) -> bool:
    last = when.starts + when.months - 1
    return any(joined <= last and left >= when.starts for joined, left in who.spells)


def _stated(page: Page, who: Who, sort: Sort, when: When) -> bool:
    """State a period in its cell; False, and nothing stated, where another period covers some of its months."""
    if when.months > YEAR:
        return True
    cell: Cellular = (who.partner_id, sort.measure_id, sort.group, sort.kind, sort.category)
    cover = page.covers.get(cell)
    kind = (when.months, when.starts % when.months)
    if cover is None:
        page.covers[cell] = {kind: when.bits}
        return True
    for other, months in cover.items():
        if other != kind and months & when.bits:
            return False
    cover[kind] = cover.get(kind, 0) | when.bits
    return True
