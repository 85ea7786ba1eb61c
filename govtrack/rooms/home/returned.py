"""The reporting cycle at home: where each partner's returns stand, and what waits for the person who looks."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.returns import Step
from govtrack.analytics.stated import month_of
from govtrack.analytics.words import listed
from govtrack.domain.inturn import waits_for
from govtrack.rooms.home.reported import Grid, Row
from govtrack.store import cycle
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.store.cycle import Return, Round
from govtrack.web.access import allowed, own_organisations, scope
from govtrack.web.formats import day
from govtrack.web.returns import OUTSIDE, address_of, awaited_in, cell_of, finding, name_of
from govtrack.web.returns import Cell as Word

SHOWN = 4
BACK = 24
"""How many periods stand in a grid; how many months back what is still to be done is looked for."""


class ToDo(NamedTuple):
    """Something that waits for a person: what, by when, where."""

    words: str
    when: str
    href: str


def rounds_of(shown: Sequence[Collaboration]) -> dict[int, list[Round]]:
    """The latest reporting periods of some collaborations that have begun; those without any left out."""
    found = cycle.rounds_in([one.id for one in shown], since=month_of(today()) - BACK)
    begun = {number: [one for one in rounds if one.period.period.start <= today()] for number, rounds in found.items()}
    return {number: rounds for number, rounds in begun.items() if rounds}


def round_grids(shown: Sequence[Collaboration], rounds: Mapping[int, list[Round]], person: Any) -> list[Grid]:
    """A grid of returns for each collaboration that has reporting periods."""
    ours = own_organisations(person)
    return [_grid(one, rounds[one.id][-SHOWN:], ours) for one in shown if one.id in rounds]


def _grid(together: Collaboration, rounds: Sequence[Round], ours: frozenset[int]) -> Grid:
    names = {one.partner.id: one.partner.short_name for whole in rounds for one in whole.returns}
    rows = [
        Row(name, [cell_of(one) if (one := whole.of(number)) else Word(OUTSIDE, "off") for whole in rounds])
        for number, name in sorted(names.items(), key=lambda one: (one[0] not in ours, one[1].casefold()))
    ]
    periods, href = [name_of(one.period) for one in rounds], url_for("returns.show", short_name=together.short_name)
    return Grid(together, periods, rows, awaited_in(rounds[-1]), joint_only=False, said=finding(rounds), href=href)


def waiting_for(rounds: Mapping[int, list[Round]], person: Any) -> list[ToDo]:
    """What a person is to do about returns now: submit, agree, close; what is due soonest first."""
    found = [
        (one.period.due, todo)
        for number, there in rounds.items()
        for whole in there
        for one, todo in [*_own(whole, person), *_others(whole, person), *_closing(whole, person, number)]
    ]
    return [todo for _, todo in sorted(found, key=lambda one: (one[0], one[1]))]


def _own(whole: Round, person: Any) -> list[tuple[Return, ToDo]]:
    """The returns of one's own organisations that are to be submitted, once their period is over."""
    ours = scope(person, "record figures").organisations | scope(person, "submit returns").organisations
    over = whole.period.period.end < today()
    mine = [one for one in whole.returns if one.partner.id in ours and over and not one.standing.handed_in]
    mine = [one for one in mine if not one.standing.closed or one.standing.let_in is not None]
    return [
        (
            one,
            ToDo(
                f"{one.partner.short_name}'s return for {name_of(one.period)}",
                "let back in, to be submitted again"
                if one.standing.let_in
                else f"{'was' if one.overdue else 'is'} due on {day(one.period.due)}",
                address_of(one),
            ),
        )
        for one in mine
    ]


def _others(whole: Round, person: Any) -> list[tuple[Return, ToDo]]:
    """That others' submitted returns of a period wait for one's agreement: one line a period."""
    ours = scope(person, "agree returns").organisations
    waiting = [one for one in whole.returns if any(waits_for(one, number) for number in ours)]
    if not waiting:
        return []
    names = listed([one.partner.short_name for one in waiting])
    ends = [one.standing.silence_ends for one in waiting if one.standing.silence_ends]
    when = f"silence counts as agreement after {day(min(ends))}" if ends else "waiting for you to agree"
    said = f"Agree to the return{'s' if len(waiting) > 1 else ''} of {names} for {name_of(whole.period)}"
    return [(waiting[0], ToDo(said, when, _at(whole)))]


def _closing(whole: Round, person: Any, number: int) -> list[tuple[Return, ToDo]]:
    """That a period all of whose returns are agreed can be closed, for whoever keeps its periods."""
    ready = whole.closing is None and all(one.standing.step is Step.AGREED for one in whole.returns)
    if not ready or not whole.returns or not allowed(person, "keep periods", collaboration_id=number):
        return []
    said = f"Close {name_of(whole.period)} of {whole.period.collaboration.short_name}"
    return [(whole.returns[0], ToDo(said, "every return is agreed", _at(whole)))]


def _at(whole: Round) -> str:
    return url_for("returns.period", short_name=whole.period.collaboration.short_name, number=whole.period.id)
