"""Plain builders: each makes one record through its verb, with sensible answers for what a test does not care about."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_security import hash_password

from govtrack.analytics.engaging import Level, Whom
from govtrack.analytics.exemptions import Openness
from govtrack.analytics.kinds import Basis, Category, Kind, Provenance, Status
from govtrack.analytics.periods import parse
from govtrack.analytics.register import Heading, Linked
from govtrack.domain import (
    account,
    bodies,
    claims,
    collaborations,
    deciding,
    decisions,
    disputes,
    documents,
    engagements,
    ledger,
    lessons,
    measures,
    notices,
    plans,
    positions,
    publishing,
    returns,
    reviews,
    rules,
)
from govtrack.domain import evidence as evidence_verbs
from govtrack.domain import shared as shared_verbs
from govtrack.domain.checks import Entry
from govtrack.domain.documents import Owner
from govtrack.domain.publicparts import Choice
from govtrack.store.bodies import Organisation, organisation_named
from govtrack.store.claims import Claim, Evidence
from govtrack.store.collaborations import Collaboration, Membership
from govtrack.store.db import transaction
from govtrack.store.decisions import Decision
from govtrack.store.disputes import Dispute
from govtrack.store.documents import Document
from govtrack.store.engagements import Engagement
from govtrack.store.ledger import figure_at
from govtrack.store.lessons import Lesson
from govtrack.store.measures import POUNDS, Measure, measure_named
from govtrack.store.people import User
from govtrack.store.plans import Plan
from govtrack.store.positions import VotingRule
from govtrack.store.returns import ReportingPeriod
from govtrack.store.reviews import Expectation
from govtrack.store.rules import ShareRule
from tests.conftest import PASSWORD

BY = "the tests"


def organisation(short_name: str = "Coastshire", *, kind: str = "police", name: str = "") -> Organisation:
    with transaction():
        return bodies.register(short_name=short_name, name=name or short_name, kind=kind, by=BY)


def body(short_name: str) -> Organisation:
    """One of the seeded police areas, or one made on the spot."""
    return organisation_named(short_name) or organisation(short_name)


def collaboration(short_name: str = "Five Rivers", **answers: Any) -> Collaboration:
    with transaction():
        return collaborations.register(
            **{"short_name": short_name, "title": f"{short_name} Alliance", "purpose": "To work together.", **answers},
            by=BY,
        )


def membership(together: Collaboration, partner: Organisation, **answers: Any) -> Membership:
    with transaction():
        return collaborations.admit(together, partner, **{"joined": date(2012, 4, 1), "votes": 1, **answers}, by=BY)


def measure(name: str = "people found", **answers: Any) -> Measure:
    with transaction():
        return measures.register(**{"name": name, "unit": "people", "nature": "flow", "better": "up", **answers}, by=BY)


def entry(
    together: Collaboration,
    partner: Organisation | None,
    period: str,
    amount: int,
    *,
    kind: Kind = Kind.CONTRIBUTION,
    category: Category | None = None,
    unit: Measure | None = None,
    **answers: Any,
) -> Entry:
    """A figure in the measure's smallest unit: pence for pounds."""
    usual = {
        Kind.CONTRIBUTION: Category.CASH,
        Kind.BENEFIT: Category.CASHABLE_SAVING,
        Kind.TRANSFER: Category.SETTLEMENT,
    }
    stated = parse(period, calendar=together.calendar)
    unit = unit or measure_named(POUNDS)
    assert unit is not None
    return Entry(
        collaboration_id=together.id,
        partner_id=partner.id if partner else None,
        measure_id=unit.id,
        starts=stated.starts,
        months=stated.months,
        kind=int(kind),
        category=int(category or usual[kind]),
        amount=amount,
        **{
            "status": int(Status.CLAIMED),
            "basis": int(Basis.COUNTED),
            "provenance": int(Provenance.RECORDED),
            **{
                name: int(value) if name in {"status", "basis", "provenance"} else value
                for name, value in answers.items()
            },
        },
    )


