"""Is it good for us, or was it just a bad year? All that is known of that for one partner, worked out once."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.kinds import Kind
from govtrack.analytics.longrun import (
    Misled,
    Settling,
    Window,
    long_run_gap,
    settling_window,
    sign,
    windows,
)
from govtrack.analytics.misled import ONE_PERCENT, against
from govtrack.analytics.record import Record, Span, State
from govtrack.analytics.shares import pooled_share, share
from govtrack.analytics.spotlight import MULTIPLE, Strip, Turn, strip, wait_chance

FEW = 3
"""Fewer periods than this allow no verdict."""
SPANS_OF_YEARS = (1, 3, 5, 10)


class Sums(NamedTuple):
    """What was put in and had back over some stretch, in the measure's smallest unit and the page's prices."""

    paid: int
    back: int

    @property
    def net(self) -> int:
        return self.back - self.paid


class Shares(NamedTuple):
    """A partner's part of the cost and of the benefit over the same years, and those years."""

    paid: Fraction | None
    had: Fraction | None
    years: tuple[int, ...]

    @property
    def gap(self) -> Fraction | None:
        """Percentage points."""
        return None if self.paid is None or self.had is None else 100 * (self.had - self.paid)


class Standing(StrEnum):
    """Which way a net position or a gap points."""

    AHEAD = "ahead"
    EVEN = "about even"
    BEHIND = "behind"

    @classmethod
    def of(cls, direction: int) -> "Standing":
        return (cls.EVEN, cls.AHEAD, cls.BEHIND)[direction]


@dataclass(frozen=True)
class Answer:
    """The long-run answer of one partner. Every field that its figures cannot carry is None."""

    partner: int
    place: int
    name: str
    years: tuple[int, ...]
    """The places, among the record's years, of the years in which both of its sides are whole."""
    part_years: tuple[int, ...]
    """Those with both sides, at least one of them in part: in the sums to date, out of every comparison."""
    one_sided: tuple[int, ...]
    """Those with one side alone: in no sum, and named."""
    to_date: Sums | None
    moved: int
    """What other partners paid it, less what it paid them; in `to_date` already."""
    in_kind: int
    standing: Standing | None
    shares: Shares
    misled: Misled | None
    settling: Settling
    turn: Turn
    wait_chance: Fraction | None
    spotlight_rate: Fraction | None
    last_year: int | None
    """The place of the latest year that is whole on both sides."""
    last: Sums | None
    last_standing: Standing | None
    last_shares: Shares
    money: bool

    @property
    def last_misleads(self) -> bool:
        """Whether the latest whole year, on its own, says the opposite of the long run."""
        return self.misled is not None and self.misled.latest and self.misled.enough


def work_out(record: Record, partner: int, *, money: bool, lit: Strip | None = None) -> Answer:
    """The answer of a partner of the record; ValueError when it is none. `lit` spares working the strip out again."""
    place = record.place(partner)
    if place is None:
        raise ValueError(f"partner {partner} is not in this record")
    paid, back = record.contribution[place], record.benefit[place]
    both = [
        index
        for index in range(len(record.starts))
        if paid[index].amount is not None and back[index].amount is not None
    ]
    whole = tuple(index for index in both if paid[index].state is back[index].state is State.WHOLE)
    to_date = _to_date(record, place, both) if money else None
    standing = None if to_date is None or len(whole) < FEW else Standing.of(net_sign(to_date))
    lit = lit or strip(record.shared)
    turn = lit.turns[place]
    last = whole[-1] if whole else None
    return Answer(
        partner=partner,
        place=place,
        name=record.members[place].name,
        years=whole,
        part_years=tuple(index for index in both if index not in whole),
        one_sided=tuple(
            index for index in range(len(record.starts)) if (paid[index].amount is None) != (back[index].amount is None)
        ),
        to_date=to_date,
        moved=sum(record.transfers[place]) + sum(span.amount for span in _counted(record, place, Kind.TRANSFER)),
        in_kind=record.in_kind[place],
        standing=standing,
        shares=shares_over(record, place, range(len(record.starts))),
        misled=_misled(record, place, to_date, money=money),
        settling=settling_window(record.shared, place),
        turn=turn,
        wait_chance=None if lit.rate is None or turn.periods < FEW else wait_chance(lit.rate, turn.waited),
        spotlight_rate=lit.rate,
        last_year=last,
        last=None if last is None or not money else _year(record, place, last),
        last_standing=None if last is None or not money else Standing.of(net_sign(_year(record, place, last))),
        last_shares=Shares(None, None, ()) if last is None else shares_over(record, place, [last]),
        money=money,
    )


