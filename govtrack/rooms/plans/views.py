"""The public doors of the forward plan: of all and of each body, as a page, a feed and a calendar."""

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from govtrack.rooms.plans.shown import days, feed, forward_plan, shown
from govtrack.store.bodies import Organisation
from govtrack.store.plans import plan_at, planning_bodies
from govtrack.web.access import LARGEST_ID, open_to_all
from govtrack.web.openly import openly

room = Blueprint("plans", __name__, url_prefix="/plans")

ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"


@room.get("")
@open_to_all
def index() -> ResponseReturnValue:
    """The decisions to come, of every body."""
    return openly(render_template("plans/index.html", page=forward_plan()))


@room.get("/bodies/<int:number>")
@open_to_all
def body(number: int) -> ResponseReturnValue:
    """The decisions to come of one body; an empty plan once all are decided."""
    return openly(render_template("plans/index.html", page=forward_plan(_body_or_404(number))))


@room.get("/<int:number>")
@open_to_all
def show(number: int) -> ResponseReturnValue:
    """One decision to come, at the address it keeps once it is decided or withdrawn."""
    row = plan_at(number) if number <= LARGEST_ID else None
    if row is None or row.announced is None:
        abort(404)
    return openly(render_template("plans/show.html", page=shown(row)))


@room.get("/feed.atom")
@open_to_all
def atom() -> ResponseReturnValue:
    """The whole plan as a feed."""
    address, own = (url_for(where, _external=True) for where in (".index", ".atom"))
    return _given(feed(forward_plan(), address=address, own=own), ATOM)


@room.get("/bodies/<int:number>/feed.atom")
@open_to_all
def body_atom(number: int) -> ResponseReturnValue:
    """One body's plan as a feed."""
    address, own = (url_for(where, number=number, _external=True) for where in (".body", ".body_atom"))
    return _given(feed(forward_plan(_body_or_404(number)), address=address, own=own), ATOM)


@room.get("/calendar.ics")
@open_to_all
def ics() -> ResponseReturnValue:
    """The whole plan as a calendar."""
    return _given(days(forward_plan()), CALENDAR)


@room.get("/bodies/<int:number>/calendar.ics")
@open_to_all
def body_ics(number: int) -> ResponseReturnValue:
    """One body's plan as a calendar."""
    return _given(days(forward_plan(_body_or_404(number))), CALENDAR)


def _given(content: bytes, kind: str) -> Response:
    return openly(Response(content, content_type=kind), elsewhere=True)


def _body_or_404(number: int) -> Organisation:
    """A body that has announced a decision at some time."""
    found = planning_bodies(min(number, LARGEST_ID))
    if not found:
        abort(404)
    return found[0]


from govtrack.rooms.plans import keeping  # noqa: E402, F401 - the rest of its doors, which need the room
