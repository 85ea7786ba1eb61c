"""Bringing the past in: an office's own register of decisions, as it is written, in one go and taken back in one go."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from govtrack.analytics.kinds import Role
from govtrack.analytics.register import Linked
from govtrack.domain import imports
from govtrack.domain.answers import outcome, part_day
from govtrack.domain.guessing import guessed
from govtrack.domain.refusals import Refused
from govtrack.papers.rows import Sheet
from govtrack.store import audit, finding
from govtrack.store.bodies import Organisation
from govtrack.store.db import db, transaction
from govtrack.store.decisions import Decision, decision_of
from govtrack.store.imports import ImportBatch
from govtrack.store.notices import links_from
from tests import make
from tests.filling import fill, follow, led_to, resend
from tests.pages import Client
from tests.test_import_steps import boxes_of, bring, go_on

SignIn = Callable[[str], Client]
HEADS = ["Decision Reference Number", "Title", "Date", "Summary/recommendation", "Contact officer", "Replaces",
         "Related decisions", "Supporting document", "Open to public (Yes)"]  # fmt: skip
ROWS = [
    ["2015.068", "Renew the regional agreement", "Mar 2015", "Renew it.", "A. Clerk", "2014.010", "", "068.pdf", "Yes"],
    ["2014.010", "Enter the regional agreement", "27/03/2014", "Enter it.", "", "", "2013.100", "", "Yes"],
    ["2013.100", "Consider a region", "2013", "", "", "", "", "", "Yes"],
    ["2013.1", "Something undated", "", "", "", "", "2014.010; 2013.100", "", "No"],
]


@pytest.fixture
def kent(app: Flask) -> Organisation:
    body = make.body("Kent")
    make.person("officer@example.org", Role.RECORDER, organisation=body)
    make.person("reader@example.org", Role.READER, organisation=body)
    folder = app.extensions["govtrack"].data / "uploads"
    for left in folder.iterdir() if folder.exists() else ():
        left.unlink()
    return body


def csv_of(*rows: Sequence[str]) -> bytes:
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def book_of(*rows: Sequence[Any]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Decision log")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return made.getvalue()


def brought_in(browser: Client, content: bytes, name: str, **every: str) -> TestResponse:
    """A file whose headings are the office's own, through its steps to the end."""
    columns = bring(browser, content, name)
    assert "Which column is which?" in columns.text
    boxes = boxes_of(columns)
    said = {boxes[f"{column}, in every row"]: value for column, value in every.items()}
    shown = go_on(browser, columns, **said)
    assert "has no fault" in shown.text, shown.text
    return follow(browser, resend(browser, shown, shown.request.path))


def decisions() -> list[Decision]:
    db.session.rollback()
    return list(db.session.scalars(select(Decision).order_by(Decision.reference_key)))


@pytest.mark.parametrize("make_file", [csv_of, book_of])
def test_an_offices_own_register_comes_in_as_it_is_written(
    kent: Organisation, sign_in: SignIn, make_file: Callable[..., bytes]
) -> None:
    browser = sign_in("officer@example.org")
    name = "Decision log 2015.csv" if make_file is csv_of else "Decision log 2015.xlsx"

    done = brought_in(browser, make_file(HEADS, *ROWS), name, body="Kent", outcome="agreed")

    assert "Added 4 rows of decisions." in done.text
    assert [(one.reference, one.decided, str(one.outcome)) for one in decisions()] == [
        ("2013.1", "", "approved"),
        ("2013.100", "2013", "approved"),
        ("2014.010", "2014-03-27", "approved"),
        ("2015.068", "2015-03", "approved"),
    ]
    first, renewed = decision_of(kent.id, "2014.010"), decision_of(kent.id, "2015.068")
    undated = decision_of(kent.id, "2013.1")
    assert first is not None
    assert renewed is not None
    assert undated is not None
    assert renewed.supersedes_id == first.id, "which stands further down in the file"
    assert [(link.how, link.earlier.reference) for link in links_from(undated.id)] == [
        (Linked.FOLLOWS, "2014.010"), (Linked.FOLLOWS, "2013.100"),
    ]  # fmt: skip
    assert renewed.source == "068.pdf", "the name of its document"
    page = browser.get(f"/decisions/{renewed.id}").text
    assert f"<dt>Brought in</dt><dd>From {name} on " in page
    assert "March 2015" in page
    listed = browser.get("/decisions").text
    places = [listed.index(one) for one in ("2015.068:", "2014.010:", "2013.100:", "2013.1:")]
    assert places == sorted(places), "newest first, what has no date last"
    assert "Enter the regional agreement" in browser.get("/search?q=2014.010").text


def test_what_was_typed_here_is_not_said_to_be_brought_in(kent: Organisation, sign_in: SignIn) -> None:
    one = make.decision("K/1", body=kent)

    assert "Brought in" not in sign_in("officer@example.org").get(f"/decisions/{one.id}").text


def test_a_reader_brings_nothing_in(kent: Organisation, sign_in: SignIn) -> None:
    assert sign_in("reader@example.org").get("/imports/").status_code == 403


OURS = ["reference", "title", "body", "decided", "outcome", "supersedes", "follows"]


