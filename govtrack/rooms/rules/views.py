"""The doors of share rules: set one, try one before it is adopted, and take the trial to the board."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.comparing import Comparison, against_trial, beyond_tolerance
from govtrack.domain.due import gap_words
from govtrack.domain.rules import set_rule
from govtrack.papers import csvs
from govtrack.rooms.rules import trial as trials
from govtrack.rooms.rules import trialbook
from govtrack.rooms.rules.forms import RuleForm, rule_form
from govtrack.rooms.rules.trial import TrialForm, trial_form
from govtrack.store import collaborations, decisions, drivers, rules
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.web.access import collaboration_or_404, may, own_organisations, sees_until
from govtrack.web.disputes import in_a_sentence
from govtrack.web.saving import leads_to
from govtrack.web.tolerances import sentence
from govtrack.web.versions import saving_over

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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


@room.route("/try")
@may("read collaborations")
def trial(short_name: str) -> ResponseReturnValue:
    """What would each have paid over the last ten years under a rule, side by side with what was paid."""
    together = collaboration_or_404(short_name)
    form = trial_form(request.args, together)
    compared = _compared(together, form)
    until = sees_until(current_user, together)
    seen = None if compared is None else trials.page(compared, sorted(own_organisations(current_user)))
    page: dict[str, Any] = {"together": together, "form": form, "page": seen}
    page["beyond"] = [sentence(one) for one in beyond_tolerance(together, until=until)]
    page["disputed"] = in_a_sentence(together, current_user, resting=trials.resting(compared))
    page["chosen"] = trials.chosen(request.args, form)
    return render_template("rules/trial.html", **page), 400 if form.errors else 200


@room.route("/try.csv")
@may("read collaborations")
def trial_as_csv(short_name: str) -> ResponseReturnValue:
    """The trial as a file: a row a year and partner."""
    together = collaboration_or_404(short_name)
    form = trial_form(request.args, together)
    compared = _compared(together, form)
    if compared is None:
        return {"faults": form.errors}, 400
    file = BytesIO()
    csvs.write(file, trials.HEADINGS, trials.file_rows(compared))
    return sent(file.getvalue(), f"rule tried {together.short_name}.csv")


@room.route("/try.xlsx")
@may("read collaborations")
def trial_as_workbook(short_name: str) -> ResponseReturnValue:
    """The trial as a workbook for the board, with a drawing in it."""
    together = collaboration_or_404(short_name)
    form = trial_form(request.args, together)
    compared = _compared(together, form)
    if compared is None:
        return {"faults": form.errors}, 400
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trial.xlsx"
        own = sorted(own_organisations(current_user))
        trialbook.write(path, together, compared, trials.page(compared, own))
        return sent(path.read_bytes(), f"rule tried {together.short_name}.xlsx")


def _compared(together: Collaboration, form: TrialForm) -> Comparison | None:
    """The years beside the rule of the form; None where it is no rule."""
    rule = form.terms(together)
    if rule is None:
        return None
    return against_trial(together, form.chosen, rule, until=sees_until(current_user, together))


def _warn(together: Collaboration, about: str) -> None:
    for gap in gap_words(about, [rule.terms for rule in rules.rules_about(together.id, about)]):
        flash(gap)


def _form(together: Collaboration, **more: None) -> RuleForm:
    now = collaborations.partners_on(together.id, today())
    before = [one for one in collaborations.partners_in([together.id]) if one not in now]
    return rule_form(
        now,
        before,
        drivers.drivers([together.id]),
        rules.rules_of(together.id),
        newest=rules.newest_of(together.id),
        about=request.args.get("about", ""),
        **more,
    )


def sent(file: bytes, name: str) -> Response:
    """A file to be kept, under a name that any system can write."""
    kind = XLSX if name.endswith(".xlsx") else "text/csv"
    plain = name.encode("ascii", "replace").decode().replace('"', "")
    return Response(file, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{plain}"'})
