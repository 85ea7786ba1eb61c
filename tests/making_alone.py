"""Builders of estimates and studies, with sensible answers for what a test does not care about."""

from collections.abc import Mapping, Sequence
from typing import Any

from govtrack.analytics.periods import parse
from govtrack.domain import alone, studies
from govtrack.store.alone import StandaloneCost
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import transaction
from govtrack.store.studies import CoalitionStudy
from tests import make

POUND = 100
SAID = {"method": "Costed from the accounts of 2023-24", "source": "Paper 4"}


def estimate(
    together: Collaboration,
    partner: Organisation,
    year: str,
    low: int,
    central: int,
    high: int,
    **answers: Any,
) -> StandaloneCost:
    """An estimate, its three amounts in pounds."""
    usual = {"estimated_by": "Finance team", "estimated_on": "2024-05", **SAID}
    with transaction():
        return alone.estimate(
            together,
            partner,
            starts=parse(year, calendar=together.calendar).starts,
            low=low * POUND,
            central=central * POUND,
            high=high * POUND,
            **{**usual, **answers},
            by=make.BY,
        )


def study(
    together: Collaboration, partners: Sequence[Organisation], costs: Mapping[str, int], year: str, **answers: Any
) -> CoalitionStudy:
    """A study; `costs` in pounds by the letters of the partners' places: A is the first, AB the first two."""
    bits = {sum(1 << "ABCDEFGHIJ".index(letter) for letter in letters): cost for letters, cost in costs.items()}
    usual = {"name": "Options study", "studied_by": "Finance teams", "studied_on": "2024-05", **SAID}
    with transaction():
        return studies.study(
            together,
            partners,
            {members: cost * POUND for members, cost in bits.items()},
            starts=parse(year, calendar=together.calendar).starts,
            **{**usual, **answers},
            by=make.BY,
        )
