"""The charts of the page, in the order they are read, each only where the figures carry it."""

from collections.abc import Sequence

from govtrack.analytics.contest import Objection
from govtrack.analytics.look import Look
from govtrack.analytics.remarks import memberships
from govtrack.charts.parts import Mark, Tick
from govtrack.rooms.longrun.control import control_panel
from govtrack.rooms.longrun.funnel import funnel_panel
from govtrack.rooms.longrun.panel import Panel
from govtrack.rooms.longrun.position import position_panel
from govtrack.rooms.longrun.shares import shares_panel
from govtrack.rooms.longrun.spotlight import spotlight_panel


def panels(
    look: Look, marks: Sequence[Mark], ticks: Sequence[Tick], objections: Sequence[Objection] = ()
) -> list[Panel]:
    """All the charts that this look has the figures for."""
    found = []
    if look.asked.unit.money and any(answer.to_date for answer in look.answers):
        found.append(position_panel(look, marks, ticks, objections))
    if look.own.shares.years if look.own else any(answer.shares.years for answer in look.answers):
        found.append(shares_panel(look))
    if any(answer.shares.years for answer in look.answers):
        found.append(spotlight_panel(look))
    if any(value is not None for value in look.control.values):
        keyed = not any(panel.marked for panel in found)
        found.append(control_panel(look, marks, keyed=keyed))
    if len({window.length for window in look.funnel}) > 1:
        found.append(funnel_panel(look))
    return [_dated(look, panel) for panel in found]


def _dated(look: Look, panel: Panel) -> Panel:
    """The same with who joined or left among those it shows."""
    own = look.asked.eyes if panel.name not in {"position", "spotlight"} else None
    line = memberships(look.record, own)
    return panel._replace(notes=(*panel.notes, f"{line}.")) if line else panel
