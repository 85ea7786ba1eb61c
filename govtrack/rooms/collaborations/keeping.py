"""The doors through which a collaboration's partners and agreements are kept."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import collaborations as verbs
from govtrack.rooms.collaborations.forms import AgreementForm, MembershipForm, named
from govtrack.rooms.collaborations.own import own_or_404
from govtrack.rooms.collaborations.views import room
from govtrack.store import bodies, collaborations
from govtrack.store.collaborations import Collaboration
from govtrack.web.access import collaboration_or_404, may
from govtrack.web.fields import SelectChoice
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

KEEP = "keep collaborations"


@room.route("/<short_name>/partners/new", methods=["GET", "POST"])
@may(KEEP)
def admit(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name, verb=KEEP)
    every = {one.id: one for one in bodies.organisations()}
    form = MembershipForm()
    form.partner.choices = [SelectChoice("", "Choose"), *named(list(every.values()))]
    if form.validate_on_submit():
        with saving(form):
            spell = verbs.admit(together, every[form.partner.data], **form.answers(), by=current_user)
            leads_to(form, _page(together))
        if not form.errors:
            flash(f"{spell.partner.short_name} is recorded as a partner.")
            return redirect(_page(together))
    return render_template("collaborations/membership.html", form=form, together=together, spell=None)


@room.route("/<short_name>/partners/<int:number>", methods=["GET", "POST"])
@may(KEEP)
def amend(short_name: str, number: int) -> ResponseReturnValue:
    together = collaboration_or_404(short_name, verb=KEEP)
    spell = own_or_404(together, collaborations.membership_at(number))
    form = MembershipForm(obj=spell)
    del form.partner
    if form.validate_on_submit():
        with saving_over(form, lambda: MembershipForm(obj=spell, formdata=None)):
            verbs.amend(spell, **form.answers(), version=form.seen, by=current_user)
            leads_to(form, _page(together))
        if form.saved:
            flash(f"The membership of {spell.partner.short_name} is amended.")
            return redirect(_page(together))
    return render_template("collaborations/membership.html", form=form, together=together, spell=spell), form.status


@room.route("/<short_name>/agreements/new", methods=["GET", "POST"])
@may(KEEP)
def agree(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name, verb=KEEP)
    form = AgreementForm(earlier=together.agreements)
    if form.validate_on_submit():
        with saving(form):
            agreement = verbs.agree(together, **form.answers(), by=current_user)
            leads_to(form, _page(together))
        if not form.errors:
            flash(f"{agreement.title} is recorded.")
            return redirect(_page(together))
    return render_template("collaborations/agreement.html", form=form, together=together, agreement=None)


@room.route("/<short_name>/agreements/<int:number>", methods=["GET", "POST"])
@may(KEEP)
def amend_agreement(short_name: str, number: int) -> ResponseReturnValue:
    together = collaboration_or_404(short_name, verb=KEEP)
    agreement = own_or_404(together, collaborations.agreement_at(number))
    form = AgreementForm(earlier=together.agreements, of=agreement)
    if form.validate_on_submit():
        with saving_over(form, lambda: AgreementForm(earlier=together.agreements, of=agreement, formdata=None)):
            verbs.amend_agreement(agreement, **form.answers(), version=form.seen, by=current_user)
            leads_to(form, _page(together))
        if form.saved:
            flash(f"{agreement.title} is amended.")
            return redirect(_page(together))
    return render_template(
        "collaborations/agreement.html", form=form, together=together, agreement=agreement
    ), form.status


def _page(together: Collaboration) -> str:
    return url_for(".show", short_name=together.short_name)
