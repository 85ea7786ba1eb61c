"""One box over everything a person may read: what is found, by whom, in which sentence, and never a word more."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote_plus

import pytest
from click.testing import CliRunner
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govtrack.analytics import searching
from govtrack.analytics.kinds import Kind
from govtrack.analytics.register import Heading
from govtrack.cli.search import search as command
from govtrack.domain import bodies, deciding, decisions, ledger
from govtrack.store import findables, finding
from govtrack.store.db import db, transaction
from govtrack.store.searchable import Reach
from tests import make
from tests.pages import Client

SignIn = Callable[[str], Client]


class Valley:
    """Two forces together, one of them gone again, and a third that has nothing to do with them."""

    def __init__(self) -> None:
        self.west, self.warwick, self.kent = make.body("West Mercia"), make.body("Warwickshire"), make.body("Kent")
        self.together = make.collaboration("Alliance", purpose="To share one dive school.")
        make.membership(self.together, self.west)
        make.membership(self.together, self.warwick, left=date(2019, 9, 30))
        self.notice = make.decision(
            "WM/071/2013", body=self.west, collaboration=self.together, title="Notice to leave",
            decided="2018-10-09", summary="The board met in Worcester. It gave notice, with regret. Nobody objected.",
            parts={Heading.RISK: "The café could close."},
        )  # fmt: skip
        self.later = make.decision(
            "WM/2020/4", body=self.west, collaboration=self.together, title="Settle what is owed",
            decided="2020-05-01", reasons="The notice of 2018 has run out.",
        )  # fmt: skip
        self.own = make.decision("KPCC 2016", body=self.kent, title="Buy forensic notices", decided="2016")
        with transaction():
            self.draft = decisions.draft(title="Perhaps a secret notice", body=self.west, by=make.BY)
        make.figure(self.together, self.west, "2017-18", 10_00, note="Paid under the notice of October")
        make.person("west@example.org", "recorder", organisation=self.west)
        make.person("warwick@example.org", "recorder", organisation=self.warwick)
        make.person("kent@example.org", "recorder", organisation=self.kent)
        make.person("nobody@example.org")
        make.person("admin@example.org", "administrator")


@pytest.fixture
def valley(app: Flask) -> Valley:
    return Valley()


def found(browser: Client, words: str, **narrowed: str) -> str:
    more = "".join(f"&{name}={quote_plus(value)}" for name, value in narrowed.items())
    page = browser.get(f"/search?q={quote_plus(words)}{more}")
    assert page.status_code == 200, page.status
    return page.text


def titles(text: str) -> list[str]:
    """The titles of what was found, in their order, without the marks in them."""
    heads = [part.split("</a>", 1)[0].split(">", 1)[1] for part in text.split("<h2><a ")[1:]]
    plain = [head.replace("<mark>", "").replace("</mark>", "") for head in heads]
    return [DRAFT if DRAFT in head else head for head in plain]


NOTICE, LATER, OWN = "WM/071/2013: Notice to leave", "WM/2020/4: Settle what is owed", "KPCC 2016: Buy forensic notices"
DRAFT, NOTE = "Perhaps a secret notice", "West Mercia, 2017-18"


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("071/2013", [NOTICE]),
        ("71/2013", []),
        ("wm/071", [NOTICE]),
        ("kpcc 2016", [OWN]),
        ('"gave notice"', [NOTICE]),
        ('"notice gave"', []),
        ("notice gave", [NOTICE]),
        ("CAFE", [NOTICE]),
        ("café clos", [NOTICE]),
        ("worcest", [NOTICE]),
        ("worcest regret", []),
        ("regret worcest", [NOTICE]),
        ("forensic notice", [OWN]),
        ("“dive school”", ["Alliance Alliance"]),
        ("“school dive”", []),
        ("Warwickshire", ["Warwickshire"]),
        ("kent notices", [OWN]),
    ],
)
def test_it_is_found_by_words_phrases_and_parts_of_references(
    valley: Valley, sign_in: SignIn, typed: str, there: list[str]
) -> None:
    assert titles(found(sign_in("admin@example.org"), typed)) == there


def test_a_name_comes_first_and_then_the_newest(valley: Valley, sign_in: SignIn) -> None:
    text = found(sign_in("admin@example.org"), "notice")

    assert titles(text) == [NOTICE, OWN, DRAFT, LATER, NOTE]
    assert "5 records hold this." in text
    assert "4 decisions</a> · " in text
    assert "1 note on a figure</a>" in text


def test_the_words_are_shown_in_their_sentence(valley: Valley, sign_in: SignIn) -> None:
    text = found(sign_in("west@example.org"), "regret")

    assert "It gave notice, with <mark>regret</mark>.</p>" in text
    assert "Worcester" not in text
    assert "Nobody objected" not in text


@pytest.mark.parametrize(
    ("email", "there"),
    [
        ("west@example.org", {NOTICE, DRAFT, LATER, NOTE}),
        ("warwick@example.org", {NOTICE, NOTE}),
        ("kent@example.org", {OWN}),
        ("nobody@example.org", set()),
        ("admin@example.org", {NOTICE, DRAFT, LATER, OWN, NOTE}),
    ],
)
def test_nobody_finds_what_they_may_not_read(valley: Valley, sign_in: SignIn, email: str, there: set[str]) -> None:
    text = found(sign_in(email), "notice")

    assert set(titles(text)) == there
    assert (f"{len(there)} record" in text) == bool(there)
    assert ("secret" in text) == (DRAFT in there)


def test_a_former_member_finds_what_was_known_while_it_was_one(valley: Valley, sign_in: SignIn) -> None:
    make.figure(valley.together, valley.west, "2022-23", 5_00, note="A sluice was bought")

    assert titles(found(sign_in("west@example.org"), "sluice")) == ["West Mercia, 2022-23"]
    assert titles(found(sign_in("warwick@example.org"), "sluice")) == []


def test_whoever_has_not_signed_in_is_asked_to(valley: Valley, client: Client) -> None:
    assert client.get("/search?q=notice").location.startswith("/account/login")


@pytest.mark.parametrize(
    ("narrowed", "there"),
    [
        ({"kind": "decision", "year": "2018"}, [NOTICE]),
        ({"year": "2016"}, [OWN]),
        ({"body": "Kent"}, [OWN]),
        ({"kind": "note"}, [NOTE]),
        ({"step": "draft"}, [DRAFT]),
        ({"step": "decided", "body": "West Mercia"}, [NOTICE, LATER]),
        ({"kind": "organisation"}, []),
        ({"kind": "nonsense", "year": "2016"}, [OWN]),
    ],
)
def test_the_search_is_narrowed(valley: Valley, sign_in: SignIn, narrowed: dict[str, str], there: list[str]) -> None:
    text = found(sign_in("admin@example.org"), "notice", **narrowed)

    assert titles(text) == there


HOSTILE = [
    '"', '""', "'", "a OR b", "NOT", "notice NOT leave", "name : notice", "* ^ -", "notice*", "NEAR(a b)", "' & |",
    "notice:*A", "<script>alert(1)</script>", "%", "_", "\\", "{name}", "(", ")))", "a\x00b", "ß", "İ", "½", "१२",
    "\u202e", "🚓", "x" * 200, "x" * 10_000, "1" * 31, "a " * 90, "\ufeff", "\ud800", "notice\n\nleave", "́",
]  # fmt: skip


@pytest.mark.parametrize("path", ["/search", "/decisions", "/collaborations/", "/bodies/"])
def test_whatever_is_typed_is_answered_in_words(valley: Valley, sign_in: SignIn, path: str) -> None:
    browser = sign_in("admin@example.org")

    for typed in HOSTILE:
        page = browser.get(path, query_string={"q": typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")})
        assert page.status_code in {200, 400}, typed
        assert "<script>alert" not in page.text
    assert browser.get(f"{path}?q=%ff&page=9999999999999").status_code == 200


def test_what_has_no_word_in_it_is_said_to_have_none(valley: Valley, sign_in: SignIn) -> None:
    browser = sign_in("admin@example.org")

    assert "There is no word or number in what you typed." in found(browser, "/ & …")
    assert "Nothing that you may read holds all of this." in found(browser, "zebra")
    assert "At most 200 characters" in found(browser, "z" * 201)
    assert "No decision matches." in browser.get("/decisions?q=%2F").text


def test_markup_in_what_is_found_stays_text(valley: Valley, sign_in: SignIn) -> None:
    make.decision("WM/9", body=valley.west, title="<b>Otter</b>", summary="<script>otter()</script> & more.")

    text = found(sign_in("west@example.org"), "otter")

    assert "&lt;b&gt;<mark>Otter</mark>&lt;/b&gt;" in text
    assert "&lt;script&gt;<mark>otter</mark>()&lt;/script&gt; &amp; more." in text


def test_what_changes_is_found_anew(valley: Valley, sign_in: SignIn) -> None:
    browser = sign_in("admin@example.org")
    with transaction():
        deciding.add(valley.notice, words="The heron was left out.", by=make.BY)
    with transaction():
        bodies.rename(valley.kent, short_name="Garden", name="Garden of England", on=date(2020, 1, 1), by=make.BY)
    line = make.figure(valley.together, valley.west, "2016-17", 7_00, note="A kingfisher survey")
    before = titles(found(browser, "kingfisher"))
    with transaction():
        ledger.withdraw(line, reason="Twice", by=make.BY)

    assert titles(found(browser, "heron")) == [NOTICE]
    assert "Garden of England" in titles(found(browser, "Garden"))
    assert titles(found(browser, "Garden forensic")) == [OWN]
    assert "Garden of England" in titles(found(browser, "Kent"))
    assert before == ["West Mercia, 2016-17"]
    assert titles(found(browser, "kingfisher")) == []


def test_what_was_not_kept_is_not_found(valley: Valley, sign_in: SignIn) -> None:
    class GaveUp(Exception):
        pass

    def begun_and_given_up() -> None:
        with transaction():
            decisions.record(reference="WM/10", title="A pelican", outcome="noted", body=valley.west, by=make.BY)
            raise GaveUp

    with pytest.raises(GaveUp):
        begun_and_given_up()

    assert titles(found(sign_in("west@example.org"), "pelican")) == []
    assert list(finding.faults()) == []


def test_a_common_word_is_bounded(valley: Valley) -> None:
    for number in range(12):
        make.decision(f"WM/otter/{number}", body=valley.west, title="Otter", decided="2015")

    hits = finding.hits(searching.asked("otter"), Reach(), most=5)

    assert len(hits.hits) == 5
    assert hits.more


def test_the_list_of_decisions_asks_the_same(valley: Valley, sign_in: SignIn) -> None:
    browser = sign_in("west@example.org")

    assert "WM/071/2013" in browser.get("/decisions?q=071%2F2013").text
    assert "1 decision found" in browser.get('/decisions?q="gave+notice"').text
    assert "WM/071/2013" in browser.get("/decisions?q=cafe").text
    assert "No decision matches" in browser.get("/decisions?q=forensic").text


def test_the_index_is_checked_and_made_anew(tmp_path: Any) -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(command, [*words, "--data", str(tmp_path)])

    whole = run("check")
    made = run("rebuild")
    again = run("check")

    assert whole.exit_code == again.exit_code == made.exit_code == 0, whole.output
    assert "Every record is found under its own words." in whole.output
    assert "43 records can be found." in made.output


def test_an_index_that_is_wrong_is_said_to_be(valley: Valley) -> None:
    with transaction():
        db.session.execute(db.text("UPDATE decisions SET title = 'Changed behind its back' WHERE id = 1"))
        db.session.execute(db.text("DELETE FROM decision_addenda"))
        db.session.execute(db.text("DELETE FROM findable_words WHERE rowid = (SELECT max(rowid) FROM findable_words)"))

    said = list(finding.faults())
    with transaction():
        finding.rebuild()

    assert "The decision 1 is not found under the words it has now." in said
    assert any(one.startswith("No words are kept for entry") for one in said)
    assert list(finding.faults()) == []


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_text_and_no_words_break_the_sentence(text: str, typed: str) -> None:
    wanted = searching.asked(typed)

    assert "".join(piece.text for piece in searching.marked(text, wanted)) == text.rstrip()
    for piece in searching.excerpt([text], wanted):
        assert piece.found or piece.text.strip(" …") in text


@given(st.text(st.characters(categories=["L", "N", "P", "Z", "M"]), max_size=80))
def test_whatever_stands_in_a_text_is_found_in_it(text: str) -> None:
    wanted = searching.asked(text)

    if wanted:
        assert any(piece.found for piece in searching.marked(text, wanted))


def test_notes_of_a_benefit_are_found_with_their_source(valley: Valley, sign_in: SignIn) -> None:
    make.figure(
        valley.together, valley.west, "2017-18", 3_00, kind=Kind.BENEFIT, note="Lapwing", source="Report to the board"
    )  # fmt: skip

    assert "<mark>Report</mark> to the <mark>board</mark>" in found(sign_in("west@example.org"), "report board")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_search_begins_with_the_words_and_not_with_every_record(valley: Valley) -> None:
    query = findables.matching(["decision"], searching.asked('"osprey"'))
    said = query.compile(db.engine, compile_kwargs={"literal_binds": True})

    plan = [str(row[-1]) for row in db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {said}")]

    assert plan[0].startswith("SCAN findable_words VIRTUAL TABLE")


def test_lessons_are_found_by_who_reads_them_and_engagement_with_its_decision(valley: Valley, sign_in: SignIn) -> None:
    make.lesson(valley.notice, shared=False)
    make.lesson(valley.own)
    make.engagement(valley.later, said="Fishermen were for it")

    def there(email: str, words: str) -> int:
        return len(titles(found(sign_in(email), words)))

    assert there("kent@example.org", "ask first") == 1, "the one that is for everybody"
    assert there("warwick@example.org", "ask first") == 2
    assert there("west@example.org", "fishermen") == 1
    assert there("warwick@example.org", "fishermen") == 0, "the decision came after it had left"
    assert list(finding.faults()) == []
