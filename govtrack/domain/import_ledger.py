"""Taking in the ledger: every row under the rules of the form, a million of them without holding them."""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from govtrack.analytics.kinds import Kind, Status
from govtrack.analytics.periods import Period, label
from govtrack.analytics.stated import first_day
from govtrack.analytics.words import listed
from govtrack.domain import checks, formats
from govtrack.domain.answers import amount_text
from govtrack.domain.checks import Entry, Ground, Spell, faults
from govtrack.domain.incoming import Grade, Known, narrow
from govtrack.domain.pages import Owed, Page, Pages, Waiting, bare
from govtrack.domain.quick import Quick
from govtrack.domain.rowreader import RowReader
from govtrack.domain.shutting import shut_in
from govtrack.domain.taking import Work
from govtrack.papers.cells import tidy, untamed
from govtrack.papers.rows import Sheet
from govtrack.store import clock
from govtrack.store.collaborations import spells

PENCE = 2
VERIFIED_LATER = "A benefit is verified here, by an approver who did not claim it: import it as claimed."
NOT_YOURS = "You may record figures for your own organisation, or as the secretariat of a collaboration."


class LedgerTaking:
    """The ledger sheets of one import on their way in, one after the other."""

    def __init__(self, work: Work) -> None:
        self.new = self.there = 0
        self.pages = Pages()
        self.measures = {one.id: one for one in work.names.measures.all()}
        self._work = work
        self._sheets: list[Sheet] = []
        self._ground = self._lie_of_the_land()
        self._quick = Quick(self._ground)
        self._reader = RowReader(formats.LEDGER, work.names, self._unread)

    def _lie_of_the_land(self) -> Ground:
        names = self._work.names
        there: dict[tuple[int, int], list[Spell]] = {}
        for collaboration_id, partner_id, joined, left in spells():
            there.setdefault((collaboration_id, partner_id), []).append(Spell(joined, left))
        return Ground(
            today=clock.today(),
            calendar={one.id: one.calendar for one in names.collaborations.all()},
            spells=there,
            names={one.id: one.short_name for one in names.organisations.all()},
            natures={one.id: one.nature for one in self.measures.values()},
            money=next(one.id for one in self.measures.values() if one.money),
            shut=shut_in(None),
        )

    def entries(self, known: Known) -> Iterator[Entry]:
        """The new figures of a sheet while nothing is wrong; after the first fault the rest is only read for faults."""
        self.new = self.there = 0
        self._sheets.append(known.sheet)
        for number, row in self._rows(known):
            entry = self._quick.entry(row) or self._carefully(number, row)
            if entry is not None:
                self.new += 1
                if not self._work.faults.count:
                    yield entry

    def _rows(self, known: Known) -> Iterator[tuple[int, Sequence[str]]]:
        """Every row under the header with its cells in the order of the format, absent columns blank."""
        width = known.width
        places = [known.places.get(name, width) for name in known.form.headings]
        pick = None if places == list(range(width)) else itemgetter(*places)
        for number, cells in known.sheet.rows():
            if number == 1 or not any(cells):
                continue
            if len(cells) > width:
                if not narrow(known, number, cells, self._work.faults):
                    continue
                del cells[width:]
            elif len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            if pick is None:
                yield number, cells
            else:
                cells.append("")
                yield number, pick(cells)

    def _carefully(self, number: int, row: Sequence[str]) -> Entry | None:
        """A row read cell by cell under every rule; None where it has a fault or stands in the register already."""
        texts = {name: tidy(untamed(cell)) for name, cell in zip(formats.LEDGER.headings, row, strict=True)}
        if not any(texts.values()):
            return None
        entry = self._reader.entry(number, texts)
        if entry is None:
            return None
        page = self.pages.turn_to(entry.collaboration_id)
        self._quick.leave(page)
        if not self._work.rights.may_meet(entry.collaboration_id, entry.partner_id, first_day(entry.starts)):
            self._bar(number, texts["partner"])
            return None
        if page.repeats(entry):
            self.there += 1
            return None
        if not self._right(number, texts, entry, page):
            return None
        if page.alike.get(bare(entry)):
            page.waiting.append(Waiting(len(self._sheets) - 1, number, entry))
        if entry.kind == Kind.TRANSFER:
            owed = page.transfers.get((entry.starts, entry.months), Owed(0, 0, 0)).amount
            page.transfers[entry.starts, entry.months] = Owed(owed + entry.amount, len(self._sheets) - 1, number)
        page.state(entry)
        page.add(entry)
        self._quick.learn(row, entry, page, self.measures[entry.measure_id].decimals)
        return entry

    def _right(self, number: int, texts: dict[str, str], entry: Entry, page: Page) -> bool:
        """Whether an entry breaks no rule of the ledger and may be recorded by who sends it."""
        before = self._work.faults.count
        if not self._work.rights.may_record(entry.collaboration_id, entry.partner_id):
            self._bar(number, texts["partner"])
        if entry.kind == Kind.BENEFIT and entry.status == Status.VERIFIED and self._work.rights.partners is not None:
            self._rule(number, entry, texts["status"], checks.Fault("status", VERIFIED_LATER))
        self._ground.stated = {entry.cell: page.stated(entry.cell)}
        for fault in faults(entry, self._ground):
            self._rule(number, entry, texts.get(fault.field, ""), fault)
        return self._work.faults.count == before

    def _unread(self, number: int, column: str, value: str, sentence: str) -> None:
        self._work.faults.add(self._sheets[-1], number, column, value, sentence, Grade.UNREAD)

    def _bar(self, number: int, value: str) -> None:
        self._work.faults.add(self._sheets[-1], number, "partner", value, NOT_YOURS, Grade.BARRED)

    def _rule(self, number: int, entry: Entry, value: str, fault: checks.Fault) -> None:
        """Take in that a rule is broken; where another row of the files has it so, that row is named too."""
        said = self._work.spelled.get((entry.collaboration_id, entry.partner_id or 0), [])
        name = self._ground.names.get(entry.partner_id or 0, "")
        if said and name and fault.sentence.startswith((f"{name} left on ", f"{name} joined on ")):
            rows = listed([f"row {one.row:,} of “{one.sheet}”" for one in said])
            sentence = f"{fault.sentence} That is what {rows} says: mend one of the two."
            self._work.faults.add(self._sheets[-1], number, fault.field, value, sentence, Grade.CONTRADICTS)
            return
        self._work.faults.add(self._sheets[-1], number, fault.field, value, fault.sentence)

    def look_back(self) -> None:
        """Take in the faults that only the end of the files shows."""
        self._quick.leave()
        for page in self.pages.all():
            for waiting in page.waiting:
                if page.alike.get(bare(waiting.entry), 0) > 0:
                    self._restated(waiting, page)
            for (starts, months), owed in page.transfers.items():
                if owed.amount:
                    when = label(Period(starts, months), calendar=self._ground.calendar[page.collaboration_id])
                    sentence = (
                        f"The transfers of {when} come to {amount_text(owed.amount, PENCE)} pounds, not to nil: "
                        "what a partner pays is negative, what another receives positive."
                    )
                    self._work.faults.add(self._sheets[owed.sheet], owed.row, "amount", "", sentence)

    def _restated(self, waiting: Waiting, page: Page) -> None:
        entry = waiting.entry
        decimals = self.measures[entry.measure_id].decimals
        kept = next(one.amount for one, count in page.standing.items() if count and bare(one) == bare(entry))
        sentence = (
            f"The register already has {amount_text(kept, decimals)} for this, and this row differs in amount, "
            "range, basis or status. Restate it there with a reason; or, where this is another figure, "
            "say in the note what tells the two apart."
        )
        value = amount_text(entry.amount, decimals)
        self._work.faults.add(self._sheets[waiting.sheet], waiting.row, "amount", value, sentence)
