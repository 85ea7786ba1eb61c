"""The ground every drawing stands on: palette, sizes and margins; the typeface is the page's."""

from collections.abc import Sequence
from typing import NamedTuple

Json = dict[str, object]
Figure = dict[str, object]
"""Plotly's schema: `data`, `layout`, and `small`, whole replacements of parts of the layout on a narrow screen."""

OWN = "#12436D"
TEAL = "#28A197"
PLUM = "#801650"
ORANGE = "#F46A25"
INK = "#3D3D3D"
OTHER = "#767676"
RULE = "#DCDFE2"
GROUND = "#EDEFF1"
WHITE = "#FFFFFF"
VEIL = "rgba(255,255,255,0.85)"
CLEAR = "rgba(0,0,0,0)"
ORDER = (OWN, TEAL, PLUM, ORANGE)
"""The Government Analysis Function's order, for up to four lines of which none is one's own."""
PALETTE = frozenset({*ORDER, INK, OTHER, RULE, GROUND, WHITE, VEIL, CLEAR})

TEXT = 14
FINE = 13
SMALLEST = 12
BOLD = 700

WIDE = 600
"""Pixels a drawing may count on when it is not `small`: what does not collide here does not collide wider."""
NARROW = 320


class Margin(NamedTuple):
    """Pixels around the plot."""

    left: int
    right: int
    top: int
    bottom: int

    def room(self, *, small: bool) -> int:
        """Pixels across that are left for the plot itself, at least."""
        return (NARROW if small else WIDE) - self.left - self.right

    def down(self, height: int) -> int:
        """Pixels of a height that are left for the plot."""
        return height - self.top - self.bottom


def layout(view: Json) -> Json:
    """A view of a drawing (its height, margin, axes, notes and shapes) on the ground they all stand on.

    The height is fixed, so that nothing on the page moves when the drawing arrives.
    """
    return {
        "template": "none",
        "font": {"size": TEXT, "color": INK},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": WHITE,
            "bordercolor": INK,
            "font": {"size": TEXT, "color": INK},
            "align": "left",
        },
        **view,
    }


def sides(margin: Margin) -> Json:
    """A margin in Plotly's words; measured here, so that Plotly need not."""
    left, right, top, bottom = margin
    return {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False}


def figure(data: Sequence[Json], laid: Json, small: Json | None = None) -> Figure:
    return {"data": list(data), "layout": laid, "small": small or {}}


def blank(note: str = "No figures to draw yet") -> Figure:
    """What stands where there is nothing to draw: a sentence, never an empty frame."""
    hidden: Json = {"visible": False, "fixedrange": True}
    said: Json = {
        "text": note,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0.5,
        "xanchor": "left",
        "showarrow": False,
        "font": {"size": TEXT, "color": INK},
    }
    view: Json = {"height": 80, "margin": sides(Margin(0, 0, 0, 0)), "xaxis": hidden, "yaxis": hidden}
    empty: Json = {"type": "scatter", "x": [], "y": [], "hoverinfo": "skip"}
    return figure([empty], layout({**view, "annotations": [said]}))
