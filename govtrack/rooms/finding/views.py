"""The door of the search: one box over everything that a person may read."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.rooms.finding.search import KINDS, Search
from govtrack.rooms.finding.shown import page_of
from govtrack.store.db import db
from govtrack.store.listings import organisations_like
from govtrack.web.access import known_organisations, may
from govtrack.web.reach import reach_of

room = Blueprint("finding", __name__, url_prefix="/search")


@room.get("")
@may("search")
def index() -> ResponseReturnValue:
    """What holds all the words that were typed, among what the person may read."""
    bodies = db.session.scalars(organisations_like(known_organisations(current_user))).all()
    search = Search(request.args, bodies=bodies)
    return render_template(
        "finding/index.html", search=search, page=page_of(search, reach_of(current_user)), names=KINDS
    )
