"""The doors of drafts: keep a form while it is typed, see what was begun, let go of it."""

from typing import Any, cast

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.drafts import TooLong, discard
from govtrack.domain.refusals import Refused
from govtrack.store import keys
from govtrack.store.clock import LONDON, now
from govtrack.store.db import transaction
from govtrack.store.drafts import Place
from govtrack.web import drafts, tries
from govtrack.web.access import may
from govtrack.web.begun import begun_by

room = Blueprint("drafts", __name__, url_prefix="/drafts")

KEEP = "keep drafts"
ELSEWHERE = "you are typing in this form somewhere else too, and what was typed last is kept"


@room.get("")
@may(KEEP)
def index() -> ResponseReturnValue:
    """Everything that was begun and not yet saved."""
    return render_template("drafts/index.html", begun=begun_by(current_user))


@room.post("")
@may(KEEP)
def keep() -> ResponseReturnValue:
    """Keep a form as it stands while somebody types; the answer is for the page's script, in words it shows."""
    place = _mine()
    if keys.used(request.form.get("form_key", ""), place.person_id):
        return _said("This was saved already: open the form again to go on.", changes=0)
    if tries.keeps_too_often(place.person_id):
        return _said("Not kept just now: too often in one minute.", changes=_seen()), 429
    try:
        kept = drafts.keep(place, seen=_seen())
    except TooLong as refusal:
        return _said(f"Not kept. {refusal.sentence}", changes=_seen()), 413
    except Refused as refusal:
        return _said(f"Not kept. {refusal.sentence}", changes=_seen()), 409
    when = f"Saved {now().astimezone(LONDON):%H:%M} for you alone, not recorded yet"
    return _said(f"{when}: {ELSEWHERE}" if kept.elsewhere else when, changes=kept.changes)


@room.post("/discard")
@may(KEEP)
def let_go() -> ResponseReturnValue:
    """Let go of a form that was begun, and go back to it or to the list."""
    place = _mine()
    with transaction():
        discard(place)
    flash(f"Discarded: {place.title}." if place.title else "Discarded.")
    return redirect(url_for("home.index") if request.form.get("listed") else request.script_root + place.address, 303)


def _mine() -> Place:
    """The place of the key that was sent: 400 without one that was signed here, 404 for somebody else's."""
    place, person = drafts.sent_place() or abort(400), cast(Any, current_user)
    if place.person_id != person.id:
        abort(404)
    return place


def _seen() -> int:
    text = request.form.get(drafts.CHANGES, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _said(words: str, *, changes: int) -> Response:
    return jsonify(said=words, changes=changes)
