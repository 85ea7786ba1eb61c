"""Looking again: what a decision expects beside the ledger, the day it comes back, the review, the lesson."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govtrack.analytics.expected import POUNDS, Hope, Side, Year, told
from govtrack.analytics.kinds import Category, Kind
from govtrack.cli.remind import letter_for
from govtrack.domain.reminding import messages, note
from govtrack.store.clock import today
from govtrack.store.db import transaction
from govtrack.store.lessons import lesson_called
from govtrack.store.reviews import expectations_of, review_days_of, reviews_of
from tests import make
from tests.filling import answers_on, fill, follow, offered_on, resend

SignIn = Callable[[str], Any]


class Alliance:
    """A decision of West Mercia about an alliance with Warwickshire, with two whole years of benefits."""

    def __init__(self) -> None:
        self.west, self.warwick = make.body("West Mercia"), make.body("Warwickshire")
        self.together = make.collaboration("Alliance")
        make.membership(self.together, self.west, joined=date(2012, 4, 1))
        make.membership(self.together, self.warwick, joined=date(2012, 4, 1))
        make.figure(self.together, self.west, "2021-22", 40_000_00, kind=Kind.BENEFIT)
        make.figure(self.together, self.west, "2022-23", 50_000_00, kind=Kind.BENEFIT)
        make.figure(self.together, self.warwick, "2022-23", 7_000_00, kind=Kind.BENEFIT)
        self.decision = make.decision("WM/1", body=self.west, collaboration=self.together, decided="2021-03-01").id
        make.person("recorder@example.org", "recorder", organisation=self.west)
        make.person("partner@example.org", "recorder", organisation=self.warwick)
        make.person("stranger@example.org", "approver", organisation=make.body("Kent"))

    @property
    def page(self) -> str:
        return f"/reviews/{self.decision}"


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def parts(name: str, when: date) -> dict[str, str]:
    """A day in its three boxes."""
    return {f"{name}-day": str(when.day), f"{name}-month": str(when.month), f"{name}-year": str(when.year)}


def expect(browser: Any, alliance: Alliance, **answers: str) -> Any:
    usual = {"words": "One control room costs less.", "years": "2021-22 to 2022-23", "amount": "£120k"}
    return fill(browser, f"{alliance.page}/expect", **{**usual, "partner": "West Mercia", **answers})


def test_what_was_expected_is_set_beside_the_ledger_in_a_sentence_a_chart_and_a_table(
    alliance: Alliance, sign_in: SignIn
) -> None:
    recorder, partner = sign_in("recorder@example.org"), sign_in("partner@example.org")

    page = follow(recorder, expect(recorder, alliance))

    said = "By 2022-23, £120k was expected back for West Mercia; the ledger says £90k, £30k less."
    assert said in page.text.replace('<span class="whole">2022-23</span>', "2022-23")
    assert "2021-22: £40,000.00" in page.text
    assert "<script" in page.text
    assert "data-figure" in page.text
    assert said in partner.get(alliance.page).text.replace('<span class="whole">2022-23</span>', "2022-23")
    assert partner.get(f"{alliance.page}/expect").status_code == 403
    assert sign_in("stranger@example.org").get(alliance.page).status_code == 404


def test_for_all_partners_together_everybodys_figures_count(alliance: Alliance, sign_in: SignIn) -> None:
    recorder = sign_in("recorder@example.org")

    page = follow(recorder, expect(recorder, alliance, partner="", years="2022-23", amount="57000"))

    assert "was expected back for all partners together; the ledger says £57k, just that." in page.text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"words": ""}, "Say what is expected."),
        ({"years": ""}, "Write the year by whose end it is expected"),
        ({"years": "2021-22 Q1"}, "Write whole years"),
        ({"years": "1990-91 to 2040-41"}, "Write whole years"),
        ({"amount": "1e309"}, "without an exponent"),
        ({"amount": "9" * 30}, "Amounts here have at most"),
        ({"words": "x" * 5000}, "At most 4,000 characters"),
        ({"measure": "goals"}, "not one of"),
    ],
)
def test_what_could_never_be_told_is_refused_beside_its_answer(
    alliance: Alliance, sign_in: SignIn, answers: dict[str, str], sentence: str
) -> None:
    page = expect(sign_in("recorder@example.org"), alliance, **answers)

    assert page.status_code == 200
    assert "<title>Error: " in page.text
    assert answers_on(page)["amount"] == answers.get("amount", "£120k")
    assert expectations_of(alliance.decision) == []
    assert sentence in page.text or 'class="wrong"' in page.text


def test_a_level_is_never_added_up(alliance: Alliance, sign_in: SignIn) -> None:
    make.measure("officers in post", nature="level")

    page = sign_in("recorder@example.org").get(f"{alliance.page}/expect")

    assert offered_on(page, "measure") == ["GBP"]


def test_what_was_said_by_mistake_is_taken_back_and_stays_readable(alliance: Alliance, sign_in: SignIn) -> None:
    recorder = sign_in("recorder@example.org")
    expect(recorder, alliance)
    (row,) = expectations_of(alliance.decision)

    page = follow(recorder, fill(recorder, f"{alliance.page}/expected/{row.id}/drop", reason="It was the old figure"))

    assert "One control room costs less. (taken back on" in page.text
    assert "It was the old figure" in page.text
    assert "the ledger says £" not in page.text


def day(when: date) -> dict[str, str]:
    return parts("due", when)


def test_when_the_day_comes_it_stands_at_home_on_the_bodys_page_and_in_one_reminder(
    alliance: Alliance, sign_in: SignIn
) -> None:
    recorder, due = sign_in("recorder@example.org"), today() - timedelta(days=3)

    page = follow(recorder, fill(recorder, f"{alliance.page}/day", **day(due)))

    assert "It was to be looked at again on" in page.text
    home = recorder.get("/").text
    assert "Decisions to look at again" in home
    assert "3 days ago" in home
    assert "WM/1, West Mercia" in home
    assert "1 decision was to be looked at again by now" in recorder.get("/bodies/West%20Mercia").text
    told = {one.person.email: [line.words for line in one.lines] for one in messages(days=5)}
    assert list(told) == ["recorder@example.org"]
    assert "was to be looked at again on" in told["recorder@example.org"][0]
    with transaction():
        for message in messages(days=5):
            note(message)
    assert messages(days=5) == []


def test_the_mail_leads_to_the_review(app: Flask, alliance: Alliance, sign_in: SignIn) -> None:
    recorder = sign_in("recorder@example.org")
    fill(recorder, f"{alliance.page}/day", **day(today()))

    (message,) = messages(days=5)

    letter = letter_for(app, message)
    assert letter.subject == "govtrack: 1 decision to look at"
    assert alliance.page in letter.body


def test_a_day_is_moved_with_a_reason_and_of_two_who_move_it_the_later_sees_both(
    alliance: Alliance, sign_in: SignIn
) -> None:
    recorder, other = sign_in("recorder@example.org"), sign_in("recorder@example.org")
    due = today() + timedelta(days=200)
    fill(recorder, f"{alliance.page}/day", **day(due))

    unsaid = fill(recorder, f"{alliance.page}/day", **day(due + timedelta(days=30)))
    assert "Say why the day changes" in unsaid.text

    stale = other.get(f"{alliance.page}/day")
    fill(recorder, f"{alliance.page}/day", **day(due + timedelta(days=30)), why="The outturn comes later")
    late = resend(other, stale, f"{alliance.page}/day", **day(due + timedelta(days=60)), why="Mine")

    assert late.status_code == 409
    assert len(review_days_of(alliance.decision)) == 2


def review(browser: Any, alliance: Alliance, **answers: str) -> Any:
    usual = {"verdict": "it came in part", "words": "Less than hoped, because rooms were let late."}
    return fill(browser, f"{alliance.page}/new", **{**parts("held", today()), **usual, **answers})


def test_a_review_keeps_what_the_ledger_said_that_day_and_the_lesson_is_found_by_others(
    alliance: Alliance, sign_in: SignIn
) -> None:
    recorder, stranger = sign_in("recorder@example.org"), sign_in("stranger@example.org")
    expect(recorder, alliance)

    page = follow(
        recorder,
        review(recorder, alliance, lesson="Let the rooms first", lesson_words="A year was lost.", shared="y"),
    )
    make.figure(
        alliance.together, alliance.west, "2021-22", 5_000_00, kind=Kind.BENEFIT, category=Category.COST_AVOIDED
    )

    assert "it came in part" in page.text
    (kept,) = reviews_of(alliance.decision)
    assert "the ledger says £90k, £30k less" in kept.found
    assert "the ledger says £95k" in recorder.get(alliance.page).text
    assert "Looked at again: it came in part" in recorder.get(f"/decisions/{alliance.decision}").text
    found = stranger.get("/lessons?q=rooms").text
    assert "Let the rooms first" in found
    lesson = lesson_called(alliance.west.id, "Let the rooms first")
    assert lesson is not None
    shown = stranger.get(f"/lessons/{lesson.id}").text
    assert "A year was lost." in shown
    assert "Alliance" not in shown
    assert "WM/1" not in shown
    assert "WM/1" in sign_in("partner@example.org").get(f"/lessons/{lesson.id}").text


def test_a_lesson_that_is_not_shared_is_for_its_partners_alone(alliance: Alliance, sign_in: SignIn) -> None:
    recorder, stranger = sign_in("recorder@example.org"), sign_in("stranger@example.org")

    review(recorder, alliance, lesson="Between us", lesson_words="It was about a person.", shared=None)

    lesson = lesson_called(alliance.west.id, "Between us")
    assert lesson is not None
    assert not lesson.shared
    assert "Between us" not in stranger.get("/lessons").text
    assert stranger.get(f"/lessons/{lesson.id}").status_code == 404
    assert "Between us" in sign_in("partner@example.org").get("/lessons").text
    assert stranger.get(f"/events/lessons/{lesson.id}").status_code == 404


def test_a_lesson_of_its_own_is_recorded_and_taken_back(alliance: Alliance, sign_in: SignIn) -> None:
    recorder, stranger = sign_in("recorder@example.org"), sign_in("stranger@example.org")
    page = follow(recorder, fill(recorder, "/lessons/new", title="Count hours alike", words="<b>Twice</b> over."))
    lesson = lesson_called(alliance.west.id, "Count hours alike")
    assert lesson is not None
    assert "&lt;b&gt;Twice&lt;/b&gt; over." in page.text
    assert stranger.get(f"/lessons/{lesson.id}/take-back").status_code == 403

    gone = follow(recorder, fill(recorder, f"/lessons/{lesson.id}/take-back", reason="It was another force's"))

    assert "It was another force" in gone.text
    assert "Count hours alike" not in stranger.get("/lessons").text
    assert stranger.get(f"/lessons/{lesson.id}").status_code == 404


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"words": ""}, "Say what was found."),
        ({"verdict": None}, "Choose what it came to on the whole."),
        ({"lesson": "Only a line"}, "Say what happened, and what to do another time."),
        ({"lesson_words": "Only the words"}, "Say in a few words what was learnt."),
        (parts("held", date(2020, 1, 1)), "It was decided after that day."),
        (parts("held", today() + timedelta(days=40)), "the day lies ahead"),
    ],
)
def test_a_review_that_cannot_stand_is_refused_and_nothing_of_it_is_kept(
    alliance: Alliance, sign_in: SignIn, answers: dict[str, Any], sentence: str
) -> None:
    page = review(sign_in("recorder@example.org"), alliance, **answers)

    assert sentence in page.text
    assert reviews_of(alliance.decision) == []
    assert lesson_called(alliance.west.id, "Only a line") is None


YEARS = st.lists(
    st.builds(Year, st.just("2020-21"), st.none() | st.integers(-(10**9), 10**12), *[st.booleans()] * 3),
    min_size=1,
    max_size=8,
)  # fmt: skip


@given(YEARS, st.integers(-(10**9), 10**12))
def test_the_drawing_ends_where_the_sentence_does_and_unknown_is_never_nought(years: list[Year], amount: int) -> None:
    said = told(Hope("Coastshire", Side.BACK, amount, POUNDS, ""), years)

    known = [year.amount for year in years if year.amount is not None]
    drawn = [one for one in said.running if one is not None]
    assert (drawn[-1] if drawn else None) == (sum(known) if known else None)
    assert ("no figures" in said.sentence) == (not known)
