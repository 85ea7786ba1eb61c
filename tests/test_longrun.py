"""The long-run page by the user's door: its words, its refusals, its controls, and the same answer everywhere."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from govtrack import create_app
from govtrack.analytics.kinds import Kind, Status
from govtrack.cli import main
from govtrack.domain import founding, ledger
from govtrack.settings import Settings
from govtrack.store import clock
from govtrack.store import ledger as lines
from govtrack.store.db import db, transaction
from govtrack.store.people import person_with
from govtrack.web.people import demonstration_link
from tests import make
from tests.conftest import SECRET
from tests.pages import Client

PATH = "/collaborations/Alliance/long-run"
SignIn = Callable[[str], Client]


class Alliance:
    """Two partners over six years: the first ahead in five and behind in the last."""

    def __init__(self) -> None:
        self.west, self.warwick = make.body("West Mercia"), make.body("Warwickshire")
        self.together = make.collaboration("Alliance")
        make.membership(self.together, self.west, votes=3)
        make.membership(self.together, self.warwick, votes=1)
        make.decision("FR/2020/01", body=self.west, collaboration=self.together, decided="2020-06-01")
        make.person("reader@example.org", "reader", organisation=self.west)

    def fill(self, years: int = 6) -> None:
        entries = []
        for at in range(years):
            for partner, paid, had in ((self.west, 100_00, 20_00 if at == 5 else 150_00), (self.warwick, 50_00, 60_00)):
                period = f"{2018 + at}-{19 + at}"
                entries.append(make.entry(self.together, partner, period, paid))
                entries.append(make.entry(self.together, partner, period, had, kind=Kind.BENEFIT))
        make.figures(*entries)


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def test_an_alliance_without_figures_says_what_to_do_first(alliance: Alliance, sign_in: SignIn) -> None:
    page = sign_in("reader@example.org").get(PATH).text

    assert "There are no figures here yet" in page
    assert "data-figure" not in page


@pytest.mark.parametrize("years", [1, 2])
def test_too_few_years_are_an_honest_refusal(alliance: Alliance, sign_in: SignIn, years: int) -> None:
    alliance.fill(years)

    page = sign_in("reader@example.org").get(PATH).text

    assert "too early to say" in page.lower()
    assert "too early for a verdict" in page
    assert "ahead since" not in page


def test_the_page_opens_with_the_answer_and_shows_every_chart_under_its_finding(
    alliance: Alliance, sign_in: SignIn
) -> None:
    alliance.fill()

    page = sign_in("reader@example.org").get(f"{PATH}?prices=cash").text

    assert (
        "Since 2018-19 West Mercia has put in £600 and had back benefits worth £770, in cash: £170 ahead."
        in unwrapped(page)
    )
    assert "says the opposite on its own, and would mislead." in unwrapped(page)
    assert page.count("data-figure=") == 5
    assert page.count("The figures as a table") == 5
    assert "Sign the section 22A agreement (West Mercia, FR/2020/01)" in page
    assert "75%" in page.split("What each pays, gets and decides")[1]


def unwrapped(page: str) -> str:
    """A page without the marks that keep a year on one line."""
    return page.replace('<span class="whole">', "").replace("</span>", "")


def test_page_command_and_files_say_the_same(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, secret=SECRET, https=False, demo=True))
    app.test_client_class = Client
    with app.app_context():
        founding.found()
        alliance = Alliance()
        alliance.fill()
        link = demonstration_link(person_with("reader@example.org"))
        db.session.remove()
    browser = app.test_client()
    browser.get(link)

    page = unwrapped(browser.get(PATH).text)
    web = json.loads(browser.get(f"{PATH}.json").text)
    command = ["longrun", "Alliance", "--partner", "West Mercia", "--json", "--data", str(tmp_path)]
    told = json.loads(CliRunner().invoke(main, command, catch_exceptions=False).stdout)
    table = list(csv.DictReader(io.StringIO(browser.get(f"{PATH}.csv").data.decode("utf-8-sig"))))

    assert told == web
    assert web["headline"] in page
    assert [one["says"] for one in web["sentences"] if one["says"] not in page and one["about"] != "net"] == []
    own = next(one for one in web["partners"] if one["partner"] == "West Mercia")
    assert [row["had_back"] for row in table if row["partner"] == "West Mercia"] == own["had_back"]


def test_a_figure_put_right_changes_the_answer_and_yesterday_still_has_the_old_one(
    alliance: Alliance, sign_in: SignIn
) -> None:
    with clock.set_to(datetime(2024, 5, 1, 12, tzinfo=UTC)):
        alliance.fill()
    wrong = next(one for one in lines.figures(alliance.together.id) if one.amount == 20_00)
    with clock.set_to(datetime(2024, 7, 15, 12, tzinfo=UTC)), transaction():
        ledger.restate(wrong.line, ledger.entry_of(wrong)._replace(amount=120_00), reason="Found more", by="the tests")
    browser = sign_in("reader@example.org")

    now = unwrapped(browser.get(f"{PATH}?prices=cash").text)
    then = unwrapped(browser.get(f"{PATH}?prices=cash&known-day=14&known-month=7&known-year=2024").text)
    before = browser.get(f"{PATH}?prices=cash&known-day=30&known-month=4&known-year=2024").text

    assert "£270 ahead" in now
    assert "£170 ahead" in then
    assert "There are no figures here yet" in before


@pytest.mark.parametrize(
    "query",
    [
        "partner=Nobody", "partner=Kent", "measure=tears", "first=1066", "prices=gold", "counted=hoped+for",
        "first=2022&last=2019", "known-day=31&known-month=2&known-year=2024",
        "known-day=1&known-month=1&known-year=9999",
        "known-day=NaN&known-month=x&known-year=twelve", "partner=" + "x" * 10_000,
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_in_words(alliance: Alliance, sign_in: SignIn, query: str) -> None:
    alliance.fill()

    answer = sign_in("reader@example.org").get(f"{PATH}?{query}")

    assert answer.status_code == 400
    assert "<title>" in answer.text
    assert "Error:" in answer.text.split("</title>")[0]


@pytest.mark.parametrize("query", ["short_name=x", "endpoint=x", "_external=1", "partner[]=x", "utm_source=letter"])
def test_what_the_page_does_not_know_in_its_address_is_passed_over(
    alliance: Alliance, sign_in: SignIn, query: str
) -> None:
    alliance.fill()

    assert sign_in("reader@example.org").get(f"{PATH}?{query}").status_code == 200


def test_forecasts_are_shown_when_asked_for_and_never_added_to_claims(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2024-25", 5_00, status=Status.FORECAST)
    browser = sign_in("reader@example.org")

    plain, asked = browser.get(PATH).text, browser.get(f"{PATH}?counted=forecast").text

    assert "there are figures under: forecast" in plain
    assert "£5" in asked


def test_a_joint_figure_stands_apart_from_the_sums(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, None, "2018-19 to 2023-24", 35_000_000_00, kind=Kind.BENEFIT)

    page = unwrapped(sign_in("reader@example.org").get(PATH).text)

    assert "Stated for several years, or for the collaboration as a whole" in page
    assert "£35m" in page
    assert "never split between partners" in page


def test_where_no_share_can_be_worked_out_the_rule_is_said_to_be_the_rule(alliance: Alliance, sign_in: SignIn) -> None:
    make.rule(alliance.together, {alliance.west: "69", alliance.warwick: "31"})
    make.figure(alliance.together, None, "2018-19 to 2023-24", 35_000_000_00, kind=Kind.BENEFIT)

    shares = sign_in("reader@example.org").get(PATH).text.split("What each pays, gets and decides")[1]

    assert "69% by the rule" in shares
    assert "31% by the rule" in shares


def test_another_measure_has_shares_and_no_net_position(alliance: Alliance, sign_in: SignIn) -> None:
    alliance.fill()
    people = make.measure("people found")
    make.figures(
        *(
            make.entry(alliance.together, partner, f"{2018 + at}-{19 + at}", count, kind=Kind.BENEFIT, unit=people)
            for at in range(5)
            for partner, count in ((alliance.west, 30), (alliance.warwick, 10))
        )
    )

    page = unwrapped(sign_in("reader@example.org").get(f"{PATH}?measure=people+found").text)

    assert "had 75% of the people found" in page
    assert "ahead" not in page.split("What each pays")[0].split("<h1>")[1]


def test_a_former_member_sees_its_own_time_and_no_later(app: Flask, sign_in: SignIn) -> None:
    alliance = Alliance()
    gone = make.body("Kent")
    make.membership(alliance.together, gone, left=date(2020, 3, 31))
    make.person("former@example.org", "reader", organisation=gone)
    alliance.fill()
    own = [
        make.entry(alliance.together, gone, period, 7_00, kind=kind)
        for period in ("2018-19", "2019-20")
        for kind in (Kind.BENEFIT, Kind.CONTRIBUTION)
    ]
    make.figures(*own)
    browser = sign_in("former@example.org")

    page, table = unwrapped(browser.get(f"{PATH}?partner=all").text), browser.get(f"{PATH}.csv?partner=all").text

    assert "2019-20" in table
    assert "2020-21" not in table
    assert "2018-19 to 2019-20" in page
    assert browser.get("/collaborations/Elsewhere/long-run").status_code == 404


def test_a_stranger_is_not_told_that_it_exists(alliance: Alliance, sign_in: SignIn) -> None:
    make.person("stranger@example.org", "reader", organisation=make.body("Kent"))

    answers = [sign_in("stranger@example.org").get(f"{PATH}{ending}").status_code for ending in ("", ".json", ".csv")]

    assert answers == [404, 404, 404]
