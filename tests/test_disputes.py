"""Disputes by the user's door: a partner says which figure is wrong, both stand everywhere, and it is settled."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from govtrack.analytics.contest import Shift, parts_of, shifted
from govtrack.analytics.kinds import Category, Kind
from govtrack.analytics.look import Prices, Rows
from govtrack.analytics.totals import Total
from govtrack.domain import disputes as verbs
from govtrack.domain import ledger, outfiles
from govtrack.domain.refusals import Refused
from govtrack.store import audit, disputes
from govtrack.store.bodies import Organisation
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from govtrack.store.longrun import Question, answer
from govtrack.store.measures import POUNDS, measure_named
from govtrack.store.objections import objections
from tests import make
from tests.filling import answers_on, fill, follow, offered_on, resend
from tests.making_alone import estimate
from tests.test_exports import contents, forget_everything, take_in
from tests.test_longrun import PATH, unwrapped

SignIn = Callable[[str], Any]
STRANGE = "a\x00b"


class Alliance:
    """Two partners over four years: West Mercia ahead, but not by Warwickshire's figures of the last of them."""

    def __init__(self) -> None:
        self.west, self.warwick = make.body("West Mercia"), make.body("Warwickshire")
        self.together = make.collaboration("Alliance")
        make.membership(self.together, self.west)
        make.membership(self.together, self.warwick)
        entries = []
        for at in range(4):
            for partner, paid, had in ((self.west, 100_00, 110_00), (self.warwick, 50_00, 52_00)):
                period = f"{2018 + at}-{19 + at}"
                entries.append(make.entry(self.together, partner, period, paid))
                entries.append(make.entry(self.together, partner, period, had, kind=Kind.BENEFIT))
        with set_to(datetime(2024, 1, 10, 12, tzinfo=UTC)):
            lines = make.figures(*entries)
        self.line, self.paid_in_2019 = lines[13], lines[4]
        make.person("west@example.org", "recorder", organisation=self.west)
        make.person("warwick@example.org", "recorder", organisation=self.warwick)
        make.person("secretary@example.org", "secretariat", collaboration=self.together)


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def test_both_figures_stand_on_every_page_until_the_partner_that_disputes_settles_it(
    alliance: Alliance, sign_in: SignIn
) -> None:
    warwick, west = sign_in("warwick@example.org"), sign_in("west@example.org")
    address = f"/ledger/figures/{alliance.line}"
    assert "Dispute it" in warwick.get(address).text

    page = follow(
        warwick, fill(warwick, f"/disputes/figures/{alliance.line}", amount="20", reason="The rebate was <b>ours</b>.")
    )

    assert "£110.00 as claimed; Warwickshire says £20.00." in page.text
    for address in (f"/ledger/figures/{alliance.line}", "/disputes/Alliance"):
        read = west.get(address).text
        assert "£110.00" in read
        assert "£20.00" in read
        assert "The rebate was &lt;b&gt;ours&lt;/b&gt;." in read
        assert "Settle it" not in read, "only who disputes, or keeps the collaboration, ends it"
    assert "Warwickshire says £20.00" in west.get("/ledger/Alliance").text
    assert "Warwickshire disputes 1 figure." in west.get("/collaborations/Alliance").text
    assert "Warwickshire disputes 1 figure." in unwrapped(west.get("/briefings/West%20Mercia").text)

    number = disputes.disputes_in([alliance.together.id])[0].id
    assert west.get(f"/disputes/{number}/settle").status_code == 403
    empty = fill(warwick, f"/disputes/{number}/settle", how="agreed")
    assert "Say what was agreed" in empty.text
    over = follow(warwick, fill(warwick, f"/disputes/{number}/settle", how="agreed", words="Both hold £110 right."))
    assert "Settled by agreement" in over.text
    assert "Both hold £110 right." in over.text
    assert "Warwickshire says" not in west.get("/ledger/Alliance").text
    assert list(audit.faults()) == []


