"""Chart D: ordinary ups and downs told apart from something that changed."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from govtrack.analytics.look import Control, Look
from govtrack.analytics.words import counted, listed, percent, short
from govtrack.charts import control
from govtrack.charts.parts import Mark
from govtrack.rooms.longrun.marks import on_control
from govtrack.rooms.longrun.panel import Panel, chart_unit, numeric


def control_panel(look: Look, marks: Sequence[Mark], *, keyed: bool) -> Panel:
    """The process behaviour chart of one partner, or of all together, by the NHS rules.

    `keyed` says that the numbers of the marks have their key under this chart, and not under an earlier one.
    """
    one, unit = look.control, chart_unit(look.asked.unit)
    money = look.asked.unit.money and not one.percent
    given = {"labels": one.labels, "values": one.values, "chart": one.chart, "percent": one.percent, "unit": unit}
    drawn, anew = on_control(look, marks), [f"{one.labels[at]}, because of: {why}" for at, why in one.reasons.items()]
    numbered = bool(marks) and not keyed
    return Panel(
        "control",
        _finding(look, one),
        f"Points between the dashed lines are ordinary variation{', ' + look.price_words if money else ''}.",
        control.draw(**given, marks=drawn, reasons=one.reasons),  # type: ignore[arg-type] # each value keeps its own type
        control.words(**given),  # type: ignore[arg-type] # the same
        [one.word.capitalize(), *numeric(one.what[0].upper() + one.what[1:]), "Ordinary range", "Signal"],
        _rows(look, one),
        notes=(
            *(("The numbers mark decisions, as in the key above.",) if numbered else ()),
            *_kept_back(look),
            *(f"By a reader's choice the process limits are set anew from {line}." for line in anew),
        ),
        marked=keyed,
    )


def _kept_back(look: Look) -> Iterator[str]:
    """The quarters that are not drawn because their figures may still change."""
    if look.quarters.provisional and look.control.word != "year":
        names = listed([look.quarters.labels[at] for at in look.quarters.provisional])
        yield f"Provisional, and so not among these points: {names}."


def _rows(look: Look, one: Control) -> list[list[object]]:
    signalled = set(one.chart.signals)
    return [
        [
            label,
            _value(look, one, value),
            _range(look, one, at),
            str(one.chart.points[at].signal) if at in signalled else "",
        ]
        for at, (label, value) in enumerate(zip(one.labels, one.values, strict=True))
    ]


def _range(look: Look, one: Control, at: int) -> str | None:
    phase = one.chart.phase_of(at)
    if phase is None or phase.lower is None or phase.upper is None:
        return None
    low = (
        phase.lower if min((value for value in one.values if value is not None), default=0) < 0 else max(phase.lower, 0)
    )
    return f"{_value(look, one, low)} to {_value(look, one, phase.upper)}"


def _value(look: Look, one: Control, value: float | None) -> str | None:
    if value is None:
        return None
    return percent(Fraction(value).limit_denominator(10_000)) if one.percent else short(round(value), look.asked.unit)


def _finding(look: Look, one: Control) -> str:
    who = look.own.name if look.own else "All partners"
    what = one.what if look.own else look.asked.what
    begin = f"{who}, {what} each {one.word}"
    if one.chart.why_no_limits:
        return f"{begin}: too few points for limits"
    if not one.chart.signals:
        return f"{begin}: nothing but ordinary ups and downs"
    points = counted(len(one.chart.signals), "point")
    return f"{begin}: {points} outside ordinary ups and downs"
