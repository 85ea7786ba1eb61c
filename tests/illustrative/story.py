"""What happens to the Five Rivers over twelve years: the plot from which every figure is drawn."""

from fractions import Fraction

ALLIANCE = "Five Rivers"
SOURCE = "Illustrative figures made for this demonstration"
PARTNERS = ("Ashdale", "Brackenshire", "Coastshire", "Dunmore", "Eastvale")
FIRST_YEAR, LAST_WHOLE_YEAR, CURRENT_YEAR = 2014, 2025, 2026
VERIFIED_TO = 2022
"""The last year whose figures all partners have agreed; later ones are claimed."""
REPORTED_SECOND_QUARTER = ("Ashdale", "Coastshire")
"""On 22 November 2026 these two have reported July to September 2026; the others only April to June."""

EASTVALE_JOINED = (2016, 3)
BRACKENSHIRE_LEFT = (2020, 4)
"""First and last quarter: October 2016, and March 2021."""
EASTVALE_SHIFT = (2022, 3)
"""From October 2022 the search team is based in Eastvale: the one real change."""

COST = {
    2014: 12_137_400, 2015: 12_418_900, 2016: 13_062_300, 2017: 13_711_800,
    2018: 14_036_500, 2019: 14_583_200, 2020: 15_149_700, 2021: 13_324_600,
    2022: 13_968_100, 2023: 14_571_300, 2024: 15_087_900, 2025: 15_496_200, 2026: 15_903_700,
}  # fmt: skip
"""What the alliance costs in a year, in pounds, all partners and every kind of contribution together."""

RETURNS: dict[str, dict[int, float]] = {
    "Ashdale": {
        2014: 0.97, 2015: 0.96, 2016: 0.94, 2017: 0.97, 2018: 0.95, 2019: 1.42, 2020: 0.97,
        2021: 0.94, 2022: 1.06, 2023: 0.95, 2024: 0.92, 2025: 1.40, 2026: 1.00,
    },
    "Brackenshire": {
        2014: 0.80, 2015: 0.86, 2016: 1.56, 2017: 0.88, 2018: 0.80, 2019: 0.82, 2020: 0.72,
    },
    "Coastshire": {
        2014: 0.77, 2015: 1.52, 2016: 1.34, 2017: 0.78, 2018: 1.50, 2019: 1.32, 2020: 0.87,
        2021: 1.56, 2022: 1.34, 2023: 0.84, 2024: 1.38, 2025: 0.79, 2026: 1.12,
    },
    "Dunmore": {
        2014: 0.96, 2015: 0.88, 2016: 0.88, 2017: 1.48, 2018: 0.90, 2019: 0.90, 2020: 1.46,
        2021: 0.92, 2022: 0.88, 2023: 1.44, 2024: 0.90, 2025: 0.93, 2026: 0.97,
    },
    "Eastvale": {
        2016: 0.77, 2017: 0.79, 2018: 0.81, 2019: 0.80, 2020: 0.83, 2021: 0.81, 2022: 0.82,
        2023: 1.20, 2024: 1.48, 2025: 1.24, 2026: 1.26,
    },
}  # fmt: skip
"""Pounds of benefit for each pound put in, by the year it starts in; the long run is their pooled sum."""
RETURN_AFTER_SHIFT = 1.20
"""Eastvale's for the last two quarters of 2022-23, the first with the search team."""

ALTERNATION = {"Ashdale": 0.14, "Brackenshire": 0.14, "Coastshire": 0.18, "Dunmore": 0.14, "Eastvale": 0.05}
"""How far contract rebates, which come every other quarter, swing a partner's benefit within a year."""
REBATES_IN_EVEN_QUARTERS = ("Coastshire", "Dunmore")
"""The others’ come in the first and third."""
NOISE = {"Ashdale": 0.10, "Brackenshire": 0.12, "Coastshire": 0.14, "Dunmore": 0.12, "Eastvale": 0.07}

EQUAL_FOUR, EQUAL_FIVE = "25", "20"
BUDGET_FIVE = {"Ashdale": "23.2", "Brackenshire": "20.5", "Coastshire": "19.7", "Dunmore": "19.2", "Eastvale": "17.4"}
BUDGET_FOUR = {"Ashdale": "28.2", "Coastshire": "24.9", "Dunmore": "24.2", "Eastvale": "22.7"}
"""Percentages by net revenue budget, from April 2019 and again from April 2021."""

CAPITAL = {(2014, 2): 0.16, (2018, 3): 0.11, (2022, 1): 0.13, (2025, 1): 0.12}
"""Quarters in which boats, sonar and vehicles were bought, and what part of that quarter's cost they were."""

DIS_BENEFIT = ("Coastshire", (2025, 3), 187_436_52)
"""The radio change overran: overtime and hire, in pence."""

SETTLEMENT = ((2020, 4), "Brackenshire", "Ashdale", 1_184_327_60)
BALANCING = {
    2015: ("Dunmore", "Coastshire", 11_284_35),
    2016: ("Coastshire", "Brackenshire", 9_407_80),
    2017: ("Ashdale", "Dunmore", 16_930_12),
    2018: ("Brackenshire", "Ashdale", 21_655_47),
    2019: ("Eastvale", "Dunmore", 7_812_66),
    2021: ("Dunmore", "Coastshire", 18_245_03),
    2022: ("Ashdale", "Eastvale", 24_117_58),
    2023: ("Coastshire", "Dunmore", 13_569_74),
    2024: ("Eastvale", "Ashdale", 19_083_29),
    2025: ("Coastshire", "Ashdale", 15_738_90),
}
"""Year-end charges: who pays whom, in pence."""


def members(year: int, quarter: int) -> tuple[str, ...]:
    """Who is a partner in a quarter."""
    out = set()
    if (year, quarter) < EASTVALE_JOINED:
        out.add("Eastvale")
    if (year, quarter) > BRACKENSHIRE_LEFT:
        out.add("Brackenshire")
    return tuple(partner for partner in PARTNERS if partner not in out)


def cost_share(partner: str, year: int, quarter: int) -> Fraction:
    """A partner's part of the cost in a quarter, by the rule of the time."""
    if year < 2019:
        percent = EQUAL_FOUR if (year, quarter) < EASTVALE_JOINED else EQUAL_FIVE
    else:
        percent = (BUDGET_FIVE if year < 2021 else BUDGET_FOUR)[partner]
    return Fraction(percent) / 100


def has_reported(partner: str, year: int, quarter: int) -> bool:
    """Whether a member's figures of a quarter are in."""
    if year < CURRENT_YEAR:
        return True
    return quarter == 1 or (quarter == 2 and partner in REPORTED_SECOND_QUARTER)


def returns(partner: str, year: int, quarter: int) -> float:
    """Pounds of benefit for each pound put in, as planned for a quarter."""
    if partner == "Eastvale" and year == EASTVALE_SHIFT[0] and quarter >= EASTVALE_SHIFT[1]:
        return RETURN_AFTER_SHIFT
    return RETURNS[partner][year]


def quarter_name(year: int, quarter: int) -> str:
    """A quarter as the import format writes it."""
    return f"{year}-{(year + 1) % 100:02d} Q{quarter}"
