"""Figures in words, for every room that speaks of one: what it is, whose, for when, and what it says."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.analytics.kinds import Category
from govtrack.analytics.periods import Period, label
from govtrack.store import cycle, figures, ledger
from govtrack.store.bodies import organisations_of
from govtrack.store.collaborations import Collaboration, collaborations_of
from govtrack.store.disputes import claimed
from govtrack.store.ledger import Figure
from govtrack.store.measures import Measure, measures
from govtrack.web import formats


class Said(NamedTuple):
    """A whole figure in words: a transfer with both its sides, a shared result with all its parts."""

    line: int
    """The line that its page is asked for by."""
    figure: int
    together: Collaboration
    what: str
    whose: str
    period: str
    amount: str
    measure: Measure
    legs: Sequence[Figure]
    stands: bool

    @property
    def name(self) -> str:
        """What the figure is, whatever its amount."""
        return f"{self.what[0].upper()}{self.what[1:]}, {self.whose}, {self.period}"

    @property
    def provisional(self) -> bool:
        """Whether its period is reported and not yet agreed and closed; asked of the register each time."""
        return self.stands and cycle.any_may_change(self.legs)


def said(numbers: Sequence[int]) -> dict[int, Said]:
    """Figures by their numbers, as they stand, or as they stood last where they were taken back."""
    standing = ledger.legs_of(numbers)
    legs = {number: standing.get(number) or figures.last_legs(number) for number in numbers}
    every = [leg for parts in legs.values() for leg in parts]
    names = {one.id: one.short_name for one in organisations_of(sorted({leg.partner_id or 0 for leg in every}))}
    together = {one.id: one for one in collaborations_of(sorted({leg.collaboration_id for leg in every}))}
    units = {one.id: one for one in measures()}
    return {
        number: _said(parts, names, together[parts[0].collaboration_id], units[parts[0].measure_id], number in standing)
        for number, parts in legs.items()
        if parts
    }


def said_of(figure: Figure) -> Said:
    """The whole of the figure that a line belongs to."""
    return said([figure.figure])[figure.figure]


def _said(
    legs: Sequence[Figure], names: dict[int, str], together: Collaboration, measure: Measure, stands: bool
) -> Said:
    first = legs[0]
    return Said(
        first.line,
        first.figure,
        together,
        Category(first.category).word,
        figures.whose(legs, names),
        label(Period(first.starts, first.months), calendar=together.calendar),
        formats.amount(claimed(legs), measure),
        measure,
        legs,
        stands,
    )
