"""The answer in words: six sentences, each only when its conditions hold, each with its workings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.answer import FEW, Answer, Standing, Sums
from govtrack.analytics.control import Chart
from govtrack.analytics.record import Record
from govtrack.analytics.settling import Answer as Settled
from govtrack.analytics.signals import Signal
from govtrack.analytics.spotlight import MULTIPLE
from govtrack.analytics.words import Unit, counted, exact, listed, number, percent, points, short

ENOUGH_TO_SETTLE = 5
RARE = Fraction(1, 20)


class Sentence(NamedTuple):
    """One finding, or the honest refusal of one, with the lines that show how it was worked out."""

    key: str
    text: str
    said: bool
    """Whether it is a finding; a refusal says what is missing."""
    workings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What sentences need besides the answer: the record, the unit, the prices in words, and the control chart."""

    record: Record
    unit: Unit
    prices: str
    """Such as “in 2024-25 prices” or “in cash”."""
    chart: Chart | None = None
    chart_labels: Sequence[str] = ()
    chart_word: str = "quarter"
    chart_percent: bool = True
    what: str = "benefit"


def sentences(answer: Answer, told: Told) -> list[Sentence]:
    """All six, in the order they are read."""
    return [
        *_net(answer, told),
        _shares(answer, told),
        _misled(answer, told),
        _settling(answer, told),
        _spotlight(answer, told),
        _control(told),
    ]


def headline(answer: Answer, told: Told) -> str:
    """The finding in large words: the long run first, then whether the latest year alone says otherwise."""
    said = next((one.text for one in sentences(answer, told) if one.said), "")
    if not said:
        return f"It is too early to say how {answer.name} does in the long run."
    return f"{said} {last_year(answer, told)}".strip()


def last_year(answer: Answer, told: Told) -> str:
    """What the latest whole year says on its own, always beside the long run; empty where nothing can be said."""
    if answer.last_year is None or answer.standing is None or answer.last_standing is None:
        return ""
    year = told.record.labels[answer.last_year]
    if answer.last_misleads:
        return f"The latest whole year, {year}, says the opposite on its own, and would mislead."
    if answer.last_standing is answer.standing:
        return f"The latest whole year, {year}, says the same."
    return f"The latest whole year, {year}, is {answer.last_standing} on its own."


def too_early(have: int, need: int, word: str = "year") -> str:
    """The honest refusal."""
    return f"Too early to say: {counted(have, word)} of the {number(need)} needed."


def position(sums: Sums, standing: Standing, unit: Unit) -> str:
    """“£1.3m ahead”, or “about even”."""
    return str(standing) if standing is Standing.EVEN else f"{short(abs(sums.net), unit)} {standing}"


def _since(answer: Answer, told: Told) -> str:
    first = min((*answer.years, *answer.part_years), default=None)
    return "" if first is None else told.record.labels[first]


def _net(answer: Answer, told: Told) -> Iterator[Sentence]:
    if not answer.money:
        return
    sums = answer.to_date
    if sums is None:
        yield Sentence(
            "net",
            f"No net position: {_missing_side(answer, told)}.",
            said=False,
        )
        return
    begin = f"Since {_since(answer, told)} " if _since(answer, told) else "To date "
    paid, back = short(sums.paid, told.unit), short(sums.back, told.unit)
    text = f"{begin}{answer.name} has put in {paid} and had back benefits worth {back}, {told.prices}"
    if answer.standing is None:
        yield Sentence(
            "net", f"{text}. {too_early(len(answer.years), FEW)}", said=False, workings=_net_workings(answer, told)
        )
        return
    yield Sentence(
        "net", f"{text}: {position(sums, answer.standing, told.unit)}.", said=True, workings=_net_workings(answer, told)
    )


def _missing_side(answer: Answer, told: Told) -> str:
    paid = any(cell.amount is not None for cell in told.record.contribution[answer.place])
    back = any(cell.amount is not None for cell in told.record.benefit[answer.place])
    if not paid and not back:
        return f"no figures of {answer.name}'s own are recorded"
    if not back:
        return f"no benefit in pounds is recorded for {answer.name}"
    if not paid:
        return f"nothing that {answer.name} put in is recorded"
    return f"no year has both what {answer.name} put in and what it had back"


def _net_workings(answer: Answer, told: Told) -> tuple[str, ...]:
    sums, labels = answer.to_date, told.record.labels
    assert sums is not None, "only an answer with sums has these workings"
    lines = [
        f"Had back {exact(sums.back, told.unit)}, put in {exact(sums.paid, told.unit)}: "
        f"{exact(sums.net, told.unit)}, {told.prices}, over {counted(len(answer.years), 'whole year')}"
        + (f" and {counted(len(answer.part_years), 'part year')}" if answer.part_years else "")
        + ".",
        "About even means within 1% of what was put in.",
    ]
    if answer.in_kind:
        lines.append(f"Of what was put in, {short(answer.in_kind, told.unit)} was in kind, which is valued, not paid.")
    if answer.moved:
        word = "received from" if answer.moved > 0 else "paid to"
        lines.append(f"This includes {exact(abs(answer.moved), told.unit)} {word} other partners.")
    if answer.part_years:
        lines.append(f"Reported in part, and in no comparison of years: {listed([labels[i] for i in answer.part_years])}.")
    if answer.one_sided:
        lines.append(
            f"Not counted, because only one side is recorded: {listed([labels[i] for i in answer.one_sided])}."
        )
    return tuple(lines)


