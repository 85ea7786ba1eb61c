"""The forward plan: announced by one act, open to all as a page, a feed and a calendar, and never a draft's words."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from govtrack.analytics.forthcoming import Planned, Standing, said_of_all, span, standing
from govtrack.domain import plans, publishing
from govtrack.domain.refusals import Refused
from govtrack.papers.calendars import Day, calendar
from govtrack.store import audit, clock
from govtrack.store.db import db, transaction
from govtrack.store.plans import Plan, plan_at, plans_of
from tests import make
from tests.filling import answers_on, fill, follow
from tests.pages import Client

SignIn = Callable[[str], Any]
ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
TODAY = NOW.date()
ANSWERS = {
    "title": "Whether to sell the boats", "about": "The *two* oldest boats.", "who_decides": "The commissioner",
    "expected": "March 2027", "influence": "Answer the survey.", "until-day": "29", "until-month": "1",
    "until-year": "2027", "contact": "office@coast.example",
}  # fmt: skip


class Coast:
    """Two bodies of one collaboration, a recorder of the first, a reader, a secretary, a partner's approver."""

    def __init__(self) -> None:
        self.body, self.other = make.organisation("Coastshire"), make.organisation("Dunmore")
        self.boats = make.collaboration("Boats")
        for one in (self.body, self.other):
            make.membership(self.boats, one)
        make.person("recorder@example.org", "recorder", organisation=self.body)
        make.person("reader@example.org", "reader", organisation=self.body)
        make.person("secretary@example.org", "secretariat", collaboration=self.boats)
        make.person("partner@example.org", "approver", organisation=self.other)


@pytest.fixture
def coast(app: Flask) -> Coast:
    return Coast()


def days_of(answer: Any) -> dict[str, Any]:
    """The days of a calendar by their summary, as the library reads them; nothing in it may be faulty."""
    found = Calendar.from_ical(answer.data)
    assert [one.errors for one in found.walk() if one.errors] == []
    return {str(one["summary"]): one for one in found.walk("VEVENT")}


def entries_of(answer: Any) -> dict[str, str]:
    feed = ElementTree.fromstring(answer.text)  # noqa: S314 - what this register wrote itself
    return {str(one.findtext(f"{ATOM}title")): str(one.findtext(f"{ATOM}summary")) for one in feed.iter(f"{ATOM}entry")}


def test_a_decision_is_planned_looked_at_announced_and_subscribed_to(
    coast: Coast, sign_in: SignIn, client: Client
) -> None:
    recorder = sign_in("recorder@example.org")
    assert "No decision is announced at present." in client.get("/plans").text

    look = follow(recorder, fill(recorder, "/plans/new", collaboration="Boats", **ANSWERS))
    (row,) = plans_of([coast.body.id])
    before = client.get(f"/plans/{row.id}")
    said = follow(recorder, fill(recorder, f"/plans/{row.id}/announce"))

    assert "The <em>two</em> oldest boats." in look.text
    assert before.status_code == 404
    assert "Announced: Whether to sell the boats." in said.text
    page = client.get("/plans").text
    assert "1 decision is to come. It can still be influenced, until 29 January 2027." in page
    assert "March 2027, Coastshire. About Boats Alliance." in page
    assert "office@coast.example" in client.get(f"/plans/{row.id}").text
    days = days_of(client.get("/plans/calendar.ics"))
    decided = days["To be decided some day here: Whether to sell the boats"]
    until = days["Last day to influence: Whether to sell the boats"]
    assert (decided["dtstart"].dt, decided["dtend"].dt) == (date(2027, 3, 1), date(2027, 4, 1))
    assert (until["dtstart"].dt, until["dtend"].dt) == (date(2027, 1, 29), date(2027, 1, 30))
    assert "Answer the survey." in entries_of(client.get("/plans/feed.atom"))["Whether to sell the boats"]
    db.session.rollback()
    assert list(audit.faults()) == []


