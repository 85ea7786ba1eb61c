"""What came of a decision, as its page shows it: each thing expected beside the ledger, the reviews, the lessons."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from govtrack.analytics.expected import Hope, Side, Told, Year, told
from govtrack.analytics.kinds import Counted, Kind, Nature
from govtrack.analytics.periods import first_day, year_label, year_of
from govtrack.analytics.totals import JOINT, Total
from govtrack.analytics.words import Unit, exact, short
from govtrack.charts import position
from govtrack.charts.lines import Line
from govtrack.rooms.reviews.forms import Countable
from govtrack.store import lessons, measures, reviews, totals
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, partners_in
from govtrack.store.cycle import provisional_months
from govtrack.store.decisions import Decision
from govtrack.store.lessons import Lesson
from govtrack.store.reviews import Expectation, Review, ReviewDay
from govtrack.store.rollups import WHOLE
from govtrack.web import formats
from govtrack.web.access import allowed, sees_until

YEAR = 12
KINDS = {Side.BACK: Kind.BENEFIT, Side.IN: Kind.CONTRIBUTION}


class Drawn(NamedTuple):
    """A drawing over its table: what was expected in all, and what happened, added up."""

    figure: dict[str, Any]
    summary: str
    columns: list[Any]
    rows: list[list[Any]]


class Beside(NamedTuple):
    """One thing expected, and what the ledger says of it; nothing is told where it is in words alone."""

    row: Expectation
    by: str
    """The year by whose end it is expected."""
    told: Told | None
    drawn: Drawn | None
    provenance: Sequence[str] = ()
    """Where figures behind it are not the partners' own record: published, inferred, illustrative."""


class ReviewsPage(NamedTuple):
    """All that the page of one decision's reviews shows."""

    decision: Decision
    expected: Sequence[Beside]
    dropped: Sequence[Expectation]
    day: str
    """When it is looked at again, in a sentence."""
    overdue: bool
    days: Sequence[ReviewDay]
    reviews: Sequence[Review]
    lessons: Sequence[Lesson]
    may_record: bool

    @property
    def found(self) -> str:
        """What the page says of each thing expected, a sentence a line: what a review keeps of the day."""
        return "\n".join(f"{one.row.words}\n{one.told.sentence}" for one in self.expected if one.told)


def page_of(decision: Decision, person: Any) -> ReviewsPage:
    """What came of a decision, as far as the person may read."""
    rows = reviews.expectations_of(decision.id)
    days = reviews.review_days_of(decision.id)
    where = {"organisation_id": decision.body_id, "collaboration_id": decision.collaboration_id}
    own = allowed(person, "record decisions", organisation_id=decision.body_id)
    return ReviewsPage(
        decision,
        [_beside(row, person) for row in rows if row.dropped is None],
        [row for row in rows if row.dropped is not None],
        day_said(days),
        bool(days) and days[-1].due is not None and days[-1].due <= today(),
        days,
        reviews.reviews_of(decision.id),
        [one for one in lessons.lessons_from(decision.id) if one.taken_back is None],
        own or (decision.collaboration_id is not None and allowed(person, "record decisions", **where)),
    )


def day_said(days: Sequence[ReviewDay]) -> str:
    """When a decision is looked at again, in a sentence."""
    if not days:
        return "No day is set for looking at it again."
    due = days[-1].due
    if due is None:
        return "It is not to be looked at again."
    if due <= today():
        return f"It was to be looked at again on {formats.day(due)}."
    return f"It is looked at again on {formats.day(due)}."


def countable(decision: Decision) -> Countable:
    """In which ledgers, units and for whom something that a decision expects may be counted."""
    together = decision.all_about
    units = [one for one in measures.measures() if one.nature == Nature.FLOW]
    return Countable(list(together), units, list(partners_in([one.id for one in together])))


