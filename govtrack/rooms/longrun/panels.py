"""Each chart of the page with the sentence it stands under and the table it was drawn from."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from govtrack.analytics.answer import Answer, Standing, running, stretches
from govtrack.analytics.look import Look
from govtrack.analytics.record import State
from govtrack.analytics.shares import share
from govtrack.analytics.words import MINUS, Unit, counted, exact, listed, number, percent, points, short
from govtrack.charts import control, funnel, position, shares, spotlight
from govtrack.charts.parts import Mark, Tick
from govtrack.charts.parts import Unit as ChartUnit

COLUMN = {"numeric": True}


class Panel(NamedTuple):
    """A chart as the page shows it: the finding over it, the figure, the table under it."""

    name: str
    heading: str
    lead: str
    figure: dict[str, Any] | None
    summary: str
    columns: list[Any]
    rows: list[list[Any]]
    notes: tuple[str, ...] = ()
    size: str = "medium"
    marked: bool = False


def panels(look: Look, marks: Sequence[Mark], ticks: Sequence[Tick]) -> list[Panel]:
    """All the charts that this look has the figures for, in the order they are read."""
    found = []
    if look.asked.unit.money and any(answer.to_date for answer in look.answers):
        found.append(_position(look, marks, ticks))
    if any(answer.shares.years for answer in look.answers):
        found.append(_shares(look))
        found.append(_spotlight(look))
    if any(value is not None for value in look.control.values):
        found.append(_control(look))
    if len({window.length for window in look.funnel}) > 1:
        found.append(_funnel(look))
    return found


def _unit(unit: Unit) -> ChartUnit:
    return ChartUnit("£" if unit.money else unit.word, unit.decimals, unit.money)


def _own(look: Look, answer: Answer) -> bool:
    return answer.partner == look.asked.eyes


def _position(look: Look, marks: Sequence[Mark], ticks: Sequence[Tick]) -> Panel:
    record, unit = look.record, look.asked.unit
    shown = [answer for answer in look.answers if answer.to_date is not None]
    lines = [
        position.Line(
            answer.name,
            running(record, answer.place),
            _own(look, answer),
            _left(look, answer),
            [index in answer.part_years for index in range(len(record.starts))],
        )
        for answer in shown
    ]
    rows = [
        [line.name, *(None if value is None else {"text": short(value, unit), "title": exact(value, unit)} for value in line.values)]
        for line in lines
    ]
    part = sorted({record.labels[index] for answer in shown for index in answer.part_years})
    return Panel(
        "position",
        _position_finding(look),
        f"What each partner has had back, less what it has put in, added up year by year, {look.price_words}.",
        position.draw(labels=record.labels, lines=lines, marks=marks, ticks=ticks, unit=_unit(unit)),
        position.words(labels=record.labels, lines=lines, unit=_unit(unit)),
        ["Partner", *({"name": label, **COLUMN} for label in record.labels)],
        rows,
        notes=(f"{listed(part)}: reported in part, drawn open and dashed." if part else "",) if part else (),
        size="tall",
        marked=True,
    )


def _left(look: Look, answer: Answer) -> int | None:
    states = [cell.state for cell in look.record.contribution[answer.place]]
    inside = [index for index, state in enumerate(states) if state is not State.OUTSIDE]
    return inside[-1] if inside and inside[-1] < len(states) - 1 else None


def _position_finding(look: Look) -> str:
    own, labels = look.own, look.record.labels
    if own is None or own.to_date is None:
        ahead = [answer.name for answer in look.answers if answer.standing is Standing.AHEAD]
        judged = [answer for answer in look.answers if answer.standing is not None]
        if not judged:
            return "It is too early to say where each partner stands"
        return f"{number(len(ahead)).capitalize()} of {number(len(judged))} partners {'is' if len(ahead) == 1 else 'are'} ahead to date"
    line = [(index, value) for index, value in enumerate(running(look.record, own.place)) if value is not None]
    if not line:
        return f"Where {own.name} stands to date"
    side = line[-1][1] >= 0
    since = next((i for i in range(len(line) - 1, -1, -1) if (line[i][1] >= 0) != side), None)
    word = "ahead" if side else "behind"
    if since is None:
        return f"{own.name} has been {word} since the first year recorded, {labels[line[0][0]]}"
    return f"{own.name} has been {word} since {labels[line[since + 1][0]]}"


def _shares(look: Look) -> Panel:
    own = look.own
    if own is None:
        rows = [shares.Row(a.name, a.shares.paid, a.shares.had, False) for a in look.answers if a.shares.years]
        gaps = [abs(a.shares.gap) for a in look.answers if a.shares.gap is not None]
        heading = f"Over the years, shares of benefit lie within {points(max(gaps)).lstrip('+') if gaps else 0} points of shares of cost"
    else:
        spans = stretches(look.record, own.place)
        names = ["Latest year" if n == 1 else f"{n} years" for n, _ in spans]
        if spans:
            names[-1] = f"All {spans[-1][0]} years"
        rows = [shares.Row(name, one.paid, one.had, True) for name, (_, one) in zip(names, spans, strict=True)]
        heading = _shares_finding(own.name, [(name, one.gap) for name, (_, one) in zip(names, spans, strict=True)])
    table = [[row.name, percent(row.paid), percent(row.had), points(_gap(row.paid, row.had))] for row in rows]
    return Panel(
        "shares",
        heading,
        f"Hollow: share of the cost. Filled: share of the {look.asked.what}.",
        shares.draw(rows=rows),
        shares.words(rows=rows),
        ["", *({"name": name, **COLUMN} for name in ("Share of cost", "Share of benefit", "Gap, points"))],
        table,
        size="short",
    )


def _gap(paid: Fraction | None, had: Fraction | None) -> Fraction | None:
    return None if paid is None or had is None else 100 * (had - paid)


def _shares_finding(name: str, gaps: Sequence[tuple[str, Fraction | None]]) -> str:
    known = [(label, gap) for label, gap in gaps if gap is not None]
    if len(known) < 2:
        return f"What {name} paid and what it had"
    (_, latest), (whole, long_run) = known[0], known[-1]
    return f"{name} is {_beside(latest)} its share of the cost on the latest year alone, and {_beside(long_run)} it over {whole.lower()}"


def _beside(gap: Fraction) -> str:
    size = points(abs(gap)).lstrip("+" + MINUS)
    if size == "0":
        return "level with"
    return f"{size} {'point' if size == '1' else 'points'} {'above' if gap > 0 else 'below'}"


def _spotlight(look: Look) -> Panel:
    record, figures = look.record, look.record.shared
    shown = [answer for answer in look.answers if answer.turn.periods]
    totals = figures.benefit_totals
    cells = []
    for answer in shown:
        row = []
        for index in range(figures.periods):
            mine, total = figures.benefit[answer.place][index], totals[index]
            part = None if mine is None or total is None else share(mine, total)
            state = record.benefit[answer.place][index].state
            word = "" if part is not None else str(state) if state is not State.WHOLE else "awaiting others"
            row.append(spotlight.Cell(part, answer.turn.cells[index] is True, word))
        cells.append(row)
    turns = sum(bool(answer.turn.lit) for answer in shown)
    names = [answer.name for answer in shown]
    heading = (
        f"The spotlight moves: {'every partner has' if turns == len(shown) else f'{number(turns)} of {number(len(shown))} partners have'} had a turn"
    )
    table = [
        [name, *({"text": percent(cell.share), "mark": "★ turn" if cell.lit else ""} if cell.share is not None else cell.word or None for cell in row)]
        for name, row in zip(names, cells, strict=True)
    ]
    return Panel(
        "spotlight",
        heading,
        f"Each partner's share of the year's {look.asked.what}. A star marks a year at least a quarter above its share of the cost.",
        spotlight.draw(periods=record.labels, names=names, cells=cells, own=look.own.name if look.own else None),
        spotlight.words(periods=record.labels, names=names, cells=cells),
        ["Partner", *({"name": label, **COLUMN} for label in record.labels)],
        table,
    )


def _control(look: Look) -> Panel:
    one, unit = look.control, look.asked.unit
    values = [
        None if value is None else percent(Fraction(value).limit_denominator(10_000)) if one.percent else short(round(value), unit)
        for value in one.values
    ]
    signalled = set(one.chart.signals)
    table = [
        [label, value, one.chart.points[index].signal if index in signalled else ""]
        for index, (label, value) in enumerate(zip(one.labels, values, strict=True))
    ]
    who = look.own.name if look.own else "All partners"
    what = one.what if look.own else look.asked.what
    changes = counted(len(signalled), "point")
    heading = (
        f"{who}, {what} each {one.word}: nothing but ordinary ups and downs"
        if not signalled
        else f"{who}, {what} each {one.word}: {changes} stand outside ordinary ups and downs"
    )
    if one.chart.why_no_limits:
        heading = f"{who}, {what} each {one.word}: too few points for limits"
    return Panel(
        "control",
        heading,
        f"Points between the dashed lines are ordinary variation. One partner at a time{', ' + look.price_words if unit.money and not one.percent else ''}.",
        control.draw(labels=one.labels, values=one.values, chart=one.chart, percent=one.percent, unit=_unit(unit)),
        control.words(labels=one.labels, values=one.values, chart=one.chart, percent=one.percent, unit=_unit(unit)),
        [one.word.capitalize(), {"name": what[0].upper() + what[1:], **COLUMN}, "Signal"],
        table,
        notes=("Limits are for trial: fewer than 12 points.",) if one.chart.trial and not one.chart.why_no_limits else (),
    )


def _funnel(look: Look) -> Panel:
    own, labels = look.own, look.record.labels
    assert own is not None, "the funnel is drawn for one partner"
    drawn = [
        funnel.Point(
            window.length,
            Fraction(window.gap).limit_denominator(1000),
            labels[window.end] if window.length == 1 else f"{labels[_begin(own, window.end, window.length)]} to {labels[window.end]}",
        )
        for window in look.funnel
    ]
    longest = max(point.length for point in drawn)
    whole = next(point.gap for point in drawn if point.length == longest)
    table = []
    for length in range(1, longest + 1):
        gaps = [point.gap for point in drawn if point.length == length]
        against = sum(gap * whole < 0 for gap in gaps)
        table.append([counted(length, "year"), len(gaps), points(min(gaps)), points(max(gaps)), against])
    singles = table[0]
    heading = f"The longer the stretch, the steadier the answer: {singles[4]} of {singles[1]} single years point the other way"
    window = own.settling.window
    if window and window > 1 and window < longest:
        heading += f", and no stretch of {window} years or more"
    return Panel(
        "funnel",
        heading,
        "Every unbroken stretch of years: the gap between share of benefit and share of cost, in percentage points.",
        funnel.draw(points=drawn, longest=longest, unit=_unit(look.asked.unit)),
        funnel.words(points=drawn, longest=longest),
        ["Length", *({"name": name, **COLUMN} for name in ("Stretches", "Lowest gap", "Highest gap", "Point the other way"))],
        table,
    )


def _begin(own: Answer, end: int, length: int) -> int:
    years = list(own.shares.years)
    return years[years.index(end) - length + 1]
