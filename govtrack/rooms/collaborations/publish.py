"""The doors through which an agreement is published, and taken down again."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import publicagreements as verbs
from govtrack.rooms.collaborations.own import own_or_404
from govtrack.rooms.collaborations.views import room
from govtrack.store.collaborations import Agreement, agreement_at
from govtrack.web.access import LARGEST_ID, collaboration_or_404, may
from govtrack.web.publishing import PublishForm, TakeDownForm, look_at, publish_form, wants_to_look
from govtrack.web.saving import leads_to
from govtrack.web.versions import saving_over

PUBLISH = "publish agreements"


@room.route("/<short_name>/agreements/<int:number>/publish", methods=["GET", "POST"])
@may(PUBLISH)
def publish_agreement(short_name: str, number: int) -> ResponseReturnValue:
    """Choose what the public may read of an agreement, look at exactly that, and publish it."""
    agreement = _agreement(short_name, number)
    form = _form(agreement)
    if form.validate_on_submit() and not wants_to_look():
        with saving_over(form, lambda: _form(agreement, formdata=None)):
            seen = form.previewed.data or "none"
            verbs.publish_agreement(agreement, form.choice, seen=seen, version=form.seen, by=current_user)
            leads_to(form, _page(agreement))
        if form.saved:
            flash(f"Published: {agreement.title}.")
            return redirect(_page(agreement))
    shown = look_at(form, verbs.parts_of_agreement(agreement), lambda choice: verbs.agreement_notice(agreement, choice))
    return render_template("collaborations/publish.html", form=form, agreement=agreement, shown=shown), form.status


@room.route("/<short_name>/agreements/<int:number>/take-down", methods=["GET", "POST"])
@may(PUBLISH)
def take_down_agreement(short_name: str, number: int) -> ResponseReturnValue:
    """Take an agreement off the public register."""
    agreement = _agreement(short_name, number)
    form = TakeDownForm(data={"version": agreement.version})
    if form.validate_on_submit():
        with saving_over(form, lambda: TakeDownForm(formdata=None, data={"version": agreement.version})):
            verbs.take_down_agreement(agreement, words=form.words.data or "", version=form.seen, by=current_user)
            leads_to(form, _page(agreement))
        if form.saved:
            flash(f"Taken down: {agreement.title}.")
            return redirect(_page(agreement))
    return render_template("collaborations/take_down.html", form=form, agreement=agreement), form.status


def _form(agreement: Agreement, **more: Any) -> PublishForm:
    chosen, parts = verbs.agreement_choice(agreement), verbs.parts_of_agreement(agreement)
    return publish_form(parts, chosen, version=agreement.version, entirely=False, **more)


def _agreement(short_name: str, number: int) -> Agreement:
    together = collaboration_or_404(short_name, verb=PUBLISH)
    return own_or_404(together, agreement_at(number) if number <= LARGEST_ID else None)


def _page(agreement: Agreement) -> str:
    return url_for(".show", short_name=agreement.collaboration.short_name, _anchor="agreements")
