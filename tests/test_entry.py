"""Entering a whole period on one screen, and a stranger's whole journey from signing in to what the long run says."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from govtrack.analytics.kinds import Basis, Category, Kind, Status
from govtrack.store import clock
from govtrack.store.bodies import Organisation
from govtrack.store.db import db
from govtrack.store.ledger import Figure, Line, stating
from govtrack.store.measures import POUNDS, measure_named
from tests import make
from tests.filling import answers_on, fill, follow, resend

SignIn = Callable[[str], Any]
SHEET = "/ledger/Alliance/grid?partner=West+Mercia&period=2023-24+Q1"


class Alliance:
    """Two partners, a recorder of one, the secretariat, and a second measure in use."""

    def __init__(self) -> None:
        self.west, self.warwick = make.body("West Mercia"), make.body("Warwickshire")
        self.together = make.collaboration("Alliance")
        make.membership(self.together, self.west)
        make.membership(self.together, self.warwick)
        make.person("recorder@example.org", "recorder", organisation=self.west)
        make.person("secretary@example.org", "secretariat", collaboration=self.together)


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def box(category: Category, measure: str = POUNDS) -> str:
    """The name of a box of the grid."""
    found = measure_named(measure)
    assert found is not None
    return f"m{found.id}c{int(category)}"


def standing(alliance: Alliance, partner: Organisation | None = None) -> list[Figure]:
    db.session.rollback()
    whose = partner or alliance.west
    return stating(alliance.together.id, starts=2023 * 12 + 3, months=3, partner_id=whose.id)


def test_a_period_is_entered_on_one_screen_and_blank_boxes_stay_blank(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    saved = fill(
        browser,
        SHEET,
        **{box(Category.CASH): "1200+340", box(Category.STAFF): "£1.2m", box(Category.CASHABLE_SAVING): "0"},
        source="Management accounts, June 2023",
    )
    page = follow(browser, saved)

    assert "Recorded 3 figures for West Mercia, 2023-24 Q1." in page.text
    figures = standing(alliance)
    assert [(figure.category, figure.amount) for figure in figures] == [
        (Category.CASH, 154000),
        (Category.STAFF, 120_000_000),
        (Category.CASHABLE_SAVING, 0),
    ]
    assert {figure.source for figure in figures} == {"Management accounts, June 2023"}
    assert len({figure.batch_id for figure in figures}) == 1
    assert answers_on(page)[box(Category.CASH)] == "1,540.00"
    assert answers_on(page)[box(Category.IN_KIND)] == ""


def test_only_the_boxes_that_differ_are_corrected_and_with_a_reason(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 100, category=Category.STAFF)
    browser = sign_in("recorder@example.org")
    changed = {box(Category.CASH): "1640", box(Category.STAFF): "1.00", box(Category.CAPITAL): "5"}

    silent = fill(browser, SHEET, **changed)
    page = follow(browser, fill(browser, SHEET, **changed, reason="An invoice was left out"))

    assert "Say why" in silent.text
    assert answers_on(silent)[box(Category.CASH)] == "1640"
    assert "Recorded 1 figure and corrected 1 figure for West Mercia, 2023-24 Q1." in page.text
    assert [figure.amount for figure in standing(alliance)] == [164000, 100, 500]
    restated, kept, added = standing(alliance)
    assert restated.figure != restated.line
    assert kept.figure == kept.line
    assert added.batch_id != restated.batch_id


def test_a_sheet_that_says_nothing_new_records_nothing(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    browser = sign_in("recorder@example.org")

    same = fill(browser, SHEET)
    emptied = fill(browser, SHEET, **{box(Category.CASH): ""})

    assert "Nothing is different" in same.text
    assert "Nothing is different" in emptied.text
    assert [figure.amount for figure in standing(alliance)] == [154000]


def test_every_fault_stands_beside_its_box_and_nothing_is_lost(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2023-24", 100, category=Category.CAPITAL)
    browser = sign_in("recorder@example.org")

    unread = fill(
        browser, SHEET, **{box(Category.CASH): "12,34", box(Category.STAFF): "NaN", box(Category.IN_KIND): "7"}
    )
    ruled_out = fill(
        browser, SHEET, **{box(Category.CAPITAL): "3", box(Category.DIS_BENEFIT): "-4", box(Category.CASH): "5"}
    )

    assert "commas are not where thousands are" in unread.text
    assert "made of the digits" in unread.text
    assert answers_on(unread)[box(Category.IN_KIND)] == "7"
    assert "already stated for 2023-24" in ruled_out.text
    assert "Write a dis-benefit as a positive amount" in ruled_out.text
    assert f'href="#{box(Category.CAPITAL)}"' in ruled_out.text
    assert standing(alliance) == []


def test_a_period_that_has_not_begun_is_said_once(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    page = fill(
        browser,
        "/ledger/Alliance/grid?partner=West+Mercia&period=2090-91",
        **{box(Category.CASH): "1", box(Category.STAFF): "2"},
    )

    assert page.text.count("has not begun") == 1


def test_other_measures_in_use_have_boxes_of_their_own(alliance: Alliance, sign_in: SignIn) -> None:
    days = make.measure("officer days", unit="days", decimals=1)
    make.figure(alliance.together, alliance.warwick, "2023-24 Q1", 15, category=Category.STAFF, unit=days)
    browser = sign_in("recorder@example.org")

    page = browser.get(SHEET)
    saved = fill(browser, SHEET, **{box(Category.STAFF, "officer days"): "12.5"})

    assert box(Category.CASH, "officer days") not in page.text
    assert saved.status_code == 302
    assert [(figure.measure_id, figure.amount) for figure in standing(alliance)] == [(days.id, 125)]


def test_a_further_measure_is_brought_in_by_the_address(alliance: Alliance, sign_in: SignIn) -> None:
    make.measure("people found")
    browser = sign_in("recorder@example.org")

    fill(browser, f"{SHEET}&measure=people+found", **{box(Category.OPERATIONAL_OUTCOME, "people found"): "7"})

    assert [(figure.kind, figure.amount) for figure in standing(alliance)] == [(Kind.BENEFIT, 7)]


def test_two_at_the_same_box_are_shown_each_other(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    opened = browser.get(SHEET)
    fill(sign_in("secretary@example.org"), SHEET, **{box(Category.CASH): "1600"})

    met = resend(browser, opened, SHEET, **{box(Category.CASH): "1700", box(Category.STAFF): "5"}, reason="Overtime")
    again = resend(browser, met, "")

    assert met.status_code == 409
    assert "£1,600.00, by secretary@example.org" in met.text
    assert answers_on(met)[box(Category.CASH)] == "1700"
    assert answers_on(met)[box(Category.STAFF)] == "5"
    assert again.status_code == 302
    assert [figure.amount for figure in standing(alliance)] == [170000, 500]


def test_a_box_left_as_it_was_seen_does_not_undo_what_others_did(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    browser = sign_in("recorder@example.org")
    opened = browser.get(SHEET)
    fill(sign_in("secretary@example.org"), SHEET, **{box(Category.CASH): "1600"}, reason="Late invoice")

    resend(browser, opened, SHEET, **{box(Category.STAFF): "5"})

    assert [figure.amount for figure in standing(alliance)] == [160000, 500]


def test_a_sheet_sent_twice_is_entered_once(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    opened = browser.get(SHEET)

    first = resend(browser, opened, SHEET, **{box(Category.CASH): "1600"})
    second = resend(browser, opened, SHEET, **{box(Category.CASH): "1600"})

    assert second.location == first.location
    assert len(standing(alliance)) == 1


def test_what_was_verified_is_claimed_again_once_its_amount_changes(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000, status=Status.VERIFIED, basis=Basis.COSTED)

    fill(sign_in("recorder@example.org"), SHEET, **{box(Category.CASH): "1600"}, reason="Late invoice")

    assert [(one.amount, one.status, one.basis) for one in standing(alliance)] == [
        (160000, Status.CLAIMED, Basis.COSTED)
    ]


def test_forecasts_stand_on_a_sheet_of_their_own(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000)
    browser = sign_in("recorder@example.org")
    sheet = f"{SHEET}&status={int(Status.FORECAST)}"

    page = browser.get(sheet)
    fill(browser, sheet, **{box(Category.CASH): "9"})

    assert answers_on(page)[box(Category.CASH)] == ""
    assert sorted(figure.status for figure in standing(alliance)) == [Status.FORECAST, Status.CLAIMED]


def test_several_figures_of_one_category_have_a_box_each(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000, note="fuel")
    rent = make.figure(alliance.together, alliance.west, "2023-24 Q1", 200, note="rent")
    browser = sign_in("recorder@example.org")

    page = browser.get(SHEET)
    fill(browser, SHEET, **{f"{box(Category.CASH)}f{rent}": "3"}, reason="The rent went up")

    assert answers_on(page)[box(Category.CASH)] == "1,540.00"
    assert answers_on(page)[f"{box(Category.CASH)}f{rent}"] == "2.00"
    assert "£1,542.00" in page.text
    assert [(one.amount, one.note) for one in standing(alliance)] == [(154000, "fuel"), (300, "rent")]


def test_what_was_typed_over_a_figure_taken_back_meanwhile_is_not_lost(alliance: Alliance, sign_in: SignIn) -> None:
    make.figure(alliance.together, alliance.west, "2023-24 Q1", 154000, note="fuel")
    rent = make.figure(alliance.together, alliance.west, "2023-24 Q1", 200, note="rent")
    browser = sign_in("recorder@example.org")
    opened = browser.get(SHEET)
    fill(sign_in("secretary@example.org"), f"/ledger/figures/{rent}/withdraw", reason="Entered twice")

    met = resend(browser, opened, SHEET, **{f"{box(Category.CASH)}f{rent}": "3"}, reason="The rent went up")

    assert met.status_code == 409
    assert "Taken back" in met.text
    assert answers_on(met)[f"{box(Category.CASH)}f{rent}"] == "3"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("partner=West+Mercia&period=31+February", "period"),
        ("partner=West+Mercia&period=", "Show the boxes"),
        ("partner=Nobody&period=2023-24", "not one of the answers offered"),
        ("partner=West+Mercia&period=2023-24&status=99", "not one of the answers offered"),
        ("partner=West+Mercia&period=2023-24&measure=doubloons", "not one of the answers offered"),
        ("partner=West+Mercia&period=" + "9" * 30, "period"),
    ],
)
def test_a_sheet_that_cannot_be_is_asked_for_again(
    alliance: Alliance, sign_in: SignIn, query: str, sentence: str
) -> None:
    page = sign_in("recorder@example.org").get(f"/ledger/Alliance/grid?{query}")

    assert page.status_code == 200
    assert sentence in page.text
    assert "Show the boxes" in page.text


def test_another_partners_sheet_is_forbidden(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    own = browser.get(SHEET)
    other = "/ledger/Alliance/grid?partner=Warwickshire&period=2023-24+Q1"

    assert browser.get(other).status_code == 403
    forged = {**answers_on(own), box(Category.CASH): "1"}
    assert browser.post(other, data=forged).status_code == 403
    assert standing(alliance, alliance.warwick) == []


def test_extra_answers_and_forged_lines_change_nothing_else(alliance: Alliance, sign_in: SignIn) -> None:
    theirs = make.figure(alliance.together, alliance.warwick, "2023-24 Q1", 154000)
    browser = sign_in("recorder@example.org")
    extra = {"partner_id": str(alliance.warwick.id), "status": "4", "provenance": "2", "day": "1", "sign": "-1"}

    met = fill(browser, SHEET, **{box(Category.CASH): "9", f"{box(Category.CASH)}-seen": str(theirs)}, **extra)

    assert met.status_code == 409
    assert [figure.amount for figure in standing(alliance, alliance.warwick)] == [154000]
    assert standing(alliance) == []


def longrun(browser: Any, **asked: str) -> str:
    page = browser.get("/collaborations/Alliance/long-run", query_string=asked)
    assert page.status_code == 200
    return str(page.text)


def test_a_stranger_goes_from_signing_in_to_what_the_long_run_says(alliance: Alliance, sign_in: SignIn) -> None:
    with clock.set_to(datetime(2026, 5, 1, 9, tzinfo=UTC)):
        for year in (2020, 2021, 2022):
            make.figures(
                make.entry(alliance.together, alliance.west, f"{year}-{year - 1999}", 100_000_00),
                make.entry(alliance.together, alliance.west, f"{year}-{year - 1999}", 130_000_00, kind=Kind.BENEFIT),
                make.entry(alliance.together, alliance.warwick, f"{year}-{year - 1999}", 100_000_00),
                make.entry(alliance.together, alliance.warwick, f"{year}-{year - 1999}", 90_000_00, kind=Kind.BENEFIT),
            )
    monday, tuesday = datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 2, 9, tzinfo=UTC)
    cash = {"prices": "cash", "partner": "West Mercia"}

    with clock.set_to(monday):
        browser = sign_in("recorder@example.org")
        before = longrun(browser, **cash)
        quarters = [
            fill(
                browser,
                f"/ledger/Alliance/grid?partner=West+Mercia&period=2023-24+Q{quarter}",
                **{box(Category.CASH): "25,000", box(Category.CASHABLE_SAVING): "30,000"},
            )
            for quarter in (1, 2, 3, 4)
        ]
        entered = longrun(browser, **cash)
    with clock.set_to(tuesday):
        browser = sign_in("recorder@example.org")
        line = next(one.line for one in standing(alliance) if one.category == Category.CASHABLE_SAVING)
        corrected = fill(
            browser, f"/ledger/figures/{line}/restate", amount="30,000 - 90,000", reason="A saving was counted twice"
        )
        logged = fill(
            browser, "/decisions/new", reference="WM/2026/07", title="Look again at how savings are counted",
            collaboration="Alliance", outcome="approved",
        )  # fmt: skip
        after = longrun(browser, **cash)
        as_known = longrun(browser, **cash, **{"known-day": "1", "known-month": "6", "known-year": "2026"})

    assert all(answer.status_code == 302 for answer in (*quarters, corrected, logged))
    assert "£90,000" in before
    assert "£110,000" in entered
    assert "£20,000" in after
    assert "£110,000" in as_known
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Line).where(Line.sign == -1)) == 1
