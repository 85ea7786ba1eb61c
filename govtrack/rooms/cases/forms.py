"""What a business case asks: what it is, in whose prices, a box for each year and side, perhaps for each partner."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from flask import Request
from wtforms import Form as Plain

from govtrack.analytics.kinds import Planned, Provenance
from govtrack.analytics.periods import NotAPeriod, parse, year_label, year_of
from govtrack.analytics.plans import PlanLine
from govtrack.domain import answers
from govtrack.domain.cases import MOST_YEARS
from govtrack.domain.refusals import Refused
from govtrack.store.bodies import Organisation
from govtrack.store.cases import BusinessCase
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.store.prices import DeflatorRelease, releases
from govtrack.web.fields import Amount, DateParts, Line, OneOf, Paragraphs, PartialDate, SelectChoice
from govtrack.web.forms import Form
from govtrack.web.versions import VersionedForm

YEAR = 12
FIRST_ROWS, MORE = 6, 5
MOST_BOXES = 3000
JOINT = 0
EARLIEST = date(1990, 1, 1)


class Box(NamedTuple):
    """A box of the grid: its name in the form, and the amount it holds."""

    name: str
    number: int
    side: Planned
    partner: int | None


class Group(NamedTuple):
    """The boxes of one partner, or of all together, a row for each year."""

    who: str
    rows: Sequence[tuple[str, Sequence[Box]]]


class CaseForm(VersionedForm):
    """One version of a business case. `case_form` makes it with a box for each year and side."""

    own: ClassVar[frozenset[str]] = frozenset({"reason"})
    together: Collaboration
    boxes: Sequence[Box] = ()
    names: ClassVar[dict[int, str]] = {}
    rows = FIRST_ROWS
    split = False
    kept: BusinessCase | None = None

    title = Line("Title", longest=200, missing="Give the business case a title.")
    decision = Line("Decision it belongs to", longest=100, render_kw={"list": "references"})
    year_0 = Line("First year of the plan", longest=20, missing="Say which year is its first: year 0.")
    price_year = Line("In the prices of", longest=20, missing="Say in which year's prices it is.")
    release = OneOf("Release of the deflators it was prepared on")
    prepared = PartialDate("When it was prepared")
    prepared_by = Line("Who prepared it", longest=200)
    source = Line("Source", longest=1000)
    note = Paragraphs("Note", longest=4000)
    reason = Paragraphs("Why does it supersede the version before?", missing="Say why: the reason is kept for good.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the answers can be read: its years, and the amounts, which are written positive."""
        good = bool(super().validate(extra_validators))
        for name in ("year_0", "price_year"):
            if self[name].data and not self[name].errors:
                try:
                    self._year(name)
                except Refused as refusal:
                    self.refuse(name, refusal.sentence)
        for box in self.boxes:
            if (self[box.name].data or 0) < 0:
                self.refuse(box.name, "Write it as a positive amount: a cost is one by where it stands.")
        return good and not self.errors

    def _year(self, name: str) -> int:
        text = str(self[name].data)
        if name == "price_year":
            return answers.financial_year(text)
        try:
            period = parse(text, calendar=self.together.calendar)
        except NotAPeriod as reason:
            raise Refused(str(reason)) from None
        if period.months != YEAR or period.starts % YEAR != self.together.year_from:
            raise Refused("Write a year as this collaboration counts them, such as 2014-15.")
        return year_of(period.starts, calendar=self.together.calendar)

    def case(self) -> dict[str, Any]:
        """The answers as the verb takes them."""
        names = ("decision", "prepared", "prepared_by", "source", "note")
        release = next((one for one in releases() if str(one.id) == self.release.data), None)
        return {
            **{name: self[name].data or "" for name in names},
            "title": self.kept.title if self.kept else self["title"].data,
            "reason": self["reason"].data if self.kept else "",
            "year_0": self._year("year_0"),
            "price_year": self._year("price_year"),
            "release": release,
            "provenance": self.kept.provenance if self.kept else Provenance.RECORDED,
            "lines": [
                PlanLine(box.number, int(box.side), self[box.name].data, box.partner)
                for box in self.boxes
                if self[box.name].data is not None
            ],
        }

    def groups(self) -> Iterator[Group]:
        """The grid, for all together or partner by partner; a year has its name once year 0 is known."""
        for partner, who in self.names.items():
            own = [box for box in self.boxes if (box.partner or JOINT) == partner]
            yield Group(
                who,
                [(self._label(number), [box for box in own if box.number == number]) for number in range(self.rows)],
            )

    def _label(self, number: int) -> str:
        try:
            first = self._year("year_0")
        except (Refused, NotAPeriod):
            return f"Year {number}"
        return f"{year_label(first + number, calendar=self.together.calendar)}, year {number}"


