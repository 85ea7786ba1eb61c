"""The public register: what was published, and nothing else, for anybody, at addresses that last."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from govtrack.analytics.exemptions import Openness
from govtrack.analytics.register import Heading, Linked
from govtrack.domain import bodies, deciding, documents, publishing
from govtrack.domain.publicparts import Choice
from govtrack.store.db import transaction
from govtrack.store.decisions import Decision
from tests import make
from tests.pages import Client

SignIn = Callable[[str], Any]


class Coast:
    """A body, its collaboration, and decisions of it."""

    def __init__(self) -> None:
        self.body = make.organisation("Coastshire", name="Coastshire Police Area")
        with transaction():
            bodies.open_office(self.body, name="PCC for Coastshire", kind="PCC", starts="2012-11-22", by=make.BY)
        self.boats = make.collaboration("Boats", purpose="To keep boats together.")
        make.membership(self.boats, self.body)

    def decided(self, reference: str = "C/1", choice: Choice | None = None, **more: Any) -> Decision:
        """A decision, published."""
        answers = {"title": "Sell a boat", "decided": "2020-02-03", "collaboration": self.boats, "reasons": "Old.",
                   **more}  # fmt: skip
        one = make.decision(reference, body=self.body, **answers)
        with transaction():
            publishing.publish(one, choice or Choice(), by=make.BY)
        return one


@pytest.fixture
def coast(app: Flask) -> Coast:
    return Coast()


def test_anybody_reads_a_published_decision_laid_out_as_the_offices_own_notice(coast: Coast, client: Client) -> None:
    one = coast.decided(
        signed_by="Pat Chair", capacity="Commissioner", signed="2020-02-05", parts={Heading.LEGAL: "Only *this*."},
        lead_officer="Alex Quay", choice=Choice(Openness.PARTLY, withheld={"lead_officer": "section 40"}),
    )  # fmt: skip

    listed = client.get("/register/")
    page = client.get(f"/register/decisions/{one.id}")

    assert "1 decision published by policing bodies" in listed.text
    assert "C/1: Sell a boat" in listed.text
    for words in ("PCC for Coastshire", "Decision notice C/1", "3 February 2020", "Only <em>this</em>.", "Pat Chair",
                  "Commissioner", "5 February 2020", f"http://localhost/register/decisions/{one.id}"):  # fmt: skip
        assert words in page.text, words
    assert "Exempt:</strong> section 40 of the Freedom of Information Act 2000 (personal information)" in page.text
    assert "Alex Quay" not in page.text
    assert page.text.index("Legal implications") < page.text.index("Signature</h2>")


def test_what_was_not_published_is_not_there(coast: Coast, client: Client) -> None:
    draft = make.decision("C/2", body=coast.body)
    hidden = make.decision("C/3", body=coast.body)
    down = coast.decided("C/4", title="Taken down")
    with transaction():
        publishing.withhold(hidden, Choice(Openness.NOTHING, "section 23"), by=make.BY)
        publishing.take_down(down, words="A slip", by=make.BY)

    answers = [client.get(f"/register/decisions/{number}").status_code for number in (draft.id, hidden.id, down.id)]
    answers += [client.get(f"/register/decisions/{number}").status_code for number in (10**6, 10**30)]
    answers += [
        client.get(f"/register/bodies/{coast.body.id}").status_code,
        client.get("/register/bodies/0").status_code,
    ]

    assert set(answers) == {404}
    assert "No decision has been published here yet." in client.get("/register/").text


def test_the_list_is_narrowed_by_body_collaboration_year_and_words_of_what_is_public(
    coast: Coast, client: Client
) -> None:
    coast.decided()
    other = make.organisation("Dunmore")
    older = make.decision("D/1", body=other, title="Buy a drone", decided="2015", reasons="To look further.",
                          lead_officer="Hidden Name")  # fmt: skip
    with transaction():
        publishing.publish(older, Choice(Openness.PARTLY, withheld={"lead_officer": "section 40"}), by=make.BY)

    def found(asked: str) -> set[str]:
        text = client.get(f"/register/?{asked}").text
        return {title for title in ("Sell a boat", "Buy a drone") if title in text}

    assert found("") == {"Sell a boat", "Buy a drone"}
    assert found(f"body={other.id}") == {"Buy a drone"}
    assert found(f"collaboration={coast.boats.id}") == {"Sell a boat"}
    assert found("year=2015") == {"Buy a drone"}
    assert found("q=LOOK+further") == {"Buy a drone"}
    assert found("q=hidden+name") == set()
    assert found("q=d/1") == {"Buy a drone"}
    assert "This is not one of the answers offered" in client.get("/register/?body=x&year=<b>&page=9e9").text
    assert "No published decision matches." in client.get("/register/?q=%25").text


def test_the_address_survives_a_new_name_a_new_holder_and_a_successor(coast: Coast, client: Client) -> None:
    one = coast.decided()
    with transaction():
        bodies.rename(coast.body, short_name="Seashire", name="Seashire Police Area", on=date(2022, 4, 1), by=make.BY)
        bodies.succeed(coast.body, make.body("Kent"), kind="merged", on=date(2025, 4, 1), by=make.BY)

    page = client.get(f"/register/decisions/{one.id}")
    of_body = client.get(f"/register/bodies/{coast.body.id}")

    assert "Coastshire Police Area is now called Seashire Police Area" in page.text
    assert "Seashire Police Area merged into Kent on 1 April 2025" in page.text
    assert "<dd>Coastshire Police Area</dd>" in page.text
    assert "Seashire Police Area" in of_body.text
    assert "Sell a boat" in of_body.text


def test_earlier_and_later_decisions_are_named_only_where_they_are_public_too(coast: Coast, client: Client) -> None:
    first = coast.decided("C/1", title="The first")
    secret = make.decision("C/0", body=coast.body, title="Never published", decided="2012")
    second = coast.decided("C/2", title="The second", decided="2021", supersedes=first,
                           links=[(Linked.FOLLOWS, secret)])  # fmt: skip
    unpublished = make.decision("C/3", body=coast.body, title="Still to come", decided="2022", supersedes=second)

    before, after = (client.get(f"/register/decisions/{one.id}").text for one in (first, second))

    assert "A later decision supersedes this one" in before
    assert "Superseded by" in before
    assert "C/2: The second" in before
    assert "Supersedes" in after
    assert "C/1: The first" in after
    assert "Never published" not in after
    assert "A later decision supersedes this one" not in after
    assert unpublished.title not in after


def test_a_document_is_given_out_only_while_it_is_published_and_not_withheld(
    coast: Coast, client: Client, app: Flask
) -> None:
    folder = app.extensions["govtrack"].data
    one = make.decision("C/1", body=coast.body)
    with transaction():
        shown, kept = (
            documents.add_file(one, io.BytesIO(f"Text of {name}".encode()), name=name, title="", folder=folder,
                               most=10_000, by=make.BY)
            for name in ("open.txt", "closed-matter.txt")
        )  # fmt: skip
    places = [f"/register/documents/{row.id}" for row in (shown, kept)]

    before = [client.get(place).status_code for place in places]
    with transaction():
        publishing.publish(one, Choice(Openness.PARTLY, withheld={"appendix:2": "section 43"}), by=make.BY)
    page = client.get(f"/register/decisions/{one.id}").text
    given, withheld = (client.get(place) for place in places)
    with transaction():
        publishing.take_down(one, words="A slip", by=make.BY)
    after = [client.get(place).status_code for place in places]

    assert before == after == [404, 404]
    assert (given.status_code, given.text, withheld.status_code) == (200, "Text of open.txt", 404)
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert "open.txt" in page
    assert "closed-matter" not in page


def test_a_public_page_is_the_same_for_everybody_and_caches_may_keep_it(
    coast: Coast, client: Client, sign_in: SignIn
) -> None:
    one = coast.decided()
    make.person("officer@example.org", "recorder", organisation=coast.body)
    officer = sign_in("officer@example.org")
    places = ["/register/", f"/register/decisions/{one.id}", f"/register/bodies/{coast.body.id}"]

    for place in places:
        nobody, somebody = client.get(place), officer.get(place)
        again = client.get(place, headers={"If-None-Match": nobody.headers["ETag"]})

        assert nobody.data == somebody.data
        assert "public" in nobody.headers["Cache-Control"]
        assert (again.status_code, again.data) == (304, b"")
        for answer in (nobody, somebody, again):
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.headers.get("Vary", "")
            assert "nonce" not in answer.headers["Content-Security-Policy"]
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
        for private in ("officer@example.org", "csrf", "/account", 'href="/decisions', make.BY):
            assert private not in nobody.text, private
    assert client.get("/").headers["Cache-Control"] == "no-store"
    assert officer.get("/decisions").headers["Cache-Control"] == "no-store"


def test_a_known_page_is_new_again_once_anything_on_it_changed(coast: Coast, client: Client) -> None:
    one = coast.decided()
    place = f"/register/decisions/{one.id}"
    known = {"If-None-Match": client.get(place).headers["ETag"]}

    with transaction():
        deciding.add(one, words="The boat was green.", by=make.BY)
    unpublished = client.get(place, headers=known).status_code
    with transaction():
        publishing.publish(one, by=make.BY)
    anew = client.get(place, headers=known)
    with transaction():
        publishing.take_down(one, words="A slip", by=make.BY)
    gone = client.get(place, headers=known)

    assert unpublished == 304
    assert (anew.status_code, "The boat was green." in anew.text) == (200, True)
    assert gone.status_code == 404
    assert gone.headers["Cache-Control"] == "no-store"
