"""The doors of prices: which deflators and discount rates there are, what they say, load one, withdraw one."""

from typing import TypeVar

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import prices as verbs
from govtrack.rooms.prices import shown
from govtrack.rooms.prices.forms import RatesForm, ReleaseForm, WithdrawForm
from govtrack.store.db import db
from govtrack.store.prices import DeflatorRelease, Loaded, RateTable
from govtrack.web.access import LARGEST_ID, may
from govtrack.web.saving import leads_to, saving

Kept = TypeVar("Kept", bound=Loaded)
room = Blueprint("prices", __name__, url_prefix="/prices")


@room.get("")
@may("read prices")
def index() -> ResponseReturnValue:
    """What is in use, and everything that was ever loaded."""
    return render_template("prices/index.html", page=shown.index(current_user))


@room.get("/<int:number>")
@may("read prices")
def show(number: int) -> ResponseReturnValue:
    """One release: its years, and what it changes beside another."""
    release = _there(DeflatorRelease, number)
    page = shown.release(release, current_user, beside=request.args.get("beside", ""))
    return render_template("prices/show.html", page=page)


@room.route("/new", methods=["GET", "POST"])
@may("keep prices")
def new() -> ResponseReturnValue:
    """Load a release, pasted or read from a file and looked through before it is kept."""
    form = ReleaseForm()
    if form.validate_on_submit():
        with saving(form):
            release = verbs.load(**form.release(), by=current_user)
            leads_to(form, url_for(".show", number=release.id))
        if not form.errors:
            flash(f"{release.name} is loaded.")
            return redirect(url_for(".show", number=release.id))
    return render_template("prices/new.html", form=form)


@room.route("/<int:number>/withdraw", methods=["GET", "POST"])
@may("keep prices")
def withdraw(number: int) -> ResponseReturnValue:
    """Take a wrong release out of use, with a reason."""
    return _withdrawn(_there(DeflatorRelease, number), url_for(".show", number=number))


@room.get("/rates/<int:number>")
@may("read prices")
def rates(number: int) -> ResponseReturnValue:
    """One table of discount rates."""
    return render_template("prices/rates.html", page=shown.rates(_there(RateTable, number), current_user))


@room.route("/rates/new", methods=["GET", "POST"])
@may("keep prices")
def new_rates() -> ResponseReturnValue:
    """Load a table of discount rates."""
    form = RatesForm()
    if form.validate_on_submit():
        with saving(form):
            table = verbs.load_rates(**form.table(), by=current_user)
            leads_to(form, url_for(".rates", number=table.id))
        if not form.errors:
            flash(f"{table.name} is loaded.")
            return redirect(url_for(".rates", number=table.id))
    return render_template("prices/new_rates.html", form=form)


@room.route("/rates/<int:number>/withdraw", methods=["GET", "POST"])
@may("keep prices")
def withdraw_rates(number: int) -> ResponseReturnValue:
    """Take a wrong table out of use, with a reason."""
    return _withdrawn(_there(RateTable, number), url_for(".rates", number=number))


def _there(table: type[Kept], number: int) -> Kept:
    found = db.session.get(table, number) if number <= LARGEST_ID else None
    return found or abort(404)


def _withdrawn(row: Loaded, page: str) -> ResponseReturnValue:
    form = WithdrawForm()
    if form.validate_on_submit():
        with saving(form):
            verbs.withdraw(row, reason=form.reason.data or "", by=current_user)
            leads_to(form, page)
        if not form.errors:
            flash(f"{row.name} is withdrawn.")
            return redirect(page)
    return render_template("prices/withdraw.html", form=form, row=row, page=page)
