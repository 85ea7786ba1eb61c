"""Files in: whole or not at all, every fault with its row, the preview equal to the result, twice the same as once."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from govtrack import paths
from govtrack.analytics.kinds import Category, Kind
from govtrack.cli.imports import imports as command
from govtrack.domain import formats, ledger
from govtrack.domain.imports import Faulty, Plan, carry_out, preview
from govtrack.domain.incoming import MOST_FAULTS
from govtrack.domain.quick import Quick
from govtrack.domain.taking import ALL, Rights
from govtrack.papers import books
from govtrack.store import audit, rollups
from govtrack.store import ledger as ledger_store
from govtrack.store.bodies import organisation_named
from govtrack.store.collaborations import Collaboration, collaboration_named
from govtrack.store.db import db, transaction
from govtrack.store.decisions import decision_of
from govtrack.store.events import Event
from govtrack.store.ledger import LedgerBatch, Line
from tests import make

BY = "the tests"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a sheet as a CSV file; each row a mapping from columns to cells."""

    def written(name: str, *rows: dict[str, str], columns: list[str] | None = None, file: str = "") -> Path:
        path = tmp_path / (file or f"{name}.csv")
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, columns or list(formats.BY_NAME[name].headings))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return written


def figure(**cells: str) -> dict[str, str]:
    return {
        "collaboration": "Rivers", "partner": "Coast", "period": "2019-20 Q1", "kind": "contribution",
        "category": "cash", "amount": "100", "status": "claimed", "basis": "counted", **cells,
    }  # fmt: skip


@pytest.fixture
def together(app: Flask) -> Collaboration:
    """A collaboration of two partners; the second joined in October 2016."""
    rivers = make.collaboration("Rivers", title="Five Rivers Alliance")
    make.membership(rivers, make.organisation("Coast", name="Coastshire Police"), joined=date(2012, 4, 1))
    make.membership(rivers, make.organisation("East", name="Eastvale Police"), joined=date(2016, 10, 1))
    return rivers


def checked(*files: Path, **given_: Any) -> Plan:
    return preview([sheet for file in files for sheet in books.opened(file)], by=BY, **given_)


def kept(*files: Path, **given_: Any) -> Plan:
    with transaction():
        return carry_out([sheet for file in files for sheet in books.opened(file)], by=BY, **given_)


def said(plan: Plan) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.sentence) for fault in plan.faults]


def lines() -> int:
    return db.session.scalar(select(func.count()).select_from(Line)) or 0


def state_of_everything() -> tuple[int, int, int]:
    events = db.session.scalar(select(func.count()).select_from(Event)) or 0
    return lines(), events, db.session.scalar(select(func.count()).select_from(LedgerBatch)) or 0


def test_the_preview_is_the_result_and_keeps_nothing(app: Flask) -> None:
    folder = paths.DATA / "illustrative"
    before = state_of_everything()

    foreseen = checked(folder)
    after_the_preview = state_of_everything()
    done = kept(folder, mark=foreseen.mark)

    assert foreseen == done
    assert foreseen.new > 3000
    assert after_the_preview == before
    assert lines() == next(count.new for count in done.counts if count.sheet == "ledger")
    assert rollups.differences() == []
    assert list(audit.faults()) == []


def test_the_same_file_again_adds_nothing(app: Flask) -> None:
    folder = paths.DATA / "illustrative"
    first = kept(folder)
    before = state_of_everything()

    again = kept(folder)

    assert (again.new, again.there) == (0, first.new + first.there)
    assert state_of_everything() == before


