"""What is asked about a lesson, and what narrows the list of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Form as Plain

from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.web.fields import Line, OneOf, Paragraphs, SelectChoice, YesNo
from govtrack.web.forms import Form

LAST_PAGE = 1_000_000


class Search(Plain):
    """Words, and the collaboration: a GET form, so that an address shows what its sender saw."""

    q = Line("Words", longest=200)
    collaboration = OneOf("Collaboration")

    def __init__(self, typed: Mapping[str, str], collaborations: Sequence[Collaboration]) -> None:
        given: Any = typed or None
        super().__init__(given)
        self._collaborations = collaborations
        self.collaboration.choices = [
            SelectChoice("", "Any collaboration"),
            *(SelectChoice(one.short_name, one.title) for one in collaborations),
        ]
        page = typed.get("page", "")
        self.page = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1
        self.validate()
        for field in (self.q, self.collaboration):
            field.data = None if field.errors else field.data

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, by name, as an address carries it."""
        return {name: field.data for name, field in self._fields.items() if field.data}

    def narrowing(self) -> dict[str, Any]:
        """What was asked, as the question to the register takes it."""
        name = self.collaboration.data
        chosen = next((one.id for one in self._collaborations if one.short_name == name), None)
        return {"words": self.q.data or "", "collaboration_id": chosen}


class LessonForm(Form):
    """A lesson that comes from no review: of a body, about a collaboration or its own affairs."""

    title = Line("What was learnt, in a few words", longest=200, missing="Say in a few words what was learnt.")
    words = Paragraphs(
        "What happened, and what to do another time",
        longest=4000,
        missing="Say what happened, and what to do another time.",
    )
    body = OneOf("Whose lesson it is", missing="Choose whose lesson it is.")
    collaboration = OneOf("Collaboration it comes from")
    shared = YesNo("Let everybody with an account here read it", default=True)

    def __init__(self, bodies: Sequence[Organisation], collaborations: Sequence[Collaboration], **more: Any) -> None:
        super().__init__(**more)
        self._bodies, self._collaborations = bodies, collaborations
        names = [SelectChoice(one.short_name, one.name) for one in bodies]
        self.body.choices = names if len(names) == 1 else [SelectChoice("", "Choose a body"), *names]
        together = [SelectChoice(one.short_name, one.title) for one in collaborations]
        self.collaboration.choices = [SelectChoice("", "None: it is about the body's own affairs"), *together]

    def learnt(self) -> dict[str, Any]:
        """The answers as the verb takes them."""
        said = self.answers()
        body = next(one for one in self._bodies if one.short_name == said["body"])
        together = next((one for one in self._collaborations if one.short_name == said["collaboration"]), None)
        return {**said, "body": body, "collaboration": together}


class TakeBackForm(Form):
    """Why a lesson is taken back."""

    reason = Paragraphs("Why is it taken back?", longest=1000, missing="Say why: the reason is kept for good.")
