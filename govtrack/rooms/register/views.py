"""The public register's doors: decisions listed and read, bodies, documents; nobody needs to sign in."""

from typing import TypeVar

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from govtrack.domain import documents
from govtrack.rooms.register.listing import listed
from govtrack.rooms.register.shown import public_body, public_decision
from govtrack.store.documents import document_at
from govtrack.store.publications import About, Publication, standing
from govtrack.web.access import LARGEST_ID, open_to_all
from govtrack.web.openly import KEPT, openly
from govtrack.web.pieces import given_out

room = Blueprint("register", __name__, url_prefix="/register")

Thing = TypeVar("Thing")


@room.get("/")
@open_to_all
def index() -> ResponseReturnValue:
    """The published decisions, newest first."""
    found = listed(request.args)
    return openly(render_template("register/index.html", search=found.search, leaf=found.leaf))


@room.get("/decisions/<int:number>")
@open_to_all
def decision(number: int) -> ResponseReturnValue:
    """One published decision, at the address it keeps for good."""
    row = published(About.DECISION, number)
    return openly(render_template("register/decision.html", page=public_decision(row)))


@room.get("/bodies/<int:number>")
@open_to_all
def body(number: int) -> ResponseReturnValue:
    """What one body has published."""
    return openly(render_template("register/body.html", page=there(public_body(min(number, LARGEST_ID)))))


@room.get("/documents/<int:number>")
@open_to_all
def document(number: int) -> ResponseReturnValue:
    """A document that was published with its decision or agreement, if it is still the file that was published."""
    row = there(document_at(number) if number <= LARGEST_ID else None)
    owner = About.DECISION if row.decision_id else About.AGREEMENT
    notice = published(owner, row.decision_id or row.agreement_id or 0).notice
    named = [one for one in notice.documents if one.id == row.id and one.digest == row.digest and row.digest]
    content = documents.whole(row, current_app.extensions["govtrack"].data) if named else None
    if content is None or row.taken_back is not None:
        abort(404)
    return openly(given_out(row, content, cache=KEPT), etag=row.digest)


def published(kind: About, number: int) -> Publication:
    """What the public reads of a decision or an agreement; 404 for anything else, whether there is one or not."""
    return there(standing(kind, number) if number <= LARGEST_ID else None)


def there(found: Thing | None) -> Thing:
    """What was found, or 404."""
    if found is None:
        abort(404)
    return found


from govtrack.rooms.register import agreements, data, feeds  # noqa: E402, F401 - the rest of its doors, which need the room
