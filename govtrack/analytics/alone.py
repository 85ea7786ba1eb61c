"""Going alone or staying in: one year's shares beside estimates of what each partner would pay by itself.

The arithmetic of a page: what is known decides how far it goes, and where no rule can pass every test it stops.
Amounts are pence of the year; a share is what a partner paid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from govtrack.analytics import games
from govtrack.analytics.games import Group, Verdict
from govtrack.analytics.rounding import whole_parts


class Range(NamedTuple):
    """An estimate: the least, the likeliest and the most it could reasonably be."""

    low: int
    central: int
    high: int


class Party(NamedTuple):
    """A partner in one year: what it paid, and what is estimated of it."""

    partner: int
    name: str
    paid: int | None
    """Its share; None while the year is not reported whole."""
    waits: str = ""
    """Why the share is not known."""
    months: int = 12
    """The months of the year in which it was a member."""
    moved: int = 0
    """What it had from other partners less what it paid them, which is in no share."""
    provisional: int | None = None
    """What it reports to have paid, where that may still change: shown, and in no test and no sum."""
    alone: Range | None = None
    """What it would pay by itself."""
    left: Range | None = None
    """What the others would pay if it left."""

    @property
    def walks(self) -> Verdict | None:
        """The walk-away test: whether it pays at most what going alone would cost; None where it cannot be made."""
        if self.paid is None or self.alone is None:
            return None
        return games.walk_away(Fraction(self.paid), Fraction(self.alone.low), Fraction(self.alone.high))


def paired(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Of two partners, what the one would pay if the other left is what it would pay alone: no estimate of its own."""
    if len(parties) != 2:
        return tuple(parties)
    first, second = parties
    return first._replace(left=second.alone), second._replace(left=first.alone)


class Split(NamedTuple):
    """A rule's answer: a part for each partner in their order; the parts sum to the whole cost."""

    parts: tuple[int, ...]
    walks: tuple[Verdict, ...]
    """The walk-away test of each part."""


@dataclass(frozen=True)
class Apart:
    """One year of a collaboration, taken apart."""

    year: str
    parties: tuple[Party, ...]
    joint: int = 0
    """Cost stated for the collaboration as a whole, in nobody's share."""
    sources: tuple[str, ...] = ()
    """Which sorts of figures it rests on besides recorded ones."""

    @cached_property
    def together(self) -> int | None:
        """What all cost together; None while anybody's share is not known."""
        paid = [party.paid for party in self.parties]
        return None if not paid or None in paid else self.joint + sum(one for one in paid if one is not None)

    @cached_property
    def alone(self) -> list[Range] | None:
        """What each would pay by itself, once that is estimated for every partner."""
        found = [party.alone for party in self.parties if party.alone is not None]
        return found if found and len(found) == len(self.parties) else None

    @cached_property
    def saving(self) -> Range | None:
        """What being together saves: the costs of going alone in all, less the cost together."""
        if self.alone is None or self.together is None:
            return None
        return Range(*(sum(ends) - self.together for ends in zip(*self.alone, strict=True)))

    @property
    def saves(self) -> bool:
        """Whether there is anything to share: without it no rule passes every walk-away test."""
        return self.saving is not None and self.saving.central > 0

    @cached_property
    def proportional(self) -> Split | None:
        """Each saves the same part of its cost of going alone."""
        if not self.saves or self.alone is None or self.together is None:
            return None
        parts = games.proportional_saving([Fraction(one.central) for one in self.alone], Fraction(self.together))
        return self._split(parts)

    @cached_property
    def paid_to_join(self) -> list[tuple[Party, Fraction]]:
        """The partners that would be paid to be in if everyone saved the same amount, and how much."""
        if not self.saves or self.alone is None or self.together is None:
            return []
        parts = games.equal_saving([Fraction(one.central) for one in self.alone], Fraction(self.together))
        return [(party, -part) for party, part in zip(self.parties, parts, strict=True) if part < 0]

    @cached_property
    def added(self) -> list[Range | None]:
        """What each partner's being in costs the others: the cost together less the others' cost without it."""
        return [
            None
            if self.together is None or party.left is None
            else Range(*(self.together - end for end in reversed(party.left)))
            for party in self.parties
        ]

    @cached_property
    def pays_its_way(self) -> list[Verdict | None]:
        """Whether each pays at least what its being in costs the others."""
        return [
            None
            if one is None or party.paid is None
            else games.pays_its_way(Fraction(party.paid), Fraction(one.low), Fraction(one.high))
            for party, one in zip(self.parties, self.added, strict=True)
        ]

    @cached_property
    def known_added(self) -> list[Range] | None:
        """The same, once it is known for every partner."""
        found = [one for one in self.added if one is not None]
        return found if found and len(found) == len(self.parties) else None

    @cached_property
    def caught(self) -> list[Party]:
        """The partners whose being in costs the others more than going alone would cost them: no share is right."""
        if self.known_added is None or self.alone is None:
            return []
        rows = zip(self.parties, self.known_added, self.alone, strict=True)
        return [party for party, added, alone in rows if added.central > alone.central]

    @property
    def overspent(self) -> bool:
        """Whether what each partner's being in costs comes to more than there is to pay."""
        if self.known_added is None or self.together is None:
            return False
        return sum(one.central for one in self.known_added) > self.together

    @cached_property
    def remaining(self) -> Split | None:
        """Separable cost, remaining benefit; None where it is not known, or no rule can pass both tests."""
        if not self.saves or self.known_added is None or self.overspent or self.caught or len(self.parties) < 2:
            return None
        everyone = Group(range(len(self.parties)))
        assert self.alone is not None, "a saving is known"
        assert self.together is not None, "the same"
        costs = {everyone: Fraction(self.together)}
        for place, (party, alone) in enumerate(zip(self.parties, self.alone, strict=True)):
            costs[everyone - {place}] = Fraction(party.left.central if party.left else 0)
            costs[Group({place})] = Fraction(alone.central)
        if sum(one.central for one in self.alone) == sum(one.central for one in self.known_added):
            return None
        return self._split(games.remaining_benefits(costs, len(self.parties)).allocation)

    def _split(self, exact: Sequence[Fraction]) -> Split:
        assert self.alone is not None, "splits are made where the costs of going alone are known"
        assert self.together is not None, "and the cost together"
        parts = whole_parts(exact, self.together)
        walks = [
            games.walk_away(Fraction(part), Fraction(own.low), Fraction(own.high))
            for part, own in zip(parts, self.alone, strict=True)
        ]
        return Split(tuple(parts), tuple(walks))
