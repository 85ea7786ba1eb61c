"""For administrators: the people of the register, inviting one, giving and taking roles, closing an account."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import account
from govtrack.rooms.account.door import room
from govtrack.rooms.account.forms import MEANINGS, GrantRole, Invite, Press
from govtrack.store import sessions
from govtrack.store.db import db
from govtrack.store.people import Grant, User, everyone
from govtrack.web.access import LARGEST_ID, may
from govtrack.web.people import invitation
from govtrack.web.saving import leads_to, saving


@room.route("/people")
@may("manage people")
def people() -> ResponseReturnValue:
    return render_template("account/people.html", people=everyone())


@room.route("/people/new", methods=["GET", "POST"])
@may("manage people")
def invite() -> ResponseReturnValue:
    form = Invite()
    if form.validate_on_submit():
        with saving(form):
            person = account.invite(**form.answers(), by=current_user)
            leads_to(form, url_for(".person", number=person.id))
        if not form.errors:
            return render_template("account/invited.html", someone=person, link=_link(person))
    return render_template("account/invite.html", form=form)


@room.route("/people/<int:number>")
@may("manage people")
def person(number: int) -> ResponseReturnValue:
    return _page(_person(number), Press())


@room.route("/people/<int:number>/link", methods=["POST"])
@may("manage people")
def link(number: int) -> ResponseReturnValue:
    person = _person(number)
    if person.password or not person.active:
        abort(403)
    return render_template("account/invited.html", someone=person, link=_link(person))


@room.route("/people/<int:number>/roles/new", methods=["GET", "POST"])
@may("manage people")
def grant(number: int) -> ResponseReturnValue:
    person, form = _person(number), GrantRole()
    form.offer()
    if form.validate_on_submit():
        with saving(form):
            account.grant(
                person,
                str(form.role.data),
                organisation=form.chosen_organisation(),
                collaboration=form.chosen_collaboration(),
                by=current_user,
            )
        if not form.errors:
            flash(f"{person.email} is now {form.role.data}.")
            return redirect(url_for(".person", number=number))
    return render_template("account/grant.html", someone=person, form=form)


@room.route("/people/<int:number>/roles/<int:held>/take", methods=["POST"])
@may("manage people")
def revoke(number: int, held: int) -> ResponseReturnValue:
    person, form = _person(number), Press()
    role = db.session.get(Grant, held) if held <= LARGEST_ID else None
    if role is None or role.person_id != person.id:
        abort(404)
    with saving(form):
        account.revoke(role, by=current_user)
    return _done(person, form, "The role is taken away.")


@room.route("/people/<int:number>/close", methods=["POST"])
@may("manage people")
def close(number: int) -> ResponseReturnValue:
    person, form = _person(number), Press()
    before = person.fs_uniquifier
    with saving(form):
        account.close(person, by=current_user)
    if not form.errors:
        sessions.forget_person(before)
    return _done(person, form, f"The account of {person.email} is closed.")


@room.route("/people/<int:number>/reopen", methods=["POST"])
@may("manage people")
def reopen(number: int) -> ResponseReturnValue:
    person, form = _person(number), Press()
    with saving(form):
        account.reopen(person, by=current_user)
    return _done(person, form, f"The account of {person.email} is open again.")


def _person(number: int) -> User:
    found = db.session.get(User, number) if number <= LARGEST_ID else None
    if found is None:
        abort(404)
    return found


def _page(person: User, form: Press) -> str:
    return render_template("account/person.html", someone=person, form=form, meanings=MEANINGS)


def _done(person: User, form: Press, sentence: str) -> ResponseReturnValue:
    if form.errors:
        return _page(person, form), 400
    flash(sentence)
    return redirect(url_for(".person", number=person.id))


def _link(person: Any) -> str:
    return request.url_root.rstrip("/") + invitation(person)
