"""The offer to undo what a person did last: in the message after saving and at home, while it can be done."""

from typing import Any, NamedTuple

from flask import Flask, session, url_for
from flask_security import current_user
from wtforms import HiddenField

from govtrack.domain.acts import Act, Place, last_act
from govtrack.domain.outlook import outlook
from govtrack.domain.refusals import Refused
from govtrack.domain.undoing import undo_today
from govtrack.store import clock, imports
from govtrack.web.access import allowed, may_record, scope
from govtrack.web.forms import Form
from govtrack.web.saving import WROTE

VERBS = {
    "decisions": "record decisions",
    "collaborations": "register collaborations",
    "memberships": "keep collaborations",
    "agreements": "keep collaborations",
    "share_rules": "keep collaborations",
    "reporting_periods": "keep periods",
    "organisations": "keep organisations",
    "offices": "keep organisations",
    "terms": "keep organisations",
    "successions": "keep organisations",
    "former_names": "keep organisations",
}
"""The verb that a person must still have to take back a record of a table; of any other, some verb of recording."""

SOMETHING_ELSE = "You have done something else since, so this is left as it is."
NOT_YOURS = "Your role no longer lets you change this, so it is left as it is."


class UndoForm(Form):
    """That one act, known by its last event, is to be taken back."""

    act = HiddenField()


class Offer(NamedTuple):
    """What can be undone: a form for it, or, for an import, the address of its own page."""

    what: str
    form: UndoForm | None
    href: str = ""


def register(app: Flask) -> None:
    """Let every page that tells what was saved offer to undo it."""
    app.jinja_env.globals["just_saved"] = just_saved


def just_saved() -> Offer | None:
    """The offer that belongs beside the message of what was just saved; asked for once."""
    last = session.pop(WROTE, None)
    return offered(current_user, last) if last else None


def offered(person: Any, last: int | None = None) -> Offer | None:
    """The offer to undo what a person did last (`last`: if that is its last event); None where it cannot be done."""
    act = last_act(person.id)
    if act is None or (last is not None and act.span.last != last) or act.day != clock.today().toordinal():
        return None
    if act.imported is not None:
        undone = bool(act.imported.undone_at)
        return None if undone else Offer(act.deed, None, url_for("imports.batch", number=act.imported.id))
    if not still_may(person, act) or outlook(act).hindrances:
        return None
    return Offer(act.deed, UndoForm(formdata=None, data={"act": str(act.span.last)}))


def undo_last(form: UndoForm, person: Any) -> Act:
    """Undo the act of a form, inside `saving`. Refused where it is no longer the last, or no longer allowed."""
    act = last_act(person.id)
    if act is None or str(act.span.last) != form.act.data or act.imported is not None:
        raise Refused(SOMETHING_ELSE)
    if not still_may(person, act):
        raise Refused(NOT_YOURS)
    undo_today(act, by=person)
    return act


def still_may(person: Any, act: Act) -> bool:
    """Whether a person's roles still reach all that an act did."""
    figures = imports.parts_of(act.batches) if act.batches else set()
    return all(may_record(person, *one) for one in figures) and all(
        _reaches(person, act, place) for place in act.changes
    )


def _reaches(person: Any, act: Act, place: Place) -> bool:
    net = act.changes[place]
    state = net.after or net.before or {}
    together, body = state.get("collaboration_id"), state.get("body_id") or state.get("organisation_id")
    verb = VERBS.get(place.record)
    if verb is None:
        return allowed(person, "record figures") or allowed(person, "record decisions")
    if verb == "record decisions":
        return allowed(person, verb, organisation_id=body) or together in scope(person, verb).collaborations
    return allowed(person, verb, collaboration_id=together)
