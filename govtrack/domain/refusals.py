"""What the register says no with: a sentence a person can act on, and the answer it stands beside."""

from collections.abc import Sequence


class Refused(ValueError):
    """The rules do not allow it; `field` is the answer the sentence belongs to, empty for the whole.

    `more` are further fields with their sentences, where several answers were found wrong at once.
    """

    def __init__(self, sentence: str, *, field: str = "", more: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.each = ((field, sentence), *more)


class Changed(Exception):
    """Somebody else saved the record after this person opened it."""

    def __init__(self, current: object) -> None:
        super().__init__("The record was saved by somebody else meanwhile.")
        self.current = current
