"""What is asked of a long run, and the figures it is answered from."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from govtrack.analytics.kinds import Nature
from govtrack.analytics.rebasing import Rebase
from govtrack.analytics.totals import Total
from govtrack.analytics.words import Unit


class Prices(StrEnum):
    """Whether money of different years is brought to the prices of one."""

    REAL = "real"
    CASH = "cash"


class Asked(NamedTuple):
    """What the reader chose to see. `first` and `last` are the first months of the years to look between."""

    eyes: int | None
    unit: Unit
    nature: Nature
    what: str
    """What the measure counts, as it stands in a sentence: “benefit”, “people found”."""
    prices: Prices = Prices.REAL
    calendar: bool = False
    first: int | None = None
    last: int | None = None
    as_known: date | None = None
    rebase: Rebase | None = None


class Rows(NamedTuple):
    """The figures, as `store.totals.series` gives them; `paid_years` are pounds where the measure is not."""

    years: Sequence[Total]
    periods: Sequence[Total]
    paid_years: Sequence[Total] | None = None
    reversed: Sequence[Total] = ()
    """The benefits that were reversed, as stated: they count nowhere, and are said to be left out."""
