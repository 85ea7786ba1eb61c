"""The doors of reviews: see what came of a decision, say what it expects, set the day, record what was found."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import lessons, reviews
from govtrack.rooms.reviews import shown
from govtrack.rooms.reviews.forms import DayForm, DropForm, ExpectForm, ReviewForm
from govtrack.store.clock import today
from govtrack.store.decisions import Decision
from govtrack.store.reviews import expectation_at, review_days_of
from govtrack.web.access import LARGEST_ID, decision_or_404, may
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

room = Blueprint("reviews", __name__, url_prefix="/reviews")
RECORD = "record decisions"


@room.get("/<int:number>")
@may("read decisions")
def show(number: int) -> ResponseReturnValue:
    """Whether a decision worked: what it expected beside what the ledger says, and the reviews."""
    return render_template("reviews/show.html", page=shown.page_of(decision_or_404(number), current_user))


@room.route("/<int:number>/expect", methods=["GET", "POST"])
@may(RECORD)
def expect(number: int) -> ResponseReturnValue:
    """Say one thing that a decision expects."""
    decision = decision_or_404(number, RECORD)
    form = ExpectForm(decision, shown.countable(decision))
    if form.validate_on_submit():
        with saving(form):
            reviews.expect(decision, **form.expected(), by=current_user)
            leads_to(form, _page(decision))
        if not form.errors:
            flash("Recorded. When the day comes, the ledger is set beside it.")
            return redirect(_page(decision))
    return render_template("reviews/expect.html", form=form, decision=decision, back=_page(decision))


@room.route("/<int:number>/expected/<int:which>/drop", methods=["GET", "POST"])
@may(RECORD)
def drop(number: int, which: int) -> ResponseReturnValue:
    """Take back a thing expected that was said by mistake."""
    decision = decision_or_404(number, RECORD)
    row = expectation_at(which) if which <= LARGEST_ID else None
    if row is None or row.decision_id != decision.id:
        abort(404)
    form = DropForm()
    if form.validate_on_submit():
        with saving(form):
            reviews.drop(row, reason=form.reason.data or "", by=current_user)
            leads_to(form, _page(decision))
        if not form.errors:
            flash("Taken back. It stays on the page, with your reason.")
            return redirect(_page(decision))
    return render_template("reviews/drop.html", form=form, decision=decision, row=row, back=_page(decision))


@room.route("/<int:number>/day", methods=["GET", "POST"])
@may(RECORD)
def set_day(number: int) -> ResponseReturnValue:
    """Set, or move, the day on which a decision is looked at again."""
    decision = decision_or_404(number, RECORD)
    form = _day_form(decision)
    if form.validate_on_submit():
        with saving_over(form, lambda: _day_form(decision, formdata=None)):
            reviews.set_day(decision, form.due.data, why=form.why.data or "", seen=form.seen, by=current_user)
            leads_to(form, _page(decision))
        if form.saved:
            flash(shown.day_said(review_days_of(decision.id)))
            return redirect(_page(decision))
    before = review_days_of(decision.id)
    page = {"form": form, "decision": decision, "back": _page(decision), "before": before}
    return render_template("reviews/day.html", **page), form.status


def _day_form(decision: Decision, **more: None) -> DayForm:
    before = review_days_of(decision.id)
    return DayForm(data={"version": len(before), "due": before[-1].due if before else None}, **more)


@room.route("/<int:number>/new", methods=["GET", "POST"])
@may(RECORD)
def new(number: int) -> ResponseReturnValue:
    """Record what was found when a decision was looked at again, when it is next, and what was learnt."""
    decision = decision_or_404(number, RECORD)
    page = shown.page_of(decision, current_user)
    if not decision.taken:
        flash(f"{decision.reference} is not decided yet: there is nothing to look back at.")
        return redirect(url_for("decisions.show", number=number), 303)
    form = ReviewForm(data={"held": today()})
    if form.validate_on_submit():
        with saving(form):
            _record(decision, form, page)
            leads_to(form, _page(decision))
        if not form.errors:
            flash(f"The review of {decision.reference} is recorded.")
            return redirect(_page(decision))
    return render_template("reviews/new.html", form=form, page=page, back=_page(decision))


def _record(decision: Decision, form: ReviewForm, page: shown.ReviewsPage) -> None:
    said = form.answers()
    reviews.review(
        decision, held=said["held"], verdict=said["verdict"], words=said["words"], found=page.found, by=current_user
    )
    before = review_days_of(decision.id)
    standing = before[-1].due if before else None
    if said["next"] != standing:
        reviews.set_day(decision, said["next"], why="Set when it was reviewed", by=current_user)
    if form.teaches:
        lessons.learn(
            title=said["lesson"] or "", words=said["lesson_words"] or "", body=decision.body, decision=decision,
            collaboration=decision.collaboration, shared=bool(said["shared"]), by=current_user,
        )  # fmt: skip


def _page(decision: Decision) -> str:
    return url_for(".show", number=decision.id)