def _beside(row: Expectation, person: Any) -> Beside:
    calendar = row.collaboration.calendar if row.collaboration else False
    by = year_label(year_of(row.last, calendar=calendar), calendar=calendar)
    together = row.collaboration
    if (
        row.amount is None
        or together is None
        or not allowed(person, "read collaborations", collaboration_id=together.id)
    ):
        return Beside(row, by, None, None)
    found = _totals(row, together)
    hope, years = _hope(row), _years(row, found, together, person)
    said = told(hope, years)
    return Beside(row, by, said, _drawn(hope, years, said), _provenance(found))


def _hope(row: Expectation) -> Hope:
    assert row.measure is not None, "what has an amount has a measure"
    money = row.measure.money
    unit = Unit("pounds" if money else row.measure.unit, row.measure.decimals, money=money)
    who = row.partner.short_name if row.partner else "all partners together"
    what = "" if money or row.measure.name == row.measure.unit else row.measure.name
    return Hope(who, Side(row.side), row.amount or 0, unit, what)


def _totals(row: Expectation, together: Collaboration) -> list[Total]:
    """What the ledger has of the kind and the partner meant, in the years that count."""
    starts = range(row.first or row.last, row.last + YEAR, YEAR)
    found = totals.years_in([together.id], row.measure_id or 0, Counted.CLAIMED_AND_VERIFIED.statuses)[together.id]
    kind = KINDS[Side(row.side)]
    mine = [one for one in found if one.kind == kind and (row.partner_id is None or one.partner == row.partner_id)]
    return [one for one in mine if one.months == YEAR and one.starts in starts]


def _provenance(found: Sequence[Total]) -> list[str]:
    kinds = ("published", "inferred", "illustrative")
    return [kind for kind in kinds if any(getattr(one, kind) for one in found)]


def _years(row: Expectation, mine: Sequence[Total], together: Collaboration, person: Any) -> list[Year]:
    """What the ledger has, year by year, as far as the person may know."""
    starts = range(row.first or row.last, row.last + YEAR, YEAR)
    loose = provisional_months([together.id]).get(together.id, {})
    until = sees_until(person, together)
    return [
        _year(month, [one for one in mine if one.starts == month], loose, together)
        for month in starts
        if until is None or first_day(month) <= until
    ]


def _year(month: int, there: Sequence[Total], loose: Any, together: Collaboration) -> Year:
    may_change = any(
        one.starts < month + YEAR and month < one.starts + one.months
        for total in there
        for one in loose.get(total.partner, ())
    )
    return Year(
        year_label(year_of(month, calendar=together.calendar), calendar=together.calendar),
        sum(one.amount for one in there) if there else None,
        all(one.covered == WHOLE or one.partner == JOINT for one in there),
        may_change,
        first_day(month + YEAR) <= today(),
    )


def _drawn(hope: Hope, years: Sequence[Year], said: Told) -> Drawn | None:
    """Two lines over their table: what was expected in all, and what the ledger has, added up."""
    if len(years) < 2 or all(value is None for value in said.running):
        return None
    names = [year.label for year in years]
    loose = [year.provisional for year in years]
    lines = [
        Line("Expected in all", [hope.amount] * len(years), False, None, [False] * len(years)),
        Line("Happened", said.running, True, None, loose),
    ]
    rows = [
        [year.label, _cell(year.amount, hope), _cell(running, hope), _state(year)]
        for year, running in zip(years, said.running, strict=True)
    ]
    return Drawn(
        position.draw(labels=names, lines=lines, marks=[], ticks=[], unit=hope.unit, even="nothing yet"),
        f"Two lines from {names[0]} to {names[-1]}: what was expected in all, {short(hope.amount, hope.unit)}, "
        "and what the ledger has, added up year by year.",
        ["Year", {"name": "In the year", "numeric": True}, {"name": "Added up", "numeric": True}, "Ledger"],
        rows,
    )


def _cell(amount: int | None, hope: Hope) -> dict[str, str] | None:
    return None if amount is None else {"text": short(amount, hope.unit), "title": exact(amount, hope.unit)}


def _state(year: Year) -> str:
    if year.amount is None:
        return "no figures" if year.over else "still to come"
    state = "whole" if year.whole else "in part"
    return f"{state}, provisional" if year.provisional else state
