"""The doors of claims: say what stands behind a benefit, move it on, give evidence, open it, take it back."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import claims, evidence, shared
from govtrack.rooms.claims import listed
from govtrack.rooms.claims.forms import ClaimForm, StepForm
from govtrack.rooms.claims.narrowing import Narrowing
from govtrack.rooms.claims.sharing import ShareForm, correction, made_for, partners_within
from govtrack.settings import Settings
from govtrack.store import claims as claim_store
from govtrack.store import ledger
from govtrack.store.claims import Evidence
from govtrack.store.ledger import Figure
from govtrack.store.shared import shared_of
from govtrack.web.access import LARGEST_ID, collaboration_or_404, figure_or_404, may, may_record, sees
from govtrack.web.claims import may_verify, steps_open, why_not_verify
from govtrack.web.figures import said, said_of
from govtrack.web.pieces import PieceForm, TakeBackForm, given_out
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

room = Blueprint("claims", __name__, url_prefix="/claims")


@room.get("/<short_name>")
@may("read collaborations")
def index(short_name: str) -> ResponseReturnValue:
    """The benefits of a collaboration: how far each has come, who claims it, and what bears it out."""
    asked = Narrowing(request.args, collaboration_or_404(short_name), current_user)
    return render_template("claims/index.html", page=listed.index(asked, current_user), asked=asked)


@room.route("/figures/<int:line>", methods=["GET", "POST"])
@may("record figures")
def change(line: int) -> ResponseReturnValue:
    """Say what stands behind a benefit: who claims it, how it was worked out, against what."""
    found = figure_or_404(line)
    form = _claim_form(found)
    if form.validate_on_submit():
        with saving_over(form, lambda: _claim_form(found, saved=True)):
            claims.state(found, form.stated(), seen=form.seen, by=current_user)
            leads_to(form, _page(line))
        if form.saved:
            flash("Saved. It stands on the page of the figure.")
            return redirect(_page(line))
    return render_template("claims/change.html", form=form, one=said_of(found), benefit=_benefit(found)), form.status


@room.route("/figures/<int:line>/step", methods=["GET", "POST"])
@may("record figures")
def step(line: int) -> ResponseReturnValue:
    """Move a benefit on, or back, with a reason."""
    found = _standing(figure_or_404(line, "read collaborations"))
    if not may_record(current_user, found.collaboration_id, found.partner_id) and not may_verify(current_user, found):
        abort(403)
    form = StepForm(steps_open(current_user, found))
    if form.validate_on_submit():
        with saving(form):
            claims.step(found.line, form.to.data, reason=form.reason.data or "", by=current_user)
            leads_to(form, _page(line))
        if not form.errors:
            flash("Done. Each step stands on the page, with who took it and why.")
            return redirect(_page(line))
    why_not = why_not_verify(current_user, found)
    return render_template("claims/step.html", form=form, one=said_of(found), found=found, why_not=why_not)


@room.route("/figures/<int:line>/evidence", methods=["GET", "POST"])
@may("record figures")
def add(line: int) -> ResponseReturnValue:
    """Give evidence of a benefit: a file, or a link."""
    found = figure_or_404(line)
    settings: Settings = current_app.extensions["govtrack"]
    form = PieceForm()
    if form.validate_on_submit():
        with saving(form):
            _keep(found, form, settings)
            leads_to(form, f"{_page(line)}#evidence")
        if not form.errors:
            flash("Kept. It stands on the page of the figure.")
            return redirect(f"{_page(line)}#evidence")
    most = settings.evidence_bytes // (1024 * 1024)
    return render_template("claims/add.html", form=form, one=said_of(found), benefit=_benefit(found), most=most)


@room.get("/evidence/<int:number>")
@may("read collaborations")
def download(number: int) -> ResponseReturnValue:
    """Give out a file that is kept as evidence, if it is still the one that was added."""
    row, figure = _evidence_or_404(number)
    content = evidence.whole(row, current_app.extensions["govtrack"].data) if row.taken_back is None else None
    if content is None:
        flash(f"{row.name} is not given out: it is not kept here, or is no longer the file that was added.")
        return redirect(_page(figure.line))
    return given_out(row, content)


@room.route("/evidence/<int:number>/take-back", methods=["GET", "POST"])
@may("record figures")
def take_back(number: int) -> ResponseReturnValue:
    """Take evidence back, with a reason: its name stays, its bytes go."""
    row, figure = _evidence_or_404(number)
    if not may_record(current_user, figure.collaboration_id, figure.partner_id):
        abort(403)
    form = TakeBackForm()
    if form.validate_on_submit():
        with saving(form):
            evidence.take_back(row, reason=form.reason.data or "", by=current_user)
            leads_to(form, f"{_page(figure.line)}#evidence")
        if not form.errors:
            evidence.let_go(row, current_app.extensions["govtrack"].data)
            flash("Taken back. Its name and your reason stay; the file itself is gone.")
            return redirect(f"{_page(figure.line)}#evidence")
    return render_template("claims/take_back.html", form=form, one=said_of(figure), row=row)


@room.route("/<short_name>/shared", methods=["GET", "POST"])
@may("record figures")
def share(short_name: str) -> ResponseReturnValue:
    """Enter a benefit that several partners had together, once, split as they agreed."""
    together = collaboration_or_404(short_name, "record figures")
    partners = partners_within(together, current_user)
    form = made_for(ShareForm, partners)(together)
    if len(partners) > 1 and form.validate_on_submit():
        with saving(form):
            number = shared.share(
                form.entry(), form.split(), name=form.name.data or "", agreed=form.agreed.data or "", by=current_user
            )
            leads_to(form, _page(number))
        if not form.errors:
            flash("Recorded once, and split between its partners.")
            return redirect(_page(number))
    return render_template("claims/share.html", form=form, together=together, partners=partners, row=None), form.status


@room.route("/figures/<int:line>/shared", methods=["GET", "POST"])
@may("record figures")
def correct_shared(line: int) -> ResponseReturnValue:
    """Correct a shared result as a whole: its amount, or its split, with a reason."""
    found = figure_or_404(line)
    row, legs = shared_of([found.figure]).get(found.figure), ledger.standing(found.figure)
    if row is None or not legs:
        return redirect(_page(line))
    if not all(may_record(current_user, leg.collaboration_id, leg.partner_id) for leg in legs):
        abort(403)
    partners = partners_within(row.collaboration, current_user)
    form = correction(row, partners)
    if form.validate_on_submit():
        with saving_over(form, lambda: correction(row, partners, saved=True)):
            shared.correct(
                row, form.entry(), form.split(), reason=form.answers()["reason"], seen=form.seen, by=current_user
            )
            leads_to(form, _page(line))
        if form.saved:
            flash("Corrected, all its parts together.")
            return redirect(_page(line))
    shows = {
        "form": form,
        "together": row.collaboration,
        "partners": partners,
        "row": row,
        "line": line,
        "one": said_of(found),
    }
    return render_template("claims/share.html", **shows), form.status


def _page(line: int) -> str:
    return url_for("ledger.figure", line=line)


def _benefit(figure: Figure) -> bool:
    return bool(claims.next_steps(figure))


def _standing(figure: Figure) -> Figure:
    """What stands of a figure, whichever of its lines is in hand; itself once it was taken back."""
    legs = ledger.standing(figure.figure)
    return next((leg for leg in legs if leg.partner_id == figure.partner_id), figure)


def _claim_form(figure: Figure, *, saved: bool = False) -> ClaimForm:
    return ClaimForm(claim_store.claim_of(figure.figure), saved=saved)


def _keep(figure: Figure, form: PieceForm, settings: Settings) -> Evidence:
    if form.sent is None:
        return evidence.add_link(figure, form.link.data or "", name=form.name.data or "", by=current_user)
    return evidence.add_file(
        figure, form.sent.stream, name=form.sent.filename or "", folder=settings.data,
        most=settings.evidence_bytes, by=current_user,
    )  # fmt: skip


def _evidence_or_404(number: int) -> tuple[Evidence, Figure]:
    row = claim_store.evidence_at(number) if number <= LARGEST_ID else None
    legs = said([row.figure])[row.figure].legs if row else ()
    figure = next((leg for leg in legs if sees(current_user, leg)), None)
    if row is None or figure is None:
        abort(404)
    return row, figure
