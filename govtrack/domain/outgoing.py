"""Records as rows of the format, each cell the text that reading it back would take for the same."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from govtrack.analytics.kinds import Basis, Category, Kind, Planned, Provenance, Status, Way
from govtrack.analytics.periods import Period, label, year_label
from govtrack.analytics.register import Step
from govtrack.domain.answers import amount_text
from govtrack.papers.cells import tidy
from govtrack.store.alone import StandaloneCost
from govtrack.store.apportionments import ApportionedPart, Apportionment
from govtrack.store.awaiting import PublicationLimit
from govtrack.store.bodies import FormerName, Office, Organisation, Succession, Term
from govtrack.store.cases import BusinessCase, CaseLine
from govtrack.store.claims import Claim, Evidence
from govtrack.store.collaborations import Agreement, Collaboration, Membership
from govtrack.store.decisions import Decision
from govtrack.store.disputes import Dispute
from govtrack.store.documents import Document
from govtrack.store.drivers import Driver, DriverValue
from govtrack.store.engagements import Engagement
from govtrack.store.ledger import Figure
from govtrack.store.lessons import Lesson
from govtrack.store.measures import Measure
from govtrack.store.notices import Addendum, DecisionLink, Part, TemplateHeading
from govtrack.store.plans import Plan
from govtrack.store.positions import Position, VotingRule
from govtrack.store.prices import Deflator, DeflatorRelease, DiscountRate, RateTable
from govtrack.store.returns import ReportingPeriod, ReturnAct
from govtrack.store.reviews import Expectation, Review, ReviewDay
from govtrack.store.rules import SharePart, ShareRule
from govtrack.store.shared import SharedResult
from govtrack.store.studies import CoalitionCost, CoalitionStudy, group_of
from govtrack.store.withholdings import Withholding

Cells = tuple[str, ...]
period_label = cache(label)
PENNIES = 2


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)


def organisation(row: Organisation) -> Cells:
    return tidied(row.short_name, row.name, row.kind, row.area_code)


def office(row: Office) -> Cells:
    """The row that states an office alone."""
    area = row.organisation.short_name
    return tidied(area, row.name, row.kind, "", row.starts, row.ends, "", row.source)


def term(row: Term) -> Cells:
    area, office = row.office.organisation.short_name, row.office
    return tidied(area, office.name, office.kind, row.holder, row.starts, row.ends, _yes(row.acting), row.source)


def former_name(row: FormerName) -> Cells:
    return tidied(row.organisation.short_name, row.short_name, row.name, _day(row.until), row.note)


def succession(row: Succession) -> Cells:
    return tidied(row.old.short_name, row.new.short_name, row.kind, _day(row.on), row.note)


def collaboration(row: Collaboration, *, reforms: str | None = None) -> Cells:
    """`reforms` stands in for the name of the earlier collaboration, where the reader may not know of it."""
    earlier = (row.reforms.short_name if row.reforms else "") if reforms is None else reforms
    years = "calendar" if row.calendar else "financial"
    return tidied(
        row.short_name, row.title, row.purpose, row.model, row.state, row.started, row.ended, earlier, years
    )  # fmt: skip


def membership(row: Membership) -> Cells:
    return tidied(
        row.collaboration.short_name, row.partner.short_name, _day(row.joined), _day(row.left), _whole(row.votes),
        row.role, row.role_behind, _day(row.notice_given), _yes(row.observer),
    )  # fmt: skip


def agreement(row: Agreement) -> Cells:
    return tidied(
        row.collaboration.short_name, row.title, _yes(row.force_provision), _yes(row.body_provision),
        _yes(row.joint_provision), row.parties, row.signed, _day(row.review_due), _whole(row.notice_months),
        _whole(row.silence_days), row.exit_rule, row.supersedes.title if row.supersedes else "", row.source,
    )  # fmt: skip


def measure(row: Measure) -> Cells:
    return tidied(row.name, row.unit, row.nature, row.better, str(row.decimals))


def driver(row: Driver) -> Cells:
    together = row.collaboration.short_name if row.collaboration else ""
    return tidied(row.name, together, row.unit, str(row.decimals), row.note)


def driver_value(row: DriverValue) -> Cells:
    together = row.driver.collaboration.short_name if row.driver.collaboration else ""
    return tidied(
        row.driver.name, together, row.organisation.short_name, year_label(row.year),
        amount_text(row.amount, row.driver.decimals), Provenance(row.provenance).word, row.source,
    )  # fmt: skip


def share_part(rule: ShareRule, part: SharePart, short_name: str) -> Cells:
    return tidied(
        short_name, rule.about, _day(rule.starts), _day(rule.ends), part.partner.short_name, part.percent,
        rule.words, rule.decision, rule.way, mix(rule), part.floor, rule.up, rule.down, figures_of(rule),
        rule.tolerance,
    )  # fmt: skip


def mix(rule: ShareRule) -> str:
    """The drivers of a mix with their weights, as one cell holds them."""
    return "; ".join(f"{one.driver.name}: {one.weight}" for one in rule.drivers)


def figures_of(rule: ShareRule) -> str:
    """Whose year's figures a mix uses, as a file writes it."""
    if rule.way != Way.MIX:
        return ""
    if rule.fixed_year is not None:
        return year_label(rule.fixed_year)
    return {0: "own", 1: "before"}.get(rule.years_back, f"{rule.years_back} before")


