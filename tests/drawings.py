"""Figures as tests see them: drawn with sensible answers, looked through, and held to what all owe a reader."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from govtrack.analytics.control import chart as limits_of
from govtrack.charts import control, position
from govtrack.charts.parts import PALETTE, Figure, Unit, serialise

POUNDS = Unit("£", 2, money=True)
HOURS = Unit("flying hours", 1, money=False)
YEARS = [f"{year}-{(year + 1) % 100:02}" for year in range(2013, 2025)]
QUARTERS = [f"{year} Q{quarter}" for year in YEARS for quarter in (1, 2, 3, 4)]
HOSTILE = "</script><b onclick=x>%{y}&\u2028"


def line(values: Sequence[int | None], name: str = "Ashdale", *, own: bool = False, **more: Any) -> position.Line:
    return position.Line(name, values, own, more.get("left_at"), more.get("provisional", []))


def drawn_position(lines: Sequence[position.Line], **more: Any) -> Figure:
    given_ = {"labels": YEARS[: len(lines[0].values)], "marks": [], "ticks": [], "unit": POUNDS} | more
    return position.draw(lines=lines, **given_)


def drawn_control(values: Sequence[float | None], **more: Any) -> Figure:
    rebase = more.pop("rebase_at", ())
    given_ = {"labels": QUARTERS[: len(values)], "percent": True, "unit": POUNDS} | more
    return control.draw(values=values, chart=limits_of(values, rebase_at=rebase), **given_)


def walked(part: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every plain value of a figure, with the names that lead to it."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from walked(value, f"{path}.{name}")
    elif isinstance(part, list | tuple):
        for value in part:
            yield from walked(value, path)
    else:
        yield path, part


def texts(view: Any) -> list[str]:
    return [note["text"] for note in view["annotations"]]


def traces(figure: Figure, **having: Any) -> list[dict[str, Any]]:
    data: Any = figure["data"]
    return [trace for trace in data if all(trace.get(name) == value for name, value in having.items())]


def hold(figure: Figure) -> None:
    """What every drawing owes its reader, on a screen, on a telephone and on paper."""
    from plotly.graph_objects import Figure as Checked  # noqa: PLC0415 - slow, and only wanted here

    data, wide, small = figure["data"], figure["layout"], figure["small"]
    assert isinstance(data, list)
    assert isinstance(wide, dict)
    assert isinstance(small, dict)
    json.loads(serialise(figure))
    for view in (wide, {**wide, **small}):
        Checked(data=data, layout=view)
        assert isinstance(view["height"], int)
        assert view["template"] == "none"
        assert view["showlegend"] is False
        assert view["paper_bgcolor"] == view["plot_bgcolor"] == "rgba(0,0,0,0)"
        assert all(side >= 0 for name, side in view["margin"].items() if name in "lrtb")
    for path, value in walked(figure):
        if path.lower().endswith("color"):
            assert value in PALETTE, (path, value)
        if re.search(r"font\.size$", path):
            assert value >= 12, path
        if isinstance(value, float):
            assert abs(value) < float("inf"), path
        if isinstance(value, str):
            assert "gradient" not in value
            assert "—" not in value or HOSTILE in value
