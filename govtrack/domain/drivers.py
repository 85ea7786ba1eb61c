"""The verbs of drivers: name one, and state organisations' figures of it; a later figure stands beside the earlier."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from govtrack.analytics.kinds import Provenance
from govtrack.analytics.periods import year_label
from govtrack.domain.checks import LARGEST, LONGEST_TEXT
from govtrack.domain.measures import MOST_DECIMALS
from govtrack.domain.names import FIRST_YEAR, LAST_YEAR
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import clock, drivers
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.drivers import Driver, DriverValue
from govtrack.store.events import deed
from govtrack.store.names import key_of


def name_driver(
    *,
    name: str,
    unit: str,
    decimals: int = 0,
    note: str = "",
    collaboration: Collaboration | None = None,
    by: Any,
) -> Driver:
    """Add a driver, common to the register or a collaboration's own; Refused when it would share another's name."""
    name = " ".join(name.split())
    if not name or len(name) > 60 or len(key_of(name)) > 60:
        raise Refused("A driver's name has between 1 and 60 characters.", field="name")
    there = drivers.driver_named(name, collaboration.id if collaboration else None)
    if there is not None:
        whose = f"a driver of {there.collaboration.short_name}" if there.collaboration else "common to the register"
        raise Refused(f"“{there.name}” is there already, {whose}: use it, or choose another name.", field="name")
    if not unit.strip() or len(unit) > 30:
        raise Refused("Say in what unit it is counted, in at most 30 characters.", field="unit")
    if not 0 <= decimals <= MOST_DECIMALS:
        raise Refused(f"A driver has between 0 and {MOST_DECIMALS} decimals.", field="decimals")
    with deed("named a driver", by=by):
        row = Driver(
            name=name,
            key=key_of(name),
            unit=unit.strip(),
            decimals=decimals,
            note=note.strip(),
            collaboration=collaboration,
        )
        db.session.add(row)
    return row


class Stated(NamedTuple):
    """One figure as it is stated: whose, of which year, how much in the smallest unit, and from where.

    `seen` is the number of the figure that it takes the place of, 0 for none; None where nobody looked.
    """

    organisation_id: int
    year: int
    amount: int
    source: str = ""
    provenance: Provenance = Provenance.RECORDED
    seen: int | None = None
    field: str = "value"


def state(driver: Driver, figures: Sequence[Stated], *, by: Any) -> int:
    """State figures of a driver in one go; give how many say something new.

    What was stated before is kept. Changed when somebody else stated one of them after it was `seen`.
    """
    for one in figures:
        _refuse(one)
    there = drivers.values([driver.id], organisation_ids=sorted({one.organisation_id for one in figures}))
    new = []
    for one in figures:
        now = there.get((driver.id, one.year, one.organisation_id))
        if one.seen is not None and one.seen != (now.id if now else 0):
            raise Changed(now)
        if now is None or (now.amount, now.source, now.provenance) != (one.amount, one.source.strip(), one.provenance):
            new.append(one)
    with deed("stated figures of a driver", by=by):
        db.session.add_all(
            DriverValue(
                driver=driver,
                organisation_id=one.organisation_id,
                year=one.year,
                amount=one.amount,
                provenance=int(one.provenance),
                source=one.source.strip(),
                day=clock.today().toordinal(),
                person=str(getattr(by, "email", by)),
            )
            for one in new
        )
    return len(new)


def _refuse(one: Stated) -> None:
    if one.amount < 0:
        raise Refused("A driver is nought or more: nothing can be shared by less than nothing.", field=one.field)
    if one.amount > LARGEST:
        raise Refused("That figure is larger than any this register can hold: check for extra digits.", field=one.field)
    if not FIRST_YEAR <= one.year < LAST_YEAR:
        first, last = year_label(FIRST_YEAR), year_label(LAST_YEAR - 1)
        raise Refused(f"The year must lie between {first} and {last}.", field="year")
    if len(one.source) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this has {len(one.source):,}.", field="source")
    if one.provenance is Provenance.PUBLISHED and not one.source.strip():
        raise Refused("A published figure carries its source: say where it can be read.", field="source")
