"""Boxes for words: one line, several paragraphs, a short name; what cannot be read on a page is refused."""

import re
import unicodedata
from typing import Any

from wtforms import StringField, ValidationError
from wtforms.widgets import TextArea

from govtrack.domain.names import short
from govtrack.domain.refusals import Refused

NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
SPACES = re.compile(r"[ \t\u00a0\u202f]+")
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of the text after them, and so can make one word look like another."""

LINE, PARAGRAPHS = 200, 4000


def tidied(text: str) -> str:
    """One way of writing each letter, one kind of line end, no blanks at the ends of the whole."""
    text = unicodedata.normalize("NFC", NEWLINES.sub("\n", text)).strip(" \t\n\u00a0")
    return text if any(_seen(letter) for letter in text) else ""


def _seen(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cf", "Zs", "Cc"} or letter == "\0"


def unreadable(text: str, *, newlines: bool) -> bool:
    """Whether the text holds a control character, half a character, or one that turns the text around."""
    return any(
        (unicodedata.category(letter) in {"Cc", "Cs", "Cn"} and not (newlines and letter == "\n")) or letter in TURNING
        for letter in text
    )


class Line(StringField):
    """One line of words, tidied; `missing` is the sentence when it must not be blank."""

    newlines = False

    def __init__(self, label: str = "", *, missing: str = "", longest: int = LINE, **more: Any) -> None:
        super().__init__(label, **more)
        self.missing, self.longest = missing, longest

    def process_data(self, value: Any) -> None:
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            text = tidied(str(valuelist[0]))
            self.data = text if self.newlines else SPACES.sub(" ", text)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the form library names the arguments
        text = self.data or ""
        if not text and self.missing:
            raise ValidationError(self.missing)
        if unreadable(text, newlines=self.newlines):
            raise ValidationError(
                "This holds a character that cannot be shown: type it again, or paste it as plain text."
            )
        if len(text) > self.longest:
            raise ValidationError(f"At most {self.longest:,} characters; this has {len(text):,}.")


class Paragraphs(Line):
    """Several lines of words; line ends are kept, whichever kind the browser sent."""

    widget = TextArea()
    newlines = True

    def __init__(self, label: str = "", *, missing: str = "", longest: int = PARAGRAPHS, **more: Any) -> None:
        super().__init__(label, missing=missing, longest=longest, **more)


class ShortName(Line):
    """A short name, by the register's rule for all of them: at most 15 characters, fit for an address."""

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if not self.data:
            return
        try:
            self.data = short(self.data)
        except Refused as refusal:
            raise ValidationError(refusal.sentence) from refusal
