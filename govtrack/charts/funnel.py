"""Chart E: every stretch of years by its length, a cloud that narrows onto one side as the look grows longer."""

from collections.abc import Sequence
from fractions import Fraction

from govtrack.analytics.words import Unit, counted
from govtrack.analytics.words import points as pointed
from govtrack.charts.axes import fit, round_steps, value_axis
from govtrack.charts.cloud import Point, dots, outline
from govtrack.charts.ends import End, leaders, named, room_for
from govtrack.charts.ground import (
    FINE,
    INK,
    OTHER,
    SMALLEST,
    Figure,
    Json,
    Margin,
    blank,
    figure,
    layout,
    sides,
)
from govtrack.charts.labels import note, said, widest, width
from govtrack.charts.strokes import level

__all__ = ["Point", "draw", "words"]

HEIGHT = 330
START = 0.6
HEAD = 24
"""Pixels kept free over and under the cloud for the words of each side."""


def draw(*, points: Sequence[Point], longest: int, unit: Unit) -> Figure:
    """Length across, gap up: above nought a larger part of the benefit than of the cost, below it a smaller one."""
    drawn = [point for point in points if 1 <= point.length <= longest]
    if not drawn:
        return blank()
    what = "benefit" if unit.money else said(unit.word, 20)
    scale = fit([0.0, *(float(point.gap) for point in drawn)], pixels=HEIGHT, below=HEAD + 6, above=HEAD + 6)
    steps = round_steps(scale.at(HEAD), scale.at(HEIGHT - HEAD))
    written = [pointed(Fraction(step)) if step == round(step) else f"{step:+g}".replace("-", "−") for step in steps]
    whole = [point for point in drawn if point.length == longest]
    whole = whole if len(whole) == 1 else []
    ends = [End("level", 0, quiet=True)]
    ends += [End(f"all {longest}: {pointed(point.gap)}", float(point.gap), own=True) for point in whole]

    def view(*, small: bool) -> Json:
        margin = Margin(round(widest(written)) + 14, room_for(ends, small=small) + 6, 6, 52)
        return {
            "height": HEIGHT + margin.top + margin.bottom,
            "margin": sides(margin),
            "xaxis": _lengths(longest, margin.room(small=small)),
            "yaxis": value_axis(scale, steps, written),
            "annotations": [
                *named(ends, scale, small=small),
                _corner("▲ points above its share of cost", 1, small=small),
                _corner("▼ points below its share of cost", 0, small=small),
            ],
            "shapes": leaders(ends, scale, small=small),
        }

    data = [*outline(drawn), level(START, longest + 0.2)]
    data += dots([point for point in drawn if point not in whole], what, 8) + dots(whole, what, 17)
    return figure(data, layout(view(small=False)), view(small=True))


def words(*, points: Sequence[Point], longest: int) -> str:
    """What the drawing shows, for those who do not see it."""
    whole = next((point for point in points if point.length == longest), None)
    if whole is None:
        return "There are no stretches to draw yet."
    what = (
        f"{counted(len(points), 'dot')}, one for each stretch of 1 to {longest}: "
        "the gap between its share of benefit and its share of cost."
    )
    finding = f"Over all {longest} the gap is {pointed(whole.gap)} points."
    other = [point for point in points if point.gap * whole.gap < 0]
    if not other:
        return f"{what} {finding} No stretch points the other way."
    most = max(point.length for point in other)
    return f"{what} {finding} {counted(len(other), 'stretch', 'stretches')} of {most} or fewer point the other way."


def _lengths(longest: int, room: float) -> Json:
    every = max(1, -(-longest * (width(str(longest)) + 12) // room)) if longest > 1 else 1
    shown = [*range(1, longest + 1)][:: int(every)]
    return {
        "range": [START, longest + 0.2],
        "tickvals": shown,
        "ticktext": [str(length) for length in shown],
        "tickangle": 0,
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": OTHER,
        "tickfont": {"size": FINE, "color": INK},
        "title": {"text": "years looked at together", "font": {"size": FINE, "color": INK}, "standoff": 6},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _corner(text: str, y: int, *, small: bool) -> Json:
    anchor = "top" if y else "bottom"
    return note(
        text, x=1, y=y, xref="paper", yref="paper", xanchor="right", yanchor=anchor, size=SMALLEST if small else FINE
    )
