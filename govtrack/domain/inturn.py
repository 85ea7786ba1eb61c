"""Whether something may be done about a return now: in its turn, by who has a say; refused in words otherwise."""

from datetime import date

from govtrack.analytics.periods import label
from govtrack.analytics.returns import Act, Step, may_follow
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.shutting import day_said
from govtrack.store import clock, cycle
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import hold, memberships_in
from govtrack.store.cycle import Return, Round
from govtrack.store.db import db
from govtrack.store.returns import ReportingPeriod

LET_IN_INSTEAD = "Ask another partner's approver, or the secretariat, to let it back in."


def waits_for(one: Return, partner_id: int) -> bool:
    """Whether a submitted return waits for a partner to say something: it has neither agreed nor objected."""
    return (
        one.standing.step is Step.SUBMITTED
        and partner_id in one.standing.awaited
        and (partner_id not in one.standing.objected)
    )


def latest_act(period: ReportingPeriod, partner_id: int | None = None) -> int:
    """The number of the last act about a period, or about one partner's return in it; 0 for none."""
    about = {partner_id, None}
    return max((one.id for one in period.acts if partner_id is None or one.partner_id in about), default=0)


def held(period: ReportingPeriod) -> Round:
    """A period as it stands now, with no other writer beside."""
    hold(period.collaboration)
    db.session.expire(period, ["acts"])
    return cycle.round_of(period)


def ready(period: ReportingPeriod, partner: Organisation, act: Act, *, seen: int | None) -> Return:
    """The return an act is about; Refused where it cannot follow, Changed where something happened since `seen`."""
    found = held(period).of(partner.id)
    name = label(period.period, calendar=period.collaboration.calendar)
    if found is None:
        raise Refused(f"{partner.short_name} was no partner in {name}, so that there is no return of it.")
    if seen is not None and seen != latest_act(period, partner.id):
        raise Changed(found)
    standing = found.standing
    if not may_follow(standing.step, act, closed=standing.closed):
        raise Refused(_why_not(found, act, name))
    return found


def _why_not(found: Return, act: Act, name: str) -> str:
    """Why an act cannot follow, and what can be done instead."""
    partner, standing = found.partner.short_name, found.standing
    handed_in = (
        f"{partner}'s return for {name} is {'submitted already' if standing.handed_in else 'not submitted now'}."
    )
    if (act in {Act.SUBMIT, Act.NIL}) is standing.handed_in and act is not Act.LET_IN:
        return handed_in
    why = "The period is closed" if standing.closed else "Every partner has agreed to it"
    alone = "take its return back" if standing.step is Step.SUBMITTED else "change its figures"
    return {
        Act.SUBMIT: f"Nothing is recorded for {name} yet: enter the figures, or say that there was nothing.",
        Act.NIL: f"Figures are recorded for {name}, which a nil return would contradict: submit or withdraw them.",
        Act.TAKE_BACK: f"{why}, so it is no longer taken back. {LET_IN_INSTEAD}",
        Act.LET_IN: f"{partner} can {alone} without being let in: {name} is open.",
    }.get(act, f"{partner}'s return for {name} is agreed already.")


def refuse_voice(period: ReportingPeriod, partner: Organisation, acted_for: Organisation) -> None:
    """Whether a partner has a say about another's return of a period: while it is a member, and was one then."""
    name = label(period.period, calendar=period.collaboration.calendar)
    if acted_for.id == partner.id:
        raise Refused("A partner does not agree to its own return: submitting it says so already.")
    spells = [one for one in memberships_in([period.collaboration_id]) if one.partner_id == acted_for.id]
    if not any(one.partner_id == acted_for.id for one in cycle.partners_of(period.period, spells)):
        raise Refused(f"{acted_for.short_name} was no partner in {name}, so that it has no say about its returns.")
    last = spells[-1].left
    if last is not None and last < clock.today():
        raise Refused(f"{acted_for.short_name} left on {day_said(last)}: since then it has no say about returns.")


def refuse_out_of_turn(period: ReportingPeriod, act: Act, *, seen: int | None) -> None:
    whole = held(period)
    if seen is not None and seen != latest_act(period):
        raise Changed(whole)
    if not may_follow(Step.AGREED, act, closed=whole.closing is not None):
        name = label(period.period, calendar=period.collaboration.calendar)
        raise Refused(f"{name} is {'not closed' if act is Act.REOPEN else 'closed already'}.")


def refuse_too_early(period: ReportingPeriod, deed_meant: str) -> None:
    last: date = period.period.end
    if clock.today() <= last:
        name = label(period.period, calendar=period.collaboration.calendar)
        raise Refused(f"{name} is not over until {day_said(last)}: {deed_meant} after that.")
