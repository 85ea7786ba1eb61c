"""The doors of organisations: the list, each one's own page, and the forms that keep its offices."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import bodies as verbs
from govtrack.rooms.bodies import shown
from govtrack.rooms.bodies.forms import OrganisationForm, Search
from govtrack.store import listings
from govtrack.web.access import known_organisations, may, organisation_or_404, scope
from govtrack.web.saving import leads_to, saving

room = Blueprint("bodies", __name__, url_prefix="/bodies")


@room.route("/", strict_slashes=False)
@may("read organisations")
def index() -> ResponseReturnValue:
    search = Search(request.args)
    asked = search.validate()
    found = listings.leaf(search.query(known_organisations(current_user)), request.args.get("page", 1, type=int))
    page = shown.listing(found, current_user)
    return render_template("bodies/index.html", search=search, page=page), 200 if asked else 400


@room.route("/<short_name>")
@may("read organisations")
def show(short_name: str) -> ResponseReturnValue:
    body = organisation_or_404(short_name)
    return render_template("bodies/show.html", page=shown.page(body, current_user))


@room.route("/new", methods=["GET", "POST"])
@may("keep organisations")
def new() -> ResponseReturnValue:
    if not scope(current_user, "keep organisations").everything:
        abort(403)
    form = OrganisationForm()
    if form.validate_on_submit():
        with saving(form):
            body = verbs.register(**form.answers(), by=current_user)
            there = url_for(".show", short_name=body.short_name)
            leads_to(form, there)
        if not form.errors:
            flash(f"{body.name} is registered.")
            return redirect(there)
    return render_template("bodies/new.html", form=form)


from govtrack.rooms.bodies import checklist, keeping  # noqa: E402, F401 - the rest of its doors, which need the room
