"""Drafts on the way: which form a page offers to keep, what is filled in again, what survives a session's end.

A form that is shown carries a key, signed here, which says whose it is and where. Nothing is kept without one, so
that only forms which offer it are kept (never one with a password), and nobody can keep anything for somebody else.
"""

import hashlib
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from flask import Flask, current_app, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, PasswordField, SubmitField

from govtrack.domain import drafts as verbs
from govtrack.domain.refusals import Refused
from govtrack.store import drafts as store
from govtrack.store.clock import now
from govtrack.store.db import transaction
from govtrack.store.drafts import Draft, Place
from govtrack.web import formats
from govtrack.web.onward import HARMLESS

KEY, CHANGES = "draft", "draft_changes"
"""What the machinery's answers are called in a form."""
NOT_TYPED = {KEY, CHANGES, "csrf_token", "form_key"}
PASSING = {"after"}
"""What an address says of the way one came, not of what the form is about."""
HELD = "held"
"""Where the session of a browser keeps the token of what was typed after a session's end."""
HELD_DAYS, KEY_DAYS = 1, 7

SIGNED_OUT = "You were signed out. Sign in, and you find the form as you left it: nothing has been saved yet."


class Offer(NamedTuple):
    """What a form carries: its key, how often it was kept, and what is filled in again (None: nothing)."""

    key: str
    changes: int
    begun: Draft | None
    others: Sequence[Draft]
    """What the person has begun in the same kind of form, for another record."""
    refused: bool
    """Whether what stands in the boxes was sent, and was not saved."""


class Rescue(NamedTuple):
    """What was sent and could not be taken was kept all the same: where the form is, and whose it is."""

    address: str
    signed_in: bool


def register(app: Flask) -> None:
    """Let pages offer to keep their forms, and give people back what they typed before they signed in again."""
    app.before_request(_hand_over)
    app.jinja_env.globals.update(draft_of=offer, called=_called, said_at=said_at)


def _called(title: str) -> str:
    """Remember what the page is called, for the list of what was begun; the page's head is made first."""
    g.page_title = " ".join(title.split())[: store.LONGEST_TITLE]
    return ""


# Which form it is


def keeps(form: Any) -> bool:
    """Whether a form is one to be kept: it asks something, and no password."""
    boxes = [one for one in form if not isinstance(one, (HiddenField, SubmitField))]
    return bool(form.drafted and boxes) and not any(isinstance(one, PasswordField) for one in boxes)


def _name(form: Any) -> str:
    """What a form is kept under, besides its address: its class as the code names it, for some are made as they go."""
    named = next(one for one in type(form).__mro__ if getattr(sys.modules[one.__module__], one.__name__, None) is one)
    return f"{form._prefix}{named.__name__}"[: store.LONGEST_FORM]


def _here() -> str:
    """The address of the page, without what only says how one came there."""
    asked = [(name, text) for name, text in request.args.items(multi=True) if name not in PASSING]
    return quote(request.path, safe=HARMLESS) + (f"?{urlencode(asked)}" if asked else "")


def _person() -> int | None:
    """Who is signed in; None for nobody, and where nobody can be."""
    if not hasattr(current_app, "login_manager"):
        return None
    person: Any = current_user
    return int(person.id) if person.is_authenticated else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="govtrack drafts")


def _signed(place: Place) -> str:
    return str(_signer().dumps(list(place)))


def said_at(moment: int) -> str:
    """When something was typed, in words."""
    return formats.moment(datetime.fromtimestamp(moment, UTC))


def key_of(draft: Draft) -> str:
    """The key of something begun."""
    return _signed(Place(draft.person_id, draft.address, draft.form, draft.title))


def place_of(key: str, *, days: int | None = None) -> Place | None:
    """The place a key is for; None for one that was not signed here, or longer ago than some days."""
    try:
        said = _signer().loads(key, max_age=None if days is None else days * verbs.DAY)
    except BadSignature:
        return None
    return Place(*said)


def sent_place(*, days: int | None = None) -> Place | None:
    """The place that the key in the form just sent is for."""
    return place_of(request.form.get(KEY, ""), days=days)


def typed() -> verbs.Answers:
    """What the form just sent says was typed: everything but the machinery."""
    return [(name, text) for name, text in request.form.items(multi=True) if name not in NOT_TYPED]


# Filling it in again


