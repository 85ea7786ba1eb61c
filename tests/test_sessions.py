"""Sessions: kept on the server, renewed when they change hands, and ended from here."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from govtrack.domain import account
from govtrack.store import clock, sessions
from govtrack.store.db import db, transaction
from govtrack.store.people import person_with
from govtrack.store.sessions import StoredSession
from tests import make
from tests.conftest import PASSWORD
from tests.doors import send, sign_in_as, token
from tests.pages import Client

ANOTHER = "another long password"
SignIn = Callable[[str], Client]


def cookie(browser: Client) -> str:
    found = browser.get_cookie("govtrack")
    return found.value if found else ""


def rows() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(StoredSession)) or 0


def signed_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def test_the_cookie_holds_nothing_but_random_bits(client: Client) -> None:
    client.get("/account/login")
    assert len(cookie(client)) == 43
    stored = db.session.scalars(select(StoredSession)).one()
    assert cookie(client) not in stored.key + stored.data


def test_a_visitor_who_only_looks_leaves_no_session(client: Client) -> None:
    client.get("/account/")
    client.get("/no/such/page")
    assert cookie(client) == ""
    assert rows() == 0


def test_signing_in_gives_the_cookie_a_new_value_and_the_old_one_opens_nothing(app: Flask, client: Client) -> None:
    make.person("officer@example.org")
    before_token = token(client)
    before = cookie(client)
    assert sign_in_as(client, "officer@example.org", PASSWORD).status_code == 302
    assert cookie(client) != before
    assert token(client, "/account/") != before_token
    other = app.test_client()
    other.set_cookie("govtrack", before)
    assert not signed_in(other)


def test_signing_out_kills_the_old_cookie(app: Flask, sign_in: SignIn) -> None:
    make.person("officer@example.org")
    browser = sign_in("officer@example.org")
    before = cookie(browser)
    assert send(browser, "/account/logout").status_code == 302
    other = app.test_client()
    other.set_cookie("govtrack", before)
    assert not signed_in(other)
    assert not signed_in(browser)


def test_changing_the_password_ends_every_other_session(app: Flask, sign_in: SignIn) -> None:
    make.person("officer@example.org")
    here, there = sign_in("officer@example.org"), sign_in("officer@example.org")
    answer = send(
        here,
        "/account/change",
        {"password": PASSWORD, "new_password": ANOTHER, "new_password_confirm": ANOTHER},
    )
    assert answer.status_code == 302, answer.text
    assert signed_in(here)
    assert not signed_in(there)
    assert sign_in_as(app.test_client(), "officer@example.org", PASSWORD).status_code == 200
    assert sign_in_as(app.test_client(), "officer@example.org", ANOTHER).status_code == 302


def test_closing_an_account_ends_its_sessions_at_once(sign_in: SignIn) -> None:
    someone = make.person("officer@example.org")
    browser = sign_in("officer@example.org")
    with transaction():
        account.close(someone, by=make.BY)
    assert not signed_in(browser)


def test_somebody_signs_out_everywhere_with_one_button(sign_in: SignIn) -> None:
    make.person("officer@example.org")
    here, there = sign_in("officer@example.org"), sign_in("officer@example.org")
    assert send(here, "/account/sign-out-everywhere").status_code == 302
    assert not signed_in(here)
    assert not signed_in(there)
    db.session.rollback()
    kept = db.session.scalars(select(StoredSession.person)).all()
    assert not any(kept)


def test_a_session_ends_when_it_is_left_alone(sign_in: SignIn) -> None:
    make.person("officer@example.org")
    browser = sign_in("officer@example.org")
    start = datetime.now(UTC)
    with clock.set_to(start + timedelta(minutes=50)):
        assert signed_in(browser)
    with clock.set_to(start + timedelta(minutes=105)):
        assert signed_in(browser), "being used keeps it"
    with clock.set_to(start + timedelta(minutes=166)):
        assert not signed_in(browser)


def test_a_session_ends_after_its_longest_time_however_busy(sign_in: SignIn) -> None:
    make.person("officer@example.org")
    browser = sign_in("officer@example.org")
    start = datetime.now(UTC)
    for half_hours in range(1, 24):
        with clock.set_to(start + timedelta(minutes=30 * half_hours)):
            assert signed_in(browser)
    with clock.set_to(start + timedelta(hours=12, minutes=1)):
        assert not signed_in(browser)


def test_a_session_that_was_ended_meanwhile_is_not_brought_back_by_a_slow_request(app: Flask) -> None:
    sessions.remember("t" * 43, "", sessions.Remembered("{}", 1, 1))
    sessions.forget("t" * 43)
    sessions.rewrite("t" * 43, "somebody", sessions.Remembered("{}", 1, 1))
    assert sessions.remembered("t" * 43) is None


@pytest.mark.parametrize("value", ["", "x", "a" * 43, "a" * 3900, "'; drop table sessions; --", "é" * 43])
def test_a_made_up_cookie_is_nobody(client: Client, value: str) -> None:
    client.set_cookie("govtrack", value)
    assert client.get("/account/").status_code == 302


def test_behind_https_the_cookie_is_bound_to_the_host_and_to_https(app: Flask) -> None:
    app.config.update(SESSION_COOKIE_NAME="__Host-govtrack", SESSION_COOKIE_SECURE=True)
    try:
        given = app.test_client().get("/account/login").headers["Set-Cookie"]
    finally:
        app.config.update(SESSION_COOKIE_NAME="govtrack", SESSION_COOKIE_SECURE=False)
    assert given.startswith("__Host-govtrack=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in given
    assert "Domain" not in given


def test_pages_are_read_and_nobody_is_told_they_signed_in_when_sessions_cannot_be_kept(
    app: Flask, client: Client, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.person("officer@example.org")
    browser, hidden = sign_in("officer@example.org"), token(client)

    def locked(*_rest: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    for write in ("remember", "rewrite", "touch"):
        monkeypatch.setattr(sessions, write, locked)
    with clock.set_to(datetime.now(UTC) + timedelta(minutes=5)):
        assert signed_in(browser)
    answer = client.post(
        "/account/login", data={"csrf_token": hidden, "email": "officer@example.org", "password": PASSWORD}
    )
    assert answer.status_code == 503
    assert "busy" in answer.text
    assert "Location" not in answer.headers
    assert person_with("officer@example.org") is not None
