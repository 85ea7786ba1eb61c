"""Process limits set anew: by a person alone, for a decision of the register, and said wherever the chart is."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from flask import Flask

from govtrack.analytics.kinds import Kind
from tests import make
from tests.pages import Client
from tests.test_longrun import PATH, Alliance, unwrapped

SignIn = Callable[[str], Client]
QUARTERS = [f"{year}-{year % 100 + 1} Q{quarter}" for year in range(2018, 2023) for quarter in range(1, 5)]


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    """Twenty quarters; from the ninth on West Mercia has about half of the benefit, where it had a fifth."""
    alliance = Alliance()
    make.figures(
        *(
            make.entry(alliance.together, partner, period, amount, kind=Kind.BENEFIT)
            for at, period in enumerate(QUARTERS)
            for partner, amount in (
                (alliance.west, (20_00 if at < 8 else 50_00) + at % 3 * 1_00),
                (alliance.warwick, (80_00 if at < 8 else 50_00) - at % 3 * 1_00),
            )
        )
    )
    return alliance


def decided(alliance: Alliance, day: str, reference: str = "FR/2020/02") -> int:
    return make.decision(
        reference, body=alliance.west, collaboration=alliance.together, decided=day, title="Move the base to Hindlip"
    ).id


def test_a_reader_sets_the_limits_anew_for_a_decision_and_every_form_of_the_answer_says_so(
    alliance: Alliance, sign_in: SignIn
) -> None:
    number = decided(alliance, "2020-03-27")
    browser = sign_in("reader@example.org")

    plain, anew = browser.get(PATH).text, browser.get(f"{PATH}?rebase={number}").text
    report = json.loads(browser.get(f"{PATH}.json?rebase={number}").text)
    points = list(
        csv.DictReader(io.StringIO(browser.get(f"/collaborations/Alliance/long-run-changes.csv?rebase={number}").text))
    )

    assert "Something has changed" in plain
    assert "process limits are set anew" not in plain
    assert "Never do it to make a signal go away." in plain
    why = "Move the base to Hindlip (West Mercia, FR/2020/02, 27 March 2020)"
    assert f"the process limits are set anew from 2020-21 Q1, because of: {why}." in unwrapped(anew)
    assert "The process limits are set anew from 2020-21 Q1, at the reader's choice." in unwrapped(anew).replace(
        "&#39;", "'"
    )
    assert f'<option selected value="{number}">' in anew
    assert f"long-run.json?rebase={number}" in anew
    first, second = report["control"]["limits"]
    assert (first["to"], second["from"], second["set_anew_because"]) == ("2019-20 Q4", "2020-21 Q1", why)
    assert report["control"]["signals"] == {}
    assert [row["limits_set_anew"] for row in points] == [""] * 8 + [why] * 12
    assert {float(row["mean"]) for row in points[8:]} == {round(second["mean"], 6)}


def test_no_decision_no_new_limits(alliance: Alliance, sign_in: SignIn) -> None:
    for reference, day in (("A/1", "2018-04-01"), ("A/2", "2023-06-01"), ("A/3", "2020")):
        decided(alliance, day, reference)
    outside = decided(alliance, "2024-05-01", "A/4")
    browser = sign_in("reader@example.org")

    offered = browser.get(PATH).text.split("When the limits should be set anew")[1]
    beyond = unwrapped(browser.get(f"{PATH}?rebase={outside}").text)

    assert "FR/2020/01" in offered
    assert not [reference for reference in ("A/1", "A/2", "A/3", "A/4") if reference in offered]
    assert "does not fall between the points of the process behaviour chart." in beyond
    assert browser.get(f"{PATH}?rebase=999").status_code == 400
    assert browser.get(f"{PATH}?rebase=NaN").status_code == 400


def test_a_decision_not_yet_taken_on_the_day_asked_for_is_no_reason(alliance: Alliance, sign_in: SignIn) -> None:
    number = decided(alliance, "2020-03-27")

    answer = sign_in("reader@example.org").get(
        f"{PATH}?rebase={number}&known-day=1&known-month=1&known-year=2020",
    )

    assert answer.status_code == 400
    assert "This decision was not yet taken on 1 January 2020." in answer.text


def test_too_few_points_since_then_have_no_limits(alliance: Alliance, sign_in: SignIn) -> None:
    number = decided(alliance, "2022-04-01")

    page = unwrapped(sign_in("reader@example.org").get(f"{PATH}?rebase={number}").text)

    assert "On whether anything is changing: too early to say: 4 quarters of the five needed." in page
    assert "set anew from 2022-23 Q1" in page


def test_as_known_before_the_prices_were_published_the_page_says_so(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("reader@example.org")

    now = browser.get(PATH).text
    report = json.loads(browser.get(f"{PATH}.json?known-day=1&known-month=6&known-year=2025").text)

    assert "HM Treasury December 2025" in now
    assert "later than the day asked for" not in now
    assert "That release is later than the day asked for" in " ".join(report["notes"])
