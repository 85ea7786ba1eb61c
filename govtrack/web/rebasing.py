"""The decisions for which limits of ordinary variation may be set anew, and in which words they are given as reason."""

from govtrack.analytics.rebasing import Rebase
from govtrack.store.decisions import Decision
from govtrack.web.formats import day

YEAR = 12


def because(decision: Decision) -> Rebase | None:
    """A decision as a reason, from the first month that lies whole after it; None where its month is not known."""
    known = [int(part) for part in decision.decided.split("-") if part]
    if len(known) < len(("year", "month")):
        return None
    year, month, *of_month = known
    first = year * YEAR + month - 1
    return Rebase(first if of_month == [1] else first + 1, named(decision))


def named(decision: Decision) -> str:
    """A decision in one line: what, by whom, under which reference, when."""
    return f"{decision.title} ({decision.body.short_name}, {decision.reference}, {day(decision.decided)})"
