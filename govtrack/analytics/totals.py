"""The one row that pages read figures by: a kept total of a partner, a kind and a stated period."""

from typing import NamedTuple

JOINT = 0
"""The partner number of figures that were stated for the collaboration as a whole and never split."""


class Total(NamedTuple):
    """What is known of one partner, one kind and one period, in the measure's smallest unit.

    `months` is the length of the period as stated; `covered` has a bit for each month of a year that has
    figures, the year's first month lowest (a period that was stated whole has all twelve). `lines` counts live figures,
    and the six counts after it say how they were got and where they come from.
    """

    partner: int
    kind: int
    starts: int
    months: int
    amount: int
    in_kind: int
    lines: int
    counted: int
    costed: int
    judged: int
    published: int
    inferred: int
    illustrative: int
    covered: int

    def and_more(self, more: "Total") -> "Total":
        """Both added together, of the same partner, kind and period: figures of two statuses that count alike."""
        sums = (one + other for one, other in zip(self[4:-1], more[4:-1], strict=True))
        return Total._make((*self[:4], *sums, self.covered | more.covered))