def test_not_a_word_of_what_is_not_announced_is_public(coast: Coast, client: Client) -> None:
    secret = dict.fromkeys(("title", "about", "who_decides", "influence", "contact"), "Vantablack")
    number = make.plan(coast.body, announced=False, **secret).id
    make.plan(coast.body, title="Told to all")
    with transaction():
        plans.withdraw(make.plan(coast.body, announced=False, **secret), reason="Vantablack", by=make.BY)

    theirs = f"/plans/bodies/{coast.body.id}"
    for there in ("/plans", "/plans/feed.atom", "/plans/calendar.ics", theirs, f"{theirs}/feed.atom",
                  f"{theirs}/calendar.ics"):  # fmt: skip
        answer = client.get(there)
        assert answer.status_code == 200
        assert b"Told to all" in answer.data
        assert b"Vantablack" not in answer.data
    assert client.get(f"/plans/{number}").status_code == 404


def test_a_day_that_moves_moves_in_calendars_and_the_first_one_stays_to_be_read(
    coast: Coast, sign_in: SignIn, client: Client
) -> None:
    recorder, number = sign_in("recorder@example.org"), make.plan(coast.body, expected="2099-12-10").id
    before = days_of(client.get("/plans/calendar.ics"))["To be decided: Whether to sell the boats"]

    page = follow(recorder, fill(recorder, f"/plans/{number}/change", expected="14 January 2100"))

    after = days_of(client.get("/plans/calendar.ics"))["To be decided: Whether to sell the boats"]
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstart"].dt == date(2100, 1, 14)
    assert "14 January 2100 (as first announced: 10 December 2099)" in page.text


def test_what_is_withdrawn_leaves_the_plan_is_cancelled_in_calendars_and_its_address_answers(
    coast: Coast, sign_in: SignIn, client: Client
) -> None:
    recorder, number = sign_in("recorder@example.org"), make.plan(coast.body).id

    empty = fill(recorder, f"/plans/{number}/withdraw", reason="")
    follow(recorder, fill(recorder, f"/plans/{number}/withdraw", reason="The boats sank"))

    assert "Say why" in empty.text
    assert "The boats sank" in client.get(f"/plans/{number}").text
    assert "No decision is announced at present." in client.get("/plans").text
    assert {str(one["status"]) for one in days_of(client.get("/plans/calendar.ics")).values()} == {"CANCELLED"}
    assert "The boats sank" in entries_of(client.get("/plans/feed.atom"))["Withdrawn: Whether to sell the boats"]
    assert "It has left the plan" in recorder.get(f"/plans/{number}/change").text
    with clock.set_to(clock.now() + timedelta(days=91)):
        assert days_of(client.get("/plans/calendar.ics")) == {}
        assert client.get(f"/plans/bodies/{coast.body.id}").status_code == 200
        assert "The boats sank" in client.get(f"/plans/{number}").text


