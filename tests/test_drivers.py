"""Drivers by the user's door: named, entered in a grid and by file, superseded, and kept to whom they concern."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from flask import Flask

from govtrack.domain import imports
from govtrack.domain.imports import Faulty
from govtrack.papers.rows import Sheet
from govtrack.store import drivers
from govtrack.store.bodies import Organisation
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from govtrack.store.drivers import Driver
from tests import make
from tests import making_shares as making
from tests.filling import answers_on, fill, follow, resend
from tests.pages import Client

SignIn = Callable[[str], Client]
EARLY, LATE = datetime(2024, 5, 1, 12, tzinfo=UTC), datetime(2024, 9, 1, 12, tzinfo=UTC)


class World(NamedTuple):
    together: Collaboration
    ash: Organisation
    bay: Organisation
    calls: Driver


@pytest.fixture
def world(app: Flask) -> World:
    together, ash, bay = make.collaboration("Rivers"), make.organisation("Ash", kind="fire"), make.organisation("Bay")
    make.membership(together, ash)
    make.membership(together, bay)
    make.person("keeper@example.org", "secretariat", collaboration=together)
    make.person("ash@example.org", "recorder", organisation=ash)
    make.person("stranger@example.org", "reader", organisation=make.body("Kent"))
    with set_to(EARLY):
        calls = making.driver("calls", {ash: {"2023-24": 30}, bay: {"2023-24": 10}}, collaboration=together)
    return World(together, ash, bay, calls)


def test_a_driver_is_named_and_its_figures_entered_on_one_screen(world: World, sign_in: SignIn) -> None:
    browser = sign_in("keeper@example.org")

    named = fill(browser, "/drivers/new", name="Net revenue budget", unit="pounds")
    grid = follow(browser, named)
    address = named.location
    box = f"v{world.ash.id}y2023"
    page = follow(
        browser,
        resend(browser, browser.get(f"{address}?last=2024"), address, **{box: "£118.6m", "source": "Accounts"}),
    )

    assert "Net revenue budget is a driver now" in grid.text
    assert "1 figure stated" in page.text
    assert "£118,600,000" in page.text
    assert "Rivers Alliance alone" in browser.get("/drivers").text
    assert "is there already" in fill(browser, "/drivers/new", name="CALLS", unit="calls").text


def test_a_later_figure_supersedes_and_the_earlier_day_is_told_as_it_was(world: World, sign_in: SignIn) -> None:
    browser = sign_in("keeper@example.org")
    with set_to(LATE), transaction():
        making.state(world.calls, {world.ash: {"2023-24": 44}}, source="Recounted")
    address = f"/drivers/{world.calls.id}"

    now = browser.get(address).text
    then = browser.get(f"{address}?known-day=1&known-month=8&known-year=2024").text

    assert ">44<" in now.split("What was stated")[0]
    assert "1 September 2024" in now
    assert "Recounted" in now
    assert ">30<" in then
    assert "44" not in then.split("<main")[1]
    assert browser.get(f"{address}?known-day=31&known-month=2&known-year=2024").status_code == 400


def test_two_who_state_the_same_figure_are_shown_both(world: World, sign_in: SignIn) -> None:
    browser = sign_in("keeper@example.org")
    address = f"/drivers/{world.calls.id}/enter?last=2024"
    page = browser.get(address)
    with transaction():
        making.state(world.calls, {world.ash: {"2023-24": 31}})

    met = resend(browser, page, address, **{f"v{world.ash.id}y2023": "32"})
    saved = resend(browser, met, address)

    assert met.status_code == 409
    assert "31" in met.text
    assert "32" in met.text
    assert saved.status_code == 302
    db.session.rollback()
    assert drivers.values([world.calls.id])[world.calls.id, 2023, world.ash.id].amount == 32


def test_bad_figures_are_refused_beside_their_boxes_and_nothing_is_written(world: World, sign_in: SignIn) -> None:
    browser = sign_in("keeper@example.org")
    address = f"/drivers/{world.calls.id}/enter?last=2024"

    for typed in ("-5", "NaN", "1e309", "9" * 30, "a\0b", "1.5"):
        page = fill(browser, address, **{f"v{world.ash.id}y2024": typed}).text
        assert "<title>Error: " in page, typed
    page = fill(browser, address, **{f"v{world.ash.id}y2024": "5", "provenance": "2"}).text
    assert "A published figure carries its source" in page
    assert browser.get(f"/drivers/{world.calls.id}/enter?last=99999999999999999999").status_code == 200
    db.session.rollback()
    assert len(drivers.story(world.calls.id)) == 2


def test_a_recorder_states_for_its_own_alone_and_a_stranger_hears_nothing(world: World, sign_in: SignIn) -> None:
    common = making.driver("population", {world.ash: {"2023-24": 5}, make.body("Kent"): {"2023-24": 9}}, unit="people")
    ash, stranger = sign_in("ash@example.org"), sign_in("stranger@example.org")

    own = answers_on(ash.get(f"/drivers/{world.calls.id}/enter?last=2024"))

    assert f"v{world.ash.id}y2024" in own
    assert f"v{world.bay.id}y2024" not in own
    assert ash.get("/drivers/new").status_code == 403
    assert stranger.get(f"/drivers/{world.calls.id}").status_code == 404
    assert stranger.get(f"/events/driver_values/{drivers.story(world.calls.id)[0].id}").status_code == 404
    assert "calls" not in stranger.get("/drivers").text.split("<main")[1]
    told = stranger.get(f"/drivers/{common.id}").text
    assert "Kent" in told
    assert "Ash" not in told.split("<main")[1]


def file_of(*rows: tuple[str, ...]) -> Sheet:
    header = ["driver", "collaboration", "organisation", "year", "value"]
    return Sheet("driver_values", "figures.csv", lambda: enumerate([header, *map(list, rows)], 1))


def test_a_file_adds_what_is_new_states_anew_what_differs_and_says_what_is_wrong(world: World) -> None:
    good = file_of(("calls", "Rivers", "Ash", "2023-24", "30"), ("calls", "Rivers", "Bay", "2023-24", "11"))
    wrong_ones = [("no such", "2023-24", "1"), ("calls", "2023", "1"), ("calls", "2023-24", "NaN")]
    wrong_ones.append(("calls", "2023-24", "-1"))
    bad = file_of(*((name, "Rivers", "Ash", year, value) for name, year, value in wrong_ones))

    with transaction():
        plan = imports.carry_out([good], by=make.BY)
    with pytest.raises(Faulty) as wrong, transaction():
        imports.carry_out([bad], by=make.BY)

    assert (plan.new, plan.there) == (1, 1)
    sentences = [fault.sentence for fault in wrong.value.plan.faults]
    assert "There is no driver “no such” here: add it first." in sentences
    assert len(sentences) == 4
    assert [one.amount for one in drivers.story(world.calls.id)] == [11, 10, 30]
