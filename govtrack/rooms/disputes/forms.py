"""What disputing a figure asks, and what settling a dispute does."""

from collections.abc import Sequence
from typing import Any

from govtrack.analytics.kinds import Settled
from govtrack.store.bodies import Organisation
from govtrack.store.decisions import Decision
from govtrack.store.disputes import Dispute
from govtrack.store.measures import Measure
from govtrack.web.fields import Amount, Line, OneOf, OneOfRadios, Paragraphs, SelectChoice
from govtrack.web.forms import Form
from govtrack.web.versions import VersionedForm

WAYS = {
    Settled.AGREED: ("By agreement", "both sides say the same now: put in words what was agreed"),
    Settled.DECIDED: ("By a decision", "a board, a body or an arbiter decided it: choose the decision"),
    Settled.WITHDRAWN: ("Withdrawn", "you no longer dispute it: say why"),
}


class DisputeForm(Form):
    """In whose name, why, and what the figure should be if that is known."""

    partner = OneOf("In whose name", missing="Choose the partner that disputes it.")
    reason = Paragraphs("Why is it disputed?", longest=1000, missing="Say why: the reason is kept for good.")
    amount = Amount("Your own figure")
    source = Line("Source", longest=1000)

    def __init__(self, partners: Sequence[Organisation], measure: Measure, **more: Any) -> None:
        super().__init__(**more)
        self.partner.choices = [SelectChoice(one.short_name) for one in partners]
        if len(partners) == 1:
            self.partner.data = self.partner.data or partners[0].short_name
        self.amount.measured(decimals=measure.decimals, money=measure.money, unit="" if measure.money else measure.unit)


class SettleForm(VersionedForm):
    """How a dispute ended; the ways that are not a person's to take are not offered."""

    how = OneOfRadios("How is it settled?", missing="Choose how it is settled.")
    words = Paragraphs("In words", longest=4000)
    decision = OneOf("The decision", coerce=int)

    def __init__(self, row: Dispute, decisions: Sequence[Decision], *, own: bool, saved: bool = False) -> None:
        """`own`: whether the person speaks for the partner that disputes. `saved`: filled from the record alone."""
        kept = {"how": row.how, "words": row.words, "decision": row.decision_id} if saved else {}
        filled = {"formdata": None} if saved else {}
        super().__init__(**filled, data={**kept, "version": row.version})
        ways = WAYS if own else {Settled.DECIDED: WAYS[Settled.DECIDED]}
        self.how.choices = [SelectChoice(str(one), name, {"hint": hint}) for one, (name, hint) in ways.items()]
        self.decision.choices = [
            SelectChoice("", "None"),
            *(SelectChoice(str(one.id), f"{one.reference}: {one.title}", {}) for one in decisions),
        ]
