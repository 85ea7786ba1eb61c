"""The verbs of who stood where: state positions, say who proposed it and what it is about, set the voting rule."""

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from govtrack.analytics.register import Subject
from govtrack.analytics.voting import Stance, Voting
from govtrack.domain.checks import LONGEST_TEXT
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import clock, positions
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration, hold, memberships_in, partners_on
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.events import deed
from govtrack.store.positions import DecisionSubject, Position, Proposal, VotingRule

LONGEST_NAME = 120
PERCENT = re.compile(r"\d{1,3}(?:\.\d{1,4})?\Z", re.ASCII)


class Stood(NamedTuple):
    """Where a partner stood, by whom, in what office, with what reasons."""

    stance: str
    who: str = ""
    office: str = ""
    reasons: str = ""


def partners_at(decision: Decision) -> list[Organisation]:
    """The partners of the collaboration on the day of a decision: those whose positions it can have.

    Of a day known only in part, those that were partners at some time in it; of a paper, those of today.
    """
    together = decision.collaboration
    if together is None:
        return []
    whole = decision.decided if decision.taken else clock.today().isoformat()
    if len(whole) == len("2014-03-27"):
        return partners_on(together.id, date.fromisoformat(whole))
    spells = [one for one in memberships_in([together.id]) if not one.observer]
    there = [
        one.partner
        for one in spells
        if (one.joined or date.min).isoformat()[: len(whole)]
        <= whole
        <= (one.left or date.max).isoformat()[: len(whole)]
    ]
    return list(dict.fromkeys(there))


def state(
    decision: Decision,
    stood: Mapping[Organisation, Stood],
    *,
    seen: int | None = None,
    unsaid: Collection[Organisation] = (),
    added: date | None = None,
    by: Any,
) -> None:
    """State where partners stood; one that says what it said already is left alone.

    `seen` is the mark of what was said of it when it was asked; Changed when more has been since. Refused for who was
    not a partner on the day, and where a position that is recorded would be `unsaid`.
    """
    if seen is not None and decision.collaboration is not None:
        hold(decision.collaboration)
    before = positions.positions_on([decision.id])[decision.id]
    if seen is not None and seen != positions.mark_of(decision.id):
        raise Changed(decision)
    there = {one.id for one in partners_at(decision)}
    standing = positions.standing_positions(before)
    _refuse_unsaying(unsaid, standing)
    with deed("stated where partners stood", by=by):
        for partner, one in stood.items():
            if partner.id not in there:
                raise Refused(
                    f"{partner.short_name} was not a partner on the day of this decision, so it has no position on it.",
                    field="partner",
                )
            kept = standing.get(partner.id)
            box = f"stance_{partner.id}"
            said = Stood(str(Stance(one.stance)), _short(one.who, box), _short(one.office, box), _long(one.reasons))
            if kept is not None and Stood(kept.stance, kept.who, kept.office, kept.reasons) == said:
                continue
            db.session.add(
                Position(
                    decision_id=decision.id,
                    partner_id=partner.id,
                    **said._asdict(),
                    added=added or clock.today(),
                    person=str(getattr(by, "email", by)),
                )
            )


def _refuse_unsaying(unsaid: Collection[Organisation], standing: Mapping[int, Position]) -> None:
    for partner in unsaid:
        if partner.id in standing:
            raise Refused(
                f"Where {partner.short_name} stood is recorded: another may follow it, and none takes it away.",
                field=f"stance_{partner.id}",
            )


def _short(text: str, field: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST_NAME:
        raise Refused(f"At most {LONGEST_NAME} characters; this has {len(text):,}.", field=field)
    return text


def _long(text: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this has {len(text):,}.", field="reasons")
    return text


def describe(decision: Decision, *, subjects: Collection[str], proposer: Organisation | None = None, by: Any) -> None:
    """Say what a decision is about, and which partner proposed it; what was said before is replaced."""
    wanted = {str(Subject(one)) for one in subjects}
    there = positions.subjects_of([decision.id])[decision.id]
    proposal = positions.proposals_of([decision.id]).get(decision.id)
    if proposer is not None and all(one.id != proposer.id for one in partners_at(decision)):
        raise Refused(f"{proposer.short_name} was not a partner on the day of this decision.", field="proposer")
    with deed("said what a decision is about", by=by):
        for row in there:
            if row.subject not in wanted:
                db.session.delete(row)
        for subject in Subject:
            if str(subject) in wanted - {row.subject for row in there}:
                db.session.add(DecisionSubject(decision_id=decision.id, subject=str(subject)))
        if proposal is not None and proposer is None:
            db.session.delete(proposal)
        elif proposal is not None and proposer is not None:
            proposal.partner_id = proposer.id
        elif proposer is not None:
            db.session.add(Proposal(decision_id=decision.id, partner_id=proposer.id))


def set_voting_rule(
    collaboration: Collaboration,
    *,
    way: str,
    starts: date,
    ends: date | None = None,
    percent: str = "",
    lead: Organisation | None = None,
    words: str = "",
    decision: str = "",
    seen: int | None = None,
    by: Any,
) -> VotingRule:
    """Set by what rule partners decide from a day on; an open-ended earlier one ends the day before.

    `seen` is the number of the rule set last when it was asked (0 for none); Changed when there is a newer one.
    """
    hold(collaboration)
    if seen is not None and seen != positions.newest_voting_rule(collaboration.id):
        raise Changed(collaboration)
    chosen = Voting(way)
    if ends is not None and ends < starts:
        raise Refused("The rule ends before it begins.", field="ends")
    _refuse_unfit(chosen, percent, lead, starts, collaboration)
    with deed("set a voting rule", by=by):
        for rule in positions.voting_rules_of(collaboration.id):
            if rule.ends is None and rule.starts < starts:
                rule.ends = starts - timedelta(days=1)
            elif rule.starts <= (ends or date.max) and starts <= (rule.ends or date.max):
                raise Refused("Another voting rule holds for some of that time.", field="starts")
        row = VotingRule(
            collaboration=collaboration,
            way=str(chosen),
            percent=percent.strip() if chosen is Voting.WEIGHTED else "",
            lead=lead if chosen is Voting.LEAD else None,
            starts=starts,
            ends=ends,
            words=_long(words),
            decision=_short(decision, "decision"),
            person=str(getattr(by, "email", by)),
        )
        db.session.add(row)
    return row


def _refuse_unfit(
    way: Voting, percent: str, lead: Organisation | None, starts: date, collaboration: Collaboration
) -> None:
    if way is Voting.WEIGHTED:
        if not PERCENT.match(percent.strip()) or not 0 < Fraction(percent.strip()) <= 100:
            raise Refused("Give the percentage of all votes that is needed, above 0 and up to 100.", field="percent")
        if all(one.votes is None for one in memberships_in([collaboration.id])):
            raise Refused("No partner's votes are recorded: give them on each membership first.", field="way")
    if way is Voting.LEAD and (
        lead is None or lead.id not in {one.id for one in partners_on(collaboration.id, starts)}
    ):
        raise Refused("Choose which partner leads: one that is a partner on the first day.", field="lead")
