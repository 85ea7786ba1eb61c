"""The doors of engagement: record one on a decision, fill in what came of it, strike it out."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import engagements
from govtrack.rooms.engagements.forms import EngagementForm, StrikeForm, answers_of
from govtrack.store.decisions import Decision
from govtrack.store.engagements import Engagement, engagement_at
from govtrack.web.access import LARGEST_ID, decision_or_404, may
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

room = Blueprint("engagements", __name__, url_prefix="/engagements")


@room.route("/decisions/<int:number>", methods=["GET", "POST"])
@may("record decisions")
def new(number: int) -> ResponseReturnValue:
    """Record an engagement on a decision, or on the paper of one."""
    decision = decision_or_404(number, "record decisions")
    form = EngagementForm()
    if form.validate_on_submit():
        with saving(form):
            engagements.record(decision, form.as_told(), by=current_user)
            leads_to(form, _page(decision))
        if not form.errors:
            flash(f"Recorded with {decision.reference}.")
            return redirect(_page(decision))
    return render_template("engagements/new.html", form=form, decision=decision, back=_page(decision))


@room.route("/<int:number>", methods=["GET", "POST"])
@may("record decisions")
def change(number: int) -> ResponseReturnValue:
    """Fill in what has become known of an engagement."""
    row = _engagement_or_404(number)
    form = EngagementForm(data=answers_of(row))
    if form.validate_on_submit():
        with saving_over(form, lambda: EngagementForm(formdata=None, data=answers_of(row))):
            engagements.amend(row, form.as_told(), version=form.seen, by=current_user)
            leads_to(form, _page(row.decision))
        if form.saved:
            flash("The engagement is changed.")
            return redirect(_page(row.decision))
    return render_template("engagements/change.html", form=form, row=row, back=_page(row.decision)), form.status


@room.route("/<int:number>/strike", methods=["GET", "POST"])
@may("record decisions")
def strike(number: int) -> ResponseReturnValue:
    """Strike an engagement out, with a reason."""
    row = _engagement_or_404(number)
    form = StrikeForm(data={"version": row.version})
    if form.validate_on_submit():
        with saving_over(form, lambda: StrikeForm(formdata=None, data={"version": row.version})):
            engagements.strike(row, reason=form.reason.data or "", version=form.seen, by=current_user)
            leads_to(form, _page(row.decision))
        if form.saved:
            flash("Struck out. It stays to be read, with your reason.")
            return redirect(_page(row.decision))
    return render_template("engagements/strike.html", form=form, row=row, back=_page(row.decision)), form.status


def _engagement_or_404(number: int) -> Engagement:
    row = engagement_at(number) if number <= LARGEST_ID else None
    if row is None:
        abort(404)
    decision_or_404(row.decision_id, "record decisions")
    return row


def _page(decision: Decision) -> str:
    return url_for("decisions.show", number=decision.id, _anchor="engagement")
