"""The verbs of business cases: record one, or a version that supersedes the one before; withdraw one. All stay."""

from collections.abc import Sequence
from typing import Any

from govtrack.analytics.kinds import Planned, Provenance
from govtrack.analytics.plans import PlanLine
from govtrack.analytics.words import spoken
from govtrack.domain.checks import LARGEST
from govtrack.domain.names import part_date
from govtrack.domain.refusals import Changed, Refused
from govtrack.store.cases import BusinessCase, CaseLine, versions_of
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, hold, memberships_in
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.names import key_of
from govtrack.store.prices import DeflatorRelease

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_YEARS = 60
"""How many years a plan may run, year 0 among them."""
LIMITS = {"decision": 100, "prepared_by": 200, "source": 4000, "note": 4000, "reason": 4000}


def record(
    collaboration: Collaboration,
    *,
    title: str,
    year_0: int,
    price_year: int,
    lines: Sequence[PlanLine],
    release: DeflatorRelease | None = None,
    decision: str = "",
    prepared: str = "",
    prepared_by: str = "",
    source: str = "",
    note: str = "",
    provenance: int = Provenance.RECORDED,
    reason: str = "",
    seen: int = 0,
    by: Any,
) -> BusinessCase:
    """Record a business case, or with `seen`, the version that was newest, the one that supersedes it.

    Refused when there is one of that title already; Changed when somebody superseded the version `seen` first.
    """
    hold(collaboration)
    texts = {"decision": decision, "prepared_by": prepared_by, "source": source, "note": note, "reason": reason}
    title = _title(title)
    _refuse_long(texts)
    prepared = part_date(prepared, field="prepared")
    _refuse_years(year_0, price_year)
    _refuse_lines(collaboration, lines)
    there = next(iter(versions_of(collaboration.id, title)), None)
    _refuse_version(there, seen, reason)
    with deed("superseded a business case" if seen else "recorded a business case", by=by, reason=reason.strip()):
        row = BusinessCase(
            collaboration=collaboration,
            title=there.title if there else title,
            key=key_of(title),
            edition=seen + 1,
            year_0=year_0,
            price_year=price_year,
            release=release,
            prepared=prepared,
            provenance=int(provenance),
            day=today(),
            **{name: text.strip() for name, text in texts.items()},
        )
        row.lines = [
            CaseLine(number=one.number, side=int(one.side), partner_id=one.partner, amount=one.amount)
            for one in sorted(lines, key=lambda one: (one.number, one.side, one.partner or 0))
        ]
        db.session.add(row)
    return row


def withdraw(row: BusinessCase, *, reason: str, by: Any) -> None:
    """Withdraw a business case by its newest version; it stays readable, with the reason, and is called withdrawn."""
    hold(row.collaboration)
    reason = reason.strip()
    newest = versions_of(row.collaboration_id, row.title)[0]
    if newest.withdrawn is not None:
        raise Refused(f"It was withdrawn already, on {spoken(newest.withdrawn)}: {newest.why_withdrawn}")
    if newest.id != row.id:
        raise Refused("A later version superseded this one: withdraw the case by its newest version.")
    if not reason:
        raise Refused("Say why: the reason is kept for good.", field="reason")
    _refuse_long({"reason": reason})
    with deed("withdrew a business case", by=by, reason=reason):
        row.withdrawn, row.why_withdrawn = today(), reason


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not title or max(len(title), len(key_of(title))) > 200:
        raise Refused("Give the business case a title of at most 200 characters.", field="title")
    return title


def _refuse_long(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if len(text) > LIMITS[name]:
            raise Refused(f"At most {LIMITS[name]:,} characters; this has {len(text):,}.", field=name)


def _refuse_years(year_0: int, price_year: int) -> None:
    for name, year in (("year_0", year_0), ("price_year", price_year)):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.", field=name)


def _refuse_version(there: BusinessCase | None, seen: int, reason: str) -> None:
    if there is not None and not seen:
        raise Refused(
            f"There is a business case “{there.title}” already: record a version that supersedes it.", field="title"
        )
    if seen and (there is None or there.edition != seen):
        raise Changed(there)
    if seen and there is not None and there.withdrawn is not None:
        raise Refused(f"“{there.title}” was withdrawn: record what is planned instead under a title of its own.")
    if seen and not reason.strip():
        raise Refused("Say why it is superseded: the reason is kept for good.", field="reason")


def _refuse_lines(collaboration: Collaboration, lines: Sequence[PlanLine]) -> None:
    if not lines:
        raise Refused("Enter at least one amount. A blank box is not nought: it says that nothing is planned yet.")
    partners = {spell.partner_id for spell in memberships_in([collaboration.id])}
    met = set()
    for one in lines:
        if not 0 <= one.number < MOST_YEARS:
            raise Refused(f"A plan runs for at most {MOST_YEARS} years.", field="year")
        if one.amount < 0:
            what = Planned(one.side).word
            raise Refused(f"Write the {what} of year {one.number} as a positive amount.", field="amount")
        if one.amount > LARGEST:
            raise Refused("That is larger than any amount this register can hold: check its digits.", field="amount")
        if one.partner is not None and one.partner not in partners:
            raise Refused("A plan names partners of its collaboration alone.", field="partner")
        if (one.number, one.side, one.partner) in met:
            raise Refused(f"The {Planned(one.side).word} of year {one.number} stands there twice.", field="year")
        met.add((one.number, one.side, one.partner))
