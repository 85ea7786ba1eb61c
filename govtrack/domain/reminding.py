"""Reminders: who is to be told what about returns today, one message a person, nothing of it twice."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govtrack.analytics.kinds import Role
from govtrack.analytics.periods import label
from govtrack.analytics.returns import Act
from govtrack.analytics.words import counted
from govtrack.domain.inturn import waits_for
from govtrack.domain.shutting import day_said
from govtrack.domain.workdays import working_days_until
from govtrack.store import clock, cycle, people, returns
from govtrack.store.cycle import Return
from govtrack.store.db import db
from govtrack.store.people import User
from govtrack.store.returns import Reminder

EVERY = 5
"""In working days: how often somebody overdue is reminded again."""
DUE_SOON, OVERDUE, TO_AGREE = "due soon", "overdue", "to be agreed"


class Line(NamedTuple):
    """One return in a message: what is asked about it, in words; `about` tells what was said from what is new."""

    one: Return
    words: str
    about: str


class Message(NamedTuple):
    """Everything that one person is told today."""

    person: User
    lines: list[Line]


def messages(*, days: int) -> list[Message]:
    """What is to be sent today, by address: reminders of returns due within so many working days, or overdue."""
    everyone = [one for one in people.everyone() if one.active]
    told = returns.reminded([one.id for one in everyone])
    there = [one for rounds in cycle.rounds_in(None).values() for whole in rounds for one in whole.returns]
    found = []
    for person in everyone:
        lines = [
            line
            for line in _lines(person, there, days=days)
            if (person.id, line.one.period.id, line.one.partner.id, line.about) not in told
        ]
        if lines:
            found.append(Message(person, lines))
    return found


def note(message: Message) -> None:
    """Remember what a person was told, inside the caller's transaction."""
    for line in message.lines:
        db.session.add(
            Reminder(
                person_id=message.person.id,
                period_id=line.one.period.id,
                partner_id=line.one.partner.id,
                about=line.about,
                day=clock.today(),
            )
        )
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


def _called(one: Return) -> str:
    together = one.period.collaboration
    name = label(one.period.period, calendar=together.calendar)
    return f"{one.partner.short_name}'s return for {name} ({together.short_name})"


def _left(left: int) -> str:
    return "today" if left <= 0 else f"{counted(left, 'working day')} from now"
