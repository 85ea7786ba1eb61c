"""What a process behaviour chart signals, in words, and what its reader must know about the limits."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from govtrack.analytics.control import Chart
from govtrack.analytics.signals import RUN, Point, Signal
from govtrack.analytics.words import counted
from govtrack.charts.labels import said

LASTING = (Signal.BEYOND, Signal.TWO_OF_THREE, Signal.SHIFT, Signal.TREND)


class Group(NamedTuple):
    """Neighbouring signals on one side: from which point to which, what they signal, high (1) or low (-1)."""

    first: int
    last: int
    signal: Signal
    side: int

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2

    @property
    def reason(self) -> str:
        """What it signals, in words for a picture; the table names the rule."""
        high = self.side > 0
        run = f"a run {'above' if high else 'below'} the average"
        if self.signal is not Signal.TREND and self.last - self.first + 1 >= RUN:
            return run
        return {
            Signal.SHIFT: run,
            Signal.TREND: f"a run of {'rises' if high else 'falls'}",
            Signal.TWO_OF_THREE: f"close to the {'upper' if high else 'lower'} limit",
        }.get(self.signal, f"{'above the upper' if high else 'below the lower'} limit")

    def when(self, labels: Sequence[str]) -> str:
        return labels[self.first] if self.first == self.last else f"{labels[self.first]} to {labels[self.last]}"

    def lines(self, labels: Sequence[str]) -> list[str]:
        """What to write: the period, and the reason where it is not plain from the point's place."""
        return [self.when(labels)] if self.signal is Signal.BEYOND else [self.reason, self.when(labels)]


def groups(chart: Chart) -> list[Group]:
    """The signals, neighbours on one side taken together; a trend keeps to itself."""
    found: list[Group] = []
    for index in chart.signals:
        point = chart.points[index]
        before = found[-1] if found else None
        if before and before.last == index - 1 and _alike(before, point) and not _begins(chart, index):
            found[-1] = before._replace(last=index, signal=max(before.signal, point.signal, key=LASTING.index))
        else:
            found.append(Group(index, index, point.signal, point.side))
    return found


def foot_notes(
    chart: Chart, reasons: Mapping[int, str], labels: Sequence[str], *, loose: bool, letters: int
) -> list[str]:
    """What a reader must know about the limits, in lines of at most so many letters."""
    said_so: list[str] = []
    newest = chart.latest
    if newest is None:
        return []
    if chart.why_no_limits:
        said_so.append("Too few points for limits: the points alone are shown.")
    elif newest.trial:
        said_so.append(f"Trial limits: {counted(newest.basis, 'point')} so far.")
    for before, phase in pairwise(chart.phases):
        why = reasons.get(phase.first, "")
        said_so.append(f"Limits set anew from {labels[before.end]}{f': {why}' if why else ''}.")
    screened = sum(phase.screened for phase in chart.phases)
    if loose:
        said_so.append("Open points are provisional.")
    if screened:
        said_so.append(f"Screened: {counted(screened, 'large jump')} left out of the limits.")
    return [said(line, 200) for line in wrap(" ".join(said_so), letters)]


def _alike(group: Group, point: Point) -> bool:
    return group.side == point.side and (group.signal is Signal.TREND) == (point.signal is Signal.TREND)


def _begins(chart: Chart, index: int) -> bool:
    return any(phase.first == index for phase in chart.phases)