def test_a_page_mentions_the_disputes_of_its_own_figures_alone_and_as_known_on_its_day(
    alliance: Alliance, sign_in: SignIn
) -> None:
    make.rule(alliance.together, {alliance.west: "60", alliance.warwick: "40"}, starts=date(2018, 4, 1))
    estimate(alliance.together, alliance.west, "2019-20", 80, 90, 100)
    with set_to(datetime(2024, 5, 1, 12, tzinfo=UTC)):
        make.dispute(alliance.line, alliance.warwick, amount=20_00, reason="A benefit of 2021-22.")
        make.dispute(alliance.paid_in_2019, alliance.warwick, amount=20_00, reason="A cost of 2019-20.")
    west = sign_in("west@example.org")

    def said(path: str) -> str:
        page = unwrapped(west.get(path).text)
        return page.split("Warwickshire disputes ", 1)[1].split(".")[0] if "Warwickshire disputes" in page else ""

    alone, tried = "/alone/Alliance?year={}", "/collaborations/Alliance/rules/try?about={}&way=equal"
    assert said("/collaborations/Alliance") == "2 figures"
    assert said(alone.format("2019-20")) == "1 figure"
    assert said(alone.format("2021-22")) == ""
    assert said(alone.format("2019-20") + "&known-day=1&known-month=4&known-year=2024") == ""
    assert said(tried.format("cost")) == "1 figure"
    assert said(tried.format("benefit")) == "1 figure"
    assert said("/collaborations/Alliance/rules/try?about=cost&way=nonsense") == ""


def test_the_long_run_answers_with_either_figure_at_every_door_and_as_known_on_each_day(
    alliance: Alliance, sign_in: SignIn
) -> None:
    browser = sign_in("west@example.org")
    query = "prices=cash&partner=West+Mercia"
    with set_to(datetime(2024, 5, 1, 12, tzinfo=UTC)):
        make.dispute(alliance.line, alliance.warwick, amount=20_00, reason="The rebate was ours.")
    with set_to(datetime(2024, 6, 1, 12, tzinfo=UTC)), transaction():
        verbs.settle(disputes.disputes_in([alliance.together.id])[0], "withdrawn", words="It was not.", by=make.BY)
    known = "&known-day=15&known-month={}&known-year=2024"

    before, during, after = (browser.get(f"{PATH}?{query}{known.format(month)}").text for month in (4, 5, 6))
    report = json.loads(browser.get(f"{PATH}.json?{query}{known.format(5)}").text)
    rows = list(csv.DictReader(io.StringIO(browser.get(f"{PATH}.csv?{query}{known.format(5)}").text.lstrip("\ufeff"))))
    for page in (before, after):
        assert "What is disputed" not in page
        assert "£40 ahead" in unwrapped(page)
    during = unwrapped(during)
    assert "Warwickshire disputes 1 figure shown here; with its own figure the answer differs." in during
    assert "in cash: £40 ahead." in during
    assert "in cash: £50 behind." in during
    assert "Warwickshire says £20" in during.split('id="years-heading"')[1]
    assert "West Mercia, as Warwickshire has it" in during.split("The figures as a table")[1].split("</table>")[0]
    (said,) = report["disputed"]
    assert said["figures"][0]["claimed"] == "110.00"
    assert said["figures"][0]["own"] == "20.00"
    assert said["headline"] in during
    assert [(one["what"], one["claimed"], one["disputing"]) for one in said["differs"]][:1] == [
        ("Net position", "£40", "−£50")
    ]
    disputing = [row for row in rows if row["figures_of"] == "as Warwickshire has it"]
    assert [(row["partner"], row["year"], row["had_back"]) for row in disputing] == [
        ("West Mercia", "2021-22", "20.00")
    ]


def test_where_nothing_changes_or_no_figure_is_given_the_page_says_so(alliance: Alliance, sign_in: SignIn) -> None:
    joint = make.figure(alliance.together, None, "2018-19 to 2021-22", 35_000_00, kind=Kind.BENEFIT)
    make.dispute(joint, alliance.west)
    make.dispute(alliance.line, alliance.warwick, amount=110_01)

    page = unwrapped(sign_in("west@example.org").get(f"{PATH}?prices=cash&partner=West+Mercia").text)

    assert "West Mercia disputes 1 figure shown here, and gives no figure of its own." in page
    assert "Warwickshire disputes 1 figure shown here; with its own figure the answer is the same." in page
    assert "disputed</span>" in sign_in("west@example.org").get(f"{PATH}?partner=West+Mercia").text


def test_every_file_of_the_long_run_says_what_is_disputed_even_without_a_second_figure(
    alliance: Alliance, sign_in: SignIn
) -> None:
    make.dispute(alliance.line, alliance.warwick)
    browser = sign_in("west@example.org")

    years, points = (
        list(csv.DictReader(io.StringIO(browser.get(f"/collaborations/Alliance/{name}.csv").text.lstrip("\ufeff"))))
        for name in ("long-run", "long-run-changes")
    )
    report = browser.get(f"{PATH}.json").json

    assert [(row["partner"], row["year"], row["disputed"]) for row in years if row["disputed"]] == [
        ("West Mercia", "2021-22", "disputed by Warwickshire")
    ]
    assert [row["period"] for row in points if row["disputed_by"] == "Warwickshire"] == ["2021-22"]
    assert [one["by"] for one in report["disputed"]] == ["Warwickshire"]


