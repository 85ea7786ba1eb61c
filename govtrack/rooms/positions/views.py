"""The doors of positions: state who stood where, see whose proposals came to be decisions, set the voting rule."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import positions
from govtrack.rooms.positions import shown
from govtrack.rooms.positions.forms import PositionsForm, RuleForm, as_answered, positions_form
from govtrack.store import positions as store
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration, partners_in
from govtrack.store.decisions import Decision
from govtrack.web.access import allowed, collaboration_or_404, decision_or_404, may, scope
from govtrack.web.positions import stood_on
from govtrack.web.saving import leads_to
from govtrack.web.versions import saving_over

room = Blueprint("positions", __name__, url_prefix="/positions")
STATE, KEEP = "state positions", "keep collaborations"


@room.route("/decisions/<int:number>", methods=["GET", "POST"])
@may(STATE)
def state(number: int) -> ResponseReturnValue:
    """Say who proposed a joint decision, what it is about, and where each partner stood."""
    decision = decision_or_404(number, "read decisions")
    everyone = positions.partners_at(decision)
    ours, describes = _ours(everyone, decision), allowed(current_user, "record decisions", **_where(decision))
    if decision.collaboration is None or not (ours or describes):
        abort(403)
    form = _form(decision, everyone, ours, describes=describes)
    if form.validate_on_submit():
        again = lambda: _form(decision, everyone, ours, describes=describes, formdata=None)  # noqa: E731 - asked later
        with saving_over(form, again):
            _keep(decision, form, describes=describes)
            leads_to(form, _page(decision))
        if form.saved:
            flash("Recorded. Earlier positions stay readable.")
            return redirect(_page(decision))
    page = {"form": form, "decision": decision, "stood": stood_on(decision), "back": _page(decision)}
    return render_template("positions/state.html", **page), form.status


def _ours(everyone: list[Organisation], decision: Decision) -> list[Organisation]:
    """The partners whose positions a person may state: one's own, or all where one keeps the collaboration."""
    reach = scope(current_user, STATE)
    if reach.everything or decision.collaboration_id in reach.collaborations:
        return everyone
    return [one for one in everyone if one.id in reach.organisations]


def _where(decision: Decision) -> dict[str, Any]:
    return {"organisation_id": decision.body_id, "collaboration_id": decision.collaboration_id}


def _form(
    decision: Decision, everyone: list[Organisation], ours: list[Organisation], *, describes: bool, **more: None
) -> PositionsForm:
    rows = store.positions_on([decision.id])[decision.id]
    proposal = store.proposals_of([decision.id]).get(decision.id)
    said = {
        **as_answered(store.standing_positions(rows)),
        "version": store.mark_of(decision.id),
        "proposer": proposal.partner.short_name if proposal else "",
        "subjects": [one.subject for one in store.subjects_of([decision.id])[decision.id]],
    }
    return positions_form(ours, everyone, describes=describes, data=said, **more)


def _keep(decision: Decision, form: PositionsForm, *, describes: bool) -> None:
    positions.state(decision, form.stood(), unsaid=form.unsaid(), seen=form.seen, by=current_user)
    if describes:
        subjects = form.subjects.data or []
        positions.describe(decision, subjects=subjects, proposer=form.chosen_proposer, by=current_user)


@room.get("/<short_name>")
@may("read collaborations")
def album(short_name: str) -> ResponseReturnValue:
    """Whose songs got on the album: proposals and outcomes, partner by partner, beside what each pays and has."""
    together = collaboration_or_404(short_name)
    return render_template("positions/album.html", page=shown.page_of(together, current_user))


@room.route("/<short_name>/rule", methods=["GET", "POST"])
@may(KEEP)
def rule(short_name: str) -> ResponseReturnValue:
    """Set by what rule the partners decide."""
    together = collaboration_or_404(short_name, KEEP)
    form = _rule_form(together)
    there = url_for(".album", short_name=short_name)
    if form.validate_on_submit():
        with saving_over(form, lambda: _rule_form(together, formdata=None)):
            positions.set_voting_rule(together, **form.rule(), seen=form.seen, by=current_user)
            leads_to(form, there)
        if form.saved:
            flash("The voting rule is set. Decisions before that day keep the one they were taken under.")
            for gap in shown.gaps_said(together):
                flash(gap)
            return redirect(there)
    rules = shown.rules_said(together)
    return render_template("positions/rule.html", form=form, together=together, rules=rules, back=there), form.status


def _rule_form(together: Collaboration, **more: None) -> RuleForm:
    partners = list(partners_in([together.id]))
    return RuleForm(partners, data={"version": store.newest_voting_rule(together.id)}, **more)


def _page(decision: Decision) -> str:
    return url_for("decisions.show", number=decision.id, _anchor="stood")
