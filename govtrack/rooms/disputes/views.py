"""The doors of disputes: read a collaboration's, dispute a figure, settle a dispute."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.disputes import dispute, settle
from govtrack.rooms.disputes.forms import DisputeForm, SettleForm
from govtrack.store import decisions, disputes, ledger
from govtrack.store.bodies import organisation_named, organisations_of
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.disputes import Dispute
from govtrack.web.access import LARGEST_ID, collaboration_or_404, figure_or_404, may, reads
from govtrack.web.disputes import Told, disputing, in_a_sentence, may_settle, may_withdraw, told
from govtrack.web.figures import said_of
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

room = Blueprint("disputes", __name__, url_prefix="/disputes")


@room.get("/<short_name>")
@may("read collaborations")
def index(short_name: str) -> ResponseReturnValue:
    """Every dispute of a collaboration that a person sees: those that stand first, then those that ended."""
    together = collaboration_or_404(short_name)
    seen = told(disputes.disputes_in([together.id]), current_user)
    standing = [one for one in seen if one.stands]
    over = [one for one in reversed(seen) if not one.stands]
    said = in_a_sentence(together, current_user)
    return render_template("disputes/index.html", together=together, standing=standing, over=over, said=said)


@room.route("/figures/<int:line>", methods=["GET", "POST"])
@may("dispute figures")
def new(line: int) -> ResponseReturnValue:
    """Dispute the figure of a line in the name of one's own organisation."""
    found = figure_or_404(line, "read collaborations")
    partners = organisations_of(disputing(current_user, found)) or abort(403)
    figure = said_of(found)
    if not figure.stands:
        return redirect(url_for("ledger.figure", line=line))
    form = DisputeForm(partners, figure.measure)
    if form.validate_on_submit():
        with saving(form):
            partner = organisation_named(form.partner.data or "") or abort(404)
            row = dispute(figure.line, partner, **_answers(form), by=current_user)
            leads_to(form, url_for("ledger.figure", line=figure.line))
        if not form.errors:
            flash(f"{row.partner.short_name} disputes this figure. Both stand, side by side, until it is settled.")
            return redirect(url_for("ledger.figure", line=figure.line))
    return render_template("disputes/new.html", form=form, one=figure, own=_own_alone(figure.figure, partners))


@room.route("/<int:number>/settle", methods=["GET", "POST"])
@may("settle disputes")
def settled(number: int) -> ResponseReturnValue:
    """End a dispute by agreement, by a decision, or by withdrawing it."""
    one = _dispute_or_404(number)
    form = _form(one.dispute)
    if form.validate_on_submit():
        with saving_over(form, lambda: _form(_dispute_or_404(number).dispute, saved=True)):
            taken = db.session.get(Decision, form.decision.data) if form.decision.data else None
            answers = {"words": form.words.data or "", "decision": taken, "seen": form.seen}
            settle(one.dispute, form.how.data or "", **answers, by=current_user)
            leads_to(form, url_for("ledger.figure", line=one.figure.line))
        if form.saved:
            flash("Settled. What was disputed, and how it ended, stays readable here.")
            return redirect(url_for("ledger.figure", line=one.figure.line))
    return render_template("disputes/settle.html", form=form, told=one), form.status


def _answers(form: DisputeForm) -> dict[str, Any]:
    return {name: value for name, value in form.answers().items() if name != "partner"}


def _own_alone(figure: int, partners: Sequence[object]) -> bool:
    """Whether a figure is nobody's but that of the one partner a person speaks for: it is corrected, not disputed."""
    legs = ledger.standing(figure)
    return len(partners) == 1 and [leg.partner_id for leg in legs] == [getattr(partners[0], "id", None)]


def _dispute_or_404(number: int) -> Told:
    row = disputes.dispute_at(number) if number <= LARGEST_ID else None
    seen = told([row] if row else [], current_user)
    if not seen:
        abort(404)
    return seen[0] if may_settle(current_user, seen[0].dispute) else abort(403)


def _form(row: Dispute, *, saved: bool = False) -> SettleForm:
    taken = [one for one in decisions.decisions_about([row.collaboration_id]) if reads(current_user, one)]
    return SettleForm(row, taken, own=may_withdraw(current_user, row), saved=saved)
