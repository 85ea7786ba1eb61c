"""What the figures of files come to, per collaboration, partner and period, beside what is there now."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from govtrack.analytics.kinds import Kind
from govtrack.analytics.periods import Period, label
from govtrack.domain.naming import Names
from govtrack.domain.pages import Page, Pages, Sum
from govtrack.store.measures import Measure

MOST_LISTED = 400


class Totalled(NamedTuple):
    """One line of a preview; amounts in the measure's smallest unit. Without partner and period: of them all."""

    collaboration: str
    partner: str
    period: str
    kind: str
    measure: str
    decimals: int
    now: int
    adds: int

    @property
    def then(self) -> int:
        """What it would come to."""
        return self.now + self.adds


def totals(pages: Pages, measures: Mapping[int, Measure], names: Names) -> tuple[list[Totalled], bool]:
    """The totals that change, in order; and whether they were added up because there are too many to list."""
    summed = sum(len(page.adds) for page in pages.all()) > MOST_LISTED
    called = {one.id: one for one in names.collaborations.all()}
    partners = {one.id: one.short_name for one in names.organisations.all()}
    listed: list[Totalled] = []
    for page in pages.all():
        one = called[page.collaboration_id]
        for key, now, adds in _folded(page) if summed else _each(page):
            measure = measures[key.measure_id]
            partner = partners[key.partner_id] if key.partner_id else "joint"
            period = "" if summed else label(Period(key.starts, key.months), calendar=one.calendar)
            listed.append(
                Totalled(
                    one.short_name,
                    "" if summed else partner,
                    period,
                    Kind(key.kind).word,
                    measure.name,
                    measure.decimals,
                    now,
                    adds,
                )
            )
    return sorted(listed)[:MOST_LISTED], summed


def _each(page: Page) -> Iterable[tuple[Sum, int, int]]:
    return [(key, page.now.get(key, 0), adds) for key, adds in page.adds.items()]


def _folded(page: Page) -> Iterable[tuple[Sum, int, int]]:
    """A page's sums by measure and kind alone."""
    folded: dict[Sum, tuple[int, int]] = {}
    for at, sums in enumerate((page.now, page.adds) if page.adds else ()):
        for key, value in sums.items():
            whole = key._replace(partner_id=None, starts=0, months=0)
            now, adds = folded.get(whole, (0, 0))
            folded[whole] = (now, adds + value) if at else (now + value, adds)
    return [(key, now, adds) for key, (now, adds) in folded.items()]
