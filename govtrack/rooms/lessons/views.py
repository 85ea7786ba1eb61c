"""The doors of lessons: find one, read one, record one, take one back."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import lessons as verbs
from govtrack.rooms.lessons.forms import LessonForm, Search, TakeBackForm
from govtrack.store import lessons
from govtrack.store.bodies import organisations, organisations_of
from govtrack.store.collaborations import collaborations_of
from govtrack.store.figures import partner_ids
from govtrack.store.lessons import Lesson
from govtrack.store.listings import leaf
from govtrack.web.access import (
    LARGEST_ID,
    allowed,
    knows,
    may,
    readable_collaborations,
    readable_organisations,
    reads,
    scope,
)
from govtrack.web.saving import leads_to, saving

room = Blueprint("lessons", __name__, url_prefix="/lessons")
READ, KEEP = "read lessons", "keep lessons"


@room.get("")
@may(READ)
def index() -> ResponseReturnValue:
    """The lessons that a person may read, newest first."""
    numbers = readable_collaborations(current_user)
    search = Search(request.args, collaborations_of(numbers))
    query = lessons.lessons(
        body_ids=readable_organisations(current_user), collaboration_ids=numbers, **search.narrowing()
    )
    may_record = bool(scope(current_user, KEEP))
    return render_template("lessons/index.html", search=search, leaf=leaf(query, search.page), may_record=may_record)


@room.get("/<int:number>")
@may(READ)
def show(number: int) -> ResponseReturnValue:
    """One lesson, and what it comes from as far as the reader may know."""
    one = _lesson_or_404(number)
    numbers = readable_collaborations(current_user)
    together = one.collaboration if numbers is None or one.collaboration_id in numbers else None
    decision = one.decision if one.decision is not None and reads(current_user, one.decision) else None
    whose = one.body if knows(current_user, one.body) else None
    page = {"one": one, "whose": whose, "together": together, "decision": decision, "may_change": _may_change(one)}
    return render_template("lessons/show.html", **page)


@room.route("/new", methods=["GET", "POST"])
@may(KEEP)
def new() -> ResponseReturnValue:
    """Record a lesson that comes from no review."""
    form = _form(current_user)
    if form.validate_on_submit():
        with saving(form):
            made = verbs.learn(**form.learnt(), by=current_user)
            leads_to(form, url_for(".show", number=made.id))
        if not form.errors:
            flash("Recorded. Whoever begins the next one can find it.")
            return redirect(url_for(".show", number=made.id))
    return render_template("lessons/new.html", form=form)


def _form(person: Any) -> LessonForm:
    """The form, offering the bodies whose decisions a person records."""
    reach = scope(person, KEEP)
    theirs = reach.organisations.union(partner_ids(sorted(reach.collaborations)))
    bodies = organisations() if reach.everything else organisations_of(sorted(theirs))
    return LessonForm(bodies, collaborations_of(readable_collaborations(person)))


@room.route("/<int:number>/take-back", methods=["GET", "POST"])
@may(KEEP)
def take_back(number: int) -> ResponseReturnValue:
    """Take a lesson back; it stays at its address, with why."""
    one = _lesson_or_404(number)
    if not _may_change(one):
        abort(403)
    form = TakeBackForm()
    if form.validate_on_submit():
        with saving(form):
            verbs.take_back(one, reason=form.reason.data or "", by=current_user)
            leads_to(form, url_for(".show", number=number))
        if not form.errors:
            flash("Taken back. It is listed no more.")
            return redirect(url_for(".show", number=number))
    return render_template("lessons/take_back.html", form=form, one=one)


def _may_change(one: Lesson) -> bool:
    where = {"organisation_id": one.body_id, "collaboration_id": one.collaboration_id}
    return allowed(current_user, KEEP, organisation_id=one.body_id) or (
        one.collaboration_id is not None and allowed(current_user, KEEP, **where)
    )


def _lesson_or_404(number: int) -> Lesson:
    """A lesson of an address: one that is shared is everybody's, others are for their body and their partners."""
    found = lessons.lesson_at(number) if number <= LARGEST_ID else None
    if found is None:
        abort(404)
    bodies, together = readable_organisations(current_user), readable_collaborations(current_user)
    within = bodies is None or together is None or found.body_id in bodies or found.collaboration_id in together
    if not within and not (found.shared and found.taken_back is None):
        abort(404)
    return found
