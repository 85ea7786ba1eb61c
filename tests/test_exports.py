"""Files out: everything that may be read, harmless, and back in again without a difference."""

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from govtrack import paths
from govtrack.analytics.kinds import Basis, Kind
from govtrack.cli.exports import export as command
from govtrack.domain import bodies, exports, formats, imports, ledger, outfiles
from govtrack.domain.checks import Entry
from govtrack.papers import books
from govtrack.papers.cells import RISKY
from govtrack.store import tables
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from tests import make

NEVER_OUT = {
    "id", "version", "short_key", "key", "reference_key", "year_from", "organisation_id", "office_id", "old_id",
    "new_id", "reforms_id", "collaboration_id", "partner_id", "supersedes_id", "rule_id", "measure_id", "body_id",
    "line_id", "figure", "reverses", "sign", "day", "batch_id", "months", "agreement_id", "decision_id", "earlier_id",
    "driver_id", "apportionment_id", "person", "settled_by", "study_id", "place", "revision", "withdrawn", "reason",
    "kept_as", "taken_back_by", "result_id", "published",
}  # fmt: skip
"""Columns that are numbers of the database, that another column says in words, or that say who entered what."""
SAID_AS = {
    "starts": {"from", "period", "year"}, "ends": {"to"}, "years_back": {"figures_of"}, "fixed_year": {"figures_of"},
    "weight": {"mix"}, "amount": {"amount", "value"}, "again_of_id": {"again_of"},
    "members": {"coalition"}, "kind": {"kind", "type"}, "release_id": {"release"}, "table_id": {"table"},
    "period_id": {"period"}, "acted_for_id": {"acted_for"}, "person_id": {"person"},
    "edition": {"version"}, "lead_id": {"lead"}, "why_withdrawn": {"withdrawn"}, "first": {"years"}, "last": {"years"},
}  # fmt: skip


def take_in(folder: Path) -> imports.Plan:
    with transaction():
        return imports.carry_out(books.opened(folder), by="the tests")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def forget_everything() -> None:
    """Back to a founded register: whatever was added goes, the 43 police areas stay."""
    seeded = {
        "organisations": 43, "offices": 43, "measures": 1,
        "deflator_releases": 1, "deflators": 25, "discount_tables": 1, "discount_rates": 3,
    }  # fmt: skip
    with db.engine.begin() as connection:
        if db.engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in reversed(tables.metadata.sorted_tables):
            if table.name in seeded:
                connection.execute(text(f"DELETE FROM {table.name} WHERE id > {seeded[table.name]}"))
            elif table.name not in {"events", "users"}:
                connection.execute(table.delete())
    db.session.remove()


def test_the_demonstration_goes_out_and_comes_back_byte_for_byte(app: Flask, tmp_path: Path) -> None:
    for name in ("published", "illustrative"):
        take_in(paths.DATA / name)
    counts = outfiles.folder(tmp_path / "first")
    outfiles.workbook(tmp_path / "first.xlsx")

    forget_everything()
    take_in(tmp_path / "first")
    outfiles.folder(tmp_path / "second")
    forget_everything()
    take_in(tmp_path / "first.xlsx")
    outfiles.folder(tmp_path / "third")

    assert counts["ledger"] > 3000
    assert contents(tmp_path / "first") == contents(tmp_path / "second") == contents(tmp_path / "third")


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
WILD = st.one_of(WORDS, st.text(RISKY + "'\r\n ,\"_x0041", min_size=1, max_size=10))
AMOUNTS = st.integers(-(10**14), 10**14)


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Any]:
    amount = draw(AMOUNTS)
    judged = draw(st.booleans())
    return {
        "period": draw(st.sampled_from(["2019-20", "2020-21 Q1", "2020-21 Q2", "Mar 2022", "2012-13 to 2018-19"])),
        "amount": amount,
        "basis": Basis.JUDGED if judged else Basis.COUNTED,
        "low": amount - 5 if judged else None,
        "high": amount + 5 if judged else None,
        "source": draw(WILD),
        "note": draw(WILD),
        "joint": draw(st.booleans()),
    }


