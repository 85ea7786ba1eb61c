"""The story's own arithmetic, kept apart from the product's so that each can check the other."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from tests.illustrative import story
from tests.illustrative.figures import Line

DEFLATORS = Path(__file__).parents[2] / "govtrack" / "data" / "gdp_deflators.csv"
BASE = 2024
YEARS = range(story.FIRST_YEAR, story.LAST_WHOLE_YEAR + 1)
Quarter = tuple[int, int]
Sums = dict[tuple[str, Quarter], Fraction]


class Books:
    """Pounds put in, got out and passed between partners, by partner and quarter, in real terms or in cash."""

    def __init__(self, lines: Iterable[Line], *, real: bool = True) -> None:
        index = deflators()
        self.sums: dict[str, Sums] = {kind: defaultdict(Fraction) for kind in ("contribution", "benefit", "transfer")}
        for line in lines:
            if line.measure != "GBP" or line.status not in ("claimed", "verified"):
                continue
            year, quarter = int(line.period[:4]), int(line.period[-1])
            effect = -line.amount if line.category == "dis-benefit" else line.amount
            factor = index[BASE] / index[year] if real else Fraction(1)
            self.sums[line.kind][line.partner, (year, quarter)] += effect * factor

    def year(self, kind: str, partner: str, year: int) -> Fraction:
        """A partner's sum of a year."""
        return sum((self.sums[kind].get((partner, (year, q)), Fraction(0)) for q in (1, 2, 3, 4)), Fraction(0))

    def whole(self, kind: str, year: int) -> Fraction:
        """The sum of all partners in a year."""
        return sum((self.year(kind, partner, year) for partner in story.PARTNERS), Fraction(0))

    def net(self, partner: str, years: Iterable[int]) -> Fraction:
        """Benefit less contribution over some years, in pence."""
        gains = (self.year("benefit", partner, y) - self.year("contribution", partner, y) for y in years)
        return sum(gains, Fraction(0))

    def share(self, kind: str, partner: str, years: Sequence[int]) -> Fraction:
        """A partner's part of all, pooled over some years."""
        return Fraction(sum(self.year(kind, partner, y) for y in years)) / sum(self.whole(kind, y) for y in years)

    def gap(self, partner: str, years: Sequence[int]) -> Fraction:
        """Share out less share in over some years, in percentage points."""
        return 100 * (self.share("benefit", partner, years) - self.share("contribution", partner, years))

    def quarters(self, partner: str) -> list[Quarter]:
        """The quarters of which every member's figures are in, while a partner was one, oldest first."""
        return [
            (year, quarter)
            for year in range(story.FIRST_YEAR, story.CURRENT_YEAR + 1)
            for quarter in (1, 2, 3, 4)
            if partner in story.members(year, quarter)
            and all(story.has_reported(other, year, quarter) for other in story.members(year, quarter))
        ]

    def quarterly(self, partner: str, *, as_share: bool) -> list[float]:
        """A partner's benefit of each complete quarter, in pence, or its part of all partners' benefit."""
        made = self.sums["benefit"]
        return [
            float(made[partner, when] / (sum(made[other, when] for other in story.members(*when)) if as_share else 1))
            for when in self.quarters(partner)
        ]


def deflators() -> dict[int, Fraction]:
    """The shipped index, by the calendar year a financial year starts in."""
    with DEFLATORS.open(encoding="utf-8", newline="") as file:
        return {int(row["financial_year"][:4]): Fraction(row["index_2024_25_eq_100"]) for row in csv.DictReader(file)}


def sign(value: Fraction, tolerance: Fraction) -> int:
    """-1, 0 or 1, nought within the tolerance."""
    return 0 if abs(value) <= tolerance else (1 if value > 0 else -1)


def settling(measure: Callable[[Sequence[int]], int]) -> int:
    """The shortest window such that, from it up, every stretch of years gives the same sign as all of them."""
    years, answer = list(YEARS), len(YEARS)
    whole = measure(years)
    for width in range(len(years), 0, -1):
        if any(measure(years[at : at + width]) != whole for at in range(len(years) - width + 1)):
            break
        answer = width
    return answer


def lit(books: Books, partner: str) -> list[int]:
    """The whole years in which a partner's share of benefit was at least 1.25 times its share of cost."""
    return [
        year
        for year in YEARS
        if books.year("contribution", partner, year)
        and books.share("benefit", partner, [year]) >= Fraction(5, 4) * books.share("contribution", partner, [year])
    ]


def signals(points: Sequence[float]) -> dict[int, str]:
    """Which points an XmR chart with the NHS rules names, and why; outlying ranges are dropped once."""
    mean = sum(points) / len(points)
    moves = [abs(after - before) for before, after in pairwise(points)]
    first = sum(moves) / len(moves)
    kept = [move for move in moves if move < 3.267 * first]
    reach = 2.66 * sum(kept) / len(kept)
    found: dict[int, str] = {}
    for at, point in enumerate(points):
        if abs(point - mean) > reach:
            found[at] = "limit"
    for at in range(len(points) - 6):
        run = points[at : at + 7]
        steps = [after - before for before, after in pairwise(run)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            _mark(found, range(at, at + 7), "trend")
    for at in range(len(points) - 2):
        three = [point - mean for point in points[at : at + 3]]
        near = [at + i for i, gap in enumerate(three) if 2 * reach / 3 < abs(gap) <= reach]
        if len(near) >= 2 and (min(three) > 0 or max(three) < 0):
            _mark(found, near, "two of three")
    for at in range(len(points) - 6):
        run = points[at : at + 7]
        if min(run) > mean or max(run) < mean:
            _mark(found, range(at, at + 7), "shift")
    return found


def _mark(found: dict[int, str], places: Iterable[int], label: str) -> None:
    for place in places:
        found.setdefault(place, label)
