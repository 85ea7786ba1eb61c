"""What somebody looks for: words as they are compared, what was asked, and the sentence in which it stands."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*")
QUOTED = re.compile(r'["“”„]([^"“”„]*)["“”„]?|([^\s"“”„]+)')
LONGEST = 100
"""No word is compared by more letters than this."""
MOST = 12
"""More words than this narrow nothing further, and cost time."""
AROUND = 110
"""How much of a long sentence is shown on each side of what was found, in letters."""
READ = 100_000
"""How far into one text its sentence is looked for, in letters."""
SENTENCE = re.compile(r"[.!?]\s+|\n+")
SMALLEST_PLURAL = 4


def folded(word: str) -> str:
    """A word as it is compared: without case, accents, and whatever is neither letter nor digit.

    >>> folded("Café"), folded("STRASSE") == folded("straße"), folded("ﬁle")
    ('cafe', True, 'file')
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if letter.isalnum())[:LONGEST]


def words_in(text: str) -> list[str]:
    """The words of a text in their order, as they are compared. A reference falls into its parts.

    >>> words_in("CPCC 071/2013: the Force’s fleet")
    ['cpcc', '071', '2013', 'the', 'force', 's', 'fleet']
    """
    return [word for found in WORD.finditer(text) if (word := folded(found[0]))]


class Term(NamedTuple):
    """Words that stand one after the other, in any of some forms; where `begins`, the last only begins so."""

    forms: tuple[tuple[str, ...], ...]
    begins: bool = False

    def starts_at(self, words: Sequence[str], at: int) -> int:
        """How many words of a text this term takes up from one of them on; 0 where it does not stand there."""
        return next((len(form) for form in self.forms if self._is(form, words, at)), 0)

    def _is(self, form: tuple[str, ...], words: Sequence[str], at: int) -> bool:
        there = tuple(words[at : at + len(form)])
        if self.begins and len(there) == len(form):
            return there[:-1] == form[:-1] and there[-1].startswith(form[-1])
        return there == form


@dataclass(frozen=True)
class Asked:
    """What was typed into a search box, understood; it is false where there is nothing to look for."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)


def asked(typed: str) -> Asked:
    """Every word is looked for, as one or as many; what stands in quotes, or is joined as in 071/2013, stays together.

    The last word is found by how it begins, unless it is in quotes.

    >>> [(term.forms, term.begins) for term in asked('forces "exit notice" 071/20').terms]
    [((('forces',), ('force',)), False), ((('exit', 'notice'),), False), ((('071', '20'),), True)]
    >>> bool(asked("/ ... &"))
    False
    """
    terms: list[Term] = []
    left = MOST
    for found in QUOTED.finditer(typed):
        quoted = found[1] is not None
        words = tuple(words_in(found[1] if quoted else found[2]))[:left]
        left -= len(words)
        if words:
            last = not quoted and not typed[found.end() :].strip()
            terms.append(Term((words,) if quoted else tuple(_forms(words)), begins=last))
    return Asked(tuple(terms))


def _forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Several words as they are; one alone as one and as many, so that nobody has to try both."""
    yield words
    word = words[0]
    if len(words) > 1 or len(word) < SMALLEST_PLURAL or not word.isalpha():
        return
    if word.endswith("ies"):
        yield (f"{word[:-3]}y",)
    elif word.endswith("s") and not word.endswith("ss"):
        yield (word[:-1],)
    elif word.endswith("y"):
        yield (f"{word[:-1]}ies",)
        yield (f"{word}s",)
    else:
        yield (f"{word}s",)


class Piece(NamedTuple):
    """A piece of a text, and whether it is what was looked for."""

    text: str
    found: bool


class Span(NamedTuple):
    """Where something that was looked for begins and ends in a text, and which term it is."""

    begins: int
    ends: int
    term: int


def marked(text: str, wanted: Asked) -> list[Piece]:
    """A short text whole, in pieces.

    >>> marked("Notice to leave", asked("leave"))
    [Piece(text='Notice to ', found=False), Piece(text='leave', found=True)]
    """
    return list(_pieces(text, _spans(text, wanted), 0, len(text)))


def excerpt(texts: Iterable[str], wanted: Asked) -> list[Piece]:
    """The sentence in which the most of what was looked for stands, in pieces; shortened where it is long.

    >>> excerpt(["The board met. It gave notice, and left.", "Nothing."], asked("notice"))
    [Piece(text='It gave ', found=False), Piece(text='notice', found=True), Piece(text=', and left.', found=False)]
    """
    most, best = 0, list[Piece]()
    for text in texts:
        spans = _spans(text, wanted)
        for begins, ends in _sentences(text) if spans else ():
            inside = [span for span in spans if begins <= span.begins and span.ends <= ends]
            different = len({span.term for span in inside})
            if different > most:
                most, best = different, _cut(text, inside, begins, ends)
    return best


def _spans(text: str, wanted: Asked) -> list[Span]:
    places = [(found.start(), found.end(), folded(found[0])) for found in WORD.finditer(text[:READ])]
    words = [word for _, _, word in places]
    return [
        Span(places[at][0], places[at + taken - 1][1], number)
        for at in range(len(places))
        for number, term in enumerate(wanted.terms)
        if (taken := term.starts_at(words, at))
    ]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begins = 0
    for end in SENTENCE.finditer(text[:READ]):
        yield begins, end.end()
        begins = end.end()
    yield begins, len(text)


def _cut(text: str, inside: Sequence[Span], begins: int, ends: int) -> list[Piece]:
    """A sentence around the first of what was found in it, cut between words."""
    first, last = inside[0].begins, inside[0].ends
    shortened = first - begins > AROUND
    if shortened:
        begins = text.find(" ", first - AROUND, first) + 1 or first
    whole = ends - last <= 2 * AROUND
    if not whole:
        cut = text.rfind(" ", last, last + 2 * AROUND)
        ends = cut if cut > 0 else last
    before = [Piece("… ", found=False)] if shortened else []
    return [*before, *_pieces(text, inside, begins, ends), *([] if whole else [Piece(" …", found=False)])]


def _pieces(text: str, spans: Iterable[Span], begins: int, ends: int) -> Iterator[Piece]:
    at = begins
    for span in spans:
        if span.begins < at or span.ends > ends:
            continue
        if span.begins > at:
            yield Piece(text[at : span.begins], found=False)
        yield Piece(text[span.begins : span.ends], found=True)
        at = span.ends
    if rest := text[at:ends].rstrip():
        yield Piece(rest, found=False)