def apportioned_part(row: Apportionment, part: ApportionedPart) -> Cells:
    first = part is row.parts[0]
    return tidied(
        row.collaboration.short_name, str(row.id), _whole(row.again_of_id), row.about, Category(row.category).word,
        label(Period(row.starts, row.months), calendar=row.collaboration.calendar), Status(row.status).word,
        Basis(row.basis).word, Provenance(row.provenance).word, amount_text(row.total, 2), part.partner.short_name,
        amount_text(part.derived, 2), amount_text(part.given, 2), row.source, row.reason,
        _day(date.fromordinal(row.day)), row.person, row.workings if first else "",
    )  # fmt: skip


def standalone_cost(row: StandaloneCost, collaboration: Collaboration) -> Cells:
    return tidied(
        collaboration.short_name, row.partner.short_name, _year(row.starts, collaboration), row.what_if,
        *(amount_text(end, PENNIES) for end in row.range), row.estimated_by, row.estimated_on, row.method, row.source,
        Provenance(row.provenance).word,
    )  # fmt: skip


def coalition_cost(study: CoalitionStudy, one: CoalitionCost, collaboration: Collaboration) -> Cells:
    names = "; ".join(study.partners[place].partner.short_name for place in sorted(group_of(one.members)))
    return tidied(
        collaboration.short_name, study.name, _year(study.starts, collaboration), names,
        amount_text(one.cost, PENNIES), study.studied_by, study.studied_on, study.method, study.source,
        Provenance(study.provenance).word,
    )  # fmt: skip


def _year(starts: int, collaboration: Collaboration) -> str:
    return period_label(Period(starts, 12), calendar=collaboration.calendar)


def decision(row: Decision, *, supersedes: str) -> Cells:
    """`supersedes` is the reference of the earlier decision in the form that finds it again."""
    return tidied(
        row.reference, row.title, row.body.short_name, row.collaboration.short_name if row.collaboration else "",
        row.decided, row.outcome, row.summary, row.reasons, supersedes, row.source, row.signed_by, row.capacity,
        row.signed, _step(row), "\n".join(one.collaboration.short_name for one in row.also),
        row.agreement.title if row.agreement else "", row.lead_officer, row.chief_officer, row.chief_approved,
        _yes(row.urgent), row.ratified, _yes(row.significant), row.openness, row.exemption, row.public_objective, "",
    )  # fmt: skip


def _step(row: Decision) -> str:
    """The step as a file says it: what is public here is published by an act of its own where the file is taken in."""
    return str(Step.DECIDED) if row.step == Step.PUBLISHED else row.step


def withholding(row: Decision, one: Withholding) -> Cells:
    return tidied(row.body.short_name, row.reference, one.what, one.reason)


def decision_part(row: Decision, part: Part) -> Cells:
    return tidied(row.body.short_name, row.reference, part.heading, part.words)


