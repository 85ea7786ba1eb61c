"""Money of different years in the prices of one: HM Treasury's GDP deflators, never extrapolated."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from govtrack.analytics.kinds import Indexed
from govtrack.analytics.rounding import rounded_ratio
from govtrack.analytics.stated import Period, label, year_label, year_of

OUTTURN = str(Indexed.OUTTURN)
PLAIN_NUMBER = re.compile(r"(?=.*[1-9])[0-9]{1,6}(\.[0-9]{1,9})?", re.ASCII)


class MissingDeflator(LookupError):
    """Prices of a year that the loaded table does not have; the message says what to do."""


@dataclass(frozen=True)
class Deflators:
    """One release of the table: an index and a status for each financial year, by the year it starts in.

    `base` is the latest outturn year, which is the price base a page uses unless told otherwise.
    """

    release: str
    base: int
    index: Mapping[int, Fraction]
    status: Mapping[int, str]
    published: date | None = None
    """The first day on which anyone can have known this release."""
    chosen: str = ""
    """Which release it is beside the others, in a sentence, where it is not simply the newest."""

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str, str]], *, release: str, published: date | None = None) -> "Deflators":
        """From (year, index as written, status); ValueError for an index that is no number above nought.

        >>> Deflators.of([(2023, "96.1297", OUTTURN), (2024, "100", OUTTURN)], release="2025-12").base
        2024
        """
        listed = list(rows)
        if not listed or not all(PLAIN_NUMBER.fullmatch(written) for _, written, _ in listed):
            raise ValueError("a deflator table needs an index above nought for each of its years")
        index = {year: Fraction(written) for year, written, _ in listed}
        status = {year: told for year, _, told in listed}
        outturn = [year for year, told in status.items() if told == OUTTURN]
        return cls(release, max(outturn or index), index, status, published)

    def __hash__(self) -> int:
        """Releases seldom share name and base; whether two are the same is still said by every year of them."""
        return hash((self.release, self.base, self.published))

    def real(self, amount: int, year: int, base: int | None = None) -> int:
        """Pence of one financial year in the prices of another, to the nearest penny, halves away from nought."""
        there, here = self._index(self.base if base is None else base), self._index(year)
        return rounded_ratio(amount * there.numerator * here.denominator, there.denominator * here.numerator)

    def real_over(self, amount: int, period: Period, base: int | None = None) -> int:
        """The same for any stated period of a year at most; a calendar year is 3/12 of one index, 9/12 of the next.

        A span has no one price level and is refused, for it is never spread over its years.
        """
        if period.months > 12:
            raise MissingDeflator(f"{label(period)} has no price level of its own: show it in cash.")
        weights = [self._index(year_of(period.starts + month)) for month in range(period.months)]
        here, there = sum(weights, Fraction(0)) / period.months, self._index(self.base if base is None else base)
        exact = amount * there / here
        return rounded_ratio(exact.numerator, exact.denominator)

    def factor(self, year: int, base: int | None = None) -> Fraction:
        """What a pound of one year is in the prices of another, exactly."""
        return self._index(self.base if base is None else base) / self._index(year)

    def must_be_loaded(self) -> None:
        """MissingDeflator where there is no year at all."""
        if not self.index:
            raise MissingDeflator("no release of the GDP deflators is loaded.")

    def _index(self, year: int) -> Fraction:
        if year not in self.index:
            raise MissingDeflator(
                f"There is no deflator for {year_label(year)} in {self.release}: "
                "load a table that has it, or show cash."
            )
        return self.index[year]


NONE = Deflators("none", 0, {}, {})
"""What there is before any release was loaded: every year is missing, so that pages fall back to cash and say so."""
