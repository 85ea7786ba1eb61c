"""The doors of apportionments: the list, a new split, one with its steps, and one run again."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import apportionments as verbs
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.workings import Working
from govtrack.rooms.apportionments import shown
from govtrack.rooms.apportionments.forms import AgainForm, JointForm, PartsForm, parts_form
from govtrack.store.apportionments import Apportionment, follower_of
from govtrack.store.bodies import organisations_of
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.web.access import apportionment_or_404, collaboration_or_404, may
from govtrack.web.saving import leads_to, saving

room = Blueprint("apportionments", __name__, url_prefix="/collaborations/<short_name>/apportionments")


@room.route("/", strict_slashes=False)
@may("read collaborations")
def index(short_name: str) -> ResponseReturnValue:
    """Every joint total that was split."""
    together = collaboration_or_404(short_name)
    return render_template("apportionments/index.html", together=together, rows=shown.listing(together, current_user))


@room.route("/<int:number>")
@may("read collaborations")
def show(short_name: str, number: int) -> ResponseReturnValue:
    """One split, every step as it was kept."""
    row = apportionment_or_404(short_name, number)
    return render_template("apportionments/show.html", page=shown.page(row, current_user), together=row.collaboration)


@room.route("/new", methods=["GET", "POST"])
@may("apportion")
def new(short_name: str) -> ResponseReturnValue:
    """What the joint total is; then its parts by the rule, to be recorded as they are or typed over."""
    together = collaboration_or_404(short_name, "apportion")
    asked = JointForm(request.args, together)
    working = _worked_out(together, asked) if request.args.get("period") else None
    if working is None:
        faulty = asked if asked.errors else None
        return render_template("apportionments/new.html", together=together, asked=asked, faulty=faulty)
    joint = asked.joint()
    form = _parts(working)
    row = _sent(form, lambda: verbs.apportion(together, joint, **_said(form), by=current_user))
    if row is not None:
        flash(f"{len(row.parts)} figures are recorded, one for each partner.")
        return redirect(url_for(".show", short_name=together.short_name, number=row.id))
    draft = shown.draft(joint, working, together)
    page = {"together": together, "asked": asked, "form": form, "draft": draft}
    return render_template("apportionments/parts.html", **page), _status(form)


@room.route("/<int:number>/again", methods=["GET", "POST"])
@may("apportion")
def again(short_name: str, number: int) -> ResponseReturnValue:
    """Split it anew by what is known now, the old beside the new; what is recorded restates the figures."""
    earlier = apportionment_or_404(short_name, number, "apportion")
    together, later = earlier.collaboration, follower_of(earlier.id)
    if request.method == "GET" and later is not None:
        return redirect(url_for(".again", short_name=together.short_name, number=later.id))
    asked = AgainForm(request.args, earlier)
    working = _worked_out(together, asked)
    if working is None:
        return render_template("apportionments/refused.html", together=together, earlier=earlier, asked=asked), 400
    joint = asked.joint()
    form = _parts(working, because=True)
    row = _sent(form, lambda: verbs.run_again(earlier, joint, **_said(form), by=current_user))
    if row is not None:
        flash("Run again: what the figures said before can still be read, and as it was known then.")
        return redirect(url_for(".show", short_name=together.short_name, number=row.id))
    page = {"together": together, "asked": asked, "form": form, "draft": shown.draft(joint, working, together)}
    beside = (list(shown.BESIDE), shown.beside(earlier, working))
    return render_template("apportionments/again.html", earlier=earlier, beside=beside, **page), _status(form)


def _worked_out(together: Collaboration, asked: JointForm | AgainForm) -> Working | None:
    """The working of what is asked; None, with its faults beside the answers, where there is none."""
    if not asked.validate():
        return None
    try:
        return verbs.working_of(together, asked.joint())
    except Refused as refusal:
        asked.refuse(refusal.field, refusal.sentence)
        return None


def _parts(working: Working, *, because: bool = False) -> PartsForm:
    names = {one.id: one for one in organisations_of(sorted(working.parts))}
    form = parts_form(working, names, because=because)
    form.read_begun()
    if form.mark.data != working.mark:
        form.anew(working)
        form.refuse("", "The rule or a figure it uses changed meanwhile: the parts below are worked out anew.")
    return form


def _said(form: PartsForm) -> dict[str, Any]:
    return {"given": form.given(), "reason": form.reason.data or "", "mark": form.mark.data or ""}


def _sent(form: PartsForm, record: Callable[[], Apportionment]) -> Apportionment | None:
    """What was recorded; None while the form is to be shown, with or without faults."""
    if request.method == "POST" and request.form.get("give") and not form.changed:
        form.give()
        return None
    if form.changed or not form.validate_on_submit():
        return None
    row: Apportionment | None = None
    try:
        with saving(form):
            row = record()
            there = url_for(".show", short_name=row.collaboration.short_name, number=row.id)
            leads_to(form, there)
    except Changed:
        db.session.rollback()
        form.refuse("", "Somebody else did this at the same moment: look again, then decide.")
    return None if form.errors else row


def _status(form: PartsForm) -> int:
    return 409 if form.changed and request.method == "POST" else 200
