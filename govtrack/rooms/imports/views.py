"""The doors of files: send one, look at what it would add, keep it; read the format; take rows out."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.batches import usual_name
from govtrack.domain.imports import Faulty, carry_out
from govtrack.papers.unusable import Unusable
from govtrack.rooms.imports import shown
from govtrack.rooms.imports.forms import ConfirmForm, ExportForm, FileForm
from govtrack.rooms.imports.looking import Look, again, say_faults, sent, waiting
from govtrack.rooms.imports.outgoing import chosen, empty, offered, packed
from govtrack.rooms.imports.reach import rights_of
from govtrack.rooms.imports.staged import Staged
from govtrack.web.access import may
from govtrack.web.saving import leads_to, saving

room = Blueprint("imports", __name__, url_prefix="/imports")


@room.route("/", methods=["GET", "POST"])
@may("import figures")
def index() -> ResponseReturnValue:
    """Send a file: it is looked through, and nothing is kept of it yet."""
    form = FileForm()
    if form.validate_on_submit():
        look = sent(form, current_user, current_app.extensions["govtrack"])
        if look is not None:
            return _looked_through(look, ConfirmForm(formdata=None))
    return render_template("imports/index.html", form=form)


@room.route("/files/<token>", methods=["GET", "POST"])
@may("import figures")
def staged(token: str) -> ResponseReturnValue:
    """A file that waits: what it would add, the button that adds it, and afterwards what it added."""
    file = waiting(token, current_user, current_app.extensions["govtrack"])
    if file.done is not None:
        return render_template("imports/done.html", file=file, table=shown.rows_by_sheet(file.done, done=True))
    form = ConfirmForm()
    try:
        return _kept(file, form) if form.validate_on_submit() else _looked_through(again(file, current_user), form)
    except Faulty as fault:
        return _looked_through(Look(file, fault.plan), form, changed=True)
    except FileNotFoundError:
        return redirect(url_for(".staged", token=token), 303)
    except Unusable as fault:
        if not file.path.exists():
            return redirect(url_for(".staged", token=token), 303)
        flash(fault.sentence)
        return redirect(url_for(".index"), 303)


def _kept(file: Staged, form: ConfirmForm) -> ResponseReturnValue:
    """Add what was shown. Faulty where something else would be added by now."""
    here = url_for(".staged", token=file.token)
    with saving(form):
        rights = rights_of(current_user)
        plan = carry_out(file.sheets(), by=current_user, rights=rights, mark=form.seen, name=form.name.data or "")
        leads_to(form, here)
    if form.errors:
        return _looked_through(again(file, current_user), form)
    file.finish(plan.counts)
    flash(shown.said(plan.counts))
    return redirect(here, 303)


def _looked_through(look: Look, form: ConfirmForm, *, changed: bool = False) -> ResponseReturnValue:
    """The faults of a file beside the form for another one, or what it would add and the button that adds it."""
    if look.plan.fault_count:
        return _faulty(look)
    form.mark.data = look.plan.mark
    form.name.data = form.name.data or usual_name(look.file.name)
    tables = (shown.rows_by_sheet(look.plan.counts), shown.totals(look.plan))
    return render_template("imports/preview.html", look=look, form=form, tables=tables, changed=changed)


def _faulty(look: Look) -> ResponseReturnValue:
    look.file.drop()
    form = FileForm(formdata=None)
    say_faults(form, look)
    return render_template("imports/index.html", form=form, faults=shown.faults(look.plan))


@room.get("/format", endpoint="format")
@may("export")
def described() -> ResponseReturnValue:
    """The format of files: every sheet and column, and what each may hold."""
    return render_template("imports/format.html", sections=shown.sections())


@room.get("/format/empty.xlsx")
@may("export")
def empty_workbook() -> ResponseReturnValue:
    """A workbook of every sheet with its headings alone."""
    return empty()


@room.get("/export")
@may("export")
def export() -> ResponseReturnValue:
    """Choose what to take out, and as what kind of file."""
    return render_template("imports/export.html", form=ExportForm(request.args, offered(current_user)))


@room.get("/export/file")
@may("export")
def download() -> ResponseReturnValue:
    """The rows chosen, as a file; back to the choice where it cannot be made."""
    form = ExportForm(request.args, offered(current_user))
    together = chosen(form)
    try:
        return packed(form, together, current_user)
    except Unusable as fault:
        flash(fault.sentence)
        return redirect(url_for(".export"), 303)


from govtrack.rooms.imports import batches  # noqa: E402, F401 - the rest of its doors, which need the room
