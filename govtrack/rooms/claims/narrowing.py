"""Which of a collaboration's benefits are listed: a GET form, so that an address shows what its sender saw."""

from dataclasses import replace
from typing import Any

from flask import url_for
from wtforms import Form as Plain

from govtrack.analytics.kinds import Kind, Status
from govtrack.analytics.periods import month_of
from govtrack.store.benefits import Benefits, Lacking
from govtrack.store.bodies import organisations_of
from govtrack.store.collaborations import Collaboration
from govtrack.store.figures import Wanted, partner_ids
from govtrack.web.access import own_organisations, sees_until
from govtrack.web.fields import OneOf, SelectChoice

LAST_PAGE = 1_000_000
LACKING = {
    Lacking.EVIDENCE: "counted without evidence",
    Lacking.CLAIMANT: "counted without a claimant",
    Lacking.AGREEMENT: "disputed",
}


class Narrowing(Plain):
    """How far a benefit has come, whose it is, and what is left to do; what was not offered narrows nothing."""

    status = OneOf(
        "How far it has come",
        coerce=int,
        choices=[SelectChoice("", "Any"), *(SelectChoice(str(int(one)), one.word.capitalize()) for one in Status)],
    )
    partner = OneOf("Partner")
    lacking = OneOf(
        "What is left to do",
        choices=[SelectChoice("", "Anything"), *(SelectChoice(str(one), said) for one, said in LACKING.items())],
    )

    def __init__(self, typed: Any, together: Collaboration, person: Any) -> None:
        super().__init__(typed or None)
        self.together, self.person = together, person
        self.partners = organisations_of(partner_ids([together.id]))
        self.partner.choices = [
            SelectChoice("", "Every partner"), *(SelectChoice(one.short_name) for one in self.partners)
        ]  # fmt: skip
        page = typed.get("page", "")
        self.page = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1
        self.validate()
        for field in self:
            field.data = None if field.errors else field.data

    @property
    def everything(self) -> Wanted:
        """Every benefit that the person sees."""
        until = sees_until(self.person, self.together)
        return Wanted(
            self.together.id,
            kind=Kind.BENEFIT,
            until=None if until is None else month_of(until),
            own=own_organisations(self.person),
        )

    def benefits(self) -> Benefits:
        """The benefits asked for."""
        partner = next((one.id for one in self.partners if one.short_name == self.partner.data), None)
        lacking = Lacking(self.lacking.data) if self.lacking.data else None
        return Benefits(replace(self.everything, partner=partner), self.status.data, lacking)

    @property
    def narrowed(self) -> bool:
        """Whether anything was left out by choice."""
        return any(field.data for field in self)

    @property
    def summary(self) -> str:
        """What is shown, in words."""
        chosen = [
            str(label)
            for field in (self.status, self.partner, self.lacking)
            for value, label, selected, _more in field.iter_choices()
            if selected and value
        ]
        return ", ".join(chosen) if chosen else "Every benefit"

    def address(self, **asked: Any) -> str:
        """The address of a list of benefits."""
        return url_for("claims.index", short_name=self.together.short_name, **asked)

    def leaf_at(self, page: int) -> str:
        """The address of a page of what is shown."""
        return self.address(page=page, **{field.name: field.data for field in self if field.data})
