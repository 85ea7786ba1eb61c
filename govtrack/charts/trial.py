"""What each partner paid beside what a rule would have made it: two bars a partner, one hollow and one filled."""

from collections.abc import Sequence
from typing import NamedTuple

from govtrack.analytics.words import Unit, counted, short
from govtrack.charts.axes import amounts, round_steps
from govtrack.charts.ground import (
    FINE,
    INK,
    OTHER,
    OWN,
    RULE,
    WHITE,
    Figure,
    Json,
    Margin,
    blank,
    figure,
    layout,
    sides,
)
from govtrack.charts.labels import note, said, widest

ROW = 64
HEAD = 26
THICK = 0.34
PAID, WOULD = "paid", "by the rule"


class Row(NamedTuple):
    """A partner with what it paid and what the rule would have made it, in smallest units."""

    name: str
    paid: int
    due: int
    own: bool


def draw(*, rows: Sequence[Row], unit: Unit) -> Figure:
    """Hollow: as it was paid. Filled: as the rule would have made it. Rows stay in the order they are given."""
    if not rows:
        return blank("No year can be compared yet")
    data = [_bars(rows, unit, hollow=True), _bars(rows, unit, hollow=False)]
    low = min(0, *(min(row.paid, row.due) for row in rows))
    high = max(0, *(max(row.paid, row.due) for row in rows)) or 1
    longest = [_said(row, unit, hollow=hollow, first=True) for row in rows for hollow in (True, False)]

    def view(*, small: bool) -> Json:
        size = FINE if small else FINE + 1
        left = round(widest((row.name[:24] for row in rows), size) * 1.05) + 16
        margin = Margin(left, round(widest(longest)) + 18, 4, 34)
        steps = round_steps(low, high, 3 if small else 6)
        return {
            "height": ROW * len(rows) + margin.top + margin.bottom,
            "margin": sides(margin),
            "barmode": "group",
            "bargap": 1 - 2 * THICK,
            "xaxis": {
                "range": [low * 1.02, high * 1.02],
                "tickvals": steps,
                "ticktext": amounts(steps, unit),
                "tickangle": 0,
                "tickfont": {"size": FINE, "color": INK},
                "showgrid": True,
                "gridcolor": RULE,
                "zeroline": True,
                "zerolinecolor": OTHER,
                "fixedrange": True,
            },
            "yaxis": {"range": [len(rows) - 0.5, -0.5], "visible": False, "fixedrange": True},
            "annotations": [
                note(
                    said(row.name, 24), x=0, y=place, xref="paper", xanchor="right", xshift=-10, size=size, own=row.own
                )
                for place, row in enumerate(rows)
            ],
        }

    return figure(data, layout(view(small=False)), view(small=True))


def words(*, rows: Sequence[Row], unit: Unit) -> str:
    """What the drawing shows, for those who do not see it."""
    if not rows:
        return "No year can be compared yet."
    told = [row for row in rows if row.own] or [max(rows, key=lambda row: abs(row.due - row.paid))]
    finding = "; ".join(f"{row.name} paid {short(row.paid, unit)}, by the rule {short(row.due, unit)}" for row in told)
    return f"Two bars for each of {counted(len(rows), 'partner')}: paid, hollow, and by the rule, filled. {finding}."


def _bars(rows: Sequence[Row], unit: Unit, *, hollow: bool) -> Json:
    colours = [OWN if row.own else OTHER for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.paid if hollow else row.due for row in rows],
        "y": list(range(len(rows))),
        "marker": {
            "color": [WHITE] * len(rows) if hollow else colours,
            "line": {"color": colours, "width": 2},
        },
        "text": [_said(row, unit, hollow=hollow, first=at == 0) for at, row in enumerate(rows)],
        "textposition": "outside",
        "textfont": {"size": FINE, "color": INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "offsetgroup": "paid" if hollow else "due",
    }


def _said(row: Row, unit: Unit, *, hollow: bool, first: bool) -> str:
    amount = short(row.paid if hollow else row.due, unit)
    return f"{amount} {PAID if hollow else WOULD}" if first else amount
