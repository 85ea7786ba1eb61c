"""Files as rows of texts: what is read, what is refused in a sentence, and what an export may never hold."""

import io
import resource
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from govtrack.papers import books, csvs, inspection, xlsx
from govtrack.papers.cells import RISKY, tame, text_of, tidy, untamed
from govtrack.papers.unusable import Unusable

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
LIKELY = st.one_of(TEXTS, st.text(RISKY + "'1aä,;\" \n", max_size=8))
MEBIBYTE = 1024 * 1024


def csv_file(tmp_path: Path, content: bytes, name: str = "ledger.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def rows(path: Path) -> list[tuple[int, list[str]]]:
    return list(books.opened(path)[0].rows())


def refusal(path: Path) -> str:
    with pytest.raises(Unusable) as refused:
        rows(path)
    return refused.value.sentence


def workbook(path: Path, *rows_written: list[object], name: str = "ledger") -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows_written):
            sheet.write_row(at, 0, row)
    return path


def packed(path: Path, sheet: str, shared: str = "") -> Path:
    """A workbook whose only sheet is written by hand."""
    workbook(path, ["a"])
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    if shared:
        parts["xl/sharedStrings.xml"] = shared.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = "</sheetData></worksheet>"


@given(LIKELY)
def test_a_text_that_was_made_harmless_comes_back_as_it_was(text: str) -> None:
    assert untamed(tame(text)) == text


@given(LIKELY)
def test_no_text_that_goes_out_begins_as_a_formula_does(text: str) -> None:
    assert not tame(text).startswith(tuple(RISKY))


@given(LIKELY)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.integers(-(10**14), 10**14), st.integers(0, 4))
def test_every_amount_survives_being_a_number_in_a_workbook(amount: int, decimals: int) -> None:
    whole, part = divmod(abs(amount), 10**decimals)
    written = f"{whole}.{part:0{decimals}d}".rstrip("0").rstrip(".") if decimals else str(whole)

    assert text_of(float(written)) == written


@given(st.lists(st.lists(LIKELY, min_size=2, max_size=2), max_size=5))
def test_a_csv_file_gives_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "ledger.csv"
    with path.open("wb") as file:
        count = csvs.write(file, ["a", "b"], table)

    read = [row for _, row in csvs.read(path)]

    assert read == [["a", "b"], *table]
    assert count == len(table)


def test_rows_have_the_number_a_spreadsheet_shows_blank_ones_counted(tmp_path: Path) -> None:
    path = csv_file(tmp_path, b'\xef\xbb\xbfa,b\r\n\r\n"x\r\ny",2\r\n3,4\r\n')

    assert rows(path) == [(1, ["a", "b"]), (2, []), (3, ["x\r\ny", "2"]), (4, ["3", "4"])]


