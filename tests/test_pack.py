"""The board pack: every partner's long run in the same words, both figures of what is disputed, sources and caveats."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from govtrack.store import events
from tests import make
from tests.filling import fill
from tests.test_disputes import Alliance

SignIn = Callable[[str], Any]


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def words_of(page: str) -> str:
    """A page's words without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.split("<main")[1]).split())


def test_a_board_reads_every_partners_long_run_in_the_same_words_with_the_trails_end(
    alliance: Alliance, sign_in: SignIn
) -> None:
    make.decision("WM/1", title="Go on together", body=alliance.west, collaboration=alliance.together)
    west, warwick = sign_in("west@example.org"), sign_in("warwick@example.org")

    page = words_of(west.get("/collaborations/Alliance/pack").text)

    assert page == words_of(warwick.get("/collaborations/Alliance/pack").text)
    for name in ("West Mercia", "Warwickshire"):
        own = words_of(west.get(f"/collaborations/Alliance/long-run?partner={name}").text)
        headline = re.search(r"Since 2018-19 [^:]*: [^.]*", own)
        assert headline is not None
        assert headline[0] in page
    assert "WM/1, West Mercia: Go on together" in page
    assert str(events.head()) in page
    assert "Sources and caveats" in page


def test_both_figures_of_a_dispute_stand_in_the_pack_until_it_is_settled(alliance: Alliance, sign_in: SignIn) -> None:
    warwick, west = sign_in("warwick@example.org"), sign_in("west@example.org")
    fill(warwick, f"/disputes/figures/{alliance.line}", amount="20", reason="The rebate was ours.")

    page = words_of(west.get("/collaborations/Alliance/pack").text)

    assert "With Warwickshire’s figures" in page
    assert "£110.00" in page
    assert "£20.00" in page
    assert "The rebate was ours." in page


def test_a_pack_is_as_known_on_a_day_and_a_day_that_is_none_is_refused(alliance: Alliance, sign_in: SignIn) -> None:
    west, day = sign_in("west@example.org"), "known-day=31&known-month=12&known-year=2023"

    before = words_of(west.get(f"/collaborations/Alliance/pack?{day}").text)
    wrong = west.get("/collaborations/Alliance/pack?known-day=31&known-month=2&known-year=2023")

    assert "There are no figures here yet" in before
    assert wrong.status_code == 400
    assert "February 2023 has no day 31" in wrong.text


def test_a_pack_of_nothing_says_so_and_a_stranger_is_told_of_none(app: Flask, sign_in: SignIn) -> None:
    make.collaboration("Empty")
    make.person("admin@example.org", "administrator")
    make.person("stranger@example.org", "reader", organisation=make.body("Kent"))

    assert "nothing to put before a board" in sign_in("admin@example.org").get("/collaborations/Empty/pack").text
    assert sign_in("stranger@example.org").get("/collaborations/Empty/pack").status_code == 404
