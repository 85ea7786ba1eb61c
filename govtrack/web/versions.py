"""When two people save one record: the later one is shown both versions, answer by answer, and loses nothing."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar, NamedTuple

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField

from govtrack.domain.drafts import answers_of
from govtrack.domain.refusals import Changed
from govtrack.store.db import db
from govtrack.web import formats
from govtrack.web.fields import DateParts, OneOf, SomeOf, YesNo
from govtrack.web.forms import MACHINERY, Form
from govtrack.web.saving import saving

KEEP = "keep-"
"""What the name of a choice between two answers begins with; the name of the answer follows."""
THEIRS = "theirs"


class Both(NamedTuple):
    """One answer, as it is saved now and as this person has it."""

    name: str
    theirs: str
    yours: str
    field: str = ""
    """Which answer of the form it is, where the person may choose between the two."""
    touched: bool = True
    """Whether this person changed it: of what they left alone, what is saved now is taken unless they say otherwise."""

    @property
    def differ(self) -> bool:
        return self.theirs != self.yours


class Opened(HiddenField):
    """What each answer said when the form was opened, a few letters of its hash each: so that what the person changed
    is told from what somebody else did meanwhile."""


class VersionedForm(Form):
    """A form about a record that somebody else may save meanwhile; `met` then holds both versions.

    Both are shown whether the form was sent too late, or was begun, left, and opened again after somebody saved.
    """

    opened = Opened()
    called: ClassVar[Mapping[str, str]] = {"from": "starts", "to": "ends"}
    """What the register calls an answer, where the form may not: `from` is a word of the language."""
    own: ClassVar[frozenset[str]] = frozenset()
    """Answers that are about this change and not of the record: there is nothing to choose between."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._met: Sequence[Both] | None = None
        self._choose()

    def _choose(self) -> None:
        """Take what is saved now for the answers that the person chose it for, here or before they left the form."""
        sent = request.form if self.draft is None else MultiDict(answers_of(self.draft))
        for name, field in self._fields.items():
            if sent.get(f"{KEEP}{name}") == THEIRS:
                field.raw_data = None
                field.process(None, field.object_data)

    @property
    def met(self) -> Sequence[Both]:
        """Both versions of each answer; nothing where nobody was met."""
        if self._met is None:
            self._met = self._met_since_begun() if self.draft else ()
        return self._met

    @met.setter
    def met(self, both: Sequence[Both]) -> None:
        self._met = both

    def _met_since_begun(self) -> Sequence[Both]:
        """Both versions, where somebody saved the record after this form was begun and before it was opened again."""
        return self._beside_saved() if self.version.data != self.version.object_data else ()

    @property
    def seen(self) -> Any:
        """The version of the record that the person saw, a whole number; None where none was sent."""
        return self.version.data

    @property
    def saved(self) -> bool:
        """Whether what was asked has been done: nothing was refused, and nobody was met."""
        return not self.errors and not self.met

    @property
    def status(self) -> int:
        """What the page of this form is answered with."""
        return 409 if self.met and not self.draft else 200

    def refuse(self, field: str, sentence: str) -> None:
        super().refuse(self.called.get(field, field), sentence)

    def meet(self, theirs: "VersionedForm") -> None:
        """Show what is saved now beside what was typed; sent again, what the person chose takes its place knowingly."""
        for name, field in self._fields.items():
            if name in theirs:
                field.object_data = theirs[name].object_data
        self.met = self._beside_saved(theirs)

    def _beside_saved(self, theirs: "VersionedForm | None" = None) -> list[Both]:
        """Each answer beside what is saved of it now; from here on the form is about what is saved now."""
        opened = _hashes_in(self.opened.data)
        both = []
        for name, field in self._answered():
            saved, typed = in_words(theirs[name] if theirs and name in theirs else _as_saved(field)), in_words(field)
            if name in self.own and not saved:
                continue
            choice = "" if name in self.own or saved == typed else name
            both.append(Both(field.label.text, saved, typed, choice, touched=opened.get(name) != _hash(typed)))
        self.version.data, self.opened.data = self.version.object_data, None
        return both

    def _answered(self) -> Iterator[tuple[str, Field]]:
        return ((name, field) for name, field in self._fields.items() if name not in MACHINERY)

    def as_opened(self) -> str:
        """What every answer said when the form was opened, for the form to carry; as it was sent, once it was."""
        kept = _hashes_in(self.opened.data)
        hashes = kept or {name: _hash(in_words(_as_saved(field))) for name, field in self._answered()}
        return json.dumps(hashes, separators=(",", ":"))


@contextmanager
def saving_over(form: VersionedForm, theirs: Callable[[], VersionedForm]) -> Iterator[None]:
    """As `saving`; when somebody saved the record first, `theirs` makes the form as that record would fill it now."""
    try:
        with saving(form):
            yield
    except Changed:
        db.session.rollback()
        form.meet(theirs())


def _as_saved(field: Field) -> Field:
    """A box as the record would fill it, whatever was typed into it; copied by hand, since a new box wants a form."""
    box: Field = object.__new__(type(field))
    vars(box).update(vars(field), raw_data=None)
    box.process(None, field.object_data)
    return box


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]


def _hashes_in(text: Any) -> dict[str, str]:
    """The hashes that a form carried; none where it carried nothing that can be read."""
    try:
        said = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(words) for name, words in said.items()} if isinstance(said, dict) else {}


def in_words(field: Field) -> str:
    """An answer as a person reads it, whatever kind of box it is in."""
    if isinstance(field, YesNo):
        return "yes" if field.data else "no"
    if isinstance(field, (OneOf, SomeOf)):
        return ", ".join(str(label) for value, label, selected, _more in field.iter_choices() if selected and value)
    if isinstance(field, DateParts):
        return formats.day(field.data) if isinstance(field.data, date) else " ".join(field.typed.values()).strip()
    return str(_written(field))


def _written(field: Any) -> Any:
    return field._value() if hasattr(field, "_value") else field.data or ""
