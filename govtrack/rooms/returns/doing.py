"""The doors through which partners submit, take back, agree, object, and let one another back in."""

from collections.abc import Callable

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.returns import Act
from govtrack.analytics.words import counted
from govtrack.domain import returns as verbs
from govtrack.domain.inturn import latest_act
from govtrack.rooms.returns import shown
from govtrack.rooms.returns.acting import about_return
from govtrack.rooms.returns.forms import ActForm, AgreeAllForm, LetInForm
from govtrack.rooms.returns.found import lets_in_for_all, the_period, the_return, voices
from govtrack.rooms.returns.views import room
from govtrack.store.cycle import Return
from govtrack.web.access import may
from govtrack.web.saving import leads_to
from govtrack.web.versions import saving_over

SUBMIT, AGREE, LET_IN = "submit returns", "agree returns", "let partners back in"


@room.post("/<int:number>/agree")
@may(AGREE)
def agree_to_all(short_name: str, number: int) -> ResponseReturnValue:
    """Agree to every submitted return that waits for one's own organisation."""
    found = the_period(short_name, number, AGREE)
    form, back = AgreeAllForm(), shown.act_address(found.whole.period, ".period")
    if form.validate_on_submit():
        with saving_over(form, lambda: AgreeAllForm(formdata=None, data={"version": latest_act(found.whole.period)})):
            agreed = verbs.agree_to_all(
                found.whole.period, acted_for=voices(found.together), seen=form.seen, by=current_user
            )
            leads_to(form, back)
        if form.saved:
            flash(f"You have agreed to {counted(len(agreed), 'return')}.")
            return redirect(back)
    return render_template("returns/period.html", **shown.period_page(found.whole, form)), form.status


@room.route("/<int:number>/of/<partner>/submit", methods=["GET", "POST"])
@may(SUBMIT)
def submit(short_name: str, number: int, partner: str) -> ResponseReturnValue:
    found = the_return(short_name, number, partner, SUBMIT)
    return about_return(
        found, Act.SUBMIT, lambda form: verbs.submit(found.period, found.partner, **form.said(), by=current_user)
    )


@room.route("/<int:number>/of/<partner>/nil", methods=["GET", "POST"])
@may(SUBMIT)
def submit_nil(short_name: str, number: int, partner: str) -> ResponseReturnValue:
    found = the_return(short_name, number, partner, SUBMIT)
    return about_return(
        found, Act.NIL, lambda form: verbs.submit_nil(found.period, found.partner, **form.said(), by=current_user)
    )


@room.route("/<int:number>/of/<partner>/take-back", methods=["GET", "POST"])
@may(SUBMIT)
def take_back(short_name: str, number: int, partner: str) -> ResponseReturnValue:
    found = the_return(short_name, number, partner, SUBMIT)
    return about_return(
        found, Act.TAKE_BACK, lambda form: verbs.take_back(found.period, found.partner, **form.said(), by=current_user)
    )


def _own(found: Return, act: Act, verb: Callable[..., None]) -> ResponseReturnValue:
    """Something that a partner does about its own return."""
    return about_return(
        found, act, lambda form: verb(found.period, found.partner, **form.said(), by=current_user)
    )  # fmt: skip


@room.route("/<int:number>/of/<partner>/agree", methods=["GET", "POST"])
@may(AGREE)
def agree(short_name: str, number: int, partner: str) -> ResponseReturnValue:
    found = the_return(short_name, number, partner, AGREE)
    return _voiced(found, Act.AGREE, verbs.agree)


@room.route("/<int:number>/of/<partner>/object", methods=["GET", "POST"])
@may(AGREE)
def object_to(short_name: str, number: int, partner: str) -> ResponseReturnValue:
    found = the_return(short_name, number, partner, AGREE)
    return _voiced(found, Act.OBJECT, verbs.object_to)


def _voiced(found: Return, act: Act, verb: Callable[..., None]) -> ResponseReturnValue:
    """Something that one partner says of another's return."""
    ours = [one for one in voices(found.period.collaboration) if one.id != found.partner.id] or [found.partner]

    def says(form: ActForm) -> None:
        verb(found.period, found.partner, acted_for=form.voice, **form.said(), by=current_user)

    return about_return(found, act, says, voices=ours)


@room.route("/<int:number>/of/<partner>/let-in", methods=["GET", "POST"])
@may(LET_IN)
def let_in(short_name: str, number: int, partner: str) -> ResponseReturnValue:
    """Let one partner change its return until a named time."""
    found = the_return(short_name, number, partner, LET_IN)
    together = found.period.collaboration
    ours = [] if lets_in_for_all(together) else list(voices(together, LET_IN))

    def lets(form: ActForm) -> None:
        assert isinstance(form, LetInForm), "this act asks until when"
        verbs.let_in(
            found.period, found.partner, until=form.moment, acted_for=form.voice, **form.said(), by=current_user
        )  # fmt: skip

    return about_return(found, Act.LET_IN, lets, voices=ours)
