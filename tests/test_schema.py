"""The schema's age: migrations there and back on both databases, and what a command does with an older one."""

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import MetaData, select

from govtrack.cli import main
from govtrack.domain import bodies, collaborations
from govtrack.store import audit, schema
from govtrack.store.db import db, transaction
from govtrack.store.events import deed
from tests import make


def test_migrations_make_the_tables_the_program_knows(app: Flask) -> None:
    assert schema.age() is schema.Age.CURRENT

    assert schema.differs() == []


def test_migrations_go_back_to_nothing_and_forth_again(app: Flask) -> None:
    schema.back_to("base")
    assert schema.age() is schema.Age.EMPTY

    schema.to("head")

    assert schema.age() is schema.Age.CURRENT
    assert schema.differs() == []


def test_a_register_in_use_keeps_every_row_through_the_migrations(app: Flask) -> None:
    together, coast, ash = make.collaboration(), make.organisation("Coastshire"), make.organisation("Ashdale")
    make.membership(together, coast)
    make.membership(together, ash)
    make.rule(together, {coast: "60", ash: "40"})
    first = make.decision("C/1", body=coast, collaboration=together)
    second = make.decision("C/2", body=coast, collaboration=together)
    with transaction(), deed("said what it supersedes, as decisions once did", by=make.BY):
        second.supersedes_id = first.id
    make.person("officer@example.org", "recorder", organisation=coast)
    with transaction():
        earlier = collaborations.agree(together, title="The first agreement", by=make.BY)
        collaborations.agree(together, title="The second", supersedes=earlier, by=make.BY)
        bodies.appoint(bodies.open_office(coast, name="PCC", kind="PCC", by=make.BY), holder="Pat", by=make.BY)
    make.figure(together, coast, "2022-23", 10_00, note="From the outturn report")
    schema.back_to("0001")
    before = rows_of_every_table()

    schema.to("head")

    after = rows_of_every_table()
    assert {
        name: [set(row) - set(there) for row, there in zip(rows, after[name], strict=True)]
        for name, rows in before.items()
        if rows
    } == {name: [set()] * len(rows) for name, rows in before.items() if rows}
    assert schema.differs() == []
    assert [fault for fault in audit.faults() if fault.split()[0] in before] == []


def rows_of_every_table() -> dict[str, list[tuple[tuple[str, str], ...]]]:
    """What stands in the database, column by column, whatever the program knows of it."""
    with db.engine.connect() as connection:
        there = MetaData()
        there.reflect(connection)
        return {
            table.name: [
                tuple((column.name, str(value)) for column, value in zip(table.columns, row, strict=True))
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in there.sorted_tables
            if table.name != "alembic_version"
        }


def test_a_database_of_somebody_else_is_known_for_it(app: Flask) -> None:
    schema.back_to("base")
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
        connection.exec_driver_sql("CREATE TABLE theirs (id INTEGER)")

    assert schema.age() is schema.Age.FOREIGN


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A data folder whose register says it is of a revision before the newest, by way of a pretended newer one."""
    CliRunner().invoke(main, ["audit", "head", "--data", str(tmp_path)], catch_exceptions=False)
    monkeypatch.setattr(schema, "newest", lambda: "9999")
    return tmp_path


def test_an_older_register_is_not_touched_in_passing(older) -> None:
    answer = CliRunner().invoke(main, ["audit", "head", "--data", str(older)])

    assert answer.exit_code == 1
    assert "govtrack upgrade" in answer.output


def test_upgrade_backs_up_first(older, monkeypatch) -> None:
    answer = CliRunner().invoke(main, ["upgrade", "--data", str(older)])

    assert answer.exit_code == 0, answer.output
    assert "Backed up to" in answer.output
    assert len(list((older / "backups").iterdir())) == 1
