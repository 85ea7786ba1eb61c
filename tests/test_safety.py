"""The safety of every answer: tokens, headers, hosts, limits, and plain refusals of whatever is malformed."""

import io
import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from urllib.parse import urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from govtrack.domain import account
from govtrack.store import clock
from govtrack.store.db import db, transaction
from govtrack.store.events import Event
from govtrack.web import mail, onward, tries
from tests import make
from tests.conftest import PASSWORD
from tests.doors import send, sign_in_as, token
from tests.pages import Client

SignIn = Callable[[str], Client]

HOSTILE_NEXT = [
    "https://example.org/",
    "//example.org/",
    "///example.org/",
    "////example.org",
    "/\\example.org",
    "\\\\example.org",
    "/%5Cexample.org",
    "/%2Fexample.org",
    "/\t/example.org",
    "/%09/example.org",
    " //example.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "http:example.org",
    "https:/example.org",
    "//user@example.org/",
    "http://[::1",
    "//[bad",
    "/\r\nLocation: https://example.org",
    "@example.org",
    ".example.org",
    "/x\x00y",
    "https://localhost@example.org/",
    "http://localhost.example.org/",
    "\u3000//example.org",
    "/" + "a" * 5000,
]


def events() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Event)) or 0


def posts(app: Flask) -> Iterator[str]:
    """Every address that takes a POST, with a 1 or a word wherever it wants something."""
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            yield rule.build({name: _some(rule, name) for name in rule.arguments}, append_unknown=False)[1]


def _some(rule: object, name: str) -> object:
    converters = rule._converters
    return 1 if type(converters[name]).__name__ == "IntegerConverter" else "something"


def test_a_form_without_its_token_or_with_a_wrong_or_anothers_does_nothing(app: Flask, sign_in: SignIn) -> None:
    make.person("administrator@example.org", "administrator")
    make.person("other@example.org")
    browser = sign_in("administrator@example.org")
    anothers = token(sign_in("other@example.org"))
    visitor = app.test_client()
    visitors = token(visitor)
    before = events()
    addresses = list(posts(app))
    assert len(addresses) > 15
    for address in addresses:
        for wrong in ({}, {"csrf_token": "wrong"}, {"csrf_token": anothers}, {"csrf_token": visitors}):
            assert browser.post(address, data=wrong).status_code == 400, address
        for wrong in ({}, {"csrf_token": "wrong"}, {"csrf_token": anothers}):
            assert visitor.post(address, data=wrong).status_code == 400, address
    assert events() == before
    assert browser.get("/account/").status_code == 200


def test_a_token_in_a_json_body_is_no_token(client: Client) -> None:
    make.person("officer@example.org")
    hidden = token(client)
    answer = client.post(
        "/account/login", json={"csrf_token": hidden, "email": "officer@example.org", "password": PASSWORD}
    )
    assert answer.status_code == 415
    assert client.get("/account/").status_code == 302


def test_every_page_and_every_refusal_carries_the_headers(app: Flask, client: Client, sign_in: SignIn) -> None:
    make.person("administrator@example.org", "administrator")
    browser = sign_in("administrator@example.org")
    answers = [
        client.get("/account/login"),
        client.get("/account/"),
        client.get("/no/such/page"),
        client.post("/account/login", data={}),
        client.put("/account/login"),
        client.get("/account/login", headers={"Host": "elsewhere.example"}),
        browser.get("/account/"),
        browser.get("/account/people"),
        browser.get("/account/people/99"),
        browser.post("/account/people/new", data=b"x" * 17_000_000),
    ]
    assert [answer.status_code for answer in answers] == [200, 302, 404, 400, 405, 400, 200, 200, 404, 413]
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "*" not in policy
        for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
            assert part in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Strict-Transport-Security" not in answer.headers


def test_the_nonce_is_used_once_and_stands_on_the_page(client: Client) -> None:
    first, second = client.get("/account/login"), client.get("/account/login")
    policies = [answer.headers["Content-Security-Policy"] for answer in (first, second)]
    assert policies[0] != policies[1]
    nonce = policies[0].split("'nonce-")[1].split("'")[0]
    assert f'nonce="{nonce}"' in first.text


