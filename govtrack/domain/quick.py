"""The quick way for rows of the ledger whose words, partner and period were all read before.

What it lets through, the careful way would let through as the same entry (a test holds the two together);
whatever it is not sure of it leaves to the careful way. It is written for a million rows: what rows share is
looked up by the very texts they hold, and nothing is worked out twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from govtrack.analytics.kinds import Basis, Category, Counted, Kind, Nature
from govtrack.analytics.stated import month_of
from govtrack.domain.checks import LARGEST, LONGEST_TEXT, YEAR, Entry, Ground
from govtrack.domain.pages import FIRST_MONTH, Class, Page, Sum
from govtrack.papers.cells import tidy, untamed

REMEMBERED = 20_000
"""How many texts are kept at most, and forgotten all at once when there are more."""
LONGEST_FIGURE = 15
FOR_EVER = 1 << 30
TRANSFER, DIS_BENEFIT, JUDGED = int(Kind.TRANSFER), int(Category.DIS_BENEFIT), int(Basis.JUDGED)
CLAIMED = tuple(int(status) for status in Counted.CLAIMED_AND_VERIFIED.statuses)
COLLABORATION, PARTNER, PERIOD, AMOUNT, LOW, HIGH, SOURCE, NOTE = 0, 1, 2, 6, 9, 10, 12, 13
WORDS = itemgetter(3, 4, 5, 7, 8, 11)
TIMINGS, HAPPENED_FROM = 4, 2
new = tuple.__new__
"""Makes an entry in half the time that its own class takes over it."""


class Sort(NamedTuple):
    """What the words of a row come to. Rows of one `timing` may stand in the same periods."""

    measure_id: int
    decimals: int
    status: int
    group: int
    kind: int
    category: int
    basis: int
    provenance: int
    timing: int


@dataclass(slots=True)
class Spot:
    """A partner in a period, as some rows name them, and what such rows have come to so far."""

    partner_id: int | None
    starts: int
    months: int
    bits: int
    """The months of the period; none for a span, which is not counted beside the years in it."""
    class_: Class
    sums: dict[tuple[int, int], int] = field(default_factory=dict)
    """By measure and kind."""


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
        self._whens: dict[tuple[str, bool, int], tuple[int, int]] = {}
        self._whos: dict[str, Who] = {}
        self._spots: list[dict[tuple[str, str], Spot]] = [{} for _ in range(TIMINGS)]
        self._texts: dict[str, str] = {"": ""}

    def entry(self, row: Sequence[str]) -> Entry | None:  # noqa: PLR0911 - each way out is a thing not known
        """The entry of a row that is known to be right, counted on its page; None where it is not known."""
        if row[COLLABORATION] != self._named or self._page is None:
            return None
        sort = self._sorts.get(WORDS(row))
        if sort is None:
            return None
        measure, decimals, status, group, kind, category, basis, provenance, timing = sort
        spot = self._spots[timing].get((row[PARTNER], row[PERIOD])) or self._spot(row, timing)
        amount = plain(row[AMOUNT], decimals)
        if spot is None or amount is None:
            return None
        low = high = None
        if row[LOW] or row[HIGH]:
            low, high = plain(row[LOW], decimals), plain(row[HIGH], decimals)
            if low is None or high is None or basis != JUDGED or not low <= amount <= high:
                return None
        source: str | None = row[SOURCE]
        note: str | None = row[NOTE]
        if source or note:
            source, note = self._text(source), self._text(note)
            if source is None or note is None:
                return None
        partner = spot.partner_id
        if spot.bits:
            cell = (partner, measure, group, kind, category)
            cover = self._page.covers.get(cell)
            if cover is None:
                self._page.covers[cell] = {spot.class_: spot.bits}
            elif len(cover) == 1 and spot.class_ in cover:
                cover[spot.class_] |= spot.bits
            elif not apart(cover, spot):
                return None
        key = (measure, kind)
        spot.sums[key] = spot.sums.get(key, 0) + (-amount if category == DIS_BENEFIT else amount)
        return new(Entry, (
            self._page.collaboration_id, partner, measure, status, spot.starts, spot.months, kind, category, basis,
            provenance, amount, low, high, source, note,
        ))  # fmt: skip

    def _text(self, cell: str | None) -> str | None:
        if not cell:
            return ""
        found = self._texts.get(cell)
        if found is None:
            found = tidy(untamed(cell))
            if len(found) > LONGEST_TEXT or not found.isprintable():
                return None
            if len(self._texts) > REMEMBERED:
                self._texts.clear()
            self._texts[cell] = found
        return found

    def _spot(self, row: Sequence[str], timing: int) -> Spot | None:
        """The spot of a row whose partner and period were each read before, where it was a member and may record."""
        who = self._whos.get(row[PARTNER])
        when = self._whens.get((row[PERIOD], self._calendar, timing))
        if who is None or when is None:
            return None
        starts, months = when
        if not any(joined < starts + months and left >= starts for joined, left in who.spells):
            return None
        if self._shut(who.partner_id, starts, months, happened=timing >= HAPPENED_FROM):
            return None
        bits = ((1 << months) - 1) << (starts - FIRST_MONTH) if months <= YEAR else 0
        spot = Spot(who.partner_id, starts, months, bits, (months, starts % months))
        self._spots[timing][row[PARTNER], row[PERIOD]] = spot
        return spot

    def _shut(self, partner: int | None, starts: int, months: int, *, happened: bool) -> bool:
        """Whether a period may not be written now for a partner on the open page."""
        if not happened or not self._ground.shut or self._page is None:
            return False
        there = self._ground.shut.get((self._page.collaboration_id, partner), ())
        return any(one.touches(starts, months) for one in there)

    def leave(self, page: Page | None = None) -> None:
        """Count up on the page that was open, and forget it, unless it is the one to be read on."""
        if self._page is page or self._page is None:
            return
        adds = self._page.adds
        for spots in self._spots:
            for spot in spots.values():
                for (measure, kind), amount in spot.sums.items():
                    key = Sum(spot.partner_id, measure, kind, spot.starts, spot.months)
                    adds[key] = adds.get(key, 0) + amount
            spots.clear()
        self._whos.clear()
        self._page = self._named = None

    def learn(self, row: Sequence[str], entry: Entry, page: Page, decimals: int) -> None:
        """Remember what a row that was read carefully, and was right, says of its words, partner and period."""
        if entry.kind == TRANSFER or page.standing:
            return
        if row[COLLABORATION] != self._named:
            self.leave()
            self._page, self._named = page, row[COLLABORATION]
            self._calendar = self._ground.calendar[page.collaboration_id]
        level = self._ground.natures[entry.measure_id] == Nature.LEVEL
        timing = (HAPPENED_FROM if entry.status in CLAIMED else 0) + level
        self._sorts[WORDS(row)] = Sort(
            entry.measure_id, decimals, entry.status, entry.cell.status, entry.kind, entry.category, entry.basis,
            entry.provenance, timing,
        )  # fmt: skip
        self._whens[row[PERIOD], self._calendar, timing] = entry.starts, entry.months
        self._whos[row[PARTNER]] = Who(entry.partner_id, self._spells(entry))

    def _spells(self, entry: Entry) -> tuple[tuple[int, int], ...]:
        if entry.partner_id is None:
            return ((0, FOR_EVER),)
        return tuple(
            (month_of(spell.joined) if spell.joined else 0, month_of(spell.left) if spell.left else FOR_EVER)
            for spell in self._ground.spells[entry.collaboration_id, entry.partner_id]
        )


def plain(figure: str, decimals: int) -> int | None:
    """A figure of digits with at most a decimal point, in the smallest unit; None for any other.

    >>> plain("12.5", 2), plain("12", 2), plain("1,200", 2), plain("12.555", 2)
    (1250, 1200, None, None)
    """
    units, _, part = figure.partition(".")
    if not units.isdecimal() or len(part) > decimals or len(figure) > LONGEST_FIGURE or not figure.isascii():
        return None
    if not part:
        value = int(units) * 10**decimals
    elif part.isdecimal():
        value = int(units + part) * 10 ** (decimals - len(part))
    else:
        return None
    return value if value <= LARGEST else None


def apart(cover: dict[Class, int], spot: Spot) -> bool:
    """State a period in its cell; False, and nothing stated, where one of another class covers some of its months."""
    if any(class_ != spot.class_ and months & spot.bits for class_, months in cover.items()):
        return False
    cover[spot.class_] = cover.get(spot.class_, 0) | spot.bits
    return True