def test_one_fault_keeps_everything_out(together: Collaboration, write: Write) -> None:
    rows = [figure(period=f"{year}-{(year + 1) % 100:02d}") for year in range(2013, 2019)]
    file = write("ledger", *rows, figure(period="2019/21"))

    with pytest.raises(Faulty) as refused:
        kept(file)

    assert refused.value.plan.faults[0].row == 8
    assert lines() == 0


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"collaboration": "Riverrs"}, "collaboration", "Is “Rivers” meant?"),
        ({"partner": "Coastshire Polise"}, "partner", "Is “Coast” meant?"),
        ({"partner": "Surrey"}, "partner", "is not a partner"),
        ({"partner": "East", "period": "2015-16"}, "period", "joined on 1 October 2016"),
        ({"period": "2023/25"}, "period", "not consecutive"),
        ({"period": "2011-12-01"}, "period", "made a date"),
        ({"period": "9999-00"}, "period", "1900 to 2100"),
        ({"period": "2090-91"}, "period", "has not begun"),
        ({"kind": "gift"}, "kind", "contribution, benefit, transfer"),
        ({"category": "cost avoided"}, "category", "A contribution is one of"),
        ({"measure": "hours"}, "measure", "no measure of this name"),
        ({"amount": ""}, "amount", "Fill this in"),
        ({"amount": "NaN"}, "amount", "Write an amount in figures"),
        ({"amount": "1e309"}, "amount", "Write an amount in figures"),
        ({"amount": "1,2,3"}, "amount", "Write an amount in figures"),
        ({"amount": "١٢"}, "amount", "Write an amount in figures"),
        ({"amount": "9" * 30}, "amount", "larger than any"),
        ({"amount": "1.005"}, "amount", "at most 2 decimals"),
        ({"status": "won"}, "status", "target, forecast, claimed, verified"),
        ({"low": "1", "high": "200"}, "low", "belong to a judged figure"),
        ({"basis": "judged", "low": "150", "high": "200"}, "low", "must lie between"),
        ({"basis": "judged", "low": "1"}, "high", "both the low and the high"),
        ({"note": "a\0b"}, "note", "U+0000"),
        ({"note": "x" * 10_000}, "note", "At most 4,000 characters"),
        ({"kind": "transfer", "category": "settlement"}, "amount", "come to 100 pounds, not to nil"),
        ({"kind": "benefit", "category": "dis-benefit", "amount": "-5"}, "amount", "positive amount"),
    ],
)
def test_a_fault_names_row_column_value_and_what_would_be_right(
    together: Collaboration, write: Write, cells: dict[str, str], column: str, sentence: str
) -> None:
    file = write("ledger", figure(period="2018-19"), figure(**cells))

    plan = checked(file)

    assert plan.fault_count == 1, plan.faults
    fault = plan.faults[0]
    assert (fault.file, fault.sheet, fault.row, fault.column) == ("ledger.csv", "ledger", 3, column)
    assert sentence in fault.sentence
    assert fault.value[:20] in figure(**cells).get(column, "").replace("\0", "·")


def test_a_hundred_faults_are_shown_and_all_are_counted(together: Collaboration, write: Write) -> None:
    file = write("ledger", *[figure(status="won", amount="x") for _ in range(150)])

    plan = checked(file)

    assert len(plan.faults) == MOST_FAULTS
    assert plan.fault_count == 300


def test_columns_are_refused_or_asked_for_by_name(together: Collaboration, write: Write) -> None:
    unknown = write(
        "ledger", columns=[*formats.LEDGER.headings, "colour", "status"], file="one/ledger.csv".replace("/", "-")
    )
    missing = write("ledger", columns=["collaboration", "period", "kind", "category", "status", "basis"])
    nothing = write("ledger", columns=["colour", "shape"], file="shapes.csv")

    assert [fault.column for fault in checked(unknown).faults] == ["colour", "status"]
    assert "stands here twice" in checked(unknown).faults[1].sentence
    assert [fault.column for fault in checked(missing).faults] == ["amount"]
    assert "first row names the columns" in checked(nothing).faults[0].sentence


def test_optional_columns_may_be_missing_and_a_sheet_is_known_by_its_columns(
    together: Collaboration, write: Write
) -> None:
    columns = ["Collaboration", "period", "kind", "category", "amount", "status", "basis"]
    row = {name: figure()[name.lower()] for name in columns}
    file = write("ledger", row, columns=columns, file="my figures.csv")

    plan = kept(file)

    assert [(count.sheet, count.new) for count in plan.counts] == [("ledger", 1)]
    assert ledger_store.figures(together.id)[0].partner_id is None


def test_a_row_with_too_many_cells_is_a_fault(together: Collaboration, tmp_path: Path) -> None:
    file = tmp_path / "ledger.csv"
    file.write_text(
        "collaboration,period,kind,category,amount,status,basis\nRivers,2018-19,benefit,efficiency,1,200,claimed,counted\n"
    )

    plan = checked(file)

    assert "8 cells, the header names 7" in plan.faults[0].sentence


