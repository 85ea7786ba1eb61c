"""Taking in reporting periods and what was done about their returns, as a register that was exported had them."""

from collections.abc import Iterable
from datetime import datetime

from govtrack.analytics.periods import NotAPeriod, Period, parse
from govtrack.analytics.returns import BY_ANOTHER, OF_A_PERIOD, UNTIL, Act
from govtrack.domain import outgoing
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.returns import DEEDS, SAY_WHY, refuse_to_open
from govtrack.domain.taking import Count, Work, agree, take_each
from govtrack.store import cycle
from govtrack.store.bodies import Organisation
from govtrack.store.clock import LONDON, today
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.returns import ReportingPeriod, ReturnAct, periods_in


def reporting_periods(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per period, known by its collaboration and its months."""

    def take(row: Row) -> bool:
        collaboration = work.names.collaborations.named(row.values["collaboration"], field="collaboration")
        period = _period(row, collaboration)
        there = periods_in([collaboration.id])
        for one in there:
            if one.period == period:
                agree(known, row, outgoing.reporting_period(one), but=["collaboration", "period"])
                return False
        refuse_to_open(period, [one.period for one in there], calendar=collaboration.calendar)
        _refuse_to_come(row.values["opened"].isoformat(), field="opened")
        with deed("opened a reporting period", by=work.by):
            db.session.add(
                ReportingPeriod(
                    collaboration_id=collaboration.id,
                    starts=period.starts,
                    months=period.months,
                    due=row.values["due"],
                    opened=row.values["opened"],
                )
            )
        return True

    return take_each(known, rows, work, take)


def return_acts(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per act; the same act about the same return at the same moment is the same one."""
    periods: dict[int, dict[Period, ReportingPeriod]] = {}

    def take(row: Row) -> bool:
        collaboration = work.names.collaborations.named(row.values["collaboration"], field="collaboration")
        if collaboration.id not in periods:
            periods[collaboration.id] = {one.period: one for one in periods_in([collaboration.id])}
        period = periods[collaboration.id].get(_period(row, collaboration))
        if period is None:
            raise Refused("There is no such reporting period: give it a row in reporting_periods.", field="period")
        partner, acted_for = (_body(row, work, field) for field in ("partner", "acted_for"))
        act = Act(row.values["act"])
        _refuse_nonsense(row, act, period, partner, acted_for)
        made = _made(row, act, partner, acted_for)
        for one in period.acts:
            if (one.act, one.partner_id, one.acted_for_id, one.at) == (
                made.act, made.partner_id, made.acted_for_id, made.at,
            ):  # fmt: skip
                agree(known, row, outgoing.return_act(one), but=["collaboration", "period", "partner", "acted_for"])
                return False
        if period.acts and made.at < period.acts[-1].at:
            raise Refused("Acts stand in the order in which they were done: an earlier row is later.", field="at")
        with deed(DEEDS[act], by=work.by, reason=made.words):
            period.acts.append(made)
        return True

    return take_each(known, rows, work, take)


def _period(row: Row, collaboration: Collaboration) -> Period:
    try:
        return parse(row.values["period"], calendar=collaboration.calendar)
    except NotAPeriod as error:
        raise Refused(str(error), field="period") from error


def _body(row: Row, work: Work, field: str) -> Organisation | None:
    name = row.values.get(field)
    return work.names.organisations.named(name, field=field) if name else None


def _made(row: Row, act: Act, partner: Organisation | None, acted_for: Organisation | None) -> ReturnAct:
    return ReturnAct(
        act=str(act),
        partner_id=partner.id if partner else None,
        acted_for_id=acted_for.id if acted_for else None,
        at=row.values["at"],
        day=datetime.fromisoformat(row.values["at"]).astimezone(LONDON).date(),
        person=row.values["person"],
        words=row.values.get("words", ""),
        until=row.values.get("until", ""),
        silence_days=row.values.get("silence_days"),
    )


def _refuse_nonsense(
    row: Row, act: Act, period: ReportingPeriod, partner: Organisation | None, acted_for: Organisation | None
) -> None:
    """What no register could have recorded: an act about nobody's return, by nobody, without its reason, or to come."""
    _refuse_to_come(row.values["at"][:10], field="at")
    if (partner is None) is not (act in OF_A_PERIOD):
        what = "the period as a whole: leave the partner blank" if partner else "a partner's return: say whose"
        raise Refused(f"“{act}” is about {what}.", field="partner")
    there = {spell.partner_id for spell in cycle.partners_of(period.period, period.collaboration.memberships)}
    for body, field in ((partner, "partner"), (acted_for, "acted_for")):
        if body is not None and body.id not in there:
            raise Refused(f"{body.short_name} was no partner in that period.", field=field)
    if act in BY_ANOTHER and (acted_for is None or acted_for == partner):
        raise Refused("Say which other partner said this of the return.", field="acted_for")
    if act in SAY_WHY and not row.values.get("words"):
        raise Refused("This act needs its words: why it was done.", field="words")
    if (act in UNTIL) is not bool(row.values.get("until")):
        raise Refused(
            "Letting a partner back in, or moving the day, has a moment until when; nothing else has.", field="until"
        )


def _refuse_to_come(day: str, *, field: str) -> None:
    if day > today().isoformat():
        raise Refused("That is still to come.", field=field)
