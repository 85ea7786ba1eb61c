"""One row of the ledger sheet, read cell by cell into an entry, with a fault for each cell that cannot be read."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from govtrack.analytics.kinds import Provenance
from govtrack.analytics.periods import NotAPeriod, Period, parse
from govtrack.domain import formats
from govtrack.domain.answers import amount
from govtrack.domain.checks import Entry
from govtrack.domain.naming import Directory, Names
from govtrack.domain.refusals import Refused
from govtrack.store.measures import POUNDS, Measure

Refuse = Callable[[int, str, str, str], None]
"""Takes a fault: the row's number, the column, the value and the sentence."""
Thing = TypeVar("Thing")


class RowReader:
    """Reads rows of texts under their column names; what a name means is looked up in the names given."""

    def __init__(self, form: formats.Sheet, names: Names, refuse: Refuse) -> None:
        self._columns = {column.name: column for column in form.columns}
        self._names, self._refuse = names, refuse
        self._number = 0
        self._texts: Mapping[str, str] = {}
        self._faulty = False

    def entry(self, number: int, texts: Mapping[str, str]) -> Entry | None:
        """The entry that a row states; None where a cell of it is refused."""
        self._number, self._texts, self._faulty = number, texts, False
        collaboration = self._named("collaboration", self._names.collaborations)
        partner = self._named("partner", self._names.organisations) if texts["partner"] else None
        measure = self._named("measure", self._names.measures, blank=POUNDS)
        period = self._period(calendar=collaboration.calendar if collaboration else False)
        status, kind, category, basis = (self._cell(name) for name in ("status", "kind", "category", "basis"))
        provenance = self._cell("provenance", blank=Provenance.RECORDED)
        stated, low, high = (self._amount(name, measure) for name in ("amount", "low", "high"))
        source, note = self._cell("source", blank=""), self._cell("note", blank="")
        if self._faulty or collaboration is None or measure is None or period is None or stated is None:
            return None
        return Entry(
            collaboration.id, partner.id if partner else None, measure.id, int(status), period.starts,
            period.months, int(kind), int(category), int(basis), int(provenance), stated, low, high, source, note,
        )  # fmt: skip

    def _say(self, name: str, sentence: str) -> None:
        self._faulty = True
        self._refuse(self._number, name, self._texts[name], sentence)

    def _cell(self, name: str, *, blank: Any = None) -> Any:
        """A cell as its column reads it; a blank one is `blank`, or a fault where every row must fill it."""
        text, column = self._texts[name], self._columns[name]
        if not text:
            if column.filled:
                self._say(name, f"Fill this in. {column.holds}")
            return blank
        try:
            return column.reads(text)
        except Refused as refusal:
            self._say(name, refusal.sentence)
            return blank

    def _named(self, name: str, directory: Directory[Thing], *, blank: str = "") -> Thing | None:
        text = self._cell(name, blank=blank)
        if not text:
            return None
        try:
            return directory.named(text, field=name)
        except Refused as refusal:
            self._say(name, refusal.sentence)
            return None

    def _period(self, *, calendar: bool) -> Period | None:
        text = self._cell("period")
        if text is None:
            return None
        try:
            return parse(text, calendar=calendar)
        except NotAPeriod as reason:
            self._say("period", str(reason))
            return None

    def _amount(self, name: str, measure: Measure | None) -> int | None:
        text = self._cell(name)
        if text is None or measure is None:
            return None
        try:
            return amount(text, measure.decimals)
        except Refused as refusal:
            self._say(name, refusal.sentence)
            return None
