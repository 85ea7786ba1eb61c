"""Amounts, shares and counts as people read them: one place, so that page, table, command and file say the same."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.rounding import half_up, rounded_ratio

MINUS = "−"
SCALES = ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k"))
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Unit(NamedTuple):
    """What amounts are counted in: a unit word, how many decimals the whole numbers hold, whether it is pounds."""

    word: str
    decimals: int
    money: bool


POUNDS = Unit("pounds", 2, money=True)


def signed(value: int, text: str) -> str:
    """A text with a real minus sign before it where the value is negative."""
    return f"{MINUS}{text}" if value < 0 else text


def exact(amount: int, unit: Unit = POUNDS) -> str:
    """An amount in full.

    >>> exact(-123456), exact(120, Unit("minutes", 1, money=False))
    ('−£1,234.56', '12.0 minutes')
    """
    number = decimal(amount, unit.decimals)
    return signed(amount, f"£{number}" if unit.money else f"{number} {unit.word}")


def decimal(amount: int, decimals: int) -> str:
    """The size of an amount in its unit, with thousands marked and all its decimals; without its sign."""
    whole, part = divmod(abs(amount), 10**decimals)
    return f"{whole:,}.{part:0{decimals}d}" if decimals else f"{whole:,}"


def plain(amount: int, decimals: int) -> str:
    """An amount as files hold it: no thousands marks, an ordinary minus."""
    whole, part = divmod(abs(amount), 10**decimals)
    return ("-" if amount < 0 else "") + (f"{whole}.{part:0{decimals}d}" if decimals else str(whole))


def short(amount: int, unit: Unit = POUNDS) -> str:
    """An amount to three significant figures; thousands, millions and billions by their letters.

    >>> short(813_456_789), short(-50_00), short(1_049_500_000_00), short(99_950_000), short(99_999_50)
    ('£8.13m', '−£50', '£1.05bn', '£1m', '£100k')
    >>> short(184, Unit("minutes", 1, money=False)), short(1204, Unit("minutes", 1, money=False))
    ('18.4 minutes', '120 minutes')
    """
    one = 10**unit.decimals
    number = _rounded(abs(amount), one) if _fine(amount, unit) else _three_figures(abs(amount), one)
    return signed(amount, f"£{number}" if unit.money else f"{number} {unit.word}")


def _fine(amount: int, unit: Unit) -> bool:
    """Whether parts of a unit are said: not of pounds, and not of less than one or of hundreds."""
    return not unit.money and unit.decimals > 0 and 10**unit.decimals <= abs(amount) < 100 * 10**unit.decimals


def _three_figures(amount: int, one: int) -> str:
    """A size in smallest units, `one` of which make the unit, in whole numbers throughout."""
    for size, mark in SCALES:
        if amount * 2000 >= size * one * 1999:
            return f"{_rounded(amount, size * one)}{mark}"
    if amount >= one or not amount:
        return f"{(2 * amount + one) // (2 * one):,}"
    return f"{amount / one:.2g}"


def _rounded(amount: int, size: int) -> str:
    places = 2 if amount < 10 * size else 1 if amount < 100 * size else 0
    tens = (2 * amount * 10**places + size) // (2 * size)
    whole, part = divmod(tens, 10**places)
    return f"{whole:,}.{part:0{places}d}".rstrip("0").rstrip(".") if part else f"{whole:,}"


def percent(part: Fraction | None) -> str:
    """A share as a whole percentage; “under 1%” rather than a false nought.

    >>> percent(Fraction(1, 5)), percent(Fraction(1, 300)), percent(None), percent(Fraction(-1, 10))
    ('20%', 'under 1%', 'not known', '−10%')
    """
    if part is None:
        return "not known"
    whole = rounded_ratio(part.numerator * 100, part.denominator)
    if not whole and part > 0:
        return "under 1%"
    return f"{MINUS}{-whole}%" if whole < 0 else f"{whole}%"


def points(gap: Fraction | None) -> str:
    """A gap in whole percentage points, signed."""
    if gap is None:
        return "not known"
    whole = half_up(gap)
    return f"+{whole}" if whole > 0 else signed(whole, str(abs(whole)))


def number(count: int) -> str:
    """A count in a sentence: in words up to twelve."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def counted(count: int, word: str, plural: str = "") -> str:
    """A count with its noun.

    >>> counted(1, "year"), counted(3, "body", "bodies")
    ('1 year', '3 bodies')
    """
    return f"{count:,} {word if count == 1 else plural or word + 's'}"


def listed(names: Sequence[str], *, last: str = "and") -> str:
    """Names in a row.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def spoken(day: date) -> str:
    """A day in a sentence.

    >>> spoken(date(2024, 3, 1))
    '1 March 2024'
    """
    return f"{day.day} {day:%B %Y}"
