"""The doors of what was imported: each import as one batch, what it added, and the way back from it as a whole."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.acts import act_of
from govtrack.domain.undoing import undo
from govtrack.rooms.imports import batched
from govtrack.rooms.imports.forms import UndoForm
from govtrack.rooms.imports.views import room
from govtrack.store import listings
from govtrack.web.access import may
from govtrack.web.saving import leads_to, saving


@room.get("/batches")
@may("import figures")
def batches() -> ResponseReturnValue:
    """What was imported, the latest first: one's own imports, and those that one could have made oneself."""
    found = listings.leaf(batched.readable(current_user), request.args.get("page", 1, type=int))
    return render_template("imports/batches.html", leaf=found, rows=[batched.line(one) for one in found.rows])


@room.route("/batches/<int:number>", methods=["GET", "POST"])
@may("import figures")
def batch(number: int) -> ResponseReturnValue:
    """One import: what it added, where its figures are, and what undoing it would do."""
    found = batched.batch_or_404(number, current_user)
    form = UndoForm()
    if form.validate_on_submit():
        here = url_for(".batch", number=number)
        with saving(form):
            undo(act_of(found), by=current_user, why=form.why.data or "")
            leads_to(form, here)
        if not form.errors:
            flash(f"{batched.called(found)} is undone as a whole.")
            return redirect(here, 303)
    return render_template("imports/batch.html", page=batched.page(found, current_user), form=form)
