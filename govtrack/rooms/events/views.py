"""The doors of the trail: every change of one record, and the way back from what one did last."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.rooms.events.records import whose
from govtrack.store import events, listings
from govtrack.web.access import may
from govtrack.web.saving import leads_to, saving
from govtrack.web.trail import in_words, noun
from govtrack.web.undoing import UndoForm, undo_last

room = Blueprint("events", __name__, url_prefix="/events")


@room.route("/<record>/<int:record_id>")
@may("read events")
def of(record: str, record_id: int) -> ResponseReturnValue:
    until = whose(record, record_id)
    found = listings.leaf(events.about(record, record_id, until=until), request.args.get("page", 1, type=int))
    return render_template(
        "events/of.html", changes=in_words(found.rows), leaf=found, of=(record, record_id, noun(record))
    )


@room.post("/undo")
@may("undo")
def undo() -> ResponseReturnValue:
    """Take back what one did last, whole; the page says why where it cannot be done."""
    form = UndoForm()
    if form.validate_on_submit():
        with saving(form):
            act = undo_last(form, current_user)
            leads_to(form, url_for("home.index"))
        if not form.errors:
            flash(f"Undone. You had {act.deed}; the register says again what it said before.")
            return redirect(url_for("home.index"))
    return render_template("events/undo.html", form=form)
