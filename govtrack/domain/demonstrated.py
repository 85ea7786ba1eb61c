"""What stands behind some benefits of the demonstration: claims, evidence, one verified and one that did not last."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from govtrack.analytics.kinds import Basis, Category, Kind, Provenance, Status
from govtrack.analytics.periods import parse
from govtrack.domain import claims, evidence, shared
from govtrack.domain.checks import Entry
from govtrack.domain.claims import Stated
from govtrack.domain.shared import How, Split
from govtrack.store import clock, ledger
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import transaction
from govtrack.store.ledger import Figure
from govtrack.store.measures import POUNDS, measure_named

SOURCE = "Illustrative figures made for this demonstration"
MINUTES = """Illustrative: this paper was made for the demonstration.

Five Rivers Alliance, finance group, 9 September 2025
Item 4. The boat contract of 2024-25 was checked against the invoices of the three quarters before.
The saving of Coastshire in the third quarter stands as claimed.
"""


def stand_behind(together: Collaboration, partner: Organisation, *, folder: Path | None, by: Any) -> None:
    """Say what stands behind two benefits of a partner, and tell the story of one that did not last.

    `folder` is where evidence is kept as a file; without one there is only a link.
    """
    contracts, posts = (_saving(together, partner, note) for note in ("Contracts bought", "Posts no longer"))
    with clock.set_to(datetime(2025, 9, 2, 10, tzinfo=UTC)), transaction():
        claims.state(
            contracts,
            Stated(
                "Finance, Coastshire", "The price of the joint contract, less what our own last contract would have "
                "cost at its indexed prices.", "Five contracts of our own, at the prices of 2013-14", "recurring",
            ),
            by=by,
        )  # fmt: skip
        claims.state(posts, Stated("Human resources, Coastshire", "Two posts at mid-grade with on-costs."), by=by)
        evidence.add_link(contracts, "https://www.example.org/five-rivers/contracts", name="Contract register", by=by)
    with clock.set_to(datetime(2025, 9, 16, 15, tzinfo=UTC)), transaction():
        if folder is not None:
            sent = io.BytesIO(MINUTES.encode())
            evidence.add_file(
                contracts,
                sent,
                name="Finance group minutes 2025-09-09.txt",
                folder=folder,
                most=len(MINUTES) * 2,
                by=by,
            )
        claims.step(
            contracts.line,
            Status.VERIFIED,
            reason="The alliance's finance group checked it against the invoices",
            by=f"{by}, an approver",
        )
    _reversed(together, partner, by=by)


def share_one(together: Collaboration, first: Organisation, second: Organisation, *, by: Any) -> None:
    """A benefit that two partners had together, entered once and split by halves."""
    entry = _resilience(together, None, 2019, 24_000_01, "Divers trained in one course")
    split = Split(How.PERCENTAGES, [(first, "50"), (second, "50")])
    with clock.set_to(datetime(2020, 6, 12, 11, tzinfo=UTC)), transaction():
        shared.share(entry, split, name="One course for divers", agreed="Alliance board, 2 June 2020, item 7", by=by)


def _saving(together: Collaboration, partner: Organisation, note: str) -> Figure:
    quarter = parse("2024-25 Q3")
    there = ledger.stating(together.id, starts=quarter.starts, months=quarter.months, partner_id=partner.id)
    return next(one for one in there if one.note.startswith(note))


def _reversed(together: Collaboration, partner: Organisation, *, by: Any) -> None:
    """A saving that was entered as so far, and that ended when the kennels were opened again."""
    numbers = []
    for year, amount, so_far in ((2020, 24_000_00, False), (2021, 64_000_00, True)):
        with clock.set_to(datetime(year + 1, 5, 18, 9, tzinfo=UTC)), transaction():
            stated = Stated("Estates, Coastshire", "Rent and heating of the kennels.", so_far=so_far)
            entry = _resilience(together, partner, year, amount, "Own kennels given up")
            numbers += claims.record([entry], stated, by=by)
    with clock.set_to(datetime(2023, 3, 7, 9, tzinfo=UTC)), transaction():
        for number in numbers:
            line = ledger.standing(number)[0].line
            reason = "The kennels were opened again, and the rent of both years paid after all"
            claims.step(line, Status.REVERSED, reason=reason, by=by)


def _resilience(together: Collaboration, partner: Organisation | None, year: int, amount: int, note: str) -> Entry:
    pounds = measure_named(POUNDS)
    assert pounds is not None, "every register is founded with pounds"
    whose, period = partner.id if partner else None, parse(f"{year}-{(year + 1) % 100}")
    return Entry(
        together.id, whose, pounds.id, int(Status.CLAIMED), *period,
        int(Kind.BENEFIT), int(Category.RESILIENCE), int(Basis.COUNTED), int(Provenance.ILLUSTRATIVE), amount,
        source=SOURCE,
        note=note,
    )  # fmt: skip
