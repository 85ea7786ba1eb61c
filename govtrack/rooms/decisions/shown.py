"""A decision as its page shows it: what it supersedes and what superseded it, the share rules it set."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from govtrack.analytics.words import listed
from govtrack.store import decisions as store
from govtrack.store.decisions import Decision
from govtrack.store.names import key_of
from govtrack.store.rules import rules_of
from govtrack.web import formats
from govtrack.web.access import allowed, reads


class Link(NamedTuple):
    """One decision of the line that this one stands in; without a number where the person may not read it."""

    number: int | None
    text: str
    when: str
    here: bool


class RuleSet(NamedTuple):
    """A share rule that the decision set, in words."""

    about: str
    when: str
    parts: str
    words: str


class DecisionPage(NamedTuple):
    """All that a decision's page shows."""

    decision: Decision
    line: Sequence[Link]
    superseded_by: Sequence[Decision]
    rules: Sequence[RuleSet]
    may_supersede: bool


def page_of(decision: Decision, person: Any) -> DecisionPage:
    """A decision with all that hangs on it, as far as the person may read."""
    line = [one for one in store.line_of(decision) if reads(person, one)]
    return DecisionPage(
        decision,
        [_link(one, decision) for one in line] if len(line) > 1 else [],
        [one for one in store.superseding(decision.id) if reads(person, one)],
        _rules(decision),
        allowed(person, "record decisions", organisation_id=decision.body_id)
        or (
            decision.collaboration_id is not None
            and allowed(
                person,
                "record decisions",
                organisation_id=decision.body_id,
                collaboration_id=decision.collaboration_id,
            )
        ),
    )


def _link(one: Decision, here: Decision) -> Link:
    text = (
        f"{one.reference}: {one.title}"
        if one.body_id == here.body_id
        else (f"{one.reference}, {one.body.short_name}: {one.title}")
    )
    return Link(one.id, text, formats.day(one.decided) or "date not known", one.id == here.id)


def _rules(decision: Decision) -> list[RuleSet]:
    if decision.collaboration_id is None:
        return []
    set_by_it = [one for one in rules_of(decision.collaboration_id) if key_of(one.decision) == decision.reference_key]
    return [
        RuleSet(
            one.about,
            f"from {formats.day(one.starts)}" + (f" to {formats.day(one.ends)}" if one.ends else ""),
            listed([f"{part.partner.short_name} {part.percent}%" for part in one.parts]),
            one.words,
        )
        for one in set_by_it
    ]
