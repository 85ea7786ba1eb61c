"""Process behaviour charts (XmR): the limits of ordinary variation, and what lies outside them.

The rules are those of NHS England's Making Data Count as NHSRplotthedots 0.2.2 applies them: a point beyond
a limit, seven rising or falling, two of three near one limit, seven on one side of the mean.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from govtrack.analytics.kinds import Better
from govtrack.analytics.limits import FEWEST, Phase, is_above, limits
from govtrack.analytics.signals import Point, Signal, points

UNKNOWN = Point(None, None, Signal.NONE, 0, near=False)


class Variation(StrEnum):
    """What the newest point says; high and low where neither way is better."""

    COMMON = "common cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "high"
    LOW = "low"


class Assurance(StrEnum):
    """Whether a process as it is will meet its target."""

    HIT = "consistently hit"
    MISS = "consistently miss"
    EITHER = "hit and miss"


class Chart(NamedTuple):
    """Points in time order, and the phases that share limits. Indexes count from nought, blanks too."""

    points: tuple[Point, ...]
    phases: tuple[Phase, ...]

    @property
    def latest(self) -> Phase | None:
        """The phase whose limits are compared with a target; None when nothing was ever recorded."""
        return self.phases[-1] if self.phases else None

    def phase_of(self, index: int) -> Phase | None:
        """The phase in which a point lies; None where it has no figures at all."""
        return next((phase for phase in self.phases if phase.first <= index < phase.end), None)

    @property
    def last_point(self) -> Point | None:
        """The newest point that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def trial(self) -> bool:
        """Limits on fewer than twelve points are for trial."""
        return self.latest is not None and self.latest.trial

    @property
    def why_no_limits(self) -> str | None:
        """Why the latest phase has no limits; None when it has."""
        if self.latest is None:
            return "no data"
        if not self.latest.refused:
            return None
        few = self.latest.basis < FEWEST
        return f"fewer than {FEWEST} points: plot only" if few else "no two neighbouring points: plot only"

    @property
    def signals(self) -> tuple[int, ...]:
        """The points that signal something."""
        return tuple(index for index, point in enumerate(self.points) if point.signal is not Signal.NONE)


def chart(
    series: Sequence[float | None],
    *,
    screen: bool = True,
    fix_after: int | None = None,
    rebase_at: Sequence[int] = (),
) -> Chart:
    """Limits and signals of a series, never of cumulative totals or rolling averages: their neighbours overlap.

    Blanks break runs, trends and moving ranges. `screen` drops moving ranges far above the average, once.
    `fix_after` takes the limits of each phase from its first so many points. `rebase_at` are the indexes,
    from nought, at which a new phase begins: only ever by a person, with a dated reason.
    """
    cuts = sorted({0, len(series), *(at for at in rebase_at if 0 < at < len(series))})
    marked: list[Point] = []
    phases: list[Phase] = []
    for first, end in pairwise(cuts):
        part = series[first:end]
        phase = limits(part, first, fix_after=fix_after, screen=screen)
        phases += [phase] if phase else []
        marked += points(part, phase) if phase else [UNKNOWN] * len(part)
    return Chart(tuple(marked), tuple(phases))


def variation(drawn: Chart, better: Better) -> Variation:
    """What the newest point says, in the light of which way is better."""
    newest = drawn.last_point
    if newest is None or newest.signal is Signal.NONE:
        return Variation.COMMON
    if better is Better.NEITHER:
        return Variation.HIGH if newest.side > 0 else Variation.LOW
    return Variation.IMPROVEMENT if (newest.side > 0) == (better is Better.UP) else Variation.CONCERN


def assurance(drawn: Chart, target: float, better: Better) -> Assurance | None:
    """Whether the process as it is will meet a target; None without limits or where neither way is better."""
    phase = drawn.latest
    if phase is None or phase.lower is None or phase.upper is None or better is Better.NEITHER:
        return None
    return against_target(phase.lower, phase.upper, target, better)


def against_target(lower: float, upper: float, target: float, better: Better) -> Assurance | None:
    """The same from two limits; a target exactly on a limit is hit and missed by turns.

    >>> against_target(1, 3, 4, Better.UP).value
    'consistently miss'
    """
    if better is Better.NEITHER:
        return None
    if is_above(target, upper):
        return Assurance.MISS if better is Better.UP else Assurance.HIT
    if is_above(lower, target):
        return Assurance.HIT if better is Better.UP else Assurance.MISS
    return Assurance.EITHER
