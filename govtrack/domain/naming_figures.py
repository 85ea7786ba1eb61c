"""Finding the figure that a row of a file is about: by what its own row in the ledger says."""

from collections.abc import Hashable, Sequence

from govtrack.analytics.kinds import Kind
from govtrack.analytics.periods import NotAPeriod, parse
from govtrack.domain.answers import amount
from govtrack.domain.incoming import Row
from govtrack.domain.ledger import entry_of
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Work
from govtrack.papers.cells import tidy
from govtrack.store import ledger
from govtrack.store.collaborations import Collaboration
from govtrack.store.ledger import Figure
from govtrack.store.measures import POUNDS, Measure

Key = tuple[Hashable, ...]


def naming_leg(legs: Sequence[Figure]) -> Figure:
    """The line by which a whole figure is named: of a transfer, what the first of its payers paid."""
    if legs[0].kind != Kind.TRANSFER:
        return legs[0]
    return next((leg for leg in legs if leg.amount < 0), legs[0])


class Figures:
    """The standing figures of the collaborations that a file names, looked up once for each."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._known: dict[int, dict[Key, list[Figure]]] = {}

    def measure(self, row: Row) -> Measure:
        """What the figure of a row is counted in."""
        return self._work.names.measures.named(row.texts["measure"] or POUNDS, field="measure")

    def named(self, row: Row, *, but: Sequence[int] = ()) -> Figure:
        """The figure of a row, of several alike the first that is not among `but`; Refused where there is none."""
        together = self._work.names.collaborations.named(row.texts["collaboration"], field="collaboration")
        alike = self._of(together).get(self._key(row, together), [])
        found = next((one for one in alike if one.figure not in but), None) or next(iter(alike), None)
        if found is None:
            raise Refused(
                "No figure of the ledger says just this. Write its row as the ledger has it: whose, period, kind, "
                "category, measure, amount, status and note.",
                field="amount",
            )
        return found

    def alike(self, row: Row) -> list[Figure]:
        """Every standing line that a row could be about; a part names the whole figure."""
        together = self._work.names.collaborations.named(row.texts["collaboration"], field="collaboration")
        return self._of(together).get(self._key(row, together), [])

    def _key(self, row: Row, together: Collaboration) -> Key:
        names, texts = self._work.names, row.texts
        partner = names.organisations.named(texts["partner"], field="partner") if texts["partner"] else None
        measure = self.measure(row)
        try:
            period = parse(texts["period"], calendar=together.calendar)
        except NotAPeriod as reason:
            raise Refused(str(reason), field="period") from None
        return (
            partner.id if partner else None, *period, int(row.values["kind"]), int(row.values["category"]),
            measure.id, read_amount(texts["amount"], measure, field="amount"), int(row.values["status"]),
            texts["note"],
        )  # fmt: skip

    def _of(self, together: Collaboration) -> dict[Key, list[Figure]]:
        if together.id not in self._known:
            by: dict[Key, list[Figure]] = {}
            for leg in sorted(ledger.figures(together.id), key=lambda one: one.line):
                entry = entry_of(leg)
                key = (
                    entry.partner_id, entry.starts, entry.months, entry.kind, entry.category, entry.measure_id,
                    entry.amount, entry.status, tidy(entry.note),
                )  # fmt: skip
                by.setdefault(key, []).append(leg)
            self._known[together.id] = by
        return self._known[together.id]


def read_amount(text: str, measure: Measure, *, field: str) -> int:
    """An amount of a cell, with what is wrong with it said beside that cell."""
    try:
        return amount(text, measure.decimals)
    except Refused as refusal:
        raise Refused(refusal.sentence, field=field) from None