def test_what_is_decided_leads_to_its_notice_only_once_that_is_published(
    coast: Coast, sign_in: SignIn, client: Client
) -> None:
    recorder, number = sign_in("recorder@example.org"), make.plan(coast.body).id
    decision = make.decision("C/7", body=coast.body, title="Sell the oldest boat")
    theirs = make.decision("D/7", body=coast.other)

    elsewhere = fill(recorder, f"/plans/{number}/decided", decision=theirs.id)
    fill(recorder, f"/plans/{number}/decided", decision=decision.id)
    hidden = client.get(f"/plans/{number}").text
    with transaction():
        publishing.publish(decision, by=make.BY)

    assert "This is not one of the answers offered" in elsewhere.text
    assert "The decision is not published here yet." in hidden
    assert "C/7" not in hidden
    assert "Sell the oldest boat" not in hidden
    assert f'href="/register/decisions/{decision.id}"' in client.get(f"/plans/{number}").text
    assert f'href="/register/decisions/{decision.id}"' in client.get("/plans").text
    assert days_of(client.get("/plans/calendar.ics")) == {}
    assert "Announced in the forward plan" in recorder.get(f"/decisions/{decision.id}").text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"title": ""}, "Say in a few words what is to be decided."),
        ({"title": "x" * 301}, "At most 300 characters"),
        ({"title": "NUL\0"}, "This holds a character that cannot be shown"),
        ({"expected": ""}, "Say when it is to be decided"),
        ({"expected": "soon"}, "as a year (2015)"),
        ({"expected": "10" * 15}, "Write a year (2015)"),
        ({"expected": "2026"}, "It could be influenced until after it is decided"),
        ({"until-day": "31", "until-month": "2"}, "February 2027 has no day 31."),
        ({"about": "x" * 4001}, "At most 4,000 characters"),
        ({"collaboration": "Elsewhere"}, "This is not one of the answers offered"),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_answer_and_nothing_typed_is_lost(
    coast: Coast, sign_in: SignIn, answers: dict[str, str], sentence: str
) -> None:
    page = fill(sign_in("recorder@example.org"), "/plans/new", **{**ANSWERS, **answers})

    assert page.status_code == 200
    assert sentence in page.text
    assert answers_on(page)["contact"] == "office@coast.example"
    assert plans_of(None) == []


def test_nothing_is_announced_without_who_decides_how_it_is_influenced_and_whom_to_write_to(
    coast: Coast, sign_in: SignIn
) -> None:
    recorder = sign_in("recorder@example.org")
    bare = make.plan(coast.body, announced=False, who_decides="", influence="", contact="").id
    past = make.plan(coast.body, announced=False, expected="2014-03", until=None).id

    missing = fill(recorder, f"/plans/{bare}/announce").text
    late = fill(recorder, f"/plans/{past}/announce").text
    told = make.plan(coast.body).id
    emptied = fill(recorder, f"/plans/{told}/change", contact="").text

    for sentence in ("Say who decides", "Say how it can still be influenced", "Say whom to write to."):
        assert sentence in missing
    assert "The day has passed: say when it will be decided." in late
    assert "Say whom to write to." in emptied
    db.session.rollback()
    assert [one.announced for one in (plan_at(bare), plan_at(past)) if one] == [None, None]
    assert db.session.get_one(Plan, told).contact == "office@example.org"


@pytest.mark.parametrize("who", ["reader", "secretary", "partner"])
def test_only_those_who_publish_for_the_body_keep_its_plan(coast: Coast, sign_in: SignIn, who: str) -> None:
    number, browser = make.plan(coast.body).id, sign_in(f"{who}@example.org")

    for act in ("change", "announce", "withdraw", "decided"):
        assert browser.get(f"/plans/{number}/{act}").status_code in {403, 404}
    assert "Whether to sell the boats" not in browser.get("/plans/own").text


