"""What going alone would cost the five, invented: estimates of several years, what if one left, and one study."""

from collections.abc import Iterator
from itertools import combinations

from tests.illustrative import story
from tests.illustrative.story import ALLIANCE, SOURCE

FACTORS = {
    "Ashdale": ("1.05", "1.16", "1.30"),
    "Brackenshire": ("0.87", "0.92", "0.97"),
    "Coastshire": ("0.95", "1.05", "1.18"),
    "Dunmore": ("1.08", "1.20", "1.33"),
    "Eastvale": ("1.07", "1.17", "1.30"),
}
"""Low, central and high beside what each pays by the rule; that Brackenshire would pay less alone is why it left."""
ESTIMATED = (2019, 2021, 2023, 2024, 2025)
STUDIED = 2025
STUDIED_BY = (
    "An independent cost study (illustrative)", f"{STUDIED + 1}-05",
    "Every combination costed once, from the joint unit's ledger and rosters.", SOURCE, "illustrative",
)  # fmt: skip
METHODS = {
    "alone": "A unit of its own: crews, boats and drones at the joint unit's costs, and the stand-by it would need.",
    "left": "The joint budget re-run without this partner's crews, calls and premises; leases that run on are counted.",
}
WITHOUT = {"Ashdale": 12_200_000, "Coastshire": 12_600_000, "Dunmore": 12_700_000, "Eastvale": 12_900_000}
"""What the other three would pay in the year of the study, in pounds."""
LEFT_RANGE = 300_000
PAIRS = {
    ("Ashdale", "Coastshire"): 8_900_000, ("Ashdale", "Dunmore"): 9_200_000, ("Ashdale", "Eastvale"): 8_850_000,
    ("Coastshire", "Dunmore"): 8_300_000, ("Coastshire", "Eastvale"): 7_950_000, ("Dunmore", "Eastvale"): 8_350_000,
}  # fmt: skip
TOGETHER = 16_000_000
"""What every pair would pay, and all four; what one alone and three together would are the estimates above."""

STUDY = "Options for the lease of 2027"
Row = tuple[object, ...]


def estimates() -> Iterator[Row]:
    """Going alone for every partner of some years, and what if one left for the year of the study."""
    for year in ESTIMATED:
        for partner in story.members(year, 4):
            yield _row(partner, year, "alone", *alone(partner, year))
    for partner, cost in WITHOUT.items():
        yield _row(partner, STUDIED, "left", cost - LEFT_RANGE, cost, cost + LEFT_RANGE)


def alone(partner: str, year: int) -> tuple[int, ...]:
    """Low, central and high in pounds, to the nearest ten thousand."""
    share = float(story.COST[year] * story.cost_share(partner, year, 1))
    return tuple(round(share * float(factor) / 10_000) * 10_000 for factor in FACTORS[partner])


def study() -> Iterator[Row]:
    """What every coalition of the four would pay, one study of the latest whole year."""
    partners = story.members(STUDIED, 4)
    for size in range(1, len(partners) + 1):
        for names in combinations(partners, size):
            yield ALLIANCE, STUDY, _year(STUDIED), "; ".join(names), _cost(names), *STUDIED_BY


def _cost(names: tuple[str, ...]) -> int:
    if len(names) == 1:
        return alone(names[0], STUDIED)[1]
    if len(names) == 2:
        return PAIRS[names[0], names[1]]
    missing = [partner for partner in WITHOUT if partner not in names]
    return WITHOUT[missing[0]] if missing else TOGETHER


def _row(partner: str, year: int, what_if: str, low: int, central: int, high: int) -> Row:
    who = "Finance leads of the alliance (illustrative)"
    return (
        ALLIANCE, partner, _year(year), what_if, low, central, high, who, f"{year + 1}-05", METHODS[what_if], SOURCE,
        "illustrative",
    )  # fmt: skip


def _year(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"
