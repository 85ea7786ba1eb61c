"""What is looked for: a GET form, so that an address shows what its sender saw."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Form as Plain

from govtrack.analytics.register import Step, Subject
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.finding import Narrowed
from govtrack.web.fields import Line, OneOf, SelectChoice

FIRST_YEAR = 1996
LAST_PAGE = 1_000_000
KINDS = {
    "decision": ("decision", "decisions"),
    "collaboration": ("collaboration", "collaborations"),
    "organisation": ("organisation", "organisations"),
    "lesson": ("lesson", "lessons"),
    "note": ("note on a figure", "notes on figures"),
}
"""How many of a kind are spoken of: one, and several."""
KIND_CHOICES = [SelectChoice(kind, several.capitalize()) for kind, (_, several) in KINDS.items()]


class Search(Plain):
    """Words, and what narrows the finding."""

    q = Line("Words", longest=200)
    kind = OneOf("Kind", choices=[SelectChoice("", "Anything"), *KIND_CHOICES])
    body = OneOf("Organisation")
    year = OneOf("Year")
    step = OneOf("Step of a decision", choices=[SelectChoice("", "Any"), *(SelectChoice(str(one)) for one in Step)])
    subject = OneOf(
        "What a decision is about",
        choices=[SelectChoice("", "Anything"), *(SelectChoice(str(one), str(one).capitalize()) for one in Subject)],
    )

    def __init__(self, typed: Mapping[str, str], *, bodies: Sequence[Organisation]) -> None:
        given: Any = typed or None
        super().__init__(given)
        self.bodies = bodies
        self.body.choices = [SelectChoice("", "Any"), *(SelectChoice(one.short_name) for one in bodies)]
        years = range(today().year, FIRST_YEAR - 1, -1)
        self.year.choices = [SelectChoice("", "Any"), *(SelectChoice(str(year)) for year in years)]
        page = typed.get("page", "")
        self.page = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1
        self.validate()
        for field in (self.q, self.kind, self.body, self.year, self.step, self.subject):
            field.data = None if field.errors else field.data

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, by name, as an address carries it."""
        return {name: field.data for name, field in self._fields.items() if field.data}

    @property
    def narrowed(self) -> bool:
        """Whether anything was chosen besides words."""
        return bool(self.kind.data or self.body.data or self.year.data or self.step.data or self.subject.data)

    def narrowing(self) -> Narrowed:
        """What was chosen, as the question to the register takes it."""
        return Narrowed(
            self.kind.data or "",
            next((one.id for one in self.bodies if one.short_name == self.body.data), None),
            self.year.data or "",
            self.step.data or "",
            self.subject.data or "",
        )
