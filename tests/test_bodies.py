"""Organisations by the user's door: found, read, and their offices, holders and successions kept."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from govtrack.domain import bodies as verbs
from govtrack.store import bodies
from govtrack.store.bodies import Organisation, organisation_named, successions_of, terms_of
from govtrack.store.db import db, transaction
from tests import make
from tests.doors import send
from tests.pages import Client

SignIn = Callable[[str], Client]
SURREY = "/bodies/Surrey"


@pytest.fixture
def surrey(app: Flask) -> Organisation:
    """Surrey, with an approver of its own who keeps its offices."""
    body = make.body("Surrey")
    make.person("keeper@example.org", "approver", organisation=body)
    return body


def version(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found, page
    return found[1]


def office_of(body: Organisation) -> Any:
    return body.offices[0]


def test_the_police_areas_are_listed_and_found_by_name_kind_office_and_holder(
    sign_in: SignIn, surrey: Organisation
) -> None:
    with transaction():
        verbs.appoint(office_of(surrey), holder="Ada Lovelace", starts="2021-05-13", by=make.BY)
    browser = sign_in("keeper@example.org")

    def listed(query: str) -> list[str]:
        return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)<', browser.get(f"/bodies?{query}").text)

    assert len(listed("")) == 43
    assert listed("q=surr") == ["Surrey"]
    assert listed("q=lovelace") == ["Surrey"]
    assert listed("kind=council") == []
    assert "Ada Lovelace" in browser.get("/bodies?q=surrey").text
    assert browser.get("/bodies?kind=guild").status_code == 400
    assert browser.get("/bodies?page=" + "9" * 30).status_code == 200


def test_partners_that_are_not_police_are_known_only_to_those_they_work_with(
    sign_in: SignIn, surrey: Organisation
) -> None:
    make.organisation("Harbour Trust", kind="charity")
    council = make.organisation("Mole Valley", kind="council")
    alliance = make.collaboration()
    make.membership(alliance, surrey)
    make.membership(alliance, council)
    browser = sign_in("keeper@example.org")

    assert browser.get("/bodies/Mole Valley").status_code == 200
    assert browser.get("/bodies/Harbour Trust").status_code == 404
    assert "Harbour Trust" not in browser.get("/bodies").text


def test_an_administrator_registers_an_organisation_and_nobody_else_does(sign_in: SignIn, surrey: Organisation) -> None:
    make.person("admin@example.org", "administrator")
    answers = {"name": "Mole Valley District Council", "short_name": "Mole Valley", "kind": "council"}

    page = send(sign_in("admin@example.org"), "/bodies/new", answers, follow_redirects=True).text
    refused = send(sign_in("keeper@example.org"), "/bodies/new", {**answers, "short_name": "Mole"})

    assert "Mole Valley District Council is registered" in page
    assert refused.status_code == 403
    assert organisation_named("Mole") is None


BAD = [
    ("name", "", "full name"),
    ("name", "x" * 10_000, "At most 200 characters"),
    ("short_name", "surrey", "already in the register"),
    ("short_name", "a\0b", "cannot be shown"),
    ("kind", "guild", "not one of the answers offered"),
    ("kind", "", "Choose what it is"),
    ("area_code", "E" * 13, "At most 12 characters"),
]
BAD_TERMS = [
    ("holder", "", "Give the name"),
    ("holder", "x" * 121, "At most 120 characters"),
    ("office", "4711", "not one of the answers offered"),
    ("office", "9" * 30, "not one of the answers offered"),
    ("starts", "31 February 2014", "no day 31"),
    ("ends", "10000", "Write"),
]


def test_bad_answers_are_refused_in_a_sentence_each(sign_in: SignIn, surrey: Organisation) -> None:
    make.person("admin@example.org", "administrator")
    browser = sign_in("admin@example.org")

    for name, text, said in BAD:
        answers = {"name": "Mole Valley", "short_name": "Mole Valley", "kind": "council", name: text}
        page = send(browser, "/bodies/new", answers).text

        assert said in page, (name, text)
        assert "<title>Error: " in page, (name, text)
    db.session.rollback()
    assert organisation_named("Mole Valley") is None


def test_an_office_opens_is_held_and_passes_on(sign_in: SignIn, surrey: Organisation) -> None:
    browser = sign_in("keeper@example.org")

    opened = {"kind": "police authority", "starts": "April 1995", "ends": "21 November 2012"}
    send(browser, f"{SURREY}/offices/new", opened)
    authority = next(one for one in organisation_named("Surrey").offices if one.kind == "police authority")  # type: ignore[union-attr] # it is there
    held = {"office": authority.id, "holder": "Margaret Thorne", "acting": "y", "starts": "2005-06"}
    page = send(browser, f"{SURREY}/terms/new", held, follow_redirects=True).text

    assert "Margaret Thorne is recorded as Police authority of Surrey" in page
    assert "Police authority of Surrey ends" in page
    assert "June 2005 to now" in page
    assert "acting" in page


def test_a_term_is_ended_in_its_own_form(sign_in: SignIn, surrey: Organisation) -> None:
    with transaction():
        term = verbs.appoint(office_of(surrey), holder="Ada Lovelace", starts="2016-05-12", by=make.BY)
    browser = sign_in("keeper@example.org")
    address = f"{SURREY}/terms/{term.id}"
    answers = {"holder": "Ada Lovelace", "starts": "2016-05-12", "version": version(browser.get(address).text)}

    page = send(browser, address, {**answers, "ends": "8 May 2024"}, follow_redirects=True).text

    assert "12 May 2016 to 8 May 2024" in page
    db.session.rollback()
    assert terms_of([surrey.id])[0].ends == "2024-05-08"


def test_of_two_who_amend_one_term_the_later_is_shown_both(sign_in: SignIn, surrey: Organisation) -> None:
    with transaction():
        term = verbs.appoint(office_of(surrey), holder="Ada Lovelace", by=make.BY)
    browser = sign_in("keeper@example.org")
    address = f"{SURREY}/terms/{term.id}"
    seen = version(browser.get(address).text)
    with transaction():
        verbs.amend_term(term, holder="Ada King", by=make.BY)

    met = send(browser, address, {"holder": "Countess Lovelace", "version": seen})

    assert met.status_code == 409
    assert "<td>Ada King</td><td>Countess Lovelace</td>" in met.text
    again = {"holder": "Countess Lovelace", "version": version(met.text)}
    assert send(browser, address, again).status_code == 302


def test_an_office_is_amended_and_cannot_end_before_it_begins(sign_in: SignIn, surrey: Organisation) -> None:
    browser = sign_in("keeper@example.org")
    address = f"{SURREY}/offices/{office_of(surrey).id}"
    answers = {"name": "PCC for Surrey", "kind": "PCC", "starts": "2012-11-22"}

    wrong = send(browser, address, {**answers, "ends": "2011"}).text
    right = send(browser, address, answers, follow_redirects=True).text

    assert "ends before it begins" in wrong
    assert 'href="#ends"' in wrong
    assert "PCC for Surrey is amended" in right


def test_bad_terms_are_refused_in_a_sentence_each_and_not_recorded(sign_in: SignIn, surrey: Organisation) -> None:
    browser = sign_in("keeper@example.org")

    for name, text, said in BAD_TERMS:
        answers = {"office": office_of(surrey).id, "holder": "Ada Lovelace", "starts": "2012", name: text}
        page = send(browser, f"{SURREY}/terms/new", answers).text

        assert said in page, (name, text)
    db.session.rollback()
    assert terms_of([surrey.id]) == []


def test_a_succession_stands_on_both_pages(sign_in: SignIn, surrey: Organisation) -> None:
    kent = make.body("Kent")
    browser = sign_in("keeper@example.org")
    day = {"on-day": "1", "on-month": "April", "on-year": "2024"}
    answers = {"new": kent.id, "kind": "merged", "note": "By order.", **day}

    page = send(browser, f"{SURREY}/followed", answers, follow_redirects=True).text
    blank = send(browser, f"{SURREY}/followed", {"new": "", "kind": ""}).text

    assert "was followed by" in page
    assert "By order." in browser.get("/bodies/Kent").text
    assert "Choose the organisation that followed" in blank
    db.session.rollback()
    assert len(successions_of(surrey.id)) == 1


def test_a_renamed_organisation_is_found_by_either_name_and_its_history_tells_when(
    sign_in: SignIn, surrey: Organisation
) -> None:
    browser = sign_in("keeper@example.org")
    address, day = f"{SURREY}/name", {"on-day": "1", "on-month": "April", "on-year": "2024"}
    seen = version(browser.get(address).text)
    answers = {"name": "Surrey and the Downs", "short_name": "Downs", "version": seen}

    page = send(browser, address, {**answers, **day, "note": "By order."}, follow_redirects=True).text
    late = send(browser, "/bodies/Downs/name", {**answers, "name": "Surrey Hills"})

    assert "It is called Surrey and the Downs." in page
    assert "Surrey, until 31 March 2024" in page
    assert "Renamed: until then Surrey" in page
    assert "By order." in page
    assert "Surrey and the Downs" in browser.get(SURREY).text
    assert "/bodies/Downs" in browser.get("/bodies?q=surrey").text
    assert late.status_code == 409
    assert "<td>Surrey and the Downs</td><td>Surrey Hills</td>" in late.text
    found = organisation_named("surrey")
    assert found is not None
    assert found.short_name == "Downs"


BAD_NAMES = [
    ({"short_name": "kent"}, "is taken"),
    ({"short_name": "N" * 16}, "at most 15"),
    ({"name": ""}, "Give the organisation&#39;s full name."),
    ({"on-day": "1", "on-month": "April", "on-year": "2099"}, "still to come"),
    ({"on-day": "31", "on-month": "February", "on-year": "2024"}, "February"),
    ({"name": "Surrey"}, "Nothing is different"),
]


def test_a_name_that_cannot_be_is_refused_in_a_sentence(sign_in: SignIn, surrey: Organisation) -> None:
    browser = sign_in("keeper@example.org")
    seen = version(browser.get(f"{SURREY}/name").text)

    for bad, said in BAD_NAMES:
        page = send(
            browser, f"{SURREY}/name", {"name": "The Downs", "short_name": "Surrey", "version": seen, **bad}
        ).text
        assert said in page, (bad, re.findall(r'class="wrong".*?</div>', page, re.DOTALL))
    db.session.rollback()
    assert [one.short_name for one in bodies.former_names()] == []
    assert organisation_named("Surrey") is not None


def test_without_a_day_a_mistake_in_a_name_is_put_right_and_not_kept(sign_in: SignIn, surrey: Organisation) -> None:
    browser = sign_in("keeper@example.org")
    seen = version(browser.get(f"{SURREY}/name").text)

    page = send(
        browser,
        f"{SURREY}/name",
        {"name": "Surrey Police", "short_name": "Surrey", "version": seen},
        follow_redirects=True,
    ).text

    assert "It is called Surrey Police." in page
    assert "Called before" not in page
    db.session.rollback()
    assert bodies.former_names() == []


def test_an_approver_keeps_only_its_own_organisation(sign_in: SignIn, surrey: Organisation) -> None:
    browser = sign_in("keeper@example.org")
    office = make.body("Kent").offices[0].id

    for door in ("name", "offices/new", "terms/new", "followed", f"offices/{office}"):
        assert browser.get(f"/bodies/Kent/{door}").status_code == 403
    assert browser.get(f"{SURREY}/offices/{office}").status_code == 404
    assert browser.get(f"{SURREY}/terms/{'9' * 30}").status_code == 404
    assert browser.get("/bodies/Nowhere").status_code == 404


def test_a_page_shows_what_the_organisation_belongs_to_and_decided_so_far_as_the_reader_may_read(
    sign_in: SignIn, surrey: Organisation
) -> None:
    shared, other = make.collaboration("Two Rivers"), make.collaboration("Elsewhere")
    kent = make.body("Kent")
    make.membership(shared, surrey, role="lead force")
    make.membership(shared, kent, left=date(2019, 3, 31))
    make.membership(other, kent)
    make.decision("K/1", body=kent, collaboration=shared, title="Sign it together", decided="2012-03-01")
    make.decision("K/2", body=kent, collaboration=other, title="A private matter", decided="2014-03-01")
    browser = sign_in("keeper@example.org")

    page = browser.get("/bodies/Kent").text

    assert "Collaborations before" in page
    assert "31 March 2019" in page
    assert "Elsewhere" not in page
    assert "Sign it together" in page
    assert "A private matter" not in page
    assert "lead force" in browser.get(SURREY).text


def test_a_form_sent_twice_opens_one_office(sign_in: SignIn, surrey: Organisation) -> None:
    browser = sign_in("keeper@example.org")
    before = len(surrey.offices)
    answers = {"kind": "mayor", "form_key": "3a3f3c9c-4c3b-4b7e-9d5f-0b8f6f0a1b2c"}

    send(browser, f"{SURREY}/offices/new", answers)
    again = send(browser, f"{SURREY}/offices/new", answers)

    assert again.location.endswith(SURREY)
    db.session.rollback()
    assert len(surrey.offices) == before + 1
