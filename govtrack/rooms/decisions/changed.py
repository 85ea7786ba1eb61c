"""What a decision changed, as far as the records name it: agreement, rules, membership, disputes, figures."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.periods import first_day
from govtrack.rooms.decisions.ruled import rules_set
from govtrack.store import cases, collaborations, disputes, ledger, positions
from govtrack.store.collaborations import Collaboration
from govtrack.store.decisions import Decision
from govtrack.store.names import key_of
from govtrack.web.access import sees, sees_until
from govtrack.web.figures import said_of
from govtrack.web.positions import rule_said

FIGURES = 5
"""How many of the figures that name a decision its story tells."""
SHORTEST = 5
"""A reference with fewer characters is found in too many texts that do not mean it."""


class Change(NamedTuple):
    """One thing that changed: the day it holds from, in ISO form, what it is, and where it stands."""

    when: str
    title: str
    text: str = ""
    href: str = ""


def changed_by(decision: Decision, person: Any) -> Iterator[Change]:
    """Everything that the records say a decision changed, as far as the person may read."""
    together = decision.collaboration
    for rule in rules_set(decision):
        yield Change(rule.starts, f"The share of {rule.about} it set holds from here", f"{rule.parts}. {rule.words}")
    if together is None or not decision.taken:
        return
    yield from _agreed(decision, together)
    yield from _voted(decision, together)
    yield from _left(decision, together)
    yield from _planned(decision, together)
    yield from _settled(decision, together)
    yield from _figures(decision, together, person)


def _agreed(decision: Decision, together: Collaboration) -> Iterator[Change]:
    agreement = decision.agreement
    if agreement is not None and agreement.signed:
        page = url_for("collaborations.show", short_name=together.short_name, _anchor="agreements")
        yield Change(agreement.signed, f"“{agreement.title}” was signed", href=page)


def _voted(decision: Decision, together: Collaboration) -> Iterator[Change]:
    for rule in positions.voting_rules_of(together.id):
        if key_of(rule.decision) == decision.reference_key:
            page = url_for("positions.album", short_name=together.short_name)
            yield Change(rule.starts.isoformat(), "The voting rule it set holds from here", rule_said(rule), page)


def _left(decision: Decision, together: Collaboration) -> Iterator[Change]:
    """Notice that the body gave on the very day of its decision, and its leaving."""
    for spell in collaborations.memberships_in([together.id]):
        given = spell.notice_given
        if spell.partner_id == decision.body_id and given is not None and given.isoformat() == decision.decided:
            yield Change(given.isoformat(), f"{spell.partner.short_name} gave notice to leave {together.short_name}")
            if spell.left is not None:
                yield Change(spell.left.isoformat(), f"The last day of {spell.partner.short_name} as a partner")


def _planned(decision: Decision, together: Collaboration) -> Iterator[Change]:
    for case in cases.newest_versions(cases.versions_of(together.id)):
        if key_of(case.decision) == decision.reference_key:
            page = url_for("cases.show", short_name=together.short_name, number=case.id)
            yield Change(case.prepared, f"The business case “{case.title}”", href=page)


def _settled(decision: Decision, together: Collaboration) -> Iterator[Change]:
    for one in disputes.disputes_in([together.id]):
        if one.decision_id == decision.id and one.settled is not None:
            page = url_for("disputes.index", short_name=together.short_name)
            yield Change(one.settled.isoformat(), f"It settled a dispute of {one.partner.short_name}", one.words, page)


def _figures(decision: Decision, together: Collaboration, person: Any) -> Iterator[Change]:
    """Figures whose source or note names the decision by its reference."""
    if len(decision.reference) < SHORTEST or sees_until(person, together) is not None:
        return
    found = ledger.naming(together.id, decision.reference, limit=FIGURES)
    for figure in {one.figure: one for one in found}.values():
        if sees(person, figure):
            one = said_of(figure)
            page = url_for("ledger.figure", line=figure.line)
            when = first_day(figure.starts).isoformat()
            yield Change(when, f"{one.what.capitalize()}, {one.whose}, {one.period}: {one.amount}", figure.note, page)
