"""The changes of a record, for whoever may read the record itself."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from govtrack.domain import account, collaborations
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import transaction
from govtrack.store.events import of_record
from tests import make
from tests.pages import Client

SignIn = Callable[[str], Client]


@pytest.fixture
def together(app: Flask) -> Collaboration:
    alliance = make.collaboration("Two Rivers")
    make.membership(alliance, make.body("Kent"), role="host")
    make.person("reader@example.org", "reader", organisation=make.body("Kent"))
    make.person("stranger@example.org", "reader", organisation=make.body("Surrey"))
    return alliance


def test_a_change_shows_who_when_and_only_the_answers_that_changed(sign_in: SignIn, together: Collaboration) -> None:
    spell = together.memberships[0]
    with transaction():
        collaborations.amend(spell, role="lead force", notice_given=date(2020, 3, 31), by="Sam of Kent")

    page = sign_in("reader@example.org").get(f"/events/memberships/{spell.id}").text

    assert "Amended a membership" in page
    assert "by Sam of Kent" in page
    amended = page.split("Admitted a partner")[0]
    assert "host</td><td>lead force" in amended
    assert "31 March 2020" in amended
    assert "Votes" not in amended
    assert "Kent" in page
    assert of_record("memberships", spell.id)[0].hash[:12] in page


def test_numbers_are_shown_as_the_names_they_stand_for(sign_in: SignIn, together: Collaboration) -> None:
    kent = make.body("Kent")
    decision = make.decision("K/1", body=kent, collaboration=together)
    rule = make.rule(together, {kent: "100"})
    browser = sign_in("reader@example.org")

    taken = browser.get(f"/events/decisions/{decision.id}").text
    part = browser.get(f"/events/share_parts/{rule.parts[0].id}").text

    assert "Deciding body" in taken
    assert ">Two Rivers<" in taken
    assert "cost in Two Rivers, from 1 April 2012" in part


def test_secrets_never_stand_in_the_trail(app: Flask, sign_in: SignIn) -> None:
    person = make.person("admin@example.org", "administrator")

    page = sign_in("admin@example.org").get(f"/events/users/{person.id}").text

    assert "kept secret" in page
    assert "sha256" not in page
    assert "argon2" not in page


@pytest.mark.parametrize(
    "record",
    ["collaborations", "memberships", "agreements", "share_rules", "share_parts", "ledger_batches", "decisions"],
)
def test_who_may_not_read_a_record_finds_no_changes_of_it(
    sign_in: SignIn, together: Collaboration, record: str
) -> None:
    kent = make.body("Kent")
    rule = make.rule(together, {kent: "100"})
    make.figure(together, kent, "2015-16", 5)
    decision = make.decision("K/1", body=kent, collaboration=together)
    with transaction():
        agreement = collaborations.agree(together, title="Section 22A agreement", by=make.BY)
    numbers = {
        "collaborations": together.id, "memberships": together.memberships[0].id, "agreements": agreement.id,
        "share_rules": rule.id, "share_parts": rule.parts[0].id, "ledger_batches": 1, "decisions": decision.id,
    }  # fmt: skip
    address = f"/events/{record}/{numbers[record]}"

    assert sign_in("reader@example.org").get(address).status_code == 200
    assert sign_in("stranger@example.org").get(address).status_code == 404


def test_the_changes_of_an_account_are_for_its_person_and_administrators(app: Flask, sign_in: SignIn) -> None:
    one = make.person("one@example.org", "reader", organisation=make.body("Kent"))
    make.person("two@example.org", "reader", organisation=make.body("Kent"))
    make.person("admin@example.org", "administrator")
    with transaction():
        account.grant(one, "recorder", organisation=make.body("Kent"), by=make.BY)

    assert sign_in("one@example.org").get(f"/events/users/{one.id}").status_code == 200
    assert sign_in("one@example.org").get(f"/events/grants/{one.grants[0].id}").status_code == 200
    assert sign_in("two@example.org").get(f"/events/users/{one.id}").status_code == 404
    assert sign_in("admin@example.org").get(f"/events/users/{one.id}").status_code == 200


@pytest.mark.parametrize(
    "address", ["nonsense/1", "used_keys/x", "collaborations/0", "collaborations/999", f"terms/{'9' * 30}", "events/1"]
)
def test_what_is_not_there_has_no_changes(sign_in: SignIn, together: Collaboration, address: str) -> None:
    assert sign_in("reader@example.org").get(f"/events/{address}").status_code == 404


def test_a_former_member_sees_no_change_made_after_it_left(app: Flask, sign_in: SignIn) -> None:
    alliance = make.collaboration("Two Rivers")
    make.membership(alliance, make.body("Kent"), left=date(2018, 3, 31))
    make.person("left@example.org", "reader", organisation=make.body("Kent"))

    page = sign_in("left@example.org").get(f"/events/collaborations/{alliance.id}")

    assert page.status_code == 200
    assert "No change of it falls in the time that you may see" in page.text


def test_nobody_reads_changes_without_signing_in(client: Client, together: Collaboration) -> None:
    assert client.get(f"/events/collaborations/{together.id}").status_code == 302
