"""What a nil return puts into the ledger: nought on both sides, since blank would mean that nothing is known."""

from typing import Any

from govtrack.analytics.kinds import Basis, Category, Kind, Nature, Provenance, Status
from govtrack.analytics.periods import Period
from govtrack.domain import ledger
from govtrack.domain.checks import Entry
from govtrack.domain.refusals import Refused
from govtrack.domain.shutting import HAPPENED
from govtrack.store import ledger as lines
from govtrack.store import measures
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration

NOTE = "Nil return: nothing this period"
TOOK_BACK = "The nil return was taken back"


def record(together: Collaboration, partner: Organisation, period: Period, *, by: Any) -> None:
    """Record nought put in and nought had back, in pounds and in whatever else the collaboration adds up."""
    standing = lines.stating(together.id, starts=period.starts, months=period.months, partner_id=partner.id)
    if any(figure.status in HAPPENED for figure in standing):
        raise Refused("Figures are recorded for this period, which a nil return would contradict: withdraw them first.")
    used = set(lines.measures_in(together.id))
    counted = [one for one in measures.measures() if one.money or (one.id in used and one.nature == Nature.FLOW)]
    entries = [_nought(together, partner, period, one.id, *_place(money=one.money)) for one in counted]
    entries += [
        _nought(together, partner, period, one.id, Kind.CONTRIBUTION, Category.CASH) for one in counted if one.money
    ]
    ledger.record(entries, by=by)


def _place(*, money: bool) -> tuple[Kind, Category]:
    return Kind.BENEFIT, Category.CASHABLE_SAVING if money else Category.OPERATIONAL_OUTCOME


def _nought(
    together: Collaboration, partner: Organisation, period: Period, measure_id: int, kind: Kind, category: Category
) -> Entry:
    return Entry(
        together.id, partner.id, measure_id, int(Status.CLAIMED), *period, int(kind), int(category),
        int(Basis.COUNTED), int(Provenance.RECORDED), 0, note=NOTE,
    )  # fmt: skip


def withdraw(together: Collaboration, partner: Organisation, period: Period, *, by: Any) -> None:
    """Take the noughts of a nil return back, so that the period is blank again."""
    standing = lines.stating(together.id, starts=period.starts, months=period.months, partner_id=partner.id)
    for figure in standing:
        if figure.note == NOTE and figure.amount == 0:
            ledger.withdraw(figure.line, reason=TOOK_BACK, by=by)
