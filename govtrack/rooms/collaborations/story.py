"""The story of a collaboration in order: decisions, who came into office, figures claimed and disputed, its end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from govtrack.analytics.kinds import Category, Kind, Provenance, Status
from govtrack.analytics.periods import Period, label
from govtrack.analytics.words import listed
from govtrack.rooms.collaborations.views import room
from govtrack.store.bodies import terms_of
from govtrack.store.collaborations import Collaboration, agreements_in, memberships_in
from govtrack.store.decisions import decisions_about
from govtrack.store.disputes import disputes_in
from govtrack.store.figures import Wanted, last_legs, screen
from govtrack.store.ledger import Figure
from govtrack.store.measures import Measure, measures
from govtrack.web import formats
from govtrack.web.access import collaboration_or_404, may, own_organisations, reads, sees, sees_until

MOST_FIGURES = 40
"""More figures than this are no story: the long run tells of them; what was paid to settle is told all the same."""


class Moment(NamedTuple):
    """One point of the story; `key` puts it in order, what is not known first."""

    key: str
    when: str
    title: str
    href: str = ""
    text: str = ""
    who: str = ""


@room.route("/<short_name>/story")
@may("read collaborations")
def story(short_name: str) -> ResponseReturnValue:
    """Everything that became of a collaboration, from its first day to its last."""
    together = collaboration_or_404(short_name)
    told = story_of(together, current_user)
    return render_template("collaborations/story.html", together=together, story=told)


def story_of(together: Collaboration, person: Any) -> list[Moment]:
    """All that the person may read of it, oldest first."""
    until = sees_until(person, together)
    found = [
        *_agreed(together), *_partners(together), *_offices(together), *_decided(together, person),
        *_figures(together, person), *_disputed(together, person),
    ]  # fmt: skip
    ends = until.isoformat() if until else ""
    return sorted((one for one in found if not ends or one.key[: len(ends)] <= ends), key=lambda one: one.key)


def _moment(when: str, title: str, **more: str) -> Moment:
    return Moment(when, formats.day(when) or "Date not known", title, **more)


def _agreed(together: Collaboration) -> Iterator[Moment]:
    if together.started:
        yield _moment(together.started, "The collaboration begins", text=together.purpose)
    for one in agreements_in([together.id]):
        if one.signed:
            yield _moment(one.signed, f"Agreement signed: {one.title}", text=one.exit_rule)


def _partners(together: Collaboration) -> Iterator[Moment]:
    for spell in memberships_in([together.id]):
        name = spell.partner.short_name
        if spell.joined:
            yield _moment(spell.joined.isoformat(), f"{name} joins", text=spell.role)
        if spell.notice_given:
            yield _moment(spell.notice_given.isoformat(), f"{name} gives notice to leave")
        if spell.left:
            yield _moment(spell.left.isoformat(), f"The last day of {name} as a partner", text=spell.role_behind)


def _offices(together: Collaboration) -> Iterator[Moment]:
    """Who came into office with a partner while the collaboration lasted."""
    partners = sorted({spell.partner_id for spell in memberships_in([together.id])})
    for term in terms_of(partners):
        if together.started <= term.starts and (not together.ended or term.starts <= together.ended):
            acting = ", acting" if term.acting else ""
            yield _moment(term.starts, f"{term.holder} comes into office{acting}", text=term.office.name)


def _decided(together: Collaboration, person: Any) -> Iterator[Moment]:
    """The decisions, those that several bodies took on one day in the same words as one."""
    readable = [one for one in decisions_about([together.id]) if reads(person, one)]
    for (when, title, outcome), some in groupby(
        sorted(readable, key=lambda one: (one.decided, one.title, one.outcome, one.id)),
        key=lambda one: (one.decided, one.title, one.outcome),
    ):
        alike = list(some)
        first = alike[0]
        bodies = listed(list(dict.fromkeys(one.body.short_name for one in alike)))
        said = f"{bodies}: {outcome}. {first.summary}".strip()
        yield _moment(when, title, href=url_for("decisions.show", number=first.id), text=said, who=first.signed_by)


def _figures(together: Collaboration, person: Any) -> Iterator[Moment]:
    until = sees_until(person, together)
    month = until.year * 12 + until.month - 1 if until else None
    wanted = Wanted(together.id, until=month, own=own_organisations(person))
    shown = screen(wanted, 1, size=MOST_FIGURES + 1)
    few = shown.total <= MOST_FIGURES
    told = shown.rows if few else screen(replace(wanted, kind=int(Kind.TRANSFER)), 1).rows
    counted = {one.id: one for one in measures()}
    names = {spell.partner_id: spell.partner.short_name for spell in memberships_in([together.id])}
    for figure in told:
        whose = names.get(figure.partner_id or 0, "All partners together")
        yield _figure(figure, together, whose, counted[figure.measure_id])


def _figure(figure: Figure, together: Collaboration, whose: str, measure: Measure) -> Moment:
    """A plan is told where its period begins, anything else where it ends."""
    planned = figure.status in (Status.TARGET, Status.FORECAST)
    month = figure.starts if planned else figure.starts + figure.months - 1
    kind = Kind(figure.kind)
    way = ("pays" if figure.amount < 0 else "receives") if kind is Kind.TRANSFER else f"{Status(figure.status).word}:"
    amount = formats.short_amount(abs(figure.amount), measure)
    title = f"{whose} {way} {amount}, {Category(figure.category).word}"
    period = label(Period(figure.starts, figure.months), calendar=together.calendar)
    when = f"{month // 12:04d}-{month % 12 + 1:02d}"
    href = url_for("ledger.figure", line=figure.line)
    said = (
        f"{kind.word.capitalize()}, {Status(figure.status).word}, {Provenance(figure.provenance).word}. {figure.note}"
    )
    return Moment(when, period, title, href, said)


def _disputed(together: Collaboration, person: Any) -> Iterator[Moment]:
    for one in disputes_in([together.id]):
        if not all(sees(person, leg) for leg in last_legs(one.figure)):
            continue
        href = url_for("disputes.index", short_name=together.short_name)
        opened = date.isoformat(one.opened)
        yield _moment(opened, f"{one.partner.short_name} disputes a figure", href=href, text=one.reason)
        if one.settled:
            yield _moment(one.settled.isoformat(), f"That dispute ends: {one.how}", text=one.words)
