"""The form of a shared result: the whole, and a box for each partner's part of it."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from wtforms import Field

from govtrack.analytics.kinds import CATEGORIES, Basis, Kind, Provenance, Status
from govtrack.analytics.periods import Period
from govtrack.domain.answers import amount_text
from govtrack.domain.checks import Entry
from govtrack.domain.ledger import entry_of
from govtrack.domain.shared import How, Split, whole
from govtrack.store import ledger
from govtrack.store.bodies import Organisation, organisations_of
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.store.db import db
from govtrack.store.ledger import Figure
from govtrack.store.measures import Measure, measures
from govtrack.store.shared import SharedResult
from govtrack.web.access import may_record
from govtrack.web.fields import Amount, Line, OneOf, OneOfRadios, Paragraphs, PeriodField, SelectChoice
from govtrack.web.versions import VersionedForm

WAYS = [
    SelectChoice(str(How.PERCENTAGES), "Percentages", {"hint": "they make 100; what is left over goes by the rule"}),
    SelectChoice(str(How.AMOUNTS), "Amounts", {"hint": "they make the whole, to the penny"}),
]


class Box(NamedTuple):
    """One partner's box."""

    partner: Organisation
    field: Field


class ShareForm(VersionedForm):
    """A shared result, entered once. `made_for` gives it a box for each partner."""

    partners: Sequence[Organisation] = ()

    name = Line("What the result is", longest=200, missing="Say what the result is.")
    period = PeriodField("Period", missing="Enter the period, for example 2025-26.")
    category = OneOf("What kind of benefit", coerce=int, missing="Choose what it is.")
    measure = OneOf("Counted in", missing="Choose what it is counted in.")
    amount = Amount("The whole", missing="Enter the whole of it.")
    how = OneOfRadios("The split is in", choices=WAYS, default=str(How.PERCENTAGES), missing="Choose how it is split.")
    agreed = Line("Where the split was agreed", longest=1000)
    source = Line("Source", longest=1000)
    note = Paragraphs("Note", longest=4000)

    def __init__(self, together: Collaboration, **more: Any) -> None:
        super().__init__(**more)
        self.together = together
        self.category.choices = [
            SelectChoice("", "Choose one"),
            *(SelectChoice(str(int(one)), one.word.capitalize()) for one in CATEGORIES[Kind.BENEFIT]),
        ]
        self.measure.choices = [SelectChoice(one.name, "Pounds" if one.money else one.name) for one in measures()]
        self.measure.data = self.measure.data or measures()[0].name
        self.settle()

    def settle(self) -> None:
        """Let the whole be read in the measure chosen, and the period in the collaboration's years."""
        unit = self.unit()
        self.amount.measured(decimals=unit.decimals, money=unit.money, unit="" if unit.money else unit.unit)
        self.period.calendar = self.together.calendar
        if self.period.raw_data is None:
            self.period.process_data(self.period.data)

    def unit(self) -> Measure:
        """What it is counted in; pounds while nothing that is offered was chosen."""
        return next((one for one in measures() if one.name == self.measure.data), measures()[0])

    def boxes(self) -> Iterator[Box]:
        """A box for each partner."""
        for partner in self.partners:
            yield Box(partner, self[f"part_{partner.id}"])

    def split(self) -> Split:
        """The parts that were filled in."""
        filled = [(box.partner, box.field.data) for box in self.boxes() if box.field.data]
        return Split(How(self.how.data or How.PERCENTAGES), filled)

    def entry(self) -> Entry:
        """The whole as the ledger would take it, once the answers are valid."""
        said: dict[str, Any] = self.answers()
        return Entry(
            collaboration_id=self.together.id, partner_id=None, measure_id=self.unit().id, status=int(Status.CLAIMED),
            starts=said["period"].starts, months=said["period"].months, kind=int(Kind.BENEFIT),
            category=self.category.data or 0, basis=int(Basis.COUNTED), provenance=int(Provenance.RECORDED),
            amount=said["amount"] or 0, source=self.source.data or "", note=self.note.data or "",
        )  # fmt: skip

    def refuse(self, field: str, sentence: str) -> None:
        """A refusal of the parts stands beside the first box."""
        first = next((box.field.name for box in self.boxes()), "")
        super().refuse(first if field in {"parts", "partner"} and first else field, sentence)


class CorrectSharedForm(ShareForm):
    """The same, with why it is corrected; what it is called and counted in stays."""

    reason = Paragraphs("Why is it corrected?", longest=1000, missing="Say why: the reason is kept for good.")


def partners_within(together: Collaboration, person: Any) -> Sequence[Organisation]:
    """The partners of a collaboration that a person records for."""
    numbers = {spell.partner_id for spell in memberships_in([together.id])}
    return organisations_of(sorted(one for one in numbers if may_record(person, together.id, one)))


def made_for(kind: type[ShareForm], partners: Sequence[Organisation]) -> type[ShareForm]:
    """The form with a box for each partner."""
    boxes = {f"part_{one.id}": Line(one.short_name, longest=60) for one in partners}
    return type("ThisShare", (kind,), {**boxes, "partners": partners})


def correction(row: SharedResult, partners: Sequence[Organisation], *, saved: bool = False) -> ShareForm:
    """The form that corrects a shared result, filled in as it stands."""
    legs = ledger.standing(row.figure)
    filled = {"formdata": None} if saved else {}
    return made_for(CorrectSharedForm, partners)(row.collaboration, **filled, data=_kept(row, legs))


def _kept(row: SharedResult, legs: Sequence[Figure]) -> dict[str, Any]:
    first, by_amounts = legs[0], any(not part.percent for part in row.parts)
    measure = db.session.get_one(Measure, first.measure_id)
    amounts = {leg.partner_id: amount_text(entry_of(leg).amount, measure.decimals) for leg in legs}
    return {
        "name": row.name, "measure": measure.name, "category": first.category, "agreed": row.agreed,
        "period": Period(first.starts, first.months), "amount": whole(legs), "source": first.source, "note": first.note,
        "how": str(How.AMOUNTS if by_amounts else How.PERCENTAGES), "version": row.version,
        **{
            f"part_{part.partner_id}": amounts.get(part.partner_id, "") if by_amounts else part.percent
            for part in row.parts
        },
    }  # fmt: skip
