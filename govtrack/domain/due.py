"""What the rules make each partner's share of a period, with everything the answer was worked out from."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from govtrack.analytics.kinds import Way
from govtrack.analytics.periods import Period, month_of, year_label, year_of, year_period
from govtrack.analytics.sharing import NotShareable, Steps, Terms, over_time, steps
from govtrack.analytics.words import listed
from govtrack.domain.refusals import Refused
from govtrack.store import drivers
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.store.drivers import Driver, DriverValue
from govtrack.store.rules import rules_about

YEAR = 12
FURTHEST_BACK = 40
"""How many years in a row limits on change are followed back, before a rule counts as having none to hold to."""


class Piece(NamedTuple):
    """The part of a period in which one rule held: its days, its steps, and the figures they used.

    `terms` are the rule's, narrowed to those who were partners on some of the days.
    """

    terms: Terms
    first: date
    last: date
    year: int
    """The year whose driver figures were used."""
    values: Mapping[int, tuple[DriverValue, ...]]
    """Each driver's figures, in the order of the rule's partners."""
    steps: Steps

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def shares(self) -> dict[int, Fraction]:
        return dict(zip(self.terms.partners, self.steps.limited, strict=True))


class Due(NamedTuple):
    """Each partner's share of a period, in the agreed order, and the pieces it came from."""

    period: Period
    shares: dict[int, Fraction]
    pieces: tuple[Piece, ...]


class Book:
    """Everything that shares of one collaboration are worked out from, read once for however many periods.

    `terms` stand in for the rules of the register where a rule is only tried.
    """

    def __init__(self, together: Collaboration, about: str, *, terms: Sequence[Terms] | None = None) -> None:
        self.together, self.about = together, about
        found = [rule.terms for rule in rules_about(together.id, about)] if terms is None else terms
        self.terms = sorted(found, key=lambda one: one.starts)
        self._spells: dict[int, list[tuple[date | None, date | None]]] = {}
        self.names: dict[int, Organisation] = {}
        for spell in memberships_in([together.id]):
            self._spells.setdefault(spell.partner_id, []).append((spell.joined, spell.left))
            self.names[spell.partner_id] = spell.partner
        numbers = sorted({one.driver for rule in self.terms for one in rule.weights})
        self.drivers: dict[int, Driver] = {one.id: one for one in drivers.drivers(None) if one.id in numbers}
        self._values = drivers.values(numbers)
        self._done: dict[Period, Due] = {}

    def due(self, period: Period) -> Due:
        """The shares of a period of a year or less. Refused, with the days or the figures that are missing."""
        return self._due(period, FURTHEST_BACK)

    def latest(self, terms: Terms, today: date) -> Piece:
        """What one rule makes the shares in the last year it has held in so far. Refused as `due` is."""
        day = max(terms.starts, min(today, terms.ends or today))
        calendar = self.together.calendar
        return self._piece(
            terms, year_period(year_of(month_of(day), calendar=calendar), calendar=calendar), FURTHEST_BACK
        )

    def _due(self, period: Period, further: int) -> Due:
        if period not in self._done:
            pieces = tuple(self._piece(terms, period, further) for terms in self._in_force(period))
            shares = over_time([(piece.days, piece.shares) for piece in pieces])
            self._done[period] = Due(period, shares, pieces)
        return self._done[period]

    def _in_force(self, period: Period) -> list[Terms]:
        """The rules of a period, which between them cover every day of it."""
        if period.months > YEAR:
            raise Refused("A rule shares out a year or less at a time: enter each year by itself.", field="period")
        found = [terms for terms in self.terms if terms.holds(period.start, period.end)]
        day = period.start
        for terms in found:
            if terms.starts > day:
                break
            day = (terms.ends or date.max - timedelta(days=1)) + timedelta(days=1)
        if day <= period.end:
            until = next((terms.starts - timedelta(days=1) for terms in found if terms.starts > day), period.end)
            raise Refused(
                f"No rule for {self.about} says who shares {said(day)} to {said(until)}: set one for that time first.",
                field="period",
            )
        return found

    def _piece(self, rule: Terms, period: Period, further: int) -> Piece:
        first, last = max(rule.starts, period.start), min(rule.ends or date.max, period.end)
        terms = rule._replace(parts=tuple(one for one in rule.parts if self._days_in(one.partner, first, last)))
        if not terms.parts:
            raise Refused(f"Nobody the rule names was a partner from {said(first)} to {said(last)}.", field="period")
        year = terms.driver_year(year_of(period.starts, calendar=self.together.calendar))
        values = self._figures(terms, year)
        try:
            worked = steps(
                terms,
                days=[self._days_in(partner, first, last) for partner in terms.partners],
                length=(last - first).days + 1,
                figures={driver: [one.amount for one in own] for driver, own in values.items()},
                before=self._year_before(terms, period, further),
            )
        except NotShareable as reason:
            raise Refused(f"The rule of {said(terms.starts)} shares nothing here: {reason}.", field="period") from None
        return Piece(terms, first, last, year, values, worked)

    def _days_in(self, partner: int, first: date, last: date) -> int:
        """How many days of a stretch a partner was in it; no day is counted twice."""
        return sum(
            max(0, (min(last, left or last) - max(first, joined or first)).days + 1)
            for joined, left in self._spells.get(partner, ())
        )

    def _figures(self, terms: Terms, year: int) -> dict[int, tuple[DriverValue, ...]]:
        """Every driver's figures of a year. Refused, naming what nobody has stated yet."""
        if terms.way is not Way.MIX:
            return {}
        found: dict[int, tuple[DriverValue, ...]] = {}
        for one in terms.weights:
            own = [self._values.get((one.driver, year, partner)) for partner in terms.partners]
            missing = [self._name(partner) for partner, value in zip(terms.partners, own, strict=True) if value is None]
            if missing:
                raise Refused(
                    f"The rule shares by {self.drivers[one.driver].name} of {year_label(year)}, and that is not "
                    f"recorded for {listed(missing)}: enter it first.",
                    field="period",
                )
            found[one.driver] = tuple(value for value in own if value is not None)
        return found

    def _name(self, partner: int) -> str:
        return self.names[partner].short_name if partner in self.names else "a partner"

    def _year_before(self, terms: Terms, period: Period, further: int) -> tuple[Fraction, ...] | None:
        """The shares that limits on change are held against; None where the partners were not the same."""
        if terms.limits is None or not further:
            return None
        try:
            before = self._due(Period(period.starts - YEAR, period.months), further - 1)
        except Refused:
            return None
        if set(before.shares) != set(terms.partners):
            return None
        return tuple(before.shares[partner] for partner in terms.partners)


def said(day: date) -> str:
    """A day in a sentence."""
    return f"{day.day} {day:%B %Y}"


def gaps(terms: Sequence[Terms]) -> list[tuple[date, date]]:
    """The stretches between rules in which none held, oldest first."""
    ordered = sorted(terms, key=lambda one: one.starts)
    found = []
    for earlier, later in pairwise(ordered):
        if earlier.ends is not None and earlier.ends + timedelta(days=1) < later.starts:
            found.append((earlier.ends + timedelta(days=1), later.starts - timedelta(days=1)))
    return found


def gap_words(about: str, terms: Sequence[Terms]) -> list[str]:
    """The gaps between rules, each in a sentence."""
    verb = "paid" if about == "cost" else "was to have the benefit"
    return [f"No rule says who {verb} between {said(first)} and {said(last)}." for first, last in gaps(terms)]
