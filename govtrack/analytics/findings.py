"""The findings on amounts, shares and single years: measures 1, 2 and 3."""

from collections.abc import Iterator

from govtrack.analytics.answer import FEW, Answer, Standing
from govtrack.analytics.record import State
from govtrack.analytics.remarks import reported
from govtrack.analytics.told import Sentence, Told, position, too_early
from govtrack.analytics.totals import JOINT
from govtrack.analytics.words import POUNDS, counted, exact, listed, number, percent, points, short


def _since(answer: Answer, told: Told) -> str:
    first = min((*answer.years, *answer.part_years), default=None)
    return "" if first is None else told.record.labels[first]


def net(answer: Answer, told: Told) -> Iterator[Sentence]:
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
    since = _since(answer, told)
    begin = f"Since {since} " if since else "To date "
    if since and told.ends:
        begin = f"From {since} to {told.ends} "
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
    if outside(answer, told):
        return f"{answer.name} was no member in the years shown"
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
    loose = any(
        side[answer.place][year].loose
        for side in (told.record.contribution, told.record.benefit)
        for year in answer.part_years
    )
    lines = [
        f"Had back {exact(sums.back, told.unit)}, put in {exact(sums.paid, told.unit)}: "
        f"{exact(sums.net, told.unit)}, {told.prices}, over {counted(len(answer.years), 'whole year')}"
        + (f" and {counted(len(answer.part_years), 'part or provisional year')}" if loose else "")
        + (f" and {counted(len(answer.part_years), 'part year')}" if answer.part_years and not loose else "")
        + ".",
        "About even means within 1% of what was put in.",
    ]
    if answer.in_kind:
        lines.append(f"Of what was put in, {short(answer.in_kind, told.unit)} was in kind, which is valued, not paid.")
    if answer.moved:
        word = "received from" if answer.moved > 0 else "paid to"
        lines.append(f"This includes {exact(abs(answer.moved), told.unit)} {word} other partners.")
    if answer.part_years:
        parts = listed([f"{labels[i]} ({part_of(answer, told, i)})" for i in answer.part_years])
        why = "Reported in part or provisional" if loose else "Reported in part"
        lines.append(f"{why}, and in no comparison of years: {parts}.")
    if answer.one_sided:
        lines.append(
            f"Not counted, because only one side is recorded: {listed([labels[i] for i in answer.one_sided])}."
        )
    return tuple(lines)


def part_of(answer: Answer, told: Told, year: int) -> str:
    """How much of a part year is known, on the side that is known less of."""
    sides = told.record.contribution[answer.place][year], told.record.benefit[answer.place][year]
    parts = [cell for cell in sides if cell.state is State.PART]
    least = min(parts or sides, key=lambda one: (one.state is State.WHOLE, one.covered.bit_count()))
    return reported(least)


def shares(answer: Answer, told: Told) -> Sentence:
    shares = answer.shares
    if len(told.record.members) == 1:
        return Sentence("shares", "There is one partner alone, so that there are no shares to compare.", said=False)
    if shares.paid is None or shares.had is None:
        return Sentence("shares", _why_no_shares(answer, told), said=False)
    if len(shares.years) < FEW:
        return Sentence("shares", f"On shares: {too_early(len(shares.years), FEW).lower()}", said=False)
    span = f"Over {number(len(shares.years))} years"
    paid, had = percent(shares.paid), percent(shares.had)
    text = f"{span} {answer.name} paid {paid} of the cost and had {had} of the {told.what}."
    return Sentence("shares", text, said=True, workings=_share_workings(answer, told))


def _why_no_shares(answer: Answer, told: Told) -> str:
    record = told.record
    if outside(answer, told):
        return f"There are no shares: {answer.name} was no member in the years shown."
    if record.joint and all(row.partner == JOINT for row in record.totals):
        return "There are no shares: these figures are stated for the whole, and not partner by partner."
    awaited = {
        member.name
        for side in (record.contribution, record.benefit)
        for year in range(len(record.starts))
        for member in record.awaited(side, year)
    }
    if awaited:
        return f"Shares cannot be worked out yet: figures of {listed(sorted(awaited))} are awaited."
    if answer.shares.years:
        return "Shares cannot be worked out: over these years one side comes to nothing, or to less."
    return "Shares cannot be worked out: no benefit is recorded partner by partner."


def outside(answer: Answer, told: Told) -> bool:
    """Whether a partner was a member in none of the years shown."""
    cells = (*told.record.contribution[answer.place], *told.record.benefit[answer.place])
    return bool(cells) and all(cell.state is State.OUTSIDE for cell in cells)


def _share_workings(answer: Answer, told: Told) -> tuple[str, ...]:
    record, shares = told.record, answer.shares
    figures = record.shared
    lines = []
    for name, unit, row, totals, part in (
        ("cost", POUNDS, figures.contribution[answer.place], figures.contribution_totals, shares.paid),
        ("benefit", told.unit, figures.benefit[answer.place], figures.benefit_totals, shares.had),
    ):
        own = sum(row[index] or 0 for index in shares.years)
        whole = sum(totals[index] or 0 for index in shares.years)
        lines.append(f"Share of {name}: {exact(own, unit)} ÷ {exact(whole, unit)} = {percent(part)}, a ratio of sums.")
    lines.append(f"The gap, worked out before rounding, is {points(shares.gap)} in percentage points.")
    left = [record.labels[i] for i in (*answer.years, *answer.part_years) if i not in shares.years]
    if left:
        lines.append(f"Left out until every partner has reported: {listed(left)}.")
    return tuple(lines)


def misled(answer: Answer, told: Told) -> Sentence:
    misled, labels = answer.misled, told.record.labels
    if misled is None:
        if answer.standing is Standing.EVEN:
            even = "The long run is about even, so no single year can point the other way."
            return Sentence("misled", even, said=True)
        return Sentence("misled", f"On single years: {too_early(len(answer.years), FEW).lower()}", said=False)
    if not misled.enough:
        return Sentence("misled", f"On single years: {too_early(misled.defined, FEW).lower()}", said=False)
    which = listed([labels[index] for index in misled.wrong])
    text = f"In {len(misled.wrong)} of {misled.defined} years, that year alone would have said the opposite."
    if not misled.wrong:
        text = f"None of the {misled.defined} years, taken alone, would have said the opposite."
    if answer.last_year is not None and misled.wrong:
        latest = labels[answer.last_year]
        text += f" The latest, {latest}, is {'one of them' if misled.latest else 'not one of them'}."
    lines = [f"The years that point the other way: {which}." if which else "No year points the other way."]
    lines.append(f"{misled.defined} years are not about even and so can point one way or the other.")
    return Sentence("misled", text, said=True, workings=tuple(lines))
