"""The doors of drivers: the list, one driver's figures, a new driver, and a grid to enter figures in."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.words import counted
from govtrack.domain.drivers import name_driver, state
from govtrack.rooms.drivers import shown
from govtrack.rooms.drivers.forms import DriverForm, GridForm, Known, grid_form
from govtrack.store import drivers
from govtrack.store.drivers import Driver
from govtrack.web.access import driver_or_404, may
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

room = Blueprint("drivers", __name__, url_prefix="/drivers")
YEARS = 5


@room.route("/", strict_slashes=False)
@may("read collaborations")
def index() -> ResponseReturnValue:
    """Every driver there is to read."""
    offered, common = shown.whose_may_be_named(current_user)
    return render_template("drivers/index.html", drivers=shown.listing(current_user), may_name=bool(offered or common))


@room.route("/<int:number>")
@may("read collaborations")
def show(number: int) -> ResponseReturnValue:
    """One driver's figures, as known today or on a day."""
    driver = driver_or_404(number)
    asked = Known(request.args or None)
    known: date | None = asked.known.data if asked.validate() else None
    page = shown.page(driver, current_user, known=known)
    return render_template("drivers/show.html", page=page, asked=asked, known=known), 400 if asked.errors else 200


@room.route("/new", methods=["GET", "POST"])
@may("keep collaborations")
def new() -> ResponseReturnValue:
    """Name a driver, a collaboration's own or a common one."""
    offered, common = shown.whose_may_be_named(current_user)
    form = DriverForm(offered, common=common)
    if form.validate_on_submit():
        with saving(form):
            driver = name_driver(**form.answers(), by=current_user)
            there = url_for(".enter", number=driver.id)
            leads_to(form, there)
        if not form.errors:
            flash(f"{driver.name} is a driver now. Next: enter its figures.")
            return redirect(there)
    return render_template("drivers/new.html", form=form)


@room.route("/<int:number>/enter", methods=["GET", "POST"])
@may("record figures")
def enter(number: int) -> ResponseReturnValue:
    """Figures of organisations and years on one screen; a figure that is changed is stated anew beside the old."""
    driver = driver_or_404(number, "record figures")
    last = min(max(request.args.get("last", shown.last_year(), type=int), 1850), 2098)
    form = _grid(driver, last)
    if not form.places:
        abort(403)
    if form.validate_on_submit():
        with saving_over(form, lambda: _grid(driver, last, formdata=None)):
            said = state(driver, form.figures(), by=current_user)
            leads_to(form, url_for(".show", number=driver.id))
        if form.saved:
            flash(counted(said, "figure") + " stated." if said else "Nothing differed from what stands there.")
            return redirect(url_for(".show", number=driver.id))
    return render_template("drivers/enter.html", form=form, driver=driver, last=last, years=YEARS), form.status


def _grid(driver: Driver, last: int, **more: None) -> GridForm:
    organisations = shown.statable(driver, current_user)
    years = range(last - YEARS + 1, last + 1)
    return grid_form(driver, organisations, list(years), drivers.values([driver.id]), **more)
