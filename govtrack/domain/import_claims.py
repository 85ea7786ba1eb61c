"""Taking in what stands behind benefits: claims, and the evidence of which only names and digests come along."""

from collections.abc import Iterable

from govtrack.domain import claims, evidence, outgoing
from govtrack.domain.claims import Stated
from govtrack.domain.formats import FIGURE
from govtrack.domain.incoming import Known, Row
from govtrack.domain.naming_figures import Figures, read_amount
from govtrack.domain.outgoing import Cells
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, agree, take_each
from govtrack.store import claims as store

NAMING = [column.name for column in FIGURE]


def take_claims(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per claim, known by its figure."""
    figures = Figures(work)

    def take(row: Row) -> bool:
        measure = figures.measure(row)
        there = [claim for leg in figures.alike(row) if (claim := store.claim_of(leg.figure)) is not None]
        kept = [outgoing.claim(("",) * len(NAMING), one, decimals=measure.decimals) for one in there]
        if any(_says(known, row, cells) for cells in kept):
            return False
        figure = figures.named(row, but=[one.figure for one in there])
        if store.claim_of(figure.figure) is not None:
            agree(known, row, kept[0], but=NAMING)
        so_far, earlier = (
            read_amount(row.texts[name], measure, field=name) if row.texts[name] else None
            for name in ("so_far", "earlier")
        )
        if (so_far is None) != (earlier is None):
            raise Refused("Give both: what had come so far, and what of it stood already.", field="earlier")
        stated = Stated(row.texts["claimant"], row.texts["method"], row.texts["baseline"], row.values.get("recurs", ""))
        made = claims.keep(figure, stated, so_far=so_far, earlier=earlier, by=work.by)
        if row.values.get("stated"):
            claims.dated(made, row.values["stated"], by=work.by)
        return True

    return take_each(known, rows, work, take)


def _says(known: Known, row: Row, there: Cells) -> bool:
    """Whether a row says just what a claim says already."""
    try:
        agree(known, row, there, but=NAMING)
    except Refused:
        return False
    return True


def take_evidence(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per piece of evidence, known by its figure and its digest or link."""
    figures = Figures(work)

    def take(row: Row) -> bool:
        for leg in figures.alike(row):
            for one in store.evidence_of(leg.figure):
                if (one.link, one.digest, one.name) == (row.texts["link"], row.texts["digest"], row.texts["name"]):
                    return False
        evidence.keep(
            figures.named(row), name=row.texts["name"], kind=row.texts["type"], link=row.texts["link"],
            size=row.values.get("size", 0), digest=row.texts["digest"], added=row.values.get("added"),
            taken_back=row.values.get("taken_back"), reason=row.texts["reason"], by=work.by,
        )  # fmt: skip
        return True

    return take_each(known, rows, work, take)
