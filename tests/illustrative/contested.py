"""What the partners of the Five Rivers dispute: two figures that change an answer, one without an own, one over."""

from typing import NamedTuple

from tests.illustrative.figures import Line
from tests.illustrative.story import ALLIANCE, SOURCE

CONTRACTS = "Contracts bought once for all partners"


class Contested(NamedTuple):
    """A dispute of the benefit that one partner's note names; `own` in pounds, empty where there is none."""

    partner: str
    period: str
    note: str
    by: str
    own: str
    reason: str
    opened: str
    how: str = ""
    settled: str = ""
    words: str = ""

    def row(self, lines: list[Line]) -> tuple[str, ...]:
        """In the order of the import format, the figure said as the ledger says it."""
        (line,) = [
            one
            for one in lines
            if (one.partner, one.period, one.note, one.kind) == (self.partner, self.period, self.note, "benefit")
        ]
        amount = f"{line.amount // 100}.{line.amount % 100:02d}"
        return (
            ALLIANCE, line.partner, line.period, line.kind, line.category, line.measure, amount, line.status,
            line.note, self.by, self.own, self.reason, SOURCE, self.opened, self.how, self.settled, self.words, "",
        )  # fmt: skip


DISPUTES = (
    Contested(
        "Ashdale", "2019-20 Q4", "Equipment shared instead of bought", "Eastvale", "",
        "Half of the boats counted here were lent by us, and stand in our own figures too.",
        "2020-09-01", "agreed", "2020-11-17",
        "Both finance leads went through the list: none of the boats was ours. The figure stands.",
    ),
    Contested(
        "Dunmore", "2023-24 Q2", CONTRACTS, "Coastshire", "120000",
        "The rebate on the boat contract was paid to Ashdale as host. Dunmore’s own part of it was £120,000.",
        "2024-10-08",
    ),
    Contested(
        "Dunmore", "2023-24 Q4", CONTRACTS, "Coastshire", "95000",
        "The same rebate again: what reached Dunmore’s budget in this quarter was £95,000.",
        "2024-10-08",
    ),
    Contested(
        "Coastshire", "2024-25 Q2", "Mutual aid not bought in", "Ashdale", "",
        "Priced at the rates of 2014. We hold it to be too high, and are working out by how much.",
        "2025-11-20",
    ),
)  # fmt: skip