def case_form(together: Collaboration, case: BusinessCase | None, request: Request, **more: None) -> CaseForm:
    """The form of a new case, or of the version after one, filled from it; with as many years as were asked for."""
    split = request.values.get("split") == "yes" or any(line.partner_id for line in (case.lines if case else ()))
    names = {JOINT: "Not split between partners" if split else "All partners together"}
    if split:
        names |= {one.id: one.short_name for one in _partners(together)}
    there = max((line.number for line in case.lines), default=0) + 1 if case else 0
    rows = _rows(request, max(there, FIRST_ROWS), len(names))
    boxes = [
        Box(f"y{number}-{side.name.lower()}{f'-p{partner}' if partner else ''}", number, side, partner or None)
        for partner in names
        for number in range(rows)
        for side in Planned
    ]
    fields = {box.name: Amount(_label(box, names[box.partner or JOINT])) for box in boxes}
    made = type(
        "CaseFormOfYears",
        (CaseForm,),
        {**fields, "boxes": boxes, "names": names, "rows": rows, "split": split, "together": together, "kept": case},
    )
    form: CaseForm = made(data=_filled(case, boxes) if case else {}, version=case.edition if case else 0, **more)
    form.release.choices = [SelectChoice("", "Not known"), *(SelectChoice(str(one.id), one.name) for one in releases())]
    del form[("title" if case else "reason")]
    return form


def _label(box: Box, who: str) -> str:
    return f"{box.side.word.capitalize()}, year {box.number}, {who}"


def _partners(together: Collaboration) -> list[Organisation]:
    return list({spell.partner_id: spell.partner for spell in memberships_in([together.id])}.values())


def _rows(request: Request, usual: int, partners: int) -> int:
    """How many years the grid has: as many as before, a few more where they were asked for, never too many."""
    asked = request.values.get("years", "")
    rows = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else usual
    rows = max(rows, 1) + (MORE if "more" in request.form else 0)
    return min(rows, MOST_YEARS, max(MOST_BOXES // (partners * len(Planned)), 1))


def _filled(case: BusinessCase, boxes: Sequence[Box]) -> dict[str, Any]:
    amounts = {(line.number, line.side, line.partner_id): line.amount for line in case.lines}
    said = ("title", "decision", "prepared", "prepared_by", "source", "note")
    return {
        **{name: getattr(case, name) for name in said},
        "year_0": year_label(case.year_0, calendar=case.collaboration.calendar),
        "price_year": year_label(case.price_year),
        "release": str(case.release_id or ""),
        **{box.name: amounts.get((box.number, int(box.side), box.partner)) for box in boxes},
    }


class Lookback(Plain):
    """How what happened is shown beside a plan: a GET form. There is no way to discount what happened."""

    known = DateParts("As known on", first=EARLIEST)
    release = OneOf("Release of the deflators")

    def __init__(self, typed: Any, *, releases: Sequence[DeflatorRelease]) -> None:
        super().__init__(typed or None)
        self.release.choices = [
            SelectChoice("", "the newest, or the newest known on the day"),
            *(SelectChoice(str(one.id), one.name) for one in releases),
        ]
        self.known.last = today()


class WithdrawForm(Form):
    """Why a business case is withdrawn."""

    reason = Paragraphs("Why is it withdrawn?", longest=4000, missing="Say why: the reason is kept for good.")
