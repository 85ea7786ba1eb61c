"""What each partner's share is under a rule, one step after another, and an amount split by it to the penny."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.allocation import NotShareable, apportion, damped, mix, part_year, shares_of, with_floors
from govtrack.analytics.kinds import Way

NONE = Fraction(0)


class Part(NamedTuple):
    """A partner in a rule: its percentage where the rule fixes one, and the share it never falls under."""

    partner: int
    percent: Fraction | None = None
    floor: Fraction = NONE


class Weight(NamedTuple):
    """A driver in a mix, by its number, and how much it weighs beside the others."""

    driver: int
    weight: Fraction


class Limits(NamedTuple):
    """How far a share may move from the year before: parts of that share, not percentage points."""

    up: Fraction
    down: Fraction


class Terms(NamedTuple):
    """A share rule as numbers; its parts stand in the agreed order of partners, which breaks ties."""

    starts: date
    ends: date | None
    way: Way
    parts: tuple[Part, ...]
    weights: tuple[Weight, ...] = ()
    limits: Limits | None = None
    years_back: int = 0
    """Whose year's figures a mix uses: 0 those of the year itself, 1 of the year before, and so on."""
    fixed_year: int | None = None
    """The one year whose figures it always uses, by the calendar year it starts in."""
    number: int = 0
    """The rule's number in the register; 0 for one that is only tried."""

    def driver_year(self, year: int) -> int:
        """The year whose driver figures share out a year."""
        return year - self.years_back if self.fixed_year is None else self.fixed_year

    def holds(self, first: date, last: date) -> bool:
        """Whether it is in force on some day from one to another."""
        return self.starts <= last and (self.ends is None or self.ends >= first)

    @property
    def partners(self) -> list[int]:
        return [part.partner for part in self.parts]


class Steps(NamedTuple):
    """The shares of one rule for some days, as they stood after each step; all in the order of its parts."""

    by_driver: tuple[tuple[Fraction, ...], ...]
    """Each driver's own shares, in the order of the rule's weights; empty for one whose figures are all nought."""
    mixed: tuple[Fraction, ...]
    days: tuple[int, ...]
    """On how many of the days each was a partner."""
    weighted: tuple[Fraction, ...]
    floored: tuple[Fraction, ...]
    before: tuple[Fraction, ...] | None
    """The shares of the year before that limits were held against; None where there were none to hold."""
    limited: tuple[Fraction, ...]


def steps(
    terms: Terms,
    *,
    days: Sequence[int],
    length: int,
    figures: Mapping[int, Sequence[int]],
    before: Sequence[Fraction] | None,
) -> Steps:
    """Work the shares of a rule out for a stretch of `length` days.

    `days` has each partner's days in it, `figures` each driver's figures, `before` each partner's share of the
    year before. NotShareable says why there are none.
    """
    by_driver, mixed = _mixed(terms, figures)
    weighted = shares_of(part_year(mixed, days, length))
    floors = [part.floor * own / length for part, own in zip(terms.parts, days, strict=True)]
    floored = with_floors(weighted, floors)
    limited = floored
    if terms.limits is not None and before is not None:
        limited = damped(before, floored, up=terms.limits.up, down=terms.limits.down)
    return Steps(
        by_driver,
        tuple(mixed),
        tuple(days),
        tuple(weighted),
        tuple(floored),
        None if before is None else tuple(before),
        tuple(limited),
    )


def _mixed(
    terms: Terms, figures: Mapping[int, Sequence[int]]
) -> tuple[tuple[tuple[Fraction, ...], ...], list[Fraction]]:
    if terms.way is Way.PERCENTAGES:
        return (), shares_of([part.percent or NONE for part in terms.parts])
    if terms.way is Way.EQUAL:
        return (), shares_of([1] * len(terms.parts))
    columns = [figures[one.driver] for one in terms.weights]
    mixed = mix([(one.weight, column) for one, column in zip(terms.weights, columns, strict=True)])
    own = tuple(tuple(shares_of(column)) if any(column) else () for column in columns)
    return own, mixed.shares


def over_time(pieces: Sequence[tuple[int, Mapping[int, Fraction]]]) -> dict[int, Fraction]:
    """The shares of a period in which rules followed each other: each rule's, weighted by its days.

    Partners stand in the order of the last rule, then of those before it: the order that breaks ties.
    """
    length = sum(days for days, _ in pieces)
    order = dict.fromkeys(partner for _, shares in reversed(pieces) for partner in shares)
    return {
        partner: sum((shares.get(partner, NONE) * days / length for days, shares in pieces), NONE) for partner in order
    }


class Split(NamedTuple):
    """An amount in parts: what each would be exactly, cut to whole pence, and as it came out."""

    exact: tuple[Fraction, ...]
    cut: tuple[int, ...]
    parts: tuple[int, ...]

    @property
    def extra(self) -> tuple[int, ...]:
        """Which parts were given one of the pence that cutting left over: 1, or −1 of a credit; else 0."""
        return tuple(part - cut for part, cut in zip(self.parts, self.cut, strict=True))


def split(amount: int, shares: Sequence[Fraction]) -> Split:
    """Split pence by shares so that the parts sum to the amount; the arithmetic is `allocation.apportion`.

    >>> split(100, [Fraction(1, 3)] * 3).parts, split(-100, [Fraction(1, 3)] * 3).cut
    ((34, 33, 33), (-33, -33, -33))
    """
    exact = tuple(amount * share for share in shares)
    return Split(exact, tuple(int(part) for part in exact), tuple(apportion(amount, shares)))


__all__ = ["Limits", "NotShareable", "Part", "Split", "Steps", "Terms", "Weight", "over_time", "split", "steps"]
