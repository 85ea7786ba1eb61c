"""The trail notices whatever is done behind its back, in any column of any row, and the command says so."""

from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from govtrack.analytics.kinds import Kind
from govtrack.cli import main
from govtrack.domain import batches, bodies, collaborations, ledger, returns
from govtrack.domain.matches import Owner, remember_names
from govtrack.domain.taking import Count
from govtrack.store import audit, events, rollups, tables
from govtrack.store.db import db, transaction
from govtrack.store.events import Event, UnnamedDeed, deed, head
from tests import make
from tests import making_shares as making
from tests.making_alone import estimate, study
from tests.making_cases import case


@pytest.fixture
def lived(app: Flask) -> Flask:
    """A register in which a little of everything has happened."""
    together, coast = make.collaboration(), make.organisation("Coastshire")
    make.membership(together, coast)
    make.rule(together, {coast: "100"})
    make.decision(body=coast, collaboration=together)
    make.person("officer@example.org", "recorder", organisation=coast)
    make.membership(together, make.body("Kent"))
    estimate(together, coast, "2022-23", 9, 10, 12)
    study(together, [coast, make.body("Kent")], {"A": 8, "B": 6, "AB": 11}, "2022-23")
    line = make.figure(together, coast, "2022-23", 10_00, note="From the outturn report", source="Annual accounts")
    make.figure(together, coast, "2023-24", 12_00, kind=Kind.BENEFIT)
    making.mix(together, [coast], {making.driver("calls", {coast: {"2022-23": 7}}): "60"}, about="benefit")
    making.split(together, {coast: "100"}, "2023-24", 100_00)
    make.membership(together, vale := make.organisation("Eastvale"))
    make.shared(together, {coast: "50", vale: "50"}, "2017-18", 11)
    make.evidence(make.figure(together, coast, "2019-20", 1, kind=Kind.BENEFIT))
    make.claim(make.figure(together, coast, "2018-19", 1, kind=Kind.BENEFIT))
    make.dispute(make.figure(together, None, "2023-24", 12_00, kind=Kind.BENEFIT), coast)
    with transaction():
        ledger.restate(line, make.entry(together, coast, "2022-23", 11_00), reason="Typing error", by="the tests")
    return app


@pytest.fixture
def lived_in_full(lived: Flask) -> Flask:
    """The same, with at least one record of every table that the trail vouches for."""
    together, coast = make.collaboration("Boats"), make.organisation("Dunmore")
    make.membership(together, coast)
    first = make.decision("D/1", body=coast, collaboration=together)
    make.document(first)
    make.looked_at_again(first)
    make.engagement(first)
    make.plan(coast)
    make.stood(first, {coast: "supports"})
    make.voting_rule(together)
    make.notice_of(first, also=make.collaboration("Drones"), words="As the board was told.")
    case(together)
    period = make.reporting_period(together, "2023-24 Q1")
    make.figure(together, coast, "2023-24 Q1", 1)
    with transaction():
        returns.submit(period, coast, words="Complete", by=make.BY)
        office = bodies.open_office(coast, name="PCC", kind="PCC", by=make.BY)
        bodies.appoint(office, holder="Pat", by=make.BY)
        bodies.succeed(coast, make.body("Kent"), kind="merged", on=date(2026, 4, 1), by=make.BY)
        bodies.rename(coast, short_name="Dunmouth", name="Dunmouth", on=date(2020, 4, 1), by=make.BY)
        remember_names("organisations", {"dun": ("Dun", "Dunmouth")}, Owner((coast.id,), 0), by=make.BY)
        batches.keep_batch([Count("ledger", "a.csv", 1, 0)], by=make.BY)
    return lived


def after(*statements: str) -> list[str]:
    """What the audit finds once something was done behind the trail's back; it is undone again."""
    db.session.rollback()
    for statement in statements:
        db.session.execute(text(statement))
    found = list(audit.faults())
    db.session.rollback()
    return found


def test_a_register_that_nobody_tampered_with_is_whole(lived: Flask) -> None:
    assert after() == []


