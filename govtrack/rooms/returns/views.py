"""The doors of the reporting cycle: the periods, each partner's return, and everything that is done about them."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.returns import Act
from govtrack.analytics.words import listed
from govtrack.domain import returns as verbs
from govtrack.rooms.returns import shown
from govtrack.rooms.returns.acting import about_period
from govtrack.rooms.returns.forms import ActForm, MoveDueForm, OpenForm
from govtrack.rooms.returns.found import the_period, the_return
from govtrack.web.access import collaboration_or_404, may, sees_until
from govtrack.web.returns import name_of, readable_rounds
from govtrack.web.saving import leads_to, saving

room = Blueprint("returns", __name__, url_prefix="/returns/<short_name>")
KEEP = "keep periods"


@room.get("")
@may("read collaborations")
def show(short_name: str) -> ResponseReturnValue:
    """The reporting periods of a collaboration, and where each partner's return stands."""
    together = collaboration_or_404(short_name)
    rounds = readable_rounds(together, sees_until(current_user, together))
    return render_template("returns/show.html", **shown.periods_page(together, rounds))


@room.route("/open", methods=["GET", "POST"])
@may(KEEP)
def open_period(short_name: str) -> ResponseReturnValue:
    """Open one period, or a year's quarters."""
    together = collaboration_or_404(short_name, KEEP)
    form = OpenForm()
    form.period.calendar = together.calendar
    if form.validate_on_submit():
        with saving(form):
            opened = verbs.open_periods(together, form.periods(), due_days=form.days, by=current_user)
            names = listed([name_of(one) for one in opened])
            leads_to(form, shown.page_of(together))
        if not form.errors:
            flash(f"{names} {'is' if len(opened) == 1 else 'are'} open for returns.")
            return redirect(shown.page_of(together))
    return render_template("returns/open.html", form=form, together=together, back=shown.page_of(together))


@room.get("/<int:number>")
@may("read collaborations")
def period(short_name: str, number: int) -> ResponseReturnValue:
    """One period: its returns, what was done about them, and its closing."""
    found = the_period(short_name, number)
    return render_template("returns/period.html", **shown.period_page(found.whole))


@room.route("/<int:number>/close", methods=["GET", "POST"])
@may(KEEP)
def close(short_name: str, number: int) -> ResponseReturnValue:
    whole = the_period(short_name, number, KEEP).whole
    return about_period(whole, Act.CLOSE, lambda form: verbs.close(whole.period, **form.said(), by=current_user))


@room.route("/<int:number>/reopen", methods=["GET", "POST"])
@may(KEEP)
def reopen(short_name: str, number: int) -> ResponseReturnValue:
    whole = the_period(short_name, number, KEEP).whole
    return about_period(whole, Act.REOPEN, lambda form: verbs.reopen(whole.period, **form.said(), by=current_user))


@room.route("/<int:number>/move", methods=["GET", "POST"])
@may(KEEP)
def move(short_name: str, number: int) -> ResponseReturnValue:
    """Move the day on which the returns of an open period are due."""
    whole = the_period(short_name, number, KEEP).whole

    def moves(form: ActForm) -> None:
        assert isinstance(form, MoveDueForm), "this act asks on which day"
        verbs.move_due(whole.period, due=form.day, **form.said(), by=current_user)

    return about_period(whole, Act.MOVE, moves)


@room.get("/<int:number>/of/<partner>")
@may("read collaborations")
def one(short_name: str, number: int, partner: str) -> ResponseReturnValue:
    """One partner's return: its figures, where it stands, who does what next, and what was done."""
    return render_template("returns/one.html", **shown.one_page(the_return(short_name, number, partner)))


from govtrack.rooms.returns import doing  # noqa: E402, F401 - its doors belong to this room, and need it first