def test_a_host_that_is_not_ours_is_refused_plainly(client: Client) -> None:
    for host in ("elsewhere.example", "localhost.elsewhere.example", "127.0.0.2", "", "a b", "[", "x" * 300):
        answer = client.get("/account/login", headers={"Host": host})
        assert answer.status_code == 400, host
        assert "This could not be understood" in answer.text
        assert "Skip to the page" in answer.text, "it is a page like any other"


@pytest.mark.parametrize("address", HOSTILE_NEXT)
def test_no_onward_address_leaves_the_site(address: str) -> None:
    assert urlsplit(onward.safe(address)).netloc == ""
    assert onward.safe(address).startswith("/")
    assert not onward.safe(address).startswith(("//", "/\\"))


def test_signing_in_stays_here_when_the_address_to_go_on_to_is_hostile(app: Flask) -> None:
    make.person("officer@example.org")
    for address, where in product(HOSTILE_NEXT, ("query", "form")):
        browser = app.test_client()
        hidden = token(browser)
        answer = browser.post(
            "/account/login",
            query_string={"next": address} if where == "query" and "\0" not in address else {},
            data={
                "csrf_token": hidden,
                "email": "officer@example.org",
                "password": PASSWORD,
                **({"next": address} if where == "form" else {}),
            },
        )
        assert answer.status_code == 302, answer.text
        there = answer.headers["Location"]
        assert there.startswith("/")
        assert not there.startswith(("//", "/\\"))
        assert urlsplit(there.replace("\\", "/")).netloc == ""


def test_signing_in_goes_on_to_what_was_asked_for(app: Flask, client: Client) -> None:
    make.person("officer@example.org")
    asked = "/account/people/new?words=a%20b&after=%2Fx"
    first = client.get(asked)
    assert first.status_code == 302
    page = client.get(first.headers["Location"])
    assert 'name="next"' in page.text
    hidden = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    onto = page.text.split('name="next" value="')[1].split('"')[0].replace("&amp;", "&")
    answer = client.post(
        "/account/login",
        data={"csrf_token": hidden, "next": onto, "email": "officer@example.org", "password": PASSWORD},
    )
    assert answer.headers["Location"] == asked


@given(st.text(max_size=40))
def test_whatever_the_onward_address_it_stays_here(address: str) -> None:
    there = onward.safe(address)
    assert there.startswith("/")
    assert not there.startswith(("//", "/\\"))
    assert there.isprintable()
    assert onward.safe(there) == there


def test_ten_wrong_passwords_close_a_name_for_a_while_even_to_the_right_one(app: Flask) -> None:
    make.person("officer@example.org")
    make.person("other@example.org")
    for number in range(10):
        name = "officer@example.org" if number % 2 else " OFFICER@EXAMPLE.ORG "
        answer = sign_in_as(app.test_client(), name, "wrong", headers={"X-Forwarded-For": f"10.0.0.{number}"})
        assert answer.status_code == 200
    refused = sign_in_as(app.test_client(), "officer@example.org", PASSWORD, headers={"X-Forwarded-For": "10.1.1.1"})
    assert refused.status_code == 429
    assert "Wait five minutes" in refused.text
    assert 0 < int(refused.headers["Retry-After"]) <= 300
    assert sign_in_as(app.test_client(), "other@example.org", PASSWORD).status_code == 302


def test_no_other_way_of_writing_a_name_gains_tries(app: Flask) -> None:
    make.person("officer@example.org")
    ways = ["officer@example.org", "Officer@Example.org", "officer@ｅxample.org", " officer@example.org"]
    for number in range(10):
        sign_in_as(app.test_client(), ways[number % len(ways)], "wrong")
    for way in ways:
        assert sign_in_as(app.test_client(), way, PASSWORD).status_code == 429, way


