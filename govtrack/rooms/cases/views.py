"""The doors of business cases: a collaboration's, one beside what happened, a new one, a later version, its end."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.cases import record, withdraw
from govtrack.rooms.cases import shown
from govtrack.rooms.cases.forms import CaseForm, Lookback, WithdrawForm, case_form
from govtrack.store import cases, decisions, prices
from govtrack.store.cases import BusinessCase
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.web.access import LARGEST_ID, collaboration_or_404, may, sees_until
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

room = Blueprint("cases", __name__, url_prefix="/cases")
KEEP = "keep collaborations"


@room.get("/<short_name>")
@may("read collaborations")
def index(short_name: str) -> ResponseReturnValue:
    """Every business case of a collaboration, each by its newest version."""
    together = collaboration_or_404(short_name)
    return render_template("cases/index.html", page=shown.index(together, current_user))


@room.get("/<short_name>/<int:number>")
@may("read collaborations")
def show(short_name: str, number: int) -> ResponseReturnValue:
    """One version: what it was worth when it was planned, and what then happened."""
    together = collaboration_or_404(short_name)
    case = _there(together, number)
    asked = Lookback(request.args, releases=prices.releases())
    if not asked.validate():
        return render_template("cases/refused.html", together=together, case=case, asked=asked), 400
    return render_template("cases/show.html", asked=asked, page=shown.page(case, asked, current_user))


@room.route("/<short_name>/new", methods=["GET", "POST"])
@may(KEEP)
def new(short_name: str) -> ResponseReturnValue:
    """Record a business case."""
    together = collaboration_or_404(short_name, verb=KEEP)
    return _entered(together, case_form(together, None, request), None)


@room.route("/<short_name>/<int:number>/supersede", methods=["GET", "POST"])
@may(KEEP)
def supersede(short_name: str, number: int) -> ResponseReturnValue:
    """Record the version that supersedes the newest; the one before stays as it was."""
    together = collaboration_or_404(short_name, verb=KEEP)
    case = next(iter(cases.versions_of(together.id, _there(together, number).title)))
    return _entered(together, case_form(together, case, request), case)


@room.route("/<short_name>/<int:number>/withdraw", methods=["GET", "POST"])
@may(KEEP)
def end(short_name: str, number: int) -> ResponseReturnValue:
    """Withdraw a business case, with a reason; it stays readable."""
    together = collaboration_or_404(short_name, verb=KEEP)
    case = _there(together, number)
    form, page = WithdrawForm(), url_for(".show", short_name=short_name, number=number)
    if form.validate_on_submit():
        with saving(form):
            withdraw(case, reason=form.reason.data or "", by=current_user)
            leads_to(form, page)
        if not form.errors:
            flash(f"{case.title} is withdrawn.")
            return redirect(page)
    return render_template("cases/withdraw.html", form=form, case=case, page=page)


def _entered(together: Collaboration, form: CaseForm, case: BusinessCase | None) -> ResponseReturnValue:
    if "more" not in request.form and form.validate_on_submit():
        with saving_over(form, lambda: _as_it_stands(together, case)):
            recorded = record(together, **form.case(), seen=form.seen or 0, by=current_user)
            there = url_for(".show", short_name=together.short_name, number=recorded.id)
            leads_to(form, there)
        if form.saved:
            flash(f"Recorded: {recorded.title}, version {recorded.edition}.")
            return redirect(there)
    references = [one.reference for one in reversed(decisions.decisions_about([together.id]))]
    page = {"form": form, "together": together, "case": case, "references": references}
    return render_template("cases/form.html", **page), form.status


def _as_it_stands(together: Collaboration, case: BusinessCase | None) -> CaseForm:
    """The form as the version that somebody else recorded meanwhile would fill it."""
    newest = next(iter(cases.versions_of(together.id, case.title)), None) if case else None
    return case_form(together, newest, request, formdata=None)


def _there(together: Collaboration, number: int) -> BusinessCase:
    """A version of an address; 404 where it is another collaboration's, or was recorded after the reader left."""
    found = db.session.get(BusinessCase, number) if number <= LARGEST_ID else None
    until = sees_until(current_user, together)
    if found is None or found.collaboration_id != together.id or (until is not None and found.day > until):
        abort(404)
    return found
