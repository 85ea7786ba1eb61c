"""Prices: dated releases of deflators and tables of discount rates: loaded, used, named, withdrawn, never changed."""

import csv
import io
import json
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from flask import Flask

from govtrack.analytics.discounting import discount_factors
from govtrack.analytics.kinds import Kind
from govtrack.analytics.realterms import OUTTURN, Deflators
from govtrack.analytics.revisions import compare, said
from govtrack.cli import main
from govtrack.domain import exports, founding, prices, shipped
from govtrack.domain.prices import Band, YearIndex
from govtrack.domain.refusals import Refused
from govtrack.store import audit, schema
from govtrack.store import prices as store
from govtrack.store.clock import set_to
from govtrack.store.db import db, transaction
from govtrack.store.prices import DeflatorRelease, release_named
from tests import make
from tests.filling import answers_on, fill, follow, resend
from tests.test_access import SignIn

NEWER = "HM Treasury June 2026, 2025-26 = 100"
LINES = "2022-23 88.5\n2023-24\t93.5\t5.6\n2024-25 97.1\n2025-26 100\n2026-27 102.2 forecast"
ANSWERS = {
    "name": NEWER, "published": "June 2026", "source": "The workbook of June 2026", "outturn": "2025-26",
    "values": LINES,
}  # fmt: skip


def load(name: str = NEWER, published: str = "2026-06", **indices: str) -> DeflatorRelease:
    rows = [YearIndex(int(year[1:]), value) for year, value in indices.items()]
    with transaction():
        return prices.load(name=name, published=published, rows=rows, by=make.BY)


@pytest.fixture
def admin(app: Flask) -> str:
    return make.person("admin@example.org", "administrator").email


def test_a_register_is_founded_with_prices_that_say_where_they_are_from(
    app: Flask, sign_in: SignIn, admin: str
) -> None:
    browser = sign_in(admin)

    page = browser.get("/prices").text
    release = browser.get("/prices/1").text
    rates = browser.get("/prices/rates/1").text

    assert "Pages show money in <span" in page
    assert shipped.RELEASE in page
    assert "3.5% for years 0 to 30, 3.0% for years 31 to 75, 2.5% for years 76 to 125" in page
    assert "Under review: the conclusions of HM Treasury" in page
    assert "published outturn for 2015-16 to 2024-25; derived for 2007-08 to 2014-15" in release.lower().replace(
        '<span class="whole">', ""
    ).replace("</span>", "")
    assert "OBR Economic and fiscal outlook March 2025" in release
    assert "superseded by the March and June 2026 releases" in release
    assert "What has happened is never discounted" in rates


def test_the_shipped_rates_are_those_of_the_worked_cases(app: Flask) -> None:
    table = store.rates_on(date(2026, 11, 1))
    assert table is not None

    factors = discount_factors(125, store.rates_of(table))

    cases = json.loads((Path(__file__).parent / "cases" / "realterms.json").read_text())["cases"]
    for case in cases:
        if case["kind"] == "discount_factor":
            assert abs(factors[case["input"]["year"]] - Fraction(str(case["expected"]["factor"]))) < Fraction(1, 10**9)
    assert store.values_of(store.releases()[0]).index[2015] == Fraction("74.5894")


