"""The verbs of the reporting cycle: open a period, submit, agree, object, let back in, close. Acts are only added."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from govtrack.analytics.periods import Period, label
from govtrack.analytics.returns import Act
from govtrack.domain import nil
from govtrack.domain.inturn import (
    held,
    latest_act,
    ready,
    refuse_out_of_turn,
    refuse_too_early,
    refuse_voice,
    waits_for,
)
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.shutting import day_said, moment_text
from govtrack.store import clock, returns
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration, hold, silence_on
from govtrack.store.cycle import Return
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.returns import ReportingPeriod, ReturnAct

LONGEST_WORDS = 1000
YEAR = 12
LONGEST_DUE, LONGEST_LET_IN, FURTHEST_AHEAD = 365, 62, 732
"""In days: how long after its end a period may be due, how long a partner may be let in, how far ahead periods open."""

DEEDS = {
    Act.SUBMIT: "submitted a return",
    Act.NIL: "submitted a nil return",
    Act.TAKE_BACK: "took a return back",
    Act.AGREE: "agreed to a return",
    Act.OBJECT: "objected to a return",
    Act.LET_IN: "let a partner back in",
    Act.CLOSE: "closed a period",
    Act.REOPEN: "opened a period again",
    Act.MOVE: "moved the day a period is due",
}
SAY_WHY = {
    Act.TAKE_BACK: "Say why it is taken back: the others read it.",
    Act.OBJECT: "Say what you do not agree with, and what would be right.",
    Act.LET_IN: "Say why the partner is let back in: every partner reads it.",
    Act.CLOSE: "Say why it is closed now: whoever is late reads it.",
    Act.REOPEN: "Say why it is opened again: every partner reads it.",
    Act.MOVE: "Say why the day is moved: every partner reads it.",
}


def open_periods(
    collaboration: Collaboration, periods: Sequence[Period], *, due_days: int, by: Any
) -> list[ReportingPeriod]:
    """Open reporting periods, each due some days after its end. Refused where two would share a month."""
    hold(collaboration)
    if not 0 <= due_days <= LONGEST_DUE:
        raise Refused(f"Give at most {LONGEST_DUE} days after the period's end.", field="due_days")
    there = [one.period for one in returns.periods_in([collaboration.id])]
    for period in periods:
        refuse_to_open(period, there, calendar=collaboration.calendar)
    rows = [
        ReportingPeriod(
            collaboration_id=collaboration.id,
            starts=period.starts,
            months=period.months,
            due=period.end + timedelta(days=due_days),
            opened=clock.today(),
        )
        for period in periods
    ]
    with deed("opened a reporting period", by=by):
        db.session.add_all(rows)
    return rows


def refuse_to_open(period: Period, there: Sequence[Period], *, calendar: bool) -> None:
    """Refused where a period is too long, too far ahead, or shares a month with one that is there."""
    name = label(period, calendar=calendar)
    if period.months > YEAR:
        raise Refused("A reporting period is a year at most.", field="period")
    if (period.start - clock.today()).days > FURTHEST_AHEAD:
        raise Refused(f"{name} is too far ahead: open periods up to two years from now.", field="period")
    for one in there:
        if period.starts < one.starts + one.months and period.starts + period.months > one.starts:
            raise Refused(
                f"{label(one, calendar=calendar)} is open already, in some of the same months.", field="period"
            )


def submit(
    period: ReportingPeriod, partner: Organisation, *, words: str = "", seen: int | None = None, by: Any
) -> None:
    """Say that a partner's figures of a period are complete. From then on they stand still."""
    ready(period, partner, Act.SUBMIT, seen=seen)
    refuse_too_early(period, "submit the return")
    silence = silence_on(period.collaboration_id, clock.today())
    _say(period, Act.SUBMIT, partner=partner, acted_for=partner, words=words, silence=silence, by=by)


def submit_nil(
    period: ReportingPeriod, partner: Organisation, *, words: str = "", seen: int | None = None, by: Any
) -> None:
    """Say that there was nothing in a period: nought on both sides is recorded, and submitted."""
    ready(period, partner, Act.NIL, seen=seen)
    refuse_too_early(period, "say that there was nothing in it")
    nil.record(period.collaboration, partner, period.period, by=by)
    silence = silence_on(period.collaboration_id, clock.today())
    _say(period, Act.NIL, partner=partner, acted_for=partner, words=words, silence=silence, by=by)


def take_back(period: ReportingPeriod, partner: Organisation, *, words: str, seen: int | None = None, by: Any) -> None:
    """Take a submitted return back while somebody has still to agree, so that its figures can be changed."""
    found = ready(period, partner, Act.TAKE_BACK, seen=seen)
    _say(period, Act.TAKE_BACK, partner=partner, acted_for=partner, words=words, by=by)
    if found.standing.nil:
        nil.withdraw(period.collaboration, partner, period.period, by=by)


def agree(
    period: ReportingPeriod,
    partner: Organisation,
    *,
    acted_for: Organisation,
    words: str = "",
    seen: int | None = None,
    by: Any,
) -> None:
    """Agree, for one partner, to another's submitted return."""
    found = ready(period, partner, Act.AGREE, seen=seen)
    refuse_voice(period, partner, acted_for)
    if acted_for.id in found.standing.agreed:
        raise Refused(f"{acted_for.short_name} has agreed to it already.")
    _say(period, Act.AGREE, partner=partner, acted_for=acted_for, words=words, by=by)


