"""When two people save one record: the later one is shown both versions, answer by answer, and loses nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar, NamedTuple

from wtforms import Field

from govtrack.domain.refusals import Changed
from govtrack.store.db import db
from govtrack.web import formats
from govtrack.web.fields import DateParts, OneOf, SomeOf, YesNo
from govtrack.web.forms import MACHINERY, Form
from govtrack.web.saving import saving


class Both(NamedTuple):
    """One answer, as it is saved now and as this person has it."""

    name: str
    theirs: str
    yours: str


class VersionedForm(Form):
    """A form about a record that somebody else may save meanwhile; `met` then holds both versions."""

    met: Sequence[Both] = ()
    called: ClassVar[Mapping[str, str]] = {"from": "starts", "to": "ends"}
    """What the register calls an answer, where the form may not: `from` is a word of the language."""

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
        return 409 if self.met else 200

    def refuse(self, field: str, sentence: str) -> None:
        super().refuse(self.called.get(field, field), sentence)

    def meet(self, theirs: "VersionedForm") -> None:
        """Show what is saved now beside what was typed; sent again, what was typed takes its place knowingly."""
        self.met = [
            Both(field.label.text, in_words(theirs[name]), in_words(field))
            for name, field in self._fields.items()
            if name not in MACHINERY and name in theirs
        ]
        self.version.data = theirs.version.data


@contextmanager
def saving_over(form: VersionedForm, theirs: Callable[[], VersionedForm]) -> Iterator[None]:
    """As `saving`; when somebody saved the record first, `theirs` makes the form as that record would fill it now."""
    try:
        with saving(form):
            yield
    except Changed:
        db.session.rollback()
        form.meet(theirs())


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
