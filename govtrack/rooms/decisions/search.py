"""Which decisions are listed: a GET form, so that an address shows what its sender saw."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Form as Plain

from govtrack.analytics.register import Step, Subject
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.web.fields import Line, OneOf, SelectChoice

LAST_PAGE = 1_000_000


class Search(Plain):
    """Words, and what narrows the list."""

    q = Line("Words", longest=200)
    body = OneOf("Deciding body")
    collaboration = OneOf("Collaboration")
    year = OneOf("Year")
    step = OneOf("Step", choices=[SelectChoice("", "Any step"), *(SelectChoice(str(one)) for one in Step)])
    subject = OneOf(
        "What a decision is about",
        choices=[SelectChoice("", "Anything"), *(SelectChoice(str(one), str(one).capitalize()) for one in Subject)],
    )

    def __init__(
        self,
        typed: Mapping[str, str],
        *,
        bodies: Sequence[Organisation],
        collaborations: Sequence[Collaboration],
        years: Sequence[str],
    ) -> None:
        given: Any = typed or None
        super().__init__(given)
        self.bodies, self.collaborations = bodies, collaborations
        self.body.choices = [SelectChoice("", "Any body"), *(SelectChoice(one.short_name) for one in bodies)]
        self.collaboration.choices = [
            SelectChoice("", "Any collaboration"), *(SelectChoice(one.short_name, one.title) for one in collaborations)
        ]  # fmt: skip
        self.year.choices = [SelectChoice("", "Any year"), *(SelectChoice(year) for year in years)]
        page = typed.get("page", "")
        self.page = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1
        self.validate()
        for field in (self.q, self.body, self.collaboration, self.year, self.step, self.subject):
            field.data = None if field.errors else field.data

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, by name, as an address carries it."""
        return {name: field.data for name, field in self._fields.items() if field.data}

    @property
    def narrowed(self) -> bool:
        """Whether a list was chosen from, besides words."""
        return bool(self.body.data or self.collaboration.data or self.year.data or self.step.data or self.subject.data)

    def narrowing(self) -> dict[str, Any]:
        """What was asked, as the question to the register takes it."""
        numbers = {
            "body_id": next((one.id for one in self.bodies if one.short_name == self.body.data), None),
            "collaboration_id": next(
                (one.id for one in self.collaborations if one.short_name == self.collaboration.data), None
            ),
        }
        return {
            **numbers, "words": self.q.data or "", "year": self.year.data or "", "step": self.step.data or "",
            "subject": self.subject.data or "",
        }  # fmt: skip
