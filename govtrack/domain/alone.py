"""The verbs of going alone: estimate what a partner would pay by itself or the others without it, take that back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from govtrack.analytics.kinds import Provenance, WhatIf
from govtrack.analytics.periods import Period, label, month_of, year_of
from govtrack.analytics.record import YEAR
from govtrack.domain.checks import LARGEST, LONGEST_TEXT
from govtrack.domain.names import part_date
from govtrack.domain.refusals import Changed, Refused
from govtrack.store.alone import Place, StandaloneCost, revisions
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, Membership, hold, memberships_in
from govtrack.store.db import db
from govtrack.store.events import deed

FIRST_YEAR = 1990
YEARS_AHEAD = 5
"""How far into the future going alone may be estimated."""
SAID = ("low", "central", "high", "estimated_by", "estimated_on", "method", "source", "provenance")
"""What an estimate says; the rest of its row is where and when it was said."""


def estimate(
    collaboration: Collaboration,
    partner: Organisation,
    *,
    starts: int,
    what_if: str = WhatIf.ALONE,
    low: int,
    central: int,
    high: int,
    estimated_by: str,
    estimated_on: str,
    method: str,
    source: str = "",
    provenance: int = Provenance.RECORDED,
    reason: str = "",
    seen: int | None = None,
    by: Any,
) -> StandaloneCost:
    """Record an estimate of one partner and year, or a later one in place of that which stands.

    `starts` is the first month of the year. Refused where a rule says no; Changed when there is a revision after
    the one `seen` (0 for none).
    """
    hold(collaboration)
    place = Place(collaboration.id, partner.id, starts, str(WhatIf(what_if)))
    standing = _latest(place, seen, collaboration)
    refuse_a_year(collaboration, starts)
    spells = memberships_in([collaboration.id])
    refuse_a_stranger(collaboration, partner, starts, spells)
    if place.what_if == WhatIf.LEFT and len(members_in(starts, spells)) <= 2:
        raise Refused(
            "With two partners, what the other would pay is what it would pay alone: record that instead.",
            field="what_if",
        )
    _refuse_disorder(low, central, high)
    row = StandaloneCost(
        **place._asdict(),
        revision=standing.revision + 1 if standing else 1,
        low=low,
        central=central,
        high=high,
        **who_and_how("estimated", by=estimated_by, on=estimated_on, method=method, source=source),
        provenance=int(Provenance(provenance)),
        withdrawn=False,
        reason=reason.strip(),
        day=today().toordinal(),
        person=_name(by),
    )
    if standing is not None and not standing.withdrawn:
        _refuse_no_change(row, standing)
        if not row.reason:
            raise Refused("Say why the estimate changes: it is kept with it for good.", field="reason")
    with deed("estimated going alone", by=by, reason=row.reason):
        db.session.add(row)
    return row


def withdraw(collaboration: Collaboration, place: Place, *, reason: str, seen: int | None = None, by: Any) -> None:
    """Take the standing estimate back; what it said stays readable as it was known."""
    hold(collaboration)
    standing = _latest(place, seen, collaboration)
    if standing is None or standing.withdrawn:
        raise Refused("There is no estimate here that could be taken back.")
    if not reason.strip():
        raise Refused("Say why it is taken back.", field="reason")
    said = {name: getattr(standing, name) for name in SAID}
    row = StandaloneCost(
        **place._asdict(),
        **said,
        revision=standing.revision + 1,
        withdrawn=True,
        reason=reason.strip(),
        day=today().toordinal(),
        person=_name(by),
    )
    with deed("took back an estimate of going alone", by=by, reason=row.reason):
        db.session.add(row)


def _latest(place: Place, seen: int | None, collaboration: Collaboration) -> StandaloneCost | None:
    latest = next(iter(revisions(place)), None)
    if seen is not None and seen != (latest.revision if latest else 0):
        raise Changed(collaboration)
    return latest


def _refuse_no_change(row: StandaloneCost, standing: StandaloneCost) -> None:
    if all(getattr(row, name) == getattr(standing, name) for name in SAID):
        raise Refused("This is what the estimate says already.", field="central")


def _refuse_disorder(low: int, central: int, high: int) -> None:
    for name, amount in (("low", low), ("central", central), ("high", high)):
        if amount < 0:
            raise Refused("A cost is not below nought: leave out the minus sign.", field=name)
        if amount > LARGEST:
            raise Refused("That amount is larger than any this register can hold: check the digits.", field=name)
    if low > central:
        raise Refused("The low must not be more than the central estimate.", field="low")
    if central > high:
        raise Refused("The high must not be less than the central estimate.", field="high")


def refuse_a_year(collaboration: Collaboration, starts: int) -> None:
    """Refuse what is not a year of the collaboration's, or lies too far back or ahead."""
    calendar = collaboration.calendar
    if (starts - collaboration.year_from) % YEAR:
        kind = "calendar years, such as 2023" if calendar else "financial years, such as 2023-24"
        raise Refused(f"This collaboration counts in {kind}.", field="year")
    last = year_of(month_of(today()), calendar=calendar) + YEARS_AHEAD
    if not FIRST_YEAR <= year_of(starts, calendar=calendar) <= last:
        ends = [
            label(Period(year * YEAR + collaboration.year_from, YEAR), calendar=calendar) for year in (FIRST_YEAR, last)
        ]
        raise Refused(f"The year must lie between {ends[0]} and {ends[1]}.", field="year")


def refuse_a_stranger(
    collaboration: Collaboration, partner: Organisation, starts: int, spells: Sequence[Membership]
) -> None:
    """Refuse whoever was not a partner on any day of a year."""
    if partner.id not in members_in(starts, spells, observers=True):
        year = label(Period(starts, YEAR), calendar=collaboration.calendar)
        raise Refused(f"{partner.short_name} was not a partner of this collaboration in {year}.", field="partner")


def members_in(starts: int, spells: Sequence[Membership], *, observers: bool = False) -> list[int]:
    """The numbers of who was a partner on any day of a year, in the order in which they joined."""
    year = Period(starts, YEAR)
    there = [
        spell.partner_id
        for spell in spells
        if (observers or not spell.observer)
        and (spell.joined or date.min) <= year.end
        and (spell.left or date.max) >= year.start
    ]
    return list(dict.fromkeys(there))


def who_and_how(did: str, *, by: str, on: str, method: str, source: str) -> dict[str, str]:
    """Who estimated or studied, when, how and where it can be read, each checked; `did` names the columns."""
    said = {f"{did}_by": by.strip(), "method": method.strip(), "source": source.strip()}
    if not said[f"{did}_by"]:
        raise Refused(f"Say who {did} it: a person, a team or a firm.", field=f"{did}_by")
    if not said["method"]:
        raise Refused("Say how it was got: without that nobody can weigh it.", field="method")
    for name, text in said.items():
        longest = 200 if name == f"{did}_by" else LONGEST_TEXT
        if len(text) > longest:
            raise Refused(f"At most {longest:,} characters; this has {len(text):,}.", field=name)
    when = part_date(on, field=f"{did}_on")
    if not when:
        raise Refused(f"Say when it was {did}: a year, a month or a day.", field=f"{did}_on")
    if when > today().isoformat()[: len(when)]:
        raise Refused("This lies in the future.", field=f"{did}_on")
    return {**said, f"{did}_on": when}


def _name(by: Any) -> str:
    return str(getattr(by, "email", by))