def test_names_are_found_by_short_or_full_name_and_in_earlier_sheets(app: Flask, write: Write, tmp_path: Path) -> None:
    write("organisations", {"short_name": "Ash", "name": "Ashdale Council", "kind": "council"})
    write("collaborations", {"short_name": "Ash Joint", "title": "The Ash Unit", "reforms": "Ash Old"},
          {"short_name": "Ash Old", "title": "The Old Unit", "state": "ended"})  # fmt: skip
    write("memberships", {"collaboration": "The Ash Unit", "partner": "ASHDALE council", "votes": "1"})
    write("ledger", figure(collaboration="ash joint", partner="Ash"))

    plan = kept(tmp_path)

    assert plan.new == 5
    joint = collaboration_named("Ash Joint")
    assert joint is not None
    assert joint.reforms is not None
    assert joint.reforms.short_name == "Ash Old"
    assert [spell.partner.short_name for spell in joint.memberships] == ["Ash"]


def test_a_row_that_rests_on_a_faulty_one_says_so(app: Flask, write: Write, tmp_path: Path) -> None:
    write("organisations", {"short_name": "Far too long a name", "name": "Ashdale", "kind": "council"})
    write("collaborations", {"short_name": "Ash/Joint", "title": "The Ash Unit"})
    write("memberships", {"collaboration": "The Ash Unit", "partner": "Surrey"})

    plan = checked(tmp_path)

    assert [fault.sheet for fault in plan.faults] == ["organisations", "collaborations", "memberships"]
    assert "mend that row first" in plan.faults[2].sentence


@pytest.mark.parametrize(
    ("sheet", "cells", "column", "sentence"),
    [
        ("organisations", "short_name=coast name=Coastal kind=police", "name", "“Coastshire Police” here"),
        ("collaborations", "short_name=Rivers title=Rivers", "title", "“Five Rivers Alliance” here"),
        ("memberships", "collaboration=Rivers partner=Coast joined=2012-04-01 votes=3", "votes", "“1” here"),
        ("memberships", "collaboration=Rivers partner=Coast joined=2014-04-01", "joined", "already recorded"),
        ("measures", "name=gbp unit=euros nature=flow better=up", "unit", "“pounds” here"),
        ("organisations", "short_name=Surrey name=Surrey kind=council", "kind", "“police” here"),
    ],
)
def test_a_row_that_contradicts_the_register_names_both(
    together: Collaboration, write: Write, sheet: str, cells: str, column: str, sentence: str
) -> None:
    row = dict(cell.split("=") for cell in cells.split(" "))

    plan = checked(write(sheet, row))

    assert [(fault.row, fault.column) for fault in plan.faults] == [(2, column)]
    assert sentence in plan.faults[0].sentence


def test_a_figure_recorded_with_another_amount_is_restated_not_added(together: Collaboration, write: Write) -> None:
    kept(write("ledger", figure(amount="100"), figure(period="2019-20 Q2", amount="7")))

    plan = checked(write("ledger", figure(amount="120"), figure(period="2019-20 Q2", amount="7")))

    assert said(plan)[0][:2] == (2, "amount")
    assert "already has 100 for this" in plan.faults[0].sentence


def test_a_second_figure_beside_one_that_the_file_repeats_is_new(together: Collaboration, write: Write) -> None:
    kept(write("ledger", figure(amount="100")))

    plan = kept(write("ledger", figure(amount="20"), figure(amount="100")))

    assert (plan.new, plan.there) == (1, 1)


def test_the_same_row_twice_in_a_file_is_two_figures_and_stays_two(together: Collaboration, write: Write) -> None:
    file = write("ledger", figure(), figure())

    first, second = kept(file), kept(file)

    assert (first.new, second.new, second.there) == (2, 0, 2)


def test_a_year_is_not_counted_beside_its_quarters(together: Collaboration, write: Write) -> None:
    kept(write("ledger", figure(period="2019-20 Q1")))

    in_the_register = checked(write("ledger", figure(period="2019-20")))
    in_the_file = checked(write("ledger", figure(period="2020-21 Q3"), figure(period="2020-21", status="verified")))

    assert "already stated for 2019-20 Q1" in in_the_register.faults[0].sentence
    assert "already stated for 2020-21 Q3" in in_the_file.faults[0].sentence


