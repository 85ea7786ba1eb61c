"""The doors through which a decision takes its steps: put forward, sent back, decided, withdrawn, added to."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.register import Act, Step, after
from govtrack.domain import deciding, decisions
from govtrack.rooms.decisions.forms import AddForm, DecideForm
from govtrack.rooms.decisions.views import room
from govtrack.rooms.decisions.walking import not_from_here, step_with_words
from govtrack.store.decisions import Decision
from govtrack.web.access import decision_or_404, may
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over


@room.route("/<int:number>/put", methods=["GET", "POST"])
@may("record decisions")
def put(number: int) -> ResponseReturnValue:
    """Lay a draft before those who decide."""
    paper = decision_or_404(number, "record decisions")
    return step_with_words(
        paper, Act.PUT, lambda form: deciding.put_for_decision(paper, version=form.seen, by=current_user)
    )


@room.route("/<int:number>/send-back", methods=["GET", "POST"])
@may("take decisions")
def send_back(number: int) -> ResponseReturnValue:
    """Give a paper back to be changed."""
    paper = decision_or_404(number, "take decisions")
    return step_with_words(
        paper,
        Act.SEND_BACK,
        lambda form: deciding.send_back(paper, words=form.words.data or "", version=form.seen, by=current_user),
    )


@room.route("/<int:number>/withdraw", methods=["GET", "POST"])
@may("record decisions")
def withdraw(number: int) -> ResponseReturnValue:
    """Give up a paper that was not decided."""
    paper = decision_or_404(number, "record decisions")
    return step_with_words(
        paper,
        Act.WITHDRAW,
        lambda form: deciding.withdraw(paper, words=form.words.data or "", version=form.seen, by=current_user),
    )


@room.route("/<int:number>/decide", methods=["GET", "POST"])
@may("take decisions")
def decide(number: int) -> ResponseReturnValue:
    """Record what the body decided on a paper."""
    paper = decision_or_404(number, "take decisions")
    if after(Step(paper.step), Act.DECIDE) is None:
        return not_from_here(paper)
    form = DecideForm(data=_known(paper))
    if form.validate_on_submit():
        with saving_over(form, lambda: DecideForm(formdata=None, data=_known(paper))):
            deciding.decide(paper, **form.answers(), version=form.seen, by=current_user)
            leads_to(form, _page(paper))
        if form.saved:
            flash(f"Decided: {paper.reference}, {paper.title}.")
            return redirect(_page(paper))
    return render_template("decisions/decide.html", form=form, paper=paper), form.status


@room.route("/<int:number>/add", methods=["GET", "POST"])
@may("record decisions")
def add(number: int) -> ResponseReturnValue:
    """Add to the record of a decision that was taken."""
    taken = decision_or_404(number, "record decisions")
    if not taken.taken:
        return not_from_here(taken)
    form = AddForm()
    if form.validate_on_submit():
        with saving(form):
            deciding.add(taken, words=form.words.data or "", by=current_user)
            leads_to(form, _page(taken))
        if not form.errors:
            flash(f"Added to {taken.reference}.")
            return redirect(_page(taken))
    return render_template("decisions/add.html", form=form, paper=taken)


def _known(paper: Decision) -> dict[str, object]:
    names = ("decided", "signed_by", "capacity", "signed", "urgent", "version")
    provisional = decisions.is_provisional(paper.reference)
    return {**{name: getattr(paper, name) for name in names}, "reference": "" if provisional else paper.reference}


def _page(paper: Decision) -> str:
    return url_for(".show", number=paper.id)
