"""What every finding is made of: the sentence with its workings, and what it is told from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from govtrack.analytics.answer import Standing, Sums
from govtrack.analytics.control import Chart
from govtrack.analytics.record import Record
from govtrack.analytics.words import Unit, counted, number, short


class Sentence(NamedTuple):
    """One finding, or the honest refusal of one, with the lines that show how it was worked out."""

    key: str
    text: str
    said: bool
    """Whether it is a finding; a refusal says what is missing."""
    workings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What sentences need besides the answer: the record, the unit, the prices in words, and the control chart."""

    record: Record
    unit: Unit
    prices: str
    """Such as “in 2024-25 prices” or “in cash”."""
    chart: Chart | None = None
    chart_labels: Sequence[str] = ()
    chart_word: str = "quarter"
    chart_percent: bool = True
    chart_reasons: Mapping[int, str] = field(default_factory=dict)
    what: str = "benefit"
    begins: str = ""
    """The first year looked at, where the reader chose one: there may be earlier ones."""
    ends: str = ""
    """The last year looked at, where the reader chose one: the record may go on after it."""


def too_early(have: int, need: int, word: str = "year") -> str:
    """The honest refusal."""
    return f"Too early to say: {counted(have, word)} of the {number(need)} needed."


def position(sums: Sums, standing: Standing, unit: Unit) -> str:
    """“£1.3m ahead”, or “about even”."""
    return str(standing) if standing is Standing.EVEN else f"{short(abs(sums.net), unit)} {standing}"
