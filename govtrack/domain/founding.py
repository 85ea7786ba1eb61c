"""How an empty database becomes a register: its tables, pounds, the 43 police areas, and the shipped prices."""

import csv
import re
from typing import NamedTuple

from govtrack import paths
from govtrack.analytics.kinds import Better, Nature, OfficeKind, OrganisationKind
from govtrack.analytics.stated import MONTHS
from govtrack.domain import bodies, measures, shipped
from govtrack.store import finding, schema
from govtrack.store.db import transaction
from govtrack.store.measures import POUNDS

FOUNDER = "govtrack"
SINCE = re.compile(r" \(from (\w+) (\d{4})\)")
KINDS = {
    "PCC": OfficeKind.PCC,
    "PFCC": OfficeKind.PFCC,
    "Mayor": OfficeKind.MAYOR,
    "Mayor (MOPAC)": OfficeKind.MAYOR,
    "Common Council": OfficeKind.COMMON_COUNCIL,
}


class Area(NamedTuple):
    """A police area as it is seeded: a row of `forces.csv` under its short name."""

    short_name: str
    name: str
    area_code: str
    office: str
    office_kind: OfficeKind
    office_from: str
    """As far as it is known; empty where it is not."""
    source: str


def areas() -> list[Area]:
    """The 43 police areas, in the order of the file."""
    with (paths.DATA / "forces_short.csv").open(encoding="utf-8", newline="") as file:
        short_names = {row["force"]: row["short_name"] for row in csv.DictReader(file)}
    with (paths.DATA / "forces.csv").open(encoding="utf-8", newline="") as file:
        return [
            Area(
                short_names.get(row["force"], row["force"]),
                row["force"],
                row["pfa_code"],
                SINCE.sub("", row["policing_body_name"]),
                KINDS[row["policing_body_kind_2024_26"]],
                _since(row["policing_body_name"]),
                row["source_url"],
            )
            for row in csv.DictReader(file)
        ]


def _since(office: str) -> str:
    """“Mayor of South Yorkshire (from May 2024)” began in 2024-05."""
    said = SINCE.search(office)
    return f"{said[2]}-{MONTHS.index(said[1][:3]) + 1:02d}" if said else ""


def found(*, with_prices: bool = True) -> None:
    """Make the tables and put in what every register begins with."""
    schema.to("head")
    with transaction():
        measures.register(name=POUNDS, unit="pounds", nature=Nature.FLOW, better=Better.NEITHER, decimals=2, by=FOUNDER)
        for area in areas():
            organisation = bodies.register(
                short_name=area.short_name,
                name=area.name,
                kind=OrganisationKind.POLICE,
                area_code=area.area_code,
                by=FOUNDER,
            )
            bodies.open_office(
                organisation,
                name=area.office,
                kind=area.office_kind,
                starts=area.office_from,
                source=area.source,
                by=FOUNDER,
            )
    if with_prices:
        shipped.take_in(by=FOUNDER)


def upgrade() -> None:
    """Bring an older register's tables up to date, and give it what registers are now founded with."""
    schema.to("head")
    with transaction():
        finding.rebuild()
    shipped.take_in(by=FOUNDER)
