"""The doors of collaborations: the list, each one's own page, and the forms that keep it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.collaborations import change as change_
from govtrack.domain.collaborations import register_and_keep
from govtrack.rooms.collaborations import shown
from govtrack.rooms.collaborations.forms import CollaborationForm, Search
from govtrack.store import collaborations, listings
from govtrack.web.access import collaboration_or_404, may, readable_collaborations
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

room = Blueprint("collaborations", __name__, url_prefix="/collaborations")


@room.route("/", strict_slashes=False)
@may("read collaborations")
def index() -> ResponseReturnValue:
    readable = readable_collaborations(current_user)
    search = Search(request.args, partners=collaborations.partners_in(readable))
    asked = search.validate()
    found = listings.leaf(search.query(readable), request.args.get("page", 1, type=int))
    page = shown.listing(found, current_user)
    return render_template("collaborations/index.html", search=search, page=page), 200 if asked else 400


@room.route("/<short_name>")
@may("read collaborations")
def show(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    return render_template("collaborations/show.html", page=shown.page(together, current_user))


@room.route("/new", methods=["GET", "POST"])
@may("register collaborations")
def new() -> ResponseReturnValue:
    form = CollaborationForm(earlier=collaborations.collaborations_of(readable_collaborations(current_user)))
    if form.validate_on_submit():
        with saving(form):
            together = register_and_keep(**form.answers(), by=current_user)
            there = url_for(".show", short_name=together.short_name)
            leads_to(form, there)
        if not form.errors:
            flash(f"{together.title} is registered. Next: admit its partners.")
            return redirect(there)
    return render_template("collaborations/form.html", form=form, together=None)


@room.route("/<short_name>/change", methods=["GET", "POST"])
@may("keep collaborations")
def change(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name, verb="keep collaborations")
    earlier = collaborations.collaborations_of(readable_collaborations(current_user))
    form = CollaborationForm(earlier=earlier, of=together)
    if form.validate_on_submit():
        with saving_over(form, lambda: CollaborationForm(earlier=earlier, of=together, formdata=None)):
            change_(together, **form.answers(), version=form.seen, by=current_user)
            there = url_for(".show", short_name=together.short_name)
            leads_to(form, there)
        if form.saved:
            flash(f"{together.title} is changed.")
            return redirect(there)
    return render_template("collaborations/form.html", form=form, together=together), form.status


from govtrack.rooms.collaborations import keeping, publish, story  # noqa: E402, F401 - the rest of its doors, which need the room
