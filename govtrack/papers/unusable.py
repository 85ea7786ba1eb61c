"""What reading a file says no with, when the file as a whole cannot be used."""


class Unusable(ValueError):
    """The file cannot be read; the sentence says what it is and what would be right."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
