"""The door to the board pack: every partner's long run in the same words, what is disputed and decided, its sources."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from govtrack.rooms.longrun.forms import ALL
from govtrack.rooms.longrun.shown import page
from govtrack.rooms.longrun.views import controls_for, question_of, room
from govtrack.store import events, longrun
from govtrack.store.decisions import Decision
from govtrack.store.longrun import Question
from govtrack.store.objections import objections
from govtrack.web import formats
from govtrack.web.access import collaboration_or_404, may

LATEST = 12


class Partner(NamedTuple):
    """One partner's long run in words."""

    name: str
    headline: str
    findings: list[str]


class Taken(NamedTuple):
    """One decision on the pack's line of time."""

    when: str
    title: str
    href: str
    text: str
    who: str


class Pack(NamedTuple):
    """What the pack has beside the long run of all partners."""

    partners: list[Partner]
    decisions: list[Taken]
    head: str
    """The trail's end, as `govtrack audit head` prints it."""


@room.route("/pack")
@may("read collaborations")
def pack(short_name: str) -> ResponseReturnValue:
    """Everything a board needs before it, on paper: for all partners alike."""
    together = collaboration_or_404(short_name)
    controls = controls_for(together)
    controls.partner.data = ALL
    if not controls.validate():
        return render_template("longrun/refused.html", together=together, controls=controls), 400
    question, taken = question_of(together, controls), list(controls.taken.values())
    look = longrun.answer(question)
    seen = page(question, look, objections(question, look), taken, yearly=False)
    partners = [_partner(question, member.partner) for member in look.record.members]
    made = Pack(partners, _decided(taken, question), str(events.head()))
    return render_template("longrun/pack.html", pack=made, **seen)


def _partner(question: Question, number: int) -> Partner:
    look = longrun.answer(question._replace(eyes=number))
    name = look.own.name if look.own else ""
    return Partner(name, look.headline, [one.text for one in look.sentences if one.text not in look.headline])


def _decided(taken: Sequence[Decision], question: Question) -> list[Taken]:
    """The decisions taken last, newest first, as far as they were known on the day asked for."""
    until = question.as_at.isoformat() if question.as_at else ""
    known = [one for one in taken if not until or one.decided <= until]
    return [
        Taken(
            formats.day(one.decided) or "Date not known",
            f"{one.reference}, {one.body.short_name}: {one.title}",
            url_for("decisions.show", number=one.id),
            one.summary,
            one.outcome,
        )
        for one in reversed(known[-LATEST:])
    ]
