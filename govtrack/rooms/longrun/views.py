"""The doors of the long run: the page, and the same answer as JSON and CSV."""

from io import BytesIO
from typing import Any

import orjson
from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.kinds import Counted
from govtrack.analytics.look import Prices
from govtrack.analytics.report import report
from govtrack.papers import csvs
from govtrack.rooms.longrun.forms import ALL, Controls, years_between
from govtrack.rooms.longrun.shown import page, rows_of_years
from govtrack.store import bodies, collaborations, longrun, measures, rollups
from govtrack.store.collaborations import Collaboration
from govtrack.store.longrun import Question
from govtrack.web.access import collaboration_or_404, may, own_organisations, sees_until

room = Blueprint("longrun", __name__, url_prefix="/collaborations/<short_name>")


@room.route("/long-run")
@may("read collaborations")
def show(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    controls = _controls(together)
    if not controls.validate():
        return render_template("longrun/refused.html", together=together, controls=controls), 400
    question = _question(together, controls)
    look = longrun.answer(question)
    seen = page(question, look, yearly=bool(controls.yearly.data))
    return render_template("longrun/show.html", controls=controls, chosen=controls.chosen(), **seen)


@room.route("/long-run.json")
@may("read collaborations")
def as_json(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    controls = _controls(together)
    if not controls.validate():
        return {"faults": controls.errors}, 400
    question = _question(together, controls)
    look = longrun.answer(question)
    body = report(
        look,
        collaboration=together.short_name,
        partner=str(controls.partner.data),
        measure=question.measure.name,
        as_known_on=question.as_at.isoformat() if question.as_at else "today",
    )
    return Response(orjson.dumps(body, option=orjson.OPT_INDENT_2), mimetype="application/json")


@room.route("/long-run.csv")
@may("read collaborations")
def as_csv(short_name: str) -> ResponseReturnValue:
    together = collaboration_or_404(short_name)
    controls = _controls(together)
    if not controls.validate():
        return {"faults": controls.errors}, 400
    header, *rows = rows_of_years(longrun.answer(_question(together, controls)))
    file = BytesIO()
    csvs.write(file, header, rows)
    name = f"long-run {together.short_name}.csv".encode("ascii", "replace").decode().replace('"', "")
    return Response(
        file.getvalue(), mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _controls(together: Collaboration) -> Controls:
    members = collaborations.memberships_in([together.id])
    names = list(dict.fromkeys(spell.partner.short_name for spell in members))
    ours = own_organisations(current_user)
    own = next((spell.partner.short_name for spell in members if spell.partner_id in ours), ALL)
    known = measures.measures_used(together.id)
    controls = Controls(
        request.args,
        collaboration=together,
        partners=names,
        measures=known,
        years=years_between(together, rollups.months_of(together.id)),
        own=own,
    )
    controls.usual()
    return controls


def _question(together: Collaboration, controls: Controls) -> Question:
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
    )
