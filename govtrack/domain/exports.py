"""Files out: every row a person may read, in one order, in the format that the import reads back unchanged."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from govtrack.analytics.kinds import Kind
from govtrack.analytics.register import Heading
from govtrack.analytics.stated import first_day, year_period
from govtrack.domain import formats, outgoing
from govtrack.domain.naming_figures import naming_leg
from govtrack.domain.outgoing import Cells
from govtrack.papers.cells import tame
from govtrack.store import (
    alone,
    apportionments,
    awaiting,
    bodies,
    cases,
    claims,
    collaborations,
    decisions,
    disputes,
    documents,
    drivers,
    engagements,
    ledger,
    lessons,
    measures,
    notices,
    plans,
    positions,
    prices,
    returns,
    reviews,
    rules,
    shared,
    studies,
    withholdings,
)
from govtrack.store.bodies import Organisation
from govtrack.store.claims import Claim, Evidence
from govtrack.store.collaborations import Agreement, Collaboration
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.disputes import Dispute
from govtrack.store.drivers import Driver
from govtrack.store.ledger import Figure
from govtrack.store.names import key_of
from govtrack.store.notices import DecisionLink
from govtrack.store.returns import ReportingPeriod

Thing = TypeVar("Thing", Claim, Dispute, Evidence)


class Readable(NamedTuple):
    """What a person may read; None for a list means all. A former partner reads figures up to the day it left."""

    collaborations: Sequence[int] | None = None
    bodies: Sequence[int] | None = None
    until: Mapping[int, date] = {}

    @property
    def everything(self) -> bool:
        return self.collaborations is None


ALL = Readable()


class Exported(NamedTuple):
    """One sheet on its way out: its form, and its rows, read as they are asked for."""

    form: formats.Sheet
    rows: Iterator[Cells]


def export(may: Readable = ALL) -> Iterator[Exported]:
    """Every sheet of the format with the rows that may be read, texts made harmless for spreadsheets."""
    chosen = _Chosen(may)
    for form in formats.SHEETS:
        yield Exported(form, (_tamed(form, row) for row in ROWS[form.name](chosen)))


def _tamed(form: formats.Sheet, row: Cells) -> Cells:
    """Numbers stay numbers, a minus sign before them included."""
    return tuple(cell if column.number else tame(cell) for column, cell in zip(form.columns, row, strict=True))


class _Chosen:
    """The records that an export is about, in its order."""

    def __init__(self, may: Readable) -> None:
        self.may = may
        found = collaborations.collaborations_of(may.collaborations)
        self.collaborations = sorted(found, key=lambda one: one.short_key)
        self.names = {one.id: one.short_name for one in self.collaborations}
        self.ids = [one.id for one in self.collaborations]
        self.decisions = self._decisions()
        self.organisations = self._organisations()
        self.measures = {one.id: one for one in measures.measures()}

    def sees(self, collaboration_id: int, month: int) -> bool:
        """Whether the reader may know of a period of a collaboration that begins in some month."""
        until = self.may.until.get(collaboration_id)
        return until is None or first_day(month) <= until

    def _decisions(self) -> list[Decision]:
        bodies_read = self.may.bodies if self.may.bodies is not None or self.may.everything else []
        query = decisions.decisions(
            body_ids=bodies_read, collaboration_ids=self.may.collaborations, until=self.may.until
        )
        return sorted(db.session.scalars(query), key=lambda one: (one.body.short_key, one.decided, one.reference_key))

    def periods(self) -> list[ReportingPeriod]:
        """The reporting periods, those that began after a former partner left taken out."""
        ends = self.may.until
        found = [
            one
            for one in returns.periods_in(self.ids)
            if first_day(one.starts) <= ends.get(one.collaboration_id, date.max)
        ]
        return sorted(found, key=lambda one: (one.collaboration.short_key, one.starts))

    def _organisations(self) -> list[Organisation]:
        found = bodies.organisations_and_their_past()
        if not self.may.everything:
            named = {spell.partner_id for spell in collaborations.memberships_in(self.ids)}
            named |= {one.body_id for one in self.decisions} | set(self.may.bodies or ())
            found = [one for one in found if one.id in named]
        return sorted(found, key=lambda one: one.short_key)


def _organisations(chosen: _Chosen) -> Iterator[Cells]:
    return map(outgoing.organisation, chosen.organisations)


def _offices(chosen: _Chosen) -> Iterator[Cells]:
    for area in chosen.organisations:
        for office in sorted(area.offices, key=lambda one: (one.starts, key_of(one.name), one.kind, one.id)):
            yield outgoing.office(office)
            for term in sorted(office.terms, key=lambda one: (one.starts, key_of(one.holder), one.id)):
                yield outgoing.term(term)


def _former_names(chosen: _Chosen) -> Iterator[Cells]:
    return (outgoing.former_name(one) for area in chosen.organisations for one in area.former_names)


def _successions(chosen: _Chosen) -> Iterator[Cells]:
    there = {one.id for one in chosen.organisations}
    found = [one for one in bodies.successions() if one.old_id in there and one.new_id in there]
    found.sort(key=lambda one: (one.old.short_key, one.on, one.new.short_key, one.kind))
    return map(outgoing.succession, found)


def _collaborations(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.collaborations:
        yield outgoing.collaboration(one, reforms=chosen.names.get(one.reforms_id or 0, ""))


def _memberships(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.collaborations:
        spells = sorted(
            one.memberships, key=lambda spell: (spell.joined or date.min, spell.partner.short_key, spell.id)
        )
        yield from map(outgoing.membership, spells)


def _agreements(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.collaborations:
        yield from map(outgoing.agreement, _signed_order(one))


def _signed_order(one: Collaboration) -> list[Agreement]:
    return sorted(one.agreements, key=lambda row: (row.signed, key_of(row.title)))


def _measures(chosen: _Chosen) -> Iterator[Cells]:
    return map(outgoing.measure, sorted(chosen.measures.values(), key=lambda one: (not one.money, one.key)))


def _drivers(chosen: _Chosen) -> Iterator[Cells]:
    yield from map(outgoing.driver, sorted(drivers.drivers(chosen.may.collaborations), key=_driver_order))


def _driver_order(driver: Driver) -> tuple[str, str]:
    return driver.key, driver.collaboration.short_key if driver.collaboration else ""


def _driver_values(chosen: _Chosen) -> Iterator[Cells]:
    there = {one.id: one for one in sorted(drivers.drivers(chosen.may.collaborations), key=_driver_order)}
    order = {number: place for place, number in enumerate(there)}
    known = None if chosen.may.everything else [one.id for one in chosen.organisations]
    found = drivers.values(list(there), organisation_ids=known).values()
    for one in sorted(found, key=lambda one: (order[one.driver_id], one.organisation.short_key, one.year)):
        until = chosen.may.until.get(one.driver.collaboration_id or 0)
        if until is None or first_day(year_period(one.year).starts) <= until:
            yield outgoing.driver_value(one)


def _apportionments(chosen: _Chosen) -> Iterator[Cells]:
    """Numbered as they go out, so that an export does not depend on the numbers of the register."""
    numbers: dict[int, int] = {}
    for together in chosen.collaborations:
        until = chosen.may.until.get(together.id)
        for row in reversed(apportionments.apportionments_of(together.id)):
            if until is not None and first_day(row.starts) > until:
                continue
            numbers[row.id] = len(numbers) + 1
            for part in row.parts:
                name, _, _, *rest = outgoing.apportioned_part(row, part)
                again = numbers.get(row.again_of_id or 0)
                yield name, str(numbers[row.id]), str(again or ""), *rest


def _share_rules(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.collaborations:
        for rule in sorted(rules.rules_of(one.id), key=lambda rule: (rule.about != "cost", rule.starts)):
            for part in rule.parts:
                yield outgoing.share_part(rule, part, one.short_name)


def _ledger(chosen: _Chosen) -> Iterator[Cells]:
    partners = {one.id: outgoing.tidied(one.short_name)[0] for one in bodies.organisations()}
    for one in chosen.collaborations:
        row = outgoing.figure_row(one, partners, chosen.measures)
        found = ledger.figures(one.id)
        until = chosen.may.until.get(one.id)
        if until is not None:
            found = [figure for figure in found if first_day(figure.starts) <= until]
        parts = {result.figure for result in shared.shared_in([one.id])}
        yield from map(row, sorted(found, key=lambda figure: _figure_order(figure, parts)))


def _figure_order(figure: Figure, together: Collection[int] = ()) -> tuple[int, ...]:
    """By period, the legs of one transfer and the parts of a shared result together, else as they were entered."""
    legs = figure.figure if figure.kind == Kind.TRANSFER or figure.figure in together else 0
    return figure.starts, figure.months, figure.kind, legs, figure.line


class _Figures:
    """The standing figures of one collaboration as the rows that name them, by the numbers of the figures."""

    def __init__(self, chosen: _Chosen, one: Collaboration) -> None:
        partners = {one.id: outgoing.tidied(one.short_name)[0] for one in bodies.organisations()}
        self._row = outgoing.figure_row(one, partners, chosen.measures)
        self._until = chosen.may.until.get(one.id)
        self._shared = {result.figure for result in shared.shared_in([one.id])}

    def named(self, numbers: Sequence[int]) -> Iterator[tuple[int, Figure, Cells]]:
        """Those of some figures that stand and may be read, in the order of the ledger, each with its naming cells."""
        legs = ledger.legs_of(numbers)
        naming = [naming_leg(parts) for parts in legs.values()]
        for leg in sorted(naming, key=lambda figure: _figure_order(figure, self._shared)):
            if self._until is None or first_day(leg.starts) <= self._until:
                yield leg.figure, leg, named_by(self._row(leg))

    def parts(self, numbers: Sequence[int]) -> Iterator[Figure]:
        """Every part of some figures that stand and may be read, the parts of one together."""
        legs_of = ledger.legs_of(numbers)
        for legs in sorted(legs_of.values(), key=lambda legs: _figure_order(legs[0], self._shared)):
            yield from (leg for leg in legs if self._until is None or first_day(leg.starts) <= self._until)

    def cells(self, leg: Figure) -> Cells:
        """The cells that name a part."""
        return named_by(self._row(leg))


def named_by(row: Cells) -> Cells:
    """Of a row of the ledger, the cells that say which figure it is."""
    by = dict(zip(formats.LEDGER.headings, row, strict=True))
    return tuple(by[column.name] for column in formats.FIGURE)


def _about(chosen: _Chosen, rows_in: Callable[[Sequence[int]], Sequence[Thing]]) -> Iterator[tuple[Cells, Thing, int]]:
    """Rows about figures, in the order of the ledger: the cells that name the figure, the row, the decimals."""
    for one in chosen.collaborations:
        found: dict[int, list[Thing]] = {}
        for row in rows_in([one.id]):
            found.setdefault(row.figure, []).append(row)
        for number, leg, cells in _Figures(chosen, one).named(list(found)):
            for row in found[number]:
                yield cells, row, chosen.measures[leg.measure_id].decimals


def _disputes(chosen: _Chosen) -> Iterator[Cells]:
    for cells, row, decimals in _about(chosen, disputes.disputes_in):
        yield outgoing.dispute(cells, row, decimals=decimals)


def _shared_results(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.collaborations:
        results = {row.figure: row for row in shared.shared_in([one.id])}
        figures = _Figures(chosen, one)
        for leg in figures.parts(list(results)):
            row = results[leg.figure]
            percent = next((part.percent for part in row.parts if part.partner_id == leg.partner_id), "")
            yield outgoing.shared_part(figures.cells(leg), row, percent)


def _claims(chosen: _Chosen) -> Iterator[Cells]:
    for cells, row, decimals in _about(chosen, claims.claims_in):
        yield outgoing.claim(cells, row, decimals=decimals)


def _evidence(chosen: _Chosen) -> Iterator[Cells]:
    for cells, row, _decimals in _about(chosen, claims.evidence_in):
        yield outgoing.evidence(cells, row)


def _standalone_costs(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.collaborations:
        for row in alone.estimates_in([one.id]):
            if chosen.sees(one.id, row.starts):
                yield outgoing.standalone_cost(row, one)


def _coalition_costs(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.collaborations:
        for study in sorted(studies.studies_in([one.id]), key=lambda row: (row.starts, key_of(row.name))):
            if chosen.sees(one.id, study.starts):
                rows = {cost.members: cost for cost in study.costs}
                for members in studies.coalitions(len(study.partners)):
                    yield outgoing.coalition_cost(study, rows[members], one)


def _decisions(chosen: _Chosen) -> Iterator[Cells]:
    there = {one.id: one for one in chosen.decisions}
    holders: dict[str, set[int]] = {}
    for body, reference in decisions.references():
        holders.setdefault(reference, set()).add(body)
    for one in chosen.decisions:
        earlier = there.get(one.supersedes_id or 0)
        row = outgoing.decision(one, supersedes=_reference(one, earlier, holders) if earlier else "")
        yield _within(row, one, chosen)


def _within(row: Cells, one: Decision, chosen: _Chosen) -> Cells:
    """A decision's row without the names of collaborations that the reader may not know of."""
    cells = dict(zip(formats.DECISIONS.headings, row, strict=True))
    if one.collaboration_id is not None and one.collaboration_id not in chosen.names:
        cells |= {"collaboration": "", "agreement": ""}
    known = [also.collaboration.short_name for also in one.also if also.collaboration_id in chosen.names]
    return tuple((cells | {"also_about": "\n".join(known)}).values())


