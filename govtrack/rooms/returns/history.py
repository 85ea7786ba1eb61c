"""What was done about returns, in words: who, for whom, when, and with what words of their own."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from govtrack.analytics.returns import Act
from govtrack.analytics.words import counted
from govtrack.domain.shutting import moment_said
from govtrack.store.clock import LONDON
from govtrack.store.cycle import Return
from govtrack.store.returns import ReturnAct
from govtrack.web import formats


class Done(NamedTuple):
    """One act in words, as a line of what happened when."""

    when: str
    title: str
    text: str
    who: str
    href: str = ""


def done(acts: Iterable[ReturnAct]) -> list[Done]:
    """Acts as a timeline, the latest first."""
    return [_done(act) for act in sorted(acts, key=lambda one: -one.id)]


def _done(act: ReturnAct) -> Done:
    partner = act.partner.short_name if act.partner else ""
    voice = act.acted_for.short_name if act.acted_for else "The secretariat"
    whose = "its return" if act.partner_id == act.acted_for_id else f"{partner}'s return"
    title = {
        Act.SUBMIT: f"{voice} submitted its return",
        Act.NIL: f"{voice} submitted a nil return: nothing this period",
        Act.TAKE_BACK: f"{voice} took its return back",
        Act.AGREE: f"{voice} agreed to {whose}",
        Act.OBJECT: f"{voice} did not agree to {whose}",
        Act.LET_IN: f"{voice} let {partner} back in until {moment_said(act.until) if act.until else ''}",
        Act.CLOSE: "The period was closed",
        Act.REOPEN: "The period was opened again",
        Act.MOVE: f"The day it is due was moved to {formats.day(_local(act.until)) if act.until else ''}",
    }[Act(act.act)]
    silence = (
        f"Silence counts as agreement after {counted(act.silence_days, 'day')}." if act.silence_days is not None else ""
    )
    text = " ".join(part for part in (act.words, silence) if part)
    return Done(formats.moment(datetime.fromisoformat(act.at)), title, text, act.person)


def _local(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(LONDON).date()


def agreement_on(one: Return) -> list[tuple[str, str]]:
    """What each of the others says of a submitted return."""
    if not one.standing.handed_in:
        return []
    names = {spell.partner_id: spell.partner.short_name for spell in one.period.collaboration.memberships}
    said = [(number, f"agreed on {formats.day(act.day)}") for number, act in one.standing.agreed.items()]
    said += [(number, f"does not agree, {formats.day(act.day)}") for number, act in one.standing.objected.items()]
    said += [(number, "said nothing, which counts as agreement") for number in one.standing.silent]
    said += [(number, "has still to agree") for number in one.standing.awaited if number not in one.standing.objected]
    return sorted((names[number], words) for number, words in said)
