"""The ledger's doors: record a figure or a whole period, read figures and their stories, correct or take one back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import claims, ledger, sheet
from govtrack.domain.shared import already_shared
from govtrack.rooms.ledger import sheetpage, sheets, shown
from govtrack.rooms.ledger.beginnings import beginnings
from govtrack.rooms.ledger.forms import FigureForm, WithdrawForm
from govtrack.rooms.ledger.listing import Narrowing
from govtrack.rooms.ledger.offered import offered, stop_trespass
from govtrack.rooms.ledger.standing import (
    first_address,
    latest_address,
    not_latest,
    page_of,
    restate_form,
    stands_or_409,
    taking_back,
    the_figure,
)
from govtrack.store import figures as figure_store
from govtrack.web.access import collaboration_or_404, may
from govtrack.web.disputes import in_a_sentence
from govtrack.web.drafts import typed_before
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

room = Blueprint("ledger", __name__, url_prefix="/ledger")


@room.route("/new", methods=["GET", "POST"])
@may("record figures")
def new() -> ResponseReturnValue:
    """One figure; the next one starts from what it shares with the last."""
    choices = offered(current_user)
    if not choices.collaborations:
        return render_template("ledger/nowhere.html")
    form = FigureForm(choices, current_user, data=beginnings(current_user, choices, request.args))
    if request.method == "POST":
        answered = [form.partner.data, form.paid_to.data]
        stop_trespass(current_user, collaboration=form.collaboration.data, partners=answered)
    alike = None
    if form.validate_on_submit():
        alike = already_shared(form.entries()[0])
        with saving(form):
            line = claims.record(form.entries(), form.stated(), by=current_user)[0]
            onward = url_for(".new", after=line) if request.form.get("another") else url_for(".figure", line=line)
            leads_to(form, onward)
        if not form.errors:
            flash(f"Recorded {shown.said_at(line, current_user)}.")
            return redirect(onward)
    return render_template("ledger/new.html", form=form, lately=shown.lately(current_user), alike=alike)


@room.route("/<short_name>/grid", methods=["GET", "POST"])
@may("record figures")
def grid(short_name: str) -> ResponseReturnValue:
    """All the figures of one partner and one period on one screen, saved as one."""
    together = collaboration_or_404(short_name, "record figures")
    choices = offered(current_user, within=together)
    whose = sheets.Whose(request.args, choices, together)
    stop_trespass(current_user, partners=[whose.partner.data])
    if not request.args.get("period") or not whose.validate():
        return render_template("ledger/whose.html", whose=whose, form=whose if "period" in request.args else None)
    form = sheets.sheet_form(sheets.printed(whose, typed_before("SheetForm"), current_user))
    if form.validate_on_submit():
        with sheets.saving_sheet(form, current_user):
            done = sheet.enter(whose.sheet(), form.boxes(), **form.besides(), by=current_user)
            leads_to(form, sheetpage.address(whose))
        if form.saved:
            flash(sheetpage.said(done, whose))
            return redirect(sheetpage.address(whose))
    page = sheetpage.page_of(whose, form)
    return render_template("ledger/grid.html", form=form, **page._asdict()), form.status


@room.get("/<short_name>")
@may("read collaborations")
def figures(short_name: str) -> ResponseReturnValue:
    """The figures of a collaboration that stand, latest period first."""
    together = collaboration_or_404(short_name)
    asked = Narrowing(request.args, together, current_user)
    screen = figure_store.screen(asked.wanted(), asked.page)
    rows = shown.shown(screen.rows, current_user)
    disputed = in_a_sentence(together, current_user)
    shows = {"together": together, "asked": asked, "screen": screen, "rows": rows, "disputed": disputed}
    return render_template("ledger/figures.html", **shows)


@room.get("/figures/<int:line>")
@may("read collaborations")
def figure(line: int) -> ResponseReturnValue:
    """One figure and everything that happened to it."""
    found = the_figure(line, "read collaborations")
    return render_template("ledger/figure.html", **page_of(found, current_user)._asdict())


@room.route("/figures/<int:line>/restate", methods=["GET", "POST"])
@may("record figures")
def restate(line: int) -> ResponseReturnValue:
    """Correct a figure that stands, with a reason; what it said before stays readable."""
    found = the_figure(line, "record figures")
    if request.method == "GET" and not_latest(found):
        return redirect(latest_address(found, ".restate"))
    form = restate_form(found)
    if form.validate_on_submit():
        with saving_over(form, lambda: restate_form(stands_or_409(found), saved=True)):
            number = ledger.restate(line, form.entry(), reason=form.reason.data or "", by=current_user)
            leads_to(form, url_for(".figure", line=number))
        if form.saved:
            flash("Corrected. What it said before can still be read below, and as it was known then.")
            return redirect(url_for(".figure", line=number))
    return render_template("ledger/restate.html", form=form, **page_of(found, current_user)._asdict()), form.status


@room.route("/figures/<int:line>/withdraw", methods=["GET", "POST"])
@may("record figures")
def withdraw(line: int) -> ResponseReturnValue:
    """Take a figure back altogether, with a reason; it stays readable as it was known."""
    found = the_figure(line, "record figures")
    if request.method == "GET" and not_latest(found):
        return redirect(latest_address(found, ".withdraw"))
    form = WithdrawForm(kept_at=first_address(found, ".withdraw"))
    if form.validate_on_submit():
        with taking_back(form, found):
            number = ledger.withdraw(line, reason=form.reason.data or "", by=current_user)
            leads_to(form, url_for(".figure", line=number))
        if form.saved:
            flash("Taken back. It no longer counts; it can still be read as it was known.")
            return redirect(url_for(".figure", line=number))
    return render_template("ledger/withdraw.html", form=form, **page_of(found, current_user)._asdict()), form.status
