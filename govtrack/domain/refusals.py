"""What the register says no with: a sentence a person can act on, and the answer it stands beside."""


class Refused(ValueError):
    """The rules do not allow it; `field` is the answer the sentence belongs to, empty for the whole."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Changed(Exception):
    """Somebody else saved the record after this person opened it."""

    def __init__(self, current: object) -> None:
        super().__init__("The record was saved by somebody else meanwhile.")
        self.current = current