def test_a_column_that_was_added_since_stands_at_its_default_and_the_trail_is_whole(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        now = events.state
        before.setattr(
            events, "state", lambda row: {k: v for k, v in now(row).items() if k not in {"signed", "notice_months"}}
        )
        together = make.collaboration("Boats")
        with transaction():
            agreement = collaborations.agree(together, title="The first agreement", by=make.BY)
    whole = after()
    behind = after(f"UPDATE agreements SET notice_months = 12 WHERE id = {agreement.id}")

    with transaction():
        collaborations.amend_agreement(agreement, title="The agreement", notice_months=6, by=make.BY)

    assert whole == []
    assert behind == [f"agreements {agreement.id} was changed behind the trail's back."]
    assert after() == []


def test_a_record_with_a_version_is_whole_after_each_change(lived: Flask) -> None:
    together = make.collaboration("Boats")
    spell = make.membership(together, make.organisation("Dunmore"))

    for votes in (1, 2):
        with transaction():
            collaborations.amend(spell, votes=votes, by="the tests")
        with transaction(), deed("changed a collaboration", by="the tests"):
            together.purpose = f"Boats, changed {votes} times"

    assert after() == []


def test_a_changed_column_of_any_event_is_noticed(lived: Flask) -> None:
    count = head().count
    marked = " || 'X'"
    zeros = f"'{'0' * 63}1'"
    changed = {
        "number": "number + 1000",
        "record_id": "record_id + 1",
        "person_id": "coalesce(person_id, 0) + 1",
        "hash": zeros,
        "previous": zeros,
    }

    unnoticed = [
        (column.name, number)
        for column in Event.__table__.columns
        for number in (1, count // 2, count)
        if not after(
            f"UPDATE events SET {column.name} = {changed.get(column.name, column.name + marked)} "
            f"WHERE number = {number}"
        )
    ]

    assert unnoticed == []


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM events WHERE number = 3"],
        ["DELETE FROM events WHERE number = (SELECT max(number) FROM events)"],
        ["DELETE FROM events"],
        ["UPDATE events SET number = -number"],
        [
            "UPDATE events SET number = -1 WHERE number = 5",
            "UPDATE events SET number = 5 WHERE number = 6",
            "UPDATE events SET number = 6 WHERE number = -1",
        ],
    ],
    ids=["one removed", "the last removed", "emptied", "renumbered", "two swapped"],
)
def test_events_that_are_gone_or_moved_are_noticed(lived: Flask, statements: list[str]) -> None:
    assert after(*statements) != []


def test_a_tail_cut_off_with_its_records_is_noticed_by_a_head_kept_elsewhere(lived: Flask) -> None:
    before = head()
    make.decision("FR/2014/02", body=make.body("Kent"))
    kept = head()
    assert list(audit.faults(kept)) == []

    with transaction():
        db.session.execute(text("DELETE FROM decisions WHERE reference = 'FR/2014/02'"))
        db.session.execute(text(f"DELETE FROM events WHERE number > {before.count}"))

    assert list(audit.faults()) == []
    assert any("cut" in fault for fault in audit.faults(kept))
    assert list(audit.faults(before)) == []


