"""Which published decisions are listed: a GET form over what is public and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from wtforms import Form as Plain

from govtrack.store.bodies import Organisation, organisations_of
from govtrack.store.collaborations import Collaboration, collaborations_of
from govtrack.store.listings import Leaf, leaf
from govtrack.store.publications import (
    About,
    Publication,
    public,
    public_bodies,
    public_collaborations,
    public_years,
)
from govtrack.web.fields import Line, OneOf, SelectChoice

LAST_PAGE = 1_000_000


class PublicSearch(Plain):
    """Words, and what narrows the list."""

    q = Line("Words", longest=200)
    body = OneOf("Deciding body")
    collaboration = OneOf("Collaboration")
    year = OneOf("Year")

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
        self.body.choices = [SelectChoice("", "Any body"), *(SelectChoice(str(one.id), one.name) for one in bodies)]
        self.collaboration.choices = [
            SelectChoice("", "Any collaboration"), *(SelectChoice(str(one.id), one.title) for one in collaborations)
        ]  # fmt: skip
        self.year.choices = [SelectChoice("", "Any year"), *(SelectChoice(year) for year in years)]
        page = typed.get("page", "")
        self.page = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1
        self.validate()
        for field in (self.q, self.body, self.collaboration, self.year):
            field.data = None if field.errors else field.data

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, by name, as an address carries it."""
        return {name: field.data for name, field in self._fields.items() if field.data}

    @property
    def narrowed(self) -> bool:
        """Whether a list was chosen from, besides words."""
        return bool(self.body.data or self.collaboration.data or self.year.data)

    def found(self) -> Leaf[Publication]:
        """One screen of the published decisions that were asked for."""
        query = public(
            About.DECISION,
            body_ids=[int(self.body.data)] if self.body.data else (),
            collaboration_id=int(self.collaboration.data) if self.collaboration.data else None,
            year=self.year.data or "",
            words=self.q.data or "",
        )
        return leaf(query, self.page)


class Listed(NamedTuple):
    """The list as its page shows it."""

    search: PublicSearch
    leaf: Leaf[Publication]


def listed(typed: Mapping[str, str]) -> Listed:
    """The published decisions that an address asks for."""
    search = PublicSearch(
        typed,
        bodies=organisations_of(public_bodies()),
        collaborations=collaborations_of(public_collaborations()),
        years=public_years(About.DECISION),
    )
    return Listed(search, search.found())
