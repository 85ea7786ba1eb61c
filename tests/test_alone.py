"""Going alone or staying in: estimates entered, changed and taken back, and what the page makes of them."""

import csv
import html
import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.domain import exports, formats, imports
from govtrack.papers.rows import Sheet
from govtrack.rooms.imports.reach import rights_of
from govtrack.store.alone import estimates_in
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from govtrack.store.people import person_with
from govtrack.store.studies import studies_in
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
    assert "What the others would pay without Kent: estimate it" in words(page)
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
    told = words(sign_in("essex@example.org").get(KENT.replace("estimate?", "history?")))
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


STUDY = {
    "name": "Options for 2027", "studied_by": "An outside firm", "studied_on": "May 2024", "method": "Each costed",
    "cost_1": "2m", "cost_2": "3m", "cost_4": "1m", "cost_3": "4.2m", "cost_5": "2.7m", "cost_6": "3.6m",
    "cost_7": "4.5m",
}  # fmt: skip
"""The boxes are named by the places of Essex, Kent and Surrey: 5 is the first and the third."""
GRID = "/alone/Three Rivers/studies/new?year=2023-24"


def test_a_study_entered_on_a_grid_shows_its_splits_with_their_caveats_and_can_be_taken_back(
    together: Collaboration, sign_in: SignIn
) -> None:
    keeper, reader = sign_in("keeper@example.org"), sign_in("essex@example.org")
    assert reader.get(GRID).status_code == 403
    hole = fill(keeper, GRID, **{**STUDY, "cost_5": ""})
    assert "Enter what Essex and Surrey would pay." in words(hole)
    assert studies_in([together.id]) == []

    page = follow(keeper, fill(keeper, GRID, **STUDY))

    assert "The study “Options for 2027” is recorded." in words(page)
    assert "There are splits of £4.5m under which no partner, and no group of partners, pays more" in words(page)
    assert "It is not a way to bill partners year by year." in words(page)
    year = words(reader.get("/alone/Three Rivers?year=2023-24"))
    assert "Every coalition costed: Options for 2027" in year
    again = words(fill(keeper, GRID, **STUDY))
    assert "There is a study of this name already" in again
    db.session.rollback()
    number = studies_in([together.id])[0].id
    gone = follow(
        keeper, fill(keeper, f"/alone/Three Rivers/studies/{number}/withdraw", reason="Made for another site")
    )
    assert "This study was taken back" in words(gone)
    assert "Every coalition costed" not in words(reader.get("/alone/Three Rivers?year=2023-24"))
    assert reader.get("/alone/Three Rivers/studies/999999999999").status_code == 404


def test_a_study_of_five_is_filled_in_as_a_file_and_one_of_eleven_is_not_made(
    together: Collaboration, sign_in: SignIn
) -> None:
    for name in ("Sussex", "Dorset"):
        make.membership(together, make.body(name))
    keeper = sign_in("keeper@example.org")
    assert "5 partners make 31 coalitions: too many for a screen." in words(keeper.get(GRID))
    blank = list(csv.DictReader(io.StringIO(keeper.get(GRID.replace("new?", "blank.csv?")).data.decode("utf-8-sig"))))
    assert [row["coalition"] for row in blank][::15] == [
        "Dorset",
        "Dorset; Essex; Kent",
        "Dorset; Essex; Kent; Surrey; Sussex",
    ]
    for name in ("Norfolk", "Suffolk", "Cumbria", "Cleveland", "Durham", "Gwent"):
        make.membership(together, make.body(name))
    assert "11 partners make 2,047 coalitions. A study has at most ten partners" in words(keeper.get(GRID))
    assert keeper.get(GRID.replace("new?", "blank.csv?")).status_code == 400


HEAD = {"studied_by": "A firm", "studied_on": "2024-05", "method": "Costed"}


def sheet(name: str, *rows: dict[str, str]) -> Sheet:
    headings = formats.BY_NAME[name].headings
    lines = [list(headings), *([row.get(one, "") for one in headings] for row in rows)]
    return Sheet(name, f"{name}.csv", lambda: enumerate(lines, 1))


def study_rows(*, without: str = "", **more: str) -> list[dict[str, str]]:
    usual = {"collaboration": "Three Rivers", "study": "Options", "year": "2023-24", **HEAD, **more}
    costs = {"Kent": "3000000", "Essex": "2000000", "Kent; Essex": "4200000"}
    return [{**usual, "coalition": one, "cost": cost} for one, cost in costs.items() if one != without]


def estimate_row(**more: str) -> dict[str, str]:
    return {
        "collaboration": "Three Rivers", "partner": "Kent", "year": "2023-24", "low": "2,600,000", "central": "3000000",
        "high": "3500000.00", "estimated_by": "Finance", "estimated_on": "2024-05", "method": "Costed", **more,
    }  # fmt: skip


