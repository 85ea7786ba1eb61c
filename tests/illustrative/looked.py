"""What the decisions of the Five Rivers expected, when they were looked at again, and what was learnt: invented."""

from tests.illustrative.story import ALLIANCE

Row = tuple[str, ...]


def expectations() -> list[Row]:
    """In the order of the import format."""
    counted = (ALLIANCE, "had back")
    return [
        ("Coastshire", "009/2014", "Coastshire has back the cost of a boat crew and of half its divers.",
         "2014-15 to 2023-24", *counted, "", "Coastshire", "33000000", "2014-03-27", "", ""),
        ("Coastshire", "012/2024", "Another three years bring back what ten did, year for year.",
         "2024-25 to 2026-27", *counted, "", "Coastshire", "12000000", "2024-03-14", "", ""),
        ("Coastshire", "012/2024", "The partners agree on one way of counting hours lent.",
         "2025-26", "", "", "", "", "", "2024-03-14", "", ""),
        ("Eastvale", "EV/2022/14", "One search team under one roof finds more people.",
         "2022-23 to 2025-26", *counted, "people found", "", "1700", "2022-07-21", "", ""),
    ]  # fmt: skip


def review_days() -> list[Row]:
    """The day that stands last for a decision holds."""
    return [
        ("Coastshire", "009/2014", "2024-03-31", "", "2014-03-27"),
        ("Coastshire", "009/2014", "", "Set when it was reviewed", "2024-03-14"),
        ("Coastshire", "012/2024", "2026-10-30", "", "2024-03-14"),
        ("Eastvale", "EV/2022/14", "2027-02-26", "", "2022-07-21"),
    ]


def reviews() -> list[Row]:
    """What people made of it."""
    return [
        ("Coastshire", "009/2014", "2024-03-14", "what was expected came",
         "Over ten years the alliance brought Coastshire more than it was promised, and not evenly: the best two "
         "years gave more than a quarter of it, the two leanest an eighth.", "", "2024-03-14"),
    ]  # fmt: skip


def lessons() -> list[Row]:
    """What the next collaboration should know."""
    return [
        ("Coastshire", "Judge it over ten years, and say so at the start",
         "In its third year the alliance looked like a mistake. The paper of 2014 had said that the board would judge "
         "it over the long run, and that sentence kept the partners together.",
         ALLIANCE, "009/2014", "yes", "2024-03-14", "", ""),
        ("Brackenshire", "Agree who holds the leases before anybody wants to leave",
         "It took a year to settle who paid for buildings that ran on after leaving. Write into the agreement who "
         "holds what, and what it costs to hand it over.",
         ALLIANCE, "EXE0003/21", "yes", "2021-06-10", "", ""),
    ]  # fmt: skip
