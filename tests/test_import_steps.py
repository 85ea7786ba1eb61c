"""A file on its way in: its columns matched, its names understood, its rows mended, and seen before it is kept."""

import io
import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.analytics.kinds import Role
from govtrack.domain.guessing import guessed
from govtrack.domain.guide import Columns, Guide
from govtrack.papers.rows import Sheet
from govtrack.rooms.imports import looking, running, writing
from govtrack.store import audit, rollups
from govtrack.store import ledger as lines
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from tests import make
from tests.doors import send as post
from tests.filling import answers_on, follow, led_to, resend
from tests.pages import Client

SignIn = Callable[[str], Client]
THEIRS = ["Force", "Alliance", "Financial year", "Value", "Type", "Category", "Colour"]
OURS = ["collaboration", "partner", "period", "kind", "category", "amount", "status", "basis", "note"]


class World(NamedTuple):
    """Two partners of one collaboration."""

    together: Collaboration
    coast: Organisation
    folder: Path


@pytest.fixture
def world(app: Flask) -> World:
    rivers, coast = make.collaboration("Rivers"), make.organisation("Coast", name="Coastshire Police")
    east = make.organisation("East", kind="council")
    make.membership(rivers, coast)
    make.membership(rivers, east)
    make.person("recorder@example.org", Role.RECORDER, organisation=coast)
    make.person("colleague@example.org", Role.RECORDER, organisation=coast)
    make.person("secretariat@example.org", Role.SECRETARIAT, collaboration=rivers)
    make.person("administrator@example.org", Role.ADMINISTRATOR)
    folder = app.extensions["govtrack"].data / "uploads"
    for left in folder.iterdir() if folder.exists() else ():
        left.unlink()
    return World(rivers, coast, folder)


def csv_of(header: list[str], *rows: list[str]) -> bytes:
    return "\r\n".join(",".join(row) for row in [header, *rows]).encode()


