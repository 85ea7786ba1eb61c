"""Which of a collaboration's figures are listed: a GET form, so that an address shows what its sender saw."""

from typing import Any

from flask import url_for
from wtforms import Form as Plain

from govtrack.analytics.kinds import Kind
from govtrack.analytics.periods import month_of
from govtrack.analytics.totals import JOINT as ALL_TOGETHER
from govtrack.rooms.ledger.forms import measure_name
from govtrack.rooms.ledger.offered import JOINT
from govtrack.store import ledger
from govtrack.store.bodies import organisations_of
from govtrack.store.collaborations import Collaboration
from govtrack.store.figures import Wanted, partner_ids
from govtrack.store.measures import measures
from govtrack.web.access import allowed, own_organisations, sees_until
from govtrack.web.fields import OneOf, SelectChoice

LAST_PAGE = 1_000_000


class Narrowing(Plain):
    """Partner, measure and kind; what was not offered narrows nothing."""

    partner = OneOf("Partner")
    measure = OneOf("Measure")
    kind = OneOf("Kind", coerce=int)

    def __init__(self, typed: Any, together: Collaboration, person: Any) -> None:
        super().__init__(typed or None)
        self.together, self.person = together, person
        self.partners = organisations_of(partner_ids([together.id]))
        used = set(ledger.measures_in(together.id))
        self.measures = [one for one in measures() if one.id in used]
        self.partner.choices = [
            SelectChoice("", "Every partner"),
            *(SelectChoice(one.short_name) for one in self.partners),
            SelectChoice(JOINT, "All partners together (joint)"),
        ]
        self.measure.choices = [
            SelectChoice("", "Every measure"), *(SelectChoice(one.name, measure_name(one)) for one in self.measures)
        ]  # fmt: skip
        self.kind.choices = [
            SelectChoice("", "Every kind"), *(SelectChoice(str(int(kind)), kind.word.capitalize()) for kind in Kind)
        ]  # fmt: skip
        page = typed.get("page", "")
        self.page = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1
        self.validate()
        for field in (self.partner, self.measure, self.kind):
            field.data = None if field.errors else field.data

    def wanted(self) -> Wanted:
        """The figures asked for, as far as the person sees into the collaboration."""
        partner = next((one.id for one in self.partners if one.short_name == self.partner.data), None)
        until = sees_until(self.person, self.together)
        return Wanted(
            self.together.id,
            partner=ALL_TOGETHER if self.partner.data == JOINT else partner,
            measure_id=next((one.id for one in self.measures if one.name == self.measure.data), None),
            kind=self.kind.data,
            until=None if until is None else month_of(until),
            own=own_organisations(self.person),
        )

    @property
    def may_record(self) -> bool:
        """Whether the person records for some partner of the collaboration."""
        return allowed(self.person, "record figures", collaboration_id=self.together.id)

    @property
    def narrowed(self) -> bool:
        """Whether anything was left out by choice."""
        return bool(self.partner.data or self.measure.data or self.kind.data)

    @property
    def summary(self) -> str:
        """What is shown, in words."""
        chosen = [
            str(label)
            for field in (self.partner, self.measure, self.kind)
            for value, label, selected, _more in field.iter_choices()
            if selected and value
        ]
        return ", ".join(chosen) if chosen else "Every partner, measure and kind"

    def address(self, page: int) -> str:
        """The address of a page of what is shown."""
        narrowed = {"partner": self.partner.data, "measure": self.measure.data, "kind": self.kind.data}
        return url_for("ledger.figures", short_name=self.together.short_name, page=page, **narrowed)
