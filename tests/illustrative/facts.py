"""What must be true of the invented figures for the demonstration to make its point."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tests.illustrative import story
from tests.illustrative.figures import Line
from tests.illustrative.reckoning import YEARS, Books, lit, settling, sign, signals

HERO = "Coastshire"
LATEST = story.LAST_WHOLE_YEAR


def untrue(lines: Sequence[Line]) -> list[str]:
    """Every part of the story that the figures do not bear out, in sentences; none when all is well."""
    found = []
    for prices in ("real", "cash"):
        books = Books(lines, real=prices == "real")
        found += [f"{prices}: {sentence}" for sentence in [*_long_run(books), *_one_year(books), *_change(books)]]
    return [*found, *_turns(Books(lines))]


def misleading_years(books: Books, partner: str = HERO) -> list[int]:
    """The whole years whose net position points the other way from all of them, each taken alone."""
    whole = sign(books.net(partner, YEARS), Fraction(0))
    return [
        year
        for year in YEARS
        if sign(books.net(partner, [year]), books.year("contribution", partner, year) / 100) == -whole
    ]


def windows_needed(books: Books, partner: str = HERO) -> tuple[int, int]:
    """Years needed to judge: by net position within 1% of what was put in, and by shares within one point."""

    def by_net(years: Sequence[int]) -> int:
        paid = sum((books.year("contribution", partner, year) for year in years), Fraction(0))
        return sign(books.net(partner, years), paid / 100)

    def by_share(years: Sequence[int]) -> int:
        return sign(books.gap(partner, years), Fraction(1))

    return settling(by_net), settling(by_share)


def _long_run(books: Books) -> Iterator[str]:
    paid = sum((books.year("contribution", HERO, year) for year in YEARS), Fraction(0))
    if books.net(HERO, YEARS) < paid / 20:
        yield f"{HERO} is not ahead by a twentieth of what it paid"
    if books.gap(HERO, list(YEARS)) < Fraction(3, 2):
        yield f"{HERO} has not had a clearly larger share than it paid"
    if not all(4 <= years <= 6 for years in windows_needed(books)):
        yield f"the answer for {HERO} does not settle in four to six years: {windows_needed(books)}"


def _one_year(books: Books) -> Iterator[str]:
    wrong = misleading_years(books)
    if len(wrong) < 3 or LATEST not in wrong:
        yield f"the misleading years of {HERO} are {wrong}"
    if books.net(HERO, [LATEST]) > -books.year("contribution", HERO, LATEST) / 8:
        yield f"the latest year of {HERO} is not clearly bad"
    if books.gap(HERO, [LATEST]) > -2:
        yield f"the latest share of {HERO} is not clearly under what it paid"


def _change(books: Books) -> Iterator[str]:
    for as_share in (True, False):
        named = {
            partner: [books.quarters(partner)[at] for at in signals(books.quarterly(partner, as_share=as_share))]
            for partner in story.PARTNERS
        }
        after = [quarter for quarter in named["Eastvale"] if quarter >= story.EASTVALE_SHIFT]
        if len(after) < 7 or max(after) != books.quarters("Eastvale")[-1]:
            yield "the one real change, in Eastvale, is not found"
        if named[HERO]:
            yield f"{HERO} signals a change that did not happen: {named[HERO]}"
        for partner in ("Ashdale", "Dunmore"):
            if as_share and books.quarters(partner)[-1] in named[partner]:
                yield f"the newest quarter of {partner} signals a change that did not happen"


def _turns(books: Books) -> Iterator[str]:
    turns = {partner: lit(books, partner) for partner in story.PARTNERS}
    if not all(1 <= len(years) <= 4 for years in turns.values()):
        yield f"turns in the spotlight do not go round: {turns}"
    for partner, years in turns.items():
        if any(year + 1 in years for year in years):
            yield f"{partner} stands in the spotlight two years running"
