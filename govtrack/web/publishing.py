"""What the pages of publishing share: how much is shown, what is withheld on which ground, and the preview."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from flask import request
from wtforms import HiddenField

from govtrack.analytics.exemptions import ABOUT, Openness, offered
from govtrack.analytics.published import Notice, Said, as_json, digest
from govtrack.domain import putout
from govtrack.domain.publicparts import Choice
from govtrack.domain.refusals import Refused
from govtrack.web.fields import OneOf, OneOfRadios, Paragraphs, SelectChoice
from govtrack.web.versions import VersionedForm

LOOK = "look"
"""The name of the button that shows what the public would see, and saves nothing."""
HINTS = {
    Openness.OPEN: "the whole notice, with what was added since",
    Openness.PARTLY: "the notice, with the ground instead of the words where a part is withheld",
    Openness.TITLE: "neither date nor reference, nor any other word of it",
    Openness.NOTHING: "no page, no entry in lists, feeds or data",
}
FIRST_WORDS = 160


def grounds() -> list[SelectChoice]:
    """The grounds on which something is withheld, as choices, the common ones first."""
    return [SelectChoice(str(one), f"{str(one)[0].upper()}{str(one)[1:]}: {ABOUT[one]}") for one in offered()]


def openings(some: Iterable[Openness]) -> list[SelectChoice]:
    """How much of a record may be shown, as choices."""
    return [SelectChoice(str(one), str(one).capitalize(), render_kw={"hint": HINTS[one]}) for one in some]


class PublishForm(VersionedForm):
    """How much of a record is published, and what of it is withheld on which ground."""

    own = frozenset({"previewed"})
    parts: ClassVar[tuple[str, ...]] = ()

    openness = OneOfRadios(
        "How much of it may the public read?",
        choices=openings(Openness),
        missing="Choose how much of it the public may read.",
    )
    exemption = OneOf("Ground on which the rest, or all of it, is withheld")
    objective = Paragraphs("Its objective, in words for the public", longest=putout.LONGEST_OBJECTIVE)
    previewed = HiddenField()
    """The digest of what was shown last: only exactly that is published."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.exemption.choices = [SelectChoice("", "None"), *grounds()]
        for box in self.part_boxes:
            box.choices = [SelectChoice("", "Published"), *grounds()]

    @property
    def part_boxes(self) -> list[Any]:
        """The list of each part, in the order of the notice."""
        return [self[what] for what in self.parts]

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        withheld = {what: self[what].data for what in self.parts if self[what].data}
        chosen = Openness(self.openness.data)
        whole = chosen in {Openness.TITLE, Openness.NOTHING}
        return Choice(chosen, (self.exemption.data or "") if whole else "", self.objective.data or "", withheld)


def publish_form(
    parts: Sequence[Said], chosen: Choice, *, version: int, entirely: bool = True, **more: Any
) -> PublishForm:
    """The form of a record, with a list for each part of it. `entirely`: whether it may be withheld as a whole."""
    boxes: dict[str, Any] = {one.what: OneOf(one.name, description=_first(one.words)) for one in parts}
    made: type[PublishForm] = type("ThisPublication", (PublishForm,), {**boxes, "parts": tuple(boxes)})
    answers = {
        "openness": str(chosen.openness),
        "exemption": chosen.exemption,
        "objective": chosen.objective[: putout.LONGEST_OBJECTIVE],
        "version": version,
        **chosen.withheld,
    }
    form = made(data=answers, **more)
    if not entirely:
        form.openness.choices = openings([one for one in Openness if one is not Openness.NOTHING])
    return form


def _first(words: str) -> str:
    return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rstrip()} …"


def wants_to_look() -> bool:
    """Whether the button that shows and saves nothing was pressed."""
    return LOOK in request.form


def look_at(form: PublishForm, parts: Sequence[Said], made: Callable[[Choice], Notice | None]) -> Notice | None:
    """Exactly what the public would see of what is chosen in the form; None where that is nothing, or cannot be.

    The form then carries the digest of it, so that nothing else is published by its button.
    """
    form.previewed.data = ""
    if any(field.errors for field in form):
        return None
    try:
        notice = made(putout.checked(parts, form.choice))
    except Refused as refusal:
        if request.method == "POST":
            form.refuse(refusal.field, refusal.sentence)
        return None
    except ValueError:
        return None
    form.previewed.data = digest(as_json(notice)) if notice is not None else ""
    return notice


class TakeDownForm(VersionedForm):
    """Why something is taken down."""

    words = Paragraphs("Why", longest=2000)
