"""Where every return of some collaborations stands on a day: periods, their partners, acts and figures put together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from govtrack.analytics import returns as cycle
from govtrack.analytics.kinds import Counted
from govtrack.analytics.periods import Period
from govtrack.analytics.returns import Standing
from govtrack.store import returns, totals
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import Membership, memberships_in
from govtrack.store.ledger import Figure
from govtrack.store.returns import ReportingPeriod, ReturnAct

YEAR = 12


class Return(NamedTuple):
    """One partner's return of one period, and where it stands."""

    period: ReportingPeriod
    partner: Organisation
    standing: Standing

    @property
    def overdue(self) -> bool:
        """Whether it is waited for and its day is past."""
        return not self.standing.handed_in and self.standing.let_in is None and self.period.due < today()


class Round(NamedTuple):
    """One reporting period with the return of everybody who was a partner in it, observers left out."""

    period: ReportingPeriod
    returns: list[Return]
    closing: ReturnAct | None
    """The act that closed it, while it is closed."""

    def of(self, partner_id: int) -> Return | None:
        """One partner's return, if it was a partner then."""
        return next((one for one in self.returns if one.partner.id == partner_id), None)


def rounds_in(
    collaboration_ids: Sequence[int] | None, *, on: date | None = None, since: int | None = None
) -> dict[int, list[Round]]:
    """The reporting periods of some collaborations (None: all), oldest first, as known on a day (None: now).

    `since` is a month: periods that ended before it are left out.
    """
    day = on or today()
    periods = [
        one
        for one in returns.periods_in(collaboration_ids, opened_by=day)
        if since is None or one.starts + one.months > since
    ]
    spells: dict[int, list[Membership]] = {}
    for spell in memberships_in(sorted({one.collaboration_id for one in periods})):
        spells.setdefault(spell.collaboration_id, []).append(spell)
    begun = _begun(periods)
    found: dict[int, list[Round]] = {number: [] for number in collaboration_ids or ()}
    for one in periods:
        found.setdefault(one.collaboration_id, []).append(_round(one, spells.get(one.collaboration_id, []), begun, day))
    return found


def round_of(period: ReportingPeriod) -> Round:
    """One reporting period as it stands now."""
    spells = memberships_in([period.collaboration_id])
    return _round(period, spells, _begun([period]), today())


def partners_of(period: Period, spells: Sequence[Membership]) -> list[Membership]:
    """Who reports on a period: the partners with a spell in some of it, by when they joined; never observers."""
    found: dict[int, Membership] = {}
    for spell in spells:
        inside = (spell.joined or date.min) <= period.end and (spell.left or date.max) >= period.start
        if inside and not spell.observer:
            found[spell.partner_id] = spell
    return list(found.values())


def _begun(periods: Sequence[ReportingPeriod]) -> set[tuple[int, int, int]]:
    """Which partners have figures of what happened in which period: collaboration, partner, first month."""
    if not periods:
        return set()
    numbers = sorted({one.collaboration_id for one in periods})
    first = min(one.starts for one in periods)
    rows = totals.reported_since(numbers, first, Counted.CLAIMED_AND_VERIFIED.statuses)
    return {
        (one.collaboration_id, row.partner_id, one.starts)
        for one in periods
        for row in rows
        if row.collaboration_id == one.collaboration_id
        and row.months <= YEAR
        and row.starts < one.starts + one.months
        and row.starts + row.months > one.starts
    }


def _round(period: ReportingPeriod, spells: Sequence[Membership], begun: set[tuple[int, int, int]], day: date) -> Round:
    said = period.said(day)
    partners = partners_of(period.period, spells)
    last_days = {spell.partner_id: spell.left for spell in spells}
    members = [cycle.Member(spell.partner_id, left=last_days[spell.partner_id]) for spell in partners]
    there = [
        Return(
            period,
            spell.partner,
            cycle.standing(
                said,
                spell.partner_id,
                members=members,
                started=(period.collaboration_id, spell.partner_id, period.starts) in begun,
                on=day,
            ),
        )
        for spell in partners
    ]
    closing = cycle.last_closing(said)
    return Round(period, there, next((one for one in period.acts if closing and one.id == closing.number), None))


def provisional_months(
    collaboration_ids: Sequence[int], *, on: date | None = None
) -> dict[int, dict[int, list[Period]]]:
    """By collaboration and partner, the reporting periods whose figures may still change, as known on a day."""
    return {
        number: {
            partner: [one.period.period for one in there if one.partner.id == partner]
            for partner in dict.fromkeys(one.partner.id for one in there)
        }
        for number, rounds in rounds_in(collaboration_ids, on=on).items()
        for there in [[one for whole in rounds for one in whole.returns if one.standing.provisional]]
    }


def may_change(figure: Figure, loose: Mapping[int, Sequence[Period]]) -> bool:
    """Whether a figure lies in a reporting period of its partner that may still change; hopes are not reported."""
    if figure.status not in Counted.CLAIMED_AND_VERIFIED.statuses:
        return False
    end = figure.starts + figure.months
    return any(
        one.starts < end and figure.starts < one.starts + one.months for one in loose.get(figure.partner_id or 0, ())
    )


def any_may_change(figures: Sequence[Figure]) -> bool:
    """Whether one of some figures of one collaboration may still change."""
    loose = provisional_months([figures[0].collaboration_id]).get(figures[0].collaboration_id, {})
    return any(may_change(one, loose) for one in figures)
