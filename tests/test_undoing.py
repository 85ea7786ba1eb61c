"""Undo: the last thing one recorded is taken back whole, by reversal where it is figures, or not at all."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.analytics.kinds import Category, Role
from govtrack.domain import collaborations, decisions, ledger
from govtrack.store import audit, events, rollups
from govtrack.store import ledger as lines
from govtrack.store.bodies import Organisation
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration, collaboration_named, membership_at
from govtrack.store.db import db, transaction
from govtrack.store.decisions import decision_of
from govtrack.store.people import person_with
from tests import make
from tests.doors import send
from tests.filling import fill, follow
from tests.pages import Client

SignIn = Callable[[str], Client]


class World(NamedTuple):
    """Two partners of one collaboration."""

    together: Collaboration
    coast: Organisation
    east: Organisation


@pytest.fixture
def world(app: Flask) -> World:
    rivers = make.collaboration("Rivers")
    coast, east = make.organisation("Coast", name="Coastshire Police"), make.organisation("East", kind="council")
    make.membership(rivers, coast)
    make.membership(rivers, east)
    make.person("recorder@example.org", Role.RECORDER, organisation=coast)
    make.person("secretariat@example.org", Role.SECRETARIAT, collaboration=rivers)
    make.person("approver@example.org", Role.APPROVER, organisation=coast)
    return World(rivers, coast, east)


def amounts(world: World) -> list[int]:
    db.session.rollback()
    return sorted(one.amount for one in lines.figures(world.together.id))


def record(browser: Any, amount: str, period: str = "2023-24", **answers: str) -> TestResponse:
    given = {"collaboration": "Rivers", "partner": "Coast", "period": period, "amount": amount, "category": "1"}
    return follow(browser, fill(browser, "/ledger/new", **given, **answers))


def offer(page: TestResponse) -> str:
    """The act that a page offers to undo; empty for none."""
    _, _, rest = page.text.partition('action="/events/undo"')
    return rest.partition('name="act" value="')[2].partition('"')[0] if rest else ""


def press(browser: Any, act: str) -> TestResponse:
    """Press Undo for an act, with a key of its own."""
    return send(browser, "/events/undo", {"act": act})


def whole() -> bool:
    """Whether trail, ledger and totals agree with each other."""
    db.session.rollback()
    return not list(audit.faults()) and not rollups.differences()


def test_a_figure_recorded_a_moment_ago_is_taken_back_and_stays_readable(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    make.figure(world.together, world.coast, "2022-23", 5_00)
    page = record(browser, "12.50")
    assert "Undo" in page.text
    assert "until midnight, or until somebody builds on it" in page.text
    assert offer(page) == offer(browser.get("/"))
    assert offer(browser.get("/collaborations/Rivers")) == "", "the message is told once"

    home = follow(browser, press(browser, offer(page)))

    assert "Undone. You had recorded figures; the register says again what it said before." in home.text
    assert offer(home) == "", "an undoing is not undone"
    assert amounts(world) == [5_00]
    figure = int(page.request.path.rpartition("/")[2])
    assert [(step.sign, step.amount, step.reason) for step in lines.history(figure)] == [
        (1, 12_50, ""),
        (-1, -12_50, "Undone: recorded figures"),
    ]
    assert whole()


def test_a_correction_is_corrected_back_and_what_was_taken_back_stands_again(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    line = make.figure(world.together, world.coast, "2023-24", 10_00, note="as it was")
    restated = follow(browser, fill(browser, f"/ledger/figures/{line}/restate", amount="99", reason="A slip"))
    assert amounts(world) == [99_00]

    follow(browser, press(browser, offer(restated)))

    db.session.rollback()
    (figure,) = lines.figures(world.together.id)
    assert (figure.figure, figure.amount, figure.note) == (line, 10_00, "as it was")

    withdrawn = follow(browser, fill(browser, f"/ledger/figures/{figure.line}/withdraw", reason="Not ours"))
    assert amounts(world) == []
    follow(browser, press(browser, offer(withdrawn)))

    assert amounts(world) == [10_00]
    assert [step.sign for step in lines.history(line)] == [1, -1, 1, -1, 1, -1, 1]
    assert whole()


def test_what_was_before_is_not_put_back_beside_what_was_entered_since(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    line = make.figure(world.together, world.coast, "2023-24", 10_00)
    page = follow(browser, fill(browser, f"/ledger/figures/{line}/withdraw", reason="By quarters instead"))
    make.figure(world.together, world.coast, "2023-24 Q1", 2_00)

    answer = press(browser, offer(page))

    assert "What it was before cannot be put back." in answer.text
    assert "already stated for 2023-24 Q1" in answer.text
    assert amounts(world) == [2_00]


def test_what_somebody_built_on_is_left_as_it_is_and_said(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    page = record(browser, "12.50")
    (figure,) = lines.figures(world.together.id)
    entry = ledger.entry_of(figure)
    with transaction():
        ledger.restate(figure.line, entry._replace(amount=13_00), reason="Rounded", by="finance@example.org")

    answer = press(browser, offer(page))

    assert "Error: It was not undone" in answer.text
    assert "finance@example.org restated one of its figures since" in answer.text
    assert "Rivers, Coast, 2023-24" in answer.text
    assert offer(browser.get("/")) == ""
    assert amounts(world) == [13_00]


def test_only_the_last_thing_and_only_on_its_day(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    first = record(browser, "1", "2021-22")
    second = record(browser, "2", "2022-23")

    for forged in (offer(first), "", "0", "NaN", "9" * 40, "1"):
        answer = press(browser, forged)
        assert answer.status_code == 200
        assert "You have done something else since" in answer.text
    with set_to(datetime.now(UTC) + timedelta(days=1)):
        tomorrow = sign_in("recorder@example.org")
        assert offer(tomorrow.get("/")) == ""
        late = press(tomorrow, offer(second))
    assert "It was recorded on an earlier day" in late.text
    somebody_else = press(sign_in("secretariat@example.org"), offer(second))
    assert "You have done something else since" in somebody_else.text
    assert browser.post("/events/undo", data={"act": offer(second)}).status_code == 400, "no token"
    assert amounts(world) == [1_00, 2_00]


def test_a_whole_period_entered_and_corrected_at_once_is_undone_at_once(world: World, sign_in: SignIn) -> None:
    make.figure(world.together, world.coast, "2023-24 Q1", 10_00)
    browser = sign_in("recorder@example.org")
    address = "/ledger/Rivers/grid?partner=Coast&period=2023-24+Q1"
    cash, staff = (f"m1c{int(category)}" for category in (Category.CASH, Category.STAFF))

    page = follow(browser, fill(browser, address, **{cash: "11", staff: "7"}, reason="The outturn"))
    assert amounts(world) == [7_00, 11_00]
    follow(browser, press(browser, offer(page)))

    assert amounts(world) == [10_00]
    assert whole()


def test_a_record_is_taken_out_or_becomes_what_it_was(world: World, sign_in: SignIn) -> None:
    keeper = sign_in("secretariat@example.org")
    decided = {"reference": "R/1", "title": "Join", "body": "Coast", "collaboration": "Rivers", "outcome": "approved"}
    page = follow(keeper, fill(keeper, "/decisions/new", **decided))
    assert decision_of(world.coast.id, "R/1") is not None
    follow(keeper, press(keeper, offer(page)))
    db.session.rollback()
    assert decision_of(world.coast.id, "R/1") is None

    spell = world.together.memberships[0]
    number, version = spell.id, spell.version
    page = follow(keeper, fill(keeper, f"/collaborations/Rivers/partners/{number}", votes="7", role="host"))
    follow(keeper, press(keeper, offer(page)))
    db.session.rollback()
    again = membership_at(number)
    assert again is not None
    assert (again.votes, again.role, again.version) == (1, "", version + 2)
    assert whole()


def test_a_collaboration_goes_with_the_role_it_brought_but_not_once_a_partner_stands_in_it(
    world: World, sign_in: SignIn
) -> None:
    approver = sign_in("approver@example.org")
    page = follow(approver, fill(approver, "/collaborations/new", short_name="Marshes", title="The Marshes"))
    marshes = collaboration_named("Marshes")
    assert marshes is not None
    make.membership(marshes, world.coast)

    refused = press(approver, offer(page))
    assert "“Marshes” is named by other memberships that were recorded since." in refused.text
    with transaction():
        marshes = collaboration_named("Marshes")
        assert marshes is not None
        collaborations.amend(marshes.memberships[0], votes=3, by="somebody")

    assert collaboration_named("Marshes") is not None
    other = follow(approver, fill(approver, "/collaborations/new", short_name="Fens", title="The Fens"))
    follow(approver, press(approver, offer(other)))
    db.session.rollback()
    assert collaboration_named("Fens") is None
    assert whole()


def test_a_decision_once_taken_is_not_untaken(world: World, sign_in: SignIn) -> None:
    with transaction():
        number = decisions.draft(title="Leave", body=world.coast, collaboration=world.together, by=make.BY).id
    approver = sign_in("approver@example.org")
    put = follow(approver, fill(approver, f"/decisions/{number}/put"))
    taken = {"words": "As the board asked.", "outcome": "approved", "reference": "C/9", "decided-day": "1",
             "decided-month": "4", "decided-year": "2024"}  # fmt: skip
    page = follow(approver, fill(approver, f"/decisions/{number}/decide", **taken))
    assert (offer(put), offer(page), offer(approver.get("/"))) == ("", "", "")

    person = person_with("approver@example.org")
    assert person is not None
    last = events.last_by(person.id)
    assert last is not None
    answer = press(approver, str(last.number))

    assert "A step of a decision stays, with who and when" in answer.text
    assert decision_of(world.coast.id, "C/9") is not None
