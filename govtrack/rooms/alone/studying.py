"""The doors of coalition studies: one read, one entered on a grid, one taken back."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import studies as verbs
from govtrack.domain.studies import grid_of
from govtrack.rooms.alone.forms import WithdrawForm
from govtrack.rooms.alone.studies import Year, blank_sheet, study_form, study_or_404, study_page
from govtrack.rooms.alone.views import room
from govtrack.web.access import collaboration_or_404, may
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

KEEP = "keep collaborations"


@room.get("/<short_name>/studies/<int:number>")
@may("read collaborations")
def study(short_name: str, number: int) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    return render_template("alone/study.html", **study_page(together, study_or_404(together, number), current_user))


@room.route("/<short_name>/studies/new", methods=["GET", "POST"])
@may(KEEP)
def new_study(short_name: str) -> ResponseReturnValue:
    """The cost of every coalition of a year's partners: on a grid for up to four, by file for more."""
    together = collaboration_or_404(short_name, KEEP)
    year = Year(request.args, together)
    if not year.validate():
        return render_template("alone/study_year.html", year=year, form=year if "year" in request.args else None)
    partners = year.partners()
    if not grid_of(partners):
        return render_template("alone/study_file.html", year=year, partners=partners)
    form = study_form(partners)
    if form.validate_on_submit():
        with saving(form):
            made = verbs.study(together, partners, form.costs(), starts=year.starts, **form.answers(), by=current_user)
            leads_to(form, url_for(".study", short_name=short_name, number=made.id))
        if not form.errors:
            flash(f"The study “{made.name}” is recorded.")
            return redirect(url_for(".study", short_name=short_name, number=made.id))
    return render_template("alone/study_new.html", form=form, year=year, partners=partners)


@room.get("/<short_name>/studies/blank.csv")
@may(KEEP)
def blank_study(short_name: str) -> ResponseReturnValue:
    """A file with a row for every coalition of a year's partners, for its costs to be filled in and imported."""
    together = collaboration_or_404(short_name, KEEP)
    year = Year(request.args, together)
    if not year.validate():
        return {"faults": year.errors}, 400
    if year.too_many:
        return {"faults": {"year": ["There are more partners than a study can have."]}}, 400
    file = blank_sheet(year)
    return Response(
        file, mimetype="text/csv", headers={"Content-Disposition": 'attachment; filename="coalition_costs.csv"'}
    )


@room.route("/<short_name>/studies/<int:number>/withdraw", methods=["GET", "POST"])
@may(KEEP)
def withdraw_study(short_name: str, number: int) -> ResponseReturnValue:
    together = collaboration_or_404(short_name, KEEP)
    found = study_or_404(together, number)
    back = url_for(".study", short_name=short_name, number=number)
    if found.withdrawn is not None:
        return redirect(back)
    form = WithdrawForm(data={"version": found.version})
    if form.validate_on_submit():
        with saving_over(form, lambda: WithdrawForm(data={"version": found.version}, formdata=None)):
            verbs.withdraw(found, reason=form.reason.data or "", version=form.seen, by=current_user)
            leads_to(form, back)
        if form.saved:
            flash(f"The study “{found.name}” is taken back. It can still be read.")
            return redirect(back)
    return render_template("alone/study_withdraw.html", form=form, together=together, study=found), form.status