def test_a_newer_release_is_used_and_named_and_an_old_page_rebuilt_on_its_own(
    app: Flask, sign_in: SignIn, admin: str
) -> None:
    together, coast = make.collaboration("Rivers"), make.body("Kent")
    make.membership(together, coast)
    for year in ("2022-23", "2023-24", "2024-25"):
        make.figures(
            make.entry(together, coast, year, 100_000_00),
            make.entry(together, coast, year, 130_000_00, kind=Kind.BENEFIT),
        )
    browser = sign_in(admin)
    address = "/collaborations/Rivers/long-run"
    before = browser.get(f"{address}.json?partner=Kent").json

    shown = follow(browser, fill(browser, "/prices/new", **ANSWERS))
    after = browser.get(f"{address}.json?partner=Kent").json
    rebuilt = browser.get(f"{address}.json?partner=Kent&release=1").json
    rows = list(csv.DictReader(io.StringIO(browser.get(f"{address}.csv?partner=Kent").text)))

    assert "is loaded" in shown.text
    assert "£100 of that year is" in shown.text
    assert (before["prices"], after["prices"]) == ("in 2024-25 prices", "in 2025-26 prices")
    assert after["release"] == NEWER == rows[0]["release"]
    assert any(NEWER in note for note in after["notes"])
    assert rebuilt["partners"] == before["partners"]
    assert f"It was chosen for this page; the newest is {NEWER}." in rebuilt["notes"][0]
    assert 'selected value="1"' in browser.get(f"{address}?partner=Kent&release=1").text
    assert browser.get(f"{address}?release=99").status_code == 400
    assert NEWER in browser.get("/briefings/Kent").text
    assert NEWER in browser.get("/collaborations/Rivers").text


def test_as_known_on_a_day_a_page_uses_the_newest_release_of_that_day(app: Flask) -> None:
    with set_to(datetime(2025, 12, 20, tzinfo=UTC)), transaction():
        first = prices.load(
            name="Of December", published="2025-12", rows=[YearIndex(2023, "96"), YearIndex(2024, "100")], by=make.BY
        )
    with set_to(datetime(2026, 7, 3, tzinfo=UTC)):
        load("Of June", y2024="97", y2025="100")

    on = {day: store.deflators(as_at=day) for day in (date(2026, 7, 2), date(2026, 7, 3), date(2020, 1, 1))}

    assert on[date(2026, 7, 2)].release == "Of December"
    assert on[date(2026, 7, 2)].chosen == " It was the newest known on 2 July 2026; there is now Of June."
    assert (on[date(2026, 7, 3)].release, on[date(2026, 7, 3)].chosen) == ("Of June", "")
    assert on[date(2020, 1, 1)].published == date(2025, 12, 1), "the oldest there is, which the page says is later"
    assert first.order < store.releases()[0].order
    with set_to(datetime(2026, 8, 1, tzinfo=UTC)), transaction():
        prices.withdraw(store.releases()[0], reason="Two years were swapped.", by=make.BY)
    assert store.deflators(as_at=date(2026, 7, 31)).release == "Of June", "as it was then"
    assert store.deflators(as_at=date(2026, 8, 1)).release == "Of December"


def test_a_wrong_release_is_withdrawn_with_a_reason_and_stays_readable(app: Flask, sign_in: SignIn, admin: str) -> None:
    release = load(y2024="97", y2025="100")
    browser = sign_in(admin)

    silent = fill(browser, f"/prices/{release.id}/withdraw", reason="")
    gone = follow(browser, fill(browser, f"/prices/{release.id}/withdraw", reason="Two years were swapped."))
    again = fill(browser, f"/prices/{release.id}/withdraw", reason="Once more")

    assert "Say why" in silent.text
    assert "Two years were swapped." in gone.text
    assert "withdrawn already" in again.text
    db.session.rollback()
    assert store.deflators().release == shipped.RELEASE
    assert "It was withdrawn on" in store.deflators(release_id=release.id).chosen
    assert list(audit.faults()) == []


