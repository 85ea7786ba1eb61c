"""Feeds and open data: the same public content for programs, cacheable, with nothing else in it."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govtrack.analytics.exemptions import Openness
from govtrack.domain import collaborations, publicagreements, publishing
from govtrack.domain.publicparts import Choice
from govtrack.papers.feeds import Entry, atom
from govtrack.store.db import transaction
from tests import make
from tests.pages import Client

SignIn = Callable[[str], Any]
ATOM = "{http://www.w3.org/2005/Atom}"
FILES = [f"/register/{kind}s.{form}" for kind in ("decision", "agreement") for form in ("csv", "json")]


class Coast:
    """A body with two published decisions, an unpublished one and a published agreement."""

    def __init__(self) -> None:
        self.body, self.other = make.organisation("Coastshire"), make.organisation("Dunmore")
        self.boats = make.collaboration("Boats", purpose="To keep boats together.")
        make.membership(self.boats, self.body)
        first = make.decision("=C/1", body=self.body, collaboration=self.boats, title="Sell a boat",
                              reasons="Old.\nLeaking.", lead_officer="Alex Quay")  # fmt: skip
        second = make.decision("D/1", body=self.other, title="Buy a <drone>\x07 & more", decided="2015")
        make.decision("C/2", body=self.body, collaboration=self.boats, title="Never shown")
        with transaction():
            self.agreement = collaborations.agree(self.boats, title="The boat agreement", exit_rule="Hidden rule",
                                                  by=make.BY)  # fmt: skip
            publishing.publish(first, Choice(Openness.PARTLY, withheld={"lead_officer": "section 40"}), by=make.BY)
            publishing.publish(second, by=make.BY)
            publicagreements.publish_agreement(
                self.agreement,
                Choice(Openness.PARTLY, objective="To float.", withheld={"exit_rule": "section 43"}),
                by=make.BY,
            )
        self.first, self.second = first, second


@pytest.fixture
def coast(app: Flask) -> Coast:
    return Coast()


def titles(text: str) -> list[str]:
    feed = ElementTree.fromstring(text)  # noqa: S314 - what this register wrote itself
    return [str(entry.findtext(f"{ATOM}title")) for entry in feed.findall(f"{ATOM}entry")]


def test_the_feed_holds_what_was_published_last_and_only_that(coast: Coast, client: Client) -> None:
    every = client.get("/register/feed.atom")
    of_body = client.get(f"/register/bodies/{coast.body.id}/feed.atom")
    about = client.get(f"/register/collaborations/{coast.boats.id}/feed.atom")

    assert every.mimetype == "application/atom+xml"
    assert titles(every.text) == ["Agreement: The boat agreement", "D/1: Buy a <drone> & more", "=C/1: Sell a boat"]
    assert titles(of_body.text) == ["=C/1: Sell a boat"]
    assert titles(about.text) == ["Agreement: The boat agreement", "=C/1: Sell a boat"]
    assert f"<id>http://localhost/register/decisions/{coast.first.id}</id>" in every.text
    for hidden in ("Alex Quay", "Hidden rule", "Never shown", "@"):
        assert hidden not in every.text
    assert client.get("/register/bodies/0/feed.atom").status_code == 404
    assert client.get(f"/register/collaborations/{10**12}/feed.atom").status_code == 404


def test_a_feed_reader_that_has_it_is_told_so_until_something_changes(coast: Coast, client: Client) -> None:
    first = client.get("/register/feed.atom")
    known = {"If-None-Match": first.headers["ETag"]}
    since = {"If-Modified-Since": first.headers["Last-Modified"]}

    again = [client.get("/register/feed.atom", headers=asked).status_code for asked in (known, since)]
    with transaction():
        publishing.take_down(coast.first, words="A slip", by=make.BY)
    after = client.get("/register/feed.atom", headers=known)

    assert again == [304, 304]
    assert after.status_code == 200
    assert "Sell a boat" not in after.text


@pytest.mark.usefixtures("app")
def test_an_empty_register_has_a_feed_and_files_too(client: Client) -> None:
    feed = client.get("/register/feed.atom")

    assert titles(feed.text) == []
    assert client.get("/register/feed.atom", headers={"If-None-Match": feed.headers["ETag"]}).status_code == 304
    assert json.loads(client.get("/register/decisions.json").text)["rows"] == 0
    assert len(list(csv.reader(io.StringIO(client.get("/register/decisions.csv").text)))) == 1


def test_the_files_hold_every_published_row_and_say_what_their_columns_are(coast: Coast, client: Client) -> None:
    table = list(csv.DictReader(io.StringIO(client.get("/register/decisions.csv").data.decode("utf-8-sig"))))
    whole = client.get("/register/decisions.json").get_json()
    deals = list(csv.DictReader(io.StringIO(client.get("/register/agreements.csv").data.decode("utf-8-sig"))))
    page = client.get("/register/data").text

    by_title = {row["title"]: row for row in table}
    sold = by_title["Sell a boat"]
    assert len(table) == whole["rows"] == len(whole["decisions"]) == 2
    assert [one["name"] for one in whole["fields"]] == list(table[0])
    assert (sold["reference"], sold["lead_officer"]) == ("'=C/1", "Exempt: section 40")
    assert (sold["reasons"], sold["withheld"]) == ("Old.\nLeaking.", "Lead officer")
    assert sold["address"] == f"http://localhost/register/decisions/{coast.first.id}"
    assert [row["exit_rule"] for row in deals] == ["Exempt: section 43"]
    assert deals[0]["objective"] == "To float."
    assert "2 rows" in page
    assert "1 row:" in page
    for one in whole["fields"]:
        assert f"<dt>{one['name']}</dt>" in page
    for file in FILES:
        text = client.get(file).text
        for hidden in ("Alex Quay", "Hidden rule", "Never shown"):
            assert hidden not in text, file


def test_a_program_that_has_a_file_is_told_so_until_something_changes(
    coast: Coast, client: Client, sign_in: SignIn
) -> None:
    make.person("officer@example.org", "recorder", organisation=coast.body)
    officer = sign_in("officer@example.org")
    known = {file: client.get(file).headers["ETag"] for file in FILES}

    same = [client.get(file, headers={"If-None-Match": etag}) for file, etag in known.items()]
    theirs = [officer.get(file) for file in FILES]
    with transaction():
        publishing.publish(coast.first, Choice(), by=make.BY)
    changed = [client.get(file, headers={"If-None-Match": etag}).status_code for file, etag in known.items()]

    assert [(one.status_code, one.data) for one in same] == [(304, b"")] * len(FILES)
    assert set(changed) == {200}
    for one in (*same, *theirs):
        assert "public" in one.headers["Cache-Control"]
        assert one.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in one.headers
        assert "Cookie" not in one.headers.get("Vary", "")
    assert "Access-Control-Allow-Origin" not in client.get("/register/").headers


def test_pages_lead_to_their_feeds(coast: Coast, client: Client) -> None:
    for page, feed in (
        ("/register/", "/register/feed.atom"),
        (f"/register/bodies/{coast.body.id}", f"/register/bodies/{coast.body.id}/feed.atom"),
        (f"/register/collaborations/{coast.boats.id}", f"/register/collaborations/{coast.boats.id}/feed.atom"),
    ):
        found = re.findall(r'type="application/atom\+xml"[^>]* href="([^"]+)"', client.get(page).text)
        assert found == [feed]
        assert client.get(feed).status_code == 200


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_letters_make_a_feed_that_a_reader_can_read(title: str, summary: str) -> None:
    title, summary = (words.encode("utf-8", "ignore").decode() for words in (title, summary))
    moment = datetime(2026, 1, 2, tzinfo=UTC)

    made = atom(
        [Entry(title, "http://x/1", summary, title, moment)], title=title, address="http://x/", feed="http://x/f",
        subtitle=summary, changed=moment,
    )  # fmt: skip

    root = ElementTree.fromstring(made)  # noqa: S314 - what this register wrote itself
    assert root.findtext(f"{ATOM}updated") == "2026-01-02T00:00:00+00:00"
    assert root.findtext(f"{ATOM}entry/{ATOM}id") == "http://x/1"
