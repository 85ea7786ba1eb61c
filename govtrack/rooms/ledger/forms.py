"""What the ledger asks: one figure, the correction of one, and why one is taken back."""

from collections.abc import Sequence
from typing import Any

from govtrack.analytics.kinds import CATEGORIES, Basis, Kind, Provenance, Recurs, Status
from govtrack.domain.checks import Entry
from govtrack.domain.claims import Stated
from govtrack.rooms.ledger.offered import JOINT, Offered, recordable
from govtrack.store.measures import Measure
from govtrack.web.fields import Amount, Line, OneOf, OneOfRadios, Paragraphs, PeriodField, SelectChoice
from govtrack.web.forms import Form
from govtrack.web.versions import VersionedForm

STATUSES = {
    Status.CLAIMED: "it happened, and the partner says so",
    Status.VERIFIED: "somebody else has checked it, for example audit",
    Status.FORECAST: "expected to happen",
    Status.TARGET: "hoped for",
}
VERIFIED_LATER = "A benefit is verified by an approver who did not claim it: record it as claimed, and let them."
BASES = {
    Basis.COUNTED: "taken from accounts or records",
    Basis.COSTED: "worked out from hours, grades or prices",
    Basis.JUDGED: "estimated: give a low and a high if you can",
}
PROVENANCES = {
    Provenance.RECORDED: "entered here from a partner's own records",
    Provenance.PUBLISHED: "taken from something anyone can read: say where under source",
}


def kind_of(category: int) -> Kind:
    """The kind that a category belongs to."""
    return next(kind for kind, categories in CATEGORIES.items() if category in categories)


def category_choices(kinds: Sequence[Kind]) -> list[SelectChoice]:
    """The categories under their kinds, so that one choice answers both questions."""
    return [
        SelectChoice(str(int(category)), category.word.capitalize(), optgroup=kind.word.capitalize())
        for kind in kinds
        for category in CATEGORIES[kind]
    ]


def measure_choices(measures: Sequence[Measure]) -> list[SelectChoice]:
    """The measures, each with what entry.js needs to say an amount back."""
    return [SelectChoice(one.name, measure_name(one), render_kw=_manner(one)) for one in measures]


def measure_name(measure: Measure) -> str:
    """A measure as a list names it: with its unit where the name does not say it."""
    if measure.money:
        return "Pounds"
    return measure.name if measure.unit in measure.name else f"{measure.name}, in {measure.unit}"


def _manner(measure: Measure) -> dict[str, str]:
    return {
        "data-decimals": str(measure.decimals),
        "data-money": "yes" if measure.money else "no",
        "data-unit": "" if measure.money else measure.unit,
    }


def _with_hints(words: dict[Any, str]) -> list[SelectChoice]:
    return [SelectChoice(str(int(one)), one.word.capitalize(), {"hint": hint}) for one, hint in words.items()]


def named(choices: Sequence[SelectChoice], *, none: str) -> list[SelectChoice]:
    """Choices with a first one that asks to choose; a single choice needs none."""
    return list(choices) if len(choices) == 1 else [SelectChoice("", none), *choices]


def _only(choices: Sequence[SelectChoice]) -> str | None:
    """The choice of a list that has one."""
    return choices[0].value if len(choices) == 1 else None


