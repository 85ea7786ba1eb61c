"""`govtrack longrun`: the long-run answer on the command line, in the same words and numbers as the page."""

from datetime import date, datetime

import click
import orjson
from flask import Flask

from govtrack.analytics.look import Look, Prices
from govtrack.analytics.report import report
from govtrack.analytics.sentences import headline, rests_on
from govtrack.cli.opening import with_register
from govtrack.store.bodies import organisation_named
from govtrack.store.collaborations import collaboration_named
from govtrack.store.longrun import Question, answer
from govtrack.store.measures import POUNDS, measure_named


@click.command()
@click.argument("collaboration")
@click.option("--partner", help="Through whose eyes; without it, all partners together.")
@click.option("--measure", default=POUNDS, show_default=True)
@click.option("--prices", type=click.Choice([str(one) for one in Prices]), default="real", show_default=True)
@click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help="As known at the end of a day.")
@click.option("--json", "as_json", is_flag=True, help="Numbers and sentences for other programs.")
@with_register
def longrun(
    _app: Flask,
    collaboration: str,
    partner: str | None,
    measure: str,
    prices: str,
    as_at: datetime | None,
    as_json: bool,
) -> None:
    """What COLLABORATION has meant for a partner, since the start."""
    day = None if as_at is None else as_at.date()
    question = _question(collaboration, partner, measure, prices, day)
    look = answer(question)
    if as_json:
        about = {
            "collaboration": question.collaboration.short_name,
            "partner": partner or "all",
            "measure": question.measure.name,
            "as_known_on": day.isoformat() if day else "today",
        }
        click.echo(orjson.dumps(report(look, **about), option=orjson.OPT_INDENT_2))
        return
    _say(look)


def _question(collaboration: str, partner: str | None, measure: str, prices: str, day: date | None) -> Question:
    together, unit = collaboration_named(collaboration), measure_named(measure)
    if together is None:
        raise click.BadParameter(f"there is no collaboration “{collaboration}”", param_hint="COLLABORATION")
    if unit is None:
        raise click.BadParameter(f"there is no measure “{measure}”", param_hint="--measure")
    body = organisation_named(partner) if partner else None
    if partner and (body is None or all(spell.partner_id != body.id for spell in together.memberships)):
        raise click.BadParameter(f"“{partner}” is no partner of {together.short_name}", param_hint="--partner")
    return Question(together, unit, eyes=body.id if body else None, prices=Prices(prices), as_at=day)


def _say(look: Look) -> None:
    if look.own is not None:
        click.echo(look.headline)
        for sentence in look.sentences:
            click.echo(f"· {sentence.text}")
    else:
        for one in look.answers:
            click.echo(f"· {headline(one, look.told)}")
    for note in (rests_on(look.record, look.asked.eyes), *look.notes):
        click.echo(f"  {note}")