def net_sign(sums: Sums) -> int:
    """1 ahead, −1 behind, 0 within one per cent of what was put in."""
    return sign(sums.net * ONE_PERCENT.denominator, max(sums.paid, 0) * ONE_PERCENT.numerator)


def _counted(record: Record, place: int, kind: Kind) -> list[Span]:
    partner = record.members[place].partner
    return [span for span in record.spans if span.partner == partner and span.kind is kind and span.counted]


def _to_date(record: Record, place: int, both: list[int]) -> Sums | None:
    """All that both sides are known of, part years and whole spans included, and every transfer."""
    spans = {kind: _counted(record, place, kind) for kind in Kind}
    paired = {span.period for span in spans[Kind.CONTRIBUTION]} & {span.period for span in spans[Kind.BENEFIT]}
    if not both and not paired:
        return None
    moved = [*record.transfers[place], *(span.amount for span in spans[Kind.TRANSFER])]
    paid = sum(record.contribution[place][index].amount or 0 for index in both)
    back = sum(record.benefit[place][index].amount or 0 for index in both)
    paid += sum(span.amount for span in spans[Kind.CONTRIBUTION] if span.period in paired)
    back += sum(span.amount for span in spans[Kind.BENEFIT] if span.period in paired)
    return Sums(paid - sum(one for one in moved if one < 0), back + sum(one for one in moved if one > 0))


def _year(record: Record, place: int, index: int) -> Sums:
    figures = record.with_transfers
    return Sums(figures.contribution[place][index] or 0, figures.benefit[place][index] or 0)


def _misled(record: Record, place: int, to_date: Sums | None, *, money: bool) -> Misled | None:
    """The money version where there is money, the share version for every other unit."""
    if not money:
        from_shares = long_run_gap(record.shared, place)
        if from_shares is None:
            return None
        figures = record.shared
        direction = sign(from_shares, 1)
        signs = [
            (index, sign(gap, 1))
            for index in range(figures.periods)
            if (gap := shares_over(record, place, [index]).gap) is not None
        ]
        return against(direction, signs)
    if to_date is None:
        return None
    figures = record.with_transfers
    signs = [
        (index, net_sign(_year(record, place, index)))
        for index in range(figures.periods)
        if figures.contribution[place][index] is not None and figures.benefit[place][index] is not None
    ]
    return against(net_sign(to_date), signs)


def running(record: Record, place: int) -> list[int | None]:
    """The net position after each year, part years and transfers included; None where a year adds nothing."""
    position, line = 0, list[int | None]()
    sides = zip(record.contribution[place], record.benefit[place], record.transfers[place], strict=True)
    for paid, back, moved in sides:
        known = paid.amount is not None and back.amount is not None
        position += moved + ((back.amount or 0) - (paid.amount or 0) if known else 0)
        line.append(position if known or moved else None)
    return line


def shares_over(record: Record, place: int, years: "range | list[int]") -> Shares:
    """A partner's pooled shares over some years, each side over the years that are complete on both."""
    figures = record.shared
    used = tuple(
        index
        for index in years
        if figures.benefit[place][index] is not None and figures.contribution[place][index] is not None
    )
    sides = [
        pooled_share([row[index] for index in used], [whole[index] for index in used])
        for row, whole in (
            (figures.contribution[place], figures.contribution_totals),
            (figures.benefit[place], figures.benefit_totals),
        )
    ]
    return Shares(sides[0], sides[1], used)


def stretches(record: Record, place: int) -> list[tuple[int, Shares]]:
    """Shares over the latest 1, 3, 5 and 10 of a partner's own complete years, and over all of them."""
    own = list(shares_over(record, place, range(len(record.starts))).years)
    lengths = [length for length in SPANS_OF_YEARS if length < len(own)] + ([len(own)] if own else [])
    return [(length, shares_over(record, place, own[-length:])) for length in lengths]


def every_window(record: Record, place: int) -> list[Window]:
    """The gap of every stretch of a partner's own complete years, for the funnel."""
    return windows(record.shared, place)


def votes(record: Record) -> list[Fraction | None]:
    """Each current member's part of the votes; None where votes are not recorded for it."""
    total = sum(member.votes or 0 for member in record.members)
    return [None if member.votes is None else share(member.votes, total) for member in record.members]


__all__ = [
    "MULTIPLE", "Answer", "Shares", "Standing", "Sums", "every_window", "net_sign", "running", "shares_over",
    "stretches", "votes", "work_out",
]  # fmt: skip
