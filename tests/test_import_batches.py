"""An import is one batch: named, listed, and undone as a whole or not at all."""

import io
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.analytics.kinds import Role
from govtrack.domain import formats, imports, ledger, undoing
from govtrack.domain.acts import act_of
from govtrack.papers import books, csvs
from govtrack.rooms.imports import undoing as background
from govtrack.rooms.imports.examples import EXAMPLES
from govtrack.store import audit, rollups, totals
from govtrack.store import ledger as lines
from govtrack.store.bodies import Organisation, organisation_named
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration, collaboration_named
from govtrack.store.db import db, transaction
from govtrack.store.imports import ImportBatch
from tests import make
from tests.filling import answers_on, fill, follow, led_to, resend
from tests.pages import Client

SignIn = Callable[[str], Client]
HEADER = "collaboration,partner,period,kind,category,amount,status,basis"
ROW = "Rivers,{partner},{period},contribution,cash,{amount},claimed,counted"


class World(NamedTuple):
    """Two partners of one collaboration."""

    together: Collaboration
    coast: Organisation


@pytest.fixture
def world(app: Flask) -> World:
    rivers, coast, east = make.collaboration("Rivers"), make.organisation("Coast"), make.organisation("East")
    make.membership(rivers, coast)
    make.membership(rivers, east)
    make.person("recorder@example.org", Role.RECORDER, organisation=coast)
    make.person("colleague@example.org", Role.RECORDER, organisation=coast)
    make.person("neighbour@example.org", Role.RECORDER, organisation=east)
    make.person("secretariat@example.org", Role.SECRETARIAT, collaboration=rivers)
    make.person("administrator@example.org", Role.ADMINISTRATOR)
    return World(rivers, coast)


def a_file(*amounts: str, partner: str = "Coast", first: int = 2015) -> bytes:
    rows = [
        ROW.format(partner=partner, period=f"{first + at}-{(first + at + 1) % 100:02d}", amount=amount)
        for at, amount in enumerate(amounts)
    ]
    return "\r\n".join([HEADER, *rows]).encode()


def bring_in(browser: Client, content: bytes, name: str = "") -> TestResponse:
    """Send a file, look at it and say yes."""
    page = browser.get("/imports/")
    shown = led_to(browser, resend(browser, page, "/imports/", file=(io.BytesIO(content), "ledger.csv")))
    return follow(browser, resend(browser, shown, "/imports/", **({"name": name} if name else {})))


def batches() -> list[ImportBatch]:
    db.session.rollback()
    return list(db.session.scalars(db.select(ImportBatch).order_by(ImportBatch.id)))


def amounts(world: World) -> list[int]:
    db.session.rollback()
    return sorted(one.amount for one in lines.figures(world.together.id))


def whole() -> bool:
    db.session.rollback()
    return not list(audit.faults()) and not rollups.differences()


def test_an_import_is_named_listed_and_undone_as_a_whole(world: World, sign_in: SignIn) -> None:
    make.figure(world.together, world.coast, "2012-13", 9_00)
    browser = sign_in("recorder@example.org")
    done = bring_in(browser, a_file("1", "2.50", "3"), name="Outturn for 2015 to 2018")
    (batch,) = batches()
    address = f"/imports/batches/{batch.id}"
    assert f'href="{address}"' in done.text, "the message leads to it"

    listed = browser.get("/imports/batches")
    page = browser.get(address)

    assert "Outturn for 2015 to 2018" in listed.text
    assert "Added 3 rows of ledger." in listed.text
    assert 'href="/ledger/Rivers?partner=Coast"' in page.text
    assert "Error:" in fill(browser, address, why="").text
    assert "Error:" in fill(browser, address, why="x" * 10_000).text
    assert amounts(world) == [1_00, 2_50, 3_00, 9_00]

    undone = follow(browser, fill(browser, address, why="The wrong year's file"))

    assert "Undone as a whole: what it had added was taken back." in undone.text
    assert "The wrong year&#39;s file" in undone.text
    assert amounts(world) == [9_00]
    assert not answers_on(browser.get(address)), "it is undone once"
    assert whole()

    bring_in(browser, a_file("1", "2.50", "3"))
    assert amounts(world) == [1_00, 2_50, 3_00, 9_00]
    assert len(batches()) == 2


def test_a_large_import_is_undone_beside_others_and_told_how_far_it_is(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "AT_ONCE", 2)
    hold, held = threading.Event(), threading.Event()
    act = background.act_of

    def slowly(batch: Any) -> Any:
        held.set()
        assert hold.wait(20)
        return act(batch)

    browser, neighbour = sign_in("recorder@example.org"), sign_in("neighbour@example.org")
    bring_in(browser, a_file("1", "2.50", "3"), name="Outturn")
    address = f"/imports/batches/{batches()[0].id}"
    asked = browser.get(address)
    assert "Error:" in fill(browser, address, why="").text, "it is refused before it is begun"
    monkeypatch.setattr(background, "act_of", slowly)
    begun = resend(browser, asked, address, why="The wrong year")
    assert begun.location.endswith(address)
    assert held.wait(20)

    working = browser.get(address)
    assert "You can leave this page and come back" in working.text
    assert "whoever saves waits a moment" in working.text
    assert browser.get(f"{address}/progress").get_json()["working"]
    assert neighbour.get(f"{address}/progress").status_code == 404
    assert "Undoing Outturn" in resend(browser, asked, address, why="Once more").text
    hold.set()
    wait_for(browser, address)

    assert "The wrong year" in browser.get(address).text
    assert amounts(world) == []
    assert whole()


