"""The doors of share rules: set one, try one before it is adopted, and take the trial to the board."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.due import gap_words
from govtrack.domain.rules import set_rule
from govtrack.rooms.rules.forms import RuleForm, rule_form
from govtrack.store import collaborations, decisions, drivers, rules
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.web.access import collaboration_or_404, may
from govtrack.web.saving import leads_to
from govtrack.web.versions import saving_over

room = Blueprint("rules", __name__, url_prefix="/collaborations/<short_name>/rules")


@room.route("/new", methods=["GET", "POST"])
@may("keep collaborations")
def new(short_name: str) -> ResponseReturnValue:
    """Set a rule for cost or for benefit, from a day on."""
    together = collaboration_or_404(short_name, verb="keep collaborations")
    form = _form(together)
    there = url_for("collaborations.show", short_name=together.short_name)
    if form.validate_on_submit():
        with saving_over(form, lambda: _form(together, formdata=None)):
            rule = set_rule(together, **form.rule(), seen=form.seen, by=current_user)
            leads_to(form, there)
        if form.saved:
            flash(f"The {rule.about} rule is set.")
            _warn(together, rule.about)
            return redirect(there)
    references = [one.reference for one in reversed(decisions.decisions_about([together.id]))]
    page: dict[str, Any] = {"form": form, "together": together, "references": references}
    return render_template("rules/new.html", **page), form.status


def _warn(together: Collaboration, about: str) -> None:
    for sentence in gap_words(about, [rule.terms for rule in rules.rules_about(together.id, about)]):
        flash(sentence)


def _form(together: Collaboration, **more: None) -> RuleForm:
    return rule_form(
        collaborations.partners_on(together.id, today()),
        drivers.drivers([together.id]),
        rules.rules_of(together.id),
        newest=rules.newest_of(together.id),
        about=request.args.get("about", ""),
        **more,
    )