class FigureForm(Form):
    """One figure, in the order in which a person has it in hand."""

    collaboration = OneOf("Collaboration", missing="Choose the collaboration.")
    partner = OneOf("Whose figure it is", missing="Choose whose figure it is.")
    paid_to = OneOf("Paid to")
    period = PeriodField("Period", missing="Enter the period, for example 2025-26 Q1.")
    category = OneOf("What it is", coerce=int, missing="Choose what it is.")
    measure = OneOf("Counted in", missing="Choose what it is counted in.")
    amount = Amount("Amount", missing="Enter an amount, or 0 if there was none.")
    source = Line("Source", longest=1000)
    status = OneOfRadios("How far it has come", coerce=int, choices=_with_hints(STATUSES), default=int(Status.CLAIMED))
    basis = OneOfRadios("How it was got", coerce=int, choices=_with_hints(BASES), default=int(Basis.COUNTED))
    low = Amount("Low")
    high = Amount("High")
    provenance = OneOfRadios(
        "Where it comes from", coerce=int, choices=_with_hints(PROVENANCES), default=int(Provenance.RECORDED)
    )
    note = Paragraphs("Note")
    so_far = OneOfRadios(
        "The amount is",
        choices=[
            SelectChoice("", "for the period alone"),
            SelectChoice(
                "yes", "what had come in so far, in all",
                {"hint": "what stands for earlier periods is taken off, once; both are kept and shown"},
            ),
        ],
    )  # fmt: skip
    claimant = Line("Who claims it", longest=200)
    method = Paragraphs("How it was worked out", longest=4000)
    baseline = Paragraphs("Compared with what", longest=4000)
    recurs = OneOf(
        "Does it come again every year?",
        choices=[SelectChoice("", "Not said"), *(SelectChoice(str(one), str(one).capitalize()) for one in Recurs)],
    )

    def __init__(self, choices: Offered, person: Any, **more: Any) -> None:
        super().__init__(**more)
        self.offered, self.person = choices, person
        partners = [SelectChoice(one.short_name) for one in choices.partners]
        joint = [SelectChoice(JOINT, "All partners together (joint, not split)")] if choices.for_all else []
        together = [SelectChoice(one.short_name, one.title) for one in choices.collaborations]
        kinds = list(Kind) if choices.transfers else [Kind.CONTRIBUTION, Kind.BENEFIT]
        self.collaboration.choices = named(together, none="Choose a collaboration")
        self.partner.choices = named([*partners, *joint], none="Choose a partner")
        self.paid_to.choices = [SelectChoice("", "Nobody: it is not a transfer"), *partners]
        self.category.choices = named(category_choices(kinds), none="Choose one")
        self.provenance.choices = _with_hints(PROVENANCES)[: 2 if choices.for_all else 1]
        self.measure.choices = measure_choices(choices.measures)
        self.measure.data = self.measure.data or choices.measures[0].name
        self.collaboration.data = self.collaboration.data or _only(together)
        self.partner.data = self.partner.data or _only([*partners, *joint])
        self.settle()

    def settle(self) -> None:
        """Let the amounts be read in the measure chosen, and the period in the collaboration's years."""
        measure = self.offered.measure(self.measure.data)
        together = self.offered.collaboration(self.collaboration.data)
        read_in(measure, self.amount, self.low, self.high)
        read_by(self.period, calendar=together is not None and together.calendar)

    @property
    def transfer(self) -> bool:
        """Whether what is being recorded is paid by one partner to another."""
        return self.category.data in CATEGORIES[Kind.TRANSFER]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the answers make a figure; whether the ledger's rules allow it is asked by its verb."""
        good = bool(super().validate(extra_validators))
        if self.transfer and not self.paid_to.data and not self.paid_to.errors:
            self.refuse("paid_to", "Choose who was paid: a transfer is between two partners.")
        if self.transfer and self.paid_to.data and self.paid_to.data == self.partner.data:
            self.refuse("paid_to", "A partner does not pay itself: choose who was paid.")
        if self.transfer and (self.answers()["amount"] or 0) < 0:
            self.refuse("amount", "Write what was paid as a positive amount.")
        if self.paid_to.data and self.category.data is not None and not self.transfer:
            self.refuse("paid_to", "Only a settlement or a balancing charge is paid to another partner.")
        if self.category.data in CATEGORIES[Kind.BENEFIT] and self.status.data == Status.VERIFIED:
            self.refuse("status", VERIFIED_LATER)
        if self.provenance.data == Provenance.PUBLISHED and not self.source.data:
            self.refuse("source", "A published figure carries its source: say where it can be read.")
        if good and not self.errors and not recordable(self.person, self.entries()):
            self.refuse("partner", "You do not record this partner's figures in this collaboration: choose another.")
        return good and not self.errors

    def stated(self) -> Stated:
        """What is said of a benefit besides its amount."""
        said = self.answers()
        words = {name: said[name] or "" for name in ("claimant", "method", "baseline", "recurs")}
        return Stated(**words, so_far=said["so_far"] == "yes")

    def entries(self) -> list[Entry]:
        """The figure as the ledger takes it, once the answers are valid: a transfer is one line for each side."""
        said = self.answers()
        together = self.offered.collaboration(said["collaboration"])
        measure = self.offered.measure(said["measure"])
        partner, payee = self.offered.partner(said["partner"]), self.offered.partner(said["paid_to"])
        assert together is not None
        assert measure is not None
        entry = Entry(
            collaboration_id=together.id,
            partner_id=partner.id if partner else None,
            measure_id=measure.id,
            status=said["status"] or int(Status.CLAIMED),
            starts=said["period"].starts,
            months=said["period"].months,
            kind=int(kind_of(said["category"])),
            category=said["category"],
            basis=said["basis"] or int(Basis.COUNTED),
            provenance=said["provenance"] or int(Provenance.RECORDED),
            amount=said["amount"],
            low=said["low"],
            high=said["high"],
            source=said["source"],
            note=said["note"],
        )
        if payee is None:
            return [entry]
        return [entry._replace(amount=-entry.amount), entry._replace(partner_id=payee.id)]


