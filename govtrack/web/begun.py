"""What a person has begun and not yet saved, as lists show it: only forms that are still open to them."""

from collections.abc import Mapping
from textwrap import shorten
from typing import Any, NamedTuple

from flask import current_app, request
from flask_security import current_user
from werkzeug.exceptions import HTTPException

from govtrack.domain.drafts import answers_of
from govtrack.store import drafts
from govtrack.store.clock import now
from govtrack.store.drafts import Draft
from govtrack.web import access
from govtrack.web.drafts import key_of, said_at
from govtrack.web.forms import MACHINERY

LONGEST = 80
ORGANISATIONS = {"bodies", "briefings"}
"""The rooms whose short names are those of organisations; everywhere else they are those of collaborations."""


class Begun(NamedTuple):
    """One form that was begun: what its page is called, where it goes on, when it was last typed in, its key."""

    title: str
    words: str
    """The first words of what was typed, to tell it by; empty where there are none."""
    address: str
    when: str
    key: str


def begun_by(person: Any) -> list[Begun]:
    """What somebody who is signed in has begun, latest first."""
    return [
        Begun(
            one.title or "A form", first_words(one), request.script_root + one.address, said_at(one.saved), key_of(one)
        )
        for one in drafts.drafts_of(person.id, at=int(now().timestamp()))
        if still_open(one)
    ]


def first_words(draft: Draft) -> str:
    """The first answer that is in words of its own, cut short."""
    said = (" ".join(text.split()) for name, text in answers_of(draft) if name not in MACHINERY)
    return next((shorten(words, LONGEST, placeholder=" …") for words in said if words.count(" ") > 1), "")


def still_open(draft: Draft) -> bool:
    """Whether the page of a draft may still be opened by the person signed in: a role can be lost meanwhile."""
    try:
        endpoint, values = current_app.url_map.bind("").match(draft.address.split("?")[0], method="GET")
        verb = getattr(current_app.view_functions[endpoint], "guard", access.OPEN)
        if verb == access.OPEN or not (access.TABLE[verb].anyone or access.scope(current_user, verb)):
            return False
        _meet(endpoint.split(".")[0], verb, values)
    except HTTPException:
        return False
    return True


def _meet(room: str, verb: str, values: Mapping[str, Any]) -> None:
    """Ask for the record of an address as its page would; NotFound or Forbidden where it is not open."""
    if "short_name" in values and room in ORGANISATIONS:
        access.organisation_or_404(values["short_name"], verb)
    elif "short_name" in values:
        access.collaboration_or_404(values["short_name"], verb)
    if "line" in values:
        access.figure_or_404(values["line"], verb)
