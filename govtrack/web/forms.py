"""What every form is: answers, a key that its write uses up, and a place for what the register refuses."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, ClassVar, NamedTuple
from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, HiddenField, SubmitField, ValidationError

from govtrack.store.drafts import Draft
from govtrack.web import drafts

MACHINERY = {"csrf_token", "form_key", "version", "opened"}
LARGEST_VERSION = 2**31 - 1


class Fault(NamedTuple):
    """One thing to mend: the id of the box (empty: the form as a whole) and the sentence."""

    box: str
    sentence: str


class FormKey(HiddenField):
    """A key minted when the form is first shown, kept while it is shown again, used up by its write."""

    def process(self, formdata: Any, *rest: Any, **more: Any) -> None:
        super().process(formdata, *rest, **more)
        try:
            self.data = str(UUID(str(self.data)))
        except ValueError:
            self.data = str(uuid4())


class Version(HiddenField):
    """The version of the record that the person saw; None when there is none, or none that can be read."""

    def process(self, formdata: Any, *rest: Any, **more: Any) -> None:
        super().process(formdata, *rest, **more)
        text = str(self.data if self.data is not None else "")
        readable = text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST_VERSION
        self.data = int(text) if readable else None  # type: ignore[assignment] # the stubs only know text


class Form(FlaskForm):
    """The form that every room's forms extend.

    What is typed into it is kept until it is saved, and filled in again when its page is opened again: under the
    address of the page, or under `kept_at`, where one record is changed at several addresses.
    """

    drafted: ClassVar[bool] = True
    """False for a form with nothing in it that would be missed."""
    draft: Draft | None = None
    """What is filled in again, if anything is."""

    form_key = FormKey()
    version = Version()

    class Meta(FlaskForm.Meta):
        """Where a form's answers come from: what was sent, or else what was begun."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            given = super().wrap_formdata(form, formdata)  # type: ignore[no-untyped-call] # the form library has no types
            return drafts.begun(form) if given is None and formdata is not None else given

    def __init__(self, *given: Any, kept_at: str | None = None, **more: Any) -> None:
        self.kept_at = kept_at
        super().__init__(*given, **more)  # type: ignore[no-untyped-call] # the form library has no types

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether the form was sent, and every answer can be read."""
        return bool(super().validate_on_submit(extra_validators))  # type: ignore[no-untyped-call] # the same

    def read_begun(self) -> None:
        """Read what was begun as far as it can be read, for a page that adds its boxes up; nothing is refused yet."""
        for field in self if self.draft else ():
            with suppress(ValidationError):
                field.pre_validate(self)

    def answers(self) -> dict[str, Any]:
        """What the person answered, by name: neither buttons nor the form's own machinery."""
        return {
            name: field.data
            for name, field in self._fields.items()
            if name not in MACHINERY and not isinstance(field, SubmitField)
        }

    def refuse(self, field: str, sentence: str) -> None:
        """Put a refusal beside its answer; for a field the form does not have, above the form."""
        answer = self._fields.get(field)
        if answer is None or field in MACHINERY:
            self.form_errors = [*self.form_errors, sentence]
            return
        answer.errors = [*answer.errors, sentence]

    def faults(self) -> list[Fault]:
        """Everything to mend, in the order of the form, each with the id of its box."""
        whole = [Fault("", str(sentence)) for sentence in self.form_errors]
        return whole + [fault for field in self for fault in _faults(field)]


def _faults(field: Field) -> Iterator[Fault]:
    if isinstance(field, FieldList):
        for entry in field:
            yield from _faults(entry)
        yield from (Fault(field.id, error) for error in field.errors if isinstance(error, str))
        return
    if isinstance(field, FormField):
        for inner in field.form:
            yield from _faults(inner)
        yield from (Fault("", str(error)) for error in field.form.form_errors)
        return
    box = "" if field.name in MACHINERY else getattr(field, "focus_id", field.id)
    yield from (Fault(box, str(error)) for error in field.errors)
