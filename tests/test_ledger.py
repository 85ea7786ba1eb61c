"""The ledger's room by the user's door: figures read, recorded, corrected and taken back by those who may."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from govtrack.analytics.kinds import Category, Kind, Provenance, Status
from govtrack.store import figures as figure_store
from govtrack.store import ledger as lines
from govtrack.store.db import db
from govtrack.store.ledger import Line
from tests import make
from tests.filling import answers_on, fill, follow, offered_on, resend

SignIn = Callable[[str], Any]


class Alliance:
    """Two partners, a recorder of one, and the secretariat of both."""

    def __init__(self) -> None:
        self.west, self.warwick = make.body("West Mercia"), make.body("Warwickshire")
        self.together = make.collaboration("Alliance")
        make.membership(self.together, self.west)
        make.membership(self.together, self.warwick)
        make.person("recorder@example.org", "recorder", organisation=self.west)
        make.person("other@example.org", "recorder", organisation=self.warwick)
        make.person("reader@example.org", "reader", organisation=self.west)
        make.person("secretary@example.org", "secretariat", collaboration=self.together)


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def written() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Line)) or 0


def latest_line() -> int:
    """The last line that wrote a figure, and did not take one back."""
    db.session.rollback()
    return db.session.scalar(select(func.max(Line.id)).where(Line.sign == 1)) or 0


def one_figure(**answers: Any) -> dict[str, Any]:
    return {
        "collaboration": "Alliance",
        "partner": "West Mercia",
        "period": "2023-24 Q1",
        "category": str(int(Category.CASH)),
        "amount": "1200+340",
        **answers,
    }


def test_a_figure_is_recorded_and_said_back_as_it_was_understood(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    page = follow(browser, fill(browser, "/ledger/new", **one_figure()))

    assert "Recorded £1,540.00 cash, West Mercia, 2023-24 Q1, claimed." in page.text
    assert "What happened to it" in page.text
    assert "recorder@example.org" in page.text


def test_the_next_figure_starts_from_what_it_shares_with_the_last(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    saved = fill(browser, "/ledger/new", **one_figure(another="yes", source="Ledger code 4711", note="March only"))
    page = follow(browser, saved)

    answers = answers_on(page)
    assert answers["collaboration"] == "Alliance"
    assert answers["period"] == "2023-24 Q1"
    assert answers["category"] == str(int(Category.CASH))
    assert answers["source"] == "Ledger code 4711"
    assert answers["amount"] == ""
    assert answers["note"] == ""
    assert "What you entered last" in page.text
    assert "£1,540.00" in page.text


def test_a_plain_visit_starts_from_the_last_figure_too(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    fill(browser, "/ledger/new", **one_figure())

    answers = answers_on(browser.get("/ledger/new"))

    assert answers["period"] == "2023-24 Q1"
    assert answers["amount"] == ""


def test_a_copy_brings_the_amount_and_an_address_says_what_else(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    line = make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000, note="as agreed")

    answers = answers_on(browser.get(f"/ledger/new?copy={line}&period=2023-24+Q2"))

    assert answers["amount"] == "1,540.00"
    assert answers["period"] == "2023-24 Q2"
    assert answers["note"] == "as agreed"


def test_sent_twice_it_is_entered_once_and_leads_to_the_same_page(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    page = browser.get("/ledger/new")

    first = resend(browser, page, "/ledger/new", **one_figure())
    second = resend(browser, page, "/ledger/new", **one_figure())

    assert written() == 1
    assert second.status_code == 303
    assert second.location == first.location


def test_the_very_same_figure_is_not_entered_again_without_a_word(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    fill(browser, "/ledger/new", **one_figure())

    answer = fill(browser, "/ledger/new", **one_figure())

    assert "already recorded" in answer.text
    assert written() == 1


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"amount": ""}, "Enter an amount"),
        ({"amount": "NaN"}, "must be made of the digits"),
        ({"amount": "9" * 30}, "digits or fewer"),
        ({"amount": "1e309"}, "without an exponent"),
        ({"amount": "12,34"}, "commas are not where thousands are"),
        ({"amount": "1.234"}, "pounds and pence"),
        ({"period": "31 February"}, "period"),
        ({"period": "9999-00"}, "period"),
        ({"period": "2099-00"}, "has not begun"),
        ({"period": ""}, "Enter the period"),
        ({"category": ""}, "Choose what it is"),
        ({"category": "99"}, "not one of the answers offered"),
        ({"category": "cash"}, "not one of the answers offered"),
        ({"category": str(int(Category.SETTLEMENT))}, "not one of the answers offered"),
        ({"collaboration": "Nowhere"}, "not one of the answers offered"),
        ({"collaboration": "a\x00b"}, "not one of the answers offered"),
        ({"partner": "a\x00b"}, "not one of the answers offered"),
        ({"measure": "doubloons"}, "not one of the answers offered"),
        ({"status": "7"}, "not one of the answers offered"),
        ({"provenance": "2"}, "not one of the answers offered"),
        ({"partner": "joint"}, "not one of the answers offered"),
        ({"note": "a\x00b"}, "cannot be shown"),
        ({"note": "a" * 10_000}, "At most 4,000 characters"),
        ({"low": "1"}, "belong to a judged figure"),
        ({"basis": "3", "low": "5000", "high": "6000"}, "between the low and the high"),
        ({"basis": "3", "low": "5"}, "both the low and the high"),
        ({"category": str(int(Category.DIS_BENEFIT)), "amount": "-5"}, "positive amount"),
    ],
)
def test_what_cannot_be_a_figure_is_refused_and_kept_in_the_box(
    alliance: Alliance, sign_in: SignIn, answers: dict[str, str], sentence: str
) -> None:
    browser = sign_in("recorder@example.org")

    page = fill(browser, "/ledger/new", **one_figure(source="kept for me", **answers))

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert answers_on(page)["source"] == "kept for me"
    assert written() == 0


def test_a_recorder_chooses_only_its_own_partner(alliance: Alliance, sign_in: SignIn) -> None:
    page = sign_in("recorder@example.org").get("/ledger/new")

    assert offered_on(page, "partner") == ["West Mercia"]


def test_another_partners_figure_sent_by_hand_is_forbidden(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    answer = fill(browser, "/ledger/new", **one_figure(partner="Warwickshire"))

    assert answer.status_code == 403
    assert written() == 0


def test_a_reader_records_nothing(alliance: Alliance, sign_in: SignIn) -> None:
    line = make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    browser = sign_in("reader@example.org")

    assert browser.get("/ledger/new").status_code == 403
    assert browser.get("/ledger/Alliance/grid").status_code == 403
    assert browser.get(f"/ledger/figures/{line}/restate").status_code == 403
    assert browser.get(f"/ledger/figures/{line}/withdraw").status_code == 403
    assert "Correct it" not in browser.get(f"/ledger/figures/{line}").text


def test_nobody_outside_learns_that_a_figure_is_there(alliance: Alliance, sign_in: SignIn) -> None:
    line = make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    make.person("stranger@example.org", "recorder", organisation=make.body("Kent"))
    browser = sign_in("stranger@example.org")

    for address in ("figures/{}", "figures/{}/restate", "figures/{}/withdraw"):
        assert browser.get(f"/ledger/{address.format(line)}").status_code == 404
    assert browser.get("/ledger/Alliance").status_code == 404
    assert browser.get("/ledger/Alliance/grid?partner=West+Mercia&period=2023-24").status_code == 404


def test_the_secretariat_records_joint_and_published_figures(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("secretary@example.org")

    unsourced = fill(browser, "/ledger/new", **one_figure(partner="joint", provenance="2"))
    answer = fill(
        browser, "/ledger/new", **one_figure(partner="joint", provenance="2", source="https://example.org/paper")
    )

    assert "A published figure carries its source" in unsourced.text
    found = figure_store.written(int(answer.location.rsplit("/", 1)[1]))
    assert found is not None
    assert found.partner_id is None
    assert found.provenance == Provenance.PUBLISHED


def test_a_transfer_is_recorded_corrected_and_taken_back_on_both_sides(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("secretary@example.org")
    settlement = one_figure(category=str(int(Category.SETTLEMENT)), amount="£10.5m", period="2021-22")

    blank = fill(browser, "/ledger/new", **settlement)
    itself = fill(browser, "/ledger/new", **settlement, paid_to="West Mercia")
    page = follow(browser, fill(browser, "/ledger/new", **settlement, paid_to="Warwickshire"))

    assert "Choose who was paid" in blank.text
    assert "does not pay itself" in itself.text
    assert "West Mercia paid £10,500,000.00" in page.text
    assert "Warwickshire received £10,500,000.00" in page.text
    corrected = fill(browser, f"/ledger/figures/{latest_line()}/restate", amount="10m", reason="As signed")
    assert "West Mercia paid £10,000,000.00" in follow(browser, corrected).text
    assert "Warwickshire received £10,000,000.00" in follow(browser, corrected).text
    withdrawn = fill(browser, f"/ledger/figures/{latest_line()}/withdraw", reason="It was never paid")
    assert "This figure was taken back" in follow(browser, withdrawn).text
    assert sum(db.session.scalars(select(Line.amount))) == 0


def test_one_side_of_a_transfer_alone_is_not_changed(alliance: Alliance, sign_in: SignIn) -> None:
    numbers = make.figures(
        make.entry(alliance.together, alliance.west, "2021-22", -500, kind=Kind.TRANSFER),
        make.entry(alliance.together, alliance.warwick, "2021-22", 500, kind=Kind.TRANSFER),
    )
    browser = sign_in("recorder@example.org")

    assert browser.get(f"/ledger/figures/{numbers[0]}").status_code == 200
    assert browser.get(f"/ledger/figures/{numbers[0]}/restate").status_code == 403
    assert browser.get(f"/ledger/figures/{numbers[0]}/withdraw").status_code == 403


def test_a_correction_needs_a_reason_and_leaves_its_story(alliance: Alliance, sign_in: SignIn) -> None:
    line = make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    browser = sign_in("recorder@example.org")

    silent = fill(browser, f"/ledger/figures/{line}/restate", amount="1640")
    page = follow(
        browser, fill(browser, f"/ledger/figures/{line}/restate", amount="1640", reason="An invoice was left out")
    )

    assert "Say why" in silent.text
    assert "Amount: £1,540.00, now £1,640.00" in page.text
    assert "Because: An invoice was left out" in page.text
    assert lines.figure_at(line) is None


def test_a_correction_that_changes_nothing_is_refused(alliance: Alliance, sign_in: SignIn) -> None:
    line = make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)

    page = fill(sign_in("recorder@example.org"), f"/ledger/figures/{line}/restate", reason="To be sure")

    assert "Nothing is different" in page.text


def test_the_later_of_two_corrections_is_shown_both(alliance: Alliance, sign_in: SignIn) -> None:
    line = make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    browser = sign_in("recorder@example.org")
    opened = browser.get(f"/ledger/figures/{line}/restate")
    fill(sign_in("secretary@example.org"), f"/ledger/figures/{line}/restate", amount="1600", reason="Late invoice")

    met = resend(browser, opened, f"/ledger/figures/{line}/restate", amount="1700", reason="Overtime was left out")
    again = resend(browser, met, "")

    assert met.status_code == 409
    assert "1,600.00" in met.text
    assert "Late invoice" in met.text
    assert answers_on(met)["amount"] == "1700"
    assert answers_on(met)["reason"] == "Overtime was left out"
    assert "Amount: £1,600.00, now £1,700.00" in follow(browser, again).text


def test_a_correction_of_what_was_taken_back_meanwhile_keeps_the_typed_text(
    alliance: Alliance, sign_in: SignIn
) -> None:
    line = make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    browser = sign_in("recorder@example.org")
    opened = browser.get(f"/ledger/figures/{line}/restate")
    fill(sign_in("secretary@example.org"), f"/ledger/figures/{line}/withdraw", reason="Entered twice")

    met = resend(browser, opened, f"/ledger/figures/{line}/restate", amount="1700", reason="Overtime was left out")

    assert met.status_code == 409
    assert "Overtime was left out" in met.text


def test_taking_back_what_was_corrected_meanwhile_shows_both(alliance: Alliance, sign_in: SignIn) -> None:
    line = make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    browser = sign_in("recorder@example.org")
    opened = browser.get(f"/ledger/figures/{line}/withdraw")
    fill(sign_in("secretary@example.org"), f"/ledger/figures/{line}/restate", amount="1600", reason="Late invoice")

    met = resend(browser, opened, f"/ledger/figures/{line}/withdraw", reason="Entered twice")
    page = follow(browser, resend(browser, met, ""))

    assert met.status_code == 409
    assert "£1,600.00" in met.text
    assert "This figure was taken back" in page.text
    assert "Because: Entered twice" in page.text


def test_every_line_of_a_figure_leads_to_its_whole_story(alliance: Alliance, sign_in: SignIn) -> None:
    line = make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    browser = sign_in("recorder@example.org")
    fill(browser, f"/ledger/figures/{line}/restate", amount="1600", reason="Late invoice")

    first = browser.get(f"/ledger/figures/{line}")
    latest = browser.get(f"/ledger/figures/{latest_line()}")

    assert first.text.count("Late invoice") == latest.text.count("Late invoice") == 1
    assert browser.get(f"/ledger/figures/{line}/restate").status_code == 302
    assert browser.get("/ledger/figures/999999").status_code == 404
    assert browser.get(f"/ledger/figures/{10**30}").status_code == 404


def test_the_list_is_narrowed_by_partner_measure_and_kind(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 111_00)
    make.figure(alliance.together, alliance.warwick, "2023-24 Q1", 222_00)
    make.figure(alliance.together, None, "2023-24", 333_00, kind=Kind.BENEFIT)
    browser = sign_in("recorder@example.org")

    everything = browser.get("/ledger/Alliance").text
    own = browser.get("/ledger/Alliance?partner=West+Mercia").text
    joint = browser.get("/ledger/Alliance?partner=joint").text
    benefit = browser.get(f"/ledger/Alliance?kind={int(Kind.BENEFIT)}").text

    assert all(amount in everything for amount in ("£111.00", "£222.00", "£333.00"))
    assert "£111.00" in own
    assert "£222.00" not in own
    assert "£333.00" in joint
    assert "£111.00" not in joint
    assert "£333.00" in benefit
    assert "£222.00" not in benefit
    assert "No figure matches" in browser.get("/ledger/Alliance?partner=Warwickshire&kind=2").text


def test_the_list_comes_a_screen_at_a_time(alliance: Alliance, sign_in: SignIn) -> None:
    make.figures(
        *(make.entry(alliance.together, alliance.west, "2023-24 Q1", 100 + at, note=str(at)) for at in range(53))
    )
    browser = sign_in("recorder@example.org")

    first = browser.get("/ledger/Alliance").text
    last = browser.get("/ledger/Alliance?page=99999999").text

    assert "53 figures in the ledger" in first
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in last
    assert last.count(">Correct<") == 3


@pytest.mark.parametrize("query", ["?page=-1", "?page=x", "?partner=nobody", "?kind=99", "?measure=" + "a" * 5000])
def test_an_odd_question_is_answered_with_the_whole_list(alliance: Alliance, sign_in: SignIn, query: str) -> None:
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 111_00)

    page = sign_in("recorder@example.org").get(f"/ledger/Alliance{query}")

    assert page.status_code == 200
    assert "£111.00" in page.text


def test_a_former_member_sees_what_was_begun_while_it_was_one(app: Flask, sign_in: SignIn) -> None:
    west, kent = make.body("West Mercia"), make.body("Kent")
    together = make.collaboration("Alliance")
    make.membership(together, west)
    make.membership(together, kent, left=date(2020, 3, 31))
    make.figure(together, west, "2019-20", 111_00)
    later = make.figure(together, west, "2021-22", 222_00)
    make.person("left@example.org", "reader", organisation=kent)
    browser = sign_in("left@example.org")

    page = browser.get("/ledger/Alliance").text

    assert "£111.00" in page
    assert "£222.00" not in page
    assert browser.get(f"/ledger/figures/{later}").status_code == 404


def test_words_of_users_are_never_markup(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    nasty = "<script>alert(1)</script>"

    page = follow(browser, fill(browser, "/ledger/new", **one_figure(source=nasty, note=f"{nasty}\nsecond line")))

    assert nasty not in page.text
    assert "&lt;script&gt;" in page.text


def test_statuses_and_judged_ranges_are_said_in_words(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    forecast = one_figure(
        status=str(int(Status.FORECAST)), period="2035-36", basis="3", low="1000", high="2000", amount="1500"
    )

    page = follow(browser, fill(browser, "/ledger/new", **forecast))

    assert "forecast" in page.text
    assert "£1,000.00 to £2,000.00" in page.text


def test_amounts_of_another_measure_are_read_in_its_own_unit(alliance: Alliance, sign_in: SignIn) -> None:
    make.measure("response minutes", unit="minutes", decimals=1)
    browser = sign_in("recorder@example.org")
    answers = one_figure(category=str(int(Category.OPERATIONAL_OUTCOME)), measure="response minutes")

    pounds = fill(browser, "/ledger/new", **{**answers, "amount": "£12"})
    page = follow(browser, fill(browser, "/ledger/new", **{**answers, "amount": "12.5"}))

    assert "leave out the £" in pounds.text
    assert "12.5 minutes" in page.text


def test_where_there_is_nothing_to_record_for_it_is_said(app: Flask, sign_in: SignIn) -> None:
    make.person("early@example.org", "recorder", organisation=make.body("Kent"))

    page = sign_in("early@example.org").get("/ledger/new")

    assert "None of your organisations is recorded as a partner" in page.text
