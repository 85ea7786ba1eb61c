"""What the founders of the Five Rivers planned: a business case of fifteen years, in the prices of its first."""

from typing import NamedTuple

from govtrack.analytics.stated import year_label
from tests.illustrative.story import ALLIANCE, SOURCE

TITLE = "One marine, dive and search team"
FIRST = 2014


class Planned(NamedTuple):
    """One year of the plan in pounds; None where nothing is planned on that side."""

    setup: int | None
    cost: int
    benefit: int


STEADY = Planned(None, 12_200_000, 13_400_000)
YEARS = [
    Planned(1_650_000, 11_900_000, 9_800_000),
    Planned(540_000, 12_200_000, 11_900_000),
    Planned(None, 12_200_000, 12_900_000),
    *[STEADY] * 12,
]


def rows() -> list[tuple[str, ...]]:
    """In the order of the import format: a row for each amount."""
    names = ("set-up cost", "running cost", "benefit")
    return [
        (
            ALLIANCE, TITLE, "1", "", "ADPCC 2014-003", year_label(FIRST), year_label(FIRST), "", "2014-02",
            "The joint programme team", "illustrative", SOURCE,
            "All partners together. Illustrative: no such plan was ever made.",
            year_label(FIRST + number), name, "", str(amount),
        )
        for number, year in enumerate(YEARS)
        for name, amount in zip(names, year, strict=True)
        if amount is not None
    ]  # fmt: skip
