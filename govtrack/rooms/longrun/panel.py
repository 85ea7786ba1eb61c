"""What a chart is on the page: a finding, a figure, the sentence for those who cannot see it, and its table."""

from typing import Any, NamedTuple

from govtrack.analytics.words import Unit
from govtrack.charts.parts import Unit as ChartUnit


class Panel(NamedTuple):
    """A chart as the page shows it. Columns and rows are as `data_table` takes them."""

    name: str
    heading: str
    lead: str
    figure: dict[str, Any] | None
    summary: str
    columns: list[Any]
    rows: list[list[Any]]
    notes: tuple[str, ...] = ()
    size: str = "medium"
    marked: bool = False
    """Whether it carries the numbered decisions, whose key then stands under it."""


def chart_unit(unit: Unit) -> ChartUnit:
    """How the drawings write amounts of a unit."""
    return ChartUnit("£" if unit.money else unit.word, unit.decimals, unit.money)


def numeric(*names: str) -> list[dict[str, Any]]:
    """Columns of numbers, right-aligned under these names."""
    return [{"name": name, "numeric": True} for name in names]
