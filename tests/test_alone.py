"""Going alone or staying in: estimates entered, changed and taken back, and what the page makes of them."""

import html
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.store.collaborations import Collaboration
from tests import make
from tests.filling import answers_on, fill, follow, resend
from tests.making_alone import estimate
from tests.pages import Client

SignIn = Callable[[str], Client]
ESTIMATE = {
    "low": "2.6m", "central": "3m", "high": "3.5m", "estimated_by": "Finance, Kent", "estimated_on": "May 2024",
    "method": "A unit of its own at last year's cost per head",
}  # fmt: skip
KENT = "/alone/Three Rivers/estimate?partner=Kent&year=2023-24&what_if=alone"


def words(page: TestResponse) -> str:
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page.text)).split())


@pytest.fixture
def together(app: Flask) -> Collaboration:
    """Kent, Essex and Surrey, who paid £2.25m, £1.5m and £0.75m in 2023-24."""
    alliance = make.collaboration("Three Rivers", started="2012-04")
    for name, paid in (("Kent", 2_250_000_00), ("Essex", 1_500_000_00), ("Surrey", 750_000_00)):
        make.membership(alliance, make.body(name))
        make.figure(alliance, make.body(name), "2023-24", paid)
    make.person("keeper@example.org", "secretariat", collaboration=alliance)
    make.person("kent@example.org", "recorder", organisation=make.body("Kent"))
    make.person("essex@example.org", "reader", organisation=make.body("Essex"))
    return alliance


def test_an_estimate_entered_by_its_partner_is_a_walk_away_test_for_all_partners(
    together: Collaboration, sign_in: SignIn
) -> None:
    browser = sign_in("kent@example.org")
    assert "Nobody has estimated yet what going alone would cost" in browser.get("/alone/Three Rivers").text

    page = follow(browser, fill(browser, KENT, **ESTIMATE))

    said = (
        "Going alone would cost Kent about £3m a year (between £2.6m and £3.5m); its share in 2023-24 is £2.25m: pass."
    )
    assert said in words(page)
    assert "£2,250,000.00 against £2,600,000.00 to £3,500,000.00" in words(page)
    assert "nobody has estimated what going alone would cost Essex or Surrey" in words(page)
    assert said in words(sign_in("essex@example.org").get("/alone/Three Rivers?year=2023-24&partner=Kent"))


def test_an_estimate_that_changes_keeps_what_it_said_and_meets_whoever_saved_first(
    together: Collaboration, sign_in: SignIn
) -> None:
    estimate(together, make.body("Kent"), "2023-24", 2_600_000, 3_000_000, 3_500_000)
    first, second = sign_in("kent@example.org"), sign_in("keeper@example.org")
    opened = second.get(KENT)
    fill(first, KENT, low="2.1m", central="2.4m", reason="The lease had been counted twice")

    late = resend(second, opened, KENT, high="4m", reason="Dearer boats")

    assert late.status_code == 409
    assert "2,400,000.00" in late.text
    page = follow(second, resend(second, late, KENT))
    assert "about £2.4m a year (between £2.1m and £4m)" in words(page)
    told = first.get(KENT).text
    assert "The lease had been counted twice" in told
    assert "first estimate" in told


def test_an_estimate_taken_back_counts_no_more_and_can_be_read_as_it_was_known(
    together: Collaboration, sign_in: SignIn
) -> None:
    estimate(together, make.body("Kent"), "2023-24", 2_600_000, 3_000_000, 3_500_000)
    browser = sign_in("kent@example.org")

    page = follow(
        browser, fill(browser, KENT.replace("estimate?", "estimate/withdraw?"), reason="It was another unit's")
    )

    assert "can still be read as it was known" in page.text
    assert "Nobody has estimated yet" in page.text
    assert "another unit" in browser.get(KENT).text
    assert answers_on(browser.get(KENT))["low"] == ""


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"low": "3.1m"}, "The low must not be more than the central estimate."),
        ({"high": "2.9m"}, "The high must not be less than the central estimate."),
        ({"low": "-1"}, "A cost is not below nought"),
        ({"high": "1" * 30}, "18 digits or fewer"),
        ({"central": "NaN"}, "central-error"),
        ({"method": ""}, "Say how it was got."),
        ({"estimated_on": "31 February 2024"}, "has no day 31"),
        ({"estimated_on": "9999"}, "2100"),
        ({"estimated_on": "2090"}, "lies in the future"),
        ({"method": "x\0"}, "cannot be shown"),
        ({"estimated_by": "x" * 10_000}, "At most 200 characters"),
        ({"provenance": "99"}, "not one of the answers offered"),
    ],
)
def test_a_bad_estimate_is_refused_beside_its_answer(
    together: Collaboration, sign_in: SignIn, answers: dict[str, str], sentence: str
) -> None:
    page = fill(sign_in("kent@example.org"), KENT, **{**ESTIMATE, **answers})

    assert sentence in page.text
    assert "<title>Error: " in " ".join(page.text.split()).replace("<title> ", "<title>")
    assert "Finance, Kent" in page.text or "estimated_by" in answers


def test_nobody_estimates_for_another_partner_or_for_one_that_was_not_there(
    together: Collaboration, sign_in: SignIn
) -> None:
    make.membership(together, make.body("Sussex"), joined=date(2020, 4, 1), left=date(2021, 3, 31))
    kent, keeper = sign_in("kent@example.org"), sign_in("keeper@example.org")

    assert kent.get(KENT.replace("partner=Kent", "partner=Essex")).status_code == 403
    assert sign_in("essex@example.org").get(KENT).status_code == 403
    late = fill(keeper, KENT.replace("partner=Kent", "partner=Sussex"), **ESTIMATE)
    assert "Sussex was not a partner of this collaboration in 2023-24." in late.text
    for address in ("year=1066", "year=2023-24&partner=%00", "year=9999-00&what_if=x", "known-day=31&known-month=2"):
        assert kent.get(f"/alone/Three Rivers?{address}").status_code in {200, 400}
        assert kent.get(f"/alone/Three Rivers/estimate?{address}").status_code in {200, 400}
