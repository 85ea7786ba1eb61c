"""Who may read the changes of a record: whoever may read the record; what may not be read is not there (404)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import abort
from flask_security import current_user

from govtrack.store import ledger
from govtrack.store.alone import StandaloneCost
from govtrack.store.apportionments import ApportionedPart, Apportionment
from govtrack.store.awaiting import PublicationLimit
from govtrack.store.bodies import FormerName, Office, Organisation, Succession, Term
from govtrack.store.cases import BusinessCase, CaseLine
from govtrack.store.claims import Claim, Evidence
from govtrack.store.collaborations import Agreement, Collaboration, Membership
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.disputes import Dispute
from govtrack.store.documents import Document
from govtrack.store.drivers import Driver, DriverValue
from govtrack.store.engagements import EngagedGroup, Engagement
from govtrack.store.imports import ImportBatch
from govtrack.store.ledger import LedgerBatch
from govtrack.store.lessons import Lesson
from govtrack.store.measures import Measure
from govtrack.store.people import Grant, User
from govtrack.store.plans import Plan
from govtrack.store.positions import DecisionSubject, Position, Proposal, VotingRule
from govtrack.store.prices import Deflator, DeflatorRelease, DiscountRate, RateTable
from govtrack.store.returns import ReportingPeriod, ReturnAct
from govtrack.store.reviews import Expectation, Review, ReviewDay
from govtrack.store.rules import ShareDriver, SharePart, ShareRule
from govtrack.store.studies import CoalitionCost, CoalitionStudy, StudyPartner
from govtrack.store.withholdings import Withholding
from govtrack.web.access import (
    allowed,
    apportionment_or_404,
    collaboration_or_404,
    decision_or_404,
    driver_or_404,
    organisation_or_404,
    sees_until,
)

LARGEST = 2**31 - 1
Readable = Callable[[Any], date | None]


def whose(record: str, number: int) -> date | None:
    """The last day whose changes a reader may see, None for no end; 404 for a record that may not be read."""
    table, readable = GUARDS.get(record, (None, None))
    row = db.session.get(table, number) if table is not None and number <= LARGEST else None
    if row is None or readable is None:
        abort(404)
    return readable(row)


def _together(collaboration_id: int) -> date | None:
    row = db.session.get_one(Collaboration, collaboration_id)
    return sees_until(current_user, collaboration_or_404(row.short_name))


def _body(*bodies: Organisation) -> None:
    for body in bodies:
        organisation_or_404(body.short_name)


def _person(person_id: int) -> None:
    reader: Any = current_user
    if person_id != reader.id and not allowed(current_user, "manage people"):
        abort(404)


def _decision(row: Decision) -> None:
    decision_or_404(row.id)


def _document(row: Document) -> None:
    if row.decision is not None:
        _decision(row.decision)
    elif row.agreement is not None:
        _together(row.agreement.collaboration_id)


def _plan(row: Plan) -> None:
    """What an announced one said before it was announced is its office's, and so are its changes."""
    if not allowed(current_user, "publish decisions", organisation_id=row.body_id):
        abort(404)


def _decision_numbered(number: int) -> None:
    decision_or_404(number)


def _lesson(row: Lesson) -> None:
    """A lesson that is shared is everybody's; others are for their body and the partners of their collaboration."""
    within = allowed(current_user, "read decisions", organisation_id=row.body_id) or (
        row.collaboration_id is not None
        and allowed(current_user, "read collaborations", collaboration_id=row.collaboration_id)
    )
    if not within and not (row.shared and row.taken_back is None):
        abort(404)


def _batch(row: LedgerBatch) -> date | None:
    """Figures entered by hand are about one collaboration; those of a file may be about any."""
    about = None if row.file else ledger.collaboration_of(row.id)
    if about is not None:
        return _together(about)
    _person(row.person_id or 0)
    return None


def _anybody(_row: object) -> None:
    """Measures and prices are common to the whole register."""


def _driver(row: Driver) -> date | None:
    """A common driver is known to everybody; a collaboration's own to who may read that."""
    driver_or_404(row.id)
    return None if row.collaboration_id is None else _together(row.collaboration_id)


