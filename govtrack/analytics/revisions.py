"""What one release of the deflators changes beside another: £100 of each year, brought to one year's prices."""

from typing import NamedTuple

from govtrack.analytics.realterms import OUTTURN, Deflators
from govtrack.analytics.rounding import half_up
from govtrack.analytics.stated import year_label
from govtrack.analytics.words import counted, exact, listed, number

HUNDRED_POUNDS = 100_00


class Revised(NamedTuple):
    """One year: what £100 of it is in the prices of the base by this release and by the other, in pence."""

    year: int
    this: int | None
    other: int | None

    @property
    def difference(self) -> int | None:
        return None if self.this is None or self.other is None else self.this - self.other


class Revision(NamedTuple):
    """Two releases compared in the prices of one year, the latest outturn of both (None: they share none)."""

    base: int | None
    years: list[Revised]


def compare(this: Deflators, other: Deflators) -> Revision:
    """This release beside another, year by year; the base is a year that both of them have as outturn."""
    shared = [year for year in this.index if year in other.index and this.status[year] == OUTTURN == other.status[year]]
    if not shared:
        return Revision(None, [])
    base = max(shared)
    years = sorted({*this.index, *other.index})
    return Revision(base, [Revised(year, _worth(this, year, base), _worth(other, year, base)) for year in years])


def _worth(release: Deflators, year: int, base: int) -> int | None:
    return half_up(HUNDRED_POUNDS * release.factor(year, base)) if year in release.index else None


def said(revision: Revision, other: str) -> str:
    """What changes most, in a sentence."""
    if revision.base is None:
        return f"It has no outturn year in common with {other}, so the two cannot be compared."
    changed = [one for one in revision.years if one.difference]
    new = [year_label(one.year) for one in revision.years if one.other is None]
    gone = [year_label(one.year) for one in revision.years if one.this is None]
    same = f"Every year in both is the same as in {other}, to the penny in £100."
    sentences = [_most(revision, other) if changed else same]
    if new:
        sentences.append(f"New in it: {_years(new)}.")
    if gone:
        sentences.append(f"Not in it any more: {_years(gone)}.")
    return " ".join(sentences)


def _years(labels: list[str]) -> str:
    return listed(labels) if len(labels) < 4 else f"{number(len(labels))} years between {labels[0]} and {labels[-1]}"


def _most(revision: Revision, other: str) -> str:
    changed = [one for one in revision.years if one.difference]
    most = max(changed, key=lambda one: (abs(one.difference or 0), one.year))
    assert most.this is not None
    assert most.difference is not None
    assert revision.base is not None
    way = "more" if most.difference > 0 else "less"
    return (
        f"Beside {other}, {counted(len(changed), 'year')} {'is' if len(changed) == 1 else 'are'} revised. "
        f"The largest change is {year_label(most.year)}: £100 of that year is {exact(most.this)} in "
        f"{year_label(revision.base)} prices, {exact(abs(most.difference))} {way} than by the other."
    )