def took(*rows: Sequence[str]) -> list[str]:
    """What a file of our own columns is refused for; nothing is kept where anything is."""
    sheet = Sheet("decisions", "register.csv", lambda: iter(enumerate([list(OURS), *map(list, rows)], 1)))
    try:
        with transaction():
            imports.carry_out([sheet], by=make.BY)
    except imports.Faulty as faulty:
        return [fault.sentence for fault in faulty.plan.faults]
    return []


def test_a_reference_that_is_taken_offers_what_stands_there(kent: Organisation) -> None:
    make.decision("K/1", body=kent, title="Buy a boat", decided="2014-03-27")

    other = took(["k/1", "Sell a boat", "Kent", "2014-03-27", "approved", "", ""])
    within = took(["K/2", "One", "Kent", "2015", "noted", "", ""], ["K/2", "Another", "Kent", "2015", "noted", "", ""])
    same = took(["K/1", "Buy a boat", "Kent", "27 March 2014", "Agreed", "", ""])

    assert other[0].startswith("Kent already has K/1, “Buy a boat”.")
    assert within[0].startswith("Kent already has K/2, “One”.")
    assert same == []
    assert [one.reference for one in decisions()] == ["K/1"]


@pytest.mark.parametrize(
    ("rows", "rings"),
    [
        ([("1", "2", ""), ("2", "1", "")], 2),
        ([("1", "", "2"), ("2", "", "3"), ("3", "1", "")], 3),
        ([("1", "", "1")], 1),
        ([("1", "2", "3"), ("2", "3", ""), ("3", "", "4"), ("4", "", "2"), ("5", "1", "")], 3),
    ],
)
def test_a_ring_is_refused_however_it_is_closed(
    kent: Organisation, rows: list[tuple[str, str, str]], rings: int
) -> None:
    said = took(*([number, "T", "Kent", "2015", "noted", before, follows] for number, before, follows in rows))

    assert sum("round in a ring" in sentence for sentence in said) == rings
    assert decisions() == []


def test_a_reference_that_leads_nowhere_is_named(kent: Organisation) -> None:
    said = took(["1", "T", "Kent", "2015", "noted", "", "K/1999/7"])

    assert said == ["There is no decision K/1999/7 of Kent, nor of another."]


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("2015", "2015"), ("Mar 2014", "2014-03"), ("march 2014", "2014-03"), ("Sept. 2016", "2016-09"),
        ("27/03/2014", "2014-03-27"), ("7.3.2014", "2014-03-07"), ("03/2014", "2014-03"), ("2014-03-27", "2014-03-27"),
        ("1st September 2016", "2016-09-01"), ("27-Mar-2014", "2014-03-27"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_offices_write_it(written: str, known: str) -> None:
    assert part_day(written) == known


@pytest.mark.parametrize(
    "written",
    ["2015.068", "31/02/2014", "13/2014", "Mat 2014", "ma 2014", "20155", "1/1/0001", "32 March 2014", "½", "٣/٢٠١٤"],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(Refused):
        part_day(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("APPROVED", "approved"), ("Agreed.", "approved"), ("not-approved", "not approved"), ("Rejected", "not approved"),
     ("Report noted", "noted"), ("Deferred", "deferred")],
)  # fmt: skip
def test_an_outcome_is_read_in_the_words_of_registers(written: str, meant: str) -> None:
    assert outcome(written) == meant


@pytest.mark.parametrize(
    ("heads", "ours"),
    [
        ("Title; Decision Reference Number; Lead Officer; Date; Decision summary; Signature; Signature date",
         "title; reference; lead_officer; decided; summary; signed_by; signed"),
        ("Number; Executive summary and recommendation; Decision maker; Date; Title",
         "reference; summary; signed_by; decided; title"),
        ("Reference number; Title; Summary of decision; Download", "reference; title; summary; source"),
        ("Reference; Contact officer; Title; Summary/recommendation; View decision",
         "reference; lead_officer; title; summary; source"),
        ("Decision log number; Title; Summary; Attached decision paper", "reference; title; summary; source"),
    ],
)  # fmt: skip
def test_the_headings_of_published_registers_are_known(heads: str, ours: str) -> None:
    theirs = heads.split("; ")

    found = guessed(Sheet("Log", "log.csv", lambda: iter([(1, theirs)])))

    assert found.form == "decisions"
    assert found.places == {name: at for at, name in enumerate(ours.split("; "))}


def test_a_thousand_decisions_come_in_together_and_go_together(kent: Organisation, sign_in: SignIn) -> None:
    browser = sign_in("officer@example.org")
    rows = [
        [f"{2000 + at // 50}.{at:03d}", f"Decision {at} about vessels", str(2000 + at // 50), "Because it serves.", "",
         f"{2000 + (at + 1) // 50}.{at + 1:03d}" if at % 100 == 0 else "", "", "", ""]
        for at in range(1000)
    ]  # fmt: skip

    brought_in(browser, csv_of(HEADS, *rows), "The whole register.csv", body="Kent", outcome="approved")
    batch = db.session.scalars(select(ImportBatch)).one()
    kept = db.session.scalar(select(func.count()).select_from(Decision))
    common = browser.get("/search?q=vessels").text
    undone = follow(browser, fill(browser, f"/imports/batches/{batch.id}", why="It was last year's copy"))

    assert kept == 1000
    assert "More than 500 records hold this." in common
    assert "Undone as a whole" in undone.text
    assert decisions() == []
    assert list(audit.faults()) == []
    assert list(finding.faults()) == []
    assert led_to(browser, browser.get("/search?q=vessels")).status_code == 200
