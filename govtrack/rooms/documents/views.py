"""The doors of documents: add one to a decision or an agreement, open it, take it back."""

from typing import NamedTuple

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain import documents
from govtrack.domain.documents import Owner
from govtrack.rooms.documents.forms import DocumentForm
from govtrack.settings import Settings
from govtrack.store.collaborations import Agreement, agreement_at
from govtrack.store.documents import Document, document_at
from govtrack.web.access import LARGEST_ID, allowed, collaboration_or_404, decision_or_404, may, sees_until
from govtrack.web.pieces import TakeBackForm, given_out
from govtrack.web.saving import leads_to, saving

room = Blueprint("documents", __name__, url_prefix="/documents")


class Place(NamedTuple):
    """What a document belongs to, as its pages name it, and where that is shown."""

    owner: Owner
    called: str
    href: str


@room.route("/decisions/<int:number>", methods=["GET", "POST"])
@may("record decisions")
def append(number: int) -> ResponseReturnValue:
    """Add an appendix to a decision, or to the paper of one."""
    decision = decision_or_404(number, "record decisions")
    return _add(_place(decision))


@room.route("/agreements/<int:number>", methods=["GET", "POST"])
@may("keep collaborations")
def attach(number: int) -> ResponseReturnValue:
    """Add the text of an agreement, a schedule or a variation of it."""
    agreement = agreement_at(number) if number <= LARGEST_ID else None
    if agreement is None:
        abort(404)
    collaboration_or_404(agreement.collaboration.short_name, "keep collaborations")
    return _add(_place(agreement))


def _add(place: Place) -> ResponseReturnValue:
    settings: Settings = current_app.extensions["govtrack"]
    form = DocumentForm()
    if form.validate_on_submit():
        with saving(form):
            _keep(place.owner, form, settings)
            leads_to(form, place.href)
        if not form.errors:
            flash(f"Kept with {place.called}.")
            return redirect(place.href)
    most = settings.evidence_bytes // (1024 * 1024)
    return render_template("documents/add.html", form=form, place=place, most=most)


def _keep(owner: Owner, form: DocumentForm, settings: Settings) -> Document:
    title = form.title.data or ""
    if form.sent is None:
        return documents.add_link(owner, form.link.data or "", name=form.name.data or "", title=title, by=current_user)
    return documents.add_file(
        owner, form.sent.stream, name=form.sent.filename or "", title=title, folder=settings.data,
        most=settings.evidence_bytes, by=current_user,
    )  # fmt: skip


@room.get("/<int:number>")
@may("read decisions")
def download(number: int) -> ResponseReturnValue:
    """Give out a document, if it is still the file that was added."""
    row, place = _document_or_404(number)
    content = documents.whole(row, current_app.extensions["govtrack"].data) if row.taken_back is None else None
    if content is None:
        flash(f"{row.called} is not given out: it is not kept here, or is no longer the file that was added.")
        return redirect(place.href)
    return given_out(row, content)


@room.route("/<int:number>/take-back", methods=["GET", "POST"])
@may("record decisions")
def take_back(number: int) -> ResponseReturnValue:
    """Take a document back, with a reason: its name stays, its bytes go."""
    row, place = _document_or_404(number)
    _refuse_changing(place.owner)
    form = TakeBackForm()
    if form.validate_on_submit():
        with saving(form):
            documents.take_back(row, reason=form.reason.data or "", by=current_user)
            leads_to(form, place.href)
        if not form.errors:
            documents.let_go(row, current_app.extensions["govtrack"].data)
            flash("Taken back. Its name and your reason stay; the file itself is gone.")
            return redirect(place.href)
    return render_template("documents/take_back.html", form=form, place=place, row=row)


def _document_or_404(number: int) -> tuple[Document, Place]:
    """A document, for whoever reads the decision or the collaboration that it belongs to."""
    row = document_at(number) if number <= LARGEST_ID else None
    owner = (row.decision or row.agreement) if row else None
    if row is None or owner is None:
        abort(404)
    if isinstance(owner, Agreement):
        until = sees_until(current_user, collaboration_or_404(owner.collaboration.short_name))
        if until is not None and owner.signed > until.isoformat():
            abort(404)
    else:
        decision_or_404(owner.id)
    return row, _place(owner)


def _refuse_changing(owner: Owner) -> None:
    if isinstance(owner, Agreement):
        if not allowed(current_user, "keep collaborations", collaboration_id=owner.collaboration_id):
            abort(403)
    else:
        decision_or_404(owner.id, "record decisions")


def _place(owner: Owner) -> Place:
    if isinstance(owner, Agreement):
        together = owner.collaboration
        page = url_for("collaborations.show", short_name=together.short_name, _anchor="agreements")
        return Place(owner, f"{owner.title}, {together.short_name}", page)
    page = url_for("decisions.show", number=owner.id, _anchor="appendices")
    return Place(owner, f"{owner.reference}, {owner.body.short_name}", page)
