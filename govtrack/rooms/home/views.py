"""The front door: a public page for who has not signed in, and one's own page for who has."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.rooms.home.shown import home
from govtrack.web.access import open_to_all

room = Blueprint("home", __name__)


@room.route("/")
@open_to_all
def index() -> ResponseReturnValue:
    if not current_user.is_authenticated:  # type: ignore[attr-defined] # a person, or nobody, behind a proxy
        return render_template("home/public.html")
    return render_template("home/index.html", page=home(current_user))


@room.route("/help")
@open_to_all
def help_page() -> ResponseReturnValue:
    return render_template("home/help.html")


@room.route("/help/accessibility")
@open_to_all
def accessibility() -> ResponseReturnValue:
    return render_template("home/accessibility.html")
