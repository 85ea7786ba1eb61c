"""A decision as its page shows it: what it says, who else decided, its story, what may be done with it now."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.register import Act, Heading, Step, acts_from
from govtrack.domain.positions import partners_at
from govtrack.rooms.decisions.engaged import EngagementSection, engagement_on
from govtrack.rooms.decisions.ruled import RuleSet, rules_set
from govtrack.rooms.decisions.story import Moment, chain_around, oddities, story
from govtrack.store import decisions as store
from govtrack.store.chains import Chain
from govtrack.store.decisions import Decision
from govtrack.store.documents import appendices_of
from govtrack.store.imports import ImportBatch, import_of
from govtrack.store.notices import Addendum, addenda_to, words_of
from govtrack.store.publications import About, Publication, standing
from govtrack.store.withholdings import withheld_of
from govtrack.web.access import allowed, reads, scope
from govtrack.web.pieces import Piece, piece
from govtrack.web.positions import Stood, stood_on
from govtrack.web.reviews import came_of


class Door(NamedTuple):
    """Something that may be done with the decision now."""

    words: str
    href: str
    first: bool


class DecisionPage(NamedTuple):
    """All that a decision's page shows."""

    decision: Decision
    written: Mapping[Heading, str]
    superseded_by: Sequence[Decision]
    rules: Sequence[RuleSet]
    chain: Chain | None
    readable: frozenset[int]
    """Which decisions of the chain the person may read."""
    story: Sequence[Moment]
    addenda: Sequence[Addendum]
    oddities: Sequence[str]
    doors: Sequence[Door]
    may_supersede: bool
    appendices: Sequence[Piece]
    may_append: bool
    public: Publication | None
    """What the public reads of it now."""
    engagement: EngagementSection
    withheld: Mapping[str, str]
    """The ground on which a part is withheld, by the part's name."""
    stood: Stood | None
    """Where the partners stood; None for a decision about no collaboration."""
    may_state: bool
    came_of: Sequence[str]
    """What it expected and when it was looked at again, in a few sentences."""
    brought: ImportBatch | None
    """The import that brought it in, where it was not written here."""


def page_of(decision: Decision, person: Any) -> DecisionPage:
    """A decision with all that hangs on it, as far as the person may read."""
    chain = chain_around(decision)
    may = _may(person, decision)
    public = standing(About.DECISION, decision.id)
    return DecisionPage(
        decision,
        words_of(decision),
        [one for one in store.superseding(decision.id) if reads(person, one)],
        rules_set(decision),
        chain,
        frozenset(one.id for one in chain.taken if reads(person, one)) if chain else frozenset(),
        story(decision, person),
        addenda_to(decision.id),
        oddities(decision),
        _doors(decision, may, public),
        may["record decisions"] and decision.taken,
        [piece(one) for one in appendices_of(decision.id)],
        may["record decisions"],
        public,
        engagement_on(decision, may_record=may["record decisions"]),
        {one.what: one.reason for one in withheld_of([decision.id])[decision.id]},
        stood_on(decision),
        decision.collaboration_id is not None and _a_partner(person, decision),
        came_of(decision.id),
        import_of("decisions", decision.id),
    )


def _a_partner(person: Any, decision: Decision) -> bool:
    """Whether a person states some partner's position on a decision, or says what it is about."""
    reach = scope(person, "state positions")
    if reach.everything or decision.collaboration_id in reach.collaborations or decision.body_id in reach.organisations:
        return True
    return any(one.id in reach.organisations for one in partners_at(decision))


def _may(person: Any, decision: Decision) -> dict[str, bool]:
    """Which verbs of decisions a person has over one."""
    where = {"organisation_id": decision.body_id, "collaboration_id": decision.collaboration_id}
    return {
        verb: allowed(person, verb, organisation_id=decision.body_id)
        or (decision.collaboration_id is not None and allowed(person, verb, **where))
        for verb in ("record decisions", "take decisions", "publish decisions")
    }


DOORS = {
    Act.PUT: ("record decisions", "Put it for decision", "decisions.put", True),
    Act.DECIDE: ("take decisions", "Record what was decided", "decisions.decide", True),
    Act.SEND_BACK: ("take decisions", "Send it back to be changed", "decisions.send_back", False),
    Act.WITHDRAW: ("record decisions", "Withdraw it", "decisions.withdraw", False),
    Act.PUBLISH: ("publish decisions", "Publish it", "decisions.publish", True),
    Act.TAKE_DOWN: ("publish decisions", "Take it down", "decisions.take_down", False),
}
"""Of each act: the verb it needs, what its button says, where that leads, whether it is the next thing to do."""


def _doors(decision: Decision, may: Mapping[str, bool], public: Publication | None) -> list[Door]:
    doors = []
    if decision.step == Step.DRAFT and may["record decisions"]:
        doors.append(Door("Change the draft", url_for("decisions.amend", number=decision.id), first=False))
    for act in acts_from(Step(decision.step)):
        if act is Act.TAKE_DOWN and public is None:
            continue
        verb, words, endpoint, first = DOORS.get(act, ("", "", "", False))
        if verb and may[verb]:
            anew = act is Act.PUBLISH and public is not None
            first = first and not anew and decision.step != Step.SUPERSEDED
            doors.append(Door("Publish it anew" if anew else words, url_for(endpoint, number=decision.id), first))
    return sorted(doors, key=lambda door: not door.first)
