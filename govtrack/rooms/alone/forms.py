"""What is asked about going alone: which year to look at, and what an estimate says."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import url_for
from wtforms import Form as Plain

from govtrack.analytics.kinds import Provenance, WhatIf
from govtrack.analytics.periods import month_of, year_label, year_of
from govtrack.analytics.record import YEAR
from govtrack.domain.alone import FIRST_YEAR, SAID, YEARS_AHEAD
from govtrack.store.alone import Place, StandaloneCost
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.web.dateboxes import PARTS
from govtrack.web.fields import Amount, DateParts, Line, OneOf, OneOfRadios, Paragraphs, PartialDate, SelectChoice
from govtrack.web.versions import VersionedForm

ALL = "all"
QUESTIONS = {
    WhatIf.ALONE: "What it would pay by itself, for the same service",
    WhatIf.LEFT: "What the others would pay together if it left",
}
PROVENANCES: dict[Provenance, str] = {
    Provenance.RECORDED: "made by or for the partners",
    Provenance.PUBLISHED: "taken from something anyone can read: say where under source",
    Provenance.INFERRED: "worked out from other published figures: say how",
    Provenance.ILLUSTRATIVE: "invented, to show or to try something",
}


class Controls(Plain):
    """What the page shows: a GET form with a usual answer to everything, so that a bare address is a question."""

    year = OneOf("Year")
    partner = OneOf("Through the eyes of")
    known = DateParts("As known on", first=date(FIRST_YEAR, 1, 1))

    def __init__(
        self,
        typed: Any,
        together: Collaboration,
        *,
        years: Sequence[int],
        usual: int,
        partners: Sequence[str],
        own: str,
    ) -> None:
        super().__init__(typed or None)
        self._years = {said_year(one, together): one for one in reversed(years)}
        self.year.choices = [SelectChoice(name) for name in self._years]
        self.partner.choices = [SelectChoice(ALL, "All partners"), *(SelectChoice(name) for name in partners)]
        self.known.last = today()
        self.typed = typed
        self.year.data = self.year.data or said_year(usual, together)
        self.partner.data = self.partner.data or own

    @property
    def starts(self) -> int:
        """The first month of the year asked for, once the answers are valid."""
        return self._years[str(self.year.data)]

    def chosen(self) -> dict[str, str]:
        """What was chosen in the address: for links to the same view."""
        names = ["year", "partner", *(f"known-{part}" for part in PARTS)]
        return {name: self.typed[name] for name in names if self.typed.get(name)}


class Which(Plain):
    """Which estimate: a GET form, so that an address is one estimate."""

    partner = OneOf("Whose going alone", missing="Choose the partner.")
    year = OneOf("Year", missing="Choose the year.")
    what_if = OneOfRadios("What is estimated", missing="Choose what is estimated.")

    def __init__(self, typed: Any, together: Collaboration, partners: Sequence[Organisation]) -> None:
        super().__init__(typed or None)
        self.together, self._partners = together, {one.short_name: one for one in partners}
        names = [SelectChoice(name) for name in self._partners]
        self.partner.choices = names if len(names) == 1 else [SelectChoice("", "Choose a partner"), *names]
        self._years = {said_year(one, together): one for one in reversed(years_open(together))}
        self.year.choices = [SelectChoice("", "Choose a year"), *(SelectChoice(name) for name in self._years)]
        self.what_if.choices = [SelectChoice(str(one), words) for one, words in QUESTIONS.items()]
        self.what_if.data = self.what_if.data or str(WhatIf.ALONE)

    @property
    def whose(self) -> Organisation:
        """The partner that is chosen, once the answers are valid."""
        return self._partners[str(self.partner.data)]

    @property
    def place(self) -> Place:
        """What the estimate is of, once the answers are valid."""
        return Place(self.together.id, self.whose.id, self._years[str(self.year.data)], str(self.what_if.data))

    @property
    def asked(self) -> WhatIf:
        return WhatIf(str(self.what_if.data))

    def asks(self) -> dict[str, Any]:
        """The answers as the verb takes them."""
        return {"starts": self.place.starts, "what_if": self.place.what_if}

    def address(self) -> dict[str, Any]:
        """The answers as an address carries them."""
        return {
            "short_name": self.together.short_name,
            "partner": self.partner.data,
            "year": self.year.data,
            "what_if": self.what_if.data,
        }

    def seen_at(self) -> str:
        """Where the estimate is seen beside the others of its year."""
        return url_for("alone.show", short_name=self.together.short_name, year=self.year.data)


class EstimateForm(VersionedForm):
    """An estimate, or the later one that takes its place; the version is the revision that the person saw."""

    low = Amount("Low", missing="Enter the least it could reasonably cost.")
    central = Amount("Central", missing="Enter the likeliest cost.")
    high = Amount("High", missing="Enter the most it could reasonably cost.")
    estimated_by = Line("Who estimated it", missing="Say who estimated it.")
    estimated_on = PartialDate("When", missing="Say when it was estimated: a year, a month or a day.")
    method = Paragraphs("How it was got", missing="Say how it was got.")
    source = Line("Source", longest=2000)
    provenance = OneOfRadios(
        "Where it comes from",
        coerce=int,
        default=int(Provenance.RECORDED),
        choices=[
            SelectChoice(str(int(one)), one.word.capitalize(), {"hint": hint}) for one, hint in PROVENANCES.items()
        ],
    )
    reason = Paragraphs("Why it changes")
    own = frozenset({"reason"})

    def __init__(self, standing: StandaloneCost | None, *, revision: int, **more: Any) -> None:
        said = {name: getattr(standing, name) for name in SAID} if standing else {}
        super().__init__(data={**said, "version": revision}, **more)
        if standing is None:
            del self.reason


class WithdrawForm(VersionedForm):
    """Why something is taken back."""

    reason = Paragraphs("Why it is taken back", missing="Say why: the reason is kept for good.")


def said_year(starts: int, together: Collaboration) -> str:
    """A year by its first month, as it is written."""
    return year_label(year_of(starts, calendar=together.calendar), calendar=together.calendar)


def years_open(together: Collaboration) -> list[int]:
    """The first months of the years that may be estimated, oldest first."""
    last = year_of(month_of(today()), calendar=together.calendar) + YEARS_AHEAD
    first = max(FIRST_YEAR, int((together.started or "2000")[:4]) - 1)
    return [year * YEAR + together.year_from for year in range(first, last + 1)]