def test_the_preview_says_what_is_there_now_and_what_will_be(together: Collaboration, write: Write) -> None:
    kept(write("ledger", figure(amount="100")))

    plan = checked(
        write("ledger", figure(amount="100"), figure(amount="20", note="more"), figure(amount="3", note="extra"))
    )

    line = plan.totals[0]
    assert (line.collaboration, line.partner, line.period, line.kind) == (
        "Rivers",
        "Coast",
        "2019-20 Q1",
        "contribution",
    )
    assert (line.now, line.adds, line.then) == (10000, 2300, 12300)


def test_a_register_that_changed_since_the_preview_is_asked_about_again(together: Collaboration, write: Write) -> None:
    file = write("ledger", figure())
    foreseen = checked(file)
    kept(file)

    with pytest.raises(Faulty):
        kept(file, mark=foreseen.mark)

    assert lines() == 1


def test_share_rules_are_grouped_and_old_periods_keep_theirs(together: Collaboration, write: Write) -> None:
    def part(start: str, partner: str, percent: str) -> dict[str, str]:
        return {"collaboration": "Rivers", "about": "cost", "from": start, "partner": partner, "percent": percent}

    file = write("share_rules", part("2019-04-01", "Coast", "60"), part("2016-10-01", "Coast", "69.5"),
                 part("2019-04-01", "East", "40"), part("2016-10-01", "East", "30.5"))  # fmt: skip
    uneven = write(
        "share_rules", part("2022-04-01", "Coast", "60"), part("2022-04-01", "East", "60"), file="uneven.csv"
    )

    first, second, wrong = kept(file), kept(file), checked(uneven)

    assert (first.new, second.new, second.there) == (4, 0, 4)
    assert "come to 120, not 100" in wrong.faults[0].sentence


def test_decisions_supersede_in_any_order_and_never_in_a_ring(app: Flask, write: Write) -> None:
    def decided(reference: str, supersedes: str = "", body: str = "Surrey") -> dict[str, str]:
        return {"reference": reference, "title": "T", "body": body, "outcome": "approved", "supersedes": supersedes}

    file = write("decisions", decided("3", "2"), decided("2", "1"), decided("1"), decided("1", body="Kent"),
                 decided("9", "Surrey: 1", body="Essex"), decided("8", "3", body="Essex"))  # fmt: skip
    ring = write("decisions", decided("5", "6"), decided("6", "7"), decided("7", "5"), file="decisions-2.csv")
    vague = write("decisions", decided("4", "1", body="Essex"), file="decisions-3.csv")

    plan, again = kept(file), kept(file)

    surrey, essex = organisation_named("Surrey"), organisation_named("Essex")
    assert surrey is not None
    assert essex is not None
    third, ninth = decision_of(surrey.id, "3"), decision_of(essex.id, "9")
    assert third is not None
    assert third.supersedes is not None
    assert third.supersedes.reference == "2"
    assert ninth is not None
    assert ninth.supersedes is not None
    assert ninth.supersedes.body_id == surrey.id
    assert (plan.new, again.new) == (6, 0)
    assert [fault.row for fault in checked(ring).faults] == [4, 3, 2]
    assert "Several bodies" in checked(vague).faults[0].sentence


def test_people_import_only_what_they_may(together: Collaboration, write: Write) -> None:
    coast = organisation_named("Coast")
    assert coast is not None
    rights = Rights(frozenset({"ledger"}), partners=frozenset({coast.id}), collaborations=frozenset())
    file = write("ledger", figure(), figure(partner="East"), figure(partner=""), figure(period="2019-20 Q2"))
    bodies = write("organisations", {"short_name": "X", "name": "X", "kind": "police"})

    plan = checked(file, bodies, rights=rights)

    assert [(fault.sheet, fault.row) for fault in plan.faults] == [("organisations", 1), ("ledger", 3), ("ledger", 4)]


