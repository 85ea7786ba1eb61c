"""One look at a collaboration's long run: all that page, command and file say, from the rows and the question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from govtrack.analytics import sentences
from govtrack.analytics.answer import Answer, work_out
from govtrack.analytics.asked import Asked, Prices, Rows
from govtrack.analytics.kinds import Nature
from govtrack.analytics.quarters import QUARTER, Quarters, by_quarter
from govtrack.analytics.realterms import OUTTURN, Deflators, MissingDeflator
from govtrack.analytics.record import YEAR, Member, Price, Record, as_stated, put_together
from govtrack.analytics.remarks import left_out, remarks
from govtrack.analytics.rounding import rounded_ratio
from govtrack.analytics.sentences import Sentence, Told
from govtrack.analytics.series import Control, control_of
from govtrack.analytics.settling import Window, windows
from govtrack.analytics.spotlight import Strip, strip
from govtrack.analytics.stated import year_label, year_of
from govtrack.analytics.totals import Total
from govtrack.analytics.words import listed

__all__ = ["Asked", "Control", "Look", "Prices", "Rows", "look"]


@dataclass(frozen=True)
class Look:
    """All of it. Amounts are in the measure's smallest unit and in the prices of `prices`."""

    asked: Asked
    record: Record
    quarters: Quarters
    lit: Strip
    prices: Prices
    price_words: str
    notes: tuple[str, ...]
    """What a reader must know before the numbers: forecast deflators, prices that could not be had."""
    release: str = ""
    """The release of deflators that the prices are worked out by; empty in cash."""
    reversed: tuple[Total, ...] = ()
    """The benefits of these years that were reversed, which count nowhere."""
    sources: tuple[Total, ...] = ()
    """The rows behind it all, those that are never added up too."""

    @cached_property
    def answers(self) -> list[Answer]:
        """Every member's answer, in the members' order."""
        return [self._answer(member.partner) for member in self.record.members]

    @cached_property
    def own(self) -> Answer | None:
        """The answer of the partner whose eyes it is seen through."""
        if self.asked.eyes is None or self.record.place(self.asked.eyes) is None:
            return None
        return self._answer(self.asked.eyes)

    def _answer(self, partner: int) -> Answer:
        return work_out(self.record, partner, money=self.asked.unit.money, lit=self.lit)

    @cached_property
    def plain(self) -> Told:
        """What sentences are told from, without the process behaviour chart: enough for all but the last of them."""
        chosen = self.asked.last is not None and bool(self.record.labels)
        ends = self.record.labels[-1] if chosen else ""
        begins = self.record.labels[0] if self.asked.first is not None and self.record.labels else ""
        return Told(self.record, self.asked.unit, self.price_words, what=self.asked.what, begins=begins, ends=ends)

    @property
    def remarks(self) -> list[str]:
        """What a reader must know of the figures behind the findings."""
        return [
            *remarks(self.record, self.own, self.asked.what),
            *left_out(self.reversed, self.record, self.asked),
        ]

    @cached_property
    def told(self) -> Told:
        """The same with the chart."""
        control = self.control
        return replace(
            self.plain,
            chart=control.chart,
            chart_labels=control.labels,
            chart_word=control.word,
            chart_percent=control.percent,
            chart_reasons=control.reasons,
        )

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The six sentences of the partner looked through; empty for all partners together."""
        if self.own is None:
            return []
        if self.asked.nature is not Nature.FLOW:
            return sentences.of_a_level(self.told)
        return sentences.sentences(self.own, self.told)

    @cached_property
    def findings(self) -> list[Sentence]:
        """The same where no chart is drawn, which the last of them waits for."""
        return [] if self.own is None else sentences.sentences(self.own, self.plain)

    @cached_property
    def provenance(self) -> list[str]:
        """What sorts of figures there are here beside those recorded by the partners themselves."""
        return sentences.provenance(self.sources)

    @cached_property
    def headline(self) -> str:
        """The finding in large words."""
        if self.own is None:
            return sentences.together(self.answers, self.plain)
        if self.asked.nature is not Nature.FLOW:
            return self.sentences[-1].text
        return sentences.headline(self.own, self.plain)

    @cached_property
    def control(self) -> Control:
        """Quarters where there are enough of them, else years; shares where all have reported, else amounts."""
        return control_of(self.asked, self.record, self.quarters)

    @cached_property
    def funnel(self) -> list[Window]:
        """Every stretch of the partner's own complete years, with its gap."""
        return [] if self.own is None else windows(self.record.shared, self.own.place)