def test_who_has_the_plan_already_is_told_so_and_other_sites_may_read_it(coast: Coast, client: Client) -> None:
    number = make.plan(coast.body).id
    for there in ("/plans", f"/plans/{number}", "/plans/feed.atom", "/plans/calendar.ics"):
        first = client.get(there)
        again = client.get(there, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
        assert "Set-Cookie" not in first.headers
    assert client.get("/plans/calendar.ics").headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/plans/calendar.ics").mimetype == "text/calendar"
    before = client.get("/plans/calendar.ics").headers["ETag"]
    make.plan(coast.other, title="Whether to buy a drone")
    assert client.get("/plans/calendar.ics").headers["ETag"] != before


def test_each_body_has_its_own_plan_and_one_without_any_has_none(coast: Coast, client: Client) -> None:
    make.plan(coast.body)
    make.plan(coast.other, title="Whether to buy a drone")

    own = f"/plans/bodies/{coast.other.id}"
    assert list(entries_of(client.get(f"{own}/feed.atom"))) == ["Whether to buy a drone"]
    assert "Whether to sell the boats" not in client.get(own).text
    assert len(days_of(client.get(f"{own}/calendar.ics"))) == 2
    assert client.get(f"/plans/bodies/{make.body('Kent').id}").status_code == 404
    assert client.get(f"/plans/bodies/{10**30}").status_code == 404
    assert client.get(f"/plans/{10**30}").status_code == 404


def test_script_in_every_answer_is_text_on_the_page_and_in_the_feed(coast: Coast, client: Client) -> None:
    evil = "<script>alert(1)</script>"
    number = make.plan(coast.body, **dict.fromkeys(("title", "about", "who_decides", "influence", "contact"), evil)).id

    for there in ("/plans", f"/plans/{number}", "/plans/feed.atom"):
        assert "<script>alert" not in client.get(there).text
    assert f"To be decided some day here: {evil}" in days_of(client.get("/plans/calendar.ics"))


def test_a_plan_is_taken_over_by_a_file_once_and_calendars_know_it_again(coast: Coast) -> None:
    intended = plans.Intended(title="Whether to sell", expected="2014-03")
    past = {"announced": date(2014, 1, 2), "left": date(2014, 3, 4), "ended": "withdrawn", "reason": "Sunk"}

    with pytest.raises(Refused, match="Say who decides"), transaction():
        plans.bring(coast.body, intended, uid="u", became=None, past=past, by=make.BY)
    with pytest.raises(Refused, match="or neither"), transaction():
        plans.bring(coast.body, intended, uid="u", became=None, past={"left": date(2014, 3, 4)}, by=make.BY)


@pytest.mark.parametrize(
    ("expected", "until", "how"),
    [
        ("2026-12-10", date(2026, 11, 28), Standing.OPEN),
        ("2026-12-10", date(2026, 11, 27), Standing.CLOSED),
        ("2026-12", None, Standing.CLOSED),
        ("2026", date(2026, 12, 1), Standing.OPEN),
        ("2026-11-27", date(2026, 11, 20), Standing.OVERDUE),
        ("2026-11-28", None, Standing.CLOSED),
        ("2026-11", None, Standing.CLOSED),
        ("2026-10", None, Standing.OVERDUE),
    ],
)
def test_a_planned_decision_stands_as_its_days_say(expected: str, until: date | None, how: Standing) -> None:
    assert standing(Planned(expected, until), today=TODAY) is how


def test_the_plan_opens_with_how_many_can_still_be_influenced_and_which_are_late() -> None:
    open_, closed, late = (
        Planned("2027", date(2026, 12, 12)), Planned("2027", None), Planned("2026-10", None)
    )  # fmt: skip
    said = said_of_all([open_, open_, closed, late], today=TODAY)
    assert said == (
        "4 decisions are to come. 2 of them can still be influenced, the first until 12 December 2026. "
        "1 announced day has passed with no decision recorded."
    )
    assert said_of_all([closed], today=TODAY) == "1 decision is to come. It is not open to influence."
    assert said_of_all([], today=TODAY) == ""


@given(st.dates(date(1829, 1, 1), date(2099, 12, 31)), st.sampled_from([4, 7, 10]))
def test_the_days_of_a_date_known_in_part_hold_it_and_no_other_of_its_kind(day: date, known: int) -> None:
    text = day.isoformat()[:known]
    first, after = span(text)
    assert first <= day < after
    assert first.isoformat()[:known] == text == (after - timedelta(days=1)).isoformat()[:known]
    assert after.isoformat()[:known] != text


@given(st.text(max_size=80), st.integers(0, 10**6), st.booleans())
def test_whatever_is_written_in_a_calendar_is_read_back_as_it_was(words: str, sequence: int, cancelled: bool) -> None:
    day = Day("u-1", sequence, TODAY, TODAY + timedelta(days=1), "T", words, "https://example.org/1", NOW, cancelled)
    content = calendar([day], name="Plan", words="All")

    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert calendar([day], name="Plan", words="All") == content
    assert (event["uid"], event["sequence"], event["status"] == "CANCELLED") == ("u-1", sequence, cancelled)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
