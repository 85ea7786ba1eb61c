"""The demonstration's data as rows, for the tests that hold it against the rules of the register."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from govtrack.analytics.periods import Period, parse

DATA = Path(__file__).parents[1] / "govtrack" / "data"
FOLDERS = ("published", "illustrative")
Row = dict[str, str]


@cache
def sheet(folder: str, name: str) -> list[Row]:
    with (DATA / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def everywhere(name: str) -> list[Row]:
    return [row for folder in FOLDERS for row in sheet(folder, name)]


@cache
def organisations() -> set[str]:
    with (DATA / "forces_short.csv").open(encoding="utf-8", newline="") as file:
        seeded = {row["short_name"] for row in csv.DictReader(file)}
    return seeded | {row["short_name"] for row in everywhere("organisations")}


def cells() -> Iterator[tuple[tuple[str, ...], set[Period]]]:
    """Stated periods by collaboration, partner, kind, category, measure and group of statuses."""
    stated: dict[tuple[str, ...], set[Period]] = defaultdict(set)
    for row in everywhere("ledger"):
        group = "claimed" if row["status"] == "verified" else row["status"]
        key = (*(row[name] for name in ("collaboration", "partner", "kind", "category", "measure")), group)
        stated[key].add(parse(row["period"]))
    yield from stated.items()