def decision_link(row: Decision, link: DecisionLink) -> Cells:
    earlier = link.earlier
    return tidied(row.body.short_name, row.reference, link.how, earlier.body.short_name, earlier.reference)


def addendum(row: Decision, added: Addendum) -> Cells:
    return tidied(row.body.short_name, row.reference, _day(added.day), added.person, added.words)


def publication_limit(body: Organisation, row: PublicationLimit) -> Cells:
    return tidied(body.short_name, str(row.days))


def template_heading(body: Organisation, row: TemplateHeading) -> Cells:
    return tidied(body.short_name, row.heading, str(row.place))


def case_line(row: BusinessCase, line: CaseLine) -> Cells:
    calendar = row.collaboration.calendar
    return tidied(
        row.collaboration.short_name, row.title, str(row.edition), row.reason, row.decision,
        year_label(row.year_0, calendar=calendar), year_label(row.price_year),
        row.release.name if row.release else "", row.prepared, row.prepared_by, Provenance(row.provenance).word,
        row.source, row.note, row.why_withdrawn, year_label(row.year_0 + line.number, calendar=calendar),
        Planned(line.side).word, line.partner.short_name if line.partner else "", amount_text(line.amount, 2),
    )  # fmt: skip


def deflator(row: Deflator, release: DeflatorRelease) -> Cells:
    return tidied(
        release.name, release.published, year_label(row.year), row.index, row.status, row.source, row.note,
        release.why_withdrawn,
    )  # fmt: skip


def discount_rate(row: DiscountRate, table: RateTable) -> Cells:
    return tidied(
        table.name, table.published, str(row.first_year), str(row.last_year), row.percent, table.source, table.note,
        table.why_withdrawn,
    )  # fmt: skip


def reporting_period(row: ReportingPeriod) -> Cells:
    return tidied(row.collaboration.short_name, _period_of(row), _day(row.due), _day(row.opened))


def return_act(row: ReturnAct) -> Cells:
    partner, acted_for = (body.short_name if body else "" for body in (row.partner, row.acted_for))
    return tidied(
        row.period.collaboration.short_name, _period_of(row.period), partner, row.act, acted_for, row.at, row.person,
        row.words, row.until, _whole(row.silence_days),
    )  # fmt: skip


def _period_of(row: ReportingPeriod) -> str:
    return period_label(row.period, calendar=row.collaboration.calendar)


def figure_row(
    collaboration: Collaboration, partners: Mapping[int, str], measures: Mapping[int, Measure]
) -> Callable[[Figure], Cells]:
    """What turns the figures of one collaboration into rows, given the short names of partners and the measures."""
    calendar, name = collaboration.calendar, tidy(collaboration.short_name)
    words = [{int(member): member.word for member in kind} for kind in (Kind, Category, Status, Basis, Provenance)]
    kinds, categories, statuses, bases, provenances = words

    def row(figure: Figure) -> Cells:
        measure = measures[figure.measure_id]
        written = -figure.amount if figure.category == Category.DIS_BENEFIT else figure.amount
        return (
            name,
            partners[figure.partner_id] if figure.partner_id else "",
            period_label(Period(figure.starts, figure.months), calendar=calendar),
            kinds[figure.kind],
            categories[figure.category],
            measure.name,
            amount_text(written, measure.decimals),
            statuses[figure.status],
            bases[figure.basis],
            amount_text(figure.low, measure.decimals),
            amount_text(figure.high, measure.decimals),
            provenances[figure.provenance],
            tidy(figure.source),
            tidy(figure.note),
        )

    return row


def shared_part(figure: Cells, row: SharedResult, percent: str) -> Cells:
    """`figure` are the cells that name the part's own line."""
    return figure + tidied(row.name, percent, row.agreed, _day(row.stated))


def claim(figure: Cells, row: Claim, *, decimals: int) -> Cells:
    """`figure` are the cells that say which figure it is about."""
    return figure + tidied(
        row.claimant, row.method, row.baseline, row.recurs, amount_text(row.so_far, decimals),
        amount_text(row.earlier, decimals), _day(row.stated),
    )  # fmt: skip


def evidence(figure: Cells, row: Evidence) -> Cells:
    """`figure` are the cells that say which figure it is about."""
    return figure + kept(row)


