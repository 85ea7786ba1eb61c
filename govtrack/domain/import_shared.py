"""Taking in shared results: rows of one name and period become one result, its parts found in the ledger."""

from collections.abc import Hashable, Iterable

from govtrack.domain import shared
from govtrack.domain.incoming import Known, Row
from govtrack.domain.naming_figures import Figures
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work
from govtrack.store import shared as store
from govtrack.store.names import key_of


def take_shared_results(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per part; the rows of one result share collaboration, period and name."""
    figures = Figures(work)
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        key = tuple(key_of(row.texts[name]) for name in ("collaboration", "period", "name"))
        groups.setdefault(key, []).append(row)
    new = there = 0
    for group in groups.values():
        try:
            taken = _take(group, figures, work)
        except Refused as refusal:
            work.refuse(known, group[0], refusal)
            continue
        new, there = (new + len(group), there) if taken else (new, there + len(group))
    return Count(known.form.name, known.sheet.file, new, there)


def _take(group: list[Row], figures: Figures, work: Work) -> bool:
    if len(group) < 2:
        raise Refused("A shared result has a row for each of its parts, two at least.", field="name")
    taken, parts = set[int](), []
    for row in group:
        partner = work.names.organisations.named(row.texts["partner"], field="partner")
        alike = [leg for leg in figures.alike(row) if leg.line not in taken]
        if not alike:
            figures.named(row)
            raise Refused("Two rows name the same figure of the ledger.", field="amount")
        taken.add(alike[0].line)
        parts.append((alike[0], partner, row.texts["percent"]))
    results = store.shared_of([figure.figure for figure, _, _ in parts])
    if results:
        if len(results) == 1 and len({figure.figure for figure, _, _ in parts}) == 1:
            return False
        raise Refused("Some of these parts stand in another shared result already.", field="name")
    first = group[0]
    shared.join(
        parts, name=first.texts["name"], agreed=first.texts["agreed"], stated=first.values.get("stated"), by=work.by
    )
    return True
