"""Files in: what they would add is worked out by adding it, and is kept only when it is wanted and without fault."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from govtrack.domain import ledger
from govtrack.domain.batches import keep_batch
from govtrack.domain.checks import Entry
from govtrack.domain.contradictions import refuse_contradictions
from govtrack.domain.formats import SHEETS
from govtrack.domain.import_alone import coalition_costs, standalone_costs
from govtrack.domain.import_bodies import former_names, offices, organisations, successions, take_measures
from govtrack.domain.import_cases import business_cases
from govtrack.domain.import_claims import take_claims, take_evidence
from govtrack.domain.import_collaborations import agreements, memberships, take_collaborations
from govtrack.domain.import_decisions import take_decisions
from govtrack.domain.import_disputes import take_disputes
from govtrack.domain.import_documents import take_documents
from govtrack.domain.import_drivers import apportionments, driver_values, take_drivers
from govtrack.domain.import_engagements import take_engagements
from govtrack.domain.import_ledger import LedgerTaking
from govtrack.domain.import_notices import (
    decision_addenda,
    decision_links,
    decision_parts,
    decision_withholdings,
    publication_limits,
    template_headings,
)
from govtrack.domain.import_plans import take_plans
from govtrack.domain.import_positions import decision_subjects, take_positions, voting_rules
from govtrack.domain.import_prices import deflators, discount_rates
from govtrack.domain.import_returns import reporting_periods, return_acts
from govtrack.domain.import_reviews import decision_reviews, expectations, review_days, take_lessons
from govtrack.domain.import_rules import share_rules
from govtrack.domain.import_shared import take_shared_results
from govtrack.domain.incoming import Fault, Faults, Known, Row, recognised, rows
from govtrack.domain.taking import ALL, Count, Rights, Work
from govtrack.domain.totalling import Totalled, totals
from govtrack.papers.rows import Sheet
from govtrack.store.db import begin_writing, db

Take = Callable[[Known, Iterable[Row], Work], Count]
TAKES: dict[str, Take] = {
    "organisations": organisations,
    "offices": offices,
    "former_names": former_names,
    "successions": successions,
    "collaborations": take_collaborations,
    "memberships": memberships,
    "agreements": agreements,
    "measures": take_measures,
    "drivers": take_drivers,
    "driver_values": driver_values,
    "share_rules": share_rules,
    "apportionments": apportionments,
    "standalone_costs": standalone_costs,
    "coalition_costs": coalition_costs,
    "decisions": take_decisions,
    "decision_parts": decision_parts,
    "decision_links": decision_links,
    "decision_addenda": decision_addenda,
    "documents": take_documents,
    "expectations": expectations,
    "review_days": review_days,
    "decision_reviews": decision_reviews,
    "voting_rules": voting_rules,
    "positions": take_positions,
    "decision_subjects": decision_subjects,
    "lessons": take_lessons,
    "decision_withholdings": decision_withholdings,
    "engagements": take_engagements,
    "plans": take_plans,
    "template_headings": template_headings,
    "publication_limits": publication_limits,
    "shared_results": take_shared_results,
    "disputes": take_disputes,
    "claims": take_claims,
    "evidence": take_evidence,
    "deflators": deflators,
    "discount_rates": discount_rates,
    "reporting_periods": reporting_periods,
    "return_acts": return_acts,
    "business_cases": business_cases,
}
ABOUT_FIGURES = {"shared_results", "disputes", "claims", "evidence"}
"""The sheets whose rows are about figures of the ledger: those of the same files must be written first."""
LEDGER = "ledger"
ORDER = [sheet.name for sheet in SHEETS]


class Plan(NamedTuple):
    """What files would add, or did add: rows by sheet, totals of the figures, and every fault up to a hundred."""

    counts: tuple[Count, ...]
    totals: tuple[Totalled, ...]
    summed: bool
    """Whether the totals are added up by collaboration, because there are too many partners and periods to list."""
    faults: tuple[Fault, ...]
    fault_count: int

    @property
    def new(self) -> int:
        return sum(count.new for count in self.counts)

    @property
    def there(self) -> int:
        return sum(count.there for count in self.counts)

    @property
    def mark(self) -> str:
        """What tells this plan from any other: carried from a preview to its carrying out."""
        return hashlib.sha256(orjson.dumps([self.counts, self.totals, self.faults], default=tuple)).hexdigest()


class Faulty(Exception):
    """The files have faults, or would no longer do what their preview said: nothing of them is kept."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{plan.fault_count} faults")
        self.plan = plan


def preview(sheets: Sequence[Sheet], *, by: Any, rights: Rights = ALL) -> Plan:
    """What files would add, or what is wrong with them. Nothing is kept; what the session held is let go of."""
    db.session.rollback()
    try:
        if any(sheet.name != LEDGER for sheet in sheets):
            begin_writing()
        return _taken(sheets, by=by, rights=rights, keep=False)
    finally:
        db.session.rollback()


def carry_out(sheets: Sequence[Sheet], *, by: Any, rights: Rights = ALL, mark: str = "", name: str = "") -> Plan:
    """Add what files hold, inside the caller's transaction; Faulty where they have a fault, and nothing may be kept.

    With the mark of a preview, Faulty too when the register has changed so that something else would be added.
    What is added is one batch under a name.
    """
    plan = _taken(sheets, by=by, rights=rights, keep=True)
    if plan.fault_count or (mark and mark != plan.mark):
        raise Faulty(plan)
    keep_batch(plan.counts, name=name, by=by)
    return plan


def _taken(sheets: Sequence[Sheet], *, by: Any, rights: Rights, keep: bool) -> Plan:
    faults = Faults()
    known = [one for one in (recognised(sheet, faults) for sheet in sheets) if one is not None]
    known.sort(key=lambda one: ORDER.index(one.form.name))
    refuse_contradictions(known, faults)
    work = Work(by=by, rights=rights, faults=faults)
    figures: LedgerTaking | None = None
    counts: list[Count] = []
    keep = keep or any(one.form.name in ABOUT_FIGURES for one in known)
    for one in known:
        if rights.sheets is not None and one.form.name not in rights.sheets:
            if any(number > 1 and any(cells) for number, cells in one.sheet.rows()):
                sentence = f"You may not import {one.form.name}: leave this sheet out, or ask who may."
                faults.add(one.sheet, 1, "", "", sentence)
        elif one.form.name == LEDGER:
            figures = figures or LedgerTaking(work)
            _pour(figures.entries(one), by=by, file=one.sheet.file, keep=keep)
            counts.append(Count(LEDGER, one.sheet.file, figures.new, figures.there))
        elif one.form.name not in ABOUT_FIGURES or not faults.count:
            counts.append(TAKES[one.form.name](one, rows(one, faults), work))
    if figures is None:
        return Plan(tuple(counts), (), False, tuple(faults.kept), faults.count)
    figures.look_back()
    listed, summed = totals(figures.pages, figures.measures, work.names)
    return Plan(tuple(counts), tuple(listed), summed, tuple(faults.kept), faults.count)


def _pour(entries: Iterator[Entry], *, by: Any, file: str, keep: bool) -> None:
    if keep:
        ledger.pour(entries, by=by, file=file)
    for _ in entries:
        """What is only looked at is read to its end all the same."""
