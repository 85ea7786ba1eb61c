"""A whole period on one screen: which boxes it has, what stands in each, and what it asks besides."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from wtforms import Form as Plain

from govtrack.analytics.kinds import CATEGORIES, Basis, Category, Kind, Status
from govtrack.analytics.periods import Period
from govtrack.domain import sheet as sheet_verbs
from govtrack.domain.ledger import entry_of
from govtrack.domain.refusals import Changed
from govtrack.domain.sheet import Box, Met, Place, Sheet
from govtrack.rooms.ledger.forms import BASES, STATUSES, measure_choices, measure_name, named
from govtrack.rooms.ledger.offered import JOINT, Offered
from govtrack.rooms.ledger.shown import Shown, shown
from govtrack.store import figures
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.ledger import Figure
from govtrack.store.measures import Measure
from govtrack.web.fields import Amount, Line, OneOf, OneOfRadios, Paragraphs, PeriodField, SelectChoice
from govtrack.web.forms import Version
from govtrack.web.saving import saving
from govtrack.web.versions import Both, VersionedForm

USUAL_OTHER = (
    Category.STAFF, Category.IN_KIND, Category.EFFICIENCY, Category.RESILIENCE, Category.OPERATIONAL_OUTCOME,
    Category.DIS_BENEFIT,
)  # fmt: skip
"""The lines of a measure other than pounds that a collaboration has not used yet."""
ALL_OF = {**BASES, Basis.JUDGED: "estimated; a low and a high are added by correcting a figure by itself"}
MOST_GONE = 20
"""How many boxes of figures taken back meanwhile are printed again; more are no slip, but a form made by hand."""
ENTERED = (Kind.CONTRIBUTION, Kind.BENEFIT)


class Whose(Plain):
    """Which sheet: a GET form, so that an address is a sheet."""

    partner = OneOf("Whose figures", missing="Choose whose figures they are.")
    period = PeriodField("Period", missing="Enter the period, for example 2025-26 Q1.")
    status = OneOf("How far they have come", coerce=int)
    measure = OneOf("Also count in")

    def __init__(self, typed: Any, choices: Offered, together: Collaboration, **more: Any) -> None:
        super().__init__(typed or None, **more)
        self.together, self.offered = together, choices
        joint = [SelectChoice(JOINT, "All partners together (joint, not split)")] if choices.for_all else []
        partners = [*(SelectChoice(one.short_name) for one in choices.partners), *joint]
        self.partner.choices = named(partners, none="Choose a partner")
        self.status.choices = [
            SelectChoice(str(int(one)), one.word.capitalize()) for one in STATUSES if one is not Status.VERIFIED
        ]
        others = [one for one in choices.measures if not one.money]
        self.measure.choices = [SelectChoice("", "No further measure"), *measure_choices(others)]
        self.period.calendar = together.calendar
        self.status.data = self.status.data or int(Status.CLAIMED)
        if len(partners) == 1:
            self.partner.data = self.partner.data or partners[0].value

    @property
    def joint(self) -> bool:
        return bool(self.partner.data == JOINT)

    @property
    def stated(self) -> Period:
        """The period asked for, once the answers are valid."""
        period: Any = self.period.data
        return Period(*period)

    def sheet(self) -> Sheet:
        """The sheet asked for, once the answers are valid."""
        partner = self.offered.partner(self.partner.data)
        return Sheet(self.together.id, partner.id if partner else None, self.stated, self.status.data)


class SheetForm(VersionedForm):
    """The boxes of one sheet, made for it by `sheet_form`; after them come the source, the basis and the reason."""

    lines: Sequence["Printed"]

    def boxes(self) -> list[Box]:
        """The boxes as they were filled in."""
        return [Box(one.name, one.place, self[one.name].data, self[f"{one.name}-seen"].data) for one in self.lines]

    def besides(self) -> dict[str, Any]:
        """What was answered beside the boxes."""
        said = self.answers()
        return {"basis": said["basis"] or int(Basis.COUNTED), "source": said["source"], "reason": said["reason"]}

    def _met_since_begun(self) -> Sequence[Both]:
        """The boxes that others came to after this sheet was begun; one that was left as it was shows what is there."""
        stale = [one for one in self.lines if self[f"{one.name}-seen"].data != self[f"{one.name}-seen"].object_data]
        told = figures.written_at(line for one in stale if (line := self[f"{one.name}-seen"].data))
        both = []
        for one in stale:
            box: Any = self[one.name]
            seen: Any = self[f"{one.name}-seen"]
            before = told.get(seen.data or 0)
            seen.data = seen.object_data
            if box.typed == ("" if before is None else box.written(entry_of(before).amount)):
                box.process(None, box.object_data)
            elif one.amount is None or box.typed != box.written(one.amount):
                now = f"{one.now.amount}, by {one.now.who}" if one.now else "Taken back"
                both.append(Both(one.words, now, box.understood or box.typed, one.name))
        return both

    def meet_figures(self, met: Sequence[Met], person: Any) -> None:
        """Show what others saved meanwhile beside what was typed; sent again, what was chosen takes its place."""
        now = [one.now for one in met if one.now]
        told = dict(zip((one.line for one in now), shown(now, person), strict=True))
        words = {one.name: one.words for one in self.lines}
        self.met = [
            Both(words[one.name], _told(told, one.now), str(getattr(self[one.name], "understood", "")), one.name)
            for one in met
            if one.name in words
        ]
        for one in met:
            self[f"{one.name}-seen"].data = one.now.line if one.now else None


def _told(told: dict[int, Shown], now: Figure | None) -> str:
    return f"{told[now.line].amount}, by {told[now.line].who}" if now else "Taken back"


class Printed(NamedTuple):
    """One printed line of a sheet: where its box stands, in which measure, and the figure that stands in it now."""

    name: str
    place: Place
    measure: Measure
    now: Shown | None
    amount: int | None

    @property
    def category(self) -> str:
        return Category(self.place.category).word

    @property
    def total(self) -> str:
        """The live total that the line is part of; a dis-benefit is left out of the total of what was gained."""
        if self.place.category == Category.DIS_BENEFIT:
            return ""
        return f"m{self.measure.id}k{self.place.kind}"

    @property
    def words(self) -> str:
        """What the box is for, read alone."""
        told = f", {self.now.note[:40]}" if self.now and self.now.note else ""
        return f"{Category(self.place.category).word.capitalize()}, {measure_name(self.measure)}{told}"


def printed(whose: Whose, typed: Mapping[str, str], person: Any) -> list[Printed]:
    """Every line of a sheet: pounds in all categories, other measures in those that are used; a line for each figure.

    A box that was typed in is printed even when its figure has been taken back meanwhile: nothing typed is lost.
    """
    sheet, further = whose.sheet(), whose.measure.data
    there = sheet_verbs.there(sheet)
    everything = [figure for standing in there.values() for figure in standing]
    words = dict(zip((one.line for one in everything), shown(everything, person), strict=True))
    used = {*figures.uses(sheet.collaboration_id), *((place.measure_id, place.category) for place in there)}
    return [
        Printed(
            name, place, measure, words[figure.line] if figure else None, entry_of(figure).amount if figure else None
        )
        for measure in whose.offered.measures
        for kind, category in _categories(measure, {code for number, code in used if number == measure.id}, further)
        for place in [Place(measure.id, int(kind), int(category))]
        for name, figure in _boxes(place, there.get(place, []), typed)
    ]


def _boxes(place: Place, standing: Sequence[Figure], typed: Mapping[str, str]) -> list[tuple[str, Figure | None]]:
    """The boxes of one place by name, each with the figure that stands in it: one at least."""
    base = f"m{place.measure_id}c{place.category}"
    boxes: dict[str, Figure | None] = {base: standing[0] if standing else None}
    boxes |= {f"{base}f{figure.figure}": figure for figure in standing[1:]}
    gone = [name for name in typed if name.startswith(f"{base}f") and name.removeprefix(f"{base}f").isdecimal()]
    return [*boxes.items(), *((name, None) for name in gone[:MOST_GONE] if name not in boxes)]


def _categories(measure: Measure, used: set[int], further: str | None) -> list[tuple[Kind, Category]]:
    wanted = used | (set(USUAL_OTHER) if measure.name == further else set())
    return [
        (kind, category) for kind in ENTERED for category in CATEGORIES[kind] if measure.money or category in wanted
    ]


def sheet_form(lines: Sequence[Printed]) -> SheetForm:
    """A form with a box for every line, and beside each which line of the ledger was seen in it."""
    answers: dict[str, Any] = {}
    for line in lines:
        measure = line.measure
        answers[line.name] = Amount(
            line.words, decimals=measure.decimals, money=measure.money, unit="" if measure.money else measure.unit
        )
        answers[f"{line.name}-seen"] = Version()
    answers["source"] = Line("Source of the new figures", longest=1000)
    answers["basis"] = OneOfRadios(
        "How the new figures were got",
        coerce=int,
        choices=[SelectChoice(str(int(one)), one.word.capitalize(), {"hint": hint}) for one, hint in ALL_OF.items()],
        default=int(Basis.COUNTED),
    )
    answers["reason"] = Paragraphs("Why figures change", longest=1000)
    made: type[SheetForm] = type("ThisSheet", (SheetForm,), answers)
    given = {line.name: line.amount for line in lines if line.amount is not None}
    seen = {f"{line.name}-seen": line.now.line for line in lines if line.now}
    form = made(data={**given, **seen})
    form.lines = lines
    form.read_begun()
    return form


@contextmanager
def saving_sheet(form: SheetForm, person: Any) -> Iterator[None]:
    """As `saving`; when somebody else was at the same boxes first, both are shown and nothing is kept."""
    try:
        with saving(form):
            yield
    except Changed as changed:
        met = changed.current if isinstance(changed.current, list) else []
        db.session.rollback()
        if not met:
            form.refuse("", "Somebody else saved figures of this period at the same moment: look again, then save.")
        form.meet_figures(met, person)
