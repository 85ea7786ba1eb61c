"""What is asked about drivers: a new one's name and unit, and organisations' figures in a grid of years."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from wtforms import Form as Controls

from govtrack.analytics.kinds import Provenance
from govtrack.analytics.periods import year_label
from govtrack.domain.drivers import Stated
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.drivers import Driver, DriverValue
from govtrack.web.fields import Amount, DateParts, Line, OneOf, OneOfRadios, Paragraphs, SelectChoice, Whole
from govtrack.web.forms import Form, Version
from govtrack.web.versions import Both, VersionedForm, in_words

PROVENANCES = {
    Provenance.RECORDED: "from the organisation's own records",
    Provenance.PUBLISHED: "anyone can read it: say where under source",
    Provenance.INFERRED: "worked out from something else: say how under source",
}


class DriverForm(Form):
    """A driver's name and unit, and whose it is."""

    name = Line("Name", longest=60, missing="Give the driver a name.", description="For example: net revenue budget.")
    unit = Line(
        "Unit",
        longest=30,
        missing="Say what one of it is called.",
        description="What one of it is called: people, officers, calls. Write pounds for money.",
    )
    decimals = Whole("Decimals", high=4, description="How many decimals its figures have. Blank: none.")
    collaboration = OneOf(
        "Whose it is",
        description="A collaboration's own driver is seen by its partners alone; a common one by everybody here.",
    )
    note = Paragraphs("Note", description="How it is counted, so that every partner counts the same.")

    def __init__(self, offered: Sequence[Collaboration], *, common: bool, **more: Any) -> None:
        super().__init__(**more)
        self._offered = {one.short_name: one for one in offered}
        own = [SelectChoice(one.short_name, f"{one.title} alone") for one in offered]
        self.collaboration.choices = [*([SelectChoice("", "Common to the register")] if common else []), *own]
        if not common and not self.collaboration.raw_data and own:
            self.collaboration.data = self.collaboration.data or own[0].value

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        whose = self._offered.get(said["collaboration"] or "")
        return {**said, "decimals": said["decimals"] or 0, "collaboration": whose}


class Place(NamedTuple):
    """One box of the grid: whose figure of which year it holds, and the one that stands in it now."""

    organisation: Organisation
    year: int
    now: DriverValue | None

    @property
    def name(self) -> str:
        return f"v{self.organisation.id}y{self.year}"

    @property
    def words(self) -> str:
        return f"{self.organisation.short_name}, {year_label(self.year)}"


class GridForm(VersionedForm):
    """A box for each organisation and year; `grid_form` makes the form of some of them."""

    places: Sequence[Place] = ()
    driver: Driver
    source = Line("Source of the new figures", longest=1000, description="An address, or the title of a document.")
    provenance = OneOfRadios(
        "Where they come from",
        coerce=int,
        choices=[
            SelectChoice(str(int(one)), one.word.capitalize(), {"hint": hint}) for one, hint in PROVENANCES.items()
        ],
        default=int(Provenance.RECORDED),
    )

    def rows(self) -> list[tuple[Organisation, list[tuple[Place, Any]]]]:
        """The boxes, by organisation."""
        found: dict[int, tuple[Organisation, list[tuple[Place, Any]]]] = {}
        for place in self.places:
            _, own = found.setdefault(place.organisation.id, (place.organisation, []))
            own.append((place, self[place.name]))
        return list(found.values())

    def figures(self) -> list[Stated]:
        """What was typed that says something else than stands there; a blank box says nothing."""
        said = self.answers()
        return [
            Stated(
                place.organisation.id,
                place.year,
                self[place.name].data,
                said["source"],
                Provenance(said["provenance"] or int(Provenance.RECORDED)),
                seen=self[f"{place.name}-seen"].data or 0,
                field=place.name,
            )
            for place in self.places
            if self[place.name].data is not None and (place.now is None or place.now.amount != self[place.name].data)
        ]

    def meet(self, theirs: VersionedForm) -> None:
        """Show only the boxes that somebody else filled meanwhile; sent again, what was typed is stated after it."""
        met = [one for one in self.places if theirs[f"{one.name}-seen"].data != self[f"{one.name}-seen"].data]
        self.met = [Both(one.words, in_words(theirs[one.name]), in_words(self[one.name])) for one in met]
        for one in met:
            self[f"{one.name}-seen"].data = theirs[f"{one.name}-seen"].data


def grid_form(
    driver: Driver,
    organisations: Sequence[Organisation],
    years: Sequence[int],
    there: Mapping[tuple[int, int, int], DriverValue],
    **more: Any,
) -> GridForm:
    """The boxes of some organisations and years, with what stands in each now."""
    places = [Place(body, year, there.get((driver.id, year, body.id))) for body in organisations for year in years]
    boxes: dict[str, Any] = {"places": places, "driver": driver}
    data: dict[str, Any] = {}
    for place in places:
        unit = "" if driver.money else driver.unit
        boxes[place.name] = Amount(place.words, decimals=driver.decimals, money=driver.money, unit=unit)
        boxes[f"{place.name}-seen"] = Version()
        if place.now:
            data[place.name], data[f"{place.name}-seen"] = place.now.amount, place.now.id
    form: GridForm = type("ThisGrid", (GridForm,), boxes)(data=data, **more)
    return form


class Known(Controls):
    """As known on which day, kept in the address."""

    known = DateParts("As known on", description="Blank: today.")
