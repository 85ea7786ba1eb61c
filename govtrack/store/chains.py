"""One agreement, many decisions: which bodies have decided on it, which are awaited, how long it took."""

from datetime import date
from typing import NamedTuple

from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Agreement, partners_on
from govtrack.store.decisions import Decision
from govtrack.store.notices import deciding_on


class Chain(NamedTuple):
    """The bodies' decisions on one agreement, in the order they were taken, and the partners that are awaited."""

    agreement: Agreement
    taken: list[Decision]
    awaited: list[Organisation]

    @property
    def days(self) -> int | None:
        """From the first decision to the last, where both days are known whole."""
        known = [date.fromisoformat(one.decided) for one in self.taken if len(one.decided) == len("2014-03-27")]
        return (max(known) - min(known)).days if len(known) > 1 else None


def chain_of(agreement: Agreement, *, today: date) -> Chain:
    """Who decided on an agreement. Awaited are the partners of the day it was signed, or of today while it is not."""
    taken = list(deciding_on([agreement.id]))
    whole = len(agreement.signed) == len("2014-03-27")
    partners = partners_on(agreement.collaboration_id, date.fromisoformat(agreement.signed) if whole else today)
    decided = {one.body_id for one in taken}
    return Chain(agreement, taken, [one for one in partners if one.id not in decided])
