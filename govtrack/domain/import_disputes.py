"""Taking in disputes: each about a figure that stands, those that ended with how and when."""

from collections.abc import Iterable

from govtrack.analytics.kinds import Settled
from govtrack.domain import disputes, outgoing
from govtrack.domain.incoming import Known, Row
from govtrack.domain.naming_figures import Figures, read_amount
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, take_each
from govtrack.store import disputes as dispute_store
from govtrack.store.decisions import Decision, decision_of
from govtrack.store.disputes import Dispute


def take_disputes(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per dispute, known by its figure, its partner and what it says."""
    figures = Figures(work)

    def take(row: Row) -> bool:
        partner = work.names.organisations.named(row.texts["disputed_by"], field="disputed_by")
        measure = figures.measure(row)
        alike = figures.alike(row)
        there = [one for leg in alike for one in dispute_store.of_figure(leg.figure) if one.partner_id == partner.id]
        if any(_same(row, one, measure.decimals) for one in there):
            return False
        figure = figures.named(row, but=[one.figure for one in there if not one.how])
        own = read_amount(row.texts["own_amount"], measure, field="own_amount") if row.texts["own_amount"] else None
        made = disputes.dispute(
            figure.line, partner, reason=row.texts["reason"], amount=own, source=row.texts["source"],
            opened=row.values.get("opened"), by=work.by,
        )  # fmt: skip
        if row.texts["how"]:
            decision = _decision(row.texts["decision"], work) if row.texts["decision"] else None
            disputes.settle(
                made, str(Settled(row.values["how"])), words=row.texts["words"], decision=decision,
                settled=row.values.get("settled"), by=work.by,
            )  # fmt: skip
        return True

    return take_each(known, rows, work, take)


def _same(row: Row, there: Dispute, decimals: int) -> bool:
    """Whether a row repeats a dispute: blank cells say nothing of it."""
    kept = outgoing.dispute((), there, decimals=decimals)
    names = ("disputed_by", "own_amount", "reason", "source", "opened", "how", "settled", "words", "decision")
    said = dict(zip(names, kept, strict=True))
    return all(not row.texts[name] or row.texts[name] == said[name] for name in names[2:])


def _decision(text: str, work: Work) -> Decision:
    body, _, reference = text.partition(":")
    organisation = work.names.organisations.get(body)
    found = decision_of(organisation.id, reference.strip()) if organisation else None
    if found is None:
        raise Refused("There is no such decision: write it as “body: reference”.", field="decision")
    return found
