"""The demonstration: the published record and an invented alliance, recorded as if over the years it speaks of."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from govtrack import paths
from govtrack.analytics.kinds import About, Category, Kind, Provenance, Role, Way, WhatIf
from govtrack.analytics.periods import parse, year_of
from govtrack.domain import (
    account,
    alone,
    apportionments,
    demonstrated,
    demonstrated_engagement,
    demonstrated_plans,
    demonstrated_public,
    drafts,
    founding,
    imports,
    ledger,
    prices,
    shipped,
)
from govtrack.domain.apportionments import Joint
from govtrack.domain.drivers import Stated, state
from govtrack.papers.books import opened
from govtrack.papers.rows import Rows, Sheet
from govtrack.store import alone as estimates
from govtrack.store import clock, schema
from govtrack.store import ledger as figures
from govtrack.store.alone import Place
from govtrack.store.bodies import organisation_named
from govtrack.store.collaborations import agreements_in, collaboration_named
from govtrack.store.db import db, transaction
from govtrack.store.decisions import decisions_about
from govtrack.store.drafts import Place as Begun
from govtrack.store.drivers import driver_named
from govtrack.store.people import person_with

FOUNDED = datetime(2014, 3, 3, 9, tzinfo=UTC)
BY = "the demonstration"
ALLIANCE = "Five Rivers"
FIRST_YEAR = 2014
PASSWORD = "five rivers meet here"  # noqa: S105 - printed for everyone who runs the demonstration
RETURNS = {"reporting_periods", "return_acts"}
YEARLY = {"ledger": "period", "driver_values": "year", "standalone_costs": "year", "coalition_costs": "year"}
"""What is taken in year by year, each sheet by the column that says the year."""
STOOD = {"voting_rules", "positions", "decision_subjects"}
LOOKED_BACK = {"expectations", "review_days", "decision_reviews", "lessons", *STOOD}
LATER = {*YEARLY, "former_names", "decisions", "disputes", *LOOKED_BACK, *RETURNS}
"""What is taken in once the alliance is there: the ledger year by year, then what was said of it."""
IN_TURN = {"share_rules"}
"""What is taken in once there are figures to go by."""
MIXED = datetime(2024, 3, 28, 10, tzinfo=UTC)
SPLIT = datetime(2026, 8, 4, 10, tzinfo=UTC)
RECOUNTED = datetime(2026, 9, 15, 10, tzinfo=UTC)
INVENTED = "Invented for the demonstration"
BY_QUARTER = {
    2026: {
        "2026-27 Q1": datetime(2026, 7, 30, 12, tzinfo=UTC),
        "2026-27 Q2": datetime(2026, 11, 12, 12, tzinfo=UTC),
    }
}
"""The quarters that were reported one by one, and when; the rest of a year comes in with its outturn."""
RESTATED = datetime(2021, 2, 10, 11, tzinfo=UTC)
ESTIMATED_AGAIN = datetime(2025, 10, 7, 15, tzinfo=UTC)

BEGUN = (
    ("reference", "CPCC/2026/19"), ("body", "Coastshire"), ("collaboration", "Five Rivers"),
    ("title", "Ask the board to look at how marine costs are shared (illustrative)"),
    ("reasons", "The last year alone looks bad for Coastshire, but over the whole life of the alliance"),
)  # fmt: skip
"""What the officer had typed."""


class Guest(NamedTuple):
    """Somebody to explore the demonstration as: who they are, the roles they hold, the page to begin on."""

    email: str
    name: str
    role: Role
    organisation: str
    words: str
    begins: str


GUESTS = (
    Guest(
        "commissioner@coastshire.example", "Imogen Tarrantine", Role.READER, "Coastshire",
        "a new commissioner, whose last year was bad", "/briefings/Coastshire",
    ),
    Guest(
        "officer@coastshire.example", "Sam Okafor", Role.RECORDER, "Coastshire",
        "an officer who records figures and decisions", "/",
    ),
    Guest("finance@coastshire.example", "Alex Marsh", Role.APPROVER, "Coastshire", "an approver", "/"),
    Guest(
        "finance@ashdale.example", "Jo Penhallow", Role.APPROVER, "Ashdale",
        "an approver of another partner, whose return waits for the others", "/",
    ),
    Guest(
        "finance@dunmore.example", "Ravi Dunn", Role.APPROVER, "Dunmore",
        "an approver of a third partner, late with one return and let back in for another", "/",
    ),
    Guest(
        "secretariat@fiverivers.example", "Robin Vale", Role.SECRETARIAT, "",
        "the alliance's secretariat, who records for all", f"/collaborations/{ALLIANCE}",
    ),
    Guest(
        "admin@govtrack.example", "Chris Byrne", Role.ADMINISTRATOR, "",
        "an administrator, who sees the published record too", "/collaborations/WM-Warks/long-run",
    ),
)  # fmt: skip

Step = Callable[[str], None]


def build(hash_password: Callable[[str], str], password: str, *, say: Step, folder: Path | None = None) -> None:
    """Found a register and fill it; `say` is told of each step. The database must be empty.

    `folder` is the data folder, where a piece of evidence is kept; without one it is left out.
    """
    with clock.set_to(FOUNDED):
        say("Founding a register with the 43 police areas")
        founding.found(with_prices=False)
        say("The Five Rivers Alliance, invented: partners, shares and agreements")
        _take(
            [
                *(sheet for sheet in opened(paths.DATA / "illustrative") if sheet.name not in LATER | IN_TURN),
                _rules(Way.PERCENTAGES),
            ],
            "Five Rivers: partners, shares and agreements (illustrative)",
        )
    say("The prices that are shipped: GDP deflators and discount rates, each with its source")
    shipped.take_in(by=BY)
    _withdraw_one()
    for year in range(FIRST_YEAR, clock.today().year + 1):
        say(f"Five Rivers: figures of {year}-{(year + 1) % 100:02d}, as they were reported")
        for quarter, reported in BY_QUARTER.get(year, {}).items():
            with clock.set_to(min(reported, clock.now())):
                _take([_of_quarter(quarter)], f"Five Rivers: outturn of {quarter} (illustrative)")
        with clock.set_to(min(datetime(year + 1, 6, 30, 12, tzinfo=UTC), clock.now())):
            _take(
                [_of_year(name, column, year) for name, column in YEARLY.items()],
                f"Five Rivers: outturn of {year}-{(year + 1) % 100:02d} (illustrative)",
            )
    with clock.set_to(MIXED):
        _take([_rules(Way.MIX)], "Five Rivers: the rule of 2024 (illustrative)")
    _restate_one()
    _split_one()
    _stand_behind(folder)
    _estimate_one_again()
    say("Five Rivers: decisions and disputes")
    _take(
        [sheet for sheet in opened(paths.DATA / "illustrative") if sheet.name in LATER - RETURNS - YEARLY.keys()],
        "Five Rivers: decisions and disputes (illustrative)",
    )
    demonstrated_engagement.engage(by=BY)
    say("Five Rivers: returns, from April 2022 by the year, from April 2026 by the quarter")
    _take(
        [sheet for sheet in opened(paths.DATA / "illustrative") if sheet.name in RETURNS],
        "Five Rivers: reporting periods and returns (illustrative)",
    )
    say("The published record: real collaborations, each figure with its source")
    _take(opened(paths.DATA / "published"), "The published record")
    say("The public register: what was published of both")
    _publish()
    say("An account for each role")
    for guest in GUESTS:
        _invite(guest, hash_password(password))
    _begin_one()


def is_built() -> bool:
    """Whether the data folder holds a demonstration already."""
    return schema.age() is schema.Age.CURRENT and collaboration_named(ALLIANCE) is not None


def _take(sheets: Sequence[Sheet], name: str) -> None:
    with transaction():
        imports.carry_out(sheets, by=BY, name=name)


def _of_year(name: str, column: str, year: int) -> Sheet:
    """The invented rows of one year, those of later years left for their own turn."""
    return _chosen(name, column, lambda cell: year_of(parse(cell).starts) == year)


def _of_quarter(name: str) -> Sheet:
    """The invented figures of one quarter that were reported; what is only expected waits for the rest of its year."""
    return _chosen("ledger", "period", lambda cell: cell == name)


def _rules(way: Way) -> Sheet:
    """The invented rules of one kind: a mix is set only once there are figures to mix."""
    return _chosen("share_rules", "way", lambda cell: cell == way)


def _chosen(name: str, column: str, wanted: Callable[[str], bool]) -> Sheet:
    """The rows of an invented sheet whose cell in a column is wanted."""
    whole = next(sheet for sheet in opened(paths.DATA / "illustrative") if sheet.name == name)
    at = whole.header().index(column)

    def rows() -> Rows:
        for number, row in whole.rows():
            if number == 1 or wanted(row[at]):
                yield number, row

    return Sheet(whole.name, whole.file, rows)


def _split_one() -> None:
    """A joint total that was split with a part typed over, and a figure that was put right after it was."""
    together = collaboration_named(ALLIANCE)
    assert together is not None, "it was imported just now"
    joint = Joint(
        About.COST, Category.CAPITAL, parse("2026-27 Q1"), 412_386_57,
        provenance=Provenance.ILLUSTRATIVE, source="Illustrative figures made for this demonstration",
    )  # fmt: skip
    with clock.set_to(SPLIT), transaction():
        given = apportionments.working_of(together, joint).parts
        payer, spared = (organisation_named(name) for name in ("Dunmore", "Coastshire"))
        assert payer is not None, "it was imported just now"
        assert spared is not None, "it was imported just now"
        given = {**given, payer.id: given[payer.id] + 1_500_00, spared.id: given[spared.id] - 1_500_00}
        why = "Dunmore keeps the berth that Coastshire gives up: £1,500, agreed by the board in July 2026"
        apportionments.apportion(together, joint, given=given, reason=why, by=BY)
    with clock.set_to(RECOUNTED), transaction():
        days, ash = driver_named("days of search", together.id), organisation_named("Ashdale")
        assert days is not None, "it was imported just now"
        assert ash is not None, "it was imported just now"
        recount = Stated(ash.id, 2025, 331, "Duty sheets recounted (illustrative)", Provenance.ILLUSTRATIVE)
        state(days, [recount], by=BY)


def _withdraw_one() -> None:
    """A release with a slip in it was loaded and withdrawn: it was never used, and stays readable with its reason."""
    slipped = {2022: "96.1297", 2023: "91.3107"}
    rows = [one._replace(value=slipped.get(one.year, one.value), source=INVENTED, note="") for one in shipped.indices()]
    with transaction():
        release = prices.load(name="Illustrative: a release with a slip", published=shipped.PUBLISHED, rows=rows, by=BY)
        prices.withdraw(release, reason="2022-23 and 2023-24 were swapped when it was typed (illustrative).", by=BY)


def _stand_behind(folder: Path | None) -> None:
    together, coast = collaboration_named(ALLIANCE), organisation_named("Coastshire")
    assert together is not None, "it was imported just now"
    assert coast is not None, "it was imported just now"
    demonstrated.stand_behind(together, coast, folder=folder, by=BY)
    dunmore = organisation_named("Dunmore")
    assert dunmore is not None, "it was imported just now"
    demonstrated.share_one(together, coast, dunmore, by=BY)


def _restate_one() -> None:
    """One figure is put right later, so that there is a day before which the register knew it otherwise."""
    together = collaboration_named(ALLIANCE)
    coast = organisation_named("Coastshire")
    assert together is not None, "it was imported just now"
    assert coast is not None, "it was imported just now"
    quarter = parse("2019-20 Q2")
    there = figures.stating(together.id, starts=quarter.starts, months=quarter.months, partner_id=coast.id)
    wrong = next(one for one in there if (one.kind, one.category) == (Kind.BENEFIT, Category.CASHABLE_SAVING))
    entry = ledger.entry_of(wrong)
    with clock.set_to(RESTATED), transaction():
        ledger.restate(
            wrong.line,
            entry._replace(amount=entry.amount + 12_340_00),
            reason="The boat contract's rebate had been left out",
            by=BY,
        )


def _estimate_one_again() -> None:
    """One estimate of going alone is made anew, so that there is an earlier one to read, and a day it was known on."""
    together, coast = collaboration_named(ALLIANCE), organisation_named("Coastshire")
    assert together is not None, "it was imported just now"
    assert coast is not None, "it was imported just now"
    place = Place(together.id, coast.id, parse("2024-25").starts, WhatIf.ALONE)
    before = estimates.revisions(place)[0]
    said = {name: getattr(before, name) for name in alone.SAID}
    dearer = {name: said[name] + 60_000_00 for name in ("low", "central", "high")}
    with clock.set_to(ESTIMATED_AGAIN), transaction():
        alone.estimate(
            together,
            coast,
            **{**said, **dearer, "starts": place.starts, "estimated_on": "2025-10"},
            reason="The lease of the boat shed at Coastmouth had been left out",
            by=BY,
        )


def _publish() -> None:
    together = collaboration_named(ALLIANCE)
    assert together is not None, "it was imported just now"
    demonstrated_public.publish_invented(decisions_about([together.id]), agreements_in([together.id]), by=BY)
    demonstrated_public.publish_record(by=BY)
    coast = organisation_named("Coastshire")
    assert coast is not None, "it was imported just now"
    demonstrated_public.record_late(coast, together, by=BY)
    demonstrated_plans.plan_ahead(together, by=BY)


def _begin_one() -> None:
    """The officer went home in the middle of a sentence, so that there is a form to go on with."""
    officer = person_with("officer@coastshire.example")
    assert officer is not None, "the account was opened just now"
    place = Begun(officer.id, "/decisions/new?collaboration=Five+Rivers", "DecisionForm", "Log a decision")
    with clock.set_to(clock.now() - timedelta(hours=20)), transaction():
        drafts.keep(place, BEGUN, seen=0, days=90)


def _invite(guest: Guest, password_hash: str) -> None:
    organisation = organisation_named(guest.organisation) if guest.organisation else None
    together = collaboration_named(ALLIANCE) if guest.role is Role.SECRETARIAT else None
    with transaction():
        person = account.invite(email=guest.email, name=guest.name, password_hash=password_hash, by=BY)
        account.grant(person, guest.role, organisation=organisation, collaboration=together, by=BY)
        db.session.flush()
