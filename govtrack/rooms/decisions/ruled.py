"""The share rules that a decision set, in words."""

from typing import NamedTuple

from govtrack.store.decisions import Decision
from govtrack.store.names import key_of
from govtrack.store.rules import rules_of
from govtrack.web import formats
from govtrack.web.rulewords import in_words


class RuleSet(NamedTuple):
    """One share rule; `starts` in ISO form."""

    about: str
    starts: str
    when: str
    parts: str
    words: str


def rules_set(decision: Decision) -> list[RuleSet]:
    """The rules of its collaboration that name this decision as what set them."""
    if decision.collaboration_id is None:
        return []
    set_by_it = [one for one in rules_of(decision.collaboration_id) if key_of(one.decision) == decision.reference_key]
    return [
        RuleSet(
            one.about,
            one.starts.isoformat(),
            f"from {formats.day(one.starts)}" + (f" to {formats.day(one.ends)}" if one.ends else ""),
            in_words(one),
            one.words,
        )
        for one in set_by_it
    ]
