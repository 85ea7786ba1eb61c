"""The GDP deflators that ship with the product, as a dated release."""

import csv
from datetime import date
from functools import cache

from govtrack import paths
from govtrack.analytics.realterms import OUTTURN, Deflators

RELEASE = "HM Treasury December 2025, 2024-25 = 100"
PUBLISHED = date(2025, 12, 1)
"""Its month is known and not its day: the month's first, so that no day is wrongly called too early."""


@cache
def shipped() -> Deflators:
    """The release in `gdp_deflators.csv`: outturn to 2024-25, and forecasts that are marked as superseded."""
    with (paths.DATA / "gdp_deflators.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (int(row["financial_year"][:4]), row["index_2024_25_eq_100"], row["status"]) for row in csv.DictReader(file)
        ]
    assert any(status == OUTTURN for _, _, status in rows), "the shipped table has outturn years"
    return Deflators.of(rows, release=RELEASE, published=PUBLISHED)