def test_a_stranger_a_partner_that_had_left_and_the_one_whose_figure_it_is_do_not_dispute_it(
    alliance: Alliance, sign_in: SignIn
) -> None:
    stranger, leaver = make.organisation("Stranger"), make.organisation("Leaver")
    make.membership(alliance.together, leaver, left=date(2020, 3, 31))

    for who, sentence in (
        (stranger, "Stranger is no partner of Alliance: only its partners dispute its figures."),
        (leaver, "Leaver left on 31 March 2020, before 2021-22 began: a former partner disputes the figures of"),
        (alliance.west, "This is West Mercia’s own figure: correct it, or take it back."),
    ):
        with pytest.raises(Refused) as refused:
            make.dispute(alliance.line, who)
        assert refused.value.sentence.startswith(sentence)
    assert disputes.disputes_in([alliance.together.id]) == []
    own = sign_in("west@example.org").get(f"/disputes/figures/{alliance.line}").text
    assert "This is your own figure." in own
    assert sign_in("secretary@example.org").get(f"/disputes/figures/{alliance.line}").status_code == 403


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"reason": ""}, "Say why"),
        ({"reason": "a" * 10_000}, "At most 1,000 characters"),
        ({"reason": STRANGE}, "cannot be shown"),
        ({"amount": "NaN"}, "must be made of the digits"),
        ({"amount": "1e309"}, "without an exponent"),
        ({"amount": "9" * 30}, "digits or fewer"),
        ({"amount": "110"}, "what the figure says already"),
        ({"partner": "Kent"}, "not one of the answers offered"),
        ({"partner": STRANGE}, "not one of the answers offered"),
    ],
)
def test_what_cannot_be_a_dispute_is_refused_beside_its_answer(
    alliance: Alliance, sign_in: SignIn, answers: dict[str, str], sentence: str
) -> None:
    page = fill(
        sign_in("warwick@example.org"), f"/disputes/figures/{alliance.line}",
        **{"reason": "It is not so.", "source": "kept for me", **answers},
    )  # fmt: skip

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert answers_on(page)["source"] == "kept for me"
    assert disputes.disputes_in([alliance.together.id]) == []


def test_sent_twice_it_is_disputed_once_and_settled_by_two_the_later_sees_both(
    alliance: Alliance, sign_in: SignIn
) -> None:
    browser = sign_in("warwick@example.org")
    form = browser.get(f"/disputes/figures/{alliance.line}")
    first, second = (resend(browser, form, "", reason="It is not so.") for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 303)
    assert second.location == first.location
    number = disputes.disputes_in([alliance.together.id])[0].id
    again = fill(browser, f"/disputes/figures/{alliance.line}", reason="Again.")
    assert "Warwickshire disputes this figure already" in again.text
    one, other = browser.get(f"/disputes/{number}/settle"), browser.get(f"/disputes/{number}/settle")

    resend(browser, one, "", how="withdrawn", words="We were wrong.")
    late = resend(browser, other, "", how="agreed", words="We agree.")

    assert late.status_code == 409
    assert "We were wrong." in late.text
    assert "We agree." in late.text
    db.session.rollback()
    assert disputes.disputes_in([alliance.together.id])[0].how == "withdrawn"


def test_who_keeps_the_collaboration_settles_by_a_decision_alone(alliance: Alliance, sign_in: SignIn) -> None:
    number = make.dispute(alliance.line, alliance.warwick).id
    before = make.decision("D/1", body=alliance.west, collaboration=alliance.together, decided="2015")
    after = make.decision(
        "D/2", body=alliance.west, collaboration=alliance.together, decided="", title="The figure stands"
    )
    elsewhere = make.decision("D/3", body=alliance.west)
    browser = sign_in("secretary@example.org")
    address = f"/disputes/{number}/settle"

    page = browser.get(address)
    early = resend(browser, page, "", how="decided", decision=str(before.id))
    foreign = fill(browser, address, how="decided", decision=str(elsewhere.id))
    none = fill(browser, address, how="decided")
    own = fill(browser, address, how="withdrawn", words="Never mind.")
    done = follow(browser, fill(browser, address, how="decided", decision=str(after.id)))

    assert offered_on(page, "how") == ["decided"]
    assert "taken before the dispute was raised" in early.text
    assert "not one of the answers offered" in foreign.text
    assert "Choose the decision that settles it" in none.text
    assert "not one of the answers offered" in own.text
    assert "D/2: The figure stands" in done.text


