"""The doors of what was imported: each import as one batch, what it added, and the way back from it as a whole."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.rooms.imports import batched, stepped, undoing
from govtrack.rooms.imports.forms import UndoForm
from govtrack.rooms.imports.running import Far
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
    form, here = UndoForm(), url_for(".batch", number=number)
    if (how_far := undoing.far(found)) is not None:
        return render_template("imports/undoing.html", batch=found, far=how_far)
    if form.validate_on_submit():
        if undoing.is_large(found):
            undoing.begin(found, form, current_user)
            return redirect(here, 303)
        with saving(form):
            undoing.take_back(found, current_user, why=form.why.data or "")
            leads_to(form, here)
        if not form.errors:
            flash(f"{batched.called(found)} is undone as a whole.")
            return redirect(here, 303)
    shows = {"page": batched.page(found, current_user), "form": form, "refused": undoing.refused(found)}
    return render_template("imports/batch.html", **shows)


@room.get("/batches/<int:number>/progress")
@may("import figures")
def undone(number: int) -> ResponseReturnValue:
    """How far the undoing of a large import is, for the page that shows it."""
    how_far = undoing.far(batched.batch_or_404(number, current_user))
    said = how_far or Far("", 0, 0)
    return {"working": how_far is not None, "words": stepped.how_far(said), "done": said.done, "total": said.total}
