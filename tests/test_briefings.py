"""The first morning: the briefing in words, by the user's door."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from govtrack.domain import collaborations
from govtrack.store.clock import today
from govtrack.store.db import transaction
from tests import make
from tests.pages import Client
from tests.test_longrun import Alliance, unwrapped

SignIn = Callable[[str], Client]
PATH = "/briefings/West%20Mercia"


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def test_the_latest_year_stands_beside_the_long_run_and_is_said_to_mislead(alliance: Alliance, sign_in: SignIn) -> None:
    alliance.fill()

    page = unwrapped(sign_in("reader@example.org").get(PATH).text)

    assert "West Mercia shares one collaboration, Alliance. Over 6 years, since 2018-19, it is" in page
    assert "The latest year misleads: 2023-24 alone says" in page
    assert "2023-24 alone misleads: it says behind, and 6 years together say ahead." in page
    assert "No other year has pointed that way: ask what was different." in page
    assert "Sign the section 22A agreement" in page


def test_a_body_in_nothing_is_told_so(app: Flask, sign_in: SignIn) -> None:
    make.person("reader@example.org", "reader", organisation=make.body("Kent"))

    page = sign_in("reader@example.org").get("/briefings/Kent").text

    assert "Kent is in no collaboration that this register knows of." in page


def test_a_body_that_only_was_in_one_is_told_so_and_why_nothing_can_be_said(app: Flask, sign_in: SignIn) -> None:
    kent = make.body("Kent")
    make.membership(make.collaboration("Alliance"), kent, left=date(2020, 4, 8))
    make.person("reader@example.org", "reader", organisation=kent)

    page = sign_in("reader@example.org").get("/briefings/Kent").text

    assert "Kent shares nothing today. It was part of one before, told below." in page
    assert "Nothing is shared yet" not in page
    assert "No net position: no figures of Kent&#39;s own are recorded." in page


def test_one_s_own_briefing_is_where_the_menu_leads(alliance: Alliance, sign_in: SignIn) -> None:
    answer = sign_in("reader@example.org").get("/briefings/")

    assert (answer.status_code, answer.location) == (302, PATH)


def test_next_review_and_notice_are_said(alliance: Alliance, sign_in: SignIn) -> None:
    due = today() + timedelta(days=40)
    with transaction():
        collaborations.agree(alliance.together, title="Section 22A", review_due=due, notice_months=12, by="the tests")

    page = sign_in("reader@example.org").get(PATH).text

    assert "Next review:" in page
    assert "Leaving takes 12 months of notice." in page
    assert "too early to say" in page


def test_what_was_left_stands_below_what_still_runs(alliance: Alliance, sign_in: SignIn) -> None:
    past = make.collaboration("Earlier")
    make.membership(past, alliance.west, left=date(2015, 3, 31))

    page = sign_in("reader@example.org").get(PATH).text

    assert "What West Mercia was part of before" in page
    assert page.index("Alliance Alliance") < page.index("Earlier Alliance")


def test_a_stranger_sees_of_a_body_only_what_both_share(alliance: Alliance, sign_in: SignIn) -> None:
    make.person("stranger@example.org", "reader", organisation=make.body("Kent"))

    page = sign_in("stranger@example.org").get(PATH)

    assert page.status_code == 200
    assert "Alliance" not in page.text
