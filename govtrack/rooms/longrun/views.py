"""The doors of the long run: the page, and the same answer as JSON and CSV."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import orjson
from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.contest import Objection
from govtrack.analytics.kinds import Counted
from govtrack.analytics.look import Look, Prices
from govtrack.analytics.report import report
from govtrack.papers import csvs
from govtrack.rooms.longrun.files import rows_of_points, rows_of_years
from govtrack.rooms.longrun.forms import ALL, Controls, years_between
from govtrack.rooms.longrun.shown import page
from govtrack.store import bodies, collaborations, decisions, longrun, measures, prices, totals
from govtrack.store.collaborations import Collaboration
from govtrack.store.decisions import Decision
from govtrack.store.longrun import Question
from govtrack.store.objections import objections
from govtrack.web.access import collaboration_or_404, may, own_organisations, sees_until
from govtrack.web.rebasing import because

room = Blueprint("longrun", __name__, url_prefix="/collaborations/<short_name>")


@room.route("/long-run")
@may("read collaborations")
def show(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    controls = controls_for(together)
    if not controls.validate():
        return render_template("longrun/refused.html", together=together, controls=controls), 400
    question = question_of(together, controls)
    look = longrun.answer(question)
    seen = page(
        question, look, objections(question, look), list(controls.taken.values()), yearly=bool(controls.yearly.data)
    )
    controls.offer(seen["turning"])
    return render_template("longrun/show.html", controls=controls, chosen=controls.chosen(), **seen)


@room.route("/long-run.json")
@may("read collaborations")
def as_json(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    controls = controls_for(together)
    if not controls.validate():
        return {"faults": controls.errors}, 400
    question = question_of(together, controls)
    look = longrun.answer(question)
    body = report(
        look,
        objections(question, look),
        collaboration=together.short_name,
        partner=str(controls.partner.data),
        measure=question.measure.name,
        as_known_on=question.as_at.isoformat() if question.as_at else "today",
    )
    return Response(orjson.dumps(body, option=orjson.OPT_INDENT_2), mimetype="application/json")


@room.route("/long-run.csv")
@may("read collaborations")
def as_csv(short_name: str) -> ResponseReturnValue:
    return _file(short_name, "long-run", rows_of_years)


@room.route("/long-run-changes.csv")
@may("read collaborations")
def changes_as_csv(short_name: str) -> ResponseReturnValue:
    return _file(short_name, "changes", rows_of_points)


def _file(
    short_name: str, what: str, rows_of: Callable[[Look, Sequence[Objection]], list[list[str]]]
) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    controls = controls_for(together)
    if not controls.validate():
        return {"faults": controls.errors}, 400
    question = question_of(together, controls)
    look = longrun.answer(question)
    header, *rows = rows_of(look, objections(question, look))
    file = BytesIO()
    csvs.write(file, header, rows)
    name = f"{what} {together.short_name}.csv".encode("ascii", "replace").decode().replace('"', "")
    return Response(
        file.getvalue(), mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def controls_for(together: Collaboration) -> Controls:
    """What the reader chose to see, the usual answer wherever nothing was chosen."""
    members = collaborations.memberships_in([together.id])
    names = list(dict.fromkeys(spell.partner.short_name for spell in members))
    ours = own_organisations(current_user)
    own = next((spell.partner.short_name for spell in members if spell.partner_id in ours), ALL)
    controls = Controls(
        request.args,
        collaboration=together,
        partners=names,
        measures=measures.measures_used(together.id),
        years=years_between(together, totals.months_of(together.id)),
        taken=_readable(decisions.decisions_about([together.id]), sees_until(current_user, together)),
        releases=prices.releases(),
        own=own,
    )
    controls.usual()
    return controls


def _readable(taken: Sequence[Decision], until: date | None) -> list[Decision]:
    """What a former member may still read of the decisions."""
    return [one for one in taken if until is None or one.decided <= until.isoformat()]


def question_of(together: Collaboration, controls: Controls) -> Question:
    """The question that valid answers make."""
    chosen: Any = controls.data
    body = None if chosen["partner"] == ALL else bodies.organisation_named(chosen["partner"])
    measure = measures.measure_named(chosen["measure"])
    assert measure is not None, "only measures that are there are offered"
    return Question(
        collaboration=together,
        measure=measure,
        eyes=body.id if body else None,
        first=int(chosen["first"]) if chosen["first"] else None,
        last=int(chosen["last"]) if chosen["last"] else None,
        prices=Prices(chosen["prices"]),
        counted=Counted(chosen["counted"]),
        as_at=chosen["known"],
        until=sees_until(current_user, together),
        rebase=because(controls.reason) if controls.reason else None,
        release=int(chosen["release"]) if chosen["release"] else None,
    )


from govtrack.rooms.longrun import pack  # noqa: E402, F401 - one more door, which needs the room
