"""Joint totals split by the user's door: worked out, typed over, recorded, explained, and run again."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtrack.analytics.kinds import About, Category
from govtrack.analytics.periods import parse
from govtrack.domain import apportionments as verbs
from govtrack.domain import imports, outfiles, rules
from govtrack.domain.apportionments import Joint
from govtrack.papers import books
from govtrack.store import ledger, rollups
from govtrack.store.apportionments import apportionments_of
from govtrack.store.bodies import Organisation
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration, collaboration_named
from govtrack.store.db import db, transaction
from govtrack.store.drivers import Driver
from tests import make
from tests import making_shares as making
from tests.filling import follow, resend
from tests.pages import Client
from tests.test_exports import contents, forget_everything

SignIn = Callable[[str], Client]
NEW = "/collaborations/Rivers/apportionments/new"
ASKED = f"{NEW}?category=4&period=2023-24&total=1,000.00"


class World(NamedTuple):
    together: Collaboration
    ash: Organisation
    bay: Organisation
    cam: Organisation
    budget: Driver
    calls: Driver


@pytest.fixture
def world(app: Flask) -> World:
    """Three partners whose cost is shared three parts by budget and one by calls, Cam being in from October."""
    together = make.collaboration("Rivers")
    ash, bay, cam = (make.organisation(name) for name in ("Ash", "Bay", "Cam"))
    make.membership(together, ash)
    make.membership(together, bay)
    make.membership(together, cam, joined=date(2023, 10, 1))
    budget = making.driver(
        "budget",
        {
            ash: {"2023-24": 600, "2024-25": 500},
            bay: {"2023-24": 300, "2024-25": 300},
            cam: {"2023-24": 100, "2024-25": 200},
        },
        unit="pounds",
    )
    calls = making.driver("calls", {one: {"2023-24": 7} for one in (ash, bay, cam)})
    make.person("keeper@example.org", "secretariat", collaboration=together)
    make.person("ash@example.org", "recorder", organisation=ash)
    return World(together, ash, bay, cam, budget, calls)


def by_mix(world: World, **more: object) -> None:
    making.mix(world.together, [world.ash, world.bay, world.cam], {world.budget: "75", world.calls: "25"}, **more)


def test_a_joint_total_is_split_step_by_step_recorded_and_explained_on_each_figure(
    world: World, sign_in: SignIn
) -> None:
    by_mix(world, words="By budget and use", decision="R/2012/1")
    browser = sign_in("keeper@example.org")

    page = browser.get(ASKED)
    done = follow(browser, resend(browser, page, ASKED))

    # Ash 3/4×600/1000+1/12, Bay 3/4×300/1000+1/12, Cam (3/4×100/1000+1/12) for 183 of 366 days.
    assert "Ash £579.19, Bay £334.84 and Cam £85.97" in page.text
    assert "Cam" in page.text.split("Days as a partner")[1]
    assert "budget (75%) and calls (25%)" in page.text
    assert "1 penny left over went to whom the most was cut off from: Ash (0.5520p cut off)" in page.text
    assert "£1,000.00 split between three partners" in done.text
    assert "Each part is what the rule makes it." in done.text
    assert "By budget and use" in done.text
    figure = browser.get(re.findall(r'href="(/ledger/figures/\d+)"', done.text)[0]).text
    assert "the rule made it £579.19" in figure
    assert "Apportioned from a joint total of £1,000.00" in figure
    (row,) = apportionments_of(world.together.id)
    batches = {ledger.standing(part.figure or 0)[0].batch_id for part in row.parts}
    assert len(batches) == 1, "the parts are one batch"
    assert rollups.differences() == []


def test_the_remainder_of_a_part_typed_over_is_signed_given_away_and_needs_its_reason(
    world: World, sign_in: SignIn
) -> None:
    by_mix(world)
    browser = sign_in("keeper@example.org")
    page = browser.get(ASKED)
    part = f"part_{world.ash.id}"

    short = resend(browser, page, ASKED, **{part: "579.20"})
    given_away = resend(browser, short, ASKED, give="yes", remainder_to=str(world.cam.id))
    unsaid = resend(browser, given_away, ASKED)
    saved = follow(browser, resend(browser, unsaid, ASKED, reason="Agreed at the board"))

    assert "£0.01 over" in short.text
    assert "come to £0.01 more than the joint total" in short.text
    assert 'value="85.96"' in given_away.text
    assert "nothing left over" in given_away.text
    assert "say why" in unsaid.text
    assert "Typed over for Ash and Cam: Agreed at the board" in saved.text
    db.session.rollback()
    assert len(apportionments_of(world.together.id)) == 1


def test_a_later_figure_leaves_the_past_alone_until_it_is_run_again_as_a_restatement(
    world: World, sign_in: SignIn
) -> None:
    by_mix(world)
    browser = sign_in("keeper@example.org")
    first = follow(browser, resend(browser, browser.get(ASKED), ASKED))
    with transaction():
        making.state(world.budget, {world.ash: {"2023-24": 800}})
    address = f"/collaborations/Rivers/apportionments/{apportionments_of(world.together.id)[0].id}"

    unchanged = browser.get(address).text
    beside, other = browser.get(f"{address}/again"), browser.get(f"{address}/again")
    unsaid = resend(browser, beside, f"{address}/again")
    again = follow(browser, resend(browser, beside, f"{address}/again", reason="The budget was put right"))
    old = browser.get(address).text

    assert first.text.count("£579.19") == unchanged.count("£579.19")
    assert "£579.19" in beside.text
    assert "Say why" in unsaid.text
    assert "The budget was put right" in again.text
    assert "It was run again" in old
    assert "£579.19" in old
    figure = browser.get(re.findall(r'href="(/ledger/figures/\d+)"', again.text)[0]).text
    assert "Corrected" in figure
    assert "Because: The budget was put right" in figure
    assert browser.get(f"{address}/again").location.endswith("/apportionments/2/again")
    assert "at the same moment" in resend(browser, other, f"{address}/again", reason="Twice").text
    assert rollups.differences() == []


def test_a_rule_that_changes_inside_the_period_is_weighted_by_its_days_and_a_gap_is_refused(
    world: World, sign_in: SignIn
) -> None:
    make.rule(world.together, {world.ash: "60", world.bay: "40"}, ends=date(2022, 9, 30))
    make.rule(world.together, {world.ash: "100", world.bay: "0"}, starts=date(2022, 10, 2))
    browser = sign_in("keeper@example.org")

    gap = browser.get(f"{NEW}?category=1&period=2022-23&total=365.00").text
    collaboration = browser.get("/collaborations/Rivers").text
    whole = browser.get(f"{NEW}?category=1&period=2022-23 H2&total=100").text

    assert "No rule for cost says who shares 1 October 2022 to 1 October 2022" in gap
    assert "No rule says who paid between 1 October 2022 and 1 October 2022." in collaboration
    assert "No rule for cost" in whole
    make.rule(world.together, {world.bay: "100"}, starts=date(2022, 10, 1), ends=date(2022, 10, 1))
    split = browser.get(f"{NEW}?category=1&period=2022-23&total=365.00").text
    assert "183 of 365 days" in split
    assert "The rule changed inside the period." in split
    assert "Ash £290.80 and Bay £74.20" in split


def test_what_cannot_be_split_is_refused_beside_its_answer_and_nothing_is_written(
    world: World, sign_in: SignIn
) -> None:
    by_mix(world)
    browser = sign_in("keeper@example.org")

    for asked, sentence in {
        "category=1&period=2023-24&total=": "Enter the joint total",
        "category=1&period=2023-24&total=1e309": "exponent",
        "category=1&period=2023-24&total=NaN": "digits 0 to 9",
        f"category=1&period=2023-24&total={'9' * 30}": "digits or fewer",
        "category=1&period=2012-13 to 2018-19&total=5": "a year or less",
        "category=1&period=2022-23&total=5": "budget of 2022-23, and that is not recorded for Ash",
        "category=21&period=2023-24&total=5": "not one of the answers offered",
        "category=1&period=31 February&total=5": "period",
        "category=11&period=2023-24&total=5": "No rule for benefit",
    }.items():
        page = browser.get(f"{NEW}?{asked}").text
        assert sentence in page, asked
        assert "<title>Error: " in page, asked
    page = browser.get(ASKED)
    wrong = resend(browser, page, ASKED, **{f"part_{world.ash.id}": "a\0b"})
    assert "Error: " in wrong.text
    with transaction():
        making.state(world.budget, {world.bay: {"2023-24": 999}})
    stale = resend(browser, page, ASKED)
    assert stale.status_code == 409
    assert "worked out anew" in stale.text
    assert apportionments_of(world.together.id) == []
    assert ledger.count_figures(world.together.id) == 0


def test_only_who_records_for_all_splits_and_a_former_member_sees_splits_until_it_left(
    world: World, sign_in: SignIn
) -> None:
    gone = make.organisation("Gone")
    make.membership(world.together, gone, left=date(2023, 3, 31))
    make.person("gone@example.org", "reader", organisation=gone)
    make.rule(world.together, {world.ash: "50", world.bay: "50"})
    early = making.split(world.together, {}, "2022-23", 10_01)
    late = making.split(world.together, {}, "2023-24", 20_01)
    address = "/collaborations/Rivers/apportionments"

    ash, former = sign_in("ash@example.org"), sign_in("gone@example.org")

    assert ash.get(NEW).status_code == 403
    assert "£20.01" in ash.get(address).text
    assert former.get(f"{address}/{early.id}").status_code == 200
    assert former.get(f"{address}/{late.id}").status_code == 404
    assert former.get(f"/events/apportionments/{late.id}").status_code == 404
    assert "£20.01" not in former.get(address).text


def test_a_split_is_undone_as_a_whole(world: World, sign_in: SignIn) -> None:
    by_mix(world)
    browser = sign_in("keeper@example.org")
    done = follow(browser, resend(browser, browser.get(ASKED), ASKED)).text
    undo = done[done.index('action="/events/undo"') :].split("</form>")[0]

    browser.post("/events/undo", data=dict(re.findall(r'name="([^"]+)" value="([^"]*)"', undo)))

    db.session.rollback()
    assert apportionments_of(world.together.id) == []
    assert ledger.count_figures(world.together.id) == 0
    assert rollups.differences() == []


def test_a_split_goes_out_with_its_steps_and_comes_back_unchanged(world: World, tmp_path: Path) -> None:
    by_mix(world, floors={world.cam.id: "5"}, up="10", down="10", years_back=0, tolerance="7.5")
    joint = Joint(About.COST, Category.CAPITAL, parse("2023-24"), 1_000_00)
    with set_to(datetime(2024, 6, 1, 9, tzinfo=UTC)), transaction():
        parts = verbs.working_of(world.together, joint).parts
        first = verbs.apportion(world.together, joint, given=parts, by=make.BY)
    with transaction():
        making.state(world.budget, {world.ash: {"2023-24": 800}})
        again = verbs.working_of(world.together, joint).parts
        verbs.run_again(first, joint, given=again, reason="Put right", by=make.BY)
    outfiles.folder(tmp_path / "first")
    outfiles.workbook(tmp_path / "first.xlsx")

    forget_everything()
    with transaction():
        imports.carry_out(books.opened(tmp_path / "first.xlsx"), by="the tests")
    outfiles.folder(tmp_path / "second")
    with transaction():
        twice = imports.carry_out(books.opened(tmp_path / "first"), by="the tests")

    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    assert twice.new == 0
    there = collaboration_named("Rivers")
    assert there is not None
    (later, earlier) = apportionments_of(there.id)
    assert [part.figure for part in later.parts] == [part.figure for part in earlier.parts] != [None] * 3


BUDGETS = st.lists(st.integers(0, 10**12), min_size=3, max_size=3).filter(any)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=6)
@given(budgets=BUDGETS, total=st.integers(-(10**12), 10**12))
def test_through_the_verb_parts_sum_exactly_round_by_a_penny_and_a_bigger_share_never_pays_less(
    world: World, budgets: list[int], total: int
) -> None:
    partners = [world.ash, world.bay, world.cam]
    joint = Joint(About.COST, Category.CASH, parse("2025-26"), total)
    with db.session.begin_nested() as undone:
        making.state(world.budget, {one: {"2025-26": own} for one, own in zip(partners, budgets, strict=True)})
        rules.set_rule(
            world.together, about="cost", starts=date(2020, 4, 1), way="mix", parts=[(one, "") for one in partners],
            mix=[(world.budget, "1")], by=make.BY,
        )  # fmt: skip
        working = verbs.working_of(world.together, joint)
        row = verbs.apportion(world.together, joint, given=working.parts, by=make.BY)
        parts = [part.given for part in row.parts]
        recorded = [ledger.standing(part.figure or 0)[0].amount for part in row.parts]
        undone.rollback()
    db.session.expire_all()

    assert recorded == parts
    assert sum(parts) == total
    shares = list(working.due.shares.values())
    assert all(abs(part - total * share) < 1 for part, share in zip(parts, shares, strict=True))
    paid = [abs(part) for _, part in sorted(zip(shares, parts, strict=True), key=lambda one: (one[0], abs(one[1])))]
    assert paid == sorted(paid)