def test_the_right_password_clears_what_was_counted(app: Flask) -> None:
    make.person("officer@example.org")
    for _ in range(3):
        for _ in range(9):
            assert sign_in_as(app.test_client(), "officer@example.org", "wrong").status_code == 200
        assert sign_in_as(app.test_client(), "officer@example.org", PASSWORD).status_code == 302


def test_many_names_from_one_address_are_stopped_too(app: Flask) -> None:
    browser = app.test_client()
    hidden = token(browser)
    codes = [
        browser.post(
            "/account/login", data={"csrf_token": hidden, "email": f"nobody{number}@example.org", "password": "x"}
        ).status_code
        for number in range(tries.FOR_AN_ADDRESS.amount + 1)
    ]
    assert set(codes[:-1]) == {200}
    assert codes[-1] == 429


def test_asking_for_a_new_password_is_limited_too(app: Flask, client: Client) -> None:
    hidden = token(client, "/account/reset")
    codes = [
        client.post("/account/reset", data={"csrf_token": hidden, "email": "x@example.org"}).status_code
        for _ in range(11)
    ]
    assert codes == [200] * 10 + [429]


def test_known_and_unknown_names_are_told_the_same(app: Flask) -> None:
    make.person("officer@example.org")
    closed = make.person("closed@example.org")
    with transaction():
        account.close(closed, by=make.BY)
        account.invite(email="invited@example.org", by=make.BY)
    app.extensions["mailman"].backend = "dummy"
    names = ["officer@example.org", "closed@example.org", "invited@example.org", "nobody@example.org", "not an address"]
    signing = {_words(sign_in_as(app.test_client(), name, "wrong"), name) for name in names}
    asking = {_words(send(app.test_client(), "/account/reset", {"email": name}), name) for name in names[:4]}
    mail.wait(app)
    assert len(signing) == 1
    assert len(asking) == 1


def _words(answer: object, name: str) -> str:
    text = answer.text.split("<main")[1] if "<main" in answer.text else ""
    said = answer.text.split('role="status"')[1].split("</div>")[0]
    text = text.split("</main>")[0].replace(name, "NAME")
    hidden = text.split('csrf_token" value="')[1].split('"')[0]
    return said.replace(name, "NAME") + text.replace(hidden, "")


def test_known_and_unknown_names_take_the_same_time(app: Flask) -> None:
    make.person("officer@example.org")
    browser = app.test_client()
    hidden = token(browser)
    took: dict[str, list[float]] = {"officer@example.org": [], "nobody@example.org": []}
    for _ in range(9):
        for name, times in took.items():
            app.extensions[tries.LIMITER].storage.reset()
            began = time.perf_counter()
            browser.post("/account/login", data={"csrf_token": hidden, "email": name, "password": "wrong"})
            times.append(time.perf_counter() - began)
    known, unknown = (sorted(times)[4] for times in took.values())
    assert 0.4 < known / unknown < 2.5


