"""Files by the user's door: looked through, shown, kept once; nobody reaches further by a file than by a form."""

import csv
import io
import os
import re
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.analytics.kinds import Role
from govtrack.domain import formats, imports
from govtrack.papers import books, csvs
from govtrack.rooms.imports import staged
from govtrack.rooms.imports.examples import EXAMPLES
from govtrack.store import ledger
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from govtrack.store.decisions import decision_of
from tests import make
from tests.doors import token
from tests.filling import answers_on, follow, led_to, resend
from tests.pages import Client

SignIn = Callable[[str], Client]
HEADER = "collaboration,partner,period,kind,category,amount,status,basis,note"


class World(NamedTuple):
    """Two partners of one collaboration, and another collaboration that they know nothing of."""

    together: Collaboration
    coast: Organisation
    east: Organisation
    other: Collaboration
    folder: Path


@pytest.fixture
def world(app: Flask) -> World:
    rivers, hidden = make.collaboration("Rivers"), make.collaboration("Hidden Work")
    coast, east = make.organisation("Coast", name="Coastshire Police"), make.organisation("East", kind="council")
    elsewhere = make.organisation("Elsewhere", kind="council")
    make.membership(rivers, coast)
    make.membership(rivers, east)
    make.membership(hidden, elsewhere)
    make.person("recorder@example.org", Role.RECORDER, organisation=coast)
    make.person("colleague@example.org", Role.RECORDER, organisation=coast)
    make.person("reader@example.org", Role.READER, organisation=coast)
    make.person("secretariat@example.org", Role.SECRETARIAT, collaboration=rivers)
    make.person("administrator@example.org", Role.ADMINISTRATOR)
    folder = app.extensions["govtrack"].data / "uploads"
    for left in folder.iterdir() if folder.exists() else ():
        left.unlink()
    return World(rivers, coast, east, hidden, folder)


def row(amount: str = "1,234.50", **cells: str) -> str:
    answers = {
        "collaboration": "Rivers", "partner": "Coast", "period": "2019-20 Q1", "kind": "contribution",
        "category": "cash", "amount": amount, "status": "claimed", "basis": "counted", "note": "", **cells,
    }  # fmt: skip
    text = io.StringIO()
    csv.writer(text).writerow(answers[name] for name in HEADER.split(","))
    return text.getvalue()


def file(*rows: str, header: str = HEADER) -> bytes:
    return f"{header}\r\n{''.join(rows)}".encode()


def send(browser: Any, content: bytes, name: str = "ledger.csv", **answers: str) -> TestResponse:
    """Choose a file on the page and send it."""
    page = browser.get("/imports/")
    answer = resend(browser, page, "/imports/", file=(io.BytesIO(content), name), **answers)
    answer.request.environ["wsgi.input"].close()
    return led_to(browser, answer)


def answer_names(browser: Any, page: TestResponse, **meant: str) -> TestResponse:
    """Say on the page of names what some mean: `=Short name`, or `!leave`."""
    boxes = dict(re.findall(r'<label for="(n[0-9a-f]{16})">“([^”]+)”', page.text))
    answers = {box: meant[text] for box, text in boxes.items()}
    return led_to(browser, resend(browser, page, "/imports/", **answers))


def confirm(browser: Any, preview: TestResponse) -> TestResponse:
    return resend(browser, preview, "/imports/")


def figures(world: World) -> list[tuple[str, int, str]]:
    db.session.rollback()
    names = {world.coast.id: "Coast", world.east.id: "East", None: "joint"}
    return [(names[one.partner_id], one.amount, one.note) for one in ledger.figures(world.together.id)]


def action_of(page: TestResponse) -> str:
    return page.text.split('action="/imports/files/')[1].split('"')[0]


def test_a_good_file_is_shown_first_and_added_when_it_is_confirmed(world: World, sign_in: SignIn) -> None:
    make.figure(world.together, world.coast, "2019-20 Q2", 100_00)
    browser = sign_in("recorder@example.org")

    shown = send(browser, file(row(), row("7", period="2019-20 Q2", category="staff"), row("100", period="2019-20 Q2")))

    assert "ledger.csv has no fault. Nothing of it has been added yet." in shown.text
    assert "Add 2 rows" in shown.text
    assert "£1,234.50" in shown.text
    assert "+£7.00" in shown.text
    assert "£107.00" in shown.text
    assert len(figures(world)) == 1

    answer = confirm(browser, shown)
    done = follow(browser, answer)

    assert "Added 2 rows of ledger." in done.text
    assert "All of ledger.csv is in the register." in done.text
    assert sorted(figures(world)) == [("Coast", 7_00, ""), ("Coast", 100_00, ""), ("Coast", 1234_50, "")]
    assert [one.suffix for one in world.folder.iterdir()] == [".json"], "the bytes are let go of"