def test_a_file_of_estimates_and_a_study_is_taken_in_once_and_goes_out_as_it_came(together: Collaboration) -> None:
    files = [sheet("standalone_costs", estimate_row()), sheet("coalition_costs", *study_rows())]
    with transaction():
        first = imports.carry_out(files, by=make.BY)

    again = imports.preview(files, by=make.BY)

    assert (first.new, first.fault_count) == (4, 0)
    assert (again.new, again.there, again.fault_count) == (0, 4, 0)
    out = {one.form.name: list(one.rows) for one in exports.export()}
    assert [", ".join(row) for row in out["standalone_costs"]] == [
        "Three Rivers, Kent, 2023-24, alone, 2600000, 3000000, 3500000, Finance, 2024-05, Costed, , recorded"
    ]
    assert [row[3:5] for row in out["coalition_costs"]] == [
        ("Kent", "3000000"), ("Essex", "2000000"), ("Kent; Essex", "4200000")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "rows", "sentence"),
    [
        ("standalone_costs", [estimate_row(low="4000000")], "The low must not be more than the central estimate."),
        ("standalone_costs", [estimate_row(partner="Sussex")], "was not a partner of this collaboration in 2023-24"),
        ("standalone_costs", [estimate_row(year="2023-24 Q1")], "Estimates are of whole years."),
        ("standalone_costs", [estimate_row(year="2099-00")], "The year must lie between 1990-91 and"),
        ("standalone_costs", [estimate_row(central="1e309")], "Write an amount in figures"),
        ("standalone_costs", [estimate_row(), estimate_row(central="2900000")], "The register has “3000000” here"),
        ("coalition_costs", study_rows(without="Essex"), "every coalition: Essex is missing."),
        ("coalition_costs", [*study_rows(), study_rows()[0]], "This coalition stands in the study twice"),
        (
            "coalition_costs",
            [*study_rows()[:2], {**study_rows()[2], "coalition": "Kent; Kent"}],
            "stands in this coalition",
        ),
        ("coalition_costs", [study_rows()[0], *study_rows(method="Guessed")[1:]], "The rows of one study say the same"),
        ("coalition_costs", study_rows()[:1], "A study needs at least two partners."),
    ],
)
def test_a_bad_row_of_a_file_has_its_sentence_and_nothing_is_written(
    together: Collaboration, name: str, rows: list[dict[str, str]], sentence: str
) -> None:
    with pytest.raises(imports.Faulty) as refused, transaction():
        imports.carry_out([sheet(name, *rows)], by=make.BY)

    assert any(sentence in fault.sentence for fault in refused.value.plan.faults), refused.value.plan.faults
    assert (estimates_in([together.id]), studies_in([together.id])) == ([], [])


def test_a_recorder_takes_in_its_own_estimates_and_no_other(together: Collaboration) -> None:
    rights = rights_of(person_with("kent@example.org"))

    own = imports.preview([sheet("standalone_costs", estimate_row())], by=make.BY, rights=rights)
    other = imports.preview([sheet("standalone_costs", estimate_row(partner="Essex"))], by=make.BY, rights=rights)
    study = imports.preview([sheet("coalition_costs", *study_rows())], by=make.BY, rights=rights)

    assert (own.new, own.fault_count) == (1, 0)
    assert "your own organisation" in other.faults[0].sentence
    assert "secretariat records it" in study.faults[0].sentence


def test_the_page_shows_a_year_as_it_was_known_and_json_says_the_same(together: Collaboration, sign_in: SignIn) -> None:
    with set_to(datetime(2024, 5, 1, 9, tzinfo=UTC)):
        make.figure(together, make.body("Kent"), "2022-23", 2_000_000_00)
        estimate(together, make.body("Kent"), "2022-23", 2_100_000, 2_300_000, 2_600_000, estimated_on="2024-04")
    with set_to(datetime(2024, 9, 1, 9, tzinfo=UTC)):
        estimate(
            together, make.body("Kent"), "2022-23", 1_700_000, 1_800_000, 1_900_000, estimated_on="2024-08",
            reason="A cheaper shed was found",
        )  # fmt: skip
    browser = sign_in("kent@example.org")
    then = "year=2022-23&known-day=1&known-month=6&known-year=2024"

    now, before = (browser.get(f"/alone/Three Rivers?{asked}") for asked in ("year=2022-23", then))

    assert "its share in 2022-23 is £2m: fail." in words(now)
    assert "its share in 2022-23 is £2m: pass." in words(before)
    told = browser.get(f"/alone/Three Rivers/answer.json?{then}").json
    kent = next(one for one in told["partners"] if one["partner"] == "Kent")
    assert told["sentences"][0]["says"] in words(before)
    assert kent["alone"] == {"low": "2100000.00", "central": "2300000.00", "high": "2600000.00"}
    assert kent["walk_away"] == "pass"
    assert "Going alone would cost Kent about £1.8m" in words(browser.get("/briefings/Kent"))
    assert "Going alone would cost Kent about £1.8m" in words(browser.get("/collaborations/Three Rivers/long-run"))