CELLS = {
    "partner": ["Coast", "East", ""],
    "period": ["2019-20 Q1", "2019-20 Q2", "2019-20", "Apr 2019", "2015-16", "2012-13 to 2018-19", "2019-20 H1"],
    "kind": ["contribution", "benefit"],
    "category": ["cash", "in kind", "cashable saving", "dis-benefit"],
    "amount": ["100", "100.5", "0", "-3", "1,000", "900000000000000", "x"],
    "status": ["claimed", "verified", "target"],
    "basis": ["counted", "judged"],
    "low": ["", "", "", "1"],
    "high": ["", "", "", "2000"],
    "note": ["", "n", " n ", "'=n"],
}
ROWS = st.lists(st.fixed_dictionaries({name: st.sampled_from(choices) for name, choices in CELLS.items()}), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(ROWS)
def test_the_quick_way_and_the_careful_way_say_the_same(
    together: Collaboration, write: Write, rows: list[dict[str, str]]
) -> None:
    file = write("ledger", *(figure(**row) for row in rows))

    quick = checked(file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Quick, "entry", lambda _self, _row: None)
        careful = checked(file)

    assert quick == careful


def test_many_collaborations_in_any_order_come_to_the_same(
    app: Flask, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govtrack.domain.pages.OPEN_AT_ONCE", 2)
    partner = make.organisation("Coast")
    for number in range(6):
        make.membership(make.collaboration(f"C{number}"), partner, joined=date(2010, 4, 1))
    rows = [
        figure(collaboration=f"C{number}", amount=str(number + 1), note=note) for note in "ab" for number in range(6)
    ]
    file = write("ledger", *rows)

    plan, again = kept(file), kept(file)
    clash = checked(write("ledger", *(figure(collaboration=f"C{n % 6}", period="2019-20") for n in range(7))))

    assert (plan.new, again.there) == (12, 12)
    assert [line.adds for line in plan.totals] == [200, 400, 600, 800, 1000, 1200]
    assert rollups.differences() == []
    assert clash.fault_count == 7


def test_a_workbook_is_taken_in_as_it_is(together: Collaboration, tmp_path: Path) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - only this test makes a workbook by hand

    columns = ["collaboration", "partner", "period", "kind", "category", "amount", "status", "basis"]
    with Workbook(str(tmp_path / "book.xlsx")) as book:
        sheet = book.add_worksheet("Ledger")
        sheet.write_row(0, 0, columns)
        sheet.write_row(1, 0, ["Rivers", "Coast", "2019-20", "benefit", "efficiency", 43872438.5, "claimed", "costed"])
        book.add_worksheet("about").write(0, 0, "anything")

    plan = kept(tmp_path / "book.xlsx")

    assert plan.new == 1
    assert ledger_store.figures(together.id)[0].amount == 4387243850
    assert db.session.scalar(select(LedgerBatch.file)) == "book.xlsx"


def test_what_came_in_by_file_is_restated_like_any_other(together: Collaboration, write: Write) -> None:
    kept(write("ledger", figure(kind="benefit", category="dis-benefit", amount="5")))
    there = ledger_store.figures(together.id)[0]

    with transaction():
        ledger.restate(there.line, ledger.entry_of(there)._replace(amount=700), reason="counted again", by=BY)

    assert (there.kind, there.category, there.amount) == (Kind.BENEFIT, Category.DIS_BENEFIT, -500)
    assert ledger_store.figures(together.id)[0].amount == -700
    assert rollups.differences() == []
    assert list(audit.faults()) == []


def test_the_command_says_what_it_did_and_what_is_wrong(write: Write, tmp_path: Path) -> None:
    good = write("organisations", {"short_name": "Ash", "name": "Ashdale [bold]Council", "kind": "council"})
    wrong = write("organisations", {"short_name": "Oak", "name": "Oak", "kind": "[red]tree"}, file="wrong.csv")
    (tmp_path / "noise.csv").write_bytes(b"\xff\xfea,b")
    data = ["--data", str(tmp_path / "data")]

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(command, [*data, *arguments])

    looked, done, again = run(str(good), "--check"), run(str(good)), run(str(good))
    faulty, unusable = run(str(good), str(wrong)), run(str(tmp_path / "noise.csv"))
    stranger = run(str(good), "--by", "nobody@example.org")

    assert [one.exit_code for one in (looked, done, again)] == [0, 0, 0]
    assert "Nothing was written" in looked.output
    assert "All of it is written" in done.output
    assert faulty.exit_code == 1
    assert "[red]tree" in faulty.stderr
    assert "1 fault. Nothing was written." in faulty.stderr
    assert unusable.exit_code == 2
    assert "UTF-16" in unusable.stderr
    assert stranger.exit_code == 2


def test_everybody_may_everything_unless_rights_say_otherwise() -> None:
    assert ALL.may_record(1, None)
    assert not Rights(partners=frozenset({2}), collaborations=frozenset()).may_record(1, None)
