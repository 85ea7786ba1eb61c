"""What a person finds at home: their collaborations, who still has to report, what is due, what they last did."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from govtrack.analytics.kinds import State
from govtrack.analytics.words import counted
from govtrack.rooms.home.reported import Grid, grids
from govtrack.rooms.home.returned import ToDo, round_grids, rounds_of, waiting_for
from govtrack.store import collaborations, events, listings
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.store.listings import Sort
from govtrack.web.access import allowed, own_organisations, readable_collaborations, scope, sees_until
from govtrack.web.answers import OneLine, answers
from govtrack.web.awaiting import Unpublished, late
from govtrack.web.begun import Begun, begun_by
from govtrack.web.formats import day
from govtrack.web.reviews import ToReview, to_review
from govtrack.web.trail import Change, lately
from govtrack.web.undoing import Offer, offered

MOST = 12
"""How many collaborations stand here; the list has them all."""
SOON = timedelta(days=100)
DEEDS = 8
LOOKED_AT = 60
"""How many of a person's latest events are looked at: one deed often leaves several."""


class Mine(NamedTuple):
    """One of a person's collaborations, with its answer in one line."""

    together: Collaboration
    answer: OneLine


class Due(NamedTuple):
    """An agreement that is to be looked at again, when, and how far off that is, in words."""

    together: Collaboration
    title: str
    when: str
    away: str
    overdue: bool


class Home(NamedTuple):
    """All of it."""

    mine: list[Mine]
    others: int
    past: list[Collaboration]
    grids: list[Grid]
    todo: list[ToDo]
    due: list[Due]
    to_review: list[ToReview]
    """Decisions of the person's own bodies that are to be looked at again by now, or soon."""
    late: list[Unpublished]
    """Decisions of the person's own bodies that should have been published by now."""
    begun: list[Begun]
    deeds: list[Change]
    undo: Offer | None
    """What can be done about the last of them."""
    may_record: bool
    may_decide: bool
    may_register: bool
    administers: bool
    placed: bool
    """Whether the person has a role anywhere."""
    own: bool
    """Whether some of what stands here is the person's own, and not only open to them."""


def home(person: Any) -> Home:
    """What one person finds."""
    readable = readable_collaborations(person)
    found = listings.leaf(listings.collaborations_like(readable, sort=Sort.NAME), 1, size=500)
    current = {one.id: sees_until(person, one) is None and one.state != State.ENDED for one in found.rows}
    live = [one for one in found.rows if current[one.id]]
    own = own_organisations(person)
    theirs = {spell.collaboration_id for spell in collaborations.memberships_of(sorted(own))}
    theirs |= scope(person, "keep collaborations").collaborations
    live.sort(key=lambda one: (one.id not in theirs, one.state == State.PROPOSED, one.short_key))
    shown = live[:MOST]
    said = answers(person, shown)
    rounds = rounds_of(shown)
    return Home(
        [Mine(one, said[one.id]) for one in shown],
        len(live) - len(shown),
        [one for one in found.rows if not current[one.id]],
        [
            *round_grids(shown, rounds, person),
            *grids([one for one in shown if one.state != State.PROPOSED and one.id not in rounds], person, own=theirs),
        ],
        waiting_for(rounds, person),
        _due([one.id for one in live]),
        to_review(sorted(own), until=today() + SOON),
        late(sorted(own)),
        begun_by(person),
        lately(events.by_person(person.id, limit=LOOKED_AT), most=DEEDS),
        offered(person) if allowed(person, "undo") else None,
        may_record=bool(found.total) and allowed(person, "record figures"),
        may_decide=allowed(person, "record decisions"),
        may_register=allowed(person, "register collaborations"),
        administers=scope(person, "manage people").everything,
        placed=bool(scope(person, "read organisations")),
        own=bool(theirs),
    )


def _due(numbers: Sequence[int]) -> list[Due]:
    now = today()
    return [
        Due(
            one.collaboration,
            one.title,
            day(one.review_due),
            _away((one.review_due - now).days),
            overdue=one.review_due < now,
        )
        for one in collaborations.reviews_due(numbers, until=now + SOON)
        if one.review_due is not None
    ]


def _away(days: int) -> str:
    if days == 0:
        return "today"
    return f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"
