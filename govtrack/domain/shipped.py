"""The prices that come with the product: a release of deflators and a table of discount rates, with their sources."""

import csv
from collections.abc import Iterator
from datetime import date

from govtrack import paths
from govtrack.analytics.realterms import Deflators
from govtrack.domain import prices
from govtrack.domain.prices import Band, YearIndex
from govtrack.store.db import transaction
from govtrack.store.prices import release_named, table_named

RELEASE = "HM Treasury December 2025, 2024-25 = 100"
PUBLISHED = "2025-12"
"""Its month is known and not its day."""


def indices() -> list[YearIndex]:
    """The years of `gdp_deflators.csv`: outturn to 2024-25; what says more of a status goes into the note."""
    found = []
    for row in _rows("gdp_deflators.csv"):
        status, _, more = row["status"].partition(" (")
        note = "; ".join(part for part in (more.rstrip(")"), row["note"]) if part)
        index = row["index_2024_25_eq_100"]
        found.append(YearIndex(int(row["financial_year"][:4]), index, status, row["source"], note))
    return found


def release() -> Deflators:
    """The shipped release as the arithmetic takes it."""
    written = [(one.year, one.value, one.status) for one in indices()]
    return Deflators.of(written, release=RELEASE, published=date.fromisoformat(f"{PUBLISHED}-01"))


def take_in(*, by: str) -> None:
    """Load what is shipped, unless a release or a table of that name is there: at founding, and by an upgrade."""
    with transaction():
        if release_named(RELEASE) is None:
            prices.load(name=RELEASE, published=PUBLISHED, rows=indices(), by=by)
        first, *more = _rows("discount_rates.csv")
        if table_named(first["table"]) is None:
            bands = [Band(int(row["first_year"]), int(row["last_year"]), row["percent"]) for row in (first, *more)]
            said = {name: first[name] for name in ("published", "source", "note")}
            prices.load_rates(name=first["table"], **said, bands=bands, by=by)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (paths.DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
