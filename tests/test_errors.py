"""Pages for what went wrong: the right number, words a person can act on, what was typed, and never a bare fault."""

import errno
import sqlite3

import pytest
from flask import Flask, abort, redirect
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import MethodNotAllowed, TooManyRequests

from govtrack import paths
from govtrack.domain.refusals import Changed, Refused
from govtrack.web import errors, formats
from tests.pages import Page


def database(message: str) -> OperationalError:
    return OperationalError("INSERT", {}, sqlite3.OperationalError(message))


FAULTS = {
    "missing": lambda: abort(404),
    "closed": lambda: abort(403),
    "large": lambda: abort(413),
    "often": lambda: _raise(TooManyRequests(retry_after=300)),
    "teapot": lambda: abort(418),
    "method": lambda: _raise(MethodNotAllowed(valid_methods=["GET"])),
    "broken": lambda: {}["no such thing"],
    "rule": lambda: _raise(Refused("That quarter is <closed>.")),
    "changed": lambda: _raise(Changed(None)),
    "twice": lambda: _raise(IntegrityError("INSERT", {}, Exception("UNIQUE"))),
    "huge": lambda: _raise(OverflowError("Python int too large to convert to SQLite INTEGER")),
    "locked": lambda: _raise(database("database is locked")),
    "full": lambda: _raise(database("database or disk is full")),
    "readonly": lambda: _raise(database("attempt to write a readonly database")),
    "no space": lambda: _raise(OSError(errno.ENOSPC, "No space left on device")),
    "away": lambda: abort(redirect("/elsewhere", 303)),
}


def _raise(error: Exception) -> None:
    raise error


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("errors", template_folder=str(paths.TEMPLATES), static_folder=None)
    app.jinja_env.globals["asset"] = lambda name: f"/static/{name}"
    formats.register(app)
    errors.register(app)

    @app.route("/<fault>", methods=["GET", "POST"])
    def show(fault: str) -> str:
        FAULTS[fault]()
        return "no fault"

    return app.test_client()


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ("missing", 404, "There is nothing at this address that you can see."),
        ("closed", 403, "Your account may not see or do this."),
        ("large", 413, "larger than this register takes"),
        ("often", 429, "Wait five minutes"),
        ("teapot", 418, "could not be understood"),
        ("method", 405, "use the buttons"),
        ("broken", 500, "The fault is ours"),
        ("rule", 400, "That quarter is &lt;closed&gt;."),
        ("changed", 409, "The record was changed after you opened it"),
        ("twice", 409, "The record was changed after you opened it"),
        ("huge", 404, "nothing at this address"),
        ("locked", 503, "The database is busy"),
        ("full", 503, "The disk that holds the register is full."),
        ("readonly", 503, "can be read but not written to"),
        ("no space", 503, "The disk that holds the register is full."),
    ],
)
def test_a_fault_is_answered_with_its_number_and_a_whole_page_of_words(
    client: FlaskClient, fault: str, code: int, words: str
) -> None:
    answer = client.get(f"/{fault}")

    assert answer.status_code == code
    assert words in answer.text
    assert Page(answer.text).check() == []


def test_a_form_that_could_not_be_saved_gives_back_what_was_typed_but_no_secret(client: FlaskClient) -> None:
    typed = {
        "reasons": "Because <of> this",
        "csrf_token": "abc123",
        "password": "hunter2",
        "form_key": "k9",
        "note": " ",
    }

    answer = client.post("/locked", data=typed)

    assert "Because &lt;of&gt; this" in answer.text
    assert "Nothing you typed has been stored." in answer.text
    assert not any(secret in answer.text for secret in ("abc123", "hunter2", "k9"))


def test_an_answer_that_is_no_fault_passes_through(client: FlaskClient) -> None:
    answer = client.get("/away")

    assert (answer.status_code, answer.location) == (303, "/elsewhere")


def test_what_a_browser_must_know_stays_in_the_headers(client: FlaskClient) -> None:
    assert client.get("/often").headers["Retry-After"] == "300"
    assert client.get("/method").headers["Allow"] == "GET"


def test_words_are_left_when_even_the_page_cannot_be_made(client: FlaskClient) -> None:
    client.application.jinja_env.globals.pop("asset")

    answer = client.get("/locked")

    assert answer.status_code == 503
    assert "The database is busy" in answer.text
