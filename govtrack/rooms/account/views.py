"""One's own account: who I am, what I may do here, signing out everywhere."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, logout_user

from govtrack.domain import account
from govtrack.rooms.account import everybody
from govtrack.rooms.account.door import room
from govtrack.rooms.account.forms import MEANINGS, Press
from govtrack.store import sessions
from govtrack.web import onward
from govtrack.web.access import may, open_to_all
from govtrack.web.people import enter as sign_in_by_link
from govtrack.web.saving import saving

__all__ = ["everybody", "room"]


@room.route("/", strict_slashes=False)
@may("see own account")
def index() -> ResponseReturnValue:
    return render_template("account/index.html", someone=current_user, meanings=MEANINGS, form=Press())


@room.route("/sign-out-everywhere", methods=["POST"])
@may("see own account")
def sign_out_everywhere() -> ResponseReturnValue:
    form, person = Press(), _myself()
    before = person.fs_uniquifier
    if form.validate_on_submit():
        with saving(form):
            account.end_sessions(person, by=person)
        sessions.forget_person(before)
        logout_user()
        flash("You are signed out everywhere.")
    return redirect(url_for("security.login"))


@room.route("/enter/<token>")
@open_to_all
def enter(token: str) -> ResponseReturnValue:
    sign_in_by_link(token)
    return redirect(onward.safe(request.args.get("next")))


def _myself() -> Any:
    return current_user._get_current_object()
