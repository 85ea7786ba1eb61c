"""The invented figures as the kept totals that the product's own arithmetic reads."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from govtrack.analytics.kinds import Kind
from govtrack.analytics.periods import Period, parse, year_of, year_period
from govtrack.analytics.record import Member
from govtrack.analytics.totals import Total
from tests.illustrative import story
from tests.illustrative.figures import Line

NUMBERS = {partner: number for number, partner in enumerate(story.PARTNERS, 1)}


def members() -> list[Member]:
    """The five, with the months of their one spell each."""
    joined = {"Eastvale": parse("Oct 2016").starts}
    left = {"Brackenshire": parse("Mar 2021").starts}
    begun = parse("Apr 2014").starts
    return [Member(NUMBERS[name], name, ((joined.get(name, begun), left.get(name)),), votes=1) for name in NUMBERS]


def yearly(lines: Iterable[Line]) -> list[Total]:
    """Totals by partner, kind and year, of what is claimed or verified in pounds."""
    return _summed(lines, lambda period: year_period(year_of(period.starts)))


def quarterly(lines: Iterable[Line]) -> list[Total]:
    """The same by quarter."""
    return _summed(lines, lambda period: period)


def _summed(lines: Iterable[Line], over: Callable[[Period], Period]) -> list[Total]:
    found: dict[tuple[int, int, Period], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for line in lines:
        if line.measure != "GBP" or line.status not in ("claimed", "verified"):
            continue
        stated = parse(line.period)
        period = over(stated)
        sums = found[NUMBERS[line.partner], int(Kind.of(line.kind)), period]
        sums[0] += -line.amount if line.category == "dis-benefit" else line.amount
        sums[1] += line.amount if line.category == "in kind" else 0
        sums[2] += 1
        sums[3] |= ((1 << stated.months) - 1) << (stated.starts - period.starts)
    return [
        Total(partner, kind, *period, sums[0], sums[1], sums[2], 0, 0, 0, 0, 0, sums[2], sums[3])
        for (partner, kind, period), sums in sorted(found.items())
    ]