def read_in(measure: Measure | None, *boxes: Any) -> None:
    """Let amounts be read, and written, in a measure."""
    if measure is None:
        return
    for box in boxes:
        box.measured(decimals=measure.decimals, money=measure.money, unit="" if measure.money else measure.unit)


def read_by(period: Any, *, calendar: bool) -> None:
    """Let a period be read, and written, in a collaboration's kind of year."""
    period.calendar = calendar
    if period.raw_data is None:
        period.process_data(period.data)


VERIFIED_WAS = "What was verified is what it said before: choose claimed, and let it be verified again."


def _open_statuses(entry: Entry) -> dict[Status, str]:
    """The statuses a correction may leave a figure at: a benefit is verified, or reversed, by a step of its own."""
    if entry.kind != Kind.BENEFIT:
        return STATUSES
    now = Status(entry.status)
    if now is Status.REVERSED:
        return {now: "it did not last, or did not come: it counts nowhere"}
    return {one: hint for one, hint in STATUSES.items() if one is not Status.VERIFIED or one is now}


class RestateForm(VersionedForm):
    """What a figure should say instead, and why; whose it is and what it is counted in stay."""

    period = FigureForm.period
    category = FigureForm.category
    amount = FigureForm.amount
    source = FigureForm.source
    how_far = FigureForm.status
    basis = FigureForm.basis
    low = FigureForm.low
    high = FigureForm.high
    note = FigureForm.note
    own = frozenset({"reason"})
    reason = Paragraphs("Why is it corrected?", longest=1000, missing="Say why: the reason is kept for good.")

    def __init__(
        self, entry: Entry, line: int, *, measure: Measure, calendar: bool, kept_at: str, saved: str | None = None
    ) -> None:
        """`saved` is the last reason given: the form is then filled from the record alone, whatever was sent."""
        answers = {**entry._asdict(), "period": entry.period, "amount": written_amount(entry), "how_far": entry.status}
        filled: dict[str, Any] = {} if saved is None else {"formdata": None}
        super().__init__(**filled, kept_at=kept_at, data={**answers, "version": line, "reason": saved or ""})
        self.standing = entry
        category: Any = self["category"]
        category.choices = category_choices([Kind(entry.kind)])
        how_far: Any = self["how_far"]
        how_far.choices = _with_hints(_open_statuses(entry))
        read_in(measure, self["amount"], self["low"], self["high"])
        read_by(self["period"], calendar=calendar)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the answers make a figure; a transfer stays paid by who paid it."""
        good = bool(super().validate(extra_validators))
        if good and self.standing.kind == Kind.BENEFIT and self.entry().status == Status.VERIFIED and self._differs():
            self.refuse("how_far", VERIFIED_WAS)
        if self.standing.kind == Kind.TRANSFER and (self.answers()["amount"] or 0) < 0:
            self.refuse("amount", "Write what was paid as a positive amount.")
        return good and not self.errors

    def _differs(self) -> bool:
        """Whether what was verified is no longer what the figure says."""
        now, before = self.entry(), self.standing
        return any(
            getattr(now, name) != getattr(before, name)
            for name in ("starts", "months", "category", "amount", "low", "high")
        )

    def entry(self) -> Entry:
        """The new figure as the ledger takes it, once the answers are valid."""
        said = self.answers()
        paid = self.standing.kind == Kind.TRANSFER and self.standing.amount < 0
        return self.standing._replace(
            starts=said["period"].starts,
            months=said["period"].months,
            category=said["category"],
            amount=-said["amount"] if paid else said["amount"],
            status=said["how_far"] or self.standing.status,
            basis=said["basis"] or self.standing.basis,
            low=said["low"],
            high=said["high"],
            source=said["source"],
            note=said["note"],
        )


def written_amount(entry: Entry) -> int:
    """An amount as a person writes it: a transfer without the sign that says which side of it this is."""
    return abs(entry.amount) if entry.kind == Kind.TRANSFER else entry.amount


class WithdrawForm(VersionedForm):
    """Why a figure is taken back."""

    reason = Paragraphs("Why is it taken back?", longest=1000, missing="Say why: the reason is kept for good.")
