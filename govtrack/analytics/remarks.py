"""What a reader must know of the figures behind an answer: years without shares, part years, who joined and left."""

from collections.abc import Iterator, Sequence

from govtrack.analytics.answer import Answer
from govtrack.analytics.asked import Asked
from govtrack.analytics.periods import Period, label
from govtrack.analytics.record import Cell, Member, Record, State
from govtrack.analytics.totals import JOINT, Total
from govtrack.analytics.words import counted, listed, number, short

MONTHS, QUARTERS, QUARTER = 12, 4, 0b111


def reported(cell: Cell) -> str:
    """How much of a year a side is known of: its state, and of a part year how many quarters or months."""
    if cell.state is not State.PART:
        return str(cell.state)
    return f"{_part(cell)}, {State.PROVISIONAL}" if cell.loose else _part(cell)


def _part(cell: Cell) -> str:
    whole = [at for at in range(QUARTERS) if cell.covered >> 3 * at & QUARTER == QUARTER]
    if sum(QUARTER << 3 * at for at in whole) == cell.covered:
        return f"{len(whole)} of {QUARTERS} quarters"
    return f"{cell.covered.bit_count()} of {MONTHS} months"


def spells(member: Member, record: Record) -> str:
    """When a partner joined and left, where that lies within the years shown: “member since Oct 2016”."""
    if not record.starts:
        return ""
    begin, end = record.starts[0], record.starts[-1] + MONTHS - 1
    parts: list[str] = []
    for first, last in member.spells:
        if first is not None and begin < first <= end:
            parts.append(f"{'a member again' if parts else 'member'} since {label(Period(first, 1))}")
        if last is not None and begin <= last < end:
            parts.append(f"left {label(Period(last, 1))}")
    return ", ".join(parts)


def memberships(record: Record, partner: int | None = None) -> str:
    """The same of every partner it holds for, or of one, as a line under a chart."""
    told = [(one.name, spells(one, record)) for one in record.members if partner is None or one.partner == partner]
    return "; ".join(f"{name}: {words}" for name, words in told if words)


def remarks(record: Record, answer: Answer | None, what: str) -> list[str]:
    """Lines beside the findings, each only where there is something to say."""
    return [
        *_totals(record, what),
        *_waiting(record),
        *_provisional(record),
        *(_own(record, answer, what) if answer else ()),
    ]


def _named(record: Record, years: Sequence[int]) -> str:
    return listed([record.labels[at] for at in years])


def _totals(record: Record, what: str) -> Iterator[str]:
    totals = list(enumerate(record.shared.benefit_totals))
    none = [at for at, total in totals if total == 0]
    below = [at for at, total in totals if total is not None and total < 0]
    if none:
        yield f"No {what} is recorded in {_named(record, none)}, so that there are no shares of it."
    if below:
        yield f"In {_named(record, below)} corrections outweighed the {what}: there are no shares of it, and it counts."


def _waiting(record: Record) -> Iterator[str]:
    if not record.starts:
        return
    last = len(record.starts) - 1
    sides = (record.contribution, record.benefit)
    if not any(row[last].amount is not None for side in sides for row in side):
        return
    names = sorted({member.name for side in sides for member in record.awaited(side, last)})
    if names:
        many = f"{number(len(names))} partners: " if len(names) > 1 else ""
        yield f"{record.labels[last]} waits for {many}{listed(names)}."


def provisional(record: Record, partner: int | None = None) -> dict[str, list[str]]:
    """The years some of whose figures may still change, and whose; of one partner, or of all (None)."""
    sides = (record.contribution, record.benefit)
    places = [place for place, member in enumerate(record.members) if partner in {None, member.partner}]
    loose = {
        label: [record.members[place].name for place in places if any(side[place][at].loose for side in sides)]
        for at, label in enumerate(record.labels)
    }
    return {label: names for label, names in loose.items() if names}


def _provisional(record: Record) -> Iterator[str]:
    """The same in words, with what they count in meanwhile."""
    found = provisional(record)
    if not found:
        return
    told = listed([f"{label} ({listed(names)})" for label, names in found.items()])
    yield (
        f"Provisional: {told}. A return stays so until every partner has agreed to it and its period is closed. "
        "Provisional figures are in the sums to date, and in no comparison of years or shares."
    )


def left_out(rows: Sequence[Total], record: Record, asked: Asked) -> Iterator[str]:
    """How many benefits were reversed, whose and how much, in a sentence: they are in no sum and no share."""
    by: dict[int, tuple[int, int]] = {}
    for row in rows:
        count, amount = by.get(row.partner, (0, 0))
        by[row.partner] = count + row.lines, amount + row.amount
    names = {member.partner: member.name for member in record.members} | {JOINT: "the whole"}
    told = [
        f"{counted(count, 'figure')} of {names[partner]} ({short(amount, asked.unit)}{' in cash' * asked.unit.money})"
        for partner, (count, amount) in sorted(by.items(), key=lambda one: list(names).index(one[0]))
        if count and partner in names
    ]
    if told:
        yield f"Reversed, and so in no sum and no share: {listed(told)}. It did not last, or did not come."


def _own(record: Record, answer: Answer, what: str) -> Iterator[str]:
    sides = record.contribution[answer.place], record.benefit[answer.place]
    inside = [at for at in range(len(record.starts)) if any(side[at].state is not State.OUTSIDE for side in sides)]
    if 0 < len(answer.years) < len(inside):
        yield f"{answer.name}: {len(answer.years)} of {counted(len(inside), 'year')} reported in full."
    below = [at for at, cell in enumerate(sides[1]) if cell.amount is not None and cell.amount < 0]
    if below:
        years = _named(record, below)
        yield f"{answer.name}'s {what} in {years} is below nought: it includes a repayment or a correction."
    if answer.to_date is not None and answer.to_date.paid and answer.in_kind == answer.to_date.paid:
        yield f"{answer.name} paid in kind only: what it put in is valued, not paid."