def test_a_file_waits_where_only_the_register_reads_it(world: World, sign_in: SignIn) -> None:
    shown = send(sign_in("recorder@example.org"), file(row()), "../../etc/Zürich 数字 <b>.csv", sheet="ledger")

    assert "Zürich 数字 &lt;b&gt;.csv has no fault" in shown.text
    assert "etc" not in shown.text.split("<main")[1].split("has no fault")[0].split("<h1")[1]
    kept = sorted(world.folder.iterdir())
    assert [one.suffix for one in kept] == [".file", ".json"]
    assert {one.stem for one in kept} == {action_of(shown)}
    assert {oct(one.stat().st_mode & 0o777) for one in kept} == {"0o600"}
    assert oct(world.folder.stat().st_mode & 0o777) == "0o700"


def test_a_faulty_file_is_told_fault_by_fault_and_nothing_of_it_is_added(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    asked = send(browser, file(row(), row("twelve"), row(period="31 Feb"), row(collaboration="Riverz", note="<i>")))
    assert "Who is meant?" in asked.text
    assert "“Riverz”" in asked.text
    assert "Rivers (nearly the same)" in asked.text
    answer = answer_names(browser, asked, Riverz="!leave")

    assert "<h1>Faults in the file</h1>" in answer.text
    assert "ledger.csv has 2 faults, so nothing of it was added." in answer.text
    assert 'value="twelve"' in answer.text
    assert 'value="31 Feb"' in answer.text
    assert "<h3>Row 3" in answer.text
    assert "<h3>Row 4" in answer.text
    assert "<h3>Row 2" not in answer.text, "only bad rows are shown"
    assert figures(world) == []


def test_of_many_faults_a_hundred_are_shown_and_all_are_counted(world: World, sign_in: SignIn) -> None:
    answer = send(sign_in("recorder@example.org"), file(*(row("x", note=str(at)) for at in range(1203))))

    assert "The first 100 of 1,203 faults are shown" in answer.text
    assert answer.text.count("<h3>Row ") == 100


def test_a_file_that_would_keep_everybody_waiting_is_refused_before_it_is_looked_through(
    world: World, sign_in: SignIn
) -> None:
    browser = sign_in("administrator@example.org")
    began = time.monotonic()

    figures_sent = send(browser, file("\n" * 300_000))
    records_sent = send(browser, b"short_name,name,kind\n" + b"a,b,council\n" * 300_000, "organisations.csv")
    columns_sent = send(browser, b"amount," * 1_000_000)

    assert "more than 250,000 rows of ledger" in figures_sent.text
    assert "more than 1,000 rows of organisations" in records_sent.text
    assert "1,000,001 columns" in columns_sent.text
    assert time.monotonic() - began < 15
    assert list(world.folder.iterdir()) == []


def test_the_same_file_again_adds_nothing(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    confirm(browser, send(browser, file(row())))

    again = send(browser, file(row()))

    assert "Nothing new in the file" in again.text
    assert "imports/files" not in again.text
    assert len(figures(world)) == 1


def test_confirmed_twice_it_is_entered_once(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    shown = send(browser, file(row()))
    other_tab = browser.get(f"/imports/files/{action_of(shown)}")

    first, second, third = confirm(browser, shown), confirm(browser, shown), confirm(browser, other_tab)

    assert first.status_code == 303
    assert "What the file has added" in second.text
    assert "What the file has added" in third.text
    assert len(figures(world)) == 1


def test_a_key_that_was_used_leads_where_it_led(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    first = send(browser, file(row()))
    key = answers_on(first)["form_key"]
    confirm(browser, first)
    second = send(browser, file(row(period="2019-20 Q3")))

    answer = resend(browser, second, "/imports/", form_key=key)

    assert answer.status_code == 303
    assert answer.location.endswith(action_of(first))
    assert len(figures(world)) == 1


def test_when_the_register_has_changed_the_new_preview_is_shown(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    shown = send(browser, file(row(), row("5", period="2019-20 Q3")))
    make.figure(world.together, world.coast, "2019-20 Q1", 1234_50)

    changed = confirm(browser, shown)

    assert "The register has changed since you looked" in changed.text
    assert "Add 1 row<" in changed.text
    assert len(figures(world)) == 1

    follow(browser, confirm(browser, changed))
    assert len(figures(world)) == 2


def test_when_the_register_no_longer_allows_it_the_fault_is_shown(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    shown = send(browser, file(row()))
    make.figure(world.together, world.coast, "2019-20 Q1", 99)

    answer = led_to(browser, confirm(browser, shown))

    assert "Faults in the file" in answer.text
    assert "already has 0.99 for this" in answer.text
    assert len(figures(world)) == 1


def test_a_confirmation_without_what_was_seen_adds_nothing(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    shown = send(browser, file(row()))

    for mark in ("", "0" * 64):
        answer = resend(browser, shown, "/imports/", mark=mark)
        assert "The register has changed since you looked" in answer.text
    assert browser.post(f"/imports/files/{action_of(shown)}").status_code == 400
    assert figures(world) == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_file_is_not_there(world: World, sign_in: SignIn, method: str) -> None:
    shown = send(sign_in("recorder@example.org"), file(row()))
    colleague = sign_in("colleague@example.org")
    hidden = {"data": {"csrf_token": token(colleague), "mark": answers_on(shown)["mark"]}} if method == "post" else {}

    for one in (action_of(shown), "A" * 43, "..%2Fsecret", "secret"):
        assert getattr(colleague, method)(f"/imports/files/{one}", **hidden).status_code == 404
    assert figures(world) == []


def test_files_that_nobody_confirmed_are_cleared_after_a_day(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    old = send(browser, file(row()))
    for one in world.folder.iterdir():
        os.utime(one, (time.time() - staged.DAY - 60,) * 2)

    new = send(browser, file(row("9")))

    assert {one.stem for one in world.folder.iterdir()} == {action_of(new)}
    assert browser.get(f"/imports/files/{action_of(old)}").status_code == 404


def test_a_recorder_imports_no_figures_but_their_own(world: World, sign_in: SignIn) -> None:
    answer = send(sign_in("recorder@example.org"), file(row(), row(partner="East"), row(partner="")))

    assert "ledger.csv has 2 faults" in answer.text
    assert answer.text.count("You may record figures for your own organisation") == 2
    assert figures(world) == []


def test_a_secretariat_imports_for_all_partners(world: World, sign_in: SignIn) -> None:
    browser = sign_in("secretariat@example.org")

    follow(browser, confirm(browser, send(browser, file(row(), row("8", partner="East"), row("9", partner="")))))

    assert sorted(figures(world)) == [("Coast", 1234_50, ""), ("East", 8_00, ""), ("joint", 9_00, "")]


def test_a_file_cannot_find_out_what_its_sender_may_not_know(world: World, sign_in: SignIn) -> None:
    elsewhere = world.other.memberships[0].partner
    make.figure(world.other, elsewhere, "2019-20", 100)
    make.decision("H/1", body=elsewhere, title="A secret title", collaboration=world.other)
    browser = sign_in("recorder@example.org")

    ledger_sheet = send(browser, file(row("1", collaboration="Hidden Work", partner="Elsewhere", period="2019-20")))
    forged = answer_names(browser, ledger_sheet, **{"Hidden Work": "=Hidden Work", "Elsewhere": "=Elsewhere"})
    decided = file(
        "H/1,x,Elsewhere,approved,\r\n",
        "C/1,x,Coast,approved,H/1\r\n",
        header="reference,title,body,outcome,supersedes",
    )
    decisions_sheet = answer_names(browser, send(browser, decided, "decisions.csv"), Elsewhere="!leave")

    assert "Who is meant?" in ledger_sheet.text
    assert 'value="=Hidden Work"' not in ledger_sheet.text
    assert 'value="=Elsewhere"' not in ledger_sheet.text
    assert forged.text.count("This is not one of the answers offered") >= 2
    assert "There is no decision H/1 of Coast" in decisions_sheet.text
    assert "A secret title" not in decisions_sheet.text


def test_a_recorder_imports_decisions_of_their_own_body_alone(world: World, sign_in: SignIn) -> None:
    header = "reference,title,body,outcome,collaboration"
    browser = sign_in("recorder@example.org")
    theirs = send(browser, file("E/1,Join,East,approved,Rivers\r\n", header=header), "decisions.csv")
    own = send(browser, file("C/1,Join,Coast,approved,Rivers\r\n", header=header), "decisions.csv")
    follow(browser, confirm(browser, own))

    assert "You may record decisions of your own organisation" in theirs.text
    assert decision_of(world.east.id, "E/1") is None
    assert decision_of(world.coast.id, "C/1") is not None


def test_a_secretariat_imports_partners_decisions_about_its_collaboration_alone(world: World, sign_in: SignIn) -> None:
    make.decision("E/9", body=world.east, title="A private title")
    header = "reference,title,body,outcome,collaboration"
    browser = sign_in("secretariat@example.org")

    faults = send(
        browser,
        file("E/1,Join,East,approved,\r\n", "E/9,Join,East,approved,Rivers\r\n", header=header),
        "decisions.csv",
    )
    good = send(browser, file("E/2,Join,East,approved,Rivers\r\n", header=header), "decisions.csv")
    follow(browser, confirm(browser, good))

    assert "decisions.csv has 2 faults" in faults.text
    assert "A private title" not in faults.text
    assert decision_of(world.east.id, "E/2") is not None


def test_what_others_keep_is_imported_by_administrators_alone(world: World, sign_in: SignIn) -> None:
    areas = file("New Fire,New Fire Service,fire\r\n", header="short_name,name,kind")

    refused = send(sign_in("secretariat@example.org"), areas, "organisations.csv")
    administrator = sign_in("administrator@example.org")
    done = follow(administrator, confirm(administrator, send(administrator, areas, "organisations.csv")))

    assert "You may not import organisations" in refused.text
    assert "Added 1 row of organisations." in done.text


def test_a_reader_is_told_that_importing_is_not_open_to_them(world: World, sign_in: SignIn) -> None:
    browser = sign_in("reader@example.org")

    assert browser.get("/imports/").status_code == 403
    assert browser.get("/imports/format").status_code == 200
    assert browser.get("/imports/export").status_code == 200


def workbook(*rows: list[str], name: str = "ledger", sheets: int = 1) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for at in range(sheets):
            sheet = book.add_worksheet(name if at == 0 else f"{name}{at}")
            for number, cells in enumerate([HEADER.split(","), *rows]):
                sheet.write_row(number, 0, cells)
    return made.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return made.getvalue()


def bomb() -> bytes:
    return with_part(workbook(), "xl/worksheets/sheet9.xml", b"0" * (200 * 1024 * 1024))


UNUSABLE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a picture called a workbook": (lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 200, "book.xlsx", "something else"),
    "a workbook called a CSV file": (workbook, "ledger.csv", "is called a CSV file but is a workbook"),
    "a zip bomb": (bomb, "book.xlsx", "unpacks to more than"),
    "a workbook with macros": (lambda: with_part(workbook(), "xl/vbaProject.bin", b"x"), "book.xlsx", "has macros"),
    "a name for macros": (workbook, "book.xlsm", "is a workbook with macros"),
    "another kind of file": (lambda: b"%PDF-1.7", "notice.pdf", "is neither a CSV file"),
    "another encoding": (lambda: "é,ü\n".encode("utf-16"), "ledger.csv", "UTF-16"),
    "an old encoding": (lambda: file(row(note="x")) + b"\xe9\xe8,x", "ledger.csv", "is not in UTF-8"),
    "a quotation mark never closed": (lambda: file('"x'), "ledger.csv", "never closed"),
    "half a workbook": (lambda: workbook()[:700], "book.xlsx", "is damaged"),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_file_that_is_not_what_it_says_is_refused_beside_the_box(world: World, sign_in: SignIn, what: str) -> None:
    make_file, name, words = UNUSABLE[what]

    answer = send(sign_in("recorder@example.org"), make_file(), name)

    assert words in answer.text
    assert "Error: Import a file" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert list(world.folder.iterdir()) == []


HOSTILE = {
    "nothing at all": (b"", "ledger.csv"),
    "headings alone": (file(), "ledger.csv"),
    "NUL": (b"\0\0\0\n\0", "ledger.csv"),
    "a name of nothing but an ending": (file(row()), ".csv"),
    "a name of ten thousand letters": (file(row("x")), "x" * 10_000 + ".csv"),
    "the sheet that explains": (b"sheet,column\r\nx,y", "about.csv"),
    "a million columns": (b"," * 1_000_000, "ledger.csv"),
    "a cell of a million letters": (file(row(note="x" * 1_000_000)), "ledger.csv"),
    "thirty digits": (file(row("1" * 30)), "ledger.csv"),
    "not a number": (file(row("NaN")), "ledger.csv"),
    "the year 9999": (file(row(period="9999-00")), "ledger.csv"),
    "NUL in a cell": (file(row(note="a\0b")), "ledger.csv"),
    "text turned around": (file(row(collaboration="\u202eRivers")), "ledger.csv"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_whatever_is_sent_there_is_an_answer_in_words_and_nothing_is_added(
    world: World, sign_in: SignIn, what: str
) -> None:
    content, name = HOSTILE[what]
    began = time.monotonic()

    answer = send(sign_in("recorder@example.org"), content, name)

    assert answer.status_code in {200, 400}
    assert time.monotonic() - began < 5
    assert figures(world) == []


def test_no_file_and_a_sheet_that_was_not_offered_are_said_beside_their_boxes(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    page = browser.get("/imports/")

    answer = resend(browser, page, "/imports/", file="just text", sheet="people")

    assert "Choose a file: a CSV file (.csv) or an Excel workbook (.xlsx)." in answer.text
    assert "This is not one of the answers offered" in answer.text


def test_a_body_over_the_limit_is_413(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    too_much = browser.application.config["MAX_CONTENT_LENGTH"] + 1

    answer = send(browser, b"x" * too_much)

    assert answer.status_code == 413
    assert "That is too large" in answer.text


def test_without_its_token_nothing_is_looked_through(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    answer = browser.post("/imports/", data={"file": (io.BytesIO(file(row())), "ledger.csv")})

    assert answer.status_code == 400
    assert not world.folder.exists() or list(world.folder.iterdir()) == []


def test_what_could_run_as_a_formula_is_text_on_the_way_in_and_harmless_on_the_way_out(
    world: World, sign_in: SignIn
) -> None:
    browser = sign_in("recorder@example.org")
    formula = '=HYPERLINK("http://x.example","Look <script>")'

    shown = send(
        browser,
        workbook([*row().split(",")[:5], "3", "claimed", "counted", "'" + formula]),
        "book.xlsx",
    )
    follow(browser, confirm(browser, shown))

    assert figures(world) == [("Coast", 3_00, formula)]
    out = (
        zipfile.ZipFile(io.BytesIO(browser.get("/imports/export/file?form=csv").data))
        .read("ledger.csv")
        .decode("utf-8-sig")
    )
    assert next(csv.DictReader(io.StringIO(out)))["note"] == "'" + formula


def test_a_csv_file_is_taken_as_the_sheet_that_was_chosen(world: World, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    chosen = send(browser, file(row()), "Finance return.csv", sheet="decisions")
    known = send(browser, file(row()), "Finance return.csv")

    assert "Which column is which?" in chosen.text
    assert answers_on(chosen)["s0"] == "decisions"
    assert "Add 1 row" in known.text


def test_the_format_page_says_what_every_column_may_hold(world: World, sign_in: SignIn) -> None:
    page = sign_in("reader@example.org").get("/imports/format")

    for sheet in formats.SHEETS:
        assert f'id="{sheet.name}"' in page.text
        for column in sheet.columns:
            assert f'<th scope="row">{column.name}</th>' in page.text


def test_the_examples_of_the_format_can_be_imported_as_they_stand(app: Flask, tmp_path: Path) -> None:
    for sheet in formats.SHEETS:
        with (tmp_path / f"{sheet.name}.csv").open("wb") as out:
            csvs.write(out, sheet.headings, EXAMPLES[sheet.name])

    with transaction():
        plan = imports.carry_out(books.opened(tmp_path), by="the tests")

    assert plan.fault_count == 0
    assert plan.new == sum(len(rows) for rows in EXAMPLES.values())


def test_the_empty_workbook_has_every_sheet_and_goes_in_once_it_is_filled(
    world: World, sign_in: SignIn, tmp_path: Path
) -> None:
    browser = sign_in("recorder@example.org")
    answer = browser.get("/imports/format/empty.xlsx")
    path = tmp_path / "empty.xlsx"
    path.write_bytes(answer.data)

    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert [(one.name, one.header()) for one in books.opened(path)] == [
        (sheet.name, list(sheet.headings)) for sheet in formats.SHEETS
    ]
    shown = send(browser, answer.data, "empty.xlsx")
    assert "Nothing new in the file" in shown.text or "There is nothing in this file" in shown.text


def test_what_is_taken_out_is_what_one_may_read_and_comes_back_unchanged(
    world: World, sign_in: SignIn, tmp_path: Path
) -> None:
    make.figure(world.together, world.coast, "2019-20 Q1", 100)
    make.figure(world.other, world.other.memberships[0].partner, "2019-20 Q1", 777)
    browser = sign_in("recorder@example.org")

    answers = {kind: browser.get(f"/imports/export/file?form={kind}&collaboration=") for kind in ("workbook", "csv")}
    path = tmp_path / "all.xlsx"
    path.write_bytes(answers["workbook"].data)
    packed = zipfile.ZipFile(io.BytesIO(answers["csv"].data))

    assert {answer.headers["Cache-Control"] for answer in answers.values()} == {"no-store"}
    assert f"{today().isoformat()}.xlsx" in answers["workbook"].headers["Content-Disposition"]
    rows = {one.name: list(one.rows())[1:] for one in books.opened(path)}
    assert [cells[0] for _, cells in rows["collaborations"]] == ["Rivers"]
    assert [cells[0] for _, cells in rows["ledger"]] == ["Rivers"]
    assert "Hidden Work" not in "".join(packed.read(name).decode() for name in packed.namelist())
    assert "ledger,,,What partners put in and got out: a row for each figure.,1" in packed.read("about.csv").decode()
    again = send(browser, packed.read("ledger.csv"))
    assert "Nothing new in the file" in again.text


def test_one_collaboration_is_taken_out_by_its_name_and_an_unknown_one_is_not_there(
    world: World, sign_in: SignIn
) -> None:
    browser = sign_in("recorder@example.org")

    def ask(query: str) -> TestResponse:
        return browser.get(f"/imports/export/file?{query}")

    assert ask("form=workbook&collaboration=Rivers").status_code == 200
    assert "Rivers" in ask("collaboration=Rivers").headers["Content-Disposition"]
    assert ask("form=workbook&collaboration=Hidden+Work").status_code == 404
    assert ask("form=workbook&collaboration=Nothing").status_code == 404
    assert ask("form=pdf").status_code == 400
    assert ask("collaboration=%0A%1b").status_code == 404


def test_a_former_partner_takes_out_what_it_sees_and_no_more(world: World, sign_in: SignIn) -> None:
    leaver = make.organisation("Leaver", kind="council")
    make.membership(world.together, leaver, left=today().replace(year=2019, month=3, day=31))
    make.person("leaver@example.org", Role.RECORDER, organisation=leaver)
    make.figure(world.together, world.coast, "2018-19", 100)
    make.figure(world.together, world.coast, "2019-20", 200)
    make.decision("C/1", body=world.coast, collaboration=world.together, decided="2019-01-01")
    make.decision("C/2", body=world.coast, collaboration=world.together, decided="2019-06-01")
    browser = sign_in("leaver@example.org")

    packed = zipfile.ZipFile(io.BytesIO(browser.get("/imports/export/file?form=csv").data))
    probe = send(browser, file(row("1", period="2018-19"), row("2", period="2019-20")))

    assert packed.read("ledger.csv").decode().count("Rivers") == 1
    assert "C/1" in packed.read("decisions.csv").decode()
    assert "C/2" not in packed.read("decisions.csv").decode()
    assert "ledger.csv has 1 fault" in probe.text


def test_confirmed_five_times_at_once_it_is_entered_once(world: World, app: Flask, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    shown = send(browser, file(row(), row("2", period="2019-20 Q3")))
    answers = answers_on(shown)
    cookie = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    db.session.rollback()

    def press(_time: int) -> int:
        window = app.test_client()
        window.set_cookie(cookie.key, cookie.value)
        return window.post(f"/imports/files/{action_of(shown)}", data=answers).status_code

    with ThreadPoolExecutor(5) as people:
        statuses = list(people.map(press, range(5)))

    assert set(statuses) <= {200, 303}
    assert len(figures(world)) == 2
    assert "What the file has added" in browser.get(f"/imports/files/{action_of(shown)}").text