def book_of(**sheets: list[list[str]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, cells)
    return made.getvalue()


def bring(browser: Any, content: bytes, name: str = "Finance return.csv", **answers: str) -> TestResponse:
    page = browser.get("/imports/")
    return led_to(browser, resend(browser, page, "/imports/", file=(io.BytesIO(content), name), **answers))


def go_on(browser: Any, page: TestResponse, **answers: str) -> TestResponse:
    return led_to(browser, resend(browser, page, page.request.path, **answers))


def boxes_of(page: TestResponse) -> dict[str, str]:
    """The boxes of a page by what stands over them."""
    found = re.findall(r'<label for="([^"]+)">(.*?)<', page.text)
    return {text.strip(): box for box, text in found}


def amounts(world: World) -> list[int]:
    db.session.rollback()
    return sorted(one.amount for one in lines.figures(world.together.id))


def figure(amount: str, period: str = "2019-20", partner: str = "Coast", note: str = "") -> list[str]:
    return ["Rivers", partner, period, "contribution", "cash", amount, "claimed", "counted", note]


def test_a_file_with_headings_of_its_own_goes_in_step_by_step_and_the_next_one_at_once(
    world: World, sign_in: SignIn
) -> None:
    browser = sign_in("recorder@example.org")
    rows = [
        ["Coastshire Constabulary", "Rivers", "2018-19", "1200", "contribution", "cash", "red"],
        ["coast", "Rivers", "2019-20", "£1300", "contribution", "cash", "blue"],
        ["Nobody", "Rivers", "2019-20", "5", "contribution", "cash", "blue"],
    ]

    columns = bring(browser, csv_of(THEIRS, *rows))
    assert "Which column is which?" in columns.text
    boxes = boxes_of(columns)
    said = answers_on(columns)
    assert [said[boxes[f"“{one}” is"]] for one in THEIRS] == [
        "partner", "collaboration", "period", "amount", "kind", "category", "",
    ]  # fmt: skip
    assert "For example red, blue" in columns.text
    twice = go_on(browser, columns, **{boxes["“Colour” is"]: "amount"})
    assert "“Value” is already the amount: choose one of the two." in twice.text
    assert "Which of your columns is the status? Or write here what it is in every row." in twice.text

    every = {boxes_of(twice)[f"{name}, in every row"]: value for name, value in
             (("status", "claimed"), ("basis", "counted"))}  # fmt: skip
    names = go_on(browser, twice, **every, **{boxes["“Colour” is"]: ""})

    assert "Who is meant?" in names.text
    box = boxes_of(names)
    assert "Say what “Nobody” means, or leave its rows out." in go_on(browser, names).text
    assert "Nobody" in browser.get("/imports/").text or "Finance return.csv" in browser.get("/imports/").text
    shown = go_on(browser, names, **{box["“Coastshire Constabulary”"]: "=Coast", box["“Nobody”"]: "!leave"})

    assert "Finance return.csv has no fault. Nothing of it has been added yet." in shown.text
    for sentence in ("Of “finance return”, not imported: “Colour”.", "Left out: the 1 row with the name “Nobody”."):
        assert sentence in shown.text
    assert amounts(world) == []
    again = browser.get(f"{shown.request.path}/columns")
    assert answers_on(again)[boxes["“Value” is"]] == "amount", "one can go back"
    done = follow(browser, resend(browser, shown, shown.request.path))
    assert "Added 2 rows of ledger." in done.text
    assert "What Finance return.csv was to add is in the register." in done.text
    assert "Left out: the 1 row with the name “Nobody”." in done.text
    assert amounts(world) == [1200_00, 1300_00]

    colleague = sign_in("colleague@example.org")
    next_year = [["Coastshire constabulary", "Rivers", "2020-21", "1400", "contribution", "cash", "red"]]
    at_once = bring(colleague, csv_of(THEIRS, *next_year), "Next year.csv")
    assert "Next year.csv has no fault." in at_once.text, "remembered for the organisation"
    other = bring(sign_in("secretariat@example.org"), csv_of(THEIRS, *next_year))
    assert "Which column is which?" in other.text, "and for nobody else"
    assert "Nothing new in the file" in bring(browser, csv_of(OURS, figure("1300"))).text
    db.session.rollback()
    assert not list(audit.faults())


def test_bad_rows_are_shown_worst_first_and_mended_in_place(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    content = csv_of(
        OURS,
        figure("12", "2018-19"),
        figure("twelve", "2019-20"),
        figure("5", "2030-31"),
        figure("6", "2017-18", partner="East"),
        figure("7", "31 Feb"),
    )

    page = bring(browser, content, "ledger.csv")

    headings = re.findall(r"<h2 id=\"kind-\d\">([^:]+): ([^<]+)</h2>", page.text)
    assert headings == [
        ("Rows that are not yours to enter", "1 row"),
        ("Cells that cannot be read", "2 rows"),
        ("Rows that break a rule of the register", "1 row"),
    ]
    boxes = boxes_of(page)
    still = go_on(
        browser,
        page,
        **{boxes["amount, row 3"]: "13", boxes["period, row 4"]: "2020-21", boxes["Leave row 5 out"]: "y"},
    )
    assert "ledger.csv has 1 fault" in still.text
    assert "Row 6" in still.text
    for hostile in ("NaN", "9999-00", "x" * 10_000, "a\0b", "1" * 30):
        still = go_on(browser, browser.get(still.request.path), **{boxes["period, row 6"]: hostile})
        assert still.status_code == 200
        assert "Faults in the file" in still.text
    still = browser.get(still.request.path)
    shown = go_on(browser, still, **{boxes["period, row 6"]: "2021-22"})

    assert "Add 4 rows" in shown.text
    assert "Left out of “ledger”: row 5." in shown.text
    follow(browser, resend(browser, shown, shown.request.path))
    assert amounts(world) == [5_00, 7_00, 12_00, 13_00]


def test_sheets_that_contradict_each_other_are_told_row_by_row(world: World, sign_in: SignIn) -> None:
    browser = sign_in("secretariat@example.org")
    two = book_of(
        Spring=[OURS, figure("100"), figure("7", "2018-19")],
        Autumn=[OURS, figure("100.00"), figure("8", "2018-19")],
        Cover=[["A letter to the finance director"]],
    )

    columns = bring(browser, two, "Two.xlsx")
    assert answers_on(columns)["s2"] == "", "the cover is not imported"
    page = go_on(browser, columns)

    assert "Rows that contradict each other: 2 rows" in page.text
    assert "Row 2 of sheet “spring” has this very figure already: leave one of the two rows out." in page.text
    assert "Row 3 of sheet “spring” says 7 for this same figure, this row says 8." in page.text

    register = book_of(
        organisations=[["short_name", "name", "kind"], ["Fen", "Fenshire", "council"]],
        memberships=[["collaboration", "partner", "joined", "left"], ["Rivers", "Fen", "2012-04-01", "2015-03-31"]],
        ledger=[OURS, figure("1", "2019-20", partner="Fen")],
    )
    gone = bring(sign_in("administrator@example.org"), register, "Register.xlsx")
    assert "Fen left on 31 March 2015: 2019-20 is after that." in gone.text
    assert "That is what row 2 of “memberships” says: mend one of the two." in gone.text
    assert amounts(world) == []


def large(world: World, rows: int) -> bytes:
    """A file of many figures that differ by their notes."""
    return csv_of(
        OURS, *(figure(str(at), f"20{14 + at % 5}-{15 + at % 5}", note=f"n{at}") for at in range(1, rows + 1))
    )


def test_a_large_file_is_worked_on_beside_others_and_told_how_far_it_is(
    world: World, app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 100)
    monkeypatch.setattr(writing, "AT_ONCE", 10)
    hold, held = threading.Event(), threading.Event()
    preview = looking.preview

    def slowly(*args: Any, **more: Any) -> Any:
        held.set()
        assert hold.wait(20)
        return preview(*args, **more)

    monkeypatch.setattr(looking, "preview", slowly)
    browser, neighbour = sign_in("recorder@example.org"), sign_in("colleague@example.org")
    page = browser.get("/imports/")
    sent = resend(browser, page, "/imports/", file=(io.BytesIO(large(world, 700)), "Return.csv"))
    assert held.wait(20)

    working = browser.get(sent.location)
    told = browser.get(f"{sent.location}/progress").get_json()
    assert "You can leave this page and come back" in working.text
    assert "Checking every row" in working.text
    assert (told["working"], told["total"]) == (True, 701)
    assert "It is being looked through." in browser.get("/imports/").text
    assert neighbour.get(f"{sent.location}/progress").status_code == 404
    assert browser.get(f"{sent.location}/columns").location.endswith(sent.location), "not while it is worked on"
    with transaction():
        make.ledger.record([make.entry(world.together, world.coast, "2012-13", 9_00)], by="somebody else")
    hold.set()

    shown = led_to(browser, sent)
    assert "Add 700 rows" in shown.text
    first = resend(browser, shown, shown.request.path)
    second = resend(browser, shown, shown.request.path)
    done = led_to(browser, first)
    assert "All of Return.csv is in the register." in done.text
    assert led_to(browser, second).status_code == 200
    assert len(amounts(world)) == 701
    assert rollups.differences() == []
    assert [one.suffix for one in world.folder.iterdir()] == [".json"]


def test_work_that_was_stopped_is_begun_again_and_nothing_is_half_written(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 100)
    monkeypatch.setattr(running, "begin", lambda _app, path, _work: path.write_bytes(b'["Opening the file", 0, 0]'))
    browser = sign_in("recorder@example.org")
    page = browser.get("/imports/")
    sent = resend(browser, page, "/imports/", file=(io.BytesIO(large(world, 20)), "ledger.csv"))
    assert "Opening the file" in browser.get(sent.location).text
    monkeypatch.undo()
    for one in world.folder.glob("*.progress"):
        os.utime(one, (time.time() - 60,) * 2)

    stopped = browser.get(sent.location)
    assert "Interrupted: start again" in stopped.text
    shown = led_to(browser, resend(browser, stopped, sent.location))
    assert "Add 20 rows" in shown.text

    token = shown.request.path.rpartition("/")[2]
    gone = follow(browser, post(browser, f"/imports/files/{token}/discard"))
    assert "ledger.csv is let go of. Nothing of it was added." in gone.text
    assert list(world.folder.iterdir()) == []
    assert browser.get(shown.request.path).status_code == 404
    assert amounts(world) == []


def test_the_steps_of_somebody_elses_file_are_not_there(world: World, sign_in: SignIn) -> None:
    names = bring(sign_in("recorder@example.org"), csv_of(OURS, figure("1", partner="Nobody")), "Return.csv")
    assert "Who is meant?" in names.text, "whatever the file is called"
    token = names.request.path.split("/")[3]
    colleague = sign_in("colleague@example.org")
    for step in ("", "/columns", "/names", "/problems", "/progress"):
        assert colleague.get(f"/imports/files/{token}{step}").status_code == 404, step
    for step in ("", "/columns", "/names", "/problems", "/again", "/discard"):
        assert post(colleague, f"/imports/files/{token}{step}").status_code == 404, step
    assert "Waiting for you" not in colleague.get("/imports/").text
    chosen = colleague.get("/imports/?sheet=decisions")
    assert answers_on(chosen)["sheet"] == "decisions"
    assert answers_on(colleague.get("/imports/?sheet=people"))["sheet"] == ""


def sheet_of(*rows: list[str], name: str = "sheet1") -> Sheet:
    return Sheet(name, "a.csv", lambda: iter([(number, list(row)) for number, row in enumerate(rows, 1)]))


def test_headings_are_guessed_by_the_words_that_forces_use() -> None:
    found = guessed(
        sheet_of(["Police force", "Programme", "FY", "£", "Type", "Sub-type", "Method", "Stage", "Remarks"])
    )

    assert found == Columns(
        "ledger",
        {
            "collaboration": 1, "partner": 0, "period": 2, "kind": 4, "category": 5, "amount": 3, "status": 7,
            "basis": 6, "note": 8,
        },
        {},
    )  # fmt: skip
    assert guessed(sheet_of(["A letter"])).form == ""
    assert guessed(sheet_of(OURS)).form == "ledger"


def test_a_guide_lies_over_a_sheet_and_rows_keep_their_numbers() -> None:
    sheet = sheet_of(
        ["Force", "Sum", "x"], ["Cost", "1", "a"], ["", "", ""], ["Fen", "2", "b"], ["East", "3", "c"], ["E"]
    )
    guide = Guide(
        {"0": Columns("ledger", {"partner": 0, "amount": 1}, {"status": "claimed"})},
        {"organisations": {"cost": "Coast", "fen": None}},
        {"0": {"5": {"amount": "4"}}},
        {"0": [6]},
    )

    (read,) = guide.over([sheet])

    assert list(read.rows()) == [
        (1, ["partner", "amount", "status"]),
        (2, ["Coast", "1", "claimed"]),
        (3, ["", "", ""]),
        (5, ["East", "4", "claimed"]),
    ]
    assert Guide.read(guide.plain()).plain() == guide.plain()
