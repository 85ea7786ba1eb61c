"""Business cases: a plan weighed with its workings, kept version by version, beside what then happened."""

import csv
import io
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.analytics.discounting import Rates
from govtrack.analytics.kinds import Kind, Planned
from govtrack.analytics.plans import Happened, PlanLine, sums, weigh, years_of
from govtrack.analytics.rounding import half_up
from govtrack.analytics.words import short
from govtrack.domain import cases as verbs
from govtrack.domain import exports, imports, outfiles
from govtrack.domain.refusals import Refused
from govtrack.papers import books
from govtrack.store import audit, cases, prices
from govtrack.store.db import db, transaction
from tests import make
from tests.filling import answers_on, fill, follow, resend
from tests.making_cases import case, lines
from tests.test_access import SignIn
from tests.test_exports import contents, forget_everything, take_in

PLAN = {
    "title": "One search team", "year_0": "2021-22", "price_year": "2021-22", "decision": "FR/1",
    "prepared": "March 2021", "prepared_by": "The programme team", "source": "Board paper 7",
    "y0-setup": "£1m", "y0-cost": "100,000", "y1-benefit": "3*200000", "y1-cost": "100k", "y2-benefit": "700,000",
    "y3-benefit": "700,000", "y4-benefit": "0",
}  # fmt: skip


@pytest.fixture
def rivers(app: Flask) -> Any:
    together, kent, essex = make.collaboration("Rivers"), make.body("Kent"), make.body("Essex")
    make.membership(together, kent)
    make.membership(together, essex)
    make.person("secretariat@example.org", "secretariat", collaboration=together)
    make.person("reader@example.org", "reader", organisation=kent)
    return together


def plain(page: TestResponse) -> str:
    """The words of a page without what keeps years in one piece."""
    return page.text.replace('<span class="whole">', "").replace("</span>", "")


def happened(rivers: Any) -> None:
    """Two whole years of both partners, and a third of one alone."""
    for year, paid, back in (("2021-22", 600_000_00, 0), ("2022-23", 60_000_00, 250_000_00)):
        for name in ("Kent", "Essex"):
            make.figures(
                make.entry(rivers, make.body(name), year, paid),
                make.entry(rivers, make.body(name), year, back, kind=Kind.BENEFIT),
            )
    make.figure(rivers, make.body("Kent"), "2023-24", 350_000_00, kind=Kind.BENEFIT)


def test_a_case_is_recorded_by_its_secretariat_and_stands_beside_what_happened(rivers: Any, sign_in: SignIn) -> None:
    happened(rivers)
    make.decision("FR/1", body=make.body("Kent"), collaboration=rivers, title="Share a search team")

    page = follow(
        sign_in("secretariat@example.org"), fill(sign_in("secretariat@example.org"), "/cases/Rivers/new", **PLAN)
    )

    text = page.text.replace('<span class="whole">', "").replace("</span>", "")
    release = prices.deflators()
    planned = half_up(-1_100_000_00 * release.factor(2021)) + half_up(500_000_00 * release.factor(2021))
    ledger = half_up(-1_200_000_00 * release.factor(2021)) + half_up(380_000_00 * release.factor(2022))
    assert (
        f"By 2022-23 the plan expected {short(-planned)} less back than put in, in 2024-25 prices; "
        f"the ledger says {short(-ledger)} less."
    ) in text
    assert "The ledger has 2023-24 in part: left out of both sums." in text
    assert "The ledger has no figures for 2024-25 and 2025-26: left out of both sums." in text
    assert "Setting it up was to cost £1m, in 2021-22 prices." in text
    assert "2021-22, year 0: (no figure − £1,000,000.00 − £100,000.00) × 1.000000 = −£1,100,000.00" in text
    assert "2022-23, year 1: (£600,000.00 − no figure − £100,000.00) × 0.966184 = £483,091.79" in text
    assert "By this plan it pays for itself in 2023-24, year 2" in text
    assert "Green Book, February 2026" in text
    assert "after this case was prepared" in text
    assert "Under review" in text
    assert "Neither line is discounted." in text
    assert "FR/1: Share a search team" in text


def test_a_version_supersedes_the_one_before_which_stays_as_it_was(rivers: Any, sign_in: SignIn) -> None:
    first = case(rivers)
    browser, other = sign_in("secretariat@example.org"), sign_in("secretariat@example.org")
    address = f"/cases/Rivers/{first.id}/supersede"
    opened = other.get(address)

    silent = fill(browser, address, **{"y1-benefit": "50"})
    second = follow(browser, fill(browser, address, **{"y1-benefit": "50", "reason": "The site was dropped"}))
    late = resend(other, opened, address, **{"y1-benefit": "70", "reason": "Mine"})

    assert "Say why" in silent.text
    assert "version 2" in second.text
    assert late.status_code == 409
    assert "60.00" in opened.text
    assert "Saved now" in late.text
    db.session.rollback()
    editions = cases.versions_of(rivers.id)
    assert [(one.edition, one.reason) for one in editions] == [(2, "The site was dropped"), (1, "")]
    assert [line.amount for line in editions[1].lines] == [100_00, 60_00, 60_00]
    assert "A later version supersedes this one" in browser.get(f"/cases/Rivers/{first.id}").text
    assert list(audit.faults()) == []


