"""The doors of the briefing: one's own, or that of any organisation one may read."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.rooms.briefings.shown import briefing
from govtrack.store import bodies
from govtrack.web.access import (
    known_organisations,
    may,
    organisation_or_404,
    own_organisations,
    readable_collaborations,
    sees_until,
)

room = Blueprint("briefings", __name__, url_prefix="/briefings")


@room.route("/")
@may("read collaborations")
def index() -> ResponseReturnValue:
    ours = bodies.organisations_of(sorted(own_organisations(current_user)))
    if len(ours) == 1:
        return redirect(url_for(".show", short_name=ours[0].short_name))
    known = known_organisations(current_user)
    every = bodies.partners_anywhere() if known is None else bodies.organisations_of(known)
    return render_template("briefings/index.html", ours=ours, every=ours or every)


@room.route("/<short_name>")
@may("read collaborations")
def show(short_name: str) -> ResponseReturnValue:
    body = organisation_or_404(short_name)
    seen = briefing(body, readable_collaborations(current_user), lambda one: sees_until(current_user, one))
    return render_template("briefings/show.html", briefing=seen)
