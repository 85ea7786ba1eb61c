"""What differs when disputing figures are put in the place of the claimed ones: the answer worked out a second time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from govtrack.analytics.allocation import apportion
from govtrack.analytics.answer import Answer, running
from govtrack.analytics.asked import Rows
from govtrack.analytics.look import Look
from govtrack.analytics.record import YEAR
from govtrack.analytics.totals import Total
from govtrack.analytics.words import Unit, counted, exact, percent, short

TOO_EARLY = "too early to say"
SAID = ("Net position", "Share of cost", "Share of benefit", "Verdict")
"""What is compared of two answers, in the order of `_said`."""


class Shift(NamedTuple):
    """By how much the disputing figure differs from the claimed one: for one partner, kind and stated period."""

    partner: int
    kind: int
    starts: int
    months: int
    amount: int
    in_kind: int = 0


class Disputed(NamedTuple):
    """One disputed figure in words and numbers; amounts as a person writes them, `own` None where there is none."""

    line: int
    what: str
    whose: str
    period: str
    starts: int
    months: int
    claimed: int
    own: int | None
    reason: str
    unit: Unit
    parts: tuple[tuple[int, int], ...]
    """The partners whose figure it is (`JOINT` for all together), each with the kind."""

    @property
    def name(self) -> str:
        """What the figure is, whatever its amount."""
        return f"{self.what[0].upper()}{self.what[1:]}, {self.whose}, {self.period}"


class Difference(NamedTuple):
    """Where one partner stands by the claimed figures, and by the disputing ones."""

    partner: str
    what: str
    claimed: str
    disputing: str


@dataclass(frozen=True)
class Objection:
    """Everything one partner disputes of what a look rests on, and the look with its figures instead."""

    name: str
    figures: tuple[Disputed, ...]
    claimed: Look
    look: Look | None
    """None where it has no figures of its own, so that there is no second answer."""

    @property
    def differences(self) -> list[Difference]:
        """What reads differently, of the partner looked through or of every partner."""
        if self.look is None:
            return []
        pairs = zip(_answers(self.claimed), _answers(self.look), strict=True)
        return [one for before, after in pairs for one in _differences(before, after, self.claimed.asked.unit)]

    @property
    def changes(self) -> bool:
        """Whether anything that is said would be said otherwise."""
        return self.look is not None and (bool(self.differences) or self.look.headline != self.claimed.headline)

    @property
    def sentence(self) -> str:
        """Who disputes how many figures, and whether the answer is the same with its own."""
        text = f"{self.name} disputes {counted(len(self.figures), 'figure')} shown here"
        own = sum(one.own is not None for one in self.figures)
        if not own:
            return f"{text}, and gives no figure of its own."
        mine = "its own figure" if own == 1 else "its own figures"
        some = "" if own == len(self.figures) else f" where it gives one ({own:,} of {len(self.figures):,})"
        if not self.changes:
            return f"{text}; with {mine}{some} the answer is the same."
        return f"{text}; with {mine}{some} the answer differs."


def _answers(look: Look) -> list[Answer]:
    return [look.own] if look.own else look.answers


def _differences(before: Answer, after: Answer, unit: Unit) -> Iterable[Difference]:
    for what, one, other in zip(SAID, _said(before, unit), _said(after, unit), strict=True):
        if one != other:
            yield Difference(before.name, what, one, other)


def _said(answer: Answer, unit: Unit) -> tuple[str, ...]:
    sums = answer.to_date
    net = TOO_EARLY if sums is None else short(sums.net, unit)
    verdict = TOO_EARLY if answer.standing is None else str(answer.standing)
    return net, percent(answer.shares.paid), percent(answer.shares.had), verdict


def moved(objection: Objection) -> list[Answer]:
    """The answers, by the disputing figures, of the partners whose running position they change."""
    if objection.look is None:
        return []
    claimed = {one.partner: running(objection.claimed.record, one.place) for one in _answers(objection.claimed)}
    return [
        one
        for one in _answers(objection.look)
        if one.to_date is not None and running(objection.look.record, one.place) != claimed.get(one.partner)
    ]


def parts_of(whole: int, parts: Sequence[int]) -> list[int]:
    """Split what a partner says a shared figure is as the claimed parts are split; evenly where they are nought.

    >>> parts_of(101, [50, 50]), parts_of(30, [0, 0])
    ([51, 50], [15, 15])
    """
    weights = [abs(part) for part in parts]
    return apportion(whole, weights if any(weights) else [1] * len(parts))


def shifted(rows: Rows, shifts: Sequence[Shift], *, year_from: int, paid: Sequence[Shift] = ()) -> Rows:
    """The same rows with every shift made; `paid` are those of the pounds that stand beside another measure."""
    return Rows(
        _years(rows.years, shifts, year_from),
        _shifted(rows.periods, {_key(shift): shift for shift in _summed(shifts)}),
        None if rows.paid_years is None else _years(rows.paid_years, paid, year_from),
        rows.reversed,
    )


def _years(totals: Sequence[Total], shifts: Sequence[Shift], year_from: int) -> list[Total]:
    moved_to_years = []
    for shift in shifts:
        first = (shift.starts - year_from) // YEAR * YEAR + year_from
        if shift.months > YEAR:
            moved_to_years.append(shift)
        elif shift.starts + shift.months <= first + YEAR:
            moved_to_years.append(shift._replace(starts=first, months=YEAR))
    return _shifted(totals, {_key(shift): shift for shift in _summed(moved_to_years)})


def _key(row: Shift | Total) -> tuple[int, int, int, int]:
    return row.partner, row.kind, row.starts, row.months


def _summed(shifts: Iterable[Shift]) -> list[Shift]:
    sums: dict[tuple[int, int, int, int], Shift] = {}
    for shift in shifts:
        there = sums.get(_key(shift))
        more = (there.amount, there.in_kind) if there else (0, 0)
        sums[_key(shift)] = shift._replace(amount=shift.amount + more[0], in_kind=shift.in_kind + more[1])
    return list(sums.values())


def _shifted(totals: Sequence[Total], by: dict[tuple[int, int, int, int], Shift]) -> list[Total]:
    return [
        row._replace(amount=row.amount + shift.amount, in_kind=row.in_kind + shift.in_kind)
        if (shift := by.get(_key(row)))
        else row
        for row in totals
    ]


def beside(figure: Disputed) -> tuple[str, str]:
    """What a figure says and what the disputing partner says, in full."""
    own = "no figure of its own" if figure.own is None else exact(figure.own, figure.unit)
    return exact(figure.claimed, figure.unit), own