def test_a_case_is_withdrawn_with_a_reason_and_stays_readable(rivers: Any, sign_in: SignIn, tmp_path: Path) -> None:
    first = case(rivers)
    browser, reader = sign_in("secretariat@example.org"), sign_in("reader@example.org")
    address = f"/cases/Rivers/{first.id}/withdraw"
    assert "Withdraw it" in browser.get(f"/cases/Rivers/{first.id}").text

    silent = fill(browser, address, reason=" ")
    done = follow(browser, fill(browser, address, reason="The <b>board</b> never saw it"))
    again = fill(browser, address, reason="Once more")
    later = fill(browser, f"/cases/Rivers/{first.id}/supersede", **{"y1-benefit": "50", "reason": "A new one"})

    assert "Say why" in silent.text
    for page in (done, reader.get(f"/cases/Rivers/{first.id}"), reader.get("/cases/Rivers")):
        assert "The &lt;b&gt;board&lt;/b&gt; never saw it" in page.text
        assert ">withdrawn<" in page.text
    assert "Withdraw it" not in done.text
    assert "It was withdrawn already" in again.text
    assert "was withdrawn: record what is planned instead under a title of its own" in later.text
    assert reader.get(address).status_code == 403
    db.session.rollback()
    assert len(cases.versions_of(rivers.id)) == 1
    assert list(audit.faults()) == []
    outfiles.folder(tmp_path / "first")
    forget_everything()
    take_in(tmp_path / "first")
    outfiles.folder(tmp_path / "second")
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    assert "never saw it" in (tmp_path / "second" / "business_cases.csv").read_text("utf-8-sig")


def test_partners_read_what_the_secretariat_keeps(rivers: Any, sign_in: SignIn) -> None:
    one = case(rivers)
    elsewhere = make.collaboration("Elsewhere")
    browser, keeper = sign_in("reader@example.org"), sign_in("secretariat@example.org")

    assert "Working together" in browser.get("/cases/Rivers").text
    assert "2021-22 to 2023-24: £20 more back than put in" in plain(browser.get("/cases/Rivers"))
    assert browser.get("/cases/Rivers/new").status_code == 403
    assert browser.get(f"/cases/Rivers/{one.id}/supersede").status_code == 403
    assert browser.get("/cases/Rivers/999").status_code == 404
    assert browser.get(f"/cases/{elsewhere.short_name}/{one.id}").status_code == 404
    assert keeper.get(f"/cases/{elsewhere.short_name}/{one.id}").status_code == 404
    assert "What was planned" in browser.get("/collaborations/Rivers").text
    assert "What was planned" in browser.get("/collaborations/Rivers/long-run").text
    earlier = plain(browser.get(f"/cases/Rivers/{one.id}?known-day=1&known-month=2&known-year=2024&release=1"))
    assert "This version was recorded later" in earlier
    assert "no whole year of this plan yet" in earlier
    assert browser.get(f"/cases/Rivers/{one.id}?known-day=31&known-month=2&known-year=2024").status_code == 400


def test_the_grid_grows_by_years_and_by_partners_and_loses_nothing(rivers: Any, sign_in: SignIn) -> None:
    browser = sign_in("secretariat@example.org")
    page = browser.get("/cases/Rivers/new?split=yes")
    kent = make.body("Kent").id

    more = resend(browser, page, "/cases/Rivers/new?split=yes", **PLAN, more="yes", **{f"y1-benefit-p{kent}": "75"})
    done = follow(browser, resend(browser, more, "/cases/Rivers/new?split=yes", **{"y10-benefit": "5"}))

    assert answers_on(more)[f"y1-benefit-p{kent}"] == "75"
    assert answers_on(more)["years"] == "11"
    assert "2031-32, year 10" in plain(more)
    assert "Partner by partner" in done.text
    assert "The plan has no figure at all for 2026-27" in plain(done)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"title": ""}, "Give the business case a title"),
        ({"year_0": "someday"}, "someday"),
        ({"year_0": "2021-22 Q1"}, "Write a year as this collaboration counts them"),
        ({"price_year": "9999-00"}, "year"),
        ({"y0-setup": "nan"}, "nan"),
        ({"y0-setup": "1e309"}, "without an exponent"),
        ({"y0-setup": "-5"}, "Write it as a positive amount"),
        ({"y0-setup": "9" * 30}, "digits or fewer"),
        ({"prepared": "31 February 2021"}, "has no day 31"),
        ({"release": "999"}, "not one of the answers offered"),
        ({"note": "x" * 10_000}, "At most 4,000 characters"),
        ({"title": "x\0y"}, "cannot be shown"),
        ({key: "" for key in PLAN if key.startswith("y") and key != "year_0"}, "Enter at least one amount"),
    ],
)
def test_what_is_no_case_is_refused_beside_its_answer(
    rivers: Any, sign_in: SignIn, answers: dict[str, str], sentence: str
) -> None:
    page = fill(sign_in("secretariat@example.org"), "/cases/Rivers/new", **{**PLAN, **answers})

    assert page.status_code == 200
    assert "<title>Error: " in page.text.replace("\n", "").replace("      ", "")
    assert sentence in page.text.replace("&#39;", "'")
    assert cases.versions_of(rivers.id) == []


