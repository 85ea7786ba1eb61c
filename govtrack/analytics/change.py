"""The finding on whether anything is really changing: measure 6, the process behaviour chart in words."""

from fractions import Fraction

from govtrack.analytics.limits import FEWEST
from govtrack.analytics.signals import Signal
from govtrack.analytics.told import Sentence, Told, too_early
from govtrack.analytics.words import percent, short

SIDES = {1: "above", -1: "below"}


def control(told: Told) -> Sentence:
    chart, word = told.chart, told.chart_word
    points_there = 0 if chart is None or chart.latest is None else chart.latest.basis
    if chart is None or chart.latest is None or chart.why_no_limits:
        early = too_early(points_there, FEWEST, word).lower()
        if points_there >= FEWEST:
            early = f"too early to say, since no two {word}s with figures follow each other."
        anew = "" if chart is None or chart.latest is None else _anew(told)
        return Sentence("control", f"On whether anything is changing: {early}{anew}", said=False)
    phase = chart.latest
    low, high = _value(max(phase.lower or 0.0, 0.0), told), _value(phase.upper or 0.0, told)
    at = max(index for index, point in enumerate(chart.points) if point.value is not None)
    newest = chart.points[at]
    trial = _anew(told) + (" These limits are for trial: fewer than 12 points." if chart.trial else "")
    lines = (
        f"Mean {_value(phase.mean, told)}; the process limits, {low} to {high}, are the mean and 2.66 times the average"
        " moving range to either side." + (" Ranges far above the rest were left out." if phase.screened else ""),
        "Rules of NHS England's Making Data Count: beyond a limit; seven rising or falling; two of three near a limit; "
        "seven on one side of the mean.",
        *(
            f"The process limits were set anew from {told.chart_labels[i]}: {why}."
            for i, why in told.chart_reasons.items()
        ),
    )
    if not phase.average:
        same = f"No variation is recorded: every {word} with figures is {_value(phase.mean, told)}."
        return Sentence("control", same + trial, said=True, workings=lines)
    earlier = [index for index in chart.signals if index != at]
    if newest.signal is Signal.NONE:
        text = f"The latest {word}, {told.chart_labels[at]}, is inside the ordinary range ({low} to {high}): no signal."
        if earlier:
            text += f" Earlier signals: {_runs(earlier, told)}."
        return Sentence("control", text + trial, said=True, workings=lines)
    text = f"Something has changed: {_runs(list(chart.signals), told)}. Ask what."
    return Sentence("control", text + trial, said=True, workings=lines)


def _anew(told: Told) -> str:
    """That the limits are a person's choice, and from when they hold."""
    froms = [told.chart_labels[at] for at in told.chart_reasons]
    return "".join(f" The process limits are set anew from {one}, at the reader's choice." for one in froms)


def _runs(indexes: list[int], told: Told) -> str:
    """Signals in words, neighbours of one sort taken together, the latest three runs."""
    assert told.chart is not None, "only a chart has signals"
    runs: list[list[int]] = []
    for index in indexes:
        point = told.chart.points[index]
        if runs and index == runs[-1][-1] + 1:
            before = told.chart.points[runs[-1][-1]]
            if (before.signal, before.side) == (point.signal, point.side):
                runs[-1].append(index)
                continue
        runs.append([index])
    said = [_run(run, told) for run in runs[-3:]]
    return "; ".join(said)


def _run(run: list[int], told: Told) -> str:
    assert told.chart is not None, "only a chart has signals"
    point = told.chart.points[run[0]]
    names = told.chart_labels
    when = names[run[0]] if len(run) == 1 else f"{names[run[0]]} to {names[run[-1]]}"
    side = SIDES.get(point.side, "")
    what = {
        Signal.BEYOND: f"{side} the limit",
        Signal.TREND: "rising" if point.side > 0 else "falling",
        Signal.TWO_OF_THREE: f"close to the limit {side} the average",
        Signal.SHIFT: f"{side} the average, seven or more in a row",
    }[point.signal]
    return f"{when}, {what}"


def _value(value: float, told: Told) -> str:
    if told.chart_percent:
        return percent(Fraction(value).limit_denominator(10_000))
    return short(round(value), told.unit)