def figure(together: Collaboration, partner: Organisation | None, period: str, amount: int, **answers: Any) -> int:
    """Record one figure and give its line."""
    with transaction():
        return ledger.record([entry(together, partner, period, amount, **answers)], by=BY, twice=True)[0]


def figures(*entries: Entry) -> list[int]:
    with transaction():
        return ledger.record(entries, by=BY, twice=True)


def decision(reference: str = "FR/2013/01", *, body: Organisation, **answers: Any) -> Decision:
    with transaction():
        return decisions.record(
            **{
                "reference": reference,
                "title": "Sign the section 22A agreement",
                "outcome": "approved",
                "decided": "2013-03-27",
                **answers,
            },
            body=body,
            by=BY,
        )


def notice_of(first: Decision, *, also: Collaboration, words: str) -> None:
    """A later decision and a draft that have everything a notice can have, and an addendum to the first."""
    with transaction():
        agreement = collaborations.agree(first.collaboration, title="The agreement", by=BY)
        later = decisions.record(
            reference="N/2", title="Go on", body=first.body, outcome="noted", decided="2014-05", signed="2014-06-01",
            collaboration=first.collaboration, also=[also], agreement=agreement, lead_officer="A", chief_officer="B",
            chief_approved="2014", urgent=True, ratified="2014-07", significant=True, supersedes=first,
            links=[(Linked.REVIEWS, first)], parts={Heading.RISK: words}, by=BY,
        )  # fmt: skip
        decisions.draft(title="Perhaps", body=first.body, by=BY)
        if words.strip():
            deciding.add(first, words=words, by=BY)
            engagements.record(first, engagements.Told(
                level=Level.INVOLVEMENT, whom=[Whom.STAFF, Whom.YOUNG], how=words, who=words[:200], opened="2012",
                closed="2012-06", answered=0, said=words, changed=words, told="2012-07-01",
            ), by=BY)  # fmt: skip
            for became in (None, first):
                row = plans.plan(first.body, plans.Intended(
                    title=words[:300], collaboration=first.collaboration, about=words, who_decides=words[:200],
                    expected="2100-05" if became is None else "2099", influence=words, until=date(2098, 1, 2),
                    contact=words[:200],
                ), by=BY)  # fmt: skip
                plans.announce(row, by=BY)
                if became is not None:
                    plans.decided(row, became, by=BY)
            publishing.publish(later, Choice(Openness.PARTLY, withheld={"risk": "section 31"}), by=BY)
        publishing.set_limit(first.body, 10, by=BY)
        notices.choose_template(first.body, [Heading.RISK, Heading.SUMMARY], by=BY)


def shared(together: Collaboration, parts: dict[Organisation, str], period: str, amount: int, **answers: Any) -> int:
    """A benefit of several partners, split by percentages; gives the number of its figure."""
    whole = entry(together, None, period, amount, kind=Kind.BENEFIT, **answers)
    with transaction():
        split = shared_verbs.Split(shared_verbs.How.PERCENTAGES, list(parts.items()))
        return shared_verbs.share(whole, split, name="The dive school", by=BY)


def claim(line: int, **words: str) -> Claim:
    found = figure_at(line)
    assert found is not None
    with transaction():
        return claims.state(found, claims.Stated(**{"claimant": "Finance", **words}), by=BY)


def evidence(line: int, *, link: str = "https://example.org/report", name: str = "The report") -> Evidence:
    found = figure_at(line)
    assert found is not None
    with transaction():
        return evidence_verbs.add_link(found, link, name=name, by=BY)


def document(owner: Owner, *, link: str = "https://example.org/paper", title: str = "Appendix A") -> Document:
    with transaction():
        return documents.add_link(owner, link, title=title, by=BY)


def expectation(decision: Decision) -> Expectation:
    with transaction():
        return reviews.expect(decision, words="It is liked", years=parse("2019-20"), by=BY)


