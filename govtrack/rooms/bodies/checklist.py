"""The door to what the law asks a body to publish of its decisions and collaborations, and how far it has."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.domain.publishing import set_limit
from govtrack.rooms.bodies.views import room
from govtrack.store.awaiting import limits_of, withheld_entirely
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Agreement, agreements_of, memberships_of
from govtrack.store.decisions import Decision
from govtrack.store.publications import About, Publication, how_many, standing_among
from govtrack.web.access import allowed, may, organisation_or_404, readable_collaborations, reads, sees_until
from govtrack.web.awaiting import Unpublished, unpublished
from govtrack.web.fields import Whole
from govtrack.web.forms import Form
from govtrack.web.saving import leads_to, saving

KEEP = "keep organisations"


class Owed(NamedTuple):
    """An agreement, and what the public reads of it now."""

    agreement: Agreement
    public: Publication | None


class Checklist(NamedTuple):
    """What a body has to publish, as far as the reader may know."""

    body: Organisation
    limit: int
    published: int
    waiting: Sequence[Unpublished]
    withheld: Sequence[Decision]
    agreements: Sequence[Owed]
    may_keep: bool
    may_publish: bool

    @property
    def late(self) -> int:
        """How many decisions are over the limit."""
        return sum(1 for one in self.waiting if one.over)

    @property
    def missing(self) -> int:
        """Of how many agreements nothing is public."""
        return sum(1 for one in self.agreements if one.public is None)


class LimitForm(Form):
    """Within how many days a body means to publish."""

    days = Whole("Days from the decision to its publication", low=1, high=365, missing="Enter how many days.")


@room.get("/<short_name>/checklist")
@may("read organisations")
def checklist(short_name: str) -> ResponseReturnValue:
    """What the law asks this body to publish of its decisions and collaborations: published, missing, overdue."""
    body = organisation_or_404(short_name)
    return render_template("bodies/checklist.html", page=_checklist(body, current_user))


def _checklist(body: Organisation, person: Any) -> Checklist:
    owed = _agreements(body, person)
    public = standing_among(About.AGREEMENT, [one.id for one in owed])
    return Checklist(
        body,
        limits_of([body.id])[body.id],
        how_many(About.DECISION, body_id=body.id),
        [one for one in unpublished([body.id]) if reads(person, one.decision)],
        [one for one in withheld_entirely(body.id) if reads(person, one)],
        [Owed(one, public.get(one.id)) for one in owed],
        may_keep=allowed(person, KEEP, organisation_id=body.id),
        may_publish=allowed(person, "publish decisions", organisation_id=body.id),
    )


def _agreements(body: Organisation, person: Any) -> list[Agreement]:
    """The agreements of the collaborations that a body is or was a partner in, as far as the reader may know."""
    readable = readable_collaborations(person)
    numbers = {spell.collaboration_id for spell in memberships_of([body.id]) if not spell.observer}
    found = agreements_of(sorted(numbers if readable is None else numbers & set(readable)))
    ends = {one.collaboration_id: sees_until(person, one.collaboration) for one in found}
    return [one for one in found if (last := ends[one.collaboration_id]) is None or one.signed <= last.isoformat()]


@room.route("/<short_name>/limit", methods=["GET", "POST"])
@may(KEEP)
def limit(short_name: str) -> ResponseReturnValue:
    """Say within how many days of a decision this body means to have published it."""
    body = organisation_or_404(short_name, KEEP)
    form = LimitForm(data={"days": limits_of([body.id])[body.id]})
    there = url_for(".checklist", short_name=body.short_name)
    if form.validate_on_submit():
        with saving(form):
            set_limit(body, int(form.days.data or 0), by=current_user)
            leads_to(form, there)
        if not form.errors:
            flash(f"{body.short_name} means to publish within {form.days.data} days.")
            return redirect(there)
    return render_template("bodies/limit.html", form=form, body=body)
