"""The door of the trail: every change of one record, for whoever may read the record itself."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from govtrack.rooms.events.records import whose
from govtrack.store import events, listings
from govtrack.web.access import may
from govtrack.web.trail import in_words, noun

room = Blueprint("events", __name__, url_prefix="/events")


@room.route("/<record>/<int:record_id>")
@may("read events")
def of(record: str, record_id: int) -> ResponseReturnValue:
    until = whose(record, record_id)
    found = listings.leaf(events.about(record, record_id, until=until), request.args.get("page", 1, type=int))
    return render_template(
        "events/of.html", changes=in_words(found.rows), leaf=found, of=(record, record_id, noun(record))
    )