def lesson(decision: Decision, *, shared: bool = True) -> Lesson:
    with transaction():
        return lessons.learn(title="Ask first", words="Then buy", body=decision.body, decision=decision,
                             collaboration=decision.collaboration, shared=shared, by=BY)  # fmt: skip


def looked_at_again(first: Decision) -> None:
    """Something that a decision expects, the day it is looked at again, a review, a lesson."""
    years = parse("2019-20 to 2021-22")
    with transaction():
        reviews.expect(
            first, words="It saves", years=years, collaboration=first.collaboration, measure=measure_named(POUNDS),
            partner=first.body, amount=5, by=BY,
        )  # fmt: skip
        dropped = reviews.expect(first, words="It is liked", years=parse("2019-20"), by=BY)
        reviews.drop(dropped, reason="Nobody said so", by=BY)
        reviews.set_day(first, date(2022, 4, 1), by=BY)
        reviews.review(first, held=date(2022, 4, 1), verdict="it came in part", words="Less than hoped", by=BY)
        lessons.learn(
            title="Ask first", words="Then buy", body=first.body, collaboration=first.collaboration, decision=first,
            by=BY,
        )  # fmt: skip


def engagement(decision: Decision, **answers: Any) -> Engagement:
    """People asked by survey before a decision; `struck=True` strikes it out again."""
    struck = answers.pop("struck", False)
    usual = {"level": Level.CONSULTATION, "whom": [Whom.RESIDENTS], "how": "A survey", "opened": "2013-01"}
    with transaction():
        row = engagements.record(decision, engagements.Told(**{**usual, **answers}), by=BY)
        if struck:
            engagements.strike(row, reason="Entered twice", by=BY)
        return row


def plan(body: Organisation, *, announced: bool = True, **answers: Any) -> Plan:
    """A decision to come that can still be influenced."""
    usual = {"title": "Whether to sell the boats", "expected": "2100", "who_decides": "The commissioner",
             "influence": "Write to us.", "until": date(2099, 12, 4), "contact": "office@example.org"}  # fmt: skip
    with transaction():
        row = plans.plan(body, plans.Intended(**{**usual, **answers}), by=BY)
        if announced:
            plans.announce(row, by=BY)
        return row


def stood(decision: Decision, stances: dict[Organisation, str], *, subjects: Sequence[str] = ("money",)) -> None:
    """Where partners stood, the first of them having proposed it, and what it is about."""
    with transaction():
        said = {partner: positions.Stood(stance, "Pat", "PCC", "Because.") for partner, stance in stances.items()}
        positions.state(decision, said, by=BY)
        positions.describe(decision, subjects=subjects, proposer=next(iter(stances)), by=BY)


def voting_rule(together: Collaboration, way: str = "majority", **answers: Any) -> VotingRule:
    with transaction():
        return positions.set_voting_rule(together, way=way, **{"starts": date(2010, 4, 1), **answers}, by=BY)


def dispute(line: int, partner: Organisation, **answers: Any) -> Dispute:
    with transaction():
        return disputes.dispute(line, partner, **{"reason": "It is not so.", **answers}, by=BY)


def rule(together: Collaboration, parts: dict[Organisation, str], **answers: Any) -> ShareRule:
    with transaction():
        return rules.set_rule(
            together,
            **{"about": "cost", "starts": date(2012, 4, 1), **answers},
            parts=list(parts.items()),
            by=BY,
        )


def reporting_period(together: Collaboration, period: str, *, due_days: int = 30) -> ReportingPeriod:
    with transaction():
        stated = parse(period, calendar=together.calendar)
        return returns.open_periods(together, [stated], due_days=due_days, by=BY)[0]


def person(
    email: str = "officer@example.org",
    role: str = "",
    *,
    organisation: Organisation | None = None,
    collaboration: Collaboration | None = None,
) -> User:
    """A person who may sign in with the tests' password, with at most one role."""
    with transaction():
        someone = account.invite(email=email, name="Sam Officer", password_hash=hash_password(PASSWORD), by=BY)
        if role:
            account.grant(someone, role, organisation=organisation, collaboration=collaboration, by=BY)
        return someone
