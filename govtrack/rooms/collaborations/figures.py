"""The figures that were entered last, as the rows of a table."""

from datetime import date
from typing import NamedTuple

from flask import url_for

from govtrack.analytics.kinds import Basis, Category, Kind, Provenance, Status
from govtrack.analytics.stated import month_of
from govtrack.store import bodies, cycle, disputes, ledger, measures
from govtrack.store.collaborations import Collaboration
from govtrack.store.ledger import Figure
from govtrack.store.measures import Measure
from govtrack.web import formats

JOINT = "Joint"


class FigureRow(NamedTuple):
    """One figure in words. `restated` says whether it stands in the place of an earlier one."""

    address: str
    period: str
    partner: str
    what: str
    amount: str
    status: str
    basis: str
    provenance: str
    restated: bool
    disputed: bool
    provisional: bool
    entered: str


def latest(together: Collaboration, until: date | None, *, most: int) -> list[FigureRow]:
    """The standing figures that were entered last, newest first."""
    found = ledger.latest(together.id, limit=most, until=None if until is None else month_of(until))
    partners = bodies.organisations_of(sorted({one.partner_id for one in found if one.partner_id}))
    names = {one.id: one.short_name for one in partners}
    units = {one.id: one for one in measures.measures()}
    numbers = [one.figure for one in found]
    restated, disputed = ledger.taken_back_once(numbers), disputes.open_on(numbers)
    loose = cycle.provisional_months([together.id]).get(together.id, {})
    return [
        _row(
            together,
            one,
            names.get(one.partner_id or 0, JOINT),
            units[one.measure_id],
            restated=one.figure in restated,
            disputed=one.figure in disputed,
            provisional=cycle.may_change(one, loose),
        )
        for one in found
    ]


def _row(
    together: Collaboration,
    figure: Figure,
    partner: str,
    unit: Measure,
    *,
    restated: bool,
    disputed: bool,
    provisional: bool,
) -> FigureRow:
    what = f"{Kind(figure.kind).word}, {Category(figure.category).word}"
    return FigureRow(
        url_for("ledger.figure", line=figure.line),
        formats.period((figure.starts, figure.months), calendar=together.calendar),
        partner,
        what if unit.money else f"{what}, {unit.name}",
        formats.amount(figure.amount, unit),
        Status(figure.status).word,
        Basis(figure.basis).word,
        Provenance(figure.provenance).word,
        restated,
        disputed,
        provisional,
        f"{formats.day(date.fromordinal(figure.day))}, {figure.person}",
    )
