"""What every form that writes goes through: one transaction, its key used up, and a refusal beside its answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import abort, redirect, request, session
from flask_security import current_user
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from govtrack.domain.refusals import Changed, Refused
from govtrack.store import events, keys
from govtrack.store.clock import today
from govtrack.store.db import db, transaction
from govtrack.web import drafts
from govtrack.web.forms import Form

WROTE = "wrote"
"""Where a session keeps the last event of what was saved last, until a page has told of it."""


@contextmanager
def saving(form: Form) -> Iterator[None]:
    """Do what the form asks, whole or not at all.

    A rule's refusal is put beside its answer and the form is shown again (`form.errors` is then true).
    Its draft is used up with it. A form that was sent before does nothing a second time: the person is taken to
    where the first led.
    `Changed` goes through, for the view to show both versions with 409.
    """
    key, person = str(form.form_key.data or ""), _person()
    try:
        with transaction():
            before = keys.used(key, person)
            if before is not None:
                sent_before(before.led_to)
            keys.use(key, person, day=today().toordinal())
            yield
            drafts.use_up()
            wrote = events.written()
            if wrote is not None:
                keys.wrote(key, person, wrote)
        if wrote is not None:
            session[WROTE] = wrote.last
    except Refused as refusal:
        for field, sentence in refusal.each:
            form.refuse(field, sentence)
    except StaleDataError as error:
        raise Changed(None) from error
    except IntegrityError as error:
        if "used_keys" not in str(error.orig):
            raise
        sent_before("")


def _person() -> int:
    person: Any = current_user
    return int(person.id)


def sent_before(led_to: str) -> None:
    """Answer a form that was sent twice as the first was answered."""
    abort(redirect(led_to or request.referrer or "/", 303))


def leads_to(form: Form, address: str) -> None:
    """Remember, inside `saving`, where this form leads, for when it is sent twice."""
    row = keys.used(str(form.form_key.data or ""), _person())
    if row is not None:
        row.led_to = address[:300]
        db.session.flush()
