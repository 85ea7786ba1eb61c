"""The reporting cycle of the Five Rivers: by the year from 2022, by the quarter from April 2026."""

from collections.abc import Iterator

from tests.illustrative.story import ALLIANCE

Row = tuple[str, ...]
PARTNERS = ("Ashdale", "Coastshire", "Dunmore", "Eastvale")
"""The four that are left."""
SILENCE = "28"
SECRETARIAT = "secretariat@fiverivers.example"
YEARS = (2022, 2023, 2024, 2025)
SILENT = "Dunmore"
"""It answers none of the yearly returns: its silence counts as agreement."""
BY_YEAR = ("All four returns are in, and agreed or unanswered for 28 days.", "09-15")


def periods() -> list[Row]:
    """Collaboration, period, due, opened."""
    yearly = [(ALLIANCE, _year(year), f"{year + 1}-07-31", f"{year}-04-04") for year in YEARS]
    quarterly = [
        (ALLIANCE, "2026-27 Q1", "2026-08-14", "2026-04-02"),
        (ALLIANCE, "2026-27 Q2", "2026-11-20", "2026-04-02"),
        (ALLIANCE, "2026-27 Q3", "2027-02-12", "2026-04-02"),
    ]
    return [*yearly, *quarterly]


def acts() -> list[Row]:
    """Collaboration, period, partner, act, acted for, at, person, words, until, days of silence."""
    return [(ALLIANCE, *row) for year in YEARS for row in _of_year(year)] + [
        (ALLIANCE, *row) for row in (*_first_quarter(), *_second_quarter())
    ]


def _year(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


def _of_year(year: int) -> Iterator[Row]:
    name, then = _year(year), year + 1
    for at, partner in enumerate(PARTNERS):
        yield _submitted(name, partner, f"{then}-07-{3 + 2 * at:02d}T09:12:00Z")
    for at, partner in enumerate(one for one in PARTNERS if one != SILENT):
        for other in PARTNERS:
            if other != partner:
                yield _agreed(name, other, partner, f"{then}-07-{17 + 2 * at:02d}T13:40:00Z")
    yield (name, "", "closed", "", f"{then}-{BY_YEAR[1]}T10:05:00Z", SECRETARIAT, BY_YEAR[0], "", "")


def _first_quarter() -> Iterator[Row]:
    name = "2026-27 Q1"
    for at, partner in enumerate(PARTNERS):
        yield _submitted(name, partner, f"2026-08-{6 + at:02d}T10:20:00Z")
    for at, partner in enumerate(PARTNERS):
        for other in PARTNERS:
            if other != partner:
                yield _agreed(name, other, partner, f"2026-08-{18 + at:02d}T15:05:00Z")
    why = "Every partner has agreed; the board has it on 24 September."
    yield (name, "", "closed", "", "2026-09-18T09:30:00Z", SECRETARIAT, why, "", "")
    late = "The hire of the second sonar was booked in May and again in June: Dunmore takes one of the two out."
    yield (
        name, "Dunmore", "let back in", "Ashdale", "2026-11-20T11:45:00Z", _approver("Ashdale"), late,
        "2026-12-18T17:00:00Z", "",
    )  # fmt: skip


def _second_quarter() -> Iterator[Row]:
    name = "2026-27 Q2"
    yield _submitted(name, "Ashdale", "2026-11-13T09:50:00Z", "Mutual aid for the September floods is in cost avoided.")
    yield _agreed(name, "Ashdale", "Dunmore", "2026-11-17T14:15:00Z")


def _submitted(name: str, partner: str, at: str, words: str = "") -> Row:
    return (name, partner, "submitted", partner, at, _approver(partner), words, "", SILENCE)


def _agreed(name: str, partner: str, by: str, at: str) -> Row:
    return (name, partner, "agreed", by, at, _approver(by), "", "", "")


def _approver(partner: str) -> str:
    return f"finance@{partner.lower()}.example"
