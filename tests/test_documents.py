"""Documents of decisions and agreements: kept whole, opened by who reads the record, taken back with a reason."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from govtrack.domain import collaborations, decisions, documents, keptfiles
from govtrack.domain.refusals import Refused
from govtrack.store import audit
from govtrack.store.db import db, transaction
from govtrack.store.decisions import Decision
from govtrack.store.documents import appendices_of, documents_of
from tests import make
from tests.filling import answers_on, fill, follow
from tests.test_evidence import PDF

SignIn = Callable[[str], Any]


class Office:
    """A decision and a draft of one body, an agreement, its recorder, a partner's reader, and a stranger."""

    def __init__(self) -> None:
        west, warwick, kent = (make.body(name) for name in ("West Mercia", "Warwickshire", "Kent"))
        together = make.collaboration("Alliance")
        make.membership(together, west)
        make.membership(together, warwick)
        self.decision = make.decision("WM/1", body=west, collaboration=together).id
        with transaction():
            self.draft = decisions.draft(title="Leave", body=west, collaboration=together, by=make.BY).id
            self.agreement = collaborations.agree(together, title="The agreement", signed="2012-06", by=make.BY).id
        make.person("recorder@example.org", "recorder", organisation=west)
        make.person("secretary@example.org", "secretariat", collaboration=together)
        make.person("reader@example.org", "reader", organisation=warwick)
        make.person("stranger@example.org", "approver", organisation=kent)


@pytest.fixture
def office(app: Flask) -> Office:
    return Office()


def test_an_appendix_is_kept_opened_by_partners_and_taken_back(app: Flask, office: Office, sign_in: SignIn) -> None:
    recorder, reader, stranger = (sign_in(f"{who}@example.org") for who in ("recorder", "reader", "stranger"))

    page = follow(
        recorder,
        fill(
            recorder, f"/documents/decisions/{office.decision}", file=(io.BytesIO(PDF), "case.pdf"), title="Appendix A"
        ),
    )

    (row,) = appendices_of(office.decision)
    kept = app.extensions["govtrack"].data / keptfiles.FOLDER / row.kept_as
    assert "Kept with WM/1, West Mercia." in page.text
    assert f"Appendix A</a>, case.pdf, PDF, {len(PDF)} bytes" in page.text
    answer = reader.get(f"/documents/{row.id}")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Cache-Control"] == "no-store"
    assert stranger.get(f"/documents/{row.id}").status_code == 404
    assert reader.get(f"/documents/{row.id}/take-back").status_code == 403

    kept.write_bytes(PDF.replace(b"1.7", b"1.6"))
    assert "is no longer the file that was added" in follow(reader, reader.get(f"/documents/{row.id}")).text
    assert [fault for fault in documents.faults(app.extensions["govtrack"].data) if "case.pdf" in fault]

    gone = follow(recorder, fill(recorder, f"/documents/{row.id}/take-back", reason="The wrong draft"))
    assert not kept.exists()
    assert "because: The wrong draft" in gone.text
    assert "was taken back already" in recorder.get(f"/documents/{row.id}/take-back").text
    db.session.rollback()
    assert list(audit.faults()) == []


def test_the_appendix_of_a_draft_is_its_own_bodys_alone(office: Office, sign_in: SignIn) -> None:
    recorder, reader = sign_in("recorder@example.org"), sign_in("reader@example.org")
    fill(recorder, f"/documents/decisions/{office.draft}", link="https://example.org/options", title="Options")
    (row,) = appendices_of(office.draft)

    assert "Options" in recorder.get(f"/decisions/{office.draft}").text
    assert reader.get(f"/documents/{row.id}").status_code == 404
    assert reader.get(f"/documents/decisions/{office.draft}").status_code in {403, 404}


def test_the_text_of_an_agreement_stands_on_the_page_of_its_collaboration(office: Office, sign_in: SignIn) -> None:
    secretary, reader = sign_in("secretary@example.org"), sign_in("reader@example.org")

    fill(secretary, f"/documents/agreements/{office.agreement}", file=(io.BytesIO(PDF), "signed.pdf"))

    (row,) = documents_of([office.agreement])[office.agreement]
    assert f'href="/documents/{row.id}">signed.pdf</a>' in reader.get("/collaborations/Alliance").text
    assert reader.get(f"/documents/{row.id}").data == PDF
    assert reader.get(f"/documents/agreements/{office.agreement}").status_code == 403


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Choose a file, or give a link."),
        ({"link": "javascript:alert(1)"}, "Write a whole address that begins with https:// or http://."),
        ({"file": (b"MZ\x90\0", "appendix.pdf")}, "This is a program, whatever it is called."),
        ({"file": (b"#!/bin/sh\n", "appendix.txt")}, "This is a program, whatever it is called."),
        ({"file": (b"<p>", "appendix.html")}, "Programs and web pages are not kept"),
        ({"file": (PDF, "appendix.pdf.exe")}, "two endings"),
        ({"file": (PDF + b"0" * 200_000 + PDF, "a.pdf")}, "The file has 0.2 MB; at most 0.1 MB can be kept"),
        ({"title": "x" * 300, "link": "https://example.org"}, "At most 200 characters"),
    ],
)
def test_what_cannot_be_an_appendix_is_refused_beside_its_answer_and_nothing_is_kept(
    app: Flask,
    office: Office,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    answers: dict[str, Any],
    sentence: str,
) -> None:
    if "file" in answers:
        content, name = answers["file"]
        answers = {**answers, "file": (io.BytesIO(content), name)}
    monkeypatch.setitem(app.extensions, "govtrack", replace(app.extensions["govtrack"], evidence_bytes=100 * 1024))

    page = fill(
        sign_in("recorder@example.org"),
        f"/documents/decisions/{office.decision}",
        **{"title": "kept for me", "name": "and me", **answers},
    )

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert answers_on(page)["name"] == "and me"
    assert appendices_of(office.decision) == []


def test_an_appendix_of_fifty_megabytes_is_refused_before_it_is_read(office: Office, sign_in: SignIn) -> None:
    answer = sign_in("recorder@example.org").post(
        f"/documents/decisions/{office.decision}",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(50 * 1024**2)},
    )

    assert answer.status_code == 413
    assert "larger than this register takes" in answer.text


def test_the_very_same_file_is_kept_once(app: Flask, office: Office, sign_in: SignIn) -> None:
    recorder, door = sign_in("recorder@example.org"), f"/documents/decisions/{office.decision}"
    fill(recorder, door, file=(io.BytesIO(PDF), "case.pdf"))

    again = fill(recorder, door, file=(io.BytesIO(PDF), "the same.pdf"))

    assert "This very file is there already." in again.text
    assert len(appendices_of(office.decision)) == 1


def test_a_document_belongs_to_a_decision_or_an_agreement_and_there_are_not_more_than_can_be_read(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST", 1)
    decision = db.session.get_one(Decision, office.decision)
    make.document(decision)

    with pytest.raises(Refused, match="At most 1 documents"), transaction():
        documents.add_link(decision, "https://example.org/other", by=make.BY)
