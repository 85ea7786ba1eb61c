"""The verbs of prices: load a release of deflators or a table of discount rates, withdraw one that is wrong."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from govtrack.analytics.discounting import PLAIN_RATE
from govtrack.analytics.kinds import Indexed
from govtrack.analytics.realterms import PLAIN_NUMBER
from govtrack.analytics.stated import year_label
from govtrack.analytics.words import spoken
from govtrack.domain.names import part_date
from govtrack.domain.refusals import Refused
from govtrack.store.clock import today
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.names import key_of
from govtrack.store.prices import (
    Deflator,
    DeflatorRelease,
    DiscountRate,
    Loaded,
    RateTable,
    release_named,
    table_named,
)

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_NAME = 120
LONGEST = 4000
LAST_RATED = 1000


class YearIndex(NamedTuple):
    """The index of the financial year that starts in a calendar year, as it is written."""

    year: int
    value: str
    status: str = Indexed.OUTTURN
    source: str = ""
    note: str = ""


class Band(NamedTuple):
    """The yearly rate of some years, both counted in, as a percentage as it is written."""

    first_year: int
    last_year: int
    percent: str


def load(*, name: str, published: str, rows: Sequence[YearIndex], by: Any) -> DeflatorRelease:
    """Load a release of the GDP deflators. It is never changed afterwards: a wrong one is withdrawn and loaded anew."""
    name, published = _new(name, published, there=release_named(name))
    _refuse_rows(rows)
    with deed("loaded a release of deflators", by=by):
        row = DeflatorRelease(**_loaded(name, published, by))
        row.rows = [
            Deflator(
                year=one.year,
                index=one.value,
                status=str(Indexed(one.status)),
                source=one.source.strip(),
                note=one.note.strip(),
            )
            for one in sorted(rows)
        ]
        db.session.add(row)
    return row


def load_rates(
    *, name: str, published: str, bands: Sequence[Band], source: str = "", note: str = "", by: Any
) -> RateTable:
    """Load a table of discount rates, on the same terms; its bands begin at year 0 and leave none out."""
    name, published = _new(name, published, there=table_named(name))
    _refuse_bands(sorted(bands))
    _refuse_long(source=source, note=note)
    with deed("loaded a table of discount rates", by=by):
        row = RateTable(**_loaded(name, published, by), source=source.strip(), note=note.strip())
        row.bands = [
            DiscountRate(first_year=one.first_year, last_year=one.last_year, percent=one.percent)
            for one in sorted(bands)
        ]
        db.session.add(row)
    return row


def withdraw(row: Loaded, *, reason: str, by: Any) -> None:
    """Withdraw a release or a table that is wrong: no page uses it any more, unless it is asked for by its name."""
    reason = reason.strip()
    if row.withdrawn is not None:
        raise Refused(f"It was withdrawn already, on {spoken(row.withdrawn)}: {row.why_withdrawn}")
    if not reason:
        raise Refused("Say why: the reason is kept for good.", field="reason")
    _refuse_long(reason=reason)
    with deed("withdrew prices", by=by, reason=reason):
        row.withdrawn, row.why_withdrawn = today(), reason


def _loaded(name: str, published: str, by: Any) -> dict[str, Any]:
    return {
        "name": name,
        "key": key_of(name),
        "published": published,
        "loaded": today(),
        "loaded_by": str(getattr(by, "name", "") or by),
    }


def _new(name: str, published: str, *, there: Loaded | None) -> tuple[str, str]:
    """A name that is free and a day of publication; Refused otherwise."""
    name = " ".join(name.split())
    if not name or max(len(name), len(key_of(name))) > LONGEST_NAME:
        raise Refused(f"Give it a name of at most {LONGEST_NAME} characters, as its publisher calls it.", field="name")
    if there is not None:
        raise Refused(
            f"“{there.name}” was loaded on {spoken(there.loaded)} and is never changed: give this one another name.",
            field="name",
        )
    published = part_date(published, field="published")
    if len(published) < len("2025-12"):
        raise Refused("Say when it was published, to the month at least: 2025-12.", field="published")
    if published > today().isoformat()[: len(published)]:
        raise Refused("It is loaded once it has been published: the date lies ahead.", field="published")
    return name, published


def _refuse_rows(rows: Sequence[YearIndex]) -> None:
    if not rows:
        raise Refused("Give the index of at least one year.", field="values")
    for one in rows:
        year = year_label(one.year)
        if not FIRST_YEAR <= one.year <= LAST_YEAR:
            raise Refused(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.", field="values")
        if not PLAIN_NUMBER.fullmatch(one.value):
            sentence = f"The index of {year} must be a number above nought, such as 96.1297; it is “{one.value[:40]}”."
            raise Refused(sentence, field="values")
        _refuse_long(source=one.source, note=one.note)
    twice = [one for one, after in pairwise(sorted(row.year for row in rows)) if one == after]
    if twice:
        raise Refused(f"{year_label(twice[0])} stands there twice: keep one of them.", field="values")
    if all(one.status != Indexed.OUTTURN for one in rows):
        sentence = "One year at least must be a published outturn: the latest of them is the price base of the pages."
        raise Refused(sentence, field="values")


def _refuse_bands(bands: Sequence[Band]) -> None:
    if not bands or bands[0].first_year != 0:
        raise Refused("The first band begins at year 0.", field="values")
    for one in bands:
        if not one.first_year <= one.last_year <= LAST_RATED:
            raise Refused(f"A band ends at or after its first year, and by year {LAST_RATED}.", field="values")
        if not PLAIN_RATE.fullmatch(one.percent):
            raise Refused(f"A rate is a percentage such as 3.5; this is “{one.percent[:40]}”.", field="values")
    for one, after in pairwise(bands):
        if after.first_year != one.last_year + 1:
            sentence = (
                f"The band to year {one.last_year} is followed by one from year {after.first_year}: "
                "each begins the year after the one before it."
            )
            raise Refused(sentence, field="values")


def _refuse_long(**texts: str) -> None:
    for name, text in texts.items():
        if len(text) > LONGEST:
            raise Refused(f"At most {LONGEST:,} characters; this has {len(text):,}.", field=name)
