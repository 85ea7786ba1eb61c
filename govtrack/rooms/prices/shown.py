"""What the pages of prices show: what is in use, what each release says and changes, how the rates run."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from flask import url_for

from govtrack.analytics.kinds import Indexed
from govtrack.analytics.revisions import HUNDRED_POUNDS, compare, said
from govtrack.analytics.rounding import half_up
from govtrack.analytics.stated import year_label
from govtrack.analytics.words import MINUS, exact, listed
from govtrack.store import prices
from govtrack.store.clock import today
from govtrack.store.prices import DeflatorRelease, Loaded, RateTable
from govtrack.web.access import allowed
from govtrack.web.formats import day, whole

Kept = TypeVar("Kept", bound=Loaded)

Rows = list[list[Any]]


class Index(NamedTuple):
    """The page of all prices."""

    used: DeflatorRelease | None
    base: str
    releases: Rows
    rates: RateTable | None
    tables: Rows
    may_keep: bool


class Group(NamedTuple):
    """Years of a release that come from one place."""

    years: str
    status: str
    source: str
    note: str


class ReleasePage(NamedTuple):
    """One release: how it stands, its years, where they come from, and what it changes beside another."""

    release: DeflatorRelease
    standing: str
    statuses: str
    base: str
    years: Rows
    groups: list[Group]
    others: Sequence[DeflatorRelease]
    beside: DeflatorRelease | None
    revision: str
    revised: Rows
    revised_base: str
    may_keep: bool


class RatesPage(NamedTuple):
    """One table of discount rates."""

    table: RateTable
    standing: str
    bands: Rows
    may_keep: bool


def index(person: Any) -> Index:
    """Everything that was ever loaded, the newest first."""
    releases, tables = prices.releases(), prices.tables()
    used, held = prices.usual(releases), prices.rates_on(today(), tables)
    return Index(
        used,
        year_label(prices.values_of(used).base) if used else "",
        [
            [_link(one, ".show"), day(one.published), _loaded(one), whole(_span(one)), _standing(one, used)]
            for one in _standing_first(releases)
        ],
        held,
        [
            [_link(one, ".rates"), day(one.published), _loaded(one), rates_in_words(one), _standing(one, held)]
            for one in _standing_first(tables)
        ],
        allowed(person, "keep prices"),
    )


def _standing_first(found: Sequence[Kept]) -> list[Kept]:
    """Those that were withdrawn after all others."""
    return sorted(found, key=lambda one: one.withdrawn is not None)


def _link(one: Loaded, endpoint: str) -> dict[str, str]:
    return {"text": one.name, "href": url_for(endpoint, number=one.id)}


def _loaded(one: Loaded) -> str:
    return f"{day(one.loaded)}, by {one.loaded_by}"


def _span(one: DeflatorRelease) -> str:
    return f"{year_label(one.rows[0].year)} to {year_label(one.rows[-1].year)}"


def _standing(one: Loaded, used: Loaded | None) -> str:
    if one.withdrawn is not None:
        return f"withdrawn {day(one.withdrawn)}"
    return "in use" if used is not None and one.id == used.id else "earlier"


def rates_in_words(table: RateTable) -> str:
    """How the rates of a table run."""
    return ", ".join(f"{band.percent}% for years {band.first_year} to {band.last_year}" for band in table.bands)


def release(one: DeflatorRelease, person: Any, *, beside: str) -> ReleasePage:
    """One release, beside the one asked for or else the one published before it."""
    found = prices.releases()
    others = [other for other in found if other.id != one.id]
    before = [other for other in others if other.order < one.order and other.withdrawn is None]
    other = next((other for other in others if str(other.id) == beside), next(iter(before), None))
    values = prices.values_of(one)
    revision = compare(values, prices.values_of(other)) if other else None
    return ReleasePage(
        one,
        _standing(one, prices.usual(found)),
        _statuses(one),
        year_label(values.base),
        [
            [year_label(row.year), row.index, exact(half_up(HUNDRED_POUNDS * values.factor(row.year))), row.status]
            for row in one.rows
        ],
        [Group(*group) for group in _groups(one)],
        others,
        other,
        said(revision, other.name) if revision and other else "",
        [
            [year_label(row.year), _pounds(row.this), _pounds(row.other), _difference(row.difference)]
            for row in (revision.years if revision else [])
            if row.difference != 0
        ],
        year_label(revision.base) if revision and revision.base is not None else "",
        allowed(person, "keep prices"),
    )


def _pounds(pence: int | None) -> str | None:
    return None if pence is None else exact(pence)


def _difference(pence: int | None) -> str | None:
    if pence is None:
        return None
    return f"{'+' if pence > 0 else MINUS if pence < 0 else ''}{exact(abs(pence))}"


def _statuses(one: DeflatorRelease) -> str:
    """Which years have which status, in a sentence."""
    parts = []
    for status in Indexed:
        years = [row.year for row in one.rows if row.status == status]
        if years:
            parts.append(f"{status} for {listed(_spans(years))}")
    return f"{'; '.join(parts).capitalize()}."


def _spans(years: Sequence[int]) -> list[str]:
    """Years in a row as one span each."""
    spans = []
    for _, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
        first, *rest = [year for _, year in run]
        spans.append(f"{year_label(first)} to {year_label(rest[-1])}" if rest else year_label(first))
    return spans


def _groups(one: DeflatorRelease) -> list[tuple[str, str, str, str]]:
    """Where the years come from: those in a row that say the same stand together."""
    groups = []
    for (status, source, note), rows in groupby(one.rows, key=lambda row: (row.status, row.source, row.note)):
        groups.append((listed(_spans([row.year for row in rows])), status, source, note))
    return groups


def rates(table: RateTable, person: Any) -> RatesPage:
    """One table of discount rates."""
    return RatesPage(
        table,
        _standing(table, prices.rates_on(today())),
        [[f"{band.first_year} to {band.last_year}", f"{band.percent}%"] for band in table.bands],
        allowed(person, "keep prices"),
    )
