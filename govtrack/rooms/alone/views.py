"""The doors of going alone: a year's page, the same as JSON, and estimates entered, changed and taken back."""

import orjson
from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import alone as verbs
from govtrack.rooms.alone import asked
from govtrack.rooms.alone.estimating import estimate_form, page_of, stands, told_of, which, withdraw_form
from govtrack.rooms.alone.shown import page
from govtrack.rooms.alone.studies import of_the_year
from govtrack.rooms.alone.told import report
from govtrack.store.alone import answer
from govtrack.web.access import collaboration_or_404, may
from govtrack.web.saving import leads_to
from govtrack.web.versions import saving_over

room = Blueprint("alone", __name__, url_prefix="/alone")


@room.get("/<short_name>")
@may("read collaborations")
def show(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    controls = asked.controls(request.args, together, current_user)
    if not controls.validate():
        return render_template("alone/refused.html", together=together, controls=controls), 400
    question, eyes = asked.question(together, controls), asked.eyes(controls)
    apart = answer(question)
    seen = {**page(question, apart, eyes, current_user), "studies": of_the_year(question, apart)}
    return render_template("alone/show.html", controls=controls, chosen=controls.chosen(), **seen)


@room.get("/<short_name>/answer.json")
@may("read collaborations")
def as_json(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    controls = asked.controls(request.args, together, current_user)
    if not controls.validate():
        return {"faults": controls.errors}, 400
    question, eyes = asked.question(together, controls), asked.eyes(controls)
    apart = answer(question)
    body = report(question, apart, eyes, of_the_year(question, apart))
    return Response(orjson.dumps(body, option=orjson.OPT_INDENT_2), mimetype="application/json")


@room.get("/<short_name>/history")
@may("read collaborations")
def history(short_name: str) -> ResponseReturnValue:
    """Everything that one estimate ever said, for whoever reads it."""
    together = collaboration_or_404(short_name)
    choice = told_of(together, current_user)
    if choice is None:
        return redirect(url_for(".show", short_name=short_name))
    return render_template("alone/earlier.html", **page_of(choice))


@room.route("/<short_name>/estimate", methods=["GET", "POST"])
@may("record figures")
def estimate(short_name: str) -> ResponseReturnValue:
    """One partner's estimate of one year, first recorded or put in the place of an earlier one."""
    together = collaboration_or_404(short_name, "record figures")
    choice = which(together, current_user)
    if not choice.validate():
        return render_template("alone/which.html", which=choice, form=choice if "year" in request.args else None)
    form = estimate_form(choice)
    if form.validate_on_submit():
        with saving_over(form, lambda: estimate_form(choice, formdata=None)):
            verbs.estimate(together, choice.whose, **choice.asks(), **form.answers(), seen=form.seen, by=current_user)
            leads_to(form, choice.seen_at())
        if form.saved:
            flash(f"The estimate for {choice.whose.short_name} is recorded.")
            return redirect(choice.seen_at())
    return render_template("alone/estimate.html", form=form, **page_of(choice)), form.status


@room.route("/<short_name>/estimate/withdraw", methods=["GET", "POST"])
@may("record figures")
def withdraw(short_name: str) -> ResponseReturnValue:
    """An estimate taken back, with a reason; it stays readable as it was known."""
    together = collaboration_or_404(short_name, "record figures")
    choice = which(together, current_user)
    if not choice.validate():
        return redirect(url_for(".estimate", short_name=short_name))
    if not stands(choice):
        return redirect(url_for(".estimate", **choice.address()))
    form = withdraw_form(choice)
    if form.validate_on_submit():
        with saving_over(form, lambda: withdraw_form(choice, formdata=None)):
            verbs.withdraw(together, choice.place, reason=form.reason.data or "", seen=form.seen, by=current_user)
            leads_to(form, choice.seen_at())
        if form.saved:
            flash("The estimate is taken back. It can still be read as it was known.")
            return redirect(choice.seen_at())
    return render_template("alone/withdraw.html", form=form, **page_of(choice)), form.status


from govtrack.rooms.alone import studying  # noqa: E402, F401 - the rest of its doors, which need the room
