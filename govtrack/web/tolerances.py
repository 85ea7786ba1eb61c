"""Where what was paid differs from the rule in force by more than it allows, in words that blame nobody."""

from collections.abc import Sequence

from govtrack.analytics.rounding import half_up
from govtrack.analytics.words import short
from govtrack.domain.comparing import Beyond

FEW = 3


def sentence(one: Beyond) -> str:
    """One difference in words: “Coastshire paid £1.2m in 2023-24; the rule in force makes it £1.1m: 9% more.”"""
    said = f"{one.name} paid {short(one.paid)} in {one.year}; the rule in force makes it {short(one.due)}"
    word = "more" if one.paid > one.due else "less"
    if one.gap is None:
        return f"{said}."
    return f"{said}: {half_up(one.gap * 100)}% {word}."


def few(found: Sequence[Beyond]) -> tuple[list[str], int]:
    """The latest differences in words, and how many more there are."""
    return [sentence(one) for one in found[:FEW]], max(0, len(found) - FEW)