def test_where_no_release_is_in_use_a_page_shows_cash_and_says_so(app: Flask, sign_in: SignIn, admin: str) -> None:
    together, kent = make.collaboration("Rivers"), make.body("Kent")
    make.membership(together, kent)
    make.figure(together, kent, "2023-24", 100_00)
    browser = sign_in(admin)

    follow(browser, fill(browser, "/prices/1/withdraw", reason="Superseded"))

    page = browser.get("/collaborations/Rivers/long-run?partner=Kent").text
    assert "Shown in cash: no release of the GDP deflators is loaded." in page
    assert "every page shows cash" in browser.get("/prices").text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"name": ""}, "Give the release a name"),
        ({"name": shipped.RELEASE.upper()}, "is never changed: give this one another name"),
        ({"published": "2026"}, "to the month at least"),
        ({"published": "2090-01"}, "the date lies ahead"),
        ({"published": "31 February 2026"}, "has no day 31"),
        ({"outturn": "yesterday"}, "is not a period"),
        ({"values": ""}, "Paste the years and their indices"),
        ({"values": "2023-24 nan"}, "Line 1, “2023-24 nan”: Write a number above nought"),
        ({"values": "2023-24 1e309"}, "Write a number above nought"),
        ({"values": "2023-24 0.00"}, "Write a number above nought"),
        ({"values": "2023-24 " + "9" * 30}, "Write a number above nought"),
        ({"values": "2023-24 96\n2023-24 97"}, "2023-24 stands there twice"),
        ({"values": "2023-24 96 fourcast"}, "Write one of: published outturn, derived"),
        ({"values": "9999-00 96"}, "year"),
        ({"values": "2024-25 96", "outturn": "2023-24"}, "One year at least must be a published outturn"),
        ({"values": "2023-24 96\0"}, "cannot be shown"),
        ({"source": "x" * 10_000}, "At most 1,000 characters"),
    ],
)
def test_what_is_no_release_is_refused_beside_the_answer(
    app: Flask, sign_in: SignIn, admin: str, answers: dict[str, str], sentence: str
) -> None:
    browser = sign_in(admin)

    page = fill(browser, "/prices/new", **{**ANSWERS, **answers})

    assert page.status_code == 200
    assert "<title>Error: " in page.text.replace("\n", "").replace("      ", "")
    assert sentence in page.text.replace("&#39;", "'")
    assert [one.name for one in store.releases()] == [shipped.RELEASE]


def test_the_treasurys_own_workbook_is_read_and_looked_through_before_it_is_loaded(
    app: Flask, sign_in: SignIn, admin: str
) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("GDP deflators")
        sheet.write_row(0, 0, ["GDP deflators at market prices, and money GDP"])
        sheet.write_row(4, 1, ["Financial year", "GDP deflator", "per cent change", "", "Calendar year"])
        for at, (year, index) in enumerate([("2023-24", 96.1297), ("2024-25", 100.0), ("2025-26", 103.1 / 3 * 3)]):
            sheet.write_row(6 + at, 1, [year, index, 3.9, "", str(2023 + at), index])
    made.seek(0)
    browser = sign_in(admin)
    page = browser.get("/prices/new")

    answers = {**ANSWERS, "values": "", "outturn": "2024-25"}
    read = resend(browser, page, "/prices/new", **answers, file=(made, "GDP.xlsx"))

    assert "3 years, 2023-24 to 2025-26, from columns" in read.text
    assert answers_on(read)["values"] == "2023-24 96.1297\n2024-25 100\n2025-26 103.1"
    assert release_named(NEWER) is None
    sent = resend(browser, read, "/prices/new")
    assert sent.status_code == 302, sent.text
    db.session.rollback()
    loaded = release_named(NEWER)
    assert loaded is not None
    assert [(row.year, row.index, row.status) for row in loaded.rows] == [
        (2023, "96.1297", OUTTURN), (2024, "100", OUTTURN), (2025, "103.1", "forecast"),
    ]  # fmt: skip
    nothing = resend(browser, page, "/prices/new", **{**ANSWERS, "file": (io.BytesIO(b"a,b\n1,2\n"), "other.csv")})
    assert "has no column of financial years" in nothing.text


