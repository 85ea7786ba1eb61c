"""The verb of measures: register a unit that collaborations may count in."""

from typing import Any

from govtrack.analytics.kinds import Better, Nature
from govtrack.domain.refusals import Refused
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.measures import Measure, measure_named
from govtrack.store.names import key_of

MOST_DECIMALS = 4


def register(*, name: str, unit: str, nature: str, better: str, decimals: int = 0, by: Any) -> Measure:
    """Add a measure; Refused when its name is taken, whatever the case."""
    name = " ".join(name.split())
    if not name or len(name) > 60:
        raise Refused("A measure's name has between 1 and 60 characters.", field="name")
    if measure_named(name) is not None:
        raise Refused(f"The measure “{name}” is already there.", field="name")
    if not unit.strip() or len(unit) > 30:
        raise Refused("Say in what unit it is counted, in at most 30 characters.", field="unit")
    if not 0 <= decimals <= MOST_DECIMALS:
        raise Refused(f"A measure has between 0 and {MOST_DECIMALS} decimals.", field="decimals")
    with deed("registered a measure", by=by):
        row = Measure(
            name=name,
            key=key_of(name),
            unit=unit.strip(),
            nature=str(Nature(nature)),
            better=str(Better(better)),
            decimals=decimals,
        )
        db.session.add(row)
    return row