@pytest.mark.usefixtures("app")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=12)
@given(st.lists(figures(), max_size=6), WILD, WILD)
def test_whatever_a_register_holds_goes_out_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, Any]], reasons: str, title: str
) -> None:
    forget_everything()
    together, partner = make.collaboration("=Rivers", purpose=reasons), make.organisation("@Coast")
    make.membership(together, partner, joined=date(2010, 4, 1), role=title)
    first = make.decision(
        body=partner, reference="=1+1", title=title.strip() or "t", reasons=reasons, collaboration=together
    )
    make.notice_of(first, also=make.collaboration("Also"), words=reasons)
    make.looked_at_again(first)
    make.stood(first, {partner: "reserved"}, subjects=["money", "people"])
    make.voting_rule(together, "lead force", lead=partner)
    with transaction():
        bodies.rename(partner, short_name="+Shore", name="Shore", on=date(2015, 4, 1), note=reasons, by=make.BY)
    entries = [stated(together, partner, one) for one in drawn]
    with transaction():
        ledger.post(entries, by="the tests", deed_name="recorded")
    folder = tmp_path_factory.mktemp("out")
    outfiles.folder(folder / "first")
    outfiles.workbook(folder / "first.xlsx")

    forget_everything()
    take_in(folder / "first")
    outfiles.folder(folder / "second")
    forget_everything()
    take_in(folder / "first.xlsx")
    outfiles.folder(folder / "third")

    assert contents(folder / "first") == contents(folder / "second") == contents(folder / "third")


def stated(together: Collaboration, partner: Organisation, one: dict[str, Any]) -> Entry:
    said = {name: one[name] for name in ("basis", "low", "high", "source", "note")}
    return make.entry(together, None if one["joint"] else partner, one["period"], one["amount"], **said)


def test_no_cell_that_goes_out_can_run(app: Flask, tmp_path: Path) -> None:
    together, partner = make.collaboration("=Rivers"), make.organisation("＝Coast")
    make.membership(together, partner, role="@SUM(A1)", role_behind="\t=1")
    make.decision(body=partner, reference="-1", title="+1", reasons="=HYPERLINK(1)", collaboration=together)

    outfiles.folder(tmp_path / "out")

    for path in (tmp_path / "out").iterdir():
        form = formats.BY_NAME.get(path.stem)
        numbers = {column.name for column in form.columns if column.number} if form else set()
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))):
            for name, cell in row.items():
                assert name in numbers or not cell.startswith(tuple(RISKY)), (path.name, name, cell)


def test_every_column_of_a_record_goes_out() -> None:
    headings = {sheet.name: set(sheet.headings) for sheet in formats.SHEETS}
    sheet_of = {
        "terms": "offices", "share_parts": "share_rules", "share_drivers": "share_rules",
        "shared_result_parts": "shared_results",
        "apportioned_parts": "apportionments", "ledger_details": "ledger", "ledger": "ledger",
        "coalition_studies": "coalition_costs", "study_partners": "coalition_costs",
    }  # fmt: skip
    kept_elsewhere = {"users", "grants", "ledger_batches"}
    for table in tables.metadata.sorted_tables:
        name = sheet_of.get(table.name, table.name)
        if name not in headings or table.name in kept_elsewhere:
            continue
        for column in table.columns:
            known = SAID_AS.get(column.name, {column.name})
            if table.name in {"offices", "coalition_studies"} and column.name == "name":
                known = {"office", "study"}
            if table.name == "driver_values" and column.name == "person":
                continue  # who stated a figure is the trail's, as with figures of the ledger
            assert column.name in NEVER_OUT or headings[name] & known, f"{table.name}.{column.name} is not exported"