def _shares(answer: Answer, told: Told) -> Sentence:
    shares = answer.shares
    if shares.paid is None or shares.had is None:
        return Sentence("shares", _why_no_shares(answer, told), said=False)
    if len(shares.years) < FEW:
        return Sentence("shares", f"On shares: {too_early(len(shares.years), FEW).lower()}", said=False)
    span = f"Over {number(len(shares.years))} years"
    text = (
        f"{span} {answer.name} paid {percent(shares.paid)} of the cost and had {percent(shares.had)} of the {told.what}."
    )
    return Sentence("shares", text, said=True, workings=_share_workings(answer, told))


def _why_no_shares(answer: Answer, told: Told) -> str:
    record = told.record
    awaited = {
        member.name
        for side in (record.contribution, record.benefit)
        for year in range(len(record.starts))
        for member in record.awaited(side, year)
    }
    if awaited:
        return f"Shares cannot be worked out yet: figures of {listed(sorted(awaited))} are awaited."
    return "Shares cannot be worked out: no benefit is recorded partner by partner."


def _share_workings(answer: Answer, told: Told) -> tuple[str, ...]:
    record, shares = told.record, answer.shares
    figures = record.shared
    lines = []
    for name, row, totals, part in (
        ("cost", figures.contribution[answer.place], figures.contribution_totals, shares.paid),
        ("benefit", figures.benefit[answer.place], figures.benefit_totals, shares.had),
    ):
        own = sum(row[index] or 0 for index in shares.years)
        whole = sum(totals[index] or 0 for index in shares.years)
        lines.append(f"Share of {name}: {own:,} ÷ {whole:,} = {percent(part)} (smallest units; a ratio of sums).")
    lines.append(f"The gap is {points(shares.gap)} percentage points.")
    left = [record.labels[i] for i in (*answer.years, *answer.part_years) if i not in shares.years]
    if left:
        lines.append(f"Left out until every partner has reported: {listed(left)}.")
    return tuple(lines)


def _misled(answer: Answer, told: Told) -> Sentence:
    misled, labels = answer.misled, told.record.labels
    if misled is None:
        if answer.standing is Standing.EVEN:
            return Sentence("misled", "The long run is about even, so no single year can point the other way.", said=True)
        return Sentence("misled", too_early(len(answer.years), FEW), said=False)
    if not misled.enough:
        return Sentence("misled", f"On single years: {too_early(misled.defined, FEW).lower()}", said=False)
    which = listed([labels[index] for index in misled.wrong])
    text = f"In {misled.wrong and len(misled.wrong) or 'none'} of {misled.defined} years, that year alone would have said the opposite."
    if answer.last_year is not None:
        latest = labels[answer.last_year]
        text += f" The latest, {latest}, is {'one of them' if misled.latest else 'not one of them'}."
    lines = [f"The years that point the other way: {which}." if which else "No year points the other way."]
    lines.append(f"{misled.defined} years are not about even and so can point one way or the other.")
    return Sentence("misled", text, said=True, workings=tuple(lines))


def _settling(answer: Answer, told: Told) -> Sentence:
    settling = answer.settling
    if settling.answer is Settled.UNKNOWN:
        return Sentence("settling", "How many years it takes to judge cannot be said without shares.", said=False)
    if settling.periods < ENOUGH_TO_SETTLE:
        return Sentence(
            "settling", f"On how many years to judge by: {too_early(settling.periods, ENOUGH_TO_SETTLE).lower()}", said=False
        )
    lines = (
        "Every unbroken stretch of the partner's own years is looked at: does its share of benefit, against its share "
        "of cost, point the way all the years do?",
        "This describes the past. It is not a forecast.",
    )
    if settling.answer is Settled.ABOUT_EVEN:
        return Sentence("settling", "On shares the long run is about even, so there is no answer to settle.", said=True)
    if settling.answer is Settled.NOT_YET or settling.window is None:
        return Sentence(
            "settling",
            f"The answer on shares has not settled yet: {counted(settling.periods, 'year')} of figures so far.",
            said=True,
            workings=lines,
        )
    if settling.window == 1:
        return Sentence("settling", "Every single year gives the same answer on shares.", said=True, workings=lines)
    shorter = "single years" if settling.window == 2 else f"{settling.window - 1}-year stretches"
    return Sentence(
        "settling",
        f"Any {settling.window}-year stretch gives the same answer on shares; some {shorter} do not.",
        said=True,
        workings=lines,
    )