def test_a_large_import_that_cannot_be_undone_stands_whole_and_says_why(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "AT_ONCE", 2)
    browser = sign_in("recorder@example.org")
    bring_in(browser, a_file("1", "2.50", "3"))
    address = f"/imports/batches/{batches()[0].id}"
    asked = browser.get(address)
    line = lines.figures(world.together.id)[0]
    with transaction():
        ledger.withdraw(line.line, reason="Never happened", by="test")

    resend(browser, asked, address, why="The wrong year")
    wait_for(browser, address)

    page = browser.get(address).text
    assert "It was not undone" in page
    assert "Everything stands as it did." in page
    assert len(amounts(world)) == 2
    assert whole()


def wait_for(browser: Client, address: str) -> None:
    """Ask, as the page does, until nobody works on it any more."""
    for _ in range(200):
        if not browser.get(f"{address}/progress").get_json()["working"]:
            return
        time.sleep(0.1)
    raise AssertionError("it is still being undone")


def test_what_was_built_on_an_import_is_named_and_nothing_is_undone_in_part(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    bring_in(browser, a_file("1", "2", "3"))
    (batch,) = batches()
    before = browser.get(f"/imports/batches/{batch.id}")
    figure = lines.figures(world.together.id)[0]
    with transaction():
        entry = ledger.entry_of(figure)._replace(amount=7_00)
        ledger.restate(figure.line, entry, reason="Late invoice", by="finance@example.org")

    late = resend(browser, before, f"/imports/batches/{batch.id}", why="The wrong file")

    assert "Error:" in late.text
    assert "finance@example.org restated one of its figures since" in late.text
    assert "Rivers, Coast, 2017-18" in late.text
    assert "Undo the whole import" not in late.text
    assert amounts(world) == [1_00, 2_00, 7_00]


def test_an_import_is_seen_by_who_made_it_and_who_could_have(world: World, sign_in: SignIn) -> None:
    bring_in(sign_in("recorder@example.org"), a_file("1"))
    (batch,) = batches()
    address = f"/imports/batches/{batch.id}"

    for email, seen, listed in (
        ("recorder", 200, True), ("colleague", 200, False), ("neighbour", 404, False),
        ("secretariat", 200, False), ("administrator", 200, True),
    ):  # fmt: skip
        browser = sign_in(f"{email}@example.org")
        assert browser.get(address).status_code == seen, email
        assert (address in browser.get("/imports/batches").text) is listed, email
    for forged in ("/imports/batches/0", "/imports/batches/99999999999", "/imports/batches/999"):
        assert sign_in("administrator@example.org").get(forged).status_code == 404
    assert amounts(world) == [1_00]


def test_an_import_of_yesterday_is_undone_from_its_own_page_and_yesterday_stays_as_it_was(
    world: World, sign_in: SignIn
) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with set_to(yesterday):
        bring_in(sign_in("recorder@example.org"), a_file("1"))
    (batch,) = batches()

    browser = sign_in("administrator@example.org")
    follow(browser, fill(browser, f"/imports/batches/{batch.id}", why="Sent twice"))

    def known(on: datetime) -> list[int]:
        db.session.rollback()
        found = totals.series(world.together.id, 1, (3, 4), as_at=on.date().toordinal())
        return [total.amount for total in found.years]

    assert known(yesterday) == [1_00]
    assert known(datetime.now(UTC)) == []


def test_a_whole_register_goes_out_again_but_for_what_the_ledger_names(app: Flask, tmp_path: Path) -> None:
    for sheet in formats.SHEETS:
        with (tmp_path / f"{sheet.name}.csv").open("wb") as out:
            csvs.write(out, sheet.headings, EXAMPLES[sheet.name])
    administrator = make.person("administrator@example.org", Role.ADMINISTRATOR)
    with transaction():
        before = imports.ORDER[: imports.ORDER.index("ledger")]
        imports.carry_out([one for one in books.opened(tmp_path) if one.name in before], by=administrator)
    first = batches()[0]
    undo(first)
    assert collaboration_named("Vale Training") is None
    assert organisation_named("Ashford Vale") is None
    assert whole()

    with transaction():
        imports.carry_out(books.opened(tmp_path), by=administrator)
    second = batches()[1]
    said = undo(second)
    together = collaboration_named("Vale Training")
    assert together is not None
    assert (together.memberships, lines.figures(together.id)) == ([], [])
    assert {record for record, ids in said.items() if ids} == {"collaborations", "measures"}
    assert whole()


def undo(batch: ImportBatch) -> dict[str, set[int]]:
    with transaction():
        return dict(
            undoing.undo(act_of(db.session.get_one(ImportBatch, batch.id)), by="the tests", why="a trial").staying
        )