RECORDS = [
    ("organisations", "name"), ("offices", "name"), ("measures", "unit"), ("collaborations", "title"),
    ("memberships", "role"), ("share_rules", "words"), ("share_parts", "percent"), ("decisions", "title"),
    ("drivers", "unit"), ("driver_values", "source"), ("share_drivers", "weight"), ("apportionments", "reason"),
    ("apportioned_parts", "given"), ("users", "password"), ("users", "email"), ("grants", "role"),
    ("ledger_batches", "reason"), ("disputes", "reason"), ("claims", "method"), ("evidence", "digest"),
    ("documents", "link"), ("expectations", "amount"), ("review_days", "why"), ("decision_reviews", "verdict"),
    ("lessons", "words"),
    ("plans", "influence"), ("engagements", "said"), ("engaged_groups", "whom"),
    ("lessons", "words"), ("positions", "stance"), ("decision_subjects", "subject"), ("proposals", "partner_id"),
    ("voting_rules", "percent"),
    ("shared_results", "name"), ("shared_result_parts", "percent"),
    ("standalone_costs", "central"), ("coalition_studies", "method"), ("study_partners", "partner_id"),
    ("coalition_costs", "cost"), ("agreements", "title"), ("terms", "holder"), ("successions", "note"),
    ("former_names", "note"), ("decision_parts", "words"), ("decision_links", "how"), ("decision_acts", "words"),
    ("decision_addenda", "words"), ("decision_withholdings", "reason"), ("publications", "content"),
    ("publication_limits", "days"),
    ("decision_collaborations", "collaboration_id"), ("template_headings", "place"),
    ("business_cases", "title"), ("business_case_lines", "amount"), ("deflator_releases", "name"),
    ("deflators", "status"), ("discount_tables", "name"), ("discount_rates", "percent"), ("import_batches", "name"),
    ("import_matches", "meaning"), ("reporting_periods", "months"), ("return_acts", "words"),
]  # fmt: skip


def test_a_record_changed_behind_the_trails_back_is_noticed(lived_in_full: Flask) -> None:
    unnoticed = [
        (table, column)
        for table, column in RECORDS
        if not any(
            table in fault
            for fault in after(f"UPDATE {table} SET {column} = '1' WHERE id = (SELECT max(id) FROM {table})")
        )
    ]

    assert unnoticed == []


LINES = [
    "UPDATE ledger SET amount = amount + 1 WHERE id = 1",
    "UPDATE ledger SET day = day - 1 WHERE id = 2",
    "UPDATE ledger SET partner_id = NULL WHERE id = 1",
    "UPDATE ledger_details SET note = 'Something else' WHERE line_id = 1",
    "DELETE FROM ledger_details WHERE line_id = 1",
    "DELETE FROM ledger WHERE id = 2",
    "INSERT INTO ledger SELECT 99, batch_id, 99, NULL, sign, collaboration_id, partner_id, measure_id, status, "
    "starts, months, kind, category, basis, provenance, day, amount FROM ledger WHERE id = 1",
]


def test_a_ledger_line_changed_by_a_penny_is_noticed(lived: Flask) -> None:
    assert [statement for statement in LINES if not any("ledger" in one.lower() for one in after(statement))] == []


@pytest.mark.parametrize("table", ["period_totals", "year_totals"])
def test_a_total_changed_by_a_penny_is_found_and_mended(lived: Flask, table: str) -> None:
    with transaction():
        db.session.execute(text(f"UPDATE {table} SET amount = amount + 1"))
    assert rollups.differences() != []

    with transaction():
        rollups.rebuild()

    assert rollups.differences() == []


def test_every_recorded_table_is_tampered_with_above(lived_in_full: Flask) -> None:
    assert {str(one.__tablename__) for one in tables.recorded()} == {table for table, _ in RECORDS}
    assert [table for table, _ in RECORDS if not db.session.execute(text(f"SELECT 1 FROM {table}")).first()] == []
    assert after() == []


def test_nothing_is_changed_outside_a_deed(lived: Flask) -> None:
    make.body("Kent").name = "Another name"

    with pytest.raises(UnnamedDeed):
        db.session.flush()
    db.session.rollback()


def commands(tmp_path) -> Callable[..., object]:
    return lambda *words: CliRunner().invoke(main, [*words, "--data", str(tmp_path)])


def test_the_command_proves_the_trail_and_prints_its_head(tmp_path) -> None:
    run = commands(tmp_path)
    end = run("audit", "head").output.strip().splitlines()[-1]

    whole, wrong, nonsense = (
        run("audit", "verify", "--head", end),
        run("audit", "verify", "--head", f"9999:{'0' * 64}"),
        run("audit", "verify", "--head", "soon"),
    )

    assert whole.exit_code == 0, whole.output
    assert "whole" in whole.output
    assert (wrong.exit_code, "cut" in wrong.output) == (1, True)
    assert (nonsense.exit_code, "A head is written as" in nonsense.output) == (2, True)
    assert run("rollups", "check").exit_code == 0
