"""How many years it takes before the answer stops changing, and every stretch of years behind that."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from govtrack.analytics.figures import Figures, both_known
from govtrack.analytics.misled import ONE_PERCENT, gap_sign


class Answer(StrEnum):
    """Whether the sign of the gap between share out and share in has settled."""

    SETTLED = "settled"
    NOT_YET = "not settled yet"
    ABOUT_EVEN = "about even"
    UNKNOWN = "unknown"


class Settling(NamedTuple):
    """The shortest stretch from which on every stretch gives the whole record's answer.

    `window` is None when the whole record is about even or has no shares; it equals `periods`, the
    partner's periods with figures, when only the whole record gives the answer: not settled yet.
    """

    answer: Answer
    window: int | None
    periods: int


class Window(NamedTuple):
    """A stretch of a partner's own periods: how many, the period it ends in, its gap in percentage points."""

    length: int
    end: int
    gap: float


class _Sums(NamedTuple):
    """Running sums over a partner's own periods, from nought, so that any stretch is a difference of two."""

    out: list[int]
    all_out: list[int]
    paid: list[int]
    all_paid: list[int]

    def stretches(self, length: int) -> Iterator[tuple[int, ...]]:
        """The four sums of every stretch of a length, the earliest first."""
        return zip(*(map(sub, running[length:], running) for running in self), strict=True)


def settling_window(figures: Figures, partner: int, tolerance: Fraction = ONE_PERCENT) -> Settling:
    """The smallest w such that every stretch of w or more own periods points where all of them point.

    `tolerance` (a part of one) says when the whole record is about even. A stretch has to point the same
    way, however slightly: an exact tie does not. Stretches without shares (a total of nought or less)
    say nothing either way. A description of the past, not a forecast.
    """
    ends, sums = _running(figures, partner)
    periods = len(ends)
    whole = gap_sign(*(running[-1] for running in sums), tolerance=tolerance)
    if whole is None:
        return Settling(Answer.UNKNOWN, None, periods)
    if whole == 0:
        return Settling(Answer.ABOUT_EVEN, None, periods)
    window = next(
        (length + 1 for length in range(periods - 1, 0, -1) if not _all_agree(sums, length, whole)),
        1,
    )
    return Settling(Answer.NOT_YET if window == periods else Answer.SETTLED, window, periods)


def windows(figures: Figures, partner: int) -> list[Window]:
    """Every stretch of a partner's own periods that has shares, the shortest first, then the earliest.

    Gaps are the nearest floats to the exact ones, for drawing; signs and verdicts never use them.
    """
    ends, sums = _running(figures, partner)
    return [
        Window(length, end, 100 * (out * all_paid - paid * all_out) / (all_out * all_paid))
        for length in range(1, len(ends) + 1)
        for end, (out, all_out, paid, all_paid) in zip(ends[length - 1 :], sums.stretches(length), strict=True)
        if all_out > 0 and all_paid > 0
    ]


def _running(figures: Figures, partner: int) -> tuple[list[int], _Sums]:
    known = both_known(figures.benefit[partner], figures.contribution[partner])
    ends = [index for index, _, _ in known]
    amounts = (
        [out for _, out, _ in known],
        [figures.benefit_totals[index] or 0 for index in ends],
        [paid for _, _, paid in known],
        [figures.contribution_totals[index] or 0 for index in ends],
    )
    return ends, _Sums(*(list(accumulate(side, initial=0)) for side in amounts))


def _all_agree(sums: _Sums, length: int, whole: int) -> bool:
    return all(
        (out * all_paid - paid * all_out) * whole > 0
        for out, all_out, paid, all_paid in sums.stretches(length)
        if all_out > 0 and all_paid > 0
    )
