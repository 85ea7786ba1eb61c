"""Not a byte of what is withheld: every public answer is asked for, and searched for words that only the office has."""

import html
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.analytics.exemptions import Openness
from govtrack.analytics.register import Heading, Linked
from govtrack.domain import collaborations, deciding, decisions, documents, plans, publicagreements, publishing
from govtrack.domain.publicparts import Choice, parts_of_notice
from govtrack.store import audit
from govtrack.store.db import transaction
from tests import make
from tests.filling import fill, follow, resend
from tests.pages import Client

MARK = "Zqjzqk"
"""What every word begins with that the public must not meet: letters that no random number has by chance."""
SHOWN = "Openly"
LINKS = re.compile(r'(?:href|src|action)="([^"]+)"')
MOST = 60
"""Numbers of records that are tried, one after another."""


def word(name: str) -> str:
    """A word that nothing else in the register has."""
    return f"{MARK}{name}xvkjq"


class Told:
    """What an office keeps to itself, in every place that it can stand, beside what it publishes."""

    def __init__(self, folder: Any) -> None:
        self.coast = make.organisation("Coastshire")
        self.boats = make.collaboration("Boats", purpose="To keep boats together.")
        make.membership(self.boats, self.coast, role_behind=word("Behind"))
        self.person = make.person(f"{word('Officer')}@example.org", "approver", organisation=self.coast)
        with transaction():
            self.agreement = collaborations.agree(
                self.boats, title=f"{SHOWN} agreed", exit_rule=word("Exit"), source=word("AgreementSource"), by=make.BY
            )
        self.secret = make.decision("C/0", body=self.coast, title=word("SecretTitle"), reasons=word("SecretReasons"),
                                    decided="2012", collaboration=self.boats)  # fmt: skip
        self.full = make.decision(
            "C/1", body=self.coast, collaboration=self.boats, title=f"{SHOWN} titled", summary=f"{SHOWN} summed up",
            reasons=word("Reasons"), lead_officer=word("Lead"), chief_officer=word("Chief"), source=word("Source"),
            signed_by=word("Signed"), capacity=word("Capacity"), links=[(Linked.FOLLOWS, self.secret)],
            parts={heading: word(heading.name) for heading in Heading if heading.name not in {"SUMMARY", "REASONS"}},
        )  # fmt: skip
        self.by_title = make.decision(word("TitleOnlyReference"), body=self.coast, title=f"{SHOWN} by title",
                                      summary=word("TitleOnly"), decided="2016-05-04")  # fmt: skip
        self.draft_title = word("Draft")
        with transaction():
            documents.add_file(self.full, io.BytesIO(word("FileBytes").encode()), name=f"{word('FileName')}.txt",
                               title=word("FileTitle"), folder=folder, most=10_000, by=make.BY)  # fmt: skip
            deciding.add(self.full, words=word("Addendum"), by=self.person)
            decisions.draft(title=self.draft_title, body=self.coast, reasons=word("DraftReasons"), by=self.person)

        words = {name: word(f"Engaged{name}") for name in ("who", "how", "said", "changed")}
        make.engagement(self.full, **words)
        words = {name: word(f"Planned{name}") for name in ("title", "about", "who_decides", "influence", "contact")}
        make.plan(self.coast, announced=False, **words)
        became = make.plan(self.coast)
        with transaction():
            plans.decided(became, self.secret, by=self.person)

    def publish(self) -> None:
        """Publish all that is to be published, and go on with what is not."""
        withheld = {one.what: "section 43" for one in parts_of_notice(self.full) if one.what != "summary"}
        with transaction():
            publishing.publish(self.full, Choice(Openness.PARTLY, withheld=withheld), by=self.person)
            publishing.publish(self.by_title, Choice(Openness.TITLE, "section 24", f"{SHOWN} aimed"), by=self.person)
            publishing.withhold(self.secret, Choice(Openness.NOTHING, "section 23", word("Aim")), by=self.person)
            publicagreements.publish_agreement(
                self.agreement,
                Choice(Openness.PARTLY, objective=f"{SHOWN} afloat",
                       withheld={"exit_rule": "section 43", "source": "section 31"}),
                by=make.BY,
            )  # fmt: skip
            deciding.add(self.full, words=word("Afterwards"), by=self.person)
        make.decision("C/9", body=self.coast, title=word("Later"), supersedes=self.full, decided="2021")

    def take_down(self) -> None:
        """Take everything down again."""
        with transaction():
            for one in (self.full, self.by_title):
                publishing.take_down(one, words=word("WhyDown"), by=self.person)
            publicagreements.take_down_agreement(self.agreement, words=word("WhyDown"), by=self.person)


@pytest.fixture
def told(app: Flask) -> Told:
    return Told(app.extensions["govtrack"].data)