def _spotlight(answer: Answer, told: Told) -> Sentence:
    turn = answer.turn
    if turn.periods < FEW or answer.spotlight_rate is None or answer.wait_chance is None:
        return Sentence("spotlight", f"On turns in the spotlight: {too_early(turn.periods, FEW).lower()}", said=False)
    labels = told.record.labels
    last = f", last in {labels[turn.last]}" if turn.last is not None else ""
    text = f"{answer.name} was in the spotlight in {len(turn.lit) or 'none'} of {turn.periods} years{last}."
    if turn.waited and answer.spotlight_rate:
        chance = percent(answer.wait_chance)
        text += f" If turns were random, a wait of {counted(turn.waited, 'year')} or more would happen {chance} of the time."
        if answer.wait_chance < RARE:
            text += " That is longer than luck alone would usually explain: worth asking why."
    lines = (
        f"In the spotlight: a share of the year's benefit at least {float(MULTIPLE):g} times the share of its cost.",
        f"In this partnership {percent(answer.spotlight_rate)} of all partners' years were in the spotlight. "
        f"The chance of a wait is (1 − {float(answer.spotlight_rate):.2f}) to the power of {turn.waited}.",
        "Not everyone can be in the spotlight at once. This is a yardstick, not a promise.",
    )
    return Sentence("spotlight", text, said=True, workings=lines)


def _control(told: Told) -> Sentence:
    chart, word = told.chart, told.chart_word
    points_there = 0 if chart is None else sum(point.value is not None for point in chart.points)
    if chart is None or chart.latest is None or chart.why_no_limits:
        return Sentence("control", f"On whether anything is changing: {too_early(points_there, 5, word).lower()}", said=False)
    phase = chart.latest
    low, high = _value(phase.lower or 0.0, told), _value(phase.upper or 0.0, told)
    low = _value(max(phase.lower or 0.0, 0.0), told)
    at = max(index for index, point in enumerate(chart.points) if point.value is not None)
    newest = chart.points[at]
    trial = " These limits are for trial: fewer than 12 points." if chart.trial else ""
    lines = (
        f"Mean {_value(phase.mean, told)}; process limits are the mean ± 2.66 × the average moving range ({low} to {high}).",
        "Rules of NHS England's Making Data Count: beyond a limit; seven rising or falling; two of three near a limit; "
        "seven on one side of the mean." + (" Moving ranges far above the rest were screened out." if phase.screened else ""),
    )
    earlier = [index for index in chart.signals if index != at]
    if newest.signal is Signal.NONE:
        text = (
            f"The latest {word}, {told.chart_labels[at]}, is inside the ordinary range ({low} to {high}): no signal."
        )
        if earlier:
            text += f" Earlier signals: {_runs(earlier, told)}."
        return Sentence("control", text + trial, said=True, workings=lines)
    text = f"Something has changed: {_runs(list(chart.signals), told)}. Ask what."
    return Sentence("control", text + trial, said=True, workings=lines)


SIDES = {1: "above", -1: "below"}


def _runs(indexes: list[int], told: Told) -> str:
    """Signals in words, neighbours of one sort taken together, the latest three runs."""
    assert told.chart is not None, "only a chart has signals"
    runs: list[list[int]] = []
    for index in indexes:
        point = told.chart.points[index]
        if runs and index == runs[-1][-1] + 1:
            before = told.chart.points[runs[-1][-1]]
            if (before.signal, before.side) == (point.signal, point.side):
                runs[-1].append(index)
                continue
        runs.append([index])
    said = [_run(run, told) for run in runs[-3:]]
    return "; ".join(said)


def _run(run: list[int], told: Told) -> str:
    assert told.chart is not None, "only a chart has signals"
    point = told.chart.points[run[0]]
    names = told.chart_labels
    when = names[run[0]] if len(run) == 1 else f"{names[run[0]]} to {names[run[-1]]}"
    side = SIDES.get(point.side, "")
    what = {
        Signal.BEYOND: f"{side} the limit",
        Signal.TREND: "rising" if point.side > 0 else "falling",
        Signal.TWO_OF_THREE: f"close to the limit {side} the average",
        Signal.SHIFT: f"{side} the average, seven or more in a row",
    }[point.signal]
    return f"{when}, {what}"


def _value(value: float, told: Told) -> str:
    if told.chart_percent:
        return percent(Fraction(value).limit_denominator(10_000))
    return short(round(value), told.unit)


def rests_on(record: Record, partner: int | None = None) -> str:
    """How the figures behind an answer were got, and where they come from."""
    rows = [row for row in record.totals if partner is None or row.partner == partner]
    ways = [
        f"{sum(getattr(row, way) for row in rows):,} {way}" for way in ("counted", "costed", "judged")
    ]
    return f"This answer rests on {listed(ways)} figures."


def provenance(record: Record) -> list[str]:
    """What sorts of figures there are here beside those recorded by the partners themselves."""
    return [
        word
        for word in ("published", "inferred", "illustrative")
        if any(getattr(row, word) for row in record.totals)
    ]
