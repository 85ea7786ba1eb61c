"""What the pages of drivers show: the list, one driver's figures by organisation and year, and all that was stated."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.kinds import OrganisationKind, Provenance
from govtrack.analytics.periods import year_label, year_of
from govtrack.analytics.stated import month_of
from govtrack.analytics.words import Unit, counted, exact
from govtrack.store import bodies, drivers
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import collaborations_of, partners_in
from govtrack.store.drivers import Driver, DriverValue
from govtrack.web.access import known_organisations, may_state, readable_collaborations, scope, sees_until
from govtrack.web.formats import day

MOST_STATED = 20


class Listed(NamedTuple):
    """One driver in the list, in words."""

    name: str
    address: str
    whose: str
    unit: str
    known: str


class Page(NamedTuple):
    """One driver: its figures in a table, and what was stated when by whom."""

    driver: Driver
    whose: str
    said: str
    columns: list[Any]
    rows: list[list[Any]]
    stated: list[tuple[str, ...]]
    earlier: int
    """How many more statements there are than are shown."""
    may_state: bool


def listing(person: Any) -> list[Listed]:
    """Every driver a person may read: the common ones, then their collaborations' own."""
    found = drivers.drivers(readable_collaborations(person))
    there: dict[int, list[DriverValue]] = {one.id: [] for one in found}
    for value in drivers.values([one.id for one in found]).values():
        there[value.driver_id].append(value)
    return [
        Listed(
            one.name,
            url_for(".show", number=one.id),
            whose(one),
            one.unit,
            _known(_readable(one, there[one.id], person)),
        )
        for one in found
    ]


def whose(driver: Driver) -> str:
    """Whose a driver is, in words."""
    return f"{driver.collaboration.title} alone" if driver.collaboration else "Common to the register"


def _known(values: Sequence[DriverValue]) -> str:
    if not values:
        return "No figures yet"
    years = sorted({one.year for one in values})
    span = year_label(years[0]) if len(years) == 1 else f"{year_label(years[0])} to {year_label(years[-1])}"
    return f"{counted(len({one.organisation_id for one in values}), 'organisation')}, {span}"


def page(driver: Driver, person: Any, *, known: date | None) -> Page:
    """A driver as a person may see it, as known on a day (None: today)."""
    values = _readable(driver, list(drivers.values([driver.id], as_at=known).values()), person)
    years = sorted({one.year for one in values})
    by_place = {(one.organisation_id, one.year): one for one in values}
    organisations = sorted({one.organisation for one in values}, key=lambda one: one.short_key)
    rows: list[list[Any]] = [
        [one.short_name, *(_cell(driver, by_place.get((one.id, year))) for year in years)] for one in organisations
    ]
    told = _readable(driver, drivers.story(driver.id), person)
    stated = [one for one in told if known is None or one.day <= known.toordinal()]
    return Page(
        driver,
        whose(driver),
        _known(values),
        ["Organisation", *({"name": year_label(year), "numeric": True} for year in years)],
        rows,
        [_stated(driver, one) for one in stated[:MOST_STATED]],
        max(0, len(stated) - MOST_STATED),
        bool(statable(driver, person)),
    )


def _readable(driver: Driver, values: Sequence[DriverValue], person: Any) -> list[DriverValue]:
    """The figures a person may see: a collaboration's up to their last day in it; common ones of whom they know."""
    if driver.collaboration is not None:
        until = sees_until(person, driver.collaboration)
        last = None if until is None or until == date.max else year_of(month_of(until))
        return [one for one in values if last is None or one.year <= last]
    known = known_organisations(person)
    return [
        one
        for one in values
        if known is None or one.organisation_id in known or one.organisation.kind == OrganisationKind.POLICE
    ]


def _cell(driver: Driver, value: DriverValue | None) -> dict[str, Any] | None:
    if value is None:
        return None
    mark = "" if value.provenance == Provenance.RECORDED else Provenance(value.provenance).word
    return {"text": written(driver, value.amount), "title": value.source, "mark": mark}


def written(driver: Driver, amount: int) -> str:
    """An amount of a driver without its unit, which the page says once; pounds keep their sign."""
    return exact(amount, Unit("", driver.decimals, driver.money)).rstrip()


def _stated(driver: Driver, value: DriverValue) -> tuple[str, ...]:
    return (
        day(date.fromordinal(value.day)),
        value.organisation.short_name,
        year_label(value.year),
        written(driver, value.amount),
        Provenance(value.provenance).word,
        value.source,
        value.person,
    )


def statable(driver: Driver, person: Any) -> Sequence[Organisation]:
    """The organisations whose figures of a driver a person may state."""
    if driver.collaboration_id is not None:
        there: Sequence[Organisation] = partners_in([driver.collaboration_id])
    else:
        reach = scope(person, "record figures")
        there = bodies.organisations() if reach.everything else bodies.organisations_of(sorted(reach.organisations))
    return [one for one in there if may_state(person, driver, one.id)]


def whose_may_be_named(person: Any) -> tuple[list[Any], bool]:
    """The collaborations a person may name a driver for, and whether they may name a common one."""
    reach = scope(person, "keep collaborations")
    offered = collaborations_of(None if reach.everything else sorted(reach.collaborations))
    return list(offered), reach.everything


def last_year() -> int:
    """The year that is running."""
    return year_of(month_of(today()))
