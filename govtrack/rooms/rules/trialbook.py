"""A tried rule as a workbook: the finding first, then each partner with a drawing, then every year."""

from pathlib import Path

from govtrack.analytics.words import plain
from govtrack.domain.comparing import Comparison
from govtrack.papers import charted
from govtrack.papers.cells import tame
from govtrack.papers.charted import Bars
from govtrack.papers.xlsx import Column, Table
from govtrack.rooms.rules.trial import HEADINGS, VERBS, Page, file_rows, span
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.web.formats import day

NUMBERS = {"recorded", "by_the_rule", "difference"}


def write(path: Path, together: Collaboration, compared: Comparison, page: Page) -> None:
    """Write the workbook."""
    did, would = VERBS[compared.about]
    totals = [
        [
            tame(compared.names[one]),
            plain(compared.paid(one), 2),
            plain(compared.due(one), 2),
            plain(compared.due(one) - compared.paid(one), 2),
        ]
        for one in compared.partners
    ]
    heads = [did.capitalize(), would.capitalize(), "Difference"]
    columns = [Column("Partner"), *(Column(name, number=True) for name in heads)]
    years = [Column(name, number=name in NUMBERS) for name in HEADINGS]
    lines = [
        tame(f"{together.title}: a rule tried on {span(compared)}"),
        *(tame(line) for line in (page.said, *page.more, *page.notes)),
        f"Made on {day(today())} by govtrack. In pounds.",
    ]
    tables = [Table("By partner", columns, totals), Table("By year", years, file_rows(compared))]
    charted.write(path, lines, tables, bars=Bars(f"What each {did}, and {would} under the rule", (1, 2)))
