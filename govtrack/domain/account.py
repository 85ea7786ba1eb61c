"""The verbs of accounts: invite a person, grant and take away roles, close an account."""

import secrets
from typing import Any

from govtrack.analytics.kinds import Role
from govtrack.domain.refusals import Refused
from govtrack.store import drafts
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.people import Grant, User, administrators, person_with

OF_AN_ORGANISATION = {Role.READER, Role.RECORDER, Role.APPROVER}


def invite(*, email: str, name: str = "", password_hash: str | None = None, by: Any) -> User:
    """Open an account; Refused when the address has one. The hash is made by whoever asks, never here."""
    email = email.strip().casefold()
    if "@" not in email or len(email) > 255:
        raise Refused("Give an email address.", field="email")
    if person_with(email) is not None:
        raise Refused(f"{email} already has an account.", field="email")
    with deed("opened an account", by=by):
        row = User(
            email=email, name=name.strip(), password=password_hash, active=True, fs_uniquifier=secrets.token_hex(32)
        )
        db.session.add(row)
    return row


def grant(
    person: User,
    role: str,
    *,
    organisation: Organisation | None = None,
    collaboration: Collaboration | None = None,
    by: Any,
) -> Grant:
    """Give a person a role in its scope: an organisation, a collaboration, or the installation."""
    word = Role(role)
    if (word in OF_AN_ORGANISATION) != (organisation is not None):
        raise Refused(f"“{word}” is a role in an organisation.", field="organisation")
    if (word is Role.SECRETARIAT) != (collaboration is not None):
        raise Refused("“secretariat” is a role in a collaboration.", field="collaboration")
    for held in person.grants:
        if (held.role, held.organisation, held.collaboration) == (word, organisation, collaboration):
            return held
    with deed("granted a role", by=by):
        row = Grant(person=person, role=str(word), organisation=organisation, collaboration=collaboration)
        db.session.add(row)
    return row


def revoke(held: Grant, *, by: Any) -> None:
    """Take a role away; Refused when nobody would be left to administer the register."""
    if held.role == Role.ADMINISTRATOR:
        _refuse_the_last(held.person)
    with deed("took a role away", by=by):
        db.session.delete(held)


def close(person: User, *, by: Any) -> None:
    """Close an account: its sessions end, its history stays, its drafts go. Refused for the last administrator."""
    _refuse_the_last(person)
    drafts.let_go_of_all(person.id)
    with deed("closed an account", by=by):
        person.active = False
        person.fs_uniquifier = secrets.token_hex(32)


def reopen(person: User, *, by: Any) -> None:
    """Open a closed account again."""
    with deed("reopened an account", by=by):
        person.active = True


def end_sessions(person: User, *, by: Any) -> None:
    """Sign a person out everywhere."""
    with deed("signed out everywhere", by=by):
        person.fs_uniquifier = secrets.token_hex(32)


def _refuse_the_last(person: User) -> None:
    if [one.id for one in administrators()] == [person.id]:
        raise Refused("This is the last administrator of the register: make somebody else one first.")