def test_a_workbook_reads_as_what_a_person_would_have_typed(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "book.xlsx",
        ["when", "amount", "noise", "yes", "text", "time"],
        [date(2016, 10, 1), 43872438.0, 0.1 + 0.2, True, "2023-24", datetime(2016, 10, 1, 9, 30, tzinfo=None)],  # noqa: DTZ001 - a cell of a workbook has no zone,
    )

    sheet = books.opened(path)[0]

    assert list(sheet.rows())[1] == (2, ["2016-10-01", "43872438", "0.3", "yes", "2023-24", "2016-10-01 09:30"])
    assert list(sheet.rows()) == list(sheet.rows())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("amount\n£5\n".encode("cp1252"), "not in UTF-8"),
        ("a,b\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "a workbook or another archive"),
        (b'a,b\n1,2\n"never closed,2\n3,4\n', "row 3 is never closed"),
        (b'a,b\n"x"y,2\n', "quotation mark inside"),
        (b'a\n"' + b"x" * 500_000 + b'"\n', "never closed"),
        (b"a\n\xed\xa0\x80\n", "not in UTF-8"),
    ],
)
def test_a_csv_file_that_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(csv_file(tmp_path, content))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("figures.ods", b"PK", "neither a CSV file"),
        ("figures.xlsx", b"collaboration,partner\n", "is called a workbook but is something else"),
        ("figures.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
        ("figures.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a password or is a workbook of the old kind"),
        ("figures.xlsm", b"PK\x03\x04", "macros"),
        ("figures", b"a,b", "neither a CSV file"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert said in refusal(csv_file(tmp_path, content, name))


def test_a_workbook_with_macros_under_another_name_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", ["a"])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"anything")

    assert "macros" in refusal(path)


@pytest.mark.parametrize(
    ("sheet", "shared", "said"),
    [
        (SHEET + '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>' + END, "", "column 16,384"),
        (
            SHEET + "<row r='1'><c r = 'A1'><v>1</v></c></row><row r='1048576'><c r='Z1048576'/></row>" + END,
            "",
            "cells",
        ),
        (SHEET + "<row>" + "<c><v>1</v></c>" * 2_000_010 + "</row>" + END, "", "cells"),
        ('<!DOCTYPE x [<!ENTITY a "ha">]>' + SHEET + END, "", "declares things"),
        (SHEET + f"<row r='1'><c s='{'0' * 600}' r='XFD1048576'/></row>" + END, "", "column 16,384"),
        (SHEET + "<row r='1'><c s='a>' r='XFD1048576'/></row>" + END, "", "column 16,384"),
        (SHEET + "<row r='1'><c r='&#88;&#70;&#68;1048576'/></row>" + END, "", "column 16,384"),
        (SHEET + "<row r='1'><c r='A1'></row>" + END, "", "no spreadsheet does"),
        (SHEET + "<?x > <c r='XFD1'/> ?><row r='1'/>" + END, "", "declares things"),
        (SHEET + END, "<sst>" + "<si/>" * 1_000_000 + "</sst>", "texts"),
        (SHEET + '<row r="1"><c r="B1" t="e"><v>#DIV/0!</v></c></row>' + END, "", "Cell B1 holds an error"),
        (
            SHEET + "<row>" + '<c t="s"><v>0</v></c>' * 60_000 + "</row>" + END,
            f"<sst><si><t>{'x' * 30_000}</t></si></sst>",
            "repeats its texts",
        ),
    ],
)
def test_a_workbook_that_would_grow_when_opened_is_refused_before_it_is(
    tmp_path: Path, sheet: str, shared: str, said: str
) -> None:
    path = packed(tmp_path / "book.xlsx", sheet, shared)
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert said in refusal(path)

    assert time.monotonic() - begun < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_a_bomb_is_refused_by_what_it_says_and_by_what_it_does(tmp_path: Path) -> None:
    said, lying = tmp_path / "said.xlsx", tmp_path / "lying.xlsx"
    with zipfile.ZipFile(said, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (200 * MEBIBYTE))
    whole = bytearray(said.read_bytes())
    size = (200 * MEBIBYTE).to_bytes(4, "little")
    lying.write_bytes(bytes(whole.replace(size, (1000).to_bytes(4, "little"))))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert "unpacks to more" in refusal(said)
    assert "unpacks to more" in refusal(lying)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"xl/workbook.xml": "<w>" + "<sheet name='a'/>" * 300_000 + "</w>"}, "unpacks to more"),
        ({"xl/styles.xml": "<s><sheetData/>" + "<xf numFmtId='14'/>" * 300_000 + "</s>"}, "unpacks to more"),
        ({"xl/media/picture.png": SHEET + "<row><c r='XFD1'/></row>" + END}, "no spreadsheet does"),
    ],
)
def test_no_part_of_a_workbook_is_a_hiding_place(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    path = workbook(tmp_path / "book.xlsx", ["a"])
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)

    assert said in refusal(path)


@pytest.mark.parametrize(("value", "shown"), [(-1e300, "yyyy-mm-dd"), (1e12, "[h]:mm:ss")])
def test_a_date_beyond_all_calendars_is_refused_and_stops_nothing(tmp_path: Path, value: float, shown: str) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("ledger").write_number(0, 0, value, book.add_format({"num_format": shown}))

    assert "cannot be read, such as a date" in refusal(path)


@given(st.binary(max_size=400))
def test_no_workbook_of_any_bytes_does_more_than_be_refused(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", noise)
    path = tmp_path_factory.mktemp("noise") / "book.xlsx"
    path.write_bytes(made.getvalue())

    with pytest.raises(Unusable):
        xlsx.sheets(path)


def test_a_real_workbook_with_long_repeated_notes_is_not_taken_for_a_bomb(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", *[[f"row {at}", "the same long note " * 20] for at in range(3000)])

    inspection.inspect(path, "book.xlsx")

    assert len(rows(path)) == 3000


def test_texts_in_a_workbook_are_texts_and_numbers_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    table = xlsx.Table("ledger", [xlsx.Column("note"), xlsx.Column("amount", number=True)], [("=1+1", "-12.5")])

    xlsx.write(path, [table], last=lambda counts: xlsx.Table("about", [xlsx.Column("n")], [(str(counts),)]))

    with zipfile.ZipFile(path) as archive:
        written = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>" not in written
    assert "<v>-12.5</v>" in written
    assert list(books.opened(path)[0].rows())[1] == (2, ["=1+1", "-12.5"])
