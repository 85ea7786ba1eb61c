"""Choices: one of several in a list or as radio buttons, some of several as boxes to tick, yes or no."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its type stubs
from wtforms.widgets import CheckboxInput, ListWidget

__all__ = ["OneOf", "OneOfRadios", "SelectChoice", "SomeOf", "YesNo"]

NOT_OFFERED = "This is not one of the answers offered: choose again."


class OneOf(SelectField):
    """One answer from a list; a first choice with the value "" stands for none, and gives None."""

    def __init__(self, label: str = "", *, missing: str = "", coerce: Any = str, **more: Any) -> None:
        def answer(value: Any) -> Any:
            return None if value is None or str(value) == "" else coerce(value)

        super().__init__(label, coerce=answer, **more)
        self.missing = missing

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if not valuelist:
            return
        try:
            self.data = self.coerce(valuelist[0])
        except (ValueError, TypeError, KeyError, OverflowError):
            raise ValueError(NOT_OFFERED) from None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the form library names the arguments
        if self.process_errors:
            return
        if self.data is None:
            if self.missing:
                raise ValidationError(self.missing)
            return
        if not any(selected for _value, _label, selected, _more in self.iter_choices()):
            raise ValidationError(NOT_OFFERED)


class OneOfRadios(OneOf, RadioField):
    """One answer from a few, all of them in sight."""

    widget = ListWidget(prefix_label=False)
    option_widget = RadioField.option_widget

    @property
    def focus_id(self) -> str:
        """Where the error summary leads: the first button."""
        return f"{self.id}-0"


class SomeOf(SelectMultipleField):
    """Any number of answers, each a box to tick; gives a list."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str = "", *, missing: str = "", **more: Any) -> None:
        super().__init__(label, **more)
        self.missing = missing
        self.label.field_id = ""

    @property
    def focus_id(self) -> str:
        """Where the error summary leads: the first box."""
        return f"{self.id}-0"

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            self.data = [self.coerce(value) for value in valuelist]
        except (ValueError, TypeError, KeyError, OverflowError):
            self.data = []
            raise ValueError(NOT_OFFERED) from None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the form library names the arguments
        if self.process_errors:
            return
        offered = [self.coerce(value) for value, _label, _selected, _more in self.iter_choices()]
        if any(answer not in offered for answer in self.data or ()):
            raise ValidationError(NOT_OFFERED)
        if self.missing and not self.data:
            raise ValidationError(self.missing)


class YesNo(BooleanField):
    """One box to tick; `missing` is the sentence when it must be ticked."""

    def __init__(self, label: str = "", *, missing: str = "", **more: Any) -> None:
        super().__init__(label, **more)
        self.missing = missing

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the form library names the arguments
        if self.missing and not self.data:
            raise ValidationError(self.missing)
