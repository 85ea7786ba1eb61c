"""What the pages of business cases show: the list, and one version beside what then happened."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from govtrack.analytics.kinds import Kind, Provenance, Status
from govtrack.analytics.look import Look, Prices
from govtrack.analytics.periods import year_label
from govtrack.analytics.plans import years_of
from govtrack.analytics.record import YEAR
from govtrack.analytics.sentences import Sentence
from govtrack.analytics.words import short
from govtrack.rooms.cases import worth
from govtrack.rooms.cases.beside import Beside, beside
from govtrack.rooms.cases.drawn import Drawn, cell, set_beside
from govtrack.rooms.cases.drawn import worth as drawn_worth
from govtrack.rooms.cases.forms import Lookback
from govtrack.store import cases, ledger, longrun, prices
from govtrack.store.cases import BusinessCase
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.store.decisions import Decision, decisions_referred_to
from govtrack.store.longrun import Question
from govtrack.store.measures import POUNDS, measure_named
from govtrack.store.prices import RateTable
from govtrack.web.access import allowed, reads, sees_until
from govtrack.web.disputes import Resting, in_a_sentence
from govtrack.web.formats import day


class Listed(NamedTuple):
    """One business case in the list, by its newest version."""

    case: BusinessCase
    said: str
    provenance: str


class Index(NamedTuple):
    """The business cases of a collaboration."""

    together: Collaboration
    rows: list[Listed]
    targets: bool
    """Whether targets are recorded, which the long run shows."""
    may_keep: bool


class Page(NamedTuple):
    """One version of a business case."""

    case: BusinessCase
    versions: Sequence[BusinessCase]
    newest: BusinessCase
    provenance: str
    headline: str
    findings: list[Sentence]
    facts: list[tuple[str, str]]
    decision: Decision | None
    rates: RateTable | None
    worth: Drawn | None
    happened: Beside
    set_beside: Drawn | None
    by_partner: list[list[Any]]
    notes: list[str]
    may_keep: bool
    disputed: str


def index(together: Collaboration, person: Any) -> Index:
    """Each case by the newest version that the reader may see."""
    until = sees_until(person, together)
    seen = [one for one in cases.versions_of(together.id) if until is None or one.day <= until]
    rows = [Listed(one, _line(one), Provenance(one.provenance).word) for one in cases.newest_versions(seen)]
    pounds = measure_named(POUNDS)
    targets = pounds is not None and Status.TARGET in ledger.statuses_in(together.id, pounds.id)
    return Index(together, rows, targets, allowed(person, "keep collaborations", collaboration_id=together.id))


def _line(case: BusinessCase) -> str:
    plan = years_of(case.plan)
    names = worth.names_of(case, plan)
    net = sum(year.net for year in plan)
    way = "less" if net < 0 else "more"
    ends = f"{short(abs(net))} {way} back than put in, {worth.in_prices(case)}, before discounting"
    return f"{names[0]} to {names[-1]}: {ends}."


def page(case: BusinessCase, asked: Lookback, person: Any) -> Page:
    """Everything on the page of one version; what happened is asked for all partners together."""
    together, until = case.collaboration, sees_until(person, case.collaboration)
    seen: Any = asked.data
    release = int(seen["release"]) if seen["release"] else None
    plan, rates = years_of(case.plan), prices.rates_on(seen["known"] or today())
    look = longrun.answer(_question(together, seen["known"], until, release))
    happened = beside(case, plan, look, prices.deflators(release_id=release, as_at=seen["known"]))
    weighed, names = worth.weighed_at(plan, rates), worth.names_of(case, plan)
    versions = [one for one in cases.versions_of(together.id, case.title) if until is None or one.day <= until]
    return Page(
        case,
        versions,
        versions[0],
        Provenance(case.provenance).word,
        worth.headline(case, plan, rates, weighed),
        worth.findings(case, plan, weighed),
        _facts(case),
        _decision(case, person),
        rates,
        drawn_worth(names, plan, weighed, in_prices=worth.in_prices(case)) if weighed else None,
        happened,
        set_beside(happened, look.price_words),
        _by_partner(case),
        [*_later(case, seen["known"]), *worth.notes(case, plan, rates), *_of_the_ledger(look)],
        allowed(person, "keep collaborations", collaboration_id=together.id),
        in_a_sentence(together, person, resting=_resting(case, happened), on=seen["known"]),
    )


def _resting(case: BusinessCase, happened: Beside) -> Resting:
    """The figures that both sums rest on: what was put in and had back in the years that are compared."""
    first = case.collaboration.year_from + YEAR * case.year_0
    years = [first + YEAR * number for number, year in enumerate(happened.years) if year.compared]
    return Resting((Kind.CONTRIBUTION, Kind.BENEFIT), years)


def _question(together: Collaboration, known: date | None, until: date | None, release: int | None) -> Question:
    pounds = measure_named(POUNDS)
    assert pounds is not None, "every register is founded with pounds"
    return Question(together, pounds, as_at=known, until=until, release=release)


def _of_the_ledger(look: Look) -> Sequence[str]:
    """What a reader must know of the prices of what happened; where there are none, the answer says why already."""
    return look.notes if look.prices is Prices.REAL else ()


def _later(case: BusinessCase, known: date | None) -> list[str]:
    """That a version was recorded after the day that was asked for."""
    return [] if known is None or case.day <= known else [f"This version was recorded later, on {day(case.day)}."]


def _facts(case: BusinessCase) -> list[tuple[str, str]]:
    return [
        ("Prices", f"{year_label(case.price_year)}" + (f", by {case.release.name}" if case.release else "")),
        ("Prepared", ", ".join(part for part in (case.prepared_by, day(case.prepared)) if part)),
        ("Recorded", f"{day(case.day)}, as version {case.edition}"),
        ("Source", case.source),
        ("Note", case.note),
    ]


def _decision(case: BusinessCase, person: Any) -> Decision | None:
    """The decision it names, where there is one about the collaboration that the reader may see."""
    found = decisions_referred_to(case.decision) if case.decision else ()
    return next((one for one in found if one.collaboration_id == case.collaboration_id and reads(person, one)), None)


def _by_partner(case: BusinessCase) -> list[list[Any]]:
    """What the plan says partner by partner, where it does."""
    if not any(line.partner_id for line in case.lines):
        return []
    names = {line.partner_id: line.partner.short_name if line.partner else "Not split" for line in case.lines}
    rows = []
    for partner, name in sorted(names.items(), key=lambda one: (one[0] is None, one[1])):
        years = years_of([line for line in case.plan if line.partner == partner])
        known = [[amount for amount in side if amount is not None] for side in zip(*years, strict=True)]
        rows.append([name, *(cell(sum(amounts)) if amounts else None for amounts in known)])
    return rows
