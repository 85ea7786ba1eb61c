"""Chart A: where each partner stands, added up year by year."""

from collections.abc import Iterator, Sequence
from typing import Any

from govtrack.analytics.answer import Answer, Standing, running
from govtrack.analytics.contest import Objection, moved
from govtrack.analytics.look import Look
from govtrack.analytics.record import State
from govtrack.analytics.words import exact, listed, number, short
from govtrack.charts import position
from govtrack.charts.parts import Mark, Tick
from govtrack.rooms.longrun.panel import Panel, chart_unit, numeric


def position_panel(
    look: Look, marks: Sequence[Mark], ticks: Sequence[Tick], objections: Sequence[Objection] = ()
) -> Panel:
    """One line a partner, the reader's own in blue, decisions as numbered marks; dotted, with disputing figures."""
    labels, unit = look.record.labels, chart_unit(look.asked.unit)
    shown = [answer for answer in look.answers if answer.to_date is not None]
    lines = [_line(look, answer) for answer in shown]
    lines += [
        _line(one.look, answer)._replace(by=one.name)
        for one in objections
        if one.look is not None
        for answer in moved(one)
    ]
    return Panel(
        "position",
        _finding(look),
        f"What each partner has had back, less what it has put in, added up year by year, {look.price_words}.",
        position.draw(labels=labels, lines=lines, marks=marks, ticks=ticks, unit=unit),
        position.words(labels=labels, lines=lines, unit=unit),
        ["Year", *numeric(*(line.title for line in lines))],
        [[label, *(_cell(look, line.values[at]) for line in lines)] for at, label in enumerate(labels)],
        notes=tuple(_drawn_open(look, shown)),
        size="tall",
        marked=True,
    )


def _drawn_open(look: Look, shown: Sequence[Answer]) -> Iterator[str]:
    """The years that are drawn open, and why."""
    sides = (look.record.contribution, look.record.benefit)
    part, provisional = set[int](), set[int]()
    for answer in shown:
        for year in answer.part_years:
            loose = any(side[answer.place][year].loose for side in sides)
            (provisional if loose else part).add(year)
    for years, why in (
        (part - provisional, "reported in part"),
        (provisional, "provisional, not yet agreed and closed"),
    ):
        if years:
            yield f"{listed([look.record.labels[year] for year in sorted(years)])}: {why}, drawn open and dashed."


def _line(look: Look, answer: Answer) -> position.Line:
    return position.Line(
        answer.name,
        running(look.record, answer.place),
        answer.partner == look.asked.eyes,
        _left(look, answer),
        [index in answer.part_years for index in range(len(look.record.starts))],
    )


def _left(look: Look, answer: Answer) -> int | None:
    states = [cell.state for cell in look.record.contribution[answer.place]]
    inside = [index for index, state in enumerate(states) if state is not State.OUTSIDE]
    return inside[-1] if inside and inside[-1] < len(states) - 1 else None


def _cell(look: Look, value: int | None) -> dict[str, Any] | None:
    unit = look.asked.unit
    return None if value is None else {"text": short(value, unit), "title": exact(value, unit)}


def _finding(look: Look) -> str:
    own, labels = look.own, look.record.labels
    if own is None or own.to_date is None:
        return _finding_for_all(look)
    line = [(index, value) for index, value in enumerate(running(look.record, own.place)) if value is not None]
    if not line or own.standing is None:
        return f"Where {own.name} stands to date: too early for a verdict"
    if own.standing is Standing.EVEN:
        return f"{own.name} is about even, having put in what it had back"
    ahead = line[-1][1] >= 0
    word = "ahead" if ahead else "behind"
    other = [at for at, (_, value) in enumerate(line) if (value >= 0) != ahead]
    if not other:
        return f"{own.name} has been {word} since the first year shown, {labels[line[0][0]]}"
    return f"{own.name} has been {word} since {labels[line[other[-1] + 1][0]]}"


def _finding_for_all(look: Look) -> str:
    judged = [answer for answer in look.answers if answer.standing is not None]
    if not judged:
        return "It is too early to say where each partner stands"
    ahead = sum(answer.standing is Standing.AHEAD for answer in judged)
    verb = "is" if ahead == 1 else "are"
    return f"{number(ahead).capitalize()} of {number(len(judged))} partners {verb} ahead to date"
