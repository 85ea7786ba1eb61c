"""How a step is taken by its page: asked once, taken, said; or back to the decision, where it does not follow."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from govtrack.analytics.register import Act, Step, after
from govtrack.rooms.decisions.forms import WordsForm
from govtrack.store.decisions import Decision
from govtrack.web.saving import leads_to
from govtrack.web.versions import saving_over


def step_with_words(paper: Decision, act: Act, do: Callable[[WordsForm], None]) -> ResponseReturnValue:
    """A step that needs no more than words: asked once, taken, said."""
    if after(Step(paper.step), act) is None:
        return not_from_here(paper)
    form = WordsForm(data={"version": paper.version})
    if form.validate_on_submit():
        with saving_over(form, lambda: WordsForm(formdata=None, data={"version": paper.version})):
            do(form)
            leads_to(form, _page(paper))
        if form.saved:
            flash(f"{paper.reference}, {paper.title}: {act}.")
            return redirect(_page(paper))
    return render_template("decisions/step.html", form=form, paper=paper, act=act), form.status


def not_from_here(paper: Decision) -> ResponseReturnValue:
    """Back to the decision, which is not at the step that this one follows from."""
    flash(f"{paper.reference} is {paper.step}: this step does not follow from there.")
    return redirect(_page(paper), 303)


def _page(paper: Decision) -> str:
    return url_for(".show", number=paper.id)