def test_every_table_of_records_has_a_sheet_or_a_reason() -> None:
    reasons = {
        "users": "accounts",
        "grants": "accounts",
        "ledger_batches": "the trail",
        "import_batches": "the trail",
        "import_matches": "how files were read",
        "decision_acts": "the trail",
        "publications": "publishing is an act of its own, with a preview, in each register",
    }
    parts = {
        "shared_result_parts", "terms", "share_parts", "share_drivers", "apportioned_parts", "decision_collaborations",
        "deflator_releases", "discount_tables", "coalition_studies", "study_partners",
        "business_case_lines", "engaged_groups",
        "proposals",
    }  # fmt: skip
    for record in tables.recorded():
        name = str(record.__tablename__)  # type: ignore[attr-defined] # every recorded class is a table
        assert name in formats.BY_NAME or name in reasons or name in parts, f"{name} is never exported"


def test_the_row_count_stands_in_the_file(app: Flask, tmp_path: Path) -> None:
    take_in(paths.DATA / "published")

    counts = outfiles.archive(tmp_path / "out.zip")

    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        about = list(csv.DictReader(io.StringIO(packed.read("about.csv").decode("utf-8-sig"))))
        rows = len(list(csv.reader(io.StringIO(packed.read("ledger.csv").decode("utf-8-sig"))))) - 1
    said = {row["sheet"]: row["rows in this export"] for row in about if not row["column"]}
    assert said == {name: str(count) for name, count in counts.items()}
    assert int(said["ledger"]) == rows
    assert {(row["sheet"], row["column"]) for row in about if row["column"]} == {
        (sheet.name, name) for sheet in formats.SHEETS for name in sheet.headings
    }


def test_an_export_holds_only_what_may_be_read(app: Flask) -> None:
    ours, theirs = make.collaboration("Ours"), make.collaboration("Theirs")
    us, them = make.organisation("Us"), make.organisation("Them")
    make.membership(ours, us)
    make.membership(theirs, them)
    make.figure(ours, us, "2019-20", 100)
    make.figure(ours, us, "2021-22", 300)
    make.figure(theirs, them, "2019-20", 200)
    make.decision(body=them, reference="T1", collaboration=theirs)

    out = as_lists(exports.Readable(collaborations=[ours.id], bodies=[us.id], until={ours.id: date(2020, 6, 1)}))

    assert [row[0] for row in out["collaborations"]] == ["Ours"]
    assert [row[0] for row in out["organisations"]] == ["Us"]
    assert [row[2] for row in out["ledger"]] == ["2019-20"]
    assert out["decisions"] == []


def as_lists(may: exports.Readable) -> dict[str, list[tuple[str, ...]]]:
    return {out.form.name: list(out.rows) for out in exports.export(may)}


def test_transfers_keep_their_legs_together(app: Flask, tmp_path: Path) -> None:
    together, one, two = make.collaboration("Rivers"), make.organisation("One"), make.organisation("Two")
    make.membership(together, one)
    make.membership(together, two)
    for amount in (100, 250):
        make.figures(
            make.entry(together, one, "2019-20", -amount, kind=Kind.TRANSFER),
            make.entry(together, two, "2019-20", amount, kind=Kind.TRANSFER),
        )
    outfiles.folder(tmp_path / "out")

    forget_everything()
    take_in(tmp_path / "out")

    found = as_lists(exports.ALL)["ledger"]
    assert [row[6] for row in found] == ["-1", "1", "-2.50", "2.50"]


def test_a_collaboration_goes_out_by_name_from_the_command_line(tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "out.xlsx"

    good = run(["--data", str(data), str(target)])
    unknown = run(["--data", str(data), str(target), "--collaboration", "Nowhere"])
    elsewhere = run(["--data", str(data), str(tmp_path / "out.ods")])

    assert good.exit_code == 0, good.output
    assert [sheet.name for sheet in books.opened(target)] == [sheet.name for sheet in formats.SHEETS]
    assert unknown.exit_code == elsewhere.exit_code == 2
    assert "There is no collaboration “Nowhere”" in unknown.output


def run(arguments: Iterable[str]) -> Result:
    return CliRunner().invoke(command, list(arguments))