def begun(form: Any) -> MultiDict[str, str] | None:
    """What the person had typed into a form, for a page that is only asked for; None where nothing was begun."""
    form.draft = _begun(form.kept_at or _here(), _name(form)) if _only_asked_for() and keeps(form) else None
    return MultiDict(verbs.answers_of(form.draft)) if form.draft else None


def typed_before(name: str) -> MultiDict[str, str]:
    """What was sent, or else begun, in the form of that name: for a form whose boxes depend on what they hold."""
    draft = _begun(_here(), name) if _only_asked_for() else None
    return MultiDict(verbs.answers_of(draft)) if draft else MultiDict(request.form)


def _only_asked_for() -> bool:
    return request.method in {"GET", "HEAD"}


def _begun(address: str, name: str) -> Draft | None:
    person = _person()
    if person is None:
        return None
    known: dict[str, Sequence[Draft]] = g.setdefault("begun", {})
    if address not in known:
        known[address] = store.drafts_at(person, address, at=int(now().timestamp()))
    return next((one for one in known[address] if one.form == name), None)


def offer(form: Any) -> Offer | None:
    """What a form that is shown carries; None for one that is not kept."""
    person = _person()
    if person is None or not hasattr(form, "drafted") or not keeps(form):
        return None
    place = Place(person, form.kept_at or _here(), _name(form), g.get("page_title", ""))
    sent = None if _only_asked_for() else sent_place()
    if sent is not None and (sent.person_id, sent.form) == (place.person_id, place.form):
        place = sent
    if len(place.address) > store.LONGEST_ADDRESS:
        return None
    draft: Draft | None = form.draft or store.draft_at(place)
    return Offer(_signed(place), draft.changes if draft else 0, form.draft, _others(place), sent is not None)


def _others(place: Place) -> list[Draft]:
    """What the person has begun in the same form at other addresses of the same page."""
    path = place.address.split("?")[0]
    everything = store.drafts_of(place.person_id, at=int(now().timestamp()), brief=True)
    return [
        one
        for one in everything
        if one.form == place.form and one.address != place.address and one.address.split("?")[0] == path
    ]


# Keeping it


def keep(place: Place, *, seen: int) -> verbs.Kept:
    """Keep what was typed in a place. Refused where it cannot be."""
    with transaction():
        return verbs.keep(place, typed(), seen=seen, days=current_app.extensions["govtrack"].draft_days)


def use_up() -> None:
    """Let go of what was begun in the form just sent, inside the transaction that saves it."""
    place = sent_place()
    if place is not None and place.person_id == _person():
        verbs.discard(place)


def rescue() -> Rescue | None:
    """Keep what was sent from a page whose session is over, for the person whose page it was; None if it cannot be.

    Nobody signed in: it waits, bound to this browser, until that person signs in here. Signed in again meanwhile:
    it is theirs at once. Whatever was to be done with it is not done, and to anybody else it is never shown.
    """
    place = sent_place(days=KEY_DAYS) if request.method == "POST" else None
    person = _person()
    if place is None or person not in {None, place.person_id}:
        return None
    try:
        if person is None:
            _hold(place)
        else:
            keep(place, seen=0)
    except (Refused, SQLAlchemyError) as error:
        current_app.logger.warning("what was typed could not be kept", exc_info=error)
        return None
    return Rescue(place.address, signed_in=person is not None)


def _hold(place: Place) -> None:
    token = session.setdefault(HELD, secrets.token_urlsafe(32))
    with transaction():
        verbs.keep(place, typed(), seen=0, days=HELD_DAYS, browser=_hashed(token))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _hand_over() -> None:
    """Give a person who has signed in again what waits for them in this browser; that of others goes on waiting."""
    person = _person() if HELD in session else None
    if person is None:
        return
    browser = _hashed(session[HELD])
    if not store.waiting_in(browser, person):
        return
    try:
        with transaction():
            verbs.hand_over(browser, person, days=current_app.extensions["govtrack"].draft_days)
    except SQLAlchemyError as error:
        current_app.logger.warning("what was typed could not be handed over yet", exc_info=error)
        return
    session.pop(HELD)


def sign_in_again(saved: Rescue) -> ResponseReturnValue:
    """Off to the sign-in page, and afterwards back to the form, filled in."""
    flash(SIGNED_OUT)
    return redirect(url_for("security.login", next=saved.address), 303)