def open_addresses(app: Flask) -> Iterator[str]:
    """Every address that is open to all, those with a number tried with many."""
    for rule in app.url_map.iter_rules():
        if getattr(app.view_functions[rule.endpoint], "guard", "") != "open to all" or "GET" not in (
            rule.methods or ()
        ):
            continue
        if not rule.arguments:
            yield rule.rule
        elif rule.arguments == {"number"}:
            yield from (rule.rule.replace("<int:number>", str(number)) for number in range(MOST))


def public_answers(app: Flask, client: Client) -> Iterator[tuple[str, TestResponse]]:
    """Everything that anybody can get, each answer also asked for by who has it already; links followed to the end."""
    waiting = [
        *open_addresses(app), "/register/?q=section", "/register/?q=Coastshire&page=2", "/register/?year=2016",
        "/register/?body=1&collaboration=1&year=zz", "/register/nothing", "/nothing", "/register/decisions/x",
    ]  # fmt: skip
    met = set(waiting)
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        yield address, answer
        if "ETag" in answer.headers:
            again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
            assert again.status_code == 304, address
            yield address, again
        for found in LINKS.findall(answer.text if answer.mimetype in {"text/html", "application/atom+xml"} else ""):
            parts = urlsplit(html.unescape(found))
            link = parts.path + (f"?{parts.query}" if parts.query else "")
            inside = parts.netloc in {"", "localhost"} and link.startswith("/") and not link.startswith("/static/")
            if inside and link not in met:
                met.add(link)
                waiting.append(link)


def said(answer: TestResponse) -> str:
    """All the bytes of an answer, its headers too, in every way that they could be read."""
    raw = answer.data.decode("utf-8", "replace") + str(answer.headers)
    readings = [raw, html.unescape(raw), html.unescape(html.unescape(raw)), unquote(raw)]
    if answer.mimetype == "application/json":
        readings.append(json.dumps(json.loads(answer.data), ensure_ascii=False))
    return "\n".join(readings).casefold()


def test_no_public_answer_has_a_byte_of_what_is_withheld_nor_of_what_was_taken_down(
    app: Flask, client: Client, told: Told
) -> None:
    told.publish()

    found: dict[str, list[str]] = {}
    shown: set[str] = set()
    for address, answer in public_answers(app, client):
        text = said(answer)
        shown |= {name for name in ("titled", "summed up", "by title", "aimed", "agreed", "afloat")
                  if f"{SHOWN} {name}".casefold() in text}  # fmt: skip
        leaks = re.findall(rf"{MARK.casefold()}\w+?xvkjq", text)
        if leaks:
            found[address] = sorted(set(leaks))
    told.take_down()
    left = {
        address: answer.status_code
        for address, answer in public_answers(app, client)
        if SHOWN.casefold() in said(answer) or re.search(rf"{MARK.casefold()}\w+?xvkjq", said(answer))
    }

    assert found == {}
    assert shown == {"titled", "summed up", "by title", "aimed", "agreed", "afloat"}
    assert left == {}
    assert list(audit.faults()) == []


def test_asking_for_a_withheld_word_finds_what_asking_for_nonsense_finds(client: Client, told: Told) -> None:
    told.publish()

    for asked in (word("Reasons"), word("SecretTitle"), word("Addendum"), word("FileTitle"), word("TitleOnly")):
        page = client.get("/register/", query_string={"q": asked}).text
        nonsense = client.get("/register/", query_string={"q": "nonsense"}).text
        assert page.replace(asked, "nonsense") == nonsense


def test_a_real_notice_is_logged_decided_and_published_with_one_part_exempt(
    app: Flask, client: Client, sign_in: Any
) -> None:
    coast = make.organisation("Coastshire", name="Coastshire Police Area")
    make.membership(make.collaboration("Boats"), coast)
    for role in ("recorder", "approver"):
        make.person(f"{role}@example.org", role, organisation=coast)
    officer, approver = sign_in("recorder@example.org"), sign_in("approver@example.org")

    begun = fill(officer, "/decisions/new", title="Renew the boat contract", collaboration="Boats", keep_draft="yes",
                 summary="For three years.", reasons=word("Price"))  # fmt: skip
    place = begun.location
    fill(officer, f"{place}/put")
    fill(approver, f"{place}/decide", outcome="approved", reference="012/2026", signed_by="Pat Chair",
         **{"decided-day": "2", "decided-month": "11", "decided-year": "2026"})  # fmt: skip
    looked = fill(officer, f"{place}/publish", openness="partly", reasons="section 43", look="yes")
    page = follow(officer, resend(officer, looked, f"{place}/publish"))
    number = place.rsplit("/", 1)[1]
    public = client.get(f"/register/decisions/{number}").text

    assert "Published: 012/2026, Renew the boat contract." in page.text
    for words in ("Renew the boat contract", "For three years.", "Pat Chair", "Exempt:</strong> section 43"):
        assert words in public
    for address, answer in public_answers(app, client):
        assert word("Price").casefold() not in said(answer), address
