"""The doors of files in: send one, go on with it from where it stands, see what it would add, keep it."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.batches import usual_name
from govtrack.domain.imports import Faulty
from govtrack.papers.unusable import Unusable
from govtrack.rooms.imports import shown, staged, stepped
from govtrack.rooms.imports.forms import ConfirmForm, FileForm
from govtrack.rooms.imports.looking import folder_of, look, plan_of, sent, told_of, waiting
from govtrack.rooms.imports.running import Far, far
from govtrack.rooms.imports.staged import Staged
from govtrack.rooms.imports.writing import AT_ONCE, begin_writing, take_in, was_written
from govtrack.web.access import may
from govtrack.web.saving import leads_to, saving

room = Blueprint("imports", __name__, url_prefix="/imports")


@room.route("/", methods=["GET", "POST"])
@may("import figures")
def index() -> ResponseReturnValue:
    """Send a file, or go on with one that waits; nothing is kept of it in the register yet."""
    settings = current_app.extensions["govtrack"]
    form = FileForm(data={"sheet": request.args.get("sheet", "")})
    if form.validate_on_submit():
        file = sent(form, current_user, settings)
        if file is not None:
            return redirect(url_for(".staged", token=file.token), 303)
    files = stepped.waiting_files(folder_of(settings), current_user)
    return render_template("imports/index.html", form=form, files=files, hours=settings.staged_hours)


@room.route("/files/<token>", endpoint="staged", methods=["GET", "POST"])
@may("import figures")
def staged_file(token: str) -> ResponseReturnValue:
    """A file where it stands: being worked on, waiting for an answer, what it would add, what it has added."""
    file = waiting(token, current_user, current_app.extensions["govtrack"])
    if file.state in {staged.LOOKING, staged.WRITING}:
        return _worked_on(file)
    if file.state in {staged.COLUMNS, staged.NAMES, staged.PROBLEMS}:
        return redirect(url_for(f".{file.state}", token=token), 303)
    if file.state == staged.UNUSABLE:
        file.drop()
        flash(file.found["sentence"])
        return redirect(url_for(".index"), 303)
    if file.state == staged.DONE:
        return render_template("imports/done.html", file=file, table=shown.rows_by_sheet(file.done or (), done=True))
    return _previewed(file)


def _worked_on(file: Staged) -> ResponseReturnValue:
    """How far the work on a file is; or that it was stopped, and the way to begin it again."""
    how_far = far(file.progress)
    if how_far is None:
        file = waiting(file.token, current_user, current_app.extensions["govtrack"])
        if file.state not in {staged.LOOKING, staged.WRITING} or was_written(file):
            return redirect(url_for(".staged", token=file.token), 303)
    return render_template("imports/progress.html", file=file, far=how_far, form=ConfirmForm(formdata=None))


@room.post("/files/<token>/again")
@may("import figures")
def again(token: str) -> ResponseReturnValue:
    """Begin again with a file whose work was stopped, or look it through once more."""
    file = waiting(token, current_user, current_app.extensions["govtrack"])
    if file.state in staged.WAITING and far(file.progress) is None:
        return go_on(file)
    return redirect(url_for(".staged", token=token), 303)


@room.get("/files/<token>/progress")
@may("import figures")
def progress(token: str) -> ResponseReturnValue:
    """How far the work on a file is, for the page that shows it."""
    file = waiting(token, current_user, current_app.extensions["govtrack"])
    how_far = far(file.progress)
    working = how_far is not None and file.state in {staged.LOOKING, staged.WRITING}
    how_far = how_far or Far("", 0, 0)
    return {"working": working, "words": stepped.how_far(how_far), "done": how_far.done, "total": how_far.total}


@room.post("/files/<token>/discard")
@may("import figures")
def discard(token: str) -> ResponseReturnValue:
    """Let go of a file that waits."""
    file = waiting(token, current_user, current_app.extensions["govtrack"])
    if file.state in staged.WAITING and far(file.progress) is None:
        file.drop()
        flash(f"{file.name} is let go of. Nothing of it was added.")
    return redirect(url_for(".index"), 303)


def go_on(file: Staged) -> ResponseReturnValue:
    """Look a file through after something was said about it, and go where it stands then."""
    try:
        file = look(file, current_user)
    except Unusable as fault:
        file.drop()
        flash(fault.sentence)
        return redirect(url_for(".index"), 303)
    return redirect(url_for(".staged", token=file.token), 303)


def _previewed(file: Staged) -> ResponseReturnValue:
    """What a file would add, and the button that adds it; what was shown is what is added, or nothing."""
    form = ConfirmForm()
    if file.state == staged.PREVIEW and form.validate_on_submit():
        if sum(rows for rows in _rows(file)) > AT_ONCE:
            begin_writing(file, form, current_user)
            return redirect(url_for(".staged", token=file.token), 303)
        return _kept(file, form)
    return _preview(file, form)


def _rows(file: Staged) -> list[int]:
    return [count.new + count.there for count in plan_of(file).counts]


def _kept(file: Staged, form: ConfirmForm) -> ResponseReturnValue:
    here = url_for(".staged", token=file.token)
    try:
        with saving(form):
            taken = take_in(file, current_user, mark=form.seen, name=form.name.data or "")
            leads_to(form, here)
    except Faulty as fault:
        file = told_of(file, fault.plan)
        return redirect(here, 303) if file.state == staged.PROBLEMS else _preview(file, form, changed=True)
    except FileNotFoundError:
        return redirect(here, 303)
    if form.errors:
        return _preview(file, form)
    file.finish(taken.plan.counts, batch=taken.batch, left=stepped.left_out(file))
    flash(shown.said(taken.plan.counts))
    return redirect(here, 303)


def _preview(file: Staged, form: ConfirmForm, *, changed: bool = False) -> ResponseReturnValue:
    plan = plan_of(file)
    form.mark.data = plan.mark
    form.name.data = form.name.data or usual_name(file.name)
    changed = changed or bool(file.found.get("changed"))
    tables = (shown.rows_by_sheet(plan.counts), shown.totals(plan))
    said = {"left": stepped.left_out(file), "steps": stepped.steps(file), "changed": changed}
    return render_template("imports/preview.html", file=file, plan=plan, form=form, tables=tables, **said)


from govtrack.rooms.imports import batches, out, steps  # noqa: E402, F401 - the rest of its doors, which need the room
