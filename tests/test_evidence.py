"""Evidence: what may be kept and what not, given out whole or not at all, and only to those who see the figure."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from govtrack.analytics.kinds import Kind
from govtrack.cli import main
from govtrack.domain import evidence, keptfiles
from govtrack.papers.evidence import examined
from govtrack.papers.unusable import Unusable
from govtrack.store import audit, claims
from govtrack.store.db import db
from tests import make
from tests.filling import answers_on, fill, follow

SignIn = Callable[[str], Any]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def pdf(more: bytes) -> bytes:
    """A PDF with something more in it."""
    return PDF.replace(b"trailer", b"2 0 obj\n" + more + b"\nendobj\ntrailer")


def packed(text: bytes, how: bytes = b"/FlateDecode") -> bytes:
    """A stream that packs objects, as today's programs write them."""
    return b"<</Type/ObjStm/N 1/First 4/Filter%b>>stream\r\n%b\nendstream" % (how, zlib.compress(text))


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13) + chunk(b"IEND")


def office(main_part: str = "word/document.xml", **parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {"[Content_Types].xml": TYPES, main_part: b"<w/>", **parts}.items():
            packed.writestr(name, content)
    return made.getvalue()


def locked() -> bytes:
    """A packed file whose parts say they are encrypted."""
    content = bytearray(office())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


SCRIPT = b"4 0 <</S/JavaScript>>"
HIDDEN = [
    pdf(b"<</Length 60>>\nstream\nBT\n7 0 obj\n<</S/JavaScript>>\nendobj\nendstream"),
    pdf(b"<</Type/ObjStm/N 1/First 4/X(\n1 0 obj <</Length 9)/Y 1>>\nstream\n" + SCRIPT + b"\nendstream"),
    pdf(b"<</Type/ObjStm/N 1/First 4%1 0 obj <<\n/Length 9>>\nstream\n" + SCRIPT + b"\nendstream"),
    pdf(b"<</N 1/F#69rst 4/Length 9>>\nstream\n" + SCRIPT + b"\nendstream"),
    pdf(b"<</Length 9>>\nstream\nBT ET\nendstream\n<</S/JavaScript>>"),
]
"""Scripts where a page's text would be passed over."""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Audit report v2.1.pdf", PDF),
        ("About scripts.pdf", pdf(b"<</Length 40>>\nstream\nBT (see /JavaScript and /Launch) Tj ET\nendstream")),
        ("Packed.pdf", pdf(packed(b"4 0 <</Type/Page/JSON 1>>") + packed(b"BT (Launch) Tj ET"))),
        ("minutes.DOCX", office()),
        ("costs.xlsx", office("xl/workbook.xml")),
        ("board.pptx", office("ppt/presentation.xml")),
        ("costs.csv", "year,£\n2023-24,5\n".encode()),
        ("old.txt", "Pounds: £5".encode("cp1252")),
        ("chart.png", PNG),
        ("scan.jpg", b"\xff\xd8\xff\xe0 picture \xff\xd9"),
        ("mail.eml", b"From: a@example.org\r\nSubject: Savings\r\n\r\nThey came.\r\n"),
    ],
)
def test_a_plain_document_may_be_kept(name: str, content: bytes) -> None:
    assert examined(io.BytesIO(content), name) == name.rsplit(".", 1)[1].lower()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("report.pdf.exe", PDF, "two endings"),
        ("report.exe.pdf", PDF, "two endings"),
        ("report.exe", b"MZ\x90\0", "Programs and web pages are not kept"),
        ("report.pdf", b"MZ\x90\0", "This is a program"),
        ("page.html", b"<script>", "Programs and web pages are not kept"),
        ("report", PDF, "no ending"),
        ("report.zip", office(), "Files ending in .zip are not kept"),
        ("report.pdf", office(), "ends in .pdf but is something else"),
        ("report.docx", PDF, "ends in .docx but is something else"),
        ("report.xlsx", office(), "ends in .xlsx but is something else"),
        ("report.txt", PDF, "ends in .txt but is something else"),
        ("report.txt", b"a\0b", "is no text"),
        ("report.pdf", PDF[:20], "breaks off before its end"),
        ("chart.png", PNG + b"<script>", "something after its end"),
        ("report.pdf", b"", "The file is empty"),
        ("report.pdf", pdf(b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"), "a script or a command in it"),
        ("report.pdf", pdf(b"<</S/Java#53cript/JS 4 0 R>>"), "a script or a command in it"),
        ("report.pdf", pdf(b"<</AcroForm<</XFA 5 0 R>>>>"), "a script or a command in it"),
        *(("report.pdf", one, "a script or a command in it") for one in HIDDEN),
        ("report.pdf", pdf(b"<</S/Launch/F(calc.exe)>>"), "a script or a command in it"),
        ("report.pdf", pdf(b"<</Type/EmbeddedFile>>"), "another file attached in it"),
        ("report.pdf", pdf(packed(b"4 0 <</S/JavaScript>>")), "a script or a command in it"),
        ("report.pdf", pdf(packed(b"x" * 1_048_570 + b"/JavaScript")), "a script or a command in it"),
        ("report.pdf", pdf(packed(b"4 0 <<>>", b"[/ASCII85Decode /FlateDecode]")), "cannot be looked through"),
        ("report.pdf", pdf(packed(b"4 0 <<>>", b"/FlateDecode/DecodeParms<<>>")), "cannot be looked through"),
        ("report.pdf", PDF.replace(b"trailer\n<<", b"trailer\n<</Encrypt 5 0 R"), "The PDF is locked"),
        ("report.pdf", pdf(b"stream\n" * 200_001), "in more parts than a document needs"),
        ("costs.xlsm", office(), "can hold macros"),
        ("costs.xlsx", office("xl/workbook.xml", **{"xl/vbaProject.bin": b"x"}), "has macros or a program"),
        ("costs.xlsx", office("xl/workbook.xml", **{"[Content_Types].xml": b"...macroEnabled..."}), "says of itself"),
        ("costs.xlsx", office("xl/workbook.xml", **{"xl/embeddings/oleObject1.bin": b"x"}), "another file embedded"),
        ("minutes.docx", office(**{"word/media/a.png": b"0" * 30_000_000}), "unpacks to far more"),
        ("minutes.docx", locked(), "has a password"),
        ("minutes.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "with a password, or of the old kind"),
        ("minutes.docx", office()[:-30], "damaged"),
    ],
)
def test_what_could_run_hide_or_expand_is_refused_in_a_sentence(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Unusable) as refused:
        examined(io.BytesIO(content), name)

    assert sentence in refused.value.sentence


class Alliance:
    """A benefit of one partner, its recorder, the reader of another partner, and a stranger."""

    def __init__(self) -> None:
        west, warwick, kent = (make.body(name) for name in ("West Mercia", "Warwickshire", "Kent"))
        together = make.collaboration("Alliance")
        make.membership(together, west)
        make.membership(together, warwick)
        self.line = make.figure(together, west, "2023-24", 50_00, kind=Kind.BENEFIT)
        make.person("recorder@example.org", "recorder", organisation=west)
        make.person("reader@example.org", "reader", organisation=warwick)
        make.person("stranger@example.org", "approver", organisation=kent)


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def send(browser: Any, line: int, content: bytes, name: str, **more: Any) -> Any:
    return fill(browser, f"/claims/figures/{line}/evidence", file=(io.BytesIO(content), name), **more)


def test_a_file_is_kept_for_its_owner_alone_and_given_out_whole_or_not_at_all(
    app: Flask, alliance: Alliance, sign_in: SignIn
) -> None:
    recorder, reader, stranger = (sign_in(f"{who}@example.org") for who in ("recorder", "reader", "stranger"))
    name = "..\\x/<b>audit é.pdf"

    page = follow(recorder, send(recorder, alliance.line, PDF, name))

    (row,) = claims.evidence_of(alliance.line)
    kept = app.extensions["govtrack"].data / keptfiles.FOLDER / row.kept_as
    assert kept.read_bytes() == PDF
    assert kept.stat().st_mode & 0o777 == 0o600
    assert row.name == "<b>audit é.pdf"
    assert "&lt;b&gt;audit é.pdf" in page.text
    assert row.digest in page.text
    answer = reader.get(f"/claims/evidence/{row.id}")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert stranger.get(f"/claims/evidence/{row.id}").status_code == 404
    assert reader.get(f"/claims/evidence/{row.id}/take-back").status_code == 403
    assert list(evidence.faults(app.extensions["govtrack"].data)) == []

    kept.write_bytes(PDF.replace(b"1.7", b"1.6"))

    spoilt = follow(reader, reader.get(f"/claims/evidence/{row.id}"))
    assert "is no longer the file that was added" in spoilt.text
    assert len(list(evidence.faults(app.extensions["govtrack"].data))) == 1

    gone = follow(recorder, fill(recorder, f"/claims/evidence/{row.id}/take-back", reason="It names a victim"))
    assert not kept.exists()
    assert "because: It names a victim" in gone.text
    db.session.rollback()
    assert list(audit.faults()) == []
    assert list(evidence.faults(app.extensions["govtrack"].data)) == []


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Choose a file, or give a link."),
        ({"link": "javascript:alert(1)"}, "Write a whole address that begins with https:// or http://."),
        ({"link": "ftp://example.org/x"}, "Write a whole address"),
        ({"link": "https://" + "a" * 3000}, "At most 2,000 characters"),
        ({"link": "https://example.org", "file": (PDF, "a.pdf")}, "each on its own"),
        ({"file": (PDF, "a.pdf.exe")}, "two endings"),
        (
            {"file": (PDF + b"0" * 200_000 + PDF, "a.pdf")},
            "The file has 0.2 MB; at most 0.1 MB can be kept",
        ),
    ],
)
def test_what_cannot_be_evidence_is_refused_beside_its_answer_and_nothing_is_kept(
    app: Flask,
    alliance: Alliance,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    answers: dict[str, Any],
    sentence: str,
) -> None:
    if "file" in answers:
        content, name = answers["file"]
        answers = {**answers, "file": (io.BytesIO(content), name)}
    settings = app.extensions["govtrack"]
    monkeypatch.setitem(app.extensions, "govtrack", replace(settings, evidence_bytes=100 * 1024))
    folder = settings.data / keptfiles.FOLDER
    before = set(folder.iterdir()) if folder.exists() else set()

    page = fill(
        sign_in("recorder@example.org"),
        f"/claims/figures/{alliance.line}/evidence",
        **{"name": "kept for me", **answers},
    )

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert answers_on(page)["name"] == "kept for me"
    assert claims.evidence_of(alliance.line) == []
    assert (set(folder.iterdir()) if folder.exists() else set()) == before


def test_a_body_of_two_gigabytes_is_refused_before_it_is_read(alliance: Alliance, sign_in: SignIn) -> None:
    answer = sign_in("recorder@example.org").post(
        f"/claims/figures/{alliance.line}/evidence",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(2 * 1024**3)},
    )

    assert answer.status_code == 413
    assert "larger than this register takes" in answer.text


def test_a_backup_takes_the_evidence_with_it(tmp_path: Any) -> None:
    run = lambda *words: CliRunner().invoke(main, [*words, "--data", str(tmp_path)], catch_exceptions=False)  # noqa: E731 - said once
    run("audit", "head")
    (tmp_path / keptfiles.FOLDER).mkdir()
    (tmp_path / keptfiles.FOLDER / "abc").write_bytes(PDF)

    run("backup", str(tmp_path / "kept.sqlite"))

    assert (tmp_path / "kept.sqlite.evidence" / "abc").read_bytes() == PDF
