"""What of the ledger may not be written now, because a return was submitted or a period is closed, and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from govtrack.analytics.kinds import Counted
from govtrack.analytics.periods import Period, label
from govtrack.store import clock, cycle
from govtrack.store.cycle import Return, Round

HAPPENED = frozenset(int(status) for status in Counted.CLAIMED_AND_VERIFIED.statuses)
"""What a return is about: a target or a forecast may be set at any time."""


class Shut(NamedTuple):
    """Months of the ledger that may not be written now, and the sentence that says why and what to do."""

    starts: int
    months: int
    sentence: str

    def touches(self, starts: int, months: int) -> bool:
        """Whether a period lies in some of the same months."""
        return starts < self.starts + self.months and starts + months > self.starts


Shuts = Mapping[tuple[int, int | None], Sequence[Shut]]
"""By collaboration and partner; None for figures of the collaboration as a whole."""


def shut_in(collaboration_ids: Sequence[int] | None) -> Shuts:
    """What is shut now in some collaborations (None: in all)."""
    found: dict[tuple[int, int | None], list[Shut]] = {}
    for number, rounds in cycle.rounds_in(collaboration_ids).items():
        for one in rounds:
            for partner, sentence in _shut(one):
                found.setdefault((number, partner), []).append(Shut(*one.period.period, sentence))
    return found


def reason_shut(shuts: Shuts, collaboration_id: int, partner_id: int | None, status: int, period: Period) -> str:
    """Why a figure may not be written, changed or taken back now; empty where it may."""
    if status not in HAPPENED:
        return ""
    found = shuts.get((collaboration_id, partner_id), ())
    return next((one.sentence for one in found if one.touches(*period)), "")


def _shut(one: Round) -> Iterator[tuple[int | None, str]]:
    now = moment_text(clock.now())
    name = label(one.period.period, calendar=one.period.collaboration.calendar)
    if one.closing is not None:
        yield None, f"{_closed(one, name)} What is stated for the whole stays as it is until it is opened again."
    for each in one.returns:
        sentence = _of_return(one, each, name, now)
        if sentence:
            yield each.partner.id, sentence


def _of_return(one: Round, each: Return, name: str, now: str) -> str:
    partner, standing = each.partner.short_name, each.standing
    if one.closing is not None and not standing.open_until(now):
        over = ""
        if standing.let_in is not None:
            over = f" {partner} was let back in until {moment_said(standing.let_in.until)}, and that time is over."
        return f"{_closed(one, name)}{over} Ask another partner's approver or the secretariat to let {partner} back in."
    if standing.submitted is not None:
        who = f"{partner}'s return for {name} was submitted on {day_said(standing.submitted.day)}"
        if one.closing is not None or not standing.awaited:
            return f"{who} and is agreed. Ask another partner's approver or the secretariat to let {partner} back in."
        return f"{who}. Take the return back first, then change its figures."
    return ""


def _closed(one: Round, name: str) -> str:
    assert one.closing is not None, "asked only of what is closed"
    act = one.closing
    return f"{name} is closed: {act.person} closed it on {day_said(act.day)}, because: {act.words.rstrip('.')}."


def day_said(day: date) -> str:
    """A day in a sentence."""
    return f"{day.day} {day:%B %Y}"


def moment_text(moment: datetime) -> str:
    """A moment as acts keep it, in UTC, so that later is greater."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_said(text: str) -> str:
    """A moment of an act as people of the register read it.

    >>> moment_said("2026-07-01T13:02:00Z")
    '14:02 on 1 July 2026'
    """
    there = datetime.fromisoformat(text).astimezone(clock.LONDON)
    return f"{there:%H:%M} on {day_said(there.date())}"
