"""Chart E: every stretch of years, from one to all, and how the answer steadies."""

from fractions import Fraction

from govtrack.analytics.look import Look
from govtrack.analytics.settling import Window
from govtrack.analytics.words import counted, points
from govtrack.charts import funnel
from govtrack.rooms.longrun.panel import Panel, chart_unit, numeric


def funnel_panel(look: Look) -> Panel:
    """One point a stretch: its length across, its gap between benefit and cost upwards."""
    drawn = [
        funnel.Point(one.length, Fraction(one.gap).limit_denominator(1000), _name(look, one)) for one in look.funnel
    ]
    longest = max(point.length for point in drawn)
    rows = [_row(drawn, length, longest) for length in range(1, longest + 1)]
    return Panel(
        "funnel",
        _finding(look, rows, longest),
        "Every unbroken stretch of years: share of benefit less share of cost, in percentage points.",
        funnel.draw(points=drawn, longest=longest, unit=chart_unit(look.asked.unit)),
        funnel.words(points=drawn, longest=longest),
        ["Length", *numeric("Stretches", "Lowest gap", "Highest gap", "Point the other way")],
        rows,
    )


def _name(look: Look, window: Window) -> str:
    assert look.own is not None, "the funnel is drawn for one partner"
    years, labels = list(look.own.shares.years), look.record.labels
    first = years[years.index(window.end) - window.length + 1]
    return labels[window.end] if window.length == 1 else f"{labels[first]} to {labels[window.end]}"


def _row(drawn: list[funnel.Point], length: int, longest: int) -> list[object]:
    whole = next(point.gap for point in drawn if point.length == longest)
    gaps = [point.gap for point in drawn if point.length == length]
    against = sum(gap * whole < 0 for gap in gaps)
    return [counted(length, "year"), len(gaps), points(min(gaps)), points(max(gaps)), against]


def _finding(look: Look, rows: list[list[object]], longest: int) -> str:
    _, all_singles, _, _, against = rows[0]
    text = f"{against} of {all_singles} single years point the other way"
    window = look.own.settling.window if look.own else None
    if window and 1 < window < longest:
        return f"{text}; no stretch of {window} years or more does"
    return text
