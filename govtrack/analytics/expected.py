"""What a decision expected beside what then happened: one sentence, what it leaves out, and the years added up."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from govtrack.analytics.words import POUNDS, Unit, exact, listed, short


class Side(StrEnum):
    """Whether what is expected is had back, or put in."""

    BACK = "had back"
    IN = "put in"


class Verdict(StrEnum):
    """What a review says of a decision as a whole; people say it, nothing works it out."""

    CAME = "what was expected came"
    IN_PART = "it came in part"
    DID_NOT = "it did not come"
    TOO_EARLY = "it is too early to say"


class Hope(NamedTuple):
    """An amount expected over some years; `amount` in the measure's smallest unit, for all those years together."""

    who: str
    side: Side
    amount: int
    unit: Unit
    what: str
    """What is counted: nothing more to say for pounds, else the measure's name."""


class Year(NamedTuple):
    """What the ledger has of one of the years: None where it has nothing, which is not nought."""

    label: str
    amount: int | None
    whole: bool
    """Whether nobody's figures for it are still awaited."""
    provisional: bool
    over: bool
    """Whether the year has ended."""


class Told(NamedTuple):
    """The sentence, what it leaves out, and the sums that the drawing shows: by year, added up."""

    sentence: str
    notes: list[str]
    running: list[int | None]
    """Added up to each year; None before the first figure and after the last."""
    workings: list[str]


def told(hope: Hope, years: Sequence[Year]) -> Told:
    """What was expected beside what the ledger says.

    >>> told(Hope("Coastshire", Side.BACK, 120_000_00, POUNDS, ""), [Year("2022-23", 90_000_00, True, False, True)])[0]
    'By 2022-23, £120k was expected back for Coastshire; the ledger says £90k, £30k less.'
    """
    known = [year for year in years if year.amount is not None]
    happened = sum(year.amount or 0 for year in known)
    return Told(
        f"{_expected(hope, years)}; {_said(hope, years, known, happened)}.",
        _notes(years),
        _added(years),
        _workings(hope, known, happened),
    )


def _expected(hope: Hope, years: Sequence[Year]) -> str:
    counted = f" ({hope.what})" if hope.what else ""
    way = f"back for {hope.who}" if hope.side is Side.BACK else f"to be put in by {hope.who}"
    return f"By {years[-1].label}, {short(hope.amount, hope.unit)}{counted} was expected {way}"


def _said(hope: Hope, years: Sequence[Year], known: Sequence[Year], happened: int) -> str:
    if not known:
        return "the ledger has no figures for those years yet" if years[-1].over else "the ledger has no figures yet"
    says = short(happened, hope.unit)
    if not years[-1].over:
        return f"so far the ledger says {says}, and there is time to come"
    difference = happened - hope.amount
    if difference == 0:
        return f"the ledger says {says}, just that"
    return f"the ledger says {says}, {short(abs(difference), hope.unit)} {'more' if difference > 0 else 'less'}"


def _notes(years: Sequence[Year]) -> list[str]:
    """What the sentence leaves out, or may still change."""
    missing = [year.label for year in years if year.amount is None and year.over]
    in_part = [year.label for year in years if year.amount is not None and not year.whole and year.over]
    loose = [year.label for year in years if year.amount is not None and year.provisional]
    notes = []
    if missing and len(missing) < len(years):
        notes.append(f"The ledger has no figures for {listed(missing)}: not known, which is not nought.")
    if in_part:
        notes.append(f"The ledger has {listed(in_part)} in part: somebody has not reported yet.")
    if loose:
        notes.append(f"{listed(loose)} {'is' if len(loose) == 1 else 'are'} provisional: the figures may still change.")
    return notes


def _added(years: Sequence[Year]) -> list[int | None]:
    last = max((at for at, year in enumerate(years) if year.amount is not None), default=-1)
    total, begun, found = 0, False, []
    for at, year in enumerate(years):
        begun = begun or year.amount is not None
        total += year.amount or 0
        found.append(total if begun and at <= last else None)
    return found


def _workings(hope: Hope, known: Sequence[Year], happened: int) -> list[str]:
    lines = [f"{year.label}: {exact(year.amount or 0, hope.unit)}" for year in known]
    if not lines:
        return []
    money = " In cash, as it was in each year." if hope.unit.money else ""
    return [
        *lines,
        f"Added up: {exact(happened, hope.unit)}; expected: {exact(hope.amount, hope.unit)}.{money} "
        "Figures that are claimed or verified count; targets and forecasts do not.",
    ]


__all__ = ["POUNDS", "Hope", "Side", "Told", "Verdict", "Year", "told"]
