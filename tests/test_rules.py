"""Share rules by the user's door: a mix is set, tried over the years there were, and held against what was paid."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtrack.analytics.allocation import NotShareable
from govtrack.analytics.kinds import Way
from govtrack.analytics.sharing import Limits, Part, Terms, Weight, over_time, steps
from govtrack.papers import books
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.drivers import Driver
from govtrack.store.rules import rules_of
from tests import make
from tests import making_shares as making
from tests.filling import fill, follow
from tests.pages import Client

SignIn = Callable[[str], Client]
SET, TRY = "/collaborations/Rivers/rules/new", "/collaborations/Rivers/rules/try"
YEARS = ("2021-22", "2022-23", "2023-24")


class World(NamedTuple):
    together: Collaboration
    ash: Organisation
    bay: Organisation
    calls: Driver


@pytest.fixture
def world(app: Flask) -> World:
    """Two partners who paid half each for three years, while Ash made three calls of every four."""
    together, ash, bay = make.collaboration("Rivers"), make.organisation("Ash"), make.organisation("Bay")
    for partner in (ash, bay):
        make.membership(together, partner)
    make.figures(*(make.entry(together, one, year, 1_000_00) for year in YEARS for one in (ash, bay)))
    calls = making.driver(
        "calls", {ash: dict.fromkeys(YEARS[1:], 30), bay: dict.fromkeys(YEARS[1:], 10)}, collaboration=together
    )
    make.person("keeper@example.org", "secretariat", collaboration=together)
    make.person("ash@example.org", "reader", organisation=ash)
    return World(together, ash, bay, calls)


def unwrapped(page: str) -> str:
    """A page without what keeps its years from breaking over two lines."""
    return page.replace('<span class="whole">', "").replace("</span>", "")


def mixed(world: World, **more: str) -> dict[str, str]:
    return {
        "about": "cost", "starts-day": "1", "starts-month": "4", "starts-year": "2022", "way": "mix",
        "driver_1": str(world.calls.id), "weight_1": "60", **more,
    }  # fmt: skip


def test_a_mix_is_set_and_its_page_says_what_it_makes_of_whose_figures(world: World, sign_in: SignIn) -> None:
    browser = sign_in("keeper@example.org")
    floor = f"floor_{world.bay.id}"

    more = {floor: "30", "up": "50", "down": "50", "order": "bay, Ash"}
    page = follow(browser, fill(browser, SET, **mixed(world, **more))).text

    assert "The cost rule is set." in page
    assert "By calls. Figures of the year itself. Never less than: Bay 30%." in page
    assert "not percentage points" in page
    assert "not recorded for Bay and Ash" in page, "the running year has no calls yet"
    db.session.rollback()
    (rule,) = rules_of(world.together.id)
    assert [(one.driver.name, one.weight) for one in rule.drivers] == [("calls", "60")]
    assert [part.partner.short_name for part in rule.parts] == ["Bay", "Ash"], "the agreed order breaks ties"


def test_rules_that_could_share_nothing_are_refused_beside_their_answers(world: World, sign_in: SignIn) -> None:
    browser = sign_in("keeper@example.org")
    other = make.collaboration("Elsewhere")
    theirs = making.driver("theirs", {world.ash: {"2023-24": 1}}, collaboration=other)
    unknown = making.driver("unheard of", {})
    low, high = f"floor_{world.ash.id}", f"floor_{world.bay.id}"

    for answers, sentence in (
        ({"driver_1": "", "weight_1": ""}, "The weights come to nothing"),
        ({"weight_1": "0"}, "The weights come to nothing"),
        ({"weight_1": ""}, "Say what this driver weighs"),
        ({"weight_1": "NaN"}, "percentage"),
        ({"driver_1": str(theirs.id)}, "not one of the answers offered"),
        ({"driver_1": "9" * 30}, "not one of the answers offered"),
        ({"driver_1": str(unknown.id)}, "Nobody has stated unheard of"),
        ({"driver_2": str(world.calls.id), "weight_2": "5"}, "Each driver stands in a mix once"),
        ({low: "60", high: "50"}, "floors come to more than 100"),
        ({"up": "5"}, "Give both limits"),
        ({"years": "fixed", "fixed_year": "31 February"}, "Give the year whose figures"),
        ({"way": "sideways"}, "not one of the answers offered"),
        ({"way": "equal"}, "Only a mix has drivers"),
        ({f"percent_{world.ash.id}": "50"}, "Only fixed percentages have a percentage"),
        ({"tolerance": "1e309"}, "percentage"),
        ({"order": "Bay, Nobody"}, "“nobody” is not the short name of a partner here"),
    ):
        page = fill(browser, SET, **mixed(world, **answers)).text
        assert sentence in page, answers
        assert "<title>Error: " in page, answers
        assert rules_of(world.together.id) == []
        db.session.rollback()


def test_a_rule_is_tried_beside_what_was_paid_and_a_year_without_figures_is_left_out(
    world: World, sign_in: SignIn, tmp_path: Path
) -> None:
    browser = sign_in("ash@example.org")
    asked = f"about=cost&way=mix&driver_1={world.calls.id}&weight_1=100"

    page = unwrapped(browser.get(f"{TRY}?{asked}").text)
    book = browser.get(f"{TRY}.xlsx?{asked}")
    rows = browser.get(f"{TRY}.csv?{asked}").text
    fixed = f"about=cost&way=percentages&percent_{world.ash.id}=40&percent_{world.bay.id}=60"
    percent = browser.get(f"{TRY}?{fixed}").text

    assert "Ash would have paid £3k under this rule; it paid £2k: £1k more." in page
    assert "2022-23" in page.split("Ash would have paid")[0][-80:]
    assert "Bay would have paid £1k less." in page
    assert "2021-22" in page.split("is left out")[0][-60:]
    assert "not recorded for Ash and Bay" in page
    (tmp_path / "trial.xlsx").write_bytes(book.data)
    sheets = {sheet.name: list(sheet.rows()) for sheet in books.opened(tmp_path / "trial.xlsx")}
    assert sheets["by partner"][1][1] == ["Ash", "2000", "3000", "1000"]
    assert b"xl/charts/chart1.xml" in book.data, "the drawing is the office program's own"
    assert "2023-24,Ash,1000.00,1500.00,500.00,2023-24" in rows
    assert "Ash would have paid £2.4k under this rule" in percent


def test_a_trial_that_is_no_rule_says_so_and_a_former_member_tries_only_its_own_years(
    world: World, sign_in: SignIn
) -> None:
    gone = make.organisation("Gone")
    make.membership(world.together, gone, joined=date(2022, 4, 1), left=date(2022, 9, 30))
    make.figure(world.together, gone, "2022-23", 500_00)
    make.person("gone@example.org", "reader", organisation=gone)
    browser, former = sign_in("ash@example.org"), sign_in("gone@example.org")
    uneven = f"about=cost&way=percentages&percent_{world.ash.id}=40&percent_{world.bay.id}=50"
    equal = f"about=cost&way=equal&percent_{world.ash.id}="

    answer = browser.get(f"{TRY}?{uneven}")

    assert answer.status_code == 400
    assert "The percentages come to 90, not 100." in answer.text
    assert browser.get(f"{TRY}.xlsx?{uneven}").status_code == 400
    assert browser.get(f"{TRY}?about=NaN&way=x&driver_1=a%00b").status_code == 400
    assert "2023-24" in browser.get(f"{TRY}?{equal}").text.split("Year by year")[1]
    seen = former.get(f"{TRY}?{equal}").text
    assert "Gone would have paid" in seen
    assert "2023-24" not in seen.split("Year by year")[1].split("The rule to try")[0]


def test_paid_and_due_beyond_tolerance_is_said_without_blame(world: World, sign_in: SignIn) -> None:
    make.rule(world.together, {world.ash: "48", world.bay: "52"}, ends=date(2022, 3, 31))
    making.mix(world.together, [world.ash, world.bay], {world.calls: "1"}, starts=date(2022, 4, 1), tolerance="40")
    browser = sign_in("ash@example.org")

    page, tried = unwrapped(browser.get("/collaborations/Rivers").text), unwrapped(browser.get(TRY).text)

    said = "Bay paid £1k in 2023-24; the rule in force makes it £500: 100% more."
    assert said in page
    assert said in tried
    assert "Ash paid £1k in 2023-24" not in page, "33% less is within 40"
    assert "in 2021-22" not in page, "4% is within 5"
    assert not {"overpaid", "underpaid", "subsid"} & set(page.lower().split())


NUMBERS = st.lists(st.integers(0, 10**9), min_size=3, max_size=3).filter(any)


DAYS = st.lists(st.integers(1, 365), min_size=3, max_size=3)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(one=NUMBERS, two=NUMBERS | st.just([0, 0, 0]), days=DAYS)
def test_the_steps_of_a_mix_make_a_whole_each_time(one: list[int], two: list[int], days: list[int]) -> None:
    terms = Terms(
        date(2020, 4, 1), None, Way.MIX, tuple(Part(at, floor=Fraction(1, 10)) for at in range(3)),
        (Weight(1, Fraction(60)), Weight(2, Fraction(40))), Limits(Fraction(1, 2), Fraction(1, 2)),
    )  # fmt: skip
    before = [Fraction(1, 3)] * 3

    found = steps(terms, days=days, length=365, figures={1: one, 2: two}, before=before)

    for stage in (found.mixed, found.weighted, found.floored, found.limited):
        assert sum(stage) == 1
    assert all(part >= Fraction(own, 3650) for part, own in zip(found.floored, days, strict=True))
    assert all(Fraction(1, 6) <= part <= Fraction(1, 2) for part in found.limited)


def test_limits_that_leave_no_whole_and_rules_that_follow_each_other() -> None:
    half = Fraction(1, 2)
    parts, weights = (Part(1), Part(2)), (Weight(1, Fraction(1)),)
    terms = Terms(date(2020, 4, 1), None, Way.MIX, parts, weights, Limits(half / 5, half / 5))

    with pytest.raises(NotShareable, match="widen them"):
        steps(terms, days=[365, 365], length=365, figures={1: [1, 0]}, before=[Fraction(0), Fraction(1)])

    assert over_time([(100, {1: half, 2: half}), (265, {2: Fraction(1)})]) == {
        2: Fraction(100, 365) / 2 + Fraction(265, 365), 1: Fraction(50, 365)
    }  # fmt: skip
