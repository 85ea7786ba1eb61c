"""The doors of the steps between a file and what it would add: its columns, its names, its problems."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.guide import Guide
from govtrack.domain.matches import remember_columns, remember_names
from govtrack.domain.naming import Names
from govtrack.rooms.imports import staged, stepped
from govtrack.rooms.imports.asking import (
    asked_now,
    columns_form,
    columns_said,
    guesses_again,
    mended,
    mending_form,
    name_box,
    names_form,
    names_said,
)
from govtrack.rooms.imports.looking import owner_of, plan_of, waiting
from govtrack.rooms.imports.problems import grouped
from govtrack.rooms.imports.reach import rights_of
from govtrack.rooms.imports.staged import Staged
from govtrack.rooms.imports.views import go_on, room
from govtrack.web.access import may
from govtrack.web.saving import leads_to, saving

ASKING = {staged.COLUMNS, staged.NAMES, staged.PROBLEMS, staged.PREVIEW}
"""The states of a file in which one may go back to any question about it."""


def _asked_about(token: str) -> Staged | None:
    """The file of an address, while questions about it may be answered; None where it has gone on."""
    file = waiting(token, current_user, current_app.extensions["govtrack"])
    return file if file.state in ASKING else None


@room.route("/files/<token>/columns", methods=["GET", "POST"])
@may("import figures")
def columns(token: str) -> ResponseReturnValue:
    """Say what each sheet of a file holds, and which of its columns is which."""
    file = _asked_about(token)
    if file is None:
        return redirect(url_for(".staged", token=token), 303)
    sheets = file.sheets()
    form = columns_form(sheets, file.guide, rights_of(current_user).sheets, request.form)
    again = request.method == "POST" and ("guess" in request.form or guesses_again(form, sheets, request.form))
    if not again and form.validate_on_submit():
        guide = Guide(columns_said(form, sheets), file.guide.names, file.guide.mended, file.guide.left)
        if not form.errors:
            with saving(form):
                remember_columns(sheets, guide, owner_of(current_user), by=current_user)
                leads_to(form, url_for(".staged", token=token))
        if not form.errors:
            return go_on(file.keep(guide=guide))
    return render_template("imports/columns.html", file=file, form=form, steps=stepped.steps(file))


@room.route("/files/<token>/names", methods=["GET", "POST"])
@may("import figures")
def names(token: str) -> ResponseReturnValue:
    """Say what the names mean that nothing in the register goes by, or leave their rows out."""
    file = _asked_about(token)
    if file is None or not file.asked:
        return redirect(url_for(".staged", token=token), 303)
    knows = rights_of(current_user).knows
    form = names_form(file, Names(knows.organisations, knows.collaborations) if knows else Names())
    if form.validate_on_submit():
        said = names_said(form, file)
        with saving(form):
            if form.remember.data:
                for kind, meant in stepped.meant(file, said).items():
                    remember_names(kind, meant, owner_of(current_user), by=current_user)
            leads_to(form, url_for(".staged", token=token))
        if not form.errors:
            return go_on(file.keep(guide=Guide(file.guide.columns, said, file.guide.mended, file.guide.left)))
    asked = [(one, form[name_box(one["names"], one["key"])]) for one in asked_now(file)]
    return render_template("imports/names.html", file=file, form=form, asked=asked, steps=stepped.steps(file))


@room.route("/files/<token>/problems", methods=["GET", "POST"])
@may("import figures")
def problems(token: str) -> ResponseReturnValue:
    """Mend the rows that cannot be taken in, here and now, or leave them out; the file itself stays as it was sent."""
    file = _asked_about(token)
    if file is None or file.state != staged.PROBLEMS:
        return redirect(url_for(".staged", token=token), 303)
    plan = plan_of(file)
    groups = grouped(file, plan.faults)
    form = mending_form(groups)
    if form.validate_on_submit():
        with saving(form):
            leads_to(form, url_for(".staged", token=token))
        return go_on(file.keep(guide=mended(form, file, groups)))
    page = stepped.problems(file, plan, groups, form)
    return render_template("imports/problems.html", file=file, form=form, page=page, steps=stepped.steps(file))
