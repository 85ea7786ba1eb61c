"""Disputes in words, for every page that shows a figure: both amounts, who holds which, why, and how it ended."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from govtrack.analytics.kinds import Counted, Kind, Settled
from govtrack.analytics.record import YEAR
from govtrack.analytics.words import counted, listed
from govtrack.store import disputes
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.store.disputes import Dispute
from govtrack.store.ledger import Figure
from govtrack.store.measures import POUNDS, Measure, measure_named
from govtrack.web import formats
from govtrack.web.access import scope, sees
from govtrack.web.figures import Said, said

ENDINGS = {
    Settled.AGREED: "Settled by agreement",
    Settled.DECIDED: "Settled by a decision",
    Settled.WITHDRAWN: "Withdrawn",
}


class Told(NamedTuple):
    """One dispute as a page shows it; `ending` is empty while it stands."""

    dispute: Dispute
    figure: Said
    own: str
    """What the partner says instead; empty where it has no figure of its own."""
    opened: str
    ending: str
    may_settle: bool

    @property
    def stands(self) -> bool:
        return not self.ending and self.figure.stands


def told(rows: Sequence[Dispute], person: Any) -> list[Told]:
    """Disputes in words, in their order, of the figures that a person sees."""
    figures = said(sorted({one.figure for one in rows}))
    return [_told(one, figures[one.figure], person) for one in rows if sees(person, figures[one.figure].legs[0])]


def _told(row: Dispute, figure: Said, person: Any) -> Told:
    ending = f"{ENDINGS[Settled(row.how)]} on {formats.day(row.settled)}" if row.how else ""
    own = formats.amount(row.amount, figure.measure)
    return Told(row, figure, own, formats.day(row.opened), ending, not row.how and may_settle(person, row))


def of_figure(figure: Figure, person: Any) -> list[Told]:
    """Every dispute of one figure."""
    return told(disputes.of_figure(figure.figure), person)


def says(row: Dispute, measure: Any) -> str:
    """What a partner says of a figure, in a few words: “Dunmore says £1,200.00”."""
    own = formats.amount(row.amount, measure)
    return f"{row.partner.short_name} says {own}" if own else f"disputed by {row.partner.short_name}"


def disputing(person: Any, figure: Figure) -> list[int]:
    """The organisations in whose name a person may dispute a figure: those they record or approve for."""
    members = {spell.partner_id for spell in memberships_in([figure.collaboration_id])}
    return sorted(scope(person, "dispute figures").organisations & members)


def may_withdraw(person: Any, row: Dispute) -> bool:
    """Whether a person speaks for the partner that disputes: it alone gives a dispute up, or says it is agreed."""
    return row.partner_id in scope(person, "dispute figures").organisations


def may_settle(person: Any, row: Dispute) -> bool:
    """Whether a person may end a dispute in some way; who keeps the collaboration, only by a decision."""
    reach = scope(person, "settle disputes")
    return may_withdraw(person, row) or reach.everything or row.collaboration_id in reach.collaborations


class Resting(NamedTuple):
    """Which figures a page rests on: in pounds, claimed or verified, of some kinds, in years by their first months."""

    kinds: tuple[Kind, ...]
    years: Collection[int]

    def on(self, figure: Figure, pounds: Measure) -> bool:
        """Whether a figure is among them; one of several years is, where any of those is."""
        return (
            figure.measure_id == pounds.id
            and figure.kind in self.kinds
            and figure.status in Counted.CLAIMED_AND_VERIFIED.statuses
            and any(figure.starts < year + YEAR and year < figure.starts + figure.months for year in self.years)
        )


def in_a_sentence(
    together: Collaboration, person: Any, *, resting: Resting | None = None, on: date | None = None
) -> str:
    """Who disputes how many figures of a collaboration, of those that a person sees; empty for none.

    `resting` keeps to the figures that a page rests on, `on` to what was disputed at the end of a day.
    """
    pounds = measure_named(POUNDS)
    return sentence(
        [
            one.dispute
            for one in disputes.standing_in([together.id], on=on)
            if sees(person, one.legs[0]) and (resting is None or (pounds and resting.on(one.legs[0], pounds)))
        ]
    )


def sentence(rows: Sequence[Dispute]) -> str:
    """“Dunmore disputes 2 figures, and Ashdale 1.”; empty for none."""
    names = dict.fromkeys(one.partner.short_name for one in rows)
    counts = {name: sum(one.partner.short_name == name for one in rows) for name in names}
    if not counts:
        return ""
    first, *others = [
        f"{name} disputes {counted(count, 'figure')}" if at == 0 else f"{name} {count}"
        for at, (name, count) in enumerate(counts.items())
    ]
    return f"{listed([first, *others])}."
