"""The story of a collaboration: everything that became of it on one page, in the order it happened."""

from collections.abc import Callable
from datetime import date
from html import unescape

from flask import Flask

from govtrack import paths
from govtrack.analytics.kinds import Kind
from govtrack.domain import imports
from govtrack.papers import books
from govtrack.store.db import transaction
from tests import make
from tests.pages import Client

SignIn = Callable[[str], Client]


def story(browser: Client, name: str) -> str:
    page = browser.get(f"/collaborations/{name}/story")
    assert page.status_code == 200
    return unescape(page.text.split("<main", 1)[1].split("</main>", 1)[0])


def in_order(text: str, *words: str) -> None:
    places = [text.index(one) for one in words]
    assert places == sorted(places), dict(zip(words, places, strict=True))


def test_west_mercia_and_warwickshire_are_read_from_first_agreement_to_settlement(app: Flask, sign_in: SignIn) -> None:
    with transaction():
        imports.carry_out(books.opened(paths.DATA / "published"), by=make.BY)
    make.person("admin@example.org", "administrator")
    browser = sign_in("admin@example.org")

    text = story(browser, "WM-Warks")

    in_order(
        text,
        "Agree the strategic alliance between West Mercia and Warwickshire",
        "Bill Longmore comes into office",
        "John Campion comes into office",
        "Give 12 months’ notice to end the alliance with Warwickshire",
        "All partners together claimed: £35m, cashable saving",
        "Extend the alliance by six months",
        "Settle the end of the alliance",
        "The last day of West Mercia as a partner",
        "West Mercia pays £10.5m, settlement",
    )
    assert "West Mercia disputes a figure" in text
    assert "Warwickshire and West Mercia: approved." in text


def test_a_former_member_reads_it_to_its_own_last_day(app: Flask, sign_in: SignIn) -> None:
    together, west, ash = make.collaboration("Rivers"), make.body("West Mercia"), make.organisation("Ash")
    make.membership(together, west)
    make.membership(together, ash, left=date(2019, 9, 30))
    make.decision("WM/1", body=west, collaboration=together, title="Begin a dive school", decided="2015")
    make.decision("WM/2", body=west, collaboration=together, title="Close the dive school", decided="2021-05-01")
    for period in ("2016-17", "2021-22"):
        make.figure(together, west, period, 5_00, kind=Kind.BENEFIT, note=f"Due {period}")
    make.person("west@example.org", "reader", organisation=west)
    make.person("ash@example.org", "reader", organisation=ash)
    make.person("kent@example.org", "reader", organisation=make.body("Kent"))

    whole, part = story(sign_in("west@example.org"), "Rivers"), story(sign_in("ash@example.org"), "Rivers")

    in_order(whole, "Begin a dive school", "Due 2016-17", "The last day of Ash", "Close the dive school", "Due 2021-22")
    in_order(part, "Begin a dive school", "Due 2016-17", "The last day of Ash")
    assert "Close the dive school" not in part
    assert "Due 2021-22" not in part
    assert sign_in("kent@example.org").get("/collaborations/Rivers/story").status_code == 404


def test_what_has_no_story_yet_says_so(app: Flask, sign_in: SignIn) -> None:
    make.collaboration("Rivers", started="")
    make.person("admin@example.org", "administrator")

    assert "Nothing is recorded yet" in story(sign_in("admin@example.org"), "Rivers")
