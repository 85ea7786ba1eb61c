"""The decisions' doors: find one, read one, log one that was taken, begin and amend the paper of one that was not."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.register import Step
from govtrack.domain import decisions
from govtrack.rooms.decisions.forms import DRAFT, DecisionForm
from govtrack.rooms.decisions.reach import (
    already_there,
    answers_of,
    as_answered,
    form_for,
    prefilled,
    readable,
    search_of,
    stop_trespass,
)
from govtrack.rooms.decisions.shown import page_of
from govtrack.store.decisions import Decision
from govtrack.store.listings import leaf
from govtrack.web.access import allowed, decision_or_404, may
from govtrack.web.drafts import typed_before
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

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
    """Log a decision with the notice in hand, or begin the paper of one that is still to be taken."""
    typed = {**request.args, **typed_before("DecisionForm")}
    form = form_for(current_user, typed, data=prefilled(current_user, request.args))
    if not form.draft:
        stop_trespass(current_user, form)
    drafting = DRAFT in request.form
    if drafting:
        form.as_draft()
    if form.validate_on_submit():
        with saving(form):
            decision = _written(form, drafting=drafting)
            leads_to(form, url_for(".show", number=decision.id))
        if not form.errors:
            flash(f"{'Kept as a draft' if drafting else 'Recorded'}: {decision.reference}, {decision.title}.")
            return redirect(url_for(".show", number=decision.id))
    there = already_there(current_user, form)
    return render_template("decisions/new.html", form=form, there=there, paper=None)


def _written(form: DecisionForm, *, drafting: bool) -> Decision:
    answers = answers_of(form, current_user)
    if not drafting:
        return decisions.record(**answers, by=current_user)
    del answers["outcome"]
    return decisions.draft(**answers, by=current_user)


@room.route("/<int:number>/amend", methods=["GET", "POST"])
@may("record decisions")
def amend(number: int) -> ResponseReturnValue:
    """Change a draft; what is before the deciders, or decided, is not changed."""
    paper = decision_or_404(number, "record decisions")
    if paper.step != Step.DRAFT:
        flash(f"{paper.reference} is {paper.step}: it can no longer be changed here.")
        return redirect(url_for(".show", number=number), 303)
    form = form_for(current_user, typed_before("DecisionForm"), data=as_answered(paper), paper=paper)
    form.as_draft()
    if form.validate_on_submit():
        with saving_over(form, lambda: form_for(current_user, {}, data=as_answered(paper), paper=paper, formdata=None)):
            answers = answers_of(form, current_user)
            del answers["body"], answers["outcome"]
            decisions.amend(paper, version=form.seen, **answers, by=current_user)
            leads_to(form, url_for(".show", number=number))
        if form.saved:
            flash(f"{paper.reference} is changed.")
            return redirect(url_for(".show", number=number))
    return render_template("decisions/new.html", form=form, there=None, paper=paper), form.status


from govtrack.rooms.decisions import publish, steps, template  # noqa: E402, F401 - the rest of its doors, which need the room
