"""What is asked about an organisation, its offices, who held them, and what followed it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from sqlalchemy import Select
from wtforms import Form as Controls

from govtrack.analytics.kinds import OfficeKind, OrganisationKind, Succeeded
from govtrack.store.bodies import Office, Organisation
from govtrack.store.listings import organisations_like
from govtrack.web.fields import DateParts, Line, OneOf, Paragraphs, PartialDate, SelectChoice, ShortName, YesNo
from govtrack.web.forms import Form
from govtrack.web.versions import VersionedForm

PART = "As far as it is known: 2012, November 2012 or 22 November 2012."
KINDS = [SelectChoice(str(one), str(one)) for one in OrganisationKind]
SOURCE = "Where it can be read: an address, or the file's reference."


class Search(Controls):
    """What the list shows; every answer is kept in the address."""

    q = Line("Words", longest=100)
    kind = OneOf("Kind", choices=[SelectChoice("", "Any kind"), *KINDS])

    def __init__(self, typed: Any) -> None:
        super().__init__(typed or None)

    def query(self, known: Sequence[int] | None) -> Select[Organisation]:
        """What is asked for, of what may be known; an answer that was not offered narrows nothing."""
        words = "" if self.q.errors else self.q.data or ""
        return organisations_like(known, words=words, kind="" if self.kind.errors else self.kind.data or "")

    @property
    def asked(self) -> dict[str, Any]:
        """What was chosen, as the address of another page of the list carries it."""
        return {name: field.data for name, field in self._fields.items() if field.data}


class OrganisationForm(Form):
    """An organisation that may be a partner."""

    name = Line("Full name", missing="Give the organisation's full name.")
    short_name = ShortName(
        "Short name",
        missing="Give a short name.",
        description="At most 15 characters. It stands in addresses, tables and charts.",
    )
    kind = OneOf("Kind", missing="Choose what it is.", choices=[SelectChoice("", "Choose"), *KINDS])
    area_code = Line(
        "Area code", longest=12, description="The code of the Office for National Statistics, if it has one."
    )


class RenameForm(VersionedForm):
    """What an organisation is called from a day on, or by right."""

    own: ClassVar[frozenset[str]] = frozenset({"on", "note"})

    name = Line("Full name", missing="Give the organisation's full name.")
    short_name = ShortName(
        "Short name",
        missing="Give a short name.",
        description="At most 15 characters. It stands in addresses, tables and charts.",
    )
    on = DateParts(
        "First day of the new name",
        description="What it was called until then is kept, and still finds it. "
        "Leave it blank only to put a mistake right.",
    )
    note = Paragraphs("Note", description="The order or Act it was done by, and anything a reader should know.")


class OfficeForm(VersionedForm):
    """An office that answers for an area for a time."""

    kind = OneOf(
        "Kind of office",
        missing="Choose the kind of office.",
        choices=[SelectChoice("", "Choose"), *(SelectChoice(str(one), str(one)) for one in OfficeKind)],
    )
    name = Line("Name", description="Left blank, it is called after its kind and its area.")
    starts = PartialDate("From", description=PART)
    ends = PartialDate("To", description="Leave it blank while the office goes on.")
    source = Line("Source", longest=2000, description=SOURCE)


class TermForm(VersionedForm):
    """Who held an office, from when to when."""

    office = OneOf("Office", coerce=int, missing="Choose the office.")
    holder = Line("Name of the holder", longest=120, missing="Give the name of who held the office.")
    acting = YesNo("Acting", description="Held for a time, while the office was vacant or its holder away.")
    starts = PartialDate("From", description=PART)
    ends = PartialDate("To", description="The last day of the term. Leave it blank while it goes on.")
    source = Line("Source", longest=2000, description=SOURCE)

    def offer(self, offices: Sequence[Office]) -> None:
        """Offer these offices, the latest first."""
        self.office.choices = [SelectChoice(one.id, one.name) for one in reversed(offices)]

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in super().answers().items() if name != "office"}


class SuccessionForm(Form):
    """That another organisation followed this one."""

    new = OneOf("What followed it", coerce=int, missing="Choose the organisation that followed.")
    kind = OneOf(
        "How",
        missing="Choose how.",
        choices=[SelectChoice("", "Choose"), *(SelectChoice(str(one), str(one)) for one in Succeeded)],
    )
    on = DateParts("On", missing="Give the day.")
    note = Paragraphs("Note", description="The order or Act it was done by, and anything a reader should know.")

    def offer(self, organisations: Sequence[Organisation]) -> None:
        """Offer these organisations."""
        names = [SelectChoice(one.id, one.short_name) for one in organisations]
        self.new.choices = [SelectChoice("", "Choose"), *names]

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in super().answers().items() if name != "new"}
