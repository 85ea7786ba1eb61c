"""The doors of publishing: choose what the public may read, look at exactly that, publish it; and take it down."""

from typing import Any, ClassVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from wtforms import HiddenField

from govtrack.analytics.exemptions import ABOUT, Openness, offered
from govtrack.analytics.published import Notice, as_json, digest
from govtrack.analytics.register import Act, Step, after
from govtrack.domain import publishing
from govtrack.domain.publicparts import Choice, choice_of, notice_of, parts_of_notice
from govtrack.domain.refusals import Refused
from govtrack.rooms.decisions.steps import not_from_here, step_with_words
from govtrack.rooms.decisions.views import room
from govtrack.store.decisions import Decision
from govtrack.web.access import decision_or_404, may
from govtrack.web.fields import OneOf, OneOfRadios, Paragraphs, SelectChoice
from govtrack.web.saving import leads_to
from govtrack.web.versions import VersionedForm, saving_over

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


class PublishForm(VersionedForm):
    """How much of a decision is published, and what of it is withheld on which ground."""

    own = frozenset({"previewed"})
    parts: ClassVar[tuple[str, ...]] = ()

    openness = OneOfRadios(
        "How much of it may the public read?",
        choices=[SelectChoice(str(one), str(one).capitalize(), render_kw={"hint": HINTS[one]}) for one in Openness],
        missing="Choose how much of it the public may read.",
    )
    exemption = OneOf("Ground on which the rest, or all of it, is withheld")
    objective = Paragraphs("Its objective, in words for the public", longest=publishing.LONGEST_OBJECTIVE)
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


def publish_form(decision: Decision, **more: Any) -> PublishForm:
    """The form of a decision, with a list for each of its parts."""
    there, chosen = parts_of_notice(decision), choice_of(decision)
    boxes: dict[str, Any] = {one.what: OneOf(one.name, description=_first(one.words)) for one in there}
    made: type[PublishForm] = type("ThisPublication", (PublishForm,), {**boxes, "parts": tuple(boxes)})
    purpose = decision.collaboration.purpose if decision.collaboration else ""
    answers = {
        "openness": str(chosen.openness),
        "exemption": chosen.exemption,
        "objective": chosen.objective or purpose[: publishing.LONGEST_OBJECTIVE],
        "version": decision.version,
        **chosen.withheld,
    }
    return made(data=answers, **more)


def _first(words: str) -> str:
    return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rstrip()} …"


@room.route("/<int:number>/publish", methods=["GET", "POST"])
@may("publish decisions")
def publish(number: int) -> ResponseReturnValue:
    """Choose what the public may read, look at exactly that, and publish it."""
    taken = decision_or_404(number, "publish decisions")
    if after(Step(taken.step), Act.PUBLISH) is None:
        return not_from_here(taken)
    form = publish_form(taken)
    if form.validate_on_submit() and LOOK not in request.form:
        with saving_over(form, lambda: publish_form(taken, formdata=None)):
            said = _carried_out(form, taken)
            leads_to(form, url_for(".show", number=number))
        if form.saved:
            flash(said)
            return redirect(url_for(".show", number=number))
    shown = _look_at(form, taken)
    return render_template("decisions/publish.html", form=form, paper=taken, shown=shown), form.status


def _carried_out(form: PublishForm, taken: Decision) -> str:
    if form.choice.openness is Openness.NOTHING:
        publishing.withhold(taken, form.choice, version=form.seen, by=current_user)
        return f"{taken.reference} is withheld entirely: the public finds nothing of it."
    publishing.publish(taken, form.choice, seen=form.previewed.data or "none", version=form.seen, by=current_user)
    return f"Published: {taken.reference}, {taken.title}."


def _look_at(form: PublishForm, taken: Decision) -> Notice | None:
    """Exactly what the public would see of what is chosen in the form; None where that is nothing, or cannot be."""
    form.previewed.data = ""
    if any(field.errors for field in form):
        return None
    try:
        notice = notice_of(taken, publishing.checked(taken, form.choice))
    except Refused as refusal:
        if request.method == "POST":
            form.refuse(refusal.field, refusal.sentence)
        return None
    except ValueError:
        return None
    form.previewed.data = digest(as_json(notice)) if notice is not None else ""
    return notice


@room.route("/<int:number>/take-down", methods=["GET", "POST"])
@may("publish decisions")
def take_down(number: int) -> ResponseReturnValue:
    """Take a decision off the public register."""
    taken = decision_or_404(number, "publish decisions")
    return step_with_words(
        taken,
        Act.TAKE_DOWN,
        lambda form: publishing.take_down(taken, words=form.words.data or "", version=form.seen, by=current_user),
    )
