"""What was paid beside what a rule makes of it, year by year: for a rule that is tried, and for the one in force."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.kinds import About, Counted
from govtrack.analytics.periods import Period, first_day
from govtrack.analytics.record import Grid, Record, State, put_together
from govtrack.analytics.sharing import Terms, split
from govtrack.analytics.words import listed
from govtrack.domain.due import Book, Due
from govtrack.domain.refusals import Refused
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.store.longrun import Question, loose_in, members_of, rows_for
from govtrack.store.measures import POUNDS, measure_named
from govtrack.store.rules import rules_about

MOST_YEARS = 10
YEAR = 12


class Compared(NamedTuple):
    """One year in pence, by partner: as it was recorded, and as the rule makes it; `due` is empty where it cannot."""

    starts: int
    name: str
    paid: dict[int, int]
    due: dict[int, int]
    why: str
    """Why there is nothing due, in a sentence."""
    figures_of: tuple[int, ...]
    """The years whose driver figures were used; none where the rule uses none."""
    number: int
    """The rule that held last in the year; 0 for one that is tried."""


class Comparison(NamedTuple):
    """Some years compared, oldest first, and the short names of everyone in them."""

    about: About
    names: dict[int, str]
    years: list[Compared]

    @property
    def used(self) -> list[Compared]:
        """The years that could be compared."""
        return [year for year in self.years if year.due]

    @property
    def left_out(self) -> list[Compared]:
        return [year for year in self.years if not year.due]

    def paid(self, partner: int) -> int:
        """What a partner paid, or had back, in all years compared."""
        return sum(year.paid.get(partner, 0) for year in self.used)

    def due(self, partner: int) -> int:
        """What the rule makes it."""
        return sum(year.due.get(partner, 0) for year in self.used)

    @property
    def partners(self) -> list[int]:
        """Everyone with a figure in a year compared."""
        return [one for one in self.names if any(one in year.paid or one in year.due for year in self.used)]


def against_rules(together: Collaboration, about: About, *, until: date | None = None) -> Comparison:
    """The whole years there are, beside what the rules in force made of them."""
    record = _record(together, until)
    return _compared(record, Book(together, about), _whole_years(record, about))


def against_trial(together: Collaboration, about: About, rule: Terms, *, until: date | None = None) -> Comparison:
    """The last ten whole years, beside what a rule would have made of them; limits begin from the rules there were."""
    record = _record(together, until)
    years = _last_years(record, about)
    if not years:
        return Comparison(about, {}, [])
    begins = first_day(record.starts[years[0]])
    there = [one.terms for one in rules_about(together.id, about) if one.starts < begins]
    day_before = begins - timedelta(days=1)
    earlier = [one._replace(ends=min(one.ends or day_before, day_before)) for one in there]
    book = Book(together, about, terms=[*earlier, rule._replace(starts=begins, ends=None)])
    return _compared(record, book, years)


def _record(together: Collaboration, until: date | None) -> Record:
    """The record in cash: a rule shares out pounds as they were paid."""
    pounds = measure_named(POUNDS)
    assert pounds is not None, "every register is founded with pounds"
    rows = rows_for(Question(together, pounds, counted=Counted.CLAIMED_AND_VERIFIED)).years
    known = [row for row in rows if until is None or first_day(row.starts) <= until]
    members = members_of(memberships_in([together.id]), loose_in([together.id])[together.id])
    return put_together(known, members, calendar=together.calendar)


def _whole_years(record: Record, about: About) -> list[int]:
    """The years that nobody is waited for, those that are provisional among them: they are named, and left out."""
    side = record.contribution if about is About.COST else record.benefit
    return [at for at, whole in enumerate(record.complete(side)) if whole or _provisional(record, side, at)]


def _last_years(record: Record, about: About) -> list[int]:
    """The last ten that can be compared, with the provisional ones among and after them."""
    side = record.contribution if about is About.COST else record.benefit
    years = _whole_years(record, about)
    final = [at for at in years if not _provisional(record, side, at)][-MOST_YEARS:]
    return [at for at in years if at >= final[0]] if final else years[-MOST_YEARS:]


def _provisional(record: Record, side: Grid, at: int) -> list[str]:
    """Whose figures may still change, where a year waits for nothing else."""
    awaited = {member.name: side[record.members.index(member)][at].state for member in record.awaited(side, at)}
    return list(awaited) if set(awaited.values()) == {State.PROVISIONAL} else []


def _compared(record: Record, book: Book, years: Sequence[int]) -> Comparison:
    side = record.contribution if book.about == About.COST else record.benefit
    names = {member.partner: member.name for member in record.members}
    found = []
    for at in years:
        cells = [(member.partner, row[at].amount) for member, row in zip(record.members, side, strict=True)]
        paid = {partner: amount for partner, amount in cells if amount is not None}
        if loose := _provisional(record, side, at):
            why = f"The figures of {listed(loose)} are provisional until every partner has agreed and it is closed."
            found.append(_left_out(record, at, paid, why))
        else:
            found.append(_year(record, book, at, paid))
    return Comparison(About(book.about), names, found)


def _year(record: Record, book: Book, at: int, paid: dict[int, int]) -> Compared:
    period = Period(record.starts[at], YEAR)
    try:
        due = book.due(period)
    except Refused as reason:
        return _left_out(record, at, paid, reason.sentence)
    parts = split(sum(paid.values()), list(due.shares.values())).parts
    return Compared(
        period.starts,
        record.labels[at],
        paid,
        dict(zip(due.shares, parts, strict=True)),
        "",
        tuple(sorted({piece.year for piece in due.pieces if piece.values})),
        _last(due),
    )


def _left_out(record: Record, at: int, paid: dict[int, int], why: str) -> Compared:
    return Compared(record.starts[at], record.labels[at], paid, {}, why, (), 0)


def _last(due: Due) -> int:
    return due.pieces[-1].terms.number


class Beyond(NamedTuple):
    """What a partner paid in a year, where it differs from the rule in force by more than the rule's tolerance."""

    name: str
    year: str
    paid: int
    due: int

    @property
    def gap(self) -> Fraction | None:
        """The difference as a part of what the rule makes it; None where that is nought."""
        return Fraction(abs(self.paid - self.due), abs(self.due)) if self.due else None


def beyond_tolerance(together: Collaboration, *, until: date | None = None) -> list[Beyond]:
    """Where the cost that was paid differs from the rules in force by more than they allow, latest year first."""
    compared = against_rules(together, About.COST, until=until)
    leeways = {rule.id: rule.leeway for rule in rules_about(together.id, About.COST)}
    return [
        Beyond(compared.names[partner], year.name, paid, due)
        for year in reversed(compared.used)
        for partner, paid, due in _pairs(year)
        if abs(paid - due) > leeways[year.number] * abs(due)
    ]


def _pairs(year: Compared) -> Iterator[tuple[int, int, int]]:
    for partner in dict.fromkeys([*year.due, *year.paid]):
        yield partner, year.paid.get(partner, 0), year.due.get(partner, 0)
