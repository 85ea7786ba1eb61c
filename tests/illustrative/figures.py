"""The ledger of the Five Rivers, line by line, drawn from the story by a seeded and portable chance."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from tests.illustrative import story
from tests.illustrative.quarters import Cell, about, quarters

SEED = 16

CASH = (
    ("Joint teams: running costs", 0.55),
    ("Premises and vehicles", 0.28),
    ("Systems and licences", 0.17),
)
STAFF = (("Officers seconded to the joint teams", 0.64), ("Police staff seconded", 0.36))
IN_KIND = (("Rooms and stores lent", 0.60), ("Training given by own instructors", 0.40))
GAINS = (
    ("cashable saving", "counted", "Contracts bought once for all partners", 0.30),
    ("cashable saving", "counted", "Posts no longer needed", 0.25),
    ("cost avoided", "costed", "Mutual aid not bought in", 0.22),
    ("cost avoided", "costed", "Equipment shared instead of bought", 0.13),
    ("efficiency", "judged", "Officer time returned, priced at the standard rate", 0.10),
)
EXPECTED = "Expected; not reported yet"
PARTS = (("cash", 0.62), ("staff", 0.28), ("in kind", 0.10))
FOUND = {"Ashdale": 31, "Brackenshire": 24, "Coastshire": 27, "Dunmore": 19, "Eastvale": 22}
MINUTES = {"Ashdale": 148, "Brackenshire": 172, "Coastshire": 196, "Dunmore": 213, "Eastvale": 184}
"""People found in a quarter, and tenths of a minute to the first boat or drone, as the alliance began."""


class Line(NamedTuple):
    """A row of the ledger; the amount, low and high in the measure's smallest unit."""

    partner: str
    period: str
    kind: str
    category: str
    measure: str
    amount: int
    status: str
    basis: str
    low: int | None
    high: int | None
    note: str


def lines(seed: int = SEED) -> list[Line]:
    """Every line, oldest first."""
    chance = random.Random(seed)  # noqa: S311 - invented figures, not secrets
    made = [line for cell in quarters(chance) for line in _of_cell(cell, chance)]
    return sorted([*made, *_transfers(), *_targets()], key=lambda line: (line.period, line.partner != ""))


def _of_cell(cell: Cell, chance: random.Random) -> Iterator[Line]:
    if not story.has_reported(cell.partner, cell.year, cell.quarter):
        yield from _expected(cell, chance)
        return
    yield from _paid(cell, chance)
    yield from _had(cell, chance)
    years = cell.year - story.FIRST_YEAR
    found = round(FOUND[cell.partner] * (1 + 0.02 * years) * (1 + about(chance, 0.35)))
    minutes = round(MINUTES[cell.partner] - 2.4 * years + about(chance, 18))
    for measure, amount, note in (
        ("people found", found, "People found by the search teams"),
        ("response minutes", minutes, "Mean time to the first boat or drone"),
    ):
        yield _line(cell, "benefit", "operational outcome", amount, note, measure)


def _paid(cell: Cell, chance: random.Random) -> Iterator[Line]:
    capital = story.CAPITAL.get((cell.year, cell.quarter), 0)
    usual = cell.paid / (1 + capital)
    for category, part in PARTS:
        items = {"cash": CASH, "staff": STAFF, "in kind": IN_KIND}[category]
        basis = {"cash": "counted", "staff": "costed", "in kind": "judged"}[category]
        for note, weight in items:
            amount = _pence(usual * part * weight, chance)
            yield _line(cell, "contribution", category, amount, note, basis=basis, spread=chance.random())
    if capital:
        yield _line(cell, "contribution", "capital", _pence(usual * capital, chance), "Boats, sonar and vehicles")


def _had(cell: Cell, chance: random.Random) -> Iterator[Line]:
    partner, when, harm = story.DIS_BENEFIT
    harmed = cell.partner == partner and (cell.year, cell.quarter) == when
    gained = cell.had + (harm / 100 if harmed else 0)
    for category, basis, note, weight in GAINS:
        amount = _pence(gained * weight, chance)
        yield _line(cell, "benefit", category, amount, note, basis=basis, spread=chance.random())
    if harmed:
        note = "The radio change overran: overtime and hire"
        yield _line(cell, "benefit", "dis-benefit", harm, note, basis="costed")


def _expected(cell: Cell, chance: random.Random) -> Iterator[Line]:
    for category, part in PARTS:
        amount = round(cell.paid * part * 100)
        yield _line(cell, "contribution", category, amount, EXPECTED, status="forecast", basis="costed")
    for category, part in (("cashable saving", 0.55), ("cost avoided", 0.45)):
        amount = _pence(cell.had * part, chance)
        yield _line(cell, "benefit", category, amount, EXPECTED, status="forecast", basis="costed")


def _transfers() -> Iterator[Line]:
    when, payer, taker, amount = story.SETTLEMENT
    yield from _pair(when, payer, taker, amount, "settlement", "Leases that run on after the exit of Brackenshire")
    for year, (payer, taker, amount) in story.BALANCING.items():
        yield from _pair((year, 4), payer, taker, amount, "balancing charge", "Year-end charge: use against share")


def _pair(when: tuple[int, int], payer: str, taker: str, amount: int, category: str, note: str) -> Iterator[Line]:
    for partner, signed in ((payer, -amount), (taker, amount)):
        status = "verified" if when[0] <= story.VERIFIED_TO else "claimed"
        period = story.quarter_name(*when)
        words = f"{note}, {'paid to ' + taker if partner == payer else 'received from ' + payer}"
        yield Line(partner, period, "transfer", category, "GBP", signed, status, "counted", None, None, words)


def _targets() -> Iterator[Line]:
    for year in range(story.FIRST_YEAR + 1, story.CURRENT_YEAR + 1):
        amount = round(story.COST[year] * 0.55) * 100
        period = f"{year}-{(year + 1) % 100:02d}"
        note = "The board’s target for the year, not split between partners"
        yield Line("", period, "benefit", "cashable saving", "GBP", amount, "target", "costed", None, None, note)


def _line(
    cell: Cell, kind: str, category: str, amount: int, note: str, measure: str = "GBP", *,
    basis: str = "counted", status: str = "", spread: float = 0,
) -> Line:  # fmt: skip
    usual = "verified" if cell.year <= story.VERIFIED_TO else "claimed"
    low = high = None
    if basis == "judged":
        low, high = round(amount * (0.88 - 0.08 * spread)), round(amount * (1.14 + 0.10 * spread))
    period = story.quarter_name(cell.year, cell.quarter)
    return Line(cell.partner, period, kind, category, measure, amount, status or usual, basis, low, high, note)


def _pence(pounds: float, chance: random.Random) -> int:
    """An amount near `pounds`, in pence, that nobody would call round."""
    return round(pounds * 100 * (1 + about(chance, 0.015)))