def _decision_parts(chosen: _Chosen) -> Iterator[Cells]:
    found = notices.parts_of([one.id for one in chosen.decisions])
    for one in chosen.decisions:
        yield from (outgoing.decision_part(one, found[one.id][name]) for name in Heading if name in found[one.id])


def _decision_links(chosen: _Chosen) -> Iterator[Cells]:
    there = {one.id for one in chosen.decisions}
    for one in chosen.decisions:
        links = [link for link in notices.links_from(one.id) if link.earlier_id in there]
        yield from (outgoing.decision_link(one, link) for link in sorted(links, key=_link_order))


def _link_order(link: DecisionLink) -> tuple[str, str, str]:
    return link.how, link.earlier.body.short_key, link.earlier.reference_key


def _addenda(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.decisions:
        yield from (outgoing.addendum(one, added) for added in notices.addenda_to(one.id))


def _documents(chosen: _Chosen) -> Iterator[Cells]:
    for decision in chosen.decisions:
        yield from map(outgoing.document, documents.appendices_of(decision.id))
    for one in chosen.collaborations:
        until = chosen.may.until.get(one.id)
        known = [row for row in _signed_order(one) if until is None or row.signed <= until.isoformat()]
        found = documents.documents_of([row.id for row in known])
        for row in known:
            yield from map(outgoing.document, found[row.id])


def _engagements(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.decisions:
        yield from map(outgoing.engagement, engagements.engagements_on(one.id))


def _withholdings(chosen: _Chosen) -> Iterator[Cells]:
    found = withholdings.withheld_of([one.id for one in chosen.decisions])
    for one in chosen.decisions:
        rows = sorted(found[one.id], key=lambda row: row.what)
        yield from (outgoing.withholding(one, row) for row in rows)


def _expectations(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.decisions:
        for said in reviews.expectations_of(one.id):
            if said.collaboration_id is None or said.collaboration_id in chosen.names:
                yield outgoing.expectation(one, said)


def _review_days(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.decisions:
        yield from (outgoing.review_day(one, day) for day in reviews.review_days_of(one.id))


def _decision_reviews(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.decisions:
        yield from (outgoing.decision_review(one, held) for held in reviews.reviews_of(one.id))


def _voting_rules(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.collaborations:
        until = chosen.may.until.get(one.id)
        found = [rule for rule in positions.voting_rules_of(one.id) if until is None or rule.starts <= until]
        yield from map(outgoing.voting_rule, found)


def _positions(chosen: _Chosen) -> Iterator[Cells]:
    known = {one.id for one in chosen.organisations}
    found = positions.positions_on([one.id for one in chosen.decisions])
    for one in chosen.decisions:
        yield from (outgoing.stance(one, row) for row in found[one.id] if row.partner_id in known)


def _decision_subjects(chosen: _Chosen) -> Iterator[Cells]:
    numbers = [one.id for one in chosen.decisions]
    found, proposals = positions.subjects_of(numbers), positions.proposals_of(numbers)
    for one in chosen.decisions:
        proposer = proposals[one.id].partner.short_name if one.id in proposals else ""
        subjects = sorted(row.subject for row in found[one.id]) or [""] * bool(proposer)
        yield from (outgoing.decision_subject(one, subject, proposer) for subject in subjects)


def _lessons(chosen: _Chosen) -> Iterator[Cells]:
    """Those of bodies that go out too, with what they come from as far as that goes out."""
    there = {one.id for one in chosen.organisations}
    taken = {one.id: one.reference for one in chosen.decisions}
    query = lessons.lessons(body_ids=chosen.may.bodies, collaboration_ids=chosen.may.collaborations, held=False)
    for one in sorted(db.session.scalars(query), key=lambda one: (one.body.short_key, one.added, one.title, one.id)):
        if one.body_id in there:
            together = chosen.names.get(one.collaboration_id or 0, "")
            yield outgoing.lesson(one, together=together, decision=taken.get(one.decision_id or 0, ""))


def _publication_limits(chosen: _Chosen) -> Iterator[Cells]:
    for body in chosen.organisations:
        limit = awaiting.limit_of(body.id)
        if limit is not None:
            yield outgoing.publication_limit(body, limit)


def _plans(chosen: _Chosen) -> Iterator[Cells]:
    """Those of bodies all of whose decisions are read; what others announced stands on their public page."""
    there = {one.id for one in chosen.organisations}
    taken = {one.id: one.reference for one in chosen.decisions}
    rows = plans.plans_of(chosen.may.bodies)
    for one in sorted(rows, key=lambda one: (one.body.short_key, one.expected, one.uid)):
        if one.body_id in there:
            together = chosen.names.get(one.collaboration_id or 0, "")
            yield outgoing.planned(one, together=together, decision=taken.get(one.decision_id or 0, ""))


def _template_headings(chosen: _Chosen) -> Iterator[Cells]:
    for body in chosen.organisations:
        yield from (outgoing.template_heading(body, one) for one in notices.chosen_headings(body.id))


def _reference(one: Decision, earlier: Decision, holders: Mapping[str, set[int]]) -> str:
    """How a decision names an earlier one so that it is found again: with its body where that is needed."""
    same = holders[earlier.reference_key]
    if earlier.body_id == one.body_id or same == {earlier.body_id}:
        return earlier.reference
    return f"{earlier.body.short_name}: {earlier.reference}"


def _deflators(_chosen: _Chosen) -> Iterator[Cells]:
    """Prices are public, and go out with whatever is shown in them; the oldest first."""
    for release in reversed(prices.releases()):
        yield from (outgoing.deflator(row, release) for row in release.rows)


def _discount_rates(_chosen: _Chosen) -> Iterator[Cells]:
    for table in reversed(prices.tables()):
        yield from (outgoing.discount_rate(band, table) for band in table.bands)


def _reporting_periods(chosen: _Chosen) -> Iterator[Cells]:
    return map(outgoing.reporting_period, chosen.periods())


def _return_acts(chosen: _Chosen) -> Iterator[Cells]:
    for one in chosen.periods():
        until = chosen.may.until.get(one.collaboration_id)
        yield from (outgoing.return_act(act) for act in one.acts if until is None or act.day <= until)


def _business_cases(chosen: _Chosen) -> Iterator[Cells]:
    """Every version, the oldest first; a former partner reads what was recorded up to the day it left."""
    for one in chosen.collaborations:
        until = chosen.may.until.get(one.id)
        found = [case for case in cases.versions_of(one.id) if until is None or case.day <= until]
        for case in sorted(found, key=lambda case: (case.key, case.edition)):
            yield from (outgoing.case_line(case, line) for line in case.lines)


ROWS: dict[str, Callable[[_Chosen], Iterator[Cells]]] = {
    "organisations": _organisations,
    "offices": _offices,
    "former_names": _former_names,
    "successions": _successions,
    "collaborations": _collaborations,
    "memberships": _memberships,
    "agreements": _agreements,
    "measures": _measures,
    "drivers": _drivers,
    "driver_values": _driver_values,
    "share_rules": _share_rules,
    "ledger": _ledger,
    "apportionments": _apportionments,
    "standalone_costs": _standalone_costs,
    "coalition_costs": _coalition_costs,
    "decisions": _decisions,
    "decision_parts": _decision_parts,
    "decision_links": _decision_links,
    "decision_addenda": _addenda,
    "documents": _documents,
    "expectations": _expectations,
    "review_days": _review_days,
    "decision_reviews": _decision_reviews,
    "voting_rules": _voting_rules,
    "positions": _positions,
    "decision_subjects": _decision_subjects,
    "lessons": _lessons,
    "decision_withholdings": _withholdings,
    "engagements": _engagements,
    "plans": _plans,
    "template_headings": _template_headings,
    "publication_limits": _publication_limits,
    "shared_results": _shared_results,
    "disputes": _disputes,
    "claims": _claims,
    "evidence": _evidence,
    "deflators": _deflators,
    "discount_rates": _discount_rates,
    "reporting_periods": _reporting_periods,
    "return_acts": _return_acts,
    "business_cases": _business_cases,
}


def of(collaboration: Collaboration) -> Readable:
    """An export of one collaboration alone."""
    return Readable(collaborations=[collaboration.id], bodies=[])
