"""Reminders: one message a person, working days ahead, nothing said twice."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from govtrack import create_app
from govtrack.analytics.kinds import Kind
from govtrack.cli.remind import remind
from govtrack.domain import returns
from govtrack.domain.reminding import messages, note
from govtrack.domain.workdays import is_working_day, working_days_until
from govtrack.settings import read
from govtrack.store.bodies import Organisation
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from tests import make


def at(day: int, month: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 12, 24), True), (date(2026, 12, 25), False), (date(2026, 12, 28), False),
        (date(2026, 8, 31), False), (date(2026, 11, 28), False), (date(2027, 5, 31), False),
    ],
)  # fmt: skip
def test_bank_holidays_and_weekends_are_no_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_working_days_are_counted_over_christmas() -> None:
    assert working_days_until(date(2026, 12, 31), after=date(2026, 12, 23)) == 4
    assert working_days_until(date(2026, 12, 23), after=date(2026, 12, 31)) == -4


@pytest.fixture
def world(app: Flask) -> tuple[Collaboration, Organisation, Organisation]:
    """Two partners of a quarter that is due on 30 July 2026."""
    together, ash, coast = make.collaboration("Rivers"), make.organisation("Ash"), make.organisation("Coast")
    with set_to(at(1, 7)):
        make.membership(together, ash)
        make.membership(together, coast)
        make.reporting_period(together, "2026-27 Q1", due_days=30)
        make.reporting_period(together, "2025-26 Q4", due_days=30)
    make.person("both@example.org", "approver", organisation=ash)
    make.person("recorder@coast.example", "recorder", organisation=coast)
    make.person("reader@coast.example", "reader", organisation=coast)
    make.person("secretariat@example.org", "secretariat", collaboration=together)
    return together, ash, coast


def test_each_person_gets_one_message_and_nothing_twice(
    world: tuple[Collaboration, Organisation, Organisation],
) -> None:
    together, ash, coast = world
    with set_to(at(22, 7)):
        early = {one.person.email: [line.words for line in one.lines] for one in messages(days=5)}
        assert all("2025-26 Q4" in words for lines in early.values() for words in lines), "six working days are left"
    with set_to(at(23, 7)):
        found = messages(days=5)
        by = {one.person.email: " ".join(line.words for line in one.lines) for one in found}
        assert set(by) == {"both@example.org", "recorder@coast.example", "secretariat@example.org"}
        assert (
            "Coast's return for 2026-27 Q1 (Rivers) is due on 30 July 2026, 5 working days from now."
            in by["recorder@coast.example"]
        )
        assert "was due on 30 April 2026 and is overdue." in by["secretariat@example.org"]
        assert "2026-27 Q1" not in by["secretariat@example.org"]
        with transaction():
            for one in found:
                note(one)
        assert messages(days=5) == []
    make.figures(
        make.entry(together, ash, "2026-27 Q1", 1), make.entry(together, ash, "2026-27 Q1", 1, kind=Kind.BENEFIT)
    )
    make.person("approver@coast.example", "approver", organisation=coast)
    with set_to(at(24, 7)):
        quarter = next(
            line.one.period for one in found for line in one.lines if line.one.period.starts == 2026 * 12 + 3
        )
        with transaction():
            returns.submit(quarter, ash, by=make.BY)
        later = {one.person.email: " ".join(line.words for line in one.lines) for one in messages(days=5)}
        assert (
            "Ash's return for 2026-27 Q1 (Rivers) is submitted and waits for you to agree."
            in later["approver@coast.example"]
        )
        assert "both@example.org" not in later


def test_the_command_prints_without_a_server_and_sends_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOVTRACK_MAIL", raising=False)
    CliRunner().invoke(remind, ["--data", str(tmp_path), "--dry-run"], catch_exceptions=False)
    with create_app(read(data=tmp_path)).app_context(), set_to(at(1, 7)):
        together, ash = make.collaboration("Rivers"), make.organisation("Ash")
        make.membership(together, ash)
        make.reporting_period(together, "2025-26 Q4", due_days=30)
        make.person("recorder@ash.example", "recorder", organisation=ash)
        db.session.remove()

    def run(*more: str) -> str:
        answer = CliRunner().invoke(remind, ["--data", str(tmp_path), *more], catch_exceptions=False)
        assert answer.exit_code == 0, answer.output
        return answer.output

    looked, sent, again = run("--dry-run"), run(), run()

    assert "Ash's return for 2025-26 Q4 (Rivers) was due on 30 April 2026 and is overdue." in looked
    assert "1 message would be sent." in looked
    assert "To: recorder@ash.example" in sent
    assert "/returns/Rivers/1/of/Ash" in sent
    assert "1 message sent." in sent
    assert "0 messages sent." in again
    assert "To: " not in again
