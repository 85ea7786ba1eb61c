"""What happened beside a plan: both in one year's prices, year by year, over the years that both have whole."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.kinds import Kind
from govtrack.analytics.look import Look, Prices
from govtrack.analytics.periods import first_day, year_label
from govtrack.analytics.plans import Happened, PlanYear, sums
from govtrack.analytics.realterms import Deflators, MissingDeflator
from govtrack.analytics.record import Grid
from govtrack.analytics.rounding import half_up
from govtrack.analytics.words import exact, listed, number, short
from govtrack.store.cases import BusinessCase
from govtrack.store.clock import today

YEAR = 12


class Beside(NamedTuple):
    """The sentence, what it leaves out, and the years; no years where the two cannot be compared."""

    sentence: str
    left_out: list[str]
    years: list[Happened]
    workings: Sequence[str] = ()


def beside(case: BusinessCase, plan: list[PlanYear], look: Look, deflators: Deflators) -> Beside:
    """A plan beside the ledger, as the look has it for all partners together."""
    if look.prices is not Prices.REAL:
        return Beside(f"The two cannot be set side by side. {look.notes[0] if look.notes else ''}", [], [])
    try:
        to_page = deflators.factor(case.price_year)
    except MissingDeflator as missing:
        return Beside(f"The plan cannot be brought to the prices of this page: {missing}", [], [])
    years = [
        _happened(case, number, half_up(year.net * to_page) if year.stated else None, look, deflators)
        for number, year in enumerate(plan)
    ]
    return Beside(_said(years, look), _left_out(years, look), years, _workings(case, years, look, to_page))


def _happened(case: BusinessCase, number: int, planned: int | None, look: Look, deflators: Deflators) -> Happened:
    calendar = case.collaboration.calendar
    starts = (case.year_0 + number) * YEAR + case.collaboration.year_from
    at = look.record.starts.index(starts) if starts in look.record.starts else None
    put_in, paid_whole = _side(look, Kind.CONTRIBUTION, at, starts, deflators)
    had_back, back_whole = _side(look, Kind.BENEFIT, at, starts, deflators)
    return Happened(
        year_label(case.year_0 + number, calendar=calendar),
        planned,
        put_in,
        had_back,
        paid_whole and back_whole,
        first_day(starts) <= today(),
        first_day(starts + YEAR) <= today(),
        at is not None and any(row[at].loose for row in (*look.record.contribution, *look.record.benefit)),
    )


def _side(look: Look, kind: Kind, at: int | None, starts: int, deflators: Deflators) -> tuple[int | None, bool]:
    """What all partners and the whole together have on one side of a year, and whether nobody is waited for."""
    grid: Grid = look.record.contribution if kind is Kind.CONTRIBUTION else look.record.benefit
    cells = [] if at is None else [row[at] for row in grid]
    known = [cell.amount for cell in cells if cell.amount is not None]
    joint = [
        deflators.real_over(span.amount, span.period)
        for span in look.record.joint
        if span.kind is kind and span.period == (starts, YEAR)
    ]
    amount = sum(known) + sum(joint) if known or joint else None
    if joint and not known:
        return amount, True
    return amount, at is not None and look.record.complete(grid)[at]


def _said(years: list[Happened], look: Look) -> str:
    both = sums(years)
    if both is None:
        return "The ledger has no whole year of this plan yet, so there is nothing to set beside it."
    planned, happened = both
    last = [year.label for year in years if year.compared][-1]
    told = _way(happened) if (planned < 0) != (happened < 0) else short(abs(happened))
    less = " less" if planned < 0 and told == short(abs(happened)) else ""
    return f"By {last} the plan expected {_way(planned)}, {look.price_words}; the ledger says {told}{less}."


def _workings(case: BusinessCase, years: list[Happened], look: Look, to_page: Fraction) -> list[str]:
    """Each year that is in both sums, and what they come to."""
    both = sums(years)
    if both is None:
        return []
    planned, happened = both
    base = look.price_words.removeprefix("in ")
    lines = [
        f"{year.label}: planned {exact(year.planned or 0)}; had back {exact(year.had_back or 0)} less put in "
        f"{exact(year.put_in or 0)} = {exact(year.net or 0)}"
        for year in years
        if year.compared
    ]
    return [
        f"The plan’s amounts, from {year_label(case.price_year)} to {base}: × {float(to_page):.6f}. "
        "The ledger’s, each from the prices of its own year.",
        *lines,
        f"Added up: planned {exact(planned)}, happened {exact(happened)}",
    ]


def _way(amount: int) -> str:
    return f"{short(abs(amount))} {'less' if amount < 0 else 'more'} back than put in"


def _left_out(years: list[Happened], look: Look) -> list[str]:
    """The years that are not in both sums, each with its reason."""
    joint = [span for span in look.record.joint if span.period.months > YEAR]
    waited = [year for year in years if year.planned is not None and not year.whole and year.begun]
    reasons = [
        ("The plan has no figure for {}.", [year for year in years if year.planned is None]),
        (
            "What happened in {} is provisional until its returns are agreed and closed: left out of both sums.",
            [year for year in waited if year.provisional],
        ),
        (
            "The ledger has {} in part: left out of both sums.",
            [year for year in waited if year.net is not None and not year.provisional],
        ),
        ("The ledger has no figures for {}: left out of both sums.", [year for year in waited if year.net is None]),
    ]
    found = [words.format(listed([year.label for year in some])) for words, some in reasons if some]
    ahead = [year for year in years if not year.begun]
    if ahead:
        verb = "year of the plan is" if len(ahead) == 1 else "years of the plan are"
        found.append(f"{number(len(ahead)).capitalize()} later {verb} still to come.")
    if joint:
        found.append("Figures stated over several years for the whole have no one price level, and are in neither sum.")
    return found
