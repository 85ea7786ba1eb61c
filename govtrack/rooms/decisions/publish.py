"""The doors of publishing: choose what the public may read, look at exactly that, publish it; and take it down."""

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.exemptions import Openness
from govtrack.analytics.register import Act, Step, after
from govtrack.domain import publishing
from govtrack.domain.publicparts import choice_of, notice_of, parts_of_notice
from govtrack.rooms.decisions.views import room
from govtrack.rooms.decisions.walking import not_from_here, step_with_words
from govtrack.store.decisions import Decision
from govtrack.web.access import decision_or_404, may
from govtrack.web.publishing import PublishForm, look_at, publish_form, wants_to_look
from govtrack.web.saving import leads_to
from govtrack.web.versions import saving_over


@room.route("/<int:number>/publish", methods=["GET", "POST"])
@may("publish decisions")
def publish(number: int) -> ResponseReturnValue:
    """Choose what the public may read, look at exactly that, and publish it."""
    taken = decision_or_404(number, "publish decisions")
    if after(Step(taken.step), Act.PUBLISH) is None:
        return not_from_here(taken)
    form = _form(taken)
    if form.validate_on_submit() and not wants_to_look():
        with saving_over(form, lambda: _form(taken, formdata=None)):
            said = _carried_out(form, taken)
            leads_to(form, url_for(".show", number=number))
        if form.saved:
            flash(said)
            return redirect(url_for(".show", number=number))
    shown = look_at(form, parts_of_notice(taken), lambda choice: notice_of(taken, choice))
    return render_template("decisions/publish.html", form=form, paper=taken, shown=shown), form.status


def _form(taken: Decision, **more: Any) -> PublishForm:
    chosen = choice_of(taken)
    if not chosen.objective and taken.collaboration is not None:
        chosen = replace(chosen, objective=taken.collaboration.purpose)
    return publish_form(parts_of_notice(taken), chosen, version=taken.version, **more)


def _carried_out(form: PublishForm, taken: Decision) -> str:
    if form.choice.openness is Openness.NOTHING:
        publishing.withhold(taken, form.choice, version=form.seen, by=current_user)
        return f"{taken.reference} is withheld entirely: the public finds nothing of it."
    publishing.publish(taken, form.choice, seen=form.previewed.data or "none", version=form.seen, by=current_user)
    return f"Published: {taken.reference}, {taken.title}."


@room.route("/<int:number>/take-down", methods=["GET", "POST"])
@may("publish decisions")
def take_down(number: int) -> ResponseReturnValue:
    """Take a decision off the public register."""
    taken = decision_or_404(number, "publish decisions")
    return step_with_words(
        taken,
        Act.TAKE_DOWN,
        lambda form: publishing.take_down(taken, words=form.words.data or "", version=form.seen, by=current_user),
    )
