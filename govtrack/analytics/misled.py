"""Would one year have misled you? The years whose own figures point against the long run."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.figures import Figures, Row, both_known

ONE_PERCENT = Fraction(1, 100)
ENOUGH = 3


class Misled(NamedTuple):
    """Periods that alone would have told the opposite: `wrong` of the `defined` that are not about even.

    `latest` says whether the partner's last period with figures is one of the wrong ones.
    """

    wrong: tuple[int, ...]
    defined: int
    latest: bool

    @property
    def enough(self) -> bool:
        """Fewer than three periods with an answer allow no verdict."""
        return self.defined >= ENOUGH


def sign(value: int | Fraction, tolerance: int | Fraction) -> int:
    """1 ahead, -1 behind, 0 about even: within the tolerance, its edge included.

    >>> sign(5, 5), sign(6, 5), sign(-6, 5)
    (0, 1, -1)
    """
    if -tolerance <= value <= tolerance:
        return 0
    return 1 if value > 0 else -1


def misleading_money(benefit_row: Row, contribution_row: Row, tolerance: Fraction = ONE_PERCENT) -> Misled | None:
    """The years whose net amount points against the net position; None when that is about even or unknown.

    About even is within `tolerance` of what was put in, over the stretch that is judged: a year for a
    year, all years for the whole.
    """
    known = both_known(benefit_row, contribution_row)
    whole = _net_sign(sum(out for _, out, _ in known), sum(paid for _, _, paid in known), tolerance)
    return against(whole, ((index, _net_sign(out, paid, tolerance)) for index, out, paid in known))


def misleading_share(figures: Figures, partner: int, tolerance: Fraction = ONE_PERCENT) -> Misled | None:
    """The same for any unit: years whose gap between share out and share in points against the long-run gap.

    A year whose total is nought or negative has no share and is left out, so prefer money where there
    is money. `tolerance` is a part of one: 1/100 is one percentage point.
    """
    known = both_known(figures.benefit[partner], figures.contribution[partner])
    sides = [
        (index, out, figures.benefit_totals[index] or 0, paid, figures.contribution_totals[index] or 0)
        for index, out, paid in known
    ]
    whole = gap_sign(*(sum(side[part] for side in sides) for part in range(1, 5)), tolerance=tolerance)
    return against(whole, ((index, gap_sign(*side, tolerance=tolerance)) for index, *side in sides))


def gap_sign(out: int, all_out: int, paid: int, all_paid: int, *, tolerance: Fraction) -> int | None:
    """The sign of out/all_out − paid/all_paid, in whole numbers only; None where a total is not above nought.

    >>> gap_sign(30, 100, 20, 100, tolerance=ONE_PERCENT)
    1
    """
    if all_out <= 0 or all_paid <= 0:
        return None
    return sign((out * all_paid - paid * all_out) * tolerance.denominator, tolerance.numerator * all_out * all_paid)


def _net_sign(out: int, paid: int, tolerance: Fraction) -> int:
    return sign((out - paid) * tolerance.denominator, tolerance.numerator * max(paid, 0))


def against(whole: int | None, periods: Iterable[tuple[int, int | None]]) -> Misled | None:
    """The periods whose sign is opposite to the whole's; None when the whole is about even or unknown."""
    if not whole:
        return None
    signs = [(index, own) for index, own in periods if own is not None]
    wrong = tuple(index for index, own in signs if own == -whole)
    return Misled(wrong, sum(own != 0 for _, own in signs), bool(wrong) and signs[-1][0] == wrong[-1])