def _driver_value(row: DriverValue) -> date | None:
    if row.driver.collaboration_id is None:
        _body(row.organisation)
    return _driver(row.driver)


def _apportionment(row: Apportionment) -> date | None:
    apportionment_or_404(row.collaboration.short_name, row.id)
    return _together(row.collaboration_id)


GUARDS: dict[str, tuple[type[Any], Readable]] = {
    "organisations": (Organisation, _body),
    "offices": (Office, lambda row: _body(row.organisation)),
    "terms": (Term, lambda row: _body(row.office.organisation)),
    "former_names": (FormerName, lambda row: _body(row.organisation)),
    "successions": (Succession, lambda row: _body(row.old, row.new)),
    "collaborations": (Collaboration, lambda row: _together(row.id)),
    "memberships": (Membership, lambda row: _together(row.collaboration_id)),
    "agreements": (Agreement, lambda row: _together(row.collaboration_id)),
    "share_rules": (ShareRule, lambda row: _together(row.collaboration_id)),
    "share_parts": (SharePart, lambda row: _together(row.rule.collaboration_id)),
    "share_drivers": (ShareDriver, lambda row: _together(row.rule.collaboration_id)),
    "drivers": (Driver, _driver),
    "driver_values": (DriverValue, _driver_value),
    "apportionments": (Apportionment, _apportionment),
    "apportioned_parts": (ApportionedPart, lambda row: _apportionment(row.apportionment)),
    "standalone_costs": (StandaloneCost, lambda row: _together(row.collaboration_id)),
    "coalition_studies": (CoalitionStudy, lambda row: _together(row.collaboration_id)),
    "study_partners": (StudyPartner, lambda row: _together(row.study.collaboration_id)),
    "coalition_costs": (CoalitionCost, lambda row: _together(row.study.collaboration_id)),
    "reporting_periods": (ReportingPeriod, lambda row: _together(row.collaboration_id)),
    "return_acts": (ReturnAct, lambda row: _together(row.period.collaboration_id)),
    "decisions": (Decision, _decision),
    "decision_withholdings": (Withholding, lambda row: _decision_numbered(row.decision_id)),
    "publication_limits": (PublicationLimit, lambda row: _body(db.session.get_one(Organisation, row.body_id))),
    "claims": (Claim, lambda row: _together(row.collaboration_id)),
    "documents": (Document, _document),
    "expectations": (Expectation, lambda row: _decision(row.decision)),
    "review_days": (ReviewDay, lambda row: _decision(row.decision)),
    "decision_reviews": (Review, lambda row: _decision(row.decision)),
    "lessons": (Lesson, _lesson),
    "engagements": (Engagement, lambda row: _decision(row.decision)),
    "engaged_groups": (EngagedGroup, lambda row: _decision(row.engagement.decision)),
    "plans": (Plan, _plan),
    "positions": (Position, lambda row: _decision(row.decision)),
    "decision_subjects": (DecisionSubject, lambda row: _decision(row.decision)),
    "proposals": (Proposal, lambda row: _decision(row.decision)),
    "voting_rules": (VotingRule, lambda row: _together(row.collaboration_id)),
    "evidence": (Evidence, lambda row: _together(row.collaboration_id)),
    "disputes": (Dispute, lambda row: _together(row.collaboration_id)),
    "measures": (Measure, _anybody),
    "business_cases": (BusinessCase, lambda row: _together(row.collaboration_id)),
    "business_case_lines": (CaseLine, lambda row: _together(row.case.collaboration_id)),
    "deflator_releases": (DeflatorRelease, _anybody),
    "deflators": (Deflator, _anybody),
    "discount_tables": (RateTable, _anybody),
    "discount_rates": (DiscountRate, _anybody),
    "ledger_batches": (LedgerBatch, _batch),
    "import_batches": (ImportBatch, lambda row: _person(row.person_id or 0)),
    "users": (User, lambda row: _person(row.id)),
    "grants": (Grant, lambda row: _person(row.person_id)),
}
