"""The doors through which an organisation's offices, their holders and its successions are kept."""

from typing import TypeVar

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import bodies as verbs
from govtrack.rooms.bodies.forms import OfficeForm, RenameForm, SuccessionForm, TermForm
from govtrack.rooms.bodies.views import room
from govtrack.store import bodies, listings
from govtrack.store.bodies import Office, Organisation, Term
from govtrack.store.db import db
from govtrack.store.events import latest_of
from govtrack.web.access import known_organisations, may, organisation_or_404
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import saving_over

KEEP = "keep organisations"
Kept = TypeVar("Kept", Office, Term)


@room.route("/<short_name>/name", methods=["GET", "POST"])
@may(KEEP)
def rename(short_name: str) -> ResponseReturnValue:
    body = organisation_or_404(short_name, verb=KEEP)
    form = RenameForm(obj=body)
    if form.validate_on_submit():
        with saving_over(form, lambda: RenameForm(obj=body, formdata=None)):
            verbs.rename(body, **form.answers(), version=form.seen, by=current_user)
            leads_to(form, _page(body))
        if form.saved:
            flash(f"It is called {body.name}.")
            return redirect(_page(body))
    return render_template("bodies/name.html", form=form, body=body), form.status


@room.route("/<short_name>/offices/new", methods=["GET", "POST"])
@may(KEEP)
def open_office(short_name: str) -> ResponseReturnValue:
    body = organisation_or_404(short_name, verb=KEEP)
    form = OfficeForm()
    if form.validate_on_submit():
        with saving(form):
            office = verbs.open_office(body, **form.answers(), by=current_user)
            leads_to(form, _page(body))
        if not form.errors:
            flash(f"{office.name} is recorded. Next: who held it.")
            return redirect(_page(body))
    return render_template("bodies/office.html", form=form, body=body, office=None)


@room.route("/<short_name>/offices/<int:number>", methods=["GET", "POST"])
@may(KEEP)
def amend_office(short_name: str, number: int) -> ResponseReturnValue:
    body = organisation_or_404(short_name, verb=KEEP)
    office = _found(bodies.office_at(number))
    if office.organisation_id != body.id:
        abort(404)
    form = _filled(OfficeForm, office)
    if form.validate_on_submit():
        with saving_over(form, lambda: _filled(OfficeForm, office, formdata=None)):
            verbs.amend_office(office, **form.answers(), seen=form.seen, by=current_user)
            leads_to(form, _page(body))
        if form.saved:
            flash(f"{office.name} is amended.")
            return redirect(_page(body))
    return render_template("bodies/office.html", form=form, body=body, office=office), form.status


@room.route("/<short_name>/terms/new", methods=["GET", "POST"])
@may(KEEP)
def appoint(short_name: str) -> ResponseReturnValue:
    body = organisation_or_404(short_name, verb=KEEP)
    offices = {one.id: one for one in body.offices}
    form = TermForm()
    form.offer(body.offices)
    if form.validate_on_submit():
        with saving(form):
            term = verbs.appoint(offices[form.office.data], **form.answers(), by=current_user)
            leads_to(form, _page(body))
        if not form.errors:
            flash(f"{term.holder} is recorded as {term.office.name}.")
            return redirect(_page(body))
    return render_template("bodies/term.html", form=form, body=body, term=None)


@room.route("/<short_name>/terms/<int:number>", methods=["GET", "POST"])
@may(KEEP)
def amend_term(short_name: str, number: int) -> ResponseReturnValue:
    body = organisation_or_404(short_name, verb=KEEP)
    term = _found(bodies.term_at(number))
    if term.office.organisation_id != body.id:
        abort(404)
    form = _filled(TermForm, term)
    del form.office
    if form.validate_on_submit():
        with saving_over(form, lambda: _filled(TermForm, term, formdata=None)):
            verbs.amend_term(term, **form.answers(), seen=form.seen, by=current_user)
            leads_to(form, _page(body))
        if form.saved:
            flash(f"The term of {term.holder} is amended.")
            return redirect(_page(body))
    return render_template("bodies/term.html", form=form, body=body, term=term), form.status


@room.route("/<short_name>/followed", methods=["GET", "POST"])
@may(KEEP)
def succeed(short_name: str) -> ResponseReturnValue:
    body = organisation_or_404(short_name, verb=KEEP)
    known = db.session.scalars(listings.organisations_like(known_organisations(current_user))).all()
    others = {one.id: one for one in known if one.id != body.id}
    form = SuccessionForm()
    form.offer(list(others.values()))
    if form.validate_on_submit():
        with saving(form):
            followed = verbs.succeed(body, others[form.new.data], **form.answers(), by=current_user)
            leads_to(form, _page(body))
        if not form.errors:
            flash(f"{followed.new.short_name} is recorded as what followed {body.short_name}.")
            return redirect(_page(body))
    return render_template("bodies/succession.html", form=form, body=body)


Asks = TypeVar("Asks", OfficeForm, TermForm)


def _filled(form: type[Asks], row: Office | Term, **more: None) -> Asks:
    """A form about an office or a term, with what it says now; its version is the number of its last event."""
    answers = {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}
    return form(data={**answers, "version": latest_of(row.__tablename__, row.id)}, **more)


def _found(row: Kept | None) -> Kept:
    if row is None:
        abort(404)
    return row


def _page(body: Organisation) -> str:
    return url_for(".show", short_name=body.short_name)
