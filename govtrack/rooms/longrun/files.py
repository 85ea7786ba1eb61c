"""The long run as rows of files: every partner's years, and every point with the limits it is held against."""

from collections.abc import Sequence

from govtrack.analytics.contest import Objection
from govtrack.analytics.kinds import Kind
from govtrack.analytics.look import Look
from govtrack.analytics.quarters import QUARTER
from govtrack.analytics.record import YEAR
from govtrack.analytics.words import plain
from govtrack.papers.cells import tame
from govtrack.rooms.longrun.contested import marked


def rows_of_years(look: Look, objections: Sequence[Objection] = ()) -> list[list[str]]:
    """The page's figures as a file holds them: one row a partner and year, amounts in the measure's unit.

    A year that holds disputed figures stands once more for each partner that disputes them, with its amounts.
    """
    head = "partner year put_in had_back put_in_reported had_back_reported unit prices release figures_of disputed"
    claimed = [[*row, "claimed"] for row in _rows(look)]
    said = _disputed(look, objections)
    others = [(one.look, f"as {one.name} has it") for one in objections if one.look is not None]
    disputing = [
        [*row, tame(name), ""]
        for other, name in others
        for row, there in zip(_rows(other), claimed, strict=True)
        if row != there[:-1]
    ]
    return [head.split(), *([*row, words] for row, words in zip(claimed, said, strict=True)), *disputing]


def _disputed(look: Look, objections: Sequence[Objection]) -> list[str]:
    """What others say of each partner's year, in the order of the rows; empty where nobody disputes it."""
    marks = marked(look, objections)
    return [
        tame("; ".join(words for kind in Kind for words in marks.get((member.partner, int(kind), at), ())))
        for member in look.record.members
        for at in range(len(look.record.labels))
    ]


def _rows(look: Look) -> list[list[str]]:
    record, decimals = look.record, look.asked.unit.decimals
    rows = []
    for place, member in enumerate(record.members):
        for index, name in enumerate(record.labels):
            paid, back = record.contribution[place][index], record.benefit[place][index]
            amounts = ["" if cell.amount is None else plain(cell.amount, decimals) for cell in (paid, back)]
            states = [paid.said, back.said]
            rows.append([tame(member.name), name, *amounts, *states, tame(look.asked.unit.word), *_priced(look)])
    return rows


def rows_of_points(look: Look, objections: Sequence[Objection] = ()) -> list[list[str]]:
    """The process behaviour chart: shares as parts of one, amounts in the measure's unit, limits as they hold there."""
    one, unit = look.control, look.asked.unit
    limits = ("mean", "lower_limit", "upper_limit", "signal", "limits_set_anew")
    rows = [["period", "of", "value", *limits, "unit", "prices", "release", "disputed_by"]]
    why = ""
    for at, (name, value) in enumerate(zip(one.labels, one.values, strict=True)):
        phase = one.chart.phase_of(at)
        why = one.reasons.get(at, why)
        lines = (None, None, None) if phase is None else (phase.mean, phase.lower, phase.upper)
        written = [_value(look, number) for number in (value, *lines)]
        signal = str(one.chart.points[at].signal) if value is not None else ""
        rows.append(
            [
                name,
                tame(one.what),
                *written,
                signal,
                tame(why),
                "" if one.percent else tame(unit.word),
                *_priced(look),
                tame("; ".join(_disputing(look, at, objections))),
            ]
        )
    return rows


def _disputing(look: Look, at: int, objections: Sequence[Objection]) -> list[str]:
    """Who disputes a benefit that a point is worked out from."""
    starts = look.control.starts[at]
    ends = starts + (YEAR if look.control.word == "year" else QUARTER)
    return [
        one.name
        for one in objections
        if any(
            figure.starts < ends and starts < figure.starts + figure.months and kind == Kind.BENEFIT
            for figure in one.figures
            for _, kind in figure.parts
        )
    ]


def _priced(look: Look) -> tuple[str, str]:
    """In which prices, by which release of the deflators; none of them in cash."""
    return look.price_words, tame(look.release)


def _value(look: Look, number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:.6f}" if look.control.percent else plain(round(number), look.asked.unit.decimals)
