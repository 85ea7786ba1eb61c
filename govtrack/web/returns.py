"""Returns in words, the same at home and on their own pages: one word for where each stands, and who does what next."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import url_for

from govtrack.analytics.periods import label
from govtrack.analytics.returns import Step
from govtrack.analytics.stated import first_day
from govtrack.analytics.words import listed
from govtrack.store import cycle
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.store.cycle import Return, Round
from govtrack.store.returns import ReportingPeriod
from govtrack.web.formats import day

OVERDUE, LET_IN, NOT_BEGUN, OUTSIDE = "overdue", "let back in", "not due yet", "not a member"
STARTED = "started"
LATE = {OVERDUE, LET_IN}


class Cell(NamedTuple):
    """A word for one return, its tone, and where its page is."""

    word: str
    tone: str
    href: str = ""


def name_of(period: ReportingPeriod) -> str:
    """A reporting period as it is read."""
    return label(period.period, calendar=period.collaboration.calendar)


def address_of(one: Return) -> str:
    """Where a return's own page is."""
    return url_for(
        "returns.one",
        short_name=one.period.collaboration.short_name,
        number=one.period.id,
        partner=one.partner.short_name,
    )


def cell_of(one: Return) -> Cell:
    """The word for a return, in a grid."""
    return Cell(*_word(one), address_of(one))


def _word(one: Return) -> tuple[str, str]:
    step, standing = one.standing.step, one.standing
    if standing.let_in is not None:
        return LET_IN, "late"
    if step in {Step.CLOSED, Step.AGREED}:
        return str(step), "whole"
    if standing.closed:
        return f"closed, {'not agreed' if standing.handed_in else 'not submitted'}", "late"
    if step is Step.SUBMITTED:
        return ("not agreed by all", "late") if standing.objected else (str(step), "whole")
    return _before(one)


def _before(one: Return) -> tuple[str, str]:
    """The word for a return that is still to be submitted."""
    if one.overdue:
        return OVERDUE, "late"
    if one.standing.step is Step.IN_PROGRESS:
        return STARTED, "part"
    return (NOT_BEGUN, "off") if one.period.period.end >= today() else (str(one.standing.step), "none")


def awaited_in(whole: Round) -> list[str]:
    """The partners whose return of a period has not been submitted."""
    return [one.partner.short_name for one in whole.returns if not one.standing.handed_in]


def readable_rounds(together: Collaboration, until: date | None) -> list[Round]:
    """The reporting periods of a collaboration, those left out that began after a reader's last day."""
    rounds = cycle.rounds_in([together.id])[together.id]
    return [one for one in rounds if until is None or first_day(one.period.starts) <= until]


def finding(rounds: Sequence[Round]) -> str:
    """Where the returns of a collaboration stand, in a sentence; empty where it has no reporting periods."""
    if not rounds:
        return ""
    over = [one for one in rounds if one.period.period.end < today()]
    waiting = [(name_of(one.period), awaited_in(one)) for one in over if not one.closing and awaited_in(one)]
    if waiting:
        return " ".join(f"{name} waits for {listed(names)}." for name, names in waiting[-2:])
    unagreed = [one for one in over if any(each.standing.provisional for each in one.returns)]
    if unagreed:
        return f"Every return of {name_of(unagreed[-1].period)} is in; it is provisional until agreed and closed."
    if not over:
        return "No period is over yet."
    return f"Every period up to {name_of(over[-1].period)} is agreed and closed."


def next_for(one: Return) -> str:
    """Who must do what next about a return, in a sentence."""
    partner, standing, name = one.partner.short_name, one.standing, name_of(one.period)
    if standing.step is Step.CLOSED:
        return "Nothing more is to be done: every partner has agreed, and the period is closed."
    if standing.step is Step.AGREED:
        return f"Every partner has agreed. The secretariat closes {name} once all its returns are."
    if standing.step is Step.SUBMITTED:
        return _waiting(one)
    if standing.closed and standing.let_in is None:
        return f"{name} was closed without {partner}'s return. To hand it in, {partner} must be let back in."
    if standing.step is Step.NOT_STARTED and one.period.period.end >= today():
        return f"{name} is not over: {partner} reports on it by {day(one.period.due)}."
    verb = "submits the return" if standing.step is Step.IN_PROGRESS else "enters its figures, or a nil return,"
    late = f" It was due on {day(one.period.due)}." if one.overdue else f" It is due on {day(one.period.due)}."
    return f"{partner} {verb} next.{late if standing.let_in is None else ''}"


def _waiting(one: Return) -> str:
    names = {each.partner_id: each.partner.short_name for each in one.period.collaboration.memberships}
    objecting = [names[number] for number in one.standing.awaited if number in one.standing.objected]
    quiet = [names[number] for number in one.standing.awaited if number not in one.standing.objected]
    parts = []
    if quiet:
        parts.append(f"{listed(quiet)} {'has' if len(quiet) == 1 else 'have'} still to agree.")
        ends = one.standing.silence_ends
        if ends is not None:
            parts.append(f"Silence counts as agreement after {day(ends)}.")
    if objecting:
        does = "does" if len(objecting) == 1 else "do"
        parts.append(
            f"{listed(objecting)} {does} not agree: {one.partner.short_name} answers, or takes its return back."
        )
    return " ".join(parts)
