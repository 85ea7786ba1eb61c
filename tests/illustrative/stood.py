"""Where the partners of the Five Rivers stood, by what rule they decide, who proposed what: invented."""

from tests.illustrative.story import ALLIANCE

Row = tuple[str, ...]
PCC = "Police and Crime Commissioner"


def voting_rules() -> list[Row]:
    """Unanimity at first; a majority once there were five."""
    return [
        (ALLIANCE, "unanimity", "", "", "2014-04-01", "2016-09-30", "Each founding partner can stop anything.",
         "ADPCC 2014-003"),
        (ALLIANCE, "majority", "", "", "2016-10-01", "", "One partner, one vote; the board seeks agreement first.",
         "ADPCC 2016-014"),
    ]  # fmt: skip


STOOD: dict[tuple[str, str], tuple[str, tuple[str, ...], dict[str, tuple[str, str]]]] = {
    ("Ashdale", "ADPCC 2016-014"): ("Ashdale", ("governance",), {
        "Ashdale": ("supports", ""), "Brackenshire": ("supports", ""), "Coastshire": ("supports", ""),
        "Dunmore": ("supports", ""),
    }),
    ("Ashdale", "ADPCC 2017-022"): ("Coastshire", ("operations", "money"), {
        "Ashdale": ("opposes", "The room would be an hour from our coast."), "Brackenshire": ("opposes", ""),
        "Coastshire": ("supports", "It saves £0.4m a year."), "Dunmore": ("opposes", ""), "Eastvale": ("abstains", ""),
    }),
    ("Ashdale", "ADPCC 2018-019"): ("Eastvale", ("money",), {
        "Ashdale": ("supports", "It is fair that the larger budget pays more."), "Brackenshire": ("reserved", ""),
        "Coastshire": ("supports", ""), "Dunmore": ("supports", ""), "Eastvale": ("supports", ""),
    }),
    ("Ashdale", "ADPCC 2021-008"): ("Ashdale", ("money",), {
        "Ashdale": ("supports", ""), "Coastshire": ("supports", ""), "Dunmore": ("supports", ""),
        "Eastvale": ("supports", ""),
    }),
    ("Eastvale", "EV/2022/14"): ("Eastvale", ("operations", "premises and equipment"), {
        "Ashdale": ("supports", ""), "Coastshire": ("opposes", "The divers stay with us: two places, two rotas."),
        "Dunmore": ("supports", ""), "Eastvale": ("supports", "Our drone unit is the busiest."),
    }),
    ("Ashdale", "ADPCC 2024-006"): ("Dunmore", ("money",), {
        "Ashdale": ("supports", ""), "Coastshire": ("opposes", "Use is already counted in what we lend."),
        "Dunmore": ("supports", "Who calls most should pay a little more."), "Eastvale": ("supports", ""),
    }),
    ("Dunmore", "DP4-0007"): ("Coastshire", ("technology and data",), {
        "Ashdale": ("supports", ""), "Coastshire": ("supports", ""), "Dunmore": ("supports", ""),
        "Eastvale": ("supports", ""),
    }),
    ("Coastshire", "022/2026"): ("Coastshire", ("money",), {
        "Ashdale": ("reserved", "It waits for the long-run record."), "Dunmore": ("absent", ""),
        "Eastvale": ("opposes", ""),
    }),
}  # fmt: skip
"""By body and reference: who proposed it, what it was about, where each partner stood and why."""


def positions() -> list[Row]:
    """In the order of the import format."""
    return [
        (body, reference, partner, stance, "", PCC, reasons, "")
        for (body, reference), (_, _, stances) in STOOD.items()
        for partner, (stance, reasons) in stances.items()
    ]


def subjects() -> list[Row]:
    """A row a subject."""
    return [
        (body, reference, subject, proposer)
        for (body, reference), (proposer, about, _) in STOOD.items()
        for subject in about
    ]
