"""Signing in: Flask-Security on the register's own table of people, each of its views under a guard of ours."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, current_app, has_request_context, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_security import RoleMixin, Security, SQLAlchemyUserDatastore, current_user, login_user
from flask_security.recoverable import generate_reset_password_token
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import inspect

from govtrack.settings import Settings
from govtrack.store import sessions
from govtrack.store.db import db, transaction
from govtrack.store.events import deed
from govtrack.store.people import User
from govtrack.web import mail, onward, security
from govtrack.web.access import OPEN, allowed
from govtrack.web.codes import Codes
from govtrack.web.signing import FORMS, MESSAGES

VIEWS = {
    "security.login": OPEN,
    "security.logout": OPEN,
    "security.forgot_password": OPEN,
    "security.reset_password": OPEN,
    "security.two_factor_token_validation": OPEN,
    "security.mf_recovery": OPEN,
    "security.two_factor_setup": OPEN,
    "security.verify": "see own account",
    "security.change_password": "see own account",
    "security.two_factor_setup_validate": "see own account",
    "security.mf_recovery_codes": "see own account",
}
"""Flask-Security's views and their guards. Those that are open look for a half-finished sign-in themselves;
setting up a second factor is open because whoever must have one meets it before being signed in."""

SHUT = {"security.two_factor_rescue", "security.tf_select"}
"""Views of Flask-Security's for what is not offered here: nothing is at their addresses."""

DEEDS = {
    "security.change_password": "changed a password",
    "security.reset_password": "set a new password",
    "security.two_factor_setup": "turned a second factor off",
    "security.two_factor_setup_validate": "set up a second factor",
    "security.two_factor_token_validation": "set up a second factor",
    "security.mf_recovery_codes": "made recovery codes",
    "security.mf_recovery": "used a recovery code",
}


class People(SQLAlchemyUserDatastore):
    """Flask-Security's way to the table of people: each of its writes is a deed in a transaction of its own."""

    def commit(self) -> None:
        """Write what Flask-Security changed, beginning on the newest state; a new password ends every session."""
        changed = [(row.id, _changes(row)) for row in db.session.dirty if isinstance(row, User)]
        if not any(changes for _, changes in changed):
            return
        ended = []
        with transaction():
            for person_id, changes in changed:
                person = db.session.get_one(User, person_id)
                ended.append(person.fs_uniquifier if "fs_uniquifier" in changes else "")
                with deed(_deed(), by=person):
                    for name, value in changes.items():
                        setattr(person, name, value)
        for person_before in filter(None, ended):
            sessions.forget_person(person_before)


def _changes(row: User) -> dict[str, Any]:
    columns = row.__mapper__.column_attrs.keys()
    attributes = inspect(row).attrs
    changed = {name: getattr(row, name) for name in columns if attributes[name].history.has_changes()}
    return {name: list(value) if isinstance(value, list) else value for name, value in changed.items()}


def _deed() -> str:
    return DEEDS.get(str(request.endpoint), "changed an account") if has_request_context() else "changed an account"


def register(app: Flask, settings: Settings) -> None:
    """Open the way in, under /account."""
    mail.register(app, settings)
    app.config.update(security.configuration(settings, str(app.config["SECRET_KEY"])))
    app.config.update({f"SECURITY_MSG_{name}": (words, "info") for name, words in MESSAGES.items()})
    forms: dict[str, Any] = dict(FORMS)
    kept = People(db, User, RoleMixin)
    Security(app, kept, mail_util_cls=mail.Postman, totp_cls=Codes, **forms).want_json(lambda _request: False)
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined] # only a session signs in
    app.login_manager.session_protection = None  # type: ignore[attr-defined] # addresses of telephones change
    app.jinja_env.globals["can"] = lambda verb, **where: allowed(current_user, verb, **where)
    app.before_request(_keep_next_safe)
    app.before_request(_leave_signed_in)
    for endpoint, guard in VIEWS.items():
        app.view_functions[endpoint] = _kept(app.view_functions[endpoint], guard)
    for endpoint in SHUT:
        app.view_functions[endpoint] = _nothing


def _keep_next_safe() -> None:
    if request.blueprint == "security":
        onward.keep_safe()


def _leave_signed_in() -> ResponseReturnValue | None:
    """Flask-Security signs out whoever opens the page of codes with nothing begun: a link alone would do it."""
    person: Any = current_user
    asks_for_code = request.endpoint == "security.two_factor_token_validation"
    if asks_for_code and person.is_authenticated and session.get("tf_state") != "validating_profile":
        return redirect(request.script_root + "/account/")
    return None


def _kept(view: Callable[..., Any], guard: str) -> Callable[..., Any]:
    """A view of Flask-Security's that writes before it answers, and leaves the session as it was when it cannot."""

    @wraps(view)
    def kept(*args: Any, **values: Any) -> Any:
        before = dict(session)
        try:
            with db.session.no_autoflush:
                answer = view(*args, **values)
                current_app.extensions["security"].datastore.commit()
        except Exception:
            session.clear()
            session.update(before)
            raise
        return answer

    kept.guard = guard  # type: ignore[attr-defined] # what check() reads at the start
    return kept


def _nothing(**_values: Any) -> ResponseReturnValue:
    abort(404)


_nothing.guard = OPEN  # type: ignore[attr-defined] # what check() reads at the start


def invitation(person: User) -> str:
    """The path where a person sets a password of their own: good once, for a day."""
    return f"/account/reset/{generate_reset_password_token(person)}"  # type: ignore[no-untyped-call] # Flask-Security's


def demonstration_link(person: User) -> str:
    """The path that signs a person in at once; it leads nowhere unless this is the demonstration."""
    return f"/account/enter/{_demonstration().dumps(person.id)}"


def enter(token: str) -> User:
    """Sign in whom a link of the demonstration is for; 404 anywhere else, and for any other link."""
    if not current_app.extensions["govtrack"].demo:
        abort(404)
    try:
        person = db.session.get(User, _demonstration().loads(token))
    except BadSignature:
        abort(404)
    if person is None or not person.active:
        abort(404)
    login_user(person, authn_via=["demonstration"])
    return person


def _demonstration() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="govtrack demonstration")