def look(asked: Asked, members: Sequence[Member], rows: Rows, deflators: Deflators) -> Look:
    """Work it all out. Where a year has no deflator the page falls back to cash, and says so."""
    try:
        return _look(asked, members, rows, deflators, asked.prices)
    except MissingDeflator as missing:
        plain = _look(asked, members, rows, deflators, Prices.CASH)
        return replace(plain, notes=(f"Shown in cash: {missing}", *plain.notes))


def _look(asked: Asked, members: Sequence[Member], rows: Rows, deflators: Deflators, prices: Prices) -> Look:
    summed = asked.nature is Nature.FLOW
    real = prices is Prices.REAL
    if real:
        deflators.must_be_loaded()
    yearly = _in_prices_of(deflators, calendar=asked.calendar) if real else as_stated
    quarterly = _in_prices_of(deflators, calendar=False) if real and asked.unit.money else as_stated
    record = put_together(
        rows.years if summed else [],
        members,
        calendar=asked.calendar,
        first=asked.first,
        last=asked.last,
        price=yearly,
        paid_in=rows.paid_years if summed else None,
        count_spans=prices is Prices.CASH,
    )
    periods = rows.periods if summed else [row for row in rows.periods if row.months == QUARTER]
    return Look(
        asked=asked,
        record=record,
        quarters=by_quarter(
            periods, members, calendar=asked.calendar, first=asked.first, last=asked.last, price=quarterly
        ),
        lit=strip(record.shared),
        prices=prices,
        price_words=f"in {year_label(deflators.base)} prices" if prices is Prices.REAL else "in cash",
        notes=tuple(_notes(record, deflators, prices, asked)),
        release=deflators.release if prices is Prices.REAL else "",
        reversed=tuple(row for row in rows.reversed if _within(row, asked)),
        sources=record.totals if summed else tuple(periods),
    )


def _within(row: Total, asked: Asked) -> bool:
    return (asked.first is None or row.starts >= asked.first) and (
        asked.last is None or row.starts + row.months <= asked.last + YEAR
    )


def _in_prices_of(deflators: Deflators, *, calendar: bool) -> Price:
    """Real terms, each period's ratio worked out once; a quarter lies in one financial year, whatever its own years."""
    ratios: dict[int, tuple[int, int]] = {}

    def real(amount: int, starts: int) -> int:
        if starts not in ratios:
            factor = _factor(deflators, starts, calendar=calendar)
            ratios[starts] = factor.numerator, factor.denominator
        to, of = ratios[starts]
        return rounded_ratio(amount * to, of)

    return real


def _factor(deflators: Deflators, starts: int, *, calendar: bool) -> Fraction:
    """What a pound of a year is in the prices of the page; a calendar year lies in two financial ones."""
    if not calendar:
        return deflators.factor(year_of(starts))
    return 12 / sum((1 / deflators.factor(year_of(starts + month)) for month in range(12)), Fraction(0))


def _notes(record: Record, deflators: Deflators, prices: Prices, asked: Asked) -> list[str]:
    if asked.nature is not Nature.FLOW:
        return ["This measure is a level or a rate: it is drawn period by period and never added up."]
    if prices is not Prices.REAL:
        return []
    used = {year_of(starts + month) for starts in record.starts for month in (0, 11)}
    forecast = [year_label(year) for year in sorted(used) if deflators.status.get(year, OUTTURN) != OUTTURN]
    notes = [f"Prices: GDP deflators, {deflators.release}.{deflators.chosen}"]
    if asked.as_known is not None and deflators.published is not None and asked.as_known < deflators.published:
        notes.append(
            "That release is later than the day asked for: the figures are those known on the day, in today's prices."
        )
    if forecast:
        notes.append(f"The index of {listed(forecast)} is not a published outturn.")
    if any(span.partner for span in record.spans):
        notes.append(
            "Figures stated over several years have no one price level: they are in cash, and not in these sums."
        )
    return notes
