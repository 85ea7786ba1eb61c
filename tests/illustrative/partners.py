"""The Five Rivers apart from its money: its forces, their offices, who joined when, and what each partner does."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from tests.illustrative import story
from tests.illustrative.returned import SILENCE
from tests.illustrative.shared import mixed_rule
from tests.illustrative.story import ALLIANCE, PARTNERS, SOURCE

PURPOSE = (
    "Illustrative: no such alliance or force exists. Five forces along five rivers keep one marine, dive and "
    "search team, buy boats and drones together, and lend each other officers when a river rises."
)

Row = tuple[str | int, ...]
FIXED = ("percentages", "", "", "", "", "", 5)
"""What a rule of fixed percentages says under the columns of a mix, and its tolerance."""

SWORN_IN, SECOND, THIRD, FOURTH = "2012-11-22", "2016-05-12", "2021-05-13", "2024-05-09"

TERMS: dict[str, list[tuple[str, str, str, str]]] = {
    "Ashdale": [
        ("Margaret Oldcastle-Reeve", SWORN_IN, SECOND, ""),
        ("Peter Nkemelu", SECOND, FOURTH, ""),
        ("Harriet Sorleyfield", FOURTH, "", ""),
    ],
    "Brackenshire": [
        ("Denis Farrowgate", SWORN_IN, THIRD, ""),
        ("Anjali Wrenfield", THIRD, "", ""),
    ],
    "Coastshire": [
        ("Roland Pettiferne", SWORN_IN, SECOND, ""),
        ("Sunita Callowmere", SECOND, FOURTH, ""),
        ("George Amblecoast", FOURTH, "2026-06-30", ""),
        ("Bethan Quillorne", "2026-07-01", "2026-10-15", "yes"),
        ("Imogen Tarrantine", "2026-10-15", "", ""),
    ],
    "Dunmore": [
        ("Colin Averstone", SWORN_IN, THIRD, ""),
        ("Leila Marchbanke", THIRD, "2023-09-04", ""),
        ("Tom Hesketh-Braye", "2023-09-04", FOURTH, "yes"),
        ("Owen Darlastone", FOURTH, "", ""),
    ],
    "Eastvale": [
        ("Frances Ibberstone", SWORN_IN, SECOND, ""),
        ("Kwame Thornhollow", SECOND, FOURTH, ""),
        ("Rosalind Peakmoore", FOURTH, "", ""),
    ],
}
"""Invented commissioners: name, from, to, acting."""

ROLES = {
    "Ashdale": ("Chairs the board and hosts the secretariat", "Runs the payroll and holds the leases"),
    "Brackenshire": ("Led on training; gave notice on 26 March 2020", "Lent the dive school"),
    "Coastshire": ("Leads on boats and diving", "Leads on people and recruitment"),
    "Dunmore": ("Leads on search dogs", "Keeps the books of the year-end charges"),
    "Eastvale": ("Leads on drones; hosts the search team since October 2022", "Books the estate"),
}


def organisations() -> list[Row]:
    """Short name, name, kind, area code."""
    return [(partner, f"{partner} Police (illustrative)", "police", "") for partner in PARTNERS]


def former_names() -> list[Row]:
    """What one of them was called before it was renamed: organisation, short name, name, last day, note."""
    return [
        ("Eastvale", "East Riverside", "East Riverside Police (illustrative)", "2016-03-31",
         "Renamed when its county was. Illustrative.")
    ]  # fmt: skip


def offices() -> list[Row]:
    """The authorities before November 2012, and every term of a commissioner."""
    rows: list[Row] = []
    for partner in PARTNERS:
        rows.append((partner, f"{partner} Police Authority", "police authority", "", "", SWORN_IN, "", SOURCE))
        title = f"Police and Crime Commissioner for {partner}"
        for holder, since, until, acting in TERMS[partner]:
            rows.append((partner, title, "PCC", holder, since, until, acting, SOURCE))
    return rows


def collaborations() -> list[Row]:
    """The alliance itself."""
    return [(ALLIANCE, "Five Rivers Alliance", PURPOSE, "joint unit", "live", "2014-04-01", "", "")]


def memberships() -> list[Row]:
    """One vote each, whatever is paid."""
    rows: list[Row] = []
    for partner in PARTNERS:
        joined = "2016-10-01" if partner == "Eastvale" else "2014-04-01"
        left = "2021-03-31" if partner == "Brackenshire" else ""
        notice = "2020-03-26" if partner == "Brackenshire" else ""
        rows.append((ALLIANCE, partner, joined, left, 1, *ROLES[partner], notice))
    return rows


def agreements() -> list[Row]:
    """The founding agreement, and the one of the four that are left, to be looked at again in February 2027."""
    founding, present = "Section 22A agreement of the five rivers", "Section 22A agreement of the remaining four"
    leaver = "A leaver gives twelve months’ notice and pays its part of the leases signed while it was a partner."
    return [
        _agreement(founding, story.members(2014, 1), "2014-03-31", "", leaver, ""),
        _agreement(present, story.members(2021, 1), "2021-03-30", "2027-02-12", leaver, founding),
    ]


def _agreement(title: str, parties: Sequence[str], signed: str, review: str, leaver: str, before: str) -> Row:
    silence = SILENCE if before else ""
    named = "\n".join(
        party
        for area in parties
        for party in (f"Police and Crime Commissioner for {area}", f"Chief Constable of {area}")
    )
    return (ALLIANCE, title, "yes", "yes", "", named, signed, review, 12, silence, leaver, before, SOURCE)


def measures() -> list[Row]:
    """The two units beside pounds."""
    return [
        ("people found", "people", "flow", "up", 0),
        ("response minutes", "minutes", "level", "down", 1),
    ]


def share_rules() -> list[Row]:
    """Cost: equal parts, by net revenue budget from April 2019, by a mix from April 2024. Benefit: equal parts."""
    equal = "Equal parts, whatever the size of the force"
    budget = "In proportion to net revenue budget, set again whenever a partner joins or leaves"
    nobody = "Savings that fall to no one partner’s budget are shared in equal parts"
    spells = [
        ("2014-04-01", "2016-09-30", (2014, 1), "ADPCC 2014-003", "ADPCC 2014-003"),
        ("2016-10-01", "2019-03-31", (2016, 3), "ADPCC 2016-014", "ADPCC 2016-014"),
        ("2019-04-01", "2021-03-31", (2019, 1), "ADPCC 2018-019", "ADPCC 2016-014"),
        ("2021-04-01", "2024-03-31", (2021, 1), "ADPCC 2021-008", "ADPCC 2021-008"),
    ]
    rows: list[Row] = []
    for since, until, quarter, decision, _ in spells:
        words = equal if quarter[0] < 2019 else budget
        for partner in story.members(*quarter):
            percent = _percent(story.cost_share(partner, *quarter) * 100)
            rows.append((ALLIANCE, "cost", since, until, partner, percent, words, decision, *FIXED))
    rows += mixed_rule(story.members(2024, 1))
    for decision, group in groupby(spells, key=lambda spell: spell[4]):
        same = list(group)
        members = story.members(*same[0][2])
        for partner in members:
            percent = _percent(Fraction(100, len(members)))
            until = "" if members == story.members(2024, 1) else same[-1][1]
            rows.append((ALLIANCE, "benefit", same[0][0], until, partner, percent, nobody, decision, *FIXED))
    return rows


def _percent(value: Fraction) -> str:
    return f"{float(value):g}"
