"""By what the Five Rivers share their cost since 2024: budgets and days of search, with a rule that mixes the two."""

from tests.illustrative.story import ALLIANCE, SOURCE, quarter_name

Row = tuple[str | int, ...]

BUDGET, DAYS = "net revenue budget", "days of search"
BUDGETS = {
    "Ashdale": [93_812_400, 95_107_900, 96_930_300, 99_214_700, 101_486_200, 104_217_800, 107_093_500, 110_842_900,
                114_631_200, 118_604_700, 123_918_300],
    "Brackenshire": [83_107_600, 84_019_200, 85_462_800, 87_318_400, 89_604_100, 92_018_700],
    "Coastshire": [81_294_700, 82_506_300, 84_117_600, 86_203_900, 88_514_600, 91_107_200, 94_308_900, 97_714_500,
                   100_906_800, 104_117_600, 106_419_200],
    "Dunmore": [79_318_200, 80_617_400, 82_204_900, 84_110_300, 86_402_700, 88_916_500, 92_107_300, 95_318_600,
                98_704_100, 101_913_900, 106_802_400],
    "Eastvale": [70_914_300, 72_318_900, 74_206_700, 76_417_200, 78_803_400, 81_604_800, 84_917_200, 88_306_400,
                 91_618_700, 95_014_800, 100_307_600],
}  # fmt: skip
"""In pounds, from 2015-16 on."""
SEARCHED = {
    "Ashdale": [268, 274, 281, 277, 290, 283, 296, 301, 306, 322, 338],
    "Brackenshire": [231, None, 226, 219, 224, 208],
    "Coastshire": [262, 271, 266, 284, 279, 288, 281, 292, 287, 196, 214],
    "Dunmore": [241, 238, 252, 247, 256, 249, 258, 263, 259, 262, 262],
    "Eastvale": [118, 164, 188, 197, 203, 211, 216, 229, 251, 304, 298],
}
"""Days on which the joint team searched in each area; Brackenshire never sent those of 2016-17."""
FIRST = 2015
DECISION = "ADPCC 2024-006"


def drivers() -> list[Row]:
    """Name, collaboration, unit, decimals, note."""
    return [
        (BUDGET, ALLIANCE, "pounds", 0, "As each office set it in February, before precept support."),
        (DAYS, ALLIANCE, "days", 0, "Days on which the joint team searched in the area, from the duty sheets."),
    ]


def driver_values() -> list[Row]:
    """Driver, collaboration, organisation, year, value, provenance, source."""
    return [
        (driver, ALLIANCE, partner, quarter_name(FIRST + at, 1)[:7], value, "illustrative", SOURCE)
        for driver, table in ((BUDGET, BUDGETS), (DAYS, SEARCHED))
        for partner, values in table.items()
        for at, value in enumerate(values)
        if value is not None
    ]


def mixed_rule(partners: tuple[str, ...]) -> list[Row]:
    """Seven tenths by budget and three by use, moving slowly, from April 2024."""
    words = "Seven tenths by net revenue budget and three by days of search, of the year before; no part moves fast"
    mix = f"{BUDGET}: 70; {DAYS}: 30"
    return [
        (ALLIANCE, "cost", "2024-04-01", "", partner, "", words, DECISION, "mix", mix, floor, 8, 8, "before", 5)
        for partner in partners
        for floor in ["20" if partner == "Eastvale" else ""]
    ]
