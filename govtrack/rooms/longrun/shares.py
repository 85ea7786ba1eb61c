"""Chart B: share of the cost and share of the benefit, side by side."""

from collections.abc import Sequence
from fractions import Fraction

from govtrack.analytics.answer import stretches
from govtrack.analytics.look import Look
from govtrack.analytics.words import MINUS, percent, points
from govtrack.charts import shares
from govtrack.rooms.longrun.panel import Panel, numeric


def shares_panel(look: Look) -> Panel:
    """One row a window of years for one partner; one row a partner for all of them."""
    rows = _partners(look) if look.own is None else _windows(look)
    return Panel(
        "shares",
        _finding_for_all(look, rows) if look.own is None else _finding(look.own.name, rows),
        f"Hollow: share of the cost. Filled: share of the {look.asked.what}.",
        shares.draw(rows=rows),
        shares.words(rows=rows),
        ["Partner" if look.own is None else "Years", *numeric("Share of cost", "Share of benefit", "Gap, points")],
        [[row.name, percent(row.paid), percent(row.had), points(_gap(row))] for row in rows],
        size="short",
    )


def _partners(look: Look) -> list[shares.Row]:
    return [shares.Row(one.name, one.shares.paid, one.shares.had, False) for one in look.answers if one.shares.years]


def _windows(look: Look) -> list[shares.Row]:
    assert look.own is not None, "windows are of one partner"
    spans = stretches(look.record, look.own.place)
    longest = spans[-1][0] if spans else 0
    return [shares.Row(_name(length, longest), one.paid, one.had, True) for length, one in spans]


def _name(length: int, longest: int) -> str:
    if length == longest and length > 1:
        return f"All {length} years"
    return "Latest year" if length == 1 else f"{length} years"


def _gap(row: shares.Row) -> Fraction | None:
    return None if row.paid is None or row.had is None else 100 * (row.had - row.paid)


def _finding(name: str, rows: Sequence[shares.Row]) -> str:
    known = [(row.name, gap) for row in rows if (gap := _gap(row)) is not None]
    if len(known) < 2:
        return f"What {name} paid and what it had"
    (_, latest), (whole, long_run) = known[0], known[-1]
    begin = f"{name}'s benefit is {_beside(latest)} its share of the cost in the latest year"
    return f"{begin}, and {_beside(long_run)} it over {whole.lower()}"


def _finding_for_all(look: Look, rows: Sequence[shares.Row]) -> str:
    gaps = [abs(gap) for row in rows if (gap := _gap(row)) is not None]
    if not gaps:
        return "What each partner paid and what it had"
    span = "the years shown" if look.told.begins or look.told.ends else "all years"
    return f"Over {span}, each share of benefit is within {_size(max(gaps))} of the share of cost"


def _beside(gap: Fraction) -> str:
    size = _size(gap)
    return "level with" if size.startswith("0 ") else f"{size} {'above' if gap > 0 else 'below'}"


def _size(gap: Fraction) -> str:
    size = points(gap).lstrip("+" + MINUS)
    return f"{size} {'point' if size == '1' else 'points'}"
