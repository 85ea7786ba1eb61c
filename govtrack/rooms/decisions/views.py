"""The decisions' doors: find one, read one, log one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import decisions
from govtrack.rooms.decisions.forms import DecisionForm
from govtrack.rooms.decisions.reach import (
    already_there,
    answers_of,
    choices_of,
    prefilled,
    readable,
    search_of,
    stop_trespass,
)
from govtrack.rooms.decisions.shown import page_of
from govtrack.store.listings import leaf
from govtrack.web.access import allowed, decision_or_404, may
from govtrack.web.saving import leads_to, saving

room = Blueprint("decisions", __name__, url_prefix="/decisions")


@room.get("")
@may("read decisions")
def index() -> ResponseReturnValue:
    """The decisions that a person may read, newest first."""
    search = search_of(current_user, request.args)
    page = leaf(readable(current_user, **search.narrowing()), search.page)
    may_record = allowed(current_user, "record decisions")
    return render_template("decisions/index.html", search=search, leaf=page, may_record=may_record)


@room.get("/<int:number>")
@may("read decisions")
def show(number: int) -> ResponseReturnValue:
    """One decision, what led to it and what came of it."""
    return render_template("decisions/show.html", page=page_of(decision_or_404(number), current_user))


@room.route("/new", methods=["GET", "POST"])
@may("record decisions")
def new() -> ResponseReturnValue:
    """Log a decision with the notice in hand."""
    form = DecisionForm(choices_of(current_user), data=prefilled(current_user, request.args))
    stop_trespass(current_user, form)
    if form.validate_on_submit():
        with saving(form):
            decision = decisions.record(**answers_of(form, current_user), by=current_user)
            leads_to(form, url_for(".show", number=decision.id))
        if not form.errors:
            flash(f"Recorded: {decision.reference}, {decision.title}.")
            return redirect(url_for(".show", number=decision.id))
    return render_template("decisions/new.html", form=form, there=already_there(current_user, form))
