"""What is asked about a collaboration, its partners and its agreements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select
from wtforms import Form as Controls

from govtrack.analytics.kinds import Model, State
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Agreement, Collaboration
from govtrack.store.listings import Sort, collaborations_like
from govtrack.web.fields import (
    DateParts,
    Line,
    OneOf,
    Paragraphs,
    PartialDate,
    SelectChoice,
    ShortName,
    Whole,
    YesNo,
)
from govtrack.web.versions import VersionedForm

PART = "As far as it is known: 2015, March 2014 or 27 March 2014."
STATES = [SelectChoice(str(one), str(one)) for one in State]
ORDERS = {Sort.NAME: "name", Sort.NEWEST: "latest start first", Sort.STATE: "state"}


class Search(Controls):
    """What the list shows; every answer is kept in the address."""

    q = Line("Words", longest=100)
    state = OneOf("State", choices=[SelectChoice("", "Any state"), *STATES])
    partner = OneOf("Partner, now or before", coerce=int)
    sort = OneOf("In order of", choices=[SelectChoice(str(one), words) for one, words in ORDERS.items()])

    def __init__(self, typed: Any, *, partners: Sequence[Organisation]) -> None:
        super().__init__(typed or None)
        self.partner.choices = [SelectChoice("", "Any partner"), *named(partners)]
        self.sort.data = self.sort.data or str(Sort.NAME)

    def query(self, readable: Sequence[int] | None) -> Select[Collaboration]:
        """What is asked for, of what may be read; an answer that was not offered narrows nothing."""
        good = {name: None if field.errors else field.data for name, field in self._fields.items()}
        return collaborations_like(
            readable,
            words=good["q"] or "",
            state=good["state"] or "",
            partner_id=good["partner"],
            sort=Sort(good["sort"] or Sort.NAME),
        )

    @property
    def asked(self) -> dict[str, Any]:
        """What was chosen, as the address of another page of the list carries it."""
        chosen = {name: field.data for name, field in self._fields.items() if field.data}
        return {name: value for name, value in chosen.items() if value != Sort.NAME}

    @property
    def narrowed(self) -> bool:
        """Whether the list is narrowed or sorted by more than words."""
        return bool(self.asked.keys() - {"q"})


class CollaborationForm(VersionedForm):
    """A collaboration's own answers."""

    title = Line("Title", missing="Give the collaboration's title.", description="As the agreement calls it.")
    short_name = ShortName(
        "Short name",
        missing="Give a short name.",
        description="At most 15 characters. It stands in addresses, tables and charts.",
    )
    purpose = Paragraphs("Purpose", description="What it is for, in a sentence or two.")
    model = OneOf(
        "How it is run",
        choices=[SelectChoice("", "Not known"), *(SelectChoice(str(one), str(one)) for one in Model)],
    )
    state = OneOf(
        "State",
        missing="Choose where it is in its life.",
        choices=STATES,
        default=str(State.LIVE),
    )
    started = PartialDate("Started", description=PART)
    ended = PartialDate("Ended", description=PART)
    calendar = YesNo(
        "Its years are calendar years",
        description="Leave this alone for financial years, April to March. It cannot change once there are figures.",
    )
    reforms = OneOf(
        "Re-forms", coerce=int, description="The earlier collaboration that this one carries on from, if there is one."
    )

    def __init__(self, *, earlier: Sequence[Collaboration], of: Collaboration | None = None, **more: Any) -> None:
        super().__init__(data=_answers(of, "reforms"), **more)
        others = [one for one in earlier if of is None or one.id != of.id]
        self._earlier = {one.id: one for one in others}
        choices = [SelectChoice(one.id, f"{one.short_name}: {one.title}") for one in others]
        self.reforms.choices = [SelectChoice("", "None"), *choices]

    def answers(self) -> dict[str, Any]:
        given = super().answers()
        return {
            **given,
            "model": given["model"] or "",
            "reforms": self._earlier[given["reforms"]] if given["reforms"] else None,
        }


class MembershipForm(VersionedForm):
    """A partner's spell in a collaboration: when, with what votes, and what it does."""

    partner = OneOf("Partner", coerce=int, missing="Choose the partner.")
    joined = DateParts("Joined", description="Leave it blank if it is not known.")
    votes = Whole("Votes", high=1000, description="How many votes it has on the governing board. Blank: not known.")
    observer = YesNo("It is an observer", description="Shown, but figures are never waited for.")
    role = Line("Role", description="What others see it do: lead force, host, co-signatory.")
    role_behind = Line(
        "Role behind the scenes",
        description="What keeps it going: leads on HR, books the estate, keeps the accounts.",
    )
    notice_given = DateParts("Notice given", description="The day it gave notice to leave, if it has.")
    left = DateParts("Left", description="Its last day as a partner.")

    def answers(self) -> dict[str, Any]:
        given = super().answers()
        return {name: value for name, value in given.items() if name != "partner"}


class AgreementForm(VersionedForm):
    """An agreement under section 22A of the Police Act 1996."""

    title = Line("Title", missing="Give the agreement's title.")
    force_provision = YesNo("Force provision", description="What chief officers do together (section 22A(2)(a)).")
    body_provision = YesNo("Policing body provision", description="What policing bodies do together.")
    joint_provision = YesNo("Force and policing body provision", description="What both do together.")
    parties = Paragraphs("Parties", description="One a line, as the agreement names them.")
    signed = PartialDate("Signed", description=PART)
    review_due = DateParts("Review due")
    notice_months = Whole("Notice to leave", high=120, description="In whole months.")
    silence_days = Whole(
        "Silence counts as agreement after",
        low=1,
        high=365,
        description="In days. A submitted return that a partner has said nothing about for so long counts as agreed by "
        "it. Blank: the agreement says nothing of this.",
    )
    exit_rule = Paragraphs("How one leaves", description="Who pays what, and what becomes of staff, assets and debts.")
    supersedes = OneOf("Supersedes", coerce=int, description="The earlier agreement that it takes the place of.")
    source = Line("Source", longest=2000, description="Where it can be read: an address, or the file's reference.")

    def __init__(self, *, earlier: Sequence[Agreement], of: Agreement | None = None, **more: Any) -> None:
        super().__init__(data=_answers(of, "supersedes"), **more)
        others = [one for one in earlier if of is None or one.id != of.id]
        self._earlier = {one.id: one for one in others}
        self.supersedes.choices = [SelectChoice("", "None"), *(SelectChoice(one.id, one.title) for one in others)]

    def answers(self) -> dict[str, Any]:
        given = super().answers()
        return {**given, "supersedes": self._earlier[given["supersedes"]] if given["supersedes"] else None}


def _answers(row: Any, earlier: str) -> dict[str, Any] | None:
    """A record's own answers; the one it carries on from by its number."""
    if row is None:
        return None
    answers = {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}
    return {**answers, "calendar": getattr(row, "calendar", False), earlier: answers.get(f"{earlier}_id")}


def named(organisations: Sequence[Organisation]) -> list[SelectChoice]:
    """Organisations as choices: the short name, and the full one where it says more."""
    return [
        SelectChoice(one.id, one.short_name if one.name == one.short_name else f"{one.short_name}: {one.name}")
        for one in organisations
    ]