def test_cases_go_out_and_come_back_and_a_version_is_not_changed_by_a_file(rivers: Any, tmp_path: Path) -> None:
    first = case(rivers, source="=1+1", release=prices.releases()[0])
    with transaction():
        verbs.record(
            rivers,
            title="working  together",
            year_0=2021,
            price_year=2022,
            lines=[*lines((50, None, None)), PlanLine(1, Planned.BENEFIT, 70_00, make.body("Kent").id)],
            reason="Dearer",
            seen=1,
            by=make.BY,
        )
    sheet = next(one for one in exports.export() if one.form.name == "business_cases")
    rows = [dict(zip(sheet.form.headings, row, strict=True)) for row in sheet.rows]
    assert [(row["version"], row["year"], row["side"], row["partner"], row["amount"]) for row in rows] == [
        ("1", "2021-22", "set-up cost", "", "100"), ("1", "2022-23", "benefit", "", "60"),
        ("1", "2023-24", "benefit", "", "60"), ("2", "2021-22", "set-up cost", "", "50"),
        ("2", "2022-23", "benefit", "Kent", "70"),
    ]  # fmt: skip

    same = imports.preview(books.opened(written(tmp_path, rows)), by=make.BY)
    other = imports.preview(books.opened(written(tmp_path, [{**rows[0], "amount": "99"}])), by=make.BY)
    gap = imports.preview(books.opened(written(tmp_path, [{**rows[4], "version": "9"}])), by=make.BY)
    new = imports.preview(
        books.opened(written(tmp_path, [{**row, "title": "Another", "source": ""} for row in rows])), by=make.BY
    )

    assert (same.new, same.there, same.fault_count) == (0, 5, 0)
    assert "has other amounts for this version" in other.faults[0].sentence
    assert "The version before it is not there" in gap.faults[0].sentence
    assert (new.new, new.fault_count) == (5, 0)
    assert first.edition == 1


def written(folder: Path, rows: list[dict[str, str]]) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "business_cases.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def test_the_verb_holds_the_rules_for_whoever_calls_it(rivers: Any) -> None:
    stranger = make.organisation("Stranger")
    wrong = {
        "at most 60 years": [PlanLine(60, Planned.COST, 1)],
        "partners of its collaboration alone": [PlanLine(0, Planned.COST, 1, stranger.id)],
        "stands there twice": [PlanLine(0, Planned.COST, 1), PlanLine(0, Planned.COST, 2)],
        "larger than any amount": [PlanLine(0, Planned.COST, 10**18)],
    }
    for words, plan in wrong.items():
        with pytest.raises(Refused, match=words):
            case(rivers, lines=plan)
    case(rivers)
    with pytest.raises(Refused, match="already: record a version"):
        case(rivers)


def test_a_plan_pays_for_itself_once_it_is_never_behind_again() -> None:
    plan = years_of(lines((100, None, None), (None, None, 150), (200, None, None), (None, None, 300)))
    green = Rates("of the test", ((30, Fraction(35, 1000)),))

    found = weigh(plan, green)

    assert found.running == [-100_00, 50_00, -150_00, 150_00]
    assert found.appraisal.payback_year == 3
    assert weigh(years_of(lines((100, None, None), (None, None, 10))), green).appraisal.payback_year is None


def test_only_years_that_both_have_whole_are_in_the_sums() -> None:
    def year(planned: int | None, net: int | None, *, whole: bool) -> Happened:
        return Happened("x", planned, 0 if net is not None else None, net, whole, begun=True, ended=True)

    some = [year(5, 4, whole=True), year(7, 1, whole=False), year(None, 9, whole=True), year(3, 3, whole=True)]

    assert sums(some) == (8, 7)
    assert sums(some[1:3]) is None
