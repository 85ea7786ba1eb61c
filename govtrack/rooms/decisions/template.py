"""The door to a body's template: under which heads its notices are written, and in which order."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.register import Heading
from govtrack.domain.notices import choose_template
from govtrack.rooms.decisions.views import room
from govtrack.store.notices import template_of
from govtrack.web.access import may, organisation_or_404
from govtrack.web.fields import Whole
from govtrack.web.forms import Form
from govtrack.web.saving import leads_to, saving

KEEP = "keep organisations"


class TemplateForm(Form):
    """A place for each head that is asked; a blank one is not asked."""

    def chosen(self) -> list[Heading]:
        """The heads that have a place, in the order of their places; equal ones as the form lists them."""
        placed = [(self[heading.name.lower()].data, at, heading) for at, heading in enumerate(Heading)]
        return [heading for _, _, heading in sorted(one for one in placed if one[0] is not None)]


def template_form(asked: list[Heading]) -> TemplateForm:
    """The form, each head with the place it has now."""
    boxes: dict[str, Any] = {
        heading.name.lower(): Whole(str(heading).capitalize(), low=1, high=99) for heading in Heading
    }
    made: type[TemplateForm] = type("ThisTemplate", (TemplateForm,), boxes)
    return made(data={heading.name.lower(): place for place, heading in enumerate(asked, 1)})


@room.route("/template/<short_name>", methods=["GET", "POST"])
@may(KEEP)
def template(short_name: str) -> ResponseReturnValue:
    """Choose what the form asks for a body."""
    body = organisation_or_404(short_name, KEEP)
    form = template_form(template_of(body.id))
    if form.validate_on_submit():
        with saving(form):
            choose_template(body, form.chosen(), by=current_user)
            leads_to(form, url_for("bodies.show", short_name=body.short_name))
        if not form.errors:
            flash(f"The notices of {body.short_name} are written under the heads you chose.")
            return redirect(url_for("bodies.show", short_name=body.short_name))
    boxes = [form[heading.name.lower()] for heading in Heading]
    return render_template("decisions/template.html", form=form, body=body, boxes=boxes)
