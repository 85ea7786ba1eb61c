"""The schema's age: migrations there and back on both databases, and what a command does with an older one."""

import pytest
from click.testing import CliRunner
from flask import Flask

from govtrack.cli import main
from govtrack.store import schema
from govtrack.store.db import db


def test_migrations_make_the_tables_the_program_knows(app: Flask) -> None:
    assert schema.age() is schema.Age.CURRENT

    assert schema.differs() == []


def test_migrations_go_back_to_nothing_and_forth_again(app: Flask) -> None:
    schema.back_to("base")
    assert schema.age() is schema.Age.EMPTY

    schema.to("head")

    assert schema.age() is schema.Age.CURRENT
    assert schema.differs() == []


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
