"""Accounts: signing in, passwords, the second factor, inviting people, and the command for the same."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from flask import Flask
from passlib.totp import TOTP
from sqlalchemy import delete

from govtrack import create_app
from govtrack.cli import user as chore
from govtrack.domain import account
from govtrack.domain.refusals import Refused
from govtrack.store import audit, events
from govtrack.store.db import db, transaction
from govtrack.store.keys import CODE, UsedKey
from govtrack.store.people import administrators, person_with
from govtrack.web import mail, people
from tests import make
from tests.conftest import PASSWORD
from tests.doors import send, sign_in_as, token
from tests.pages import Client

SignIn = Callable[[str], Client]
LONG = "four words make one"


@pytest.fixture
def post(app: Flask) -> Iterator[list[object]]:
    """The messages that were sent, once they are."""
    app.extensions["mailman"].backend = "locmem"
    app.extensions["mailman"].outbox = []
    yield app.extensions["mailman"].outbox
    app.extensions["mailman"].backend = mail.LoggedMail


def newest_event(record: str, record_id: int) -> events.Event:
    db.session.rollback()
    return events.of_record(record, record_id)[0]


def test_passwords_are_kept_as_argon2id(app: Flask) -> None:
    assert make.person().password.startswith("$argon2id$")  # type: ignore[union-attr] # it was given one


def test_a_wrong_password_is_said_beside_the_form_and_in_the_title(client: Client) -> None:
    answer = sign_in_as(client, "nobody@example.org", "wrong")
    assert "<title>Error: Sign in" in answer.text.replace("\n", "")
    assert "The address or the password is not right." in answer.text
    assert 'value="nobody@example.org"' in answer.text
    assert 'value="wrong"' not in answer.text


def test_a_closed_account_does_not_open_and_a_reopened_one_does(app: Flask) -> None:
    someone = make.person("officer@example.org")
    with transaction():
        account.close(someone, by=make.BY)
    assert sign_in_as(app.test_client(), "officer@example.org", PASSWORD).status_code == 200
    with transaction():
        account.reopen(someone, by=make.BY)
    assert sign_in_as(app.test_client(), "officer@example.org", PASSWORD).status_code == 302


def test_no_browser_is_remembered_past_its_session(app: Flask, client: Client) -> None:
    make.person("officer@example.org")
    answer = send(client, "/account/login", {"email": "officer@example.org", "password": PASSWORD, "remember": "y"})
    given = answer.headers.getlist("Set-Cookie")
    assert len(given) == 1
    assert "Expires" not in given[0]
    assert "Max-Age" not in given[0]


def test_a_link_in_the_post_sets_a_new_password_once(app: Flask, client: Client, post: list[object]) -> None:
    someone = make.person("officer@example.org")
    send(client, "/account/reset", {"email": "Officer@Example.org"})
    mail.wait(app)
    [message] = post
    assert message.to == ["officer@example.org"]
    path = re.search(r"http://localhost(/account/reset/\S+)", message.body)[1]
    short = send(client, path, {"password": "short", "password_confirm": "short"})
    assert "at least 12 characters" in short.text
    assert send(client, path, {"password": LONG, "password_confirm": LONG}).status_code == 302
    again = send(client, path, {"password": LONG + "!", "password_confirm": LONG + "!"})
    assert again.headers["Location"] == "/account/reset"
    assert sign_in_as(client, "officer@example.org", LONG).status_code == 302
    written = newest_event("users", someone.id)
    assert (written.deed, written.person) == ("set a new password", "officer@example.org")
    assert LONG not in written.after
    assert "argon2" not in written.after


def test_without_a_mail_server_the_link_is_written_in_the_log(
    app: Flask, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    make.person("officer@example.org")
    send(client, "/account/reset", {"email": "officer@example.org"})
    mail.wait(app)
    assert "/account/reset/" in caplog.text


def test_changing_the_password_is_a_deed_of_the_person(app: Flask, sign_in: SignIn, post: list[object]) -> None:
    someone = make.person("officer@example.org")
    browser = sign_in("officer@example.org")
    wrong = send(browser, "/account/change", {"password": "wrong", "new_password": LONG, "new_password_confirm": LONG})
    assert "The password is not right." in wrong.text
    right = send(browser, "/account/change", {"password": PASSWORD, "new_password": LONG, "new_password_confirm": LONG})
    assert right.status_code == 302
    mail.wait(app)
    assert len(post) == 1
    assert newest_event("users", someone.id).deed == "changed a password"
    assert list(audit.faults(None)) == []


def set_up_second_factor(browser: Client) -> str:
    page = send(browser, "/account/tf-setup", {"setup": "authenticator"})
    key = re.search(r"Key: <code>([^<]+)</code>", page.text)[1].replace("-", "").replace(" ", "")
    path = re.search(r'action="(/account/tf-setup/[^"]+)"', page.text)[1]
    assert "data:image/svg" in page.text
    assert send(browser, path, {"code": "000000"}).status_code == 302
    assert "Your second factor is set up" in send(browser, path, {"code": code_of(key)}, follow_redirects=True).text
    return key


def code_of(key: str, *, half_minutes: int = 0) -> str:
    moment = datetime.now(UTC) + timedelta(seconds=30 * half_minutes)
    return str(TOTP(key=key).generate(moment).token)


def forget_codes() -> None:
    """As if the half-minute in which a code was used had gone by."""
    with transaction():
        db.session.execute(delete(UsedKey).where(UsedKey.key.startswith(CODE)))


def test_with_a_second_factor_the_password_alone_opens_nothing(app: Flask, sign_in: SignIn) -> None:
    someone = make.person("officer@example.org")
    key = set_up_second_factor(sign_in("officer@example.org"))
    assert newest_event("users", someone.id).deed == "set up a second factor"
    browser = app.test_client()
    forget_codes()
    first = sign_in_as(browser, "officer@example.org", PASSWORD)
    assert "/account/tf-validate" in first.headers["Location"]
    assert browser.get("/account/").status_code == 302
    hidden = token(browser, "/account/tf-validate")
    wrong = browser.post("/account/tf-validate", data={"csrf_token": hidden, "code": "000000"})
    assert "The code is not right" in wrong.text
    right = browser.post("/account/tf-validate", data={"csrf_token": hidden, "code": code_of(key)})
    assert right.status_code == 302
    assert browser.get("/account/").status_code == 200


def test_a_code_opens_once_whichever_process_it_is_given_to(app: Flask, sign_in: SignIn) -> None:
    make.person("officer@example.org")
    key = set_up_second_factor(sign_in("officer@example.org"))
    forget_codes()
    code = code_of(key)
    answers = []
    other = create_app(app.extensions["govtrack"])
    for process in (app, app, other):
        browser = process.test_client()
        sign_in_as(browser, "officer@example.org", PASSWORD)
        hidden = token(browser, "/account/tf-validate")
        answers.append(browser.post("/account/tf-validate", data={"csrf_token": hidden, "code": code}).status_code)
    with other.app_context():
        db.engine.dispose()
    assert answers == [302, 200, 200]


def test_guessing_codes_is_limited(app: Flask, sign_in: SignIn) -> None:
    make.person("officer@example.org")
    key = set_up_second_factor(sign_in("officer@example.org"))
    forget_codes()
    browser = app.test_client()
    sign_in_as(browser, "officer@example.org", PASSWORD)
    hidden = token(browser, "/account/tf-validate")
    wrong = [
        browser.post("/account/tf-validate", data={"csrf_token": hidden, "code": "000000"}).status_code
        for _ in range(10)
    ]
    right = browser.post("/account/tf-validate", data={"csrf_token": hidden, "code": code_of(key)})
    assert wrong == [200] * 10
    assert right.status_code == 429


def test_a_recovery_code_opens_once(app: Flask, sign_in: SignIn) -> None:
    someone = make.person("officer@example.org")
    browser = sign_in("officer@example.org")
    set_up_second_factor(browser)
    page = send(browser, "/account/mf-recovery-codes", {"generate_new_codes": "yes"})
    codes = re.findall(r"<li><code>([^<]+)</code></li>", page.text)
    assert len(codes) == 8
    db.session.rollback()
    assert codes[0] not in str(person_with("officer@example.org").mf_recovery_codes)
    answers = []
    for _ in range(2):
        other = app.test_client()
        sign_in_as(other, "officer@example.org", PASSWORD)
        hidden = token(other, "/account/tf-validate")
        assert other.get("/account/mf-recovery").status_code == 200
        answers.append(other.post("/account/mf-recovery", data={"csrf_token": hidden, "code": codes[0]}).status_code)
    assert answers == [302, 200]
    assert newest_event("users", someone.id).deed == "used a recovery code"
    assert list(audit.faults(None)) == []


def test_changing_how_one_signs_in_asks_for_the_password_again_after_a_while(
    app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.person("officer@example.org")
    browser = sign_in("officer@example.org")
    with monkeypatch.context() as later:
        later.setitem(app.config, "SECURITY_FRESHNESS", timedelta(microseconds=1))
        asked = browser.get("/account/tf-setup")
        assert "/account/verify" in asked.headers["Location"]
        page = browser.get(asked.headers["Location"])
        assert "Your password once more" in page.text
    again = send(browser, asked.headers["Location"], {"password": PASSWORD})
    assert again.headers["Location"] == "/account/tf-setup"


def test_no_link_signs_anybody_out(app: Flask, sign_in: SignIn) -> None:
    make.person("officer@example.org")
    browser = sign_in("officer@example.org")

    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments:
            browser.get(rule.rule)

    assert browser.get("/account/").status_code == 200


def test_the_second_factor_is_turned_off_again(app: Flask, sign_in: SignIn) -> None:
    someone = make.person("officer@example.org")
    browser = sign_in("officer@example.org")
    set_up_second_factor(browser)
    assert send(browser, "/account/tf-setup", {"setup": "disable"}).status_code == 302
    assert newest_event("users", someone.id).deed == "turned a second factor off"
    assert sign_in_as(app.test_client(), "officer@example.org", PASSWORD).headers["Location"] == "/"


def test_where_everyone_must_have_a_second_factor_signing_in_leads_to_setting_one_up(app: Flask) -> None:
    make.person("officer@example.org")
    app.config["SECURITY_TWO_FACTOR_REQUIRED"] = True
    try:
        browser = app.test_client()
        answer = sign_in_as(browser, "officer@example.org", PASSWORD)
        assert "/account/tf-setup" in answer.headers["Location"]
        assert browser.get("/account/").status_code == 302
        hidden = token(browser, "/account/tf-setup")
        page = browser.post("/account/tf-setup", data={"csrf_token": hidden, "setup": "authenticator"})
        key = re.search(r"Key: <code>([^<]+)</code>", page.text)[1].replace("-", "")
        browser.post("/account/tf-validate", data={"csrf_token": hidden, "code": code_of(key)})
        assert browser.get("/account/").status_code == 200
    finally:
        app.config["SECURITY_TWO_FACTOR_REQUIRED"] = False


def test_the_account_page_says_who_one_is_and_what_one_may_do(sign_in: SignIn) -> None:
    body = make.organisation("Coastshire")
    make.person("officer@example.org", "recorder", organisation=body)
    page = sign_in("officer@example.org").get("/account/")
    assert "Recorder of Coastshire" in page.text
    assert "officer@example.org" in page.text
    assert "People" not in page.text.split("<header")[1].split("</header>")[0]


def test_an_administrator_invites_somebody_who_sets_a_password_and_signs_in(app: Flask, sign_in: SignIn) -> None:
    make.person("administrator@example.org", "administrator")
    body = make.organisation("Coastshire")
    browser = sign_in("administrator@example.org")
    refused = send(browser, "/account/people/new", {"email": "not an address", "name": ""})
    assert "Give an email address" in refused.text
    page = send(browser, "/account/people/new", {"email": "New@Example.org", "name": "New Person"})
    path = re.search(r"http://localhost(/account/reset/[^<]+)", page.text)[1]
    invited = app.test_client()
    assert send(invited, path, {"password": LONG, "password_confirm": LONG}).status_code == 302
    assert sign_in_as(invited, "new@example.org", LONG).status_code == 302
    number = person_with("new@example.org").id  # type: ignore[union-attr] # just invited
    nowhere = send(browser, f"/account/people/{number}/roles/new", {"role": "recorder"})
    assert "is a role in an organisation" in nowhere.text
    given = send(
        browser,
        f"/account/people/{number}/roles/new",
        {"role": "recorder", "organisation": body.short_name},
        follow_redirects=True,
    )
    assert "Recorder of Coastshire" in given.text
    assert "Recorder of Coastshire" in invited.get("/account/").text
    assert "new@example.org" in browser.get("/account/people").text


def test_an_administrator_takes_a_role_away_and_closes_and_reopens_an_account(sign_in: SignIn) -> None:
    make.person("administrator@example.org", "administrator")
    someone = make.person("officer@example.org", "reader", organisation=make.organisation("Coastshire"))
    theirs, browser = sign_in("officer@example.org"), sign_in("administrator@example.org")
    [held] = someone.grants
    number, grant = someone.id, held.id
    send(browser, f"/account/people/{number}/roles/{grant}/take")
    assert "You have no role yet" in theirs.get("/account/").text
    assert send(browser, f"/account/people/{number}/roles/{grant}/take").status_code == 404
    closed = send(browser, f"/account/people/{number}/close", follow_redirects=True)
    assert "is closed" in closed.text
    assert theirs.get("/account/").status_code == 302
    reopened = send(browser, f"/account/people/{number}/reopen", follow_redirects=True)
    assert "is open again" in reopened.text
    db.session.rollback()
    deeds = [event.deed for event in events.of_record("users", number)]
    assert deeds == ["reopened an account", "closed an account", "opened an account"]


def test_the_last_administrator_stays(sign_in: SignIn) -> None:
    someone = make.person("administrator@example.org", "administrator")
    browser = sign_in("administrator@example.org")
    refused = send(browser, f"/account/people/{someone.id}/close")
    assert refused.status_code == 400
    assert "last administrator" in refused.text
    with pytest.raises(Refused), transaction():
        account.revoke(someone.grants[0], by=make.BY)
    make.person("second@example.org", "administrator")
    with transaction():
        account.close(someone, by=make.BY)
    assert [one.email for one in administrators()] == ["second@example.org"]


def test_a_link_for_a_person_who_has_a_password_is_not_made_in_the_browser(sign_in: SignIn) -> None:
    make.person("administrator@example.org", "administrator")
    someone = make.person("officer@example.org")
    browser = sign_in("administrator@example.org")
    assert send(browser, f"/account/people/{someone.id}/link").status_code == 403


def test_a_link_of_the_demonstration_opens_nothing_anywhere_else(app: Flask, client: Client) -> None:
    someone = make.person("officer@example.org")
    path = people.demonstration_link(someone)
    assert client.get(path).status_code == 404
    app.extensions["govtrack"] = replace(app.extensions["govtrack"], demo=True)
    try:
        assert client.get(path[:-1] + "x").status_code == 404
        assert client.get(path).status_code == 302
        assert client.get("/account/").status_code == 200
        assert app.test_client().get(path).status_code == 302, "it may be used again"
    finally:
        app.extensions["govtrack"] = replace(app.extensions["govtrack"], demo=False)


def test_the_command_opens_accounts_gives_roles_and_closes(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = str(tmp_path_factory.mktemp("register"))

    def govtrack(*words: str, code: int = 0) -> str:
        answer = CliRunner().invoke(chore.user, [words[0], "--data", folder, *words[1:]])
        assert answer.exit_code == code, answer.output
        return answer.output

    assert "/account/reset/" in govtrack("add", "Boss@Example.org", "--name", "The Boss", "--role", "administrator")
    assert "already has an account" in govtrack("add", "boss@example.org", code=1)
    assert "/account/reset/" in govtrack("add", "kent@example.org", "--role", "recorder", "--organisation", "Kent")
    assert "approver of Kent" in govtrack("grant", "kent@example.org", "approver", "--organisation", "kent")
    assert "not in the register" in govtrack("grant", "kent@example.org", "reader", "--organisation", "Knet", code=2)
    assert "is a role in an organisation" in govtrack("grant", "kent@example.org", "reader", code=1)
    assert "no longer recorder of Kent" in govtrack("revoke", "kent@example.org", "recorder", "--organisation", "Kent")
    assert "not have that role" in govtrack("revoke", "kent@example.org", "reader", "--organisation", "Kent", code=1)
    assert "last administrator" in govtrack("close", "boss@example.org", code=1)
    assert "closed" in govtrack("close", "kent@example.org")
    assert "is closed" in govtrack("link", "kent@example.org", code=1)
    assert "/account/reset/" in govtrack("link", "boss@example.org")
    listed = govtrack("list")
    assert "administrator of this register" in listed
    assert "approver of Kent" in listed
