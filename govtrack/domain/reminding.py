"""Reminders: who is to be told what about returns and reviews today, one message a person, nothing of it twice."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govtrack.analytics.kinds import Role
from govtrack.analytics.periods import label
from govtrack.analytics.returns import Act
from govtrack.analytics.words import counted
from govtrack.domain.inturn import waits_for
from govtrack.domain.shutting import day_said
from govtrack.domain.workdays import working_days_until
from govtrack.store import clock, cycle, people, returns, reviews
from govtrack.store.cycle import Return
from govtrack.store.db import db
from govtrack.store.people import User
from govtrack.store.returns import Reminder
from govtrack.store.reviews import ReviewDay, ReviewReminder

EVERY = 5
"""In working days: how often somebody overdue is reminded again."""
REVIEW_EVERY = 28
"""In days: how often somebody is reminded again that a decision is to be looked at."""
DUE_SOON, OVERDUE, TO_AGREE = "due soon", "overdue", "to be agreed"


class Line(NamedTuple):
    """One thing in a message: what is asked about it, in words; `about` tells what was said from what is new."""

    one: Return | ReviewDay
    words: str
    about: str

    def key(self, person: User) -> tuple[int, ...]:
        """Of what a person is reminded: the return of a partner, or the decision that is to be looked at again."""
        if isinstance(self.one, ReviewDay):
            return person.id, self.one.decision_id
        return person.id, self.one.period.id, self.one.partner.id


class Message(NamedTuple):
    """Everything that one person is told today."""

    person: User
    lines: list[Line]


def messages(*, days: int) -> list[Message]:
    """What is to be sent today, by address: reminders of returns due within so many working days, or overdue."""
    everyone = [one for one in people.everyone() if one.active]
    numbers = [one.id for one in everyone]
    told: set[tuple[int | str, ...]] = {*returns.reminded(numbers), *reviews.told_of_reviews(numbers)}
    to_review = reviews.to_review(None, until=clock.today())
    there = [one for rounds in cycle.rounds_in(None).values() for whole in rounds for one in whole.returns]
    found = []
    for person in everyone:
        lines = [
            line
            for line in (*_lines(person, there, days=days), *_to_review(person, to_review))
            if (*line.key(person), line.about) not in told
        ]
        if lines:
            found.append(Message(person, lines))
    return found


def note(message: Message) -> None:
    """Remember what a person was told, inside the caller's transaction."""
    for line in message.lines:
        said = {"person_id": message.person.id, "about": line.about, "day": clock.today()}
        if isinstance(line.one, ReviewDay):
            db.session.add(ReviewReminder(decision_id=line.one.decision_id, **said))
        else:
            db.session.add(Reminder(period_id=line.one.period.id, partner_id=line.one.partner.id, **said))
    db.session.flush()


def _lines(person: User, there: Sequence[Return], *, days: int) -> Iterator[Line]:
    """What a person is to be told of all returns, whether or not it was said before."""
    reports = _organisations(person, Role.RECORDER, Role.APPROVER)
    approves = _organisations(person, Role.APPROVER)
    keeps = {held.collaboration_id for held in person.grants if held.role == Role.SECRETARIAT}
    for one in there:
        if one.partner.id in reports or one.period.collaboration_id in keeps:
            yield from _to_hand_in(one, days=days, own=one.partner.id in reports)
        if any(waits_for(one, number) for number in approves):
            yield _to_agree(one)


def _organisations(person: User, *roles: Role) -> set[int]:
    return {held.organisation_id for held in person.grants if held.role in roles and held.organisation_id}


def _to_hand_in(one: Return, *, days: int, own: bool) -> Iterator[Line]:
    """That a return is due soon, for its partner; that it is overdue, for its partner and the secretariat."""
    today = clock.today()
    if one.standing.handed_in or one.standing.closed or one.period.period.end >= today:
        return
    left = working_days_until(one.period.due, after=today)
    when = day_said(one.period.due)
    if one.period.due < today:
        yield Line(one, f"{_called(one)} was due on {when} and is overdue.", f"{OVERDUE} {-left // EVERY}{_moved(one)}")
    elif own and left <= days:
        yield Line(one, f"{_called(one)} is due on {when}, {_left(left)}.", f"{DUE_SOON}{_moved(one)}")


def _moved(one: Return) -> str:
    """The day it is due, where that was moved: of the new day people are reminded anew."""
    return f", {one.period.due.isoformat()}" if any(act.act == Act.MOVE for act in one.period.acts) else ""


def _to_agree(one: Return) -> Line:
    ends = one.standing.silence_ends
    silence = f" Silence counts as agreement after {day_said(ends)}." if ends else ""
    assert one.standing.submitted is not None, "only what is submitted waits for agreement"
    number = one.standing.submitted.number
    return Line(one, f"{_called(one)} is submitted and waits for you to agree.{silence}", f"{TO_AGREE} {number}")


def _to_review(person: User, there: Sequence[ReviewDay]) -> Iterator[Line]:
    """That a decision of an own body is to be looked at again: once, and every few weeks while it is not."""
    own = _organisations(person, Role.RECORDER, Role.APPROVER)
    for one in there:
        if one.decision.body_id in own and one.due is not None:
            called = f"{one.decision.reference}, {one.decision.title} ({one.decision.body.short_name})"
            late = (clock.today() - one.due).days // REVIEW_EVERY
            yield Line(one, f"{called} was to be looked at again on {day_said(one.due)}.", f"review {one.id} {late}")


def _called(one: Return) -> str:
    together = one.period.collaboration
    name = label(one.period.period, calendar=together.calendar)
    return f"{one.partner.short_name}'s return for {name} ({together.short_name})"


def _left(left: int) -> str:
    return "today" if left <= 0 else f"{counted(left, 'working day')} from now"
