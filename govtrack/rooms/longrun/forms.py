"""What a reader may choose to see, kept whole in the address so that a link shows what its sender saw."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import Form

from govtrack.analytics.kinds import Counted
from govtrack.analytics.look import Prices
from govtrack.analytics.stated import year_label, year_of
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.store.decisions import Decision
from govtrack.store.measures import Measure
from govtrack.store.prices import DeflatorRelease
from govtrack.web.dateboxes import PARTS
from govtrack.web.fields import DateParts, OneOf, SelectChoice, YesNo
from govtrack.web.formats import day
from govtrack.web.rebasing import because, named

ALL = "all"
EARLIEST = date(1990, 1, 1)


class Controls(Form):
    """A GET form: every answer has a usual one, so that a bare address is a whole question."""

    partner = OneOf("Through the eyes of")
    measure = OneOf("Measure")
    first = OneOf("From")
    last = OneOf("To")
    prices = OneOf(
        "Prices", choices=[SelectChoice(str(Prices.REAL), "real terms"), SelectChoice(str(Prices.CASH), "cash")]
    )
    counted = OneOf("Figures counted", choices=[SelectChoice(str(one), str(one)) for one in Counted])
    known = DateParts("As known on", first=EARLIEST)
    yearly = YesNo("Show each year beside the one before")
    rebase = OneOf("Process limits")
    release = OneOf("Release of the deflators")

    def __init__(
        self,
        typed: Any,
        *,
        collaboration: Collaboration,
        partners: Sequence[str],
        measures: Sequence[Measure],
        years: Sequence[int],
        taken: Sequence[Decision],
        releases: Sequence[DeflatorRelease],
        own: str,
    ) -> None:
        super().__init__(typed or None)
        calendar = collaboration.calendar
        named = [SelectChoice(str(year), year_label(year, calendar=calendar)) for year in years]
        self.partner.choices = [SelectChoice(ALL, "All partners"), *(SelectChoice(name, name) for name in partners)]
        self.measure.choices = [SelectChoice(one.name, "Pounds" if one.money else one.name) for one in measures]
        self.first.choices = [SelectChoice("", "the start"), *named]
        self.last.choices = [SelectChoice("", "the latest"), *named]
        self.release.choices = [
            SelectChoice("", "the newest, or the newest known on the day"),
            *(SelectChoice(str(one.id), f"{one.name}{', withdrawn' if one.withdrawn else ''}") for one in releases),
        ]
        self.offer(taken)
        self.taken = {str(one.id): one for one in taken}
        self.known.last = today()
        self.own, self.typed = own, typed

    def offer(self, taken: Sequence[Decision]) -> None:
        """The decisions for which limits may be set anew: those of a known month."""
        dated = [SelectChoice(str(one.id), f"anew after {named(one)}") for one in taken if because(one) is not None]
        self.rebase.choices = [SelectChoice("", "as worked out from all points"), *dated]

    @property
    def reason(self) -> Decision | None:
        """The decision after which limits are to be set anew."""
        return self.taken.get(self.rebase.data or "")

    def chosen(self) -> dict[str, str]:
        """What was chosen in the address, and nothing else that stood there: for links to the same view."""
        names = [*(name for name in self._fields if name != "known"), *(f"known-{part}" for part in PARTS)]
        return {name: self.typed[name] for name in names if self.typed.get(name)}

    def usual(self) -> None:
        """Put the usual answer wherever none was given."""
        self.partner.data = self.partner.data or self.own
        self.measure.data = self.measure.data or self.measure.choices[0].value  # type: ignore[index, union-attr] # set above
        self.prices.data = self.prices.data or str(Prices.REAL)
        self.counted.data = self.counted.data or str(Counted.CLAIMED_AND_VERIFIED)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the answers make a question; the first year must not come after the last."""
        good = super().validate(extra_validators)
        if good and self.first.data and self.last.data and int(self.first.data) > int(self.last.data):
            self.last.errors = ["The last year comes before the first."]
            return False
        if good and self.reason and self.known.data and self.reason.decided > self.known.data.isoformat():
            self.rebase.errors = [f"This decision was not yet taken on {day(self.known.data)}."]
            return False
        return good


def years_between(collaboration: Collaboration, months: Sequence[int]) -> list[int]:
    """The years, by the one they start in, from the first month with figures to the last."""
    if not months:
        return []
    calendar = collaboration.calendar
    return list(range(year_of(min(months), calendar=calendar), year_of(max(months), calendar=calendar) + 1))