def test_a_table_of_discount_rates_is_loaded_by_screen_and_named(app: Flask, sign_in: SignIn, admin: str) -> None:
    browser = sign_in(admin)
    answers = {
        "name": "Green Book, July 2026",
        "published": "2026-07",
        "source": "gov.uk",
        "values": "0-30 3\n31-125 2.5%",
    }

    gap = fill(browser, "/prices/rates/new", **{**answers, "values": "0-30 3\n32-125 2.5"})
    wrong = fill(browser, "/prices/rates/new", **{**answers, "values": "0-30 three"})
    done = follow(browser, fill(browser, "/prices/rates/new", **answers))

    assert "each begins the year after the one before it" in gap.text
    assert "write the years and the rate" in wrong.text
    assert "in use" in done.text
    db.session.rollback()
    table = store.rates_on(date(2026, 11, 1))
    assert table is not None
    assert [(band.last_year, band.percent) for band in table.bands] == [(30, "3"), (125, "2.5")]
    with pytest.raises(Refused, match="begins at year 0"), transaction():
        prices.load_rates(name="x", published="2026-01", bands=[Band(1, 30, "3")], by=make.BY)


def test_prices_go_out_and_come_back_and_a_release_that_is_there_is_not_changed_by_a_file(
    app: Flask, tmp_path: Path
) -> None:
    release = load(y2024="97", y2025="100")
    with transaction():
        prices.withdraw(release, reason="Two years were swapped.", by=make.BY)
    rows = {one.form.name: list(one.rows) for one in exports.export()}
    header = "release,published,year,index,status,source,note,withdrawn"
    changed = tmp_path / "deflators.csv"
    changed.write_text(f"{header}\n{NEWER.replace(',', ';')},2026-06,2024-25,99,published outturn,,,\n")
    same = tmp_path / "same.csv"

    assert [row[3] for row in rows["deflators"] if row[7] == "Two years were swapped."] == ["97", "100"]
    assert [row[4] for row in rows["discount_rates"]] == ["3.5", "3.0", "2.5"]
    same.write_text(f'{header}\n"{NEWER}",2026-06,2024-25,99,published outturn,,,\n')
    from govtrack.domain import imports  # noqa: PLC0415 - the one test of files here
    from govtrack.papers import books  # noqa: PLC0415 - the same

    plan = imports.preview(books.opened(same), by=make.BY)
    assert "The register has “97” in index where row 2 says “99”. What was once loaded is never changed" in (
        plan.faults[0].sentence
    )
    assert imports.preview(books.opened(changed), by=make.BY).new == 1


def test_an_upgrade_gives_an_older_register_the_shipped_prices(app: Flask) -> None:
    schema.back_to("0001")
    founding.upgrade()
    founding.upgrade()
    assert [one.name for one in store.releases()] == [shipped.RELEASE]
    assert len(store.tables()) == 1
    db.session.remove()


def test_the_command_answers_by_a_release(tmp_path: Path) -> None:
    wrong = CliRunner().invoke(main, ["longrun", "Rivers", "--release", "none", "--data", str(tmp_path)])

    assert wrong.exit_code == 2


def test_what_a_release_changes_is_said_in_a_sentence_and_in_pounds() -> None:
    old = Deflators.of([(2022, "90", OUTTURN), (2023, "96", OUTTURN), (2024, "100", OUTTURN)], release="old")
    new = Deflators.of([(2023, "97", OUTTURN), (2024, "100", OUTTURN), (2025, "102", "forecast")], release="new")

    found = compare(new, old)

    assert found.base == 2024
    assert [(one.year, one.this, one.other, one.difference) for one in found.years] == [
        (2022, None, 111_11, None), (2023, 103_09, 104_17, -1_08), (2024, 100_00, 100_00, 0), (2025, 98_04, None, None),
    ]  # fmt: skip
    assert said(found, "old") == (
        "Beside old, 1 year is revised. The largest change is 2023-24: £100 of that year is £103.09 in 2024-25 prices, "
        "£1.08 less than by the other. New in it: 2025-26. Not in it any more: 2022-23."
    )
