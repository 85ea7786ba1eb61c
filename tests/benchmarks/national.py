"""A national ledger of any size: 43 bodies, six partners a collaboration, 60 quarters, ten lines a quarter."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from flask import Flask
from flask_security import hash_password

from govtrack import create_app
from govtrack.analytics.kinds import Basis, Category, Kind, Model, Provenance, Status
from govtrack.domain import account, collaborations, founding, ledger
from govtrack.domain.checks import Entry
from govtrack.settings import Settings
from govtrack.store import bodies
from govtrack.store.db import transaction
from govtrack.store.measures import POUNDS, measure_named

PARTNERS, QUARTERS, LINES = 6, 60, 10
EACH = PARTNERS * QUARTERS * LINES
FIRST = 2010 * 12 + 3
KEPT = "Same in each"
BY = "the benchmarks"
MIX = [
    (Kind.CONTRIBUTION, Category.CASH), (Kind.CONTRIBUTION, Category.STAFF), (Kind.CONTRIBUTION, Category.IN_KIND),
    (Kind.CONTRIBUTION, Category.CASH), (Kind.CONTRIBUTION, Category.STAFF), (Kind.BENEFIT, Category.CASHABLE_SAVING),
    (Kind.BENEFIT, Category.COST_AVOIDED), (Kind.BENEFIT, Category.EFFICIENCY),
    (Kind.BENEFIT, Category.CASHABLE_SAVING), (Kind.BENEFIT, Category.COST_AVOIDED),
]  # fmt: skip


def reopened(folder: Path, url: str = "") -> Flask:
    """The register of a folder, or of a database on a server."""
    url = url.replace("postgresql://", "postgresql+psycopg://")
    hosts = ("127.0.0.1", "localhost")
    app = create_app(Settings(data=folder, database_url=url, https=False, demo=True, hosts=hosts))
    app.config["TESTING"] = True
    return app


def opened(folder: Path, url: str = "") -> Flask:
    """A newly founded register with a reader of everything."""
    app = reopened(folder, url)
    with app.app_context():
        founding.found()
        with transaction():
            everyone = account.invite(email="all@example.org", password_hash=hash_password("a long password"), by=BY)
            account.grant(everyone, "administrator", by=BY)
    return app


def filled(app: Flask, collaborations_wanted: int, *, figures: bool = True) -> int:
    """Fill a register with so many collaborations, the first of them the same in every register; gives its entries."""
    with app.app_context():
        areas = list(bodies.organisations())
        pounds = measure_named(POUNDS)
        assert pounds is not None, "every register has pounds"
        chosen = random.Random(43)  # noqa: S311 - figures for measuring, not secrets
        with transaction():
            members = [_collaboration(number, areas, chosen) for number in range(collaborations_wanted)]
        if not figures:
            return 0
        with transaction():
            ledger.pour(_entries(members, pounds.id), by=BY, file="national.csv")
    return collaborations_wanted * EACH


def _collaboration(number: int, areas: list, chosen: random.Random) -> tuple[int, list[int]]:
    together = collaborations.register(
        short_name=KEPT if number == 0 else f"Shared {number}",
        title=KEPT if number == 0 else f"Shared work {number}",
        purpose="To be measured.",
        model=Model.JOINT_UNIT,
        started="2010-04-01",
        by=BY,
    )
    partners = areas[:PARTNERS] if number == 0 else chosen.sample(areas, PARTNERS)
    for partner in partners:
        collaborations.admit(together, partner, joined=date(2010, 4, 1), votes=1, by=BY)
    return together.id, [partner.id for partner in partners]


def _entries(members: list[tuple[int, list[int]]], measure: int) -> Iterator[Entry]:
    for number, partners in members:
        amounts = random.Random(number)  # noqa: S311 - figures for measuring, not secrets
        for partner in partners:
            for quarter in range(QUARTERS):
                for kind, category in MIX:
                    yield Entry(
                        number, partner, measure, int(Status.CLAIMED), FIRST + 3 * quarter, 3, int(kind), int(category),
                        int(Basis.COUNTED), int(Provenance.ILLUSTRATIVE), amounts.randint(1_000_00, 90_000_00),
                    )  # fmt: skip
