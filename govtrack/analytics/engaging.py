"""What an engagement was, and what the register says of it: when it opened, who was asked, who was told."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from govtrack.analytics.dates import certainly_after
from govtrack.analytics.words import counted


class Level(StrEnum):
    """How far those who were asked could shape what was decided, least first."""

    INFORMATION = "information"
    CONSULTATION = "consultation"
    INVOLVEMENT = "involvement"
    PARTICIPATION = "participation"


MEANS = {
    Level.INFORMATION: "They were told what would happen. Nobody asked for their views.",
    Level.CONSULTATION: "They were asked what they think of proposals; the body then decided by itself.",
    Level.INVOLVEMENT: "They worked on the options with the body while those were open; the body decided.",
    Level.PARTICIPATION: "They shared in the decision itself: a seat, a vote or a veto where it was taken.",
}


class Whom(StrEnum):
    """Who may be asked."""

    PARTNERS = "partner bodies"
    FORCES = "chief officers and forces"
    AUTHORITIES = "councils and other public authorities"
    STAFF = "officers, staff and their associations"
    RESIDENTS = "residents"
    YOUNG = "children and young people"
    VICTIMS = "victims and survivors"
    BUSINESSES = "businesses"
    UNIVERSITIES = "universities and researchers"
    VOLUNTARY = "voluntary and community groups"
    OTHERS = "others"


ALREADY_HEARD = frozenset({Whom.PARTNERS, Whom.FORCES, Whom.AUTHORITIES})
"""Those who have a say in what is decided whether they are asked or not."""


class Engaged(NamedTuple):
    """One engagement, in what the sentences about it need; days as far as they are known, empty where not."""

    level: Level
    whom: frozenset[Whom]
    opened: str
    closed: str
    answered: int | None
    changed: str
    told: str


def said_of(one: Engaged, *, taken: bool, decided: str, today: date) -> Iterator[str]:
    """What the register says of one engagement on a decision taken, or not yet; `decided` as far as it is known."""
    over = taken or certainly_after(today.isoformat(), one.closed)
    if certainly_after(one.opened, decided):
        yield f"It opened {_later(decided, one.opened)}after the decision was taken: nothing said could change it."
    elif certainly_after(one.closed, decided):
        yield f"It closed {_later(decided, one.closed)}after the decision was taken: what was said last came too late."
    if not over or one.level is Level.INFORMATION:
        return
    if taken and not one.changed:
        yield "What changed because of it is not recorded."
    if not one.told and one.answered != 0:
        yield "Nobody who answered is recorded as told what came of it."
    elif certainly_after(decided, one.told):
        yield "Those who answered were last told before the decision was taken."


def _later(first: str, then: str) -> str:
    """How long after, with a blank behind it, where both days are whole."""
    if len(first) < len("2014-03-27") or len(then) < len("2014-03-27"):
        return ""
    return f"{counted((date.fromisoformat(then) - date.fromisoformat(first)).days, 'day')} "


def said_of_all(those: Sequence[Engaged], *, taken: bool) -> Iterator[str]:
    """What the register says of all the engagement on one decision.

    >>> list(said_of_all([], taken=True))
    ['Nobody is recorded as asked before this was decided.']
    """
    if not those:
        if taken:
            yield "Nobody is recorded as asked before this was decided."
        return
    if all(one.level is Level.INFORMATION for one in those):
        yield "People were told, and nobody is recorded as asked."
    elif all(one.whom <= ALREADY_HEARD for one in those if one.level is not Level.INFORMATION):
        yield "Only bodies that already had influence were asked: nobody else's voice is recorded."
