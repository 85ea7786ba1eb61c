"""Amounts, shares and counts as people read them: one place, so that page, table, command and file say the same."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.rounding import half_up

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
    """An amount to three significant figures.

    >>> short(813_456_789), short(-50_00), short(1_049_500_000_00), short(99_950_000)
    ('£8.13m', '−£50', '£1.05bn', '£1m')
    """
    scale = 10**unit.decimals
    number = _three_figures(Fraction(abs(amount), scale))
    return signed(amount, f"£{number}" if unit.money else f"{number} {unit.word}")


def _three_figures(value: Fraction) -> str:
    for size, mark in SCALES:
        if value >= size - Fraction(size, 2000):
            return f"{_rounded(value / size)}{mark}"
    return f"{half_up(value):,}" if value >= 1 or value == 0 else f"{float(value):.2g}"


def _rounded(value: Fraction) -> str:
    places = 2 if value < 10 else 1 if value < 100 else 0
    tens = half_up(value * 10**places)
    text = f"{tens / 10**places:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(part: Fraction | None) -> str:
    """A share as a whole percentage; “under 1%” rather than a false nought.

    >>> percent(Fraction(1, 5)), percent(Fraction(1, 300)), percent(None), percent(Fraction(-1, 10))
    ('20%', 'under 1%', 'not known', '−10%')
    """
    if part is None:
        return "not known"
    if 0 < part < Fraction(1, 200):
        return "under 1%"
    whole = half_up(part * 100)
    return signed(whole, f"{abs(whole)}%")


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
