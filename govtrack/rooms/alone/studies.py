"""One coalition study as its pages need it: the boxes of its grid, its costs, and what follows from them."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from flask import abort
from wtforms import Form as Plain

from govtrack.analytics import study as arithmetic
from govtrack.analytics.alone import Apart
from govtrack.analytics.kinds import Provenance
from govtrack.analytics.nucleolus import MOST_PARTNERS
from govtrack.analytics.periods import first_day
from govtrack.domain.alone import members_in
from govtrack.domain.formats import COALITION_COSTS
from govtrack.domain.studies import LONGEST_NAME, named
from govtrack.papers import csvs
from govtrack.papers.cells import tame
from govtrack.rooms.alone.forms import PROVENANCES, said_year, years_open
from govtrack.rooms.alone.shown import money, numeric
from govtrack.store import studies
from govtrack.store.alone import Question, answer
from govtrack.store.bodies import Organisation, organisations_of
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.store.studies import CoalitionStudy, coalitions
from govtrack.web import formats
from govtrack.web.access import LARGEST_ID, allowed, sees_until
from govtrack.web.fields import Amount, Line, OneOf, OneOfRadios, Paragraphs, PartialDate, SelectChoice
from govtrack.web.forms import Form


class Year(Plain):
    """The year that a study is about: a GET form, so that an address is a grid."""

    year = OneOf("Year", missing="Choose the year that the study is about.")

    def __init__(self, typed: Any, together: Collaboration) -> None:
        super().__init__(typed or None)
        self.together = together
        self._years = {said_year(one, together): one for one in reversed(years_open(together))}
        self.year.choices = [SelectChoice("", "Choose a year"), *(SelectChoice(name) for name in self._years)]

    @property
    def starts(self) -> int:
        """The first month of the year, once the answer is valid."""
        return self._years[str(self.year.data)]

    def partners(self) -> list[Organisation]:
        """Who was a partner in the year, observers left out, in the order in which they joined."""
        numbers = members_in(self.starts, memberships_in([self.together.id]))
        found = {one.id: one for one in organisations_of(numbers)}
        return [found[number] for number in numbers]

    @property
    def too_many(self) -> bool:
        return len(self.partners()) > MOST_PARTNERS


class StudyForm(Form):
    """A study; `study_form` makes it for some partners, with a box for each of their coalitions."""

    partners: Sequence[Organisation] = ()
    name = Line("What the study is called", missing="Give the study a name.", longest=LONGEST_NAME)
    studied_by = Line("Who made it", missing="Say who made it.")
    studied_on = PartialDate("When", missing="Say when it was made: a year, a month or a day.")
    method = Paragraphs("How the costs were got", missing="Say how the costs were got.")
    source = Line("Source", longest=2000)
    provenance = OneOfRadios(
        "Where they come from",
        coerce=int,
        default=int(Provenance.RECORDED),
        choices=[
            SelectChoice(str(int(one)), one.word.capitalize(), {"hint": hint}) for one, hint in PROVENANCES.items()
        ],
    )

    def rows(self) -> list[tuple[str, Any]]:
        """Each coalition in words with its box, small ones first."""
        return [(named(self.partners, one), self[_box(one)]) for one in coalitions(len(self.partners))]

    def costs(self) -> dict[int, int]:
        """The costs as they were read, by the bits of the coalitions."""
        return {one: self[_box(one)].data for one in coalitions(len(self.partners))}

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in super().answers().items() if not name.startswith(BOX)}

    def refuse(self, field: str, sentence: str) -> None:
        super().refuse({"study": "name"}.get(field, field), sentence)


BOX = "cost_"


def _box(members: int) -> str:
    return f"{BOX}{members}"


def study_form(partners: Sequence[Organisation]) -> StudyForm:
    """The form for some partners."""
    boxes = {
        _box(one): Amount(named(partners, one), missing=f"Enter what {named(partners, one)} would pay.")
        for one in coalitions(len(partners))
    }
    form: StudyForm = type("StudyFormOfPartners", (StudyForm,), {**boxes, "partners": partners})()
    form.read_begun()
    return form


def study_or_404(together: Collaboration, number: int) -> CoalitionStudy:
    """A study of this collaboration; a former member's people see those of years begun by then."""
    found = studies.study_at(number) if number <= LARGEST_ID else None
    if found is None or found.collaboration_id != together.id:
        abort(404)
    return found


