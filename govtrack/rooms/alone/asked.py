"""What a reader of going alone asks: the years, partners and days that may be seen, and the usual answer to each."""

from typing import Any

from govtrack.analytics.periods import first_day, month_of
from govtrack.analytics.record import YEAR
from govtrack.rooms.alone.forms import ALL, Controls
from govtrack.store import alone, bodies, collaborations, studies, totals
from govtrack.store.alone import Question
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.web.access import own_organisations, sees_until


def controls(typed: Any, together: Collaboration, person: Any) -> Controls:
    """The choices that a reader has; a former member's end with the year in which it left."""
    members = collaborations.memberships_in([together.id])
    ours = own_organisations(person)
    until = sees_until(person, together)
    estimated = [one for one in _estimated(together) if until is None or first_day(one) <= until]
    years = sorted(
        {*estimated, *(one for one in totals.months_of(together.id) if until is None or first_day(one) <= until)}
    )
    return Controls(
        typed,
        together,
        years=years or [_this_year(together)],
        usual=_usual(estimated, years) or _this_year(together),
        partners=list(dict.fromkeys(spell.partner.short_name for spell in members)),
        own=next((spell.partner.short_name for spell in members if spell.partner_id in ours), ALL),
    )


def _estimated(together: Collaboration) -> list[int]:
    return sorted({*alone.years_with(together.id), *(one.starts for one in studies.studies_in([together.id]))})


def _usual(estimated: list[int], years: list[int]) -> int:
    """The latest year that is over and estimated, else any estimated, else the latest that is over."""
    over = month_of(today()) - YEAR
    past = [one for one in estimated if one <= over]
    return next(iter([*past[-1:], *estimated[-1:], *[one for one in years if one <= over][-1:], *years[-1:]]), 0)


def _this_year(together: Collaboration) -> int:
    return (month_of(today()) - together.year_from) // YEAR * YEAR + together.year_from


def question(together: Collaboration, asked: Controls) -> Question:
    """The question that valid answers make."""
    return Question(together, asked.starts, asked.known.data)


def eyes(asked: Controls) -> Organisation | None:
    """The partner looked through, None for all."""
    return None if asked.partner.data == ALL else bodies.organisation_named(str(asked.partner.data))
