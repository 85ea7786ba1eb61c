"""A builder of business cases, for tests that do not care what is in one."""

from typing import Any

from govtrack.analytics.kinds import Planned
from govtrack.analytics.plans import PlanLine
from govtrack.domain import cases
from govtrack.store.cases import BusinessCase
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import transaction
from tests.make import BY

POUND = 100


def lines(*nets: tuple[int | None, int | None, int | None]) -> list[PlanLine]:
    """Set-up cost, running cost and benefit of each year from year 0, in pounds; None for no figure."""
    return [
        PlanLine(number, int(side), amount * POUND)
        for number, year in enumerate(nets)
        for side, amount in zip(Planned, year, strict=True)
        if amount is not None
    ]


def case(together: Collaboration, *years: tuple[int | None, int | None, int | None], **answers: Any) -> BusinessCase:
    plan = lines(*(years or ((100, None, None), (None, None, 60), (None, None, 60))))
    usual = {"title": "Working together", "year_0": 2021, "price_year": 2021, "lines": plan}
    with transaction():
        return cases.record(together, **{**usual, **answers}, by=BY)
