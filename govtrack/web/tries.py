"""How often somebody may try to sign in: ten times in five minutes for a name, more for an address of the network."""

import hashlib
import time
from typing import NamedTuple

from flask import Flask, Response, current_app, g, request, session
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

from govtrack.settings import Settings
from govtrack.web import counts

MINUTES = 5
FOR_A_NAME = RateLimitItemPerMinute(10, MINUTES, namespace="name")
FOR_AN_ADDRESS = RateLimitItemPerMinute(100, MINUTES, namespace="address")
"""Wrong tries alone count for an address of the network: a whole office may share it."""

DRAFTS_OF_A_PERSON = RateLimitItemPerMinute(60, namespace="drafts")

BY_EMAIL = {"security.login", "security.forgot_password"}
BY_HALF_SIGNED_IN = {"security.two_factor_token_validation", "security.mf_recovery"}
BY_PERSON = {"security.verify", "security.change_password", "security.two_factor_setup_validate"}
BY_ADDRESS_ALONE = {"security.reset_password"}
COUNTED = BY_EMAIL | BY_HALF_SIGNED_IN | BY_PERSON | BY_ADDRESS_ALONE
LIMITER = "govtrack tries"
COUNTED_IN = "tries.sqlite"


class Try(NamedTuple):
    """One try: at what, by whom (nothing where only the address counts), and from where."""

    at: str
    whose: str
    address: str


def register(app: Flask, settings: Settings) -> None:
    """Count every try at a password or a code before it is looked at, so that many at once gain nothing."""
    counted_in = settings.limits_storage or f"{counts.SCHEME}://{settings.data.resolve() / COUNTED_IN}"
    storage = storage_from_string(counted_in, wrap_exceptions=True)
    app.extensions[LIMITER] = MovingWindowRateLimiter(storage)
    app.before_request(_count)
    app.after_request(_learn)


def _count() -> None:
    if request.method != "POST" or request.endpoint not in COUNTED:
        return
    limiter: MovingWindowRateLimiter = current_app.extensions[LIMITER]
    this = Try(_at(), _whose(), str(request.remote_addr))
    try:
        if not limiter.test(FOR_AN_ADDRESS, this.address):
            _refuse(limiter.get_window_stats(FOR_AN_ADDRESS, this.address).reset_time)
        if this.whose and not limiter.hit(FOR_A_NAME, this.at, this.whose):
            _refuse(limiter.get_window_stats(FOR_A_NAME, this.at, this.whose).reset_time)
    except StorageError as error:
        raise ServiceUnavailable from error
    g.this_try = this


def keeps_too_often(person_id: int) -> bool:
    """Whether a person's forms are being kept more often than anybody types; not, where that cannot be counted."""
    limiter: MovingWindowRateLimiter = current_app.extensions[LIMITER]
    try:
        return not limiter.hit(DRAFTS_OF_A_PERSON, str(person_id))
    except StorageError:
        return False


def _learn(answer: Response) -> Response:
    """What came of it: a right answer clears the name, a wrong one counts for the address."""
    this: Try | None = g.pop("this_try", None)
    if this is None:
        return answer
    limiter: MovingWindowRateLimiter = current_app.extensions[LIMITER]
    if not 300 <= answer.status_code < 400:
        limiter.hit(FOR_AN_ADDRESS, this.address)
    elif this.whose and this.at != "security.forgot_password":
        limiter.clear(FOR_A_NAME, this.at, this.whose)
    return answer


def _refuse(reset: float) -> None:
    raise TooManyRequests(retry_after=max(1, round(reset - time.time())))


def _at() -> str:
    return "second factor" if request.endpoint in BY_HALF_SIGNED_IN else str(request.endpoint)


def _whose() -> str:
    if request.endpoint in BY_EMAIL:
        return _hashed(_address_of(request.form.get("email", "")))
    if request.endpoint in BY_HALF_SIGNED_IN:
        return _hashed(str(session.get("tf_user_id") or ""))
    if request.endpoint in BY_PERSON:
        return _hashed(str(session.get("_user_id") or ""))
    return ""


def _address_of(typed: str) -> str:
    """The address as Flask-Security will look it up, so that no other way of writing it gains tries."""
    try:
        return str(current_app.extensions["security"].mail_util.normalize(typed))
    except ValueError:
        return typed.strip()


def _hashed(whose: str) -> str:
    return hashlib.sha256(whose.encode("utf-8", "replace")).hexdigest() if whose else ""
