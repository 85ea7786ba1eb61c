"""Whose songs got on the album: who proposed what became of it, who agreed with the outcome, who was overruled."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.kinds import Outcome
from govtrack.analytics.register import Subject
from govtrack.analytics.voting import Stance
from govtrack.analytics.words import counted, listed, percent

FEWEST = 5
"""With fewer decisions in a year, or in all, no share of them is told."""
FINAL = {Outcome.APPROVED: Stance.SUPPORTS, Outcome.NOT_APPROVED: Stance.OPPOSES}
"""Outcomes that go one way or the other, and the stance they go along with."""


class Decided(NamedTuple):
    """One joint decision: its year, what came of it, who proposed it, what it was about, and where partners stood."""

    year: str
    outcome: Outcome
    proposer: int | None
    subjects: frozenset[Subject]
    stances: tuple[tuple[int, Stance], ...]


class Part(NamedTuple):
    """One partner's part in some decisions; each a count of decisions."""

    partner: int
    proposed: int
    adopted: int
    agreed: int
    overruled: int
    neither: int
    """Decisions on which it abstained, reserved its position or was absent, or that came to neither yes nor no."""

    @property
    def stood(self) -> int:
        """On how many it is known where the partner stood."""
        return self.agreed + self.overruled + self.neither


class MoneyYear(NamedTuple):
    """How many decisions of a year say what they were about, and how many of those were about money alone."""

    year: str
    known: int
    money: int

    @property
    def share(self) -> Fraction | None:
        """None where there are too few to say."""
        return Fraction(self.money, self.known) if self.known >= FEWEST else None


def parts(decided: Sequence[Decided], partners: Sequence[int]) -> list[Part]:
    """Every partner's part, in the order given."""
    return [_part(decided, partner) for partner in partners]


def _part(decided: Sequence[Decided], partner: int) -> Part:
    own = [one for one in decided if one.proposer == partner]
    stood = [(stance, FINAL.get(one.outcome)) for one in decided for who, stance in one.stances if who == partner]
    agreed = sum(went is not None and stance == went for stance, went in stood)
    sides = (Stance.SUPPORTS, Stance.OPPOSES)
    overruled = sum(went is not None and stance in sides and stance != went for stance, went in stood)
    adopted = sum(one.outcome is Outcome.APPROVED for one in own)
    return Part(partner, len(own), adopted, agreed, overruled, len(stood) - agreed - overruled)


def said(found: Sequence[Part], names: dict[int, str]) -> str:
    """What the parts come to, in a sentence.

    >>> said([Part(1, 4, 3, 6, 0, 0), Part(2, 2, 2, 5, 1, 0)], {1: "Ashdale", 2: "Kent"})
    'Of 6 proposals 5 were adopted: Ashdale proposed 4 and saw 3 adopted, Kent 2 and 2. Kent was overruled once.'
    """
    proposers = [one for one in found if one.proposed]
    proposed, adopted = sum(one.proposed for one in found), sum(one.adopted for one in found)
    if not any(one.stood or one.proposed for one in found):
        return "Nobody's proposals or positions are recorded yet."
    sentences = []
    if proposers:
        first, *rest = proposers
        told = [f"{names[first.partner]} proposed {first.proposed} and saw {first.adopted} adopted"]
        told += [f"{names[one.partner]} {one.proposed} and {one.adopted}" for one in rest]
        adopted_words = f"{adopted} {'was' if adopted == 1 else 'were'} adopted"
        sentences.append(f"Of {counted(proposed, 'proposal')} {adopted_words}: {', '.join(told)}.")
    overruled = [(names[one.partner], _times(one.overruled)) for one in found if one.overruled]
    if len(overruled) == 1:
        sentences.append("{} was overruled {}.".format(*overruled[0]))
    elif overruled:
        sentences.append(f"Overruled were {listed([f'{name} {times}' for name, times in overruled])}.")
    elif any(one.stood for one in found):
        sentences.append("Nobody was overruled.")
    return " ".join(sentences)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


class YearOf(NamedTuple):
    """What became of one year's joint decisions; by partner, how many it proposed and was overruled on."""

    year: str
    decisions: int
    proposed: dict[int, int]
    adopted: dict[int, int]
    overruled: dict[int, int]


def years(decided: Sequence[Decided], partners: Sequence[int]) -> list[YearOf]:
    """Year by year, oldest first, those of which it is known who proposed them or where somebody stood."""
    known = [one for one in decided if one.year and (one.proposer is not None or one.stances)]
    found = []
    for year in sorted({one.year for one in known}):
        those = [one for one in known if one.year == year]
        each = parts(those, partners)
        found.append(
            YearOf(
                year,
                len(those),
                {one.partner: one.proposed for one in each if one.proposed},
                {one.partner: one.adopted for one in each if one.adopted},
                {one.partner: one.overruled for one in each if one.overruled},
            )
        )
    return found


def money_years(decided: Sequence[Decided]) -> list[MoneyYear]:
    """By year, oldest first, how many of the decisions whose subjects are known were about money alone."""
    known = [one for one in decided if one.subjects]
    years = sorted({one.year for one in known if one.year})
    alone = frozenset({Subject.MONEY})
    return [
        MoneyYear(
            year,
            sum(one.year == year for one in known),
            sum(one.year == year and one.subjects == alone for one in known),
        )
        for year in years
    ]


def money_said(decided: Sequence[Decided]) -> str:
    """The share of decisions that were about money alone, early and late, as the early sign that it can be.

    Told only where each half of the record has at least `FEWEST` decisions whose subjects are known.
    """
    known = sorted((one for one in decided if one.subjects and one.year), key=lambda one: one.year)
    alone = [one.subjects == frozenset({Subject.MONEY}) for one in known]
    if len(known) < 2 * FEWEST:
        return (
            f"{counted(sum(alone), 'decision')} of {len(known)} whose subjects are recorded "
            f"{'was' if sum(alone) == 1 else 'were'} about money alone. That is too few to say how it moves: "
            f"{2 * FEWEST} are needed."
        )
    half = len(known) // 2
    first, last = (Fraction(sum(some), len(some)) for some in (alone[:half], alone[half:]))
    spans = (f"{known[0].year} to {known[half - 1].year}", f"{known[half].year} to {known[-1].year}")
    return (
        f"Of the decisions of {spans[0]}, {percent(first)} were about money alone; of those of {spans[1]}, "
        f"{percent(last)}. {_sign(first, last)}"
    )


def _sign(first: Fraction, last: Fraction) -> str:
    if last - first >= Fraction(1, 5):
        return "Talk may be narrowing to who pays for what: an early sign, and no more than that."
    if first - last >= Fraction(1, 5):
        return "Talk has widened beyond who pays for what."
    return "That is much the same."