def seen_by(found: CoalitionStudy, person: Any) -> bool:
    """Whether a person may know of a study: a former member's people of years begun before it left."""
    until = sees_until(person, found.collaboration)
    return until is None or first_day(found.starts) <= until


def study_page(together: Collaboration, found: CoalitionStudy, person: Any) -> dict[str, Any]:
    """What the page of one study shows; 404 for one that the reader may not know of."""
    if not seen_by(found, person):
        abort(404)
    partners = [one.partner for one in found.partners]
    rows = {one.members: one.cost for one in found.costs}
    return {
        "together": together,
        "study": found,
        "year": said_year(found.starts, together),
        "provenance": Provenance(found.provenance).word,
        "about": _facts(found, together),
        "costs": [[named(partners, one), money(rows[one])] for one in coalitions(len(partners))],
        "may_keep": allowed(person, "keep collaborations", collaboration_id=together.id),
        **results(found, answer(Question(together, found.starts))),
    }


def of_the_year(question: Question, apart: Apart) -> list[dict[str, Any]]:
    """The studies of a year that stand, or stood on the day asked for, each with what follows from it."""
    found = studies.studies_in([question.collaboration.id], as_at=question.as_at)
    return [{"study": one, **results(one, apart)} for one in found if one.starts == question.starts]


def results(found: CoalitionStudy, apart: Apart) -> dict[str, Any]:
    """What follows from a study: its sentences, its splits beside what each would pay alone and what it paid."""
    names = [one.partner.short_name for one in found.partners]
    costs = found.game()
    worked = arithmetic.worked_out(costs, len(names))
    first, *findings = arithmetic.sentences(worked, costs, names)
    paid = {party.partner: party.paid for party in apart.parties}
    rows = [
        [
            one.partner.short_name,
            money(int(costs[frozenset({one.place})])),
            money(worked.shapley[one.place]),
            money(worked.nucleolus[one.place]),
            money(paid.get(one.partner_id)),
        ]
        for one in found.partners
    ]
    return {
        "worked": worked,
        "first": first,
        "findings": findings,
        "caveats": arithmetic.CAVEATS,
        "columns": ["Partner", *numeric("Alone", "Shapley", "Nucleolus", "Paid in the year")],
        "splits": rows if worked.any_suits else None,
    }


def _facts(found: CoalitionStudy, together: Collaboration) -> list[tuple[str, str]]:
    gone = "" if found.withdrawn is None else formats.day(date.fromordinal(found.withdrawn))
    return [
        ("Year", said_year(found.starts, together)),
        ("Made by", found.studied_by),
        ("When", formats.day(found.studied_on)),
        ("How", found.method),
        ("Source", found.source),
        ("Recorded", f"{formats.day(date.fromordinal(found.day))}, by {found.person}"),
        *([("Taken back", f"{gone}: {found.reason}")] if gone else []),
    ]


def blank_sheet(year: Year) -> bytes:
    """The sheet of the format with a row for every coalition of the year's partners and no costs yet."""
    partners = year.partners()
    file = BytesIO()
    rows = [
        [tame(year.together.short_name), "", str(year.year.data), tame(_in_a_cell(partners, one)), *[""] * 6]
        for one in coalitions(len(partners))
    ]
    csvs.write(file, COALITION_COSTS.headings, rows)
    return file.getvalue()


def _in_a_cell(partners: Sequence[Organisation], members: int) -> str:
    return "; ".join(partners[place].short_name for place in sorted(studies.group_of(members)))
