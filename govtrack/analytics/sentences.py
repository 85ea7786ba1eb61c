"""The answer in words: six sentences, each only when its conditions hold, and the headline over them."""

from collections.abc import Iterable, Sequence

from govtrack.analytics import change, findings, turns
from govtrack.analytics.answer import Answer, Standing
from govtrack.analytics.longrun import whole_partnership_out_of_line
from govtrack.analytics.record import Record
from govtrack.analytics.rounding import half_up
from govtrack.analytics.told import Sentence, Told, position
from govtrack.analytics.totals import Total
from govtrack.analytics.words import counted, listed, number

__all__ = [
    "Sentence", "Told", "headline", "last_year", "long_run", "of_a_level", "position", "provenance", "rests_on",
    "sentences", "together", "why_misleads", "why_so",
]  # fmt: skip


FEWEST_ALIKE = 2


def sentences(answer: Answer, told: Told) -> list[Sentence]:
    """All six, in the order they are read."""
    return [
        *findings.net(answer, told),
        findings.shares(answer, told),
        findings.misled(answer, told),
        turns.settling(answer),
        turns.spotlight(answer, told),
        change.control(told),
    ]


def of_a_level(told: Told) -> list[Sentence]:
    """What can be said of a level or a rate, which is never added up: whether it is changing."""
    no_sums = "This is a level or a rate: it is never added up, so that it has no shares and no net position."
    return [Sentence("level", no_sums, said=False), change.control(told)]


def headline(answer: Answer, told: Told) -> str:
    """The finding in large words: the long run first, then whether the latest year alone says otherwise."""
    first = (*findings.net(answer, told), findings.shares(answer, told))
    return f"{long_run(answer, first)} {last_year(answer, told)}".strip()


def long_run(answer: Answer, found: Iterable[Sentence]) -> str:
    """The first finding on money or on shares that can be said, or that it is too early."""
    said = next((one.text for one in found if one.said and one.key in {"net", "shares"}), "")
    return said or f"It is too early to say how {answer.name} does in the long run."


def together(answers: Sequence[Answer], told: Told) -> str:
    """The finding for all partners: how many are ahead, and how far benefit followed payment."""
    judged = [answer for answer in answers if answer.standing is not None]
    if judged:
        by = {standing: [one.name for one in judged if one.standing is standing] for standing in Standing}
        verbs = {standing: "is" if len(names) == 1 else "are" for standing, names in by.items()}
        parts = [f"{listed(names)} {verbs[standing]} {standing}" for standing, names in by.items() if names]
        span = f"From {told.record.labels[0]} to {told.ends}" if told.ends else _all(told)
        text = f"{span}, {told.prices}: {'; '.join(parts)}."
    else:
        text = "It is too early to say where each partner stands, or its figures are not stated partner by partner."
    out = whole_partnership_out_of_line(told.record.shared)
    if out is None:
        return text
    pence = half_up(out * 100)
    part = f"{pence}p" if pence else "Less than a penny"
    return f"{text} {part} in each £1 of benefit went elsewhere than in proportion to payment."


def _all(told: Told) -> str:
    return f"Since {told.begins}" if told.begins else "Over all years"


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


def why_misleads(answer: Answer, told: Told) -> str:
    """Whether the latest year alone misleads, and why: how it compares with what years here usually do."""
    if answer.last_year is None or answer.last is None or answer.standing is None or answer.last_standing is None:
        return ""
    year, misled = told.record.labels[answer.last_year], answer.misled
    if not answer.last_misleads or misled is None:
        if answer.last_standing is answer.standing:
            return f"{year} alone says the same as the long run."
        return f"{year} alone neither confirms nor contradicts the long run."
    together = f"{counted(misled.defined, 'year')} together say {answer.standing}"
    return f"{year} alone misleads: it says {answer.last_standing}, and {together}. {why_so(answer)}"


def why_so(answer: Answer) -> str:
    """Why a latest year that misleads is as it is: one of several such years, or one to ask about."""
    if answer.misled is None:
        return ""
    wrong = len(answer.misled.wrong)
    if wrong < FEWEST_ALIKE:
        return "No other year has pointed that way: ask what was different."
    alike = f"It is one of {number(wrong)} such years in {number(answer.misled.defined)}"
    return f"{alike}, so a year like it is nothing new here: benefits come in turns, and costs every year."


def rests_on(record: Record, partner: int | None = None) -> str:
    """How the figures behind an answer were got, and where they come from."""
    rows = [row for row in record.totals if partner is None or row.partner == partner]
    ways = [f"{sum(getattr(row, way) for row in rows):,} {way}" for way in ("counted", "costed", "judged")]
    if not any(row.counted or row.costed or row.judged for row in rows):
        return "No figures are added up for this answer."
    return f"This answer rests on {listed(ways)} figures."


def provenance(rows: Sequence[Total]) -> list[str]:
    """What sorts of figures there are here beside those recorded by the partners themselves."""
    return [word for word in ("published", "inferred", "illustrative") if any(getattr(row, word) for row in rows)]
