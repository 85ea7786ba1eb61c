"""`govtrack longrun`: the long-run answer on the command line, in the same words and numbers as the page."""

from datetime import date, datetime

import click
import orjson
from flask import Flask

from govtrack.analytics.contest import Objection, beside
from govtrack.analytics.kinds import Counted
from govtrack.analytics.look import Look, Prices
from govtrack.analytics.periods import parse
from govtrack.analytics.rebasing import Rebase
from govtrack.analytics.report import report
from govtrack.analytics.sentences import headline, rests_on
from govtrack.analytics.stated import year_of
from govtrack.cli.opening import with_register
from govtrack.store.bodies import Organisation, organisation_named
from govtrack.store.collaborations import Collaboration, collaboration_named
from govtrack.store.decisions import decisions_about
from govtrack.store.longrun import Question, answer
from govtrack.store.measures import POUNDS, measure_named
from govtrack.store.names import key_of
from govtrack.store.objections import objections
from govtrack.store.prices import releases
from govtrack.web.rebasing import because

YEAR = 12


@click.command()
@click.argument("collaboration")
@click.option("--partner", help="Through whose eyes; without it, all partners together.")
@click.option("--measure", default=POUNDS, show_default=True)
@click.option("--from", "first", help="The first year, such as 2018-19.")
@click.option("--to", "last", help="The last year.")
@click.option("--prices", type=click.Choice([str(one) for one in Prices]), default="real", show_default=True)
@click.option(
    "--counted",
    type=click.Choice([str(one) for one in Counted]),
    default=str(Counted.CLAIMED_AND_VERIFIED),
    show_default=True,
    help="Which figures count.",
)
@click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help="As known at the end of a day.")
@click.option(
    "--rebase", type=int, help="Process limits set anew after a decision, by its number in the page's address."
)
@click.option("--release", help="A release of the deflators, by its name or its number in an address.")
@click.option("--json", "as_json", is_flag=True, help="Numbers and sentences for other programs.")
@with_register
def longrun(
    _app: Flask,
    collaboration: str,
    *,
    partner: str | None,
    measure: str,
    first: str | None,
    last: str | None,
    prices: str,
    counted: str,
    as_at: datetime | None,
    rebase: int | None,
    release: str | None,
    as_json: bool,
) -> None:
    """What COLLABORATION has meant for a partner, since the start."""
    together, unit = collaboration_named(collaboration), measure_named(measure)
    if together is None:
        raise click.BadParameter(f"there is no collaboration “{collaboration}”", param_hint="COLLABORATION")
    if unit is None:
        raise click.BadParameter(f"there is no measure “{measure}”", param_hint="--measure")
    day = None if as_at is None else as_at.date()
    body = _partner(together, partner)
    question = Question(
        together,
        unit,
        eyes=body.id if body else None,
        first=_year(together, first, "--from"),
        last=_year(together, last, "--to"),
        prices=Prices(prices),
        counted=Counted(counted),
        as_at=day,
        rebase=_because(together, rebase, day),
        release=_release(release),
    )
    look = answer(question)
    contested = objections(question, look)
    if as_json:
        about = {
            "collaboration": together.short_name,
            "partner": body.short_name if body else "all",
            "measure": unit.name,
            "as_known_on": day.isoformat() if day else "today",
        }
        click.echo(orjson.dumps(report(look, contested, **about), option=orjson.OPT_INDENT_2))
        return
    _say(look)
    for one in contested:
        _say_contested(one)


def _partner(together: Collaboration, name: str | None) -> Organisation | None:
    if not name:
        return None
    body = organisation_named(name)
    if body is None or all(spell.partner_id != body.id for spell in together.memberships):
        raise click.BadParameter(f"“{name}” is no partner of {together.short_name}", param_hint="--partner")
    return body


def _year(together: Collaboration, written: str | None, hint: str) -> int | None:
    """The calendar year in which a year as it is written begins."""
    if written is None:
        return None
    try:
        period = parse(written, calendar=together.calendar)
    except ValueError as fault:
        raise click.BadParameter(str(fault), param_hint=hint) from None
    if period.months != YEAR:
        raise click.BadParameter(f"“{written}” is no year", param_hint=hint)
    return year_of(period.starts, calendar=together.calendar)


def _because(together: Collaboration, number: int | None, day: date | None) -> Rebase | None:
    """The decision of a number as the reason for new process limits."""
    if number is None:
        return None
    taken = [one for one in decisions_about([together.id]) if day is None or one.decided <= day.isoformat()]
    found = next((because(one) for one in taken if one.id == number), None)
    if found is None:
        raise click.BadParameter(
            f"no decision {number} of a known month was taken about {together.short_name}", param_hint="--rebase"
        )
    return found


def _release(name: str | None) -> int | None:
    """The number of the release of a name or of an address."""
    if name is None:
        return None
    found = next((one for one in releases() if name == str(one.id) or key_of(name) == one.key), None)
    if found is None:
        raise click.BadParameter(f"there is no release “{name}” of the GDP deflators", param_hint="--release")
    return found.id


def _say(look: Look) -> None:
    if look.own is not None:
        click.echo(look.headline)
        for sentence in look.sentences:
            click.echo(f"· {sentence.text}")
    else:
        for one in look.answers:
            click.echo(f"· {headline(one, look.told)}")
    for note in (rests_on(look.record, look.asked.eyes), *look.remarks, *look.notes):
        click.echo(f"  {note}")


def _say_contested(one: Objection) -> None:
    """What one partner disputes, both figures, and what the answer is with its own."""
    click.echo(f"Disputed: {one.sentence}")
    for figure in one.figures:
        claimed, own = beside(figure)
        click.echo(f"· {figure.name}: {claimed}; {one.name}: {own}. {figure.reason}")
    if one.look is not None and one.changes:
        click.echo(f"  With {one.name}’s figures: {one.look.headline}")
        for difference in one.differences:
            click.echo(
                f"  {difference.partner}, {difference.what.lower()}: {difference.claimed}, or {difference.disputing}"
            )