def test_a_restated_figure_keeps_its_dispute_and_one_taken_back_has_none_left(
    alliance: Alliance, sign_in: SignIn
) -> None:
    make.dispute(alliance.line, alliance.warwick, amount=20_00)
    browser = sign_in("west@example.org")
    follow(browser, fill(browser, f"/ledger/figures/{alliance.line}/restate", amount="90", reason="Half was ours"))
    assert "£90.00 as claimed; Warwickshire says £20.00." in browser.get(f"/ledger/figures/{alliance.line}").text

    line = ledger_line(alliance)
    follow(browser, fill(browser, f"/ledger/figures/{line}/withdraw", reason="It never came"))

    assert "No figure is disputed now." in browser.get("/disputes/Alliance").text
    assert "there is nothing left to dispute" in browser.get("/disputes/Alliance").text
    assert "What is disputed" not in browser.get(PATH).text


def ledger_line(alliance: Alliance) -> int:
    db.session.rollback()
    return ledger.ledger.standing(alliance.line)[0].line


def test_disputes_go_out_and_come_back_byte_for_byte(alliance: Alliance, tmp_path: Path) -> None:
    third = make.organisation("Third")
    make.membership(alliance.together, third)
    charge = make.figures(
        make.entry(alliance.together, alliance.west, "2020-21", -70_00, kind=Kind.TRANSFER),
        make.entry(alliance.together, alliance.warwick, "2020-21", 70_00, kind=Kind.TRANSFER),
    )[0]
    harm = make.figure(
        alliance.together, alliance.west, "2020-21", 5_00, kind=Kind.BENEFIT, category=Category.DIS_BENEFIT, note="=1+1"
    )
    make.decision("D/2", body=alliance.west, collaboration=alliance.together)
    with set_to(datetime(2024, 5, 1, 12, tzinfo=UTC)):
        ended = make.dispute(alliance.line, third, reason="@SUM(1)")
        make.dispute(harm, third, amount=0, source="https://example.org/x")
    make.dispute(charge, alliance.warwick, amount=90_00)
    with transaction():
        verbs.settle(db.session.merge(ended), "agreed", words="It stands.", by=make.BY)
    outfiles.folder(tmp_path / "first")

    forget_everything()
    take_in(tmp_path / "first")
    outfiles.folder(tmp_path / "second")
    again = take_in(tmp_path / "first")

    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    assert again.new == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "first" / "disputes.csv").read_text("utf-8-sig"))))
    assert [(row["amount"], row["own_amount"], row["how"]) for row in rows] == [
        ("5", "0", ""),
        ("-70", "90", ""),
        ("110", "", "agreed"),
    ]


def test_raised_and_settled_in_one_go_as_a_file_brings_it_the_trail_is_whole(alliance: Alliance) -> None:
    with transaction():
        row = verbs.dispute(alliance.line, alliance.warwick, reason="It is not so.", by=make.BY)
        verbs.settle(row, "agreed", words="It is.", by=make.BY)

    assert list(audit.faults()) == []


def test_a_transfer_is_disputed_on_both_its_sides_and_still_comes_to_nil(alliance: Alliance) -> None:
    charge = make.figures(
        make.entry(alliance.together, alliance.west, "2020-21", -70_00, kind=Kind.TRANSFER),
        make.entry(alliance.together, alliance.warwick, "2020-21", 70_00, kind=Kind.TRANSFER),
    )[0]
    make.dispute(charge, alliance.west, amount=30_00)

    look, claimed = both_answers(alliance.together, alliance.west)

    moved = [one.to_date.net - other.to_date.net for one, other in zip(look.answers, claimed.answers, strict=True)]
    assert sorted(moved) == [-40_00, 40_00]


def both_answers(together: Collaboration, partner: Organisation) -> Any:
    question = Question(together, measure_named(POUNDS), eyes=partner.id, prices=Prices.CASH)  # type: ignore[arg-type] # founded with pounds
    claimed = answer(question)
    return objections(question, claimed)[0].look, claimed


def test_shifts_reach_the_period_as_stated_and_the_year_it_lies_in() -> None:
    quarter = Total(1, 2, 2020 * 12 + 6, 3, 100, 0, 1, 1, 0, 0, 0, 0, 0, 4095)
    year = quarter._replace(starts=2020 * 12 + 3, months=12, amount=500)
    span = quarter._replace(months=36, amount=900)

    rows = shifted(
        Rows([year, span], [quarter, span]),
        [Shift(1, 2, 2020 * 12 + 6, 3, -40), Shift(1, 2, 2020 * 12 + 6, 36, 7), Shift(1, 1, 2020 * 12 + 6, 3, 9)],
        year_from=3,
    )

    assert [row.amount for row in rows.years] == [460, 907]
    assert [row.amount for row in rows.periods] == [60, 907]
    assert parts_of(101, [50, 50]) == [51, 50]