def test_a_body_over_the_limit_is_answered_and_read_to_its_end(app: Flask, client: Client) -> None:
    body = io.BytesIO(b"x" * 17_000_000)
    answer = client.post(
        "/account/login",
        input_stream=body,
        content_length=17_000_000,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert body.read() == b""


HOSTILE_PATHS = [
    "/%00", "/account/%00", "/%2f%2fexample.org", "/%2F..%2f..%2fetc%2fpasswd", "/..%5c..%5cwindows", "/%", "/%zz",
    "/%ff%fe", "/%ed%a0%80", "/account/people/99999999999999999999999999", "/account/people/-1", "/account/people/1%00",
    "/account/people/\u0661",
    "/collaborations/%F0%9F%92%A9", "/collaborations/" + "x" * 4000, "/collaborations/%00",
    "/collaborations/'%20or%201=1--", "/collaborations/<script>alert(1)<%2fscript>",
    "/account/reset/x", "/account/reset/%00",
    "/account/reset/..%2f", "/account/enter/x", "/account/enter/%00", "/account/tf-setup/x", "/account/tf-select",
    "/account/tf-rescue", "/account/tf-validate", "/account/mf-recovery", "//", "///account", "/account//login",
    "/static/../settings.py", "/static/%2e%2e/settings.py", "/account/login?next=%00", "/account/login?next[]=x&next=y",
    "/account/login?auth_token=x", "/account/login?" + "a=1&" * 3000, "/?%00", "/?a=%ed%a0%80",
]  # fmt: skip


@pytest.mark.parametrize("who", ["nobody", "administrator"])
def test_a_hostile_address_gets_a_plain_answer(app: Flask, client: Client, sign_in: SignIn, who: str) -> None:
    if who == "administrator":
        make.person("administrator@example.org", "administrator")
        client = sign_in("administrator@example.org")
    for path in HOSTILE_PATHS:
        for method in ("GET", "POST", "HEAD", "OPTIONS", "DELETE", "PATCH", "TRACE"):
            answer = client.open(path, method=method)
            assert answer.status_code < 500, f"{method} {path}"


def test_hundreds_of_hostile_forms_get_a_plain_answer(app: Flask, sign_in: SignIn) -> None:
    make.person("administrator@example.org", "administrator")
    chance = random.Random(20261122)  # noqa: S311 - nothing secret: the same hostile forms each time
    addresses = sorted(
        address
        for address in posts(app)
        if not any(word in address for word in ("close", "sign-out", "logout", "tf-validate"))
    )
    browser = sign_in("administrator@example.org")
    hidden = token(browser, "/account/")
    for _ in range(250):
        address = chance.choice(addresses)
        answers = {name: chance.choice(HOSTILE_TEXTS) for name in chance.sample(HOSTILE_NAMES, 5)}
        app.extensions[tries.LIMITER].storage.reset()
        answer = browser.post(address, data={"csrf_token": hidden, **answers})
        assert answer.status_code < 500, f"{address} {answers}"
        assert "open too long" not in answer.text, "the form was not even looked at"
    assert browser.get("/account/").status_code == 200


HOSTILE_TEXTS = [
    "",
    " ",
    "\0",
    "a\0b",
    "NaN",
    "Infinity",
    "1e309",
    "9" * 30,
    "-1",
    "0",
    "31 February",
    "10000-01-01",
    "x" * 10_000,
    "<script>alert(1)</script>",
    "' or 1=1 --",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "\u202e",
    "\ufeff",
    "😀" * 50,
    "=1+1",
    "a@b",
    "a@" + "b" * 300,
    "https://example.org",
    "//example.org",
    "\r\nSet-Cookie: a=b",
    "%00",
    "%s%n",
]
HOSTILE_NAMES = [
    "email", "name", "role", "organisation", "password", "code", "next", "form_key", "version", "amount", "setup",
    "partner", "period", "category", "short_name", "title", "decided-day", "reference", "q", "page",
]  # fmt: skip


def test_a_length_that_is_not_one_and_a_body_that_is_not_a_form_are_refused(client: Client) -> None:
    for headers, body in (
        ({"Content-Length": "-5"}, b""),
        ({"Content-Length": "many"}, b""),
        ({"Content-Type": "multipart/form-data"}, b"no boundary"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\nno end"),
        ({"Content-Type": "application/xml"}, b"<a/>"),
        ({"Content-Type": "application/x-www-form-urlencoded; charset=utf-16"}, b"\xff\xfe"),
        ({"Content-Encoding": "gzip"}, b"\x1f\x8b"),
    ):
        answer = client.post("/account/login", data=body, headers=headers)
        assert 400 <= answer.status_code < 500, headers


def test_a_session_of_long_ago_is_refused_like_any_form_that_was_open_too_long(client: Client) -> None:
    hidden = token(client)
    with clock.set_to(clock.now() + timedelta(hours=2)):
        answer = client.post("/account/login", data={"csrf_token": hidden, "email": "x@example.org", "password": "x"})
    assert answer.status_code == 400
    assert "open too long" in answer.text