def agree_to_all(
    period: ReportingPeriod, *, acted_for: Sequence[Organisation], seen: int | None = None, by: Any
) -> list[Return]:
    """Agree, for some partners, to every submitted return of a period that waits for them; give those."""
    whole = held(period)
    if seen is not None and seen != latest_act(period):
        raise Changed(whole)
    waiting = [(one, voice) for voice in acted_for for one in whole.returns if waits_for(one, voice.id)]
    if not waiting:
        raise Refused("No submitted return waits for your agreement now.")
    for one, voice in waiting:
        refuse_voice(period, one.partner, voice)
        _say(period, Act.AGREE, partner=one.partner, acted_for=voice, words="", by=by)
    return [one for one, _ in waiting]


def object_to(
    period: ReportingPeriod,
    partner: Organisation,
    *,
    acted_for: Organisation,
    words: str,
    seen: int | None = None,
    by: Any,
) -> None:
    """Say that a partner does not agree to another's return, and why: silence then no longer agrees for it."""
    ready(period, partner, Act.OBJECT, seen=seen)
    refuse_voice(period, partner, acted_for)
    _say(period, Act.OBJECT, partner=partner, acted_for=acted_for, words=words, by=by)


def let_in(
    period: ReportingPeriod,
    partner: Organisation,
    *,
    until: datetime,
    words: str,
    acted_for: Organisation | None,
    seen: int | None = None,
    by: Any,
) -> None:
    """Let one partner change an agreed or closed return until a moment. `acted_for` None: done by the secretariat."""
    ready(period, partner, Act.LET_IN, seen=seen)
    if acted_for is not None and acted_for.id == partner.id:
        raise Refused(
            f"Nobody lets their own organisation back in: ask another partner's approver, or the secretariat, "
            f"to let {partner.short_name} in."
        )
    if acted_for is not None:
        refuse_voice(period, partner, acted_for)
    if until <= clock.now():
        raise Refused("That time is past: give one to come.", field="until")
    if until > clock.now() + timedelta(days=LONGEST_LET_IN):
        raise Refused(f"Let a partner in for {LONGEST_LET_IN} days at most.", field="until")
    _say(
        period, Act.LET_IN, partner=partner, acted_for=acted_for, words=words, until=moment_text(until), by=by
    )  # fmt: skip


def close(period: ReportingPeriod, *, words: str, seen: int | None = None, by: Any) -> None:
    """Close a period: no figure of it is entered, changed or taken back any more, but by a partner let back in."""
    refuse_out_of_turn(period, Act.CLOSE, seen=seen)
    refuse_too_early(period, "close it")
    _say(period, Act.CLOSE, words=words, by=by)


def reopen(period: ReportingPeriod, *, words: str, seen: int | None = None, by: Any) -> None:
    """Open a closed period again; what was submitted and agreed stays so."""
    refuse_out_of_turn(period, Act.REOPEN, seen=seen)
    _say(period, Act.REOPEN, words=words, by=by)


def move_due(period: ReportingPeriod, *, due: date, words: str, seen: int | None = None, by: Any) -> None:
    """Move the day on which the returns of an open period are due; what it was before stays in what was done."""
    refuse_out_of_turn(period, Act.MOVE, seen=seen)
    last = period.period.end
    if due == period.due:
        raise Refused("They are due on that day already: give another.", field="due")
    if due <= last:
        raise Refused(
            f"Returns are due after their period is over, on {day_said(last)}: give a later day.", field="due"
        )
    if (due - last).days > LONGEST_DUE:
        raise Refused(f"Give at most {LONGEST_DUE} days after the period's end.", field="due")
    why = words.strip() and f"{words.strip()} It was due on {day_said(period.due)}."
    _say(period, Act.MOVE, words=why, until=moment_text(datetime.combine(due, time.max, clock.LONDON)), by=by)
    with deed(DEEDS[Act.MOVE], by=by, reason=words.strip()):
        period.due = due


def _say(
    period: ReportingPeriod,
    act: Act,
    *,
    words: str,
    by: Any,
    partner: Organisation | None = None,
    acted_for: Organisation | None = None,
    until: str = "",
    silence: int | None = None,
) -> None:
    words = words.strip()
    if not words and act in SAY_WHY:
        raise Refused(SAY_WHY[act], field="words")
    if len(words) > LONGEST_WORDS:
        raise Refused(f"At most {LONGEST_WORDS:,} characters; this has {len(words):,}.", field="words")
    with deed(DEEDS[act], by=by, reason=words):
        period.acts.append(
            ReturnAct(
                act=str(act),
                partner_id=partner.id if partner else None,
                acted_for_id=acted_for.id if acted_for else None,
                at=moment_text(clock.now()),
                day=clock.today(),
                person_id=getattr(by, "id", None),
                person=str(getattr(by, "email", by)),
                words=words,
                until=until,
                silence_days=silence,
            )
        )
