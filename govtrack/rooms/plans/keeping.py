"""The doors by which an office keeps its forward plan: plan, change, announce, take off as decided or withdrawn."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import plans as verbs
from govtrack.rooms.plans.forms import AnnounceForm, DecidedForm, PlanForm, WithdrawForm, answers_of
from govtrack.rooms.plans.shown import shown
from govtrack.rooms.plans.views import room
from govtrack.store import plans
from govtrack.store.bodies import Organisation, organisations, organisations_of
from govtrack.store.collaborations import collaborations_of
from govtrack.store.db import db
from govtrack.store.decisions import Decision, latest_of
from govtrack.store.plans import Plan
from govtrack.web.access import LARGEST_ID, allowed, may, readable_collaborations, scope
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

KEEP = "publish decisions"
OFFERED = 200
"""How many of a body's latest decisions are offered as what a plan became."""


@room.get("/own")
@may(KEEP)
def own() -> ResponseReturnValue:
    """All that a person's bodies plan and planned, announced or not."""
    reach = scope(current_user, KEEP)
    rows = plans.plans_of(None if reach.everything else sorted(reach.organisations))
    return render_template("plans/own.html", page=[shown(one) for one in rows])


@room.route("/new", methods=["GET", "POST"])
@may(KEEP)
def new() -> ResponseReturnValue:
    """Write down a decision to come."""
    form = _form(_bodies(current_user))
    if form.validate_on_submit():
        with saving(form):
            row = verbs.plan(form.chosen_body, form.intended(), by=current_user)
            leads_to(form, url_for(".announce", number=row.id))
        if not form.errors:
            flash("Kept. This is what the public would read: look, then announce it.")
            return redirect(url_for(".announce", number=row.id))
    return render_template("plans/new.html", form=form)


@room.route("/<int:number>/change", methods=["GET", "POST"])
@may(KEEP)
def change(number: int) -> ResponseReturnValue:
    """Change a decision to come; what is announced is public as it is saved."""
    row = _plan_or_404(number)
    form = _form([row.body], data=answers_of(row))
    if form.validate_on_submit():
        with saving_over(form, lambda: _form([row.body], formdata=None, data=answers_of(row))):
            verbs.change(row, form.intended(), version=form.seen, by=current_user)
            leads_to(form, url_for(".own"))
        if form.saved:
            flash("The public reads the change." if row.announced else "The plan is changed.")
            return redirect(url_for(".show" if row.announced else ".announce", number=number))
    return render_template("plans/change.html", form=form, row=row), form.status


@room.route("/<int:number>/announce", methods=["GET", "POST"])
@may(KEEP)
def announce(number: int) -> ResponseReturnValue:
    """Look at what the public would read, and announce it."""
    row = _plan_or_404(number)
    form = AnnounceForm(data={"version": row.version})
    if form.validate_on_submit():
        with saving_over(form, lambda: AnnounceForm(formdata=None, data={"version": row.version})):
            verbs.announce(row, version=form.seen, by=current_user)
            leads_to(form, url_for(".own"))
        if form.saved:
            flash(f"Announced: {row.title}.")
            return redirect(url_for(".own"))
    return render_template("plans/announce.html", form=form, page=shown(row)), form.status


@room.route("/<int:number>/withdraw", methods=["GET", "POST"])
@may(KEEP)
def withdraw(number: int) -> ResponseReturnValue:
    """Take a decision off the plan that will not be taken."""
    row = _plan_or_404(number)
    form = WithdrawForm(data={"version": row.version})
    if form.validate_on_submit():
        with saving_over(form, lambda: WithdrawForm(formdata=None, data={"version": row.version})):
            verbs.withdraw(row, reason=form.reason.data or "", version=form.seen, by=current_user)
            leads_to(form, url_for(".own"))
        if form.saved:
            flash(f"Withdrawn: {row.title}.")
            return redirect(url_for(".own"))
    return render_template("plans/withdraw.html", form=form, row=row), form.status


@room.route("/<int:number>/decided", methods=["GET", "POST"])
@may(KEEP)
def decided(number: int) -> ResponseReturnValue:
    """Take a decision off the plan that has been taken."""
    row = _plan_or_404(number)
    offered = latest_of([row.body_id], limit=OFFERED)
    form = DecidedForm(offered, data={"version": row.version})
    if form.validate_on_submit():
        chosen: Any = form.decision.data
        with saving_over(form, lambda: DecidedForm(offered, formdata=None, data={"version": row.version})):
            verbs.decided(row, db.session.get_one(Decision, chosen), version=form.seen, by=current_user)
            leads_to(form, url_for(".own"))
        if form.saved:
            flash(f"Off the plan: {row.title}.")
            return redirect(url_for(".own"))
    return render_template("plans/decided.html", form=form, row=row), form.status


def _form(bodies: Sequence[Organisation], **more: Any) -> PlanForm:
    return PlanForm(bodies, collaborations_of(readable_collaborations(current_user)), **more)


def _bodies(person: Any) -> Sequence[Organisation]:
    reach = scope(person, KEEP)
    return organisations() if reach.everything else organisations_of(sorted(reach.organisations))


def _plan_or_404(number: int) -> Plan:
    """A decision to come of a body that the person keeps the plan of."""
    row = plans.plan_at(number) if number <= LARGEST_ID else None
    if row is None or not allowed(current_user, KEEP, organisation_id=row.body_id):
        abort(404)
    return row
