"""A share rule in a phrase: each partner's percentage, equal parts, or the drivers of a mix with their weights."""

from collections.abc import Sequence
from fractions import Fraction

from govtrack.analytics.kinds import Way
from govtrack.analytics.periods import year_label
from govtrack.analytics.words import listed
from govtrack.store.rules import ShareRule


def plain_percent(value: Fraction) -> str:
    """A percentage as it is written, without needless noughts.

    >>> plain_percent(Fraction(63, 2)), plain_percent(Fraction(100, 3))
    ('31.5', '33.333333')
    """
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def in_words(rule: ShareRule) -> str:
    """A rule in a phrase, floors and limits left to `besides`."""
    if rule.way == Way.EQUAL:
        return f"equal parts for {listed([part.partner.short_name for part in rule.parts])}"
    if rule.way == Way.PERCENTAGES:
        return listed([f"{part.partner.short_name} {part.percent}%" for part in rule.parts])
    return f"by {by_drivers([(one.driver.name, Fraction(one.weight)) for one in rule.drivers])}"


def by_drivers(mix: Sequence[tuple[str, Fraction]]) -> str:
    """The drivers of a mix with what each weighs of the whole.

    >>> by_drivers([("budget", Fraction(60)), ("calls", Fraction(40))]), by_drivers([("budget", Fraction(1))])
    ('budget (60%) and calls (40%)', 'budget')
    """
    whole = sum((weight for _, weight in mix), Fraction(0))
    if len(mix) == 1 or not whole:
        return listed([name for name, _ in mix])
    return listed([f"{name} ({plain_percent(weight * 100 / whole)}%)" for name, weight in mix])


def besides(rule: ShareRule) -> list[str]:
    """What else a mix says: whose year's figures, floors, limits on change."""
    if rule.way != Way.MIX:
        return []
    said = [f"Figures {whose_year(rule.years_back, rule.fixed_year)}."]
    floors = [f"{part.partner.short_name} {part.floor}%" for part in rule.parts if part.floor]
    if floors:
        said.append(f"Never less than: {listed(floors)}.")
    if rule.up and rule.down:
        said.append(
            f"A share rises by at most {rule.up}% of itself in a year, and falls by at most {rule.down}% of itself "
            "(not percentage points)."
        )
    return said


def whose_year(years_back: int, fixed_year: int | None) -> str:
    """Whose year's figures a mix uses.

    >>> whose_year(0, None), whose_year(1, None), whose_year(0, 2018)
    ('of the year itself', 'of the year before', 'of 2018-19, whatever the year')
    """
    if fixed_year is not None:
        return f"of {year_label(fixed_year)}, whatever the year"
    if not years_back:
        return "of the year itself"
    return "of the year before" if years_back == 1 else f"of {years_back} years before"