def document(row: Document) -> Cells:
    """A document, after the cells that say which decision or agreement it belongs to."""
    if row.decision is not None:
        naming = (row.decision.body.short_name, row.decision.reference, "", "")
    else:
        assert row.agreement is not None, "a document belongs to one of the two"
        naming = ("", "", row.agreement.collaboration.short_name, row.agreement.title)
    return tidied(*naming, row.title) + kept(row)


def expectation(row: Decision, one: Expectation) -> Cells:
    calendar = one.collaboration.calendar if one.collaboration else False
    first = one.last if one.first is None else one.first
    years = label(Period(first, one.last + 12 - first), calendar=calendar)
    measure = one.measure.name if one.measure and not one.measure.money else ""
    return tidied(
        row.body.short_name, row.reference, one.words, years,
        one.collaboration.short_name if one.collaboration else "", one.side, measure,
        one.partner.short_name if one.partner else "",
        amount_text(one.amount, one.measure.decimals if one.measure else 0), _day(one.added), _day(one.dropped),
        one.reason,
    )  # fmt: skip


def review_day(row: Decision, one: ReviewDay) -> Cells:
    return tidied(row.body.short_name, row.reference, _day(one.due), one.why, _day(one.added))


def decision_review(row: Decision, one: Review) -> Cells:
    said = (_day(one.held), one.verdict, one.words, one.found, _day(one.added))
    return tidied(row.body.short_name, row.reference, *said)


def lesson(row: Lesson, *, together: str, decision: str) -> Cells:
    """`together` and `decision` are what it comes from, as far as the reader may know."""
    return tidied(
        row.body.short_name, row.title, row.words, together, decision, _yes(row.shared), _day(row.added),
        _day(row.taken_back), row.reason,
    )  # fmt: skip


def voting_rule(row: VotingRule) -> Cells:
    return tidied(
        row.collaboration.short_name, row.way, row.percent, row.lead.short_name if row.lead else "", _day(row.starts),
        _day(row.ends), row.words, row.decision,
    )  # fmt: skip


def stance(row: Decision, one: Position) -> Cells:
    said = (one.partner.short_name, one.stance, one.who, one.office, one.reasons, _day(one.added))
    return tidied(row.body.short_name, row.reference, *said)


def decision_subject(row: Decision, subject: str, proposed_by: str) -> Cells:
    return tidied(row.body.short_name, row.reference, subject, proposed_by)


def kept(row: Evidence | Document) -> Cells:
    """What is said of a file or a link that is kept with a record."""
    return tidied(
        row.name, row.kind, row.link, str(row.size) if row.size else "", row.digest, _day(row.added),
        _day(row.taken_back), row.reason,
    )  # fmt: skip


def engagement(row: Engagement) -> Cells:
    return tidied(
        row.decision.body.short_name, row.decision.reference, row.level, "; ".join(row.whom), row.who, row.how,
        row.opened, row.closed, "" if row.answered is None else str(row.answered), row.said, row.changed, row.told,
        _day(row.struck), row.reason,
    )  # fmt: skip


def planned(row: Plan, *, together: str, decision: str) -> Cells:
    """`together` and `decision`: what it is about and what it became, as far as that goes out."""
    return tidied(
        row.body.short_name, row.title, together, row.about, row.who_decides, row.expected, row.first_expected,
        row.influence, _day(row.until), row.contact, _day(row.announced), row.changed_at,
        str(row.sequence) if row.sequence else "", _day(row.left), row.ended, row.reason, decision, row.uid,
    )  # fmt: skip


def dispute(figure: Cells, row: Dispute, *, decimals: int) -> Cells:
    """`figure` are the cells that say which figure it is about."""
    about = f"{row.decision.body.short_name}: {row.decision.reference}" if row.decision else ""
    return figure + tidied(
        row.partner.short_name, amount_text(row.amount, decimals), row.reason, row.source, _day(row.opened),
        row.how, _day(row.settled), row.words, about,
    )  # fmt: skip


def tidied(*cells: str) -> Cells:
    """The cells of a row as the import would read them back."""
    return tuple(tidy(cell) for cell in cells)
