"""The doors of the format and of files out: what a file looks like, an empty one, and what is recorded."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.papers.unusable import Unusable
from govtrack.rooms.imports import shown
from govtrack.rooms.imports.forms import ExportForm
from govtrack.rooms.imports.outgoing import chosen, empty, offered, packed
from govtrack.rooms.imports.views import room
from govtrack.web.access import may


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
