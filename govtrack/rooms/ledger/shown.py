"""Figures as the ledger's pages show them: names for numbers, amounts as written, a figure's story in turns."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from govtrack.analytics.kinds import Basis, Category, Kind, Provenance, Status
from govtrack.analytics.periods import Period, label
from govtrack.domain.ledger import entry_of
from govtrack.rooms.ledger.forms import written_amount
from govtrack.rooms.ledger.offered import JOINT
from govtrack.store import cycle, disputes, ledger, shared
from govtrack.store import figures as figure_store
from govtrack.store.bodies import organisations_of
from govtrack.store.collaborations import collaborations_of
from govtrack.store.disputes import Dispute
from govtrack.store.figures import Told
from govtrack.store.ledger import Figure
from govtrack.store.measures import measures
from govtrack.web import formats
from govtrack.web.access import may_record
from govtrack.web.disputes import says

NO_ONE = "All partners together"


class Shown(NamedTuple):
    """One figure in words."""

    line: int
    figure: int
    collaboration: str
    title: str
    partner: str
    partner_value: str
    """What stands for the partner in an address."""
    period: str
    kind: str
    category: str
    measure: str
    amount: str
    mark: str
    """What the amount alone does not say: that it was paid, received, or counts against benefit."""
    range: str
    status: str
    basis: str
    provenance: str
    source: str
    note: str
    who: str
    day: str
    changeable: bool
    restated: bool
    disputed: tuple[str, ...] = ()
    """Who disputes it, and what they say instead, while that stands."""
    shared: str = ""
    """“Shared result: split 50/50”, where it is a part of one."""
    provisional: bool = False
    """Whether its period is reported and not yet agreed and closed."""

    @property
    def name(self) -> str:
        """What the figure is, whatever its amount."""
        return f"{self.category[0].upper()}{self.category[1:]}, {self.partner}, {self.period}"


def shown(figures: Sequence[Figure], person: Any) -> list[Shown]:
    """Figures in words, in their order; everything they name is looked up once."""
    bodies = {one.id: one for one in organisations_of(sorted({one.partner_id for one in figures if one.partner_id}))}
    together = {one.id: one for one in collaborations_of(sorted({one.collaboration_id for one in figures}))}
    counted = {one.id: one for one in measures()}
    numbers = [one.figure for one in figures]
    contested, results = disputes.open_on(numbers), shared.shared_of(numbers)
    restated = ledger.taken_back_once(numbers)
    loose = cycle.provisional_months(sorted(together))
    return [
        _shown(
            one,
            together=together[one.collaboration_id],
            partner=bodies.get(one.partner_id or 0),
            measure=counted[one.measure_id],
            changeable=may_record(person, one.collaboration_id, one.partner_id),
            contested=contested.get(one.figure, ()),
        )._replace(
            restated=one.figure in restated,
            shared=f"Shared result: {results[one.figure].split}" if one.figure in results else "",
            provisional=cycle.may_change(one, loose.get(one.collaboration_id, {})),
        )
        for one in figures
    ]


def _shown(
    figure: Figure, *, together: Any, partner: Any, measure: Any, changeable: bool, contested: Sequence[Dispute]
) -> Shown:
    entry = entry_of(figure)
    ranged = entry.low is not None and entry.high is not None
    return Shown(
        figure.line,
        figure.figure,
        together.short_name,
        together.title,
        partner.short_name if partner else NO_ONE,
        partner.short_name if partner else JOINT,
        label(Period(figure.starts, figure.months), calendar=together.calendar),
        Kind(figure.kind).word,
        Category(figure.category).word,
        "Pounds" if measure.money else measure.name,
        formats.amount(written_amount(entry), measure),
        _mark(figure),
        f"{formats.amount(entry.low, measure)} to {formats.amount(entry.high, measure)}" if ranged else "",
        Status(figure.status).word,
        Basis(figure.basis).word,
        Provenance(figure.provenance).word,
        figure.source,
        figure.note,
        figure.person,
        formats.day(date.fromordinal(figure.day)),
        changeable,
        False,
        tuple(says(one, measure) for one in contested),
    )


def _mark(figure: Figure) -> str:
    if figure.kind == Kind.TRANSFER:
        return "paid" if figure.amount < 0 else "received"
    return "counts against benefit" if figure.category == Category.DIS_BENEFIT else ""


class Difference(NamedTuple):
    """One answer of a figure that a correction changed."""

    name: str
    before: str
    after: str


class Turn(NamedTuple):
    """One thing that happened to a figure."""

    when: str
    what: str
    text: str
    differences: Sequence[Difference]
    why: str
    who: str


COMPARED = {
    "amount": "Amount", "range": "Low and high", "period": "Period", "category": "What it is", "status": "Status",
    "basis": "Basis", "source": "Source", "note": "Note", "partner": "Partner",
}  # fmt: skip


def story(figure: Figure, person: Any) -> list[Turn]:
    """Everything that happened to a figure, first things first; of a transfer, the side that was asked for."""
    told = figure_store.story(figure.figure)
    words_of = dict(zip((one.figure.line for one in told), shown([one.figure for one in told], person), strict=True))
    turns = (list(group) for _, group in groupby(told, key=lambda one: one.figure.batch_id))
    return [_turn(list(_side(turn, figure)), words_of) for turn in turns]


def _side(turn: Iterable[Told], figure: Figure) -> Iterator[Told]:
    lines = list(turn)
    mine = [one for one in lines if one.figure.partner_id == figure.partner_id]
    yield from mine or lines


def _turn(lines: Sequence[Told], words_of: dict[int, Shown]) -> Turn:
    first = lines[0]
    old = next((words_of[one.reverses] for one in lines if one.reverses in words_of), None)
    new = next((words_of[one.figure.line] for one in lines if one.reverses is None), None)
    when = formats.moment(datetime.fromisoformat(first.at))
    if new is None:
        said = f"{old.amount}, which no longer counts" if old else ""
        return Turn(when, "Withdrawn", said, (), first.reason, first.figure.person)
    if old is None:
        what = f"Imported from {first.file}" if first.file else "Recorded"
        return Turn(when, what, said_whole(new), (), first.reason, first.figure.person)
    differences = [
        Difference(name, getattr(old, field) or "blank", getattr(new, field) or "blank")
        for field, name in COMPARED.items()
        if getattr(old, field) != getattr(new, field)
    ]
    return Turn(when, "Corrected", "", differences, first.reason, first.figure.person)


def said_whole(one: Shown) -> str:
    """A figure in one phrase: “£1,540.00 cash, Coastshire, 2025-26 Q1, claimed”."""
    kind = f"{one.category} {one.mark}".strip() if one.kind == "transfer" else one.category
    return ", ".join([f"{one.amount} {kind}", one.partner, one.period, one.status])


def said_at(line: int, person: Any) -> str:
    """The figure of a line in one phrase."""
    return "".join(said_whole(one) for one in shown(list(figure_store.written_at([line]).values()), person))


def lately(person: Any, *, most: int = 8) -> list[Shown]:
    """What a person entered last, as far as they may still change it; of a transfer, the side that paid."""
    figures = [one for one in figure_store.entered_by(person.id, limit=2 * most) if not _received(one)]
    return [one for one in shown(figures, person) if one.changeable][:most]


def _received(figure: Figure) -> bool:
    return figure.kind == Kind.TRANSFER and figure.amount > 0
