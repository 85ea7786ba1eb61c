"""What the person who looks may do about a return now, each a button that leads to its page."""

from typing import NamedTuple

from flask import url_for
from flask_security import current_user

from govtrack.analytics.returns import Act, Step, may_follow
from govtrack.domain.inturn import waits_for
from govtrack.domain.shutting import moment_said, moment_text
from govtrack.rooms.returns.found import voices
from govtrack.store import clock
from govtrack.store.cycle import Return, Round
from govtrack.web.access import allowed, may_record
from govtrack.web.returns import name_of


class Way(NamedTuple):
    """Something that a person may do now: the button's words, and where it leads; `first` is the likely one."""

    words: str
    href: str
    first: bool = False


def ways_of(one: Return) -> list[Way]:
    """What the person who looks may do about a return now, the likely thing first."""
    letting = f"Let {one.partner.short_name} {'in for longer' if one.standing.let_in else 'back in'}"
    ways = [
        Way(words, _to(one, endpoint), first=first)
        for act, endpoint, words, first in (
            (Act.SUBMIT, ".submit", "Submit the return", True),
            (Act.NIL, ".submit_nil", "Nothing this period: nil return", False),
            (Act.TAKE_BACK, ".take_back", "Take the return back", False),
            (Act.AGREE, ".agree", "Agree to the return", True),
            (Act.OBJECT, ".object_to", "Object to it", False),
            (Act.LET_IN, ".let_in", letting, False),
        )
        if may_follow(one.standing.step, act, closed=one.standing.closed) and _may(one, act)
    ]
    together = one.period.collaboration
    writable = not one.standing.handed_in and (
        not one.standing.closed or one.standing.open_until(moment_text(clock.now()))
    )
    if writable and may_record(current_user, together.id, one.partner.id):
        entry = url_for(
            "ledger.grid", short_name=together.short_name, partner=one.partner.short_name, period=name_of(one.period)
        )
        ways.insert(0, Way("Enter its figures", entry, first=one.standing.step is Step.NOT_STARTED))
        ways.append(Way("Import a file", url_for("imports.index")))
    return ways


def _to(one: Return, endpoint: str) -> str:
    return url_for(
        endpoint,
        short_name=one.period.collaboration.short_name,
        number=one.period.id,
        partner=one.partner.short_name,
    )


def _may(one: Return, act: Act) -> bool:
    together = one.period.collaboration.id
    if act in {Act.SUBMIT, Act.NIL, Act.TAKE_BACK}:
        over = one.period.period.end < clock.today()
        mine = {"organisation_id": one.partner.id, "collaboration_id": together}
        return over and allowed(current_user, "submit returns", **mine)
    if act is Act.LET_IN:
        if not allowed(current_user, "let partners back in", collaboration_id=together):
            return False
        ours = {voice.id for voice in voices(one.period.collaboration, "let partners back in")}
        return ours != {one.partner.id}
    waiting = {voice.id for voice in voices(one.period.collaboration)} & set(one.standing.awaited)
    return any(act is Act.AGREE or number not in one.standing.objected for number in waiting)


def waiting_for_me(whole: Round) -> list[str]:
    """Whose submitted returns of a period wait for the agreement of the person who looks."""
    ours = voices(whole.period.collaboration)
    return [one.partner.short_name for one in whole.returns if any(waits_for(one, voice.id) for voice in ours)]


def let_in_words(one: Return) -> str:
    """Until when a partner that was let back in may change its figures; empty where it was not."""
    let_in = one.standing.let_in
    if let_in is None:
        return ""
    until = moment_said(let_in.until)
    if not one.standing.closed:
        return "It was let back in, and is to be submitted again."
    if one.standing.open_until(moment_text(clock.now())):
        return f"It is let back in until {until}, and is to be submitted again."
    return f"It was let back in until {until}. That time is over; it is to be submitted again as it stands."
