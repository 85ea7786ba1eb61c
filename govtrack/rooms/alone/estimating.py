"""One estimate as its pages need it: which it is, what stands of it, and what it said before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import abort, request

from govtrack.analytics.periods import first_day
from govtrack.rooms.alone.forms import EstimateForm, Which, WithdrawForm
from govtrack.rooms.alone.shown import SHORT, money
from govtrack.store.alone import StandaloneCost, revisions
from govtrack.store.bodies import organisation_named
from govtrack.store.collaborations import Collaboration, partners_in
from govtrack.web import formats
from govtrack.web.access import may_record, sees_until


def which(together: Collaboration, person: Any) -> Which:
    """The choice of an estimate among those a person may enter; 403 for another partner's, which may only be read."""
    partners = partners_in([together.id])
    ours = [one for one in partners if may_record(person, together.id, one.id)]
    name = request.args.get("partner", "")
    named = organisation_named(name) if name.isprintable() else None
    if named is not None and named in partners and named not in ours:
        abort(403)
    return Which(request.args, together, ours)


def told_of(together: Collaboration, person: Any) -> Which | None:
    """The choice of an estimate among all that a person reads; None for no choice, 404 where they may not know."""
    choice = Which(request.args, together, partners_in([together.id]))
    if not choice.validate():
        return None
    until = sees_until(person, together)
    if until is not None and first_day(choice.place.starts) > until:
        abort(404)
    return choice


def estimate_form(choice: Which, **more: Any) -> EstimateForm:
    """The form, filled with what stands."""
    latest = _latest(choice)
    return EstimateForm(_standing(latest), revision=latest.revision if latest else 0, **more)


def withdraw_form(choice: Which, **more: Any) -> WithdrawForm:
    """The form for taking back what stands."""
    latest = _latest(choice)
    return WithdrawForm(data={"version": latest.revision if latest else 0}, **more)


def stands(choice: Which) -> bool:
    """Whether there is an estimate that could be taken back."""
    return _standing(_latest(choice)) is not None


def page_of(choice: Which) -> dict[str, Any]:
    """What the pages of one estimate show besides their form."""
    told = revisions(choice.place)
    standing = _standing(next(iter(told), None))
    return {
        "which": choice,
        "together": choice.together,
        "partner": choice.whose,
        "year": choice.year.data,
        "of": SHORT[choice.asked],
        "standing": standing,
        "history": [_turn(row) for row in told],
    }


def _latest(choice: Which) -> StandaloneCost | None:
    return next(iter(revisions(choice.place)), None)


def _standing(latest: StandaloneCost | None) -> StandaloneCost | None:
    return None if latest is None or latest.withdrawn else latest


def _turn(row: StandaloneCost) -> Sequence[Any]:
    amounts: list[Any] = [None] * 3 if row.withdrawn else [money(one) for one in row.range]
    said = "taken back" if row.withdrawn else row.method
    return [
        formats.day(date.fromordinal(row.day)), *amounts, row.estimated_by, formats.day(row.estimated_on), said,
        row.reason or "first estimate", row.person,
    ]  # fmt: skip
