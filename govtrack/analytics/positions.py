"""What a partner has put in and had back over all its years: shares, gap, net position, return."""

from fractions import Fraction

from govtrack.analytics.figures import Figures, Row, Rows, add, both_known, totals
from govtrack.analytics.shares import gap, out_of_line, pooled_share, share


def long_run_share(row: Row, period_totals: Row) -> Fraction | None:
    """The headline share: a partner's sum over the sum of all, both over the partner's own periods."""
    return pooled_share(row, [None if own is None else whole for own, whole in zip(row, period_totals, strict=True)])


def whole_life_shares(rows: Rows) -> list[Fraction | None]:
    """Shares over every period of the collaboration, so that they sum to one whoever joined or left."""
    whole = sum(total for total in totals(rows) if total is not None)
    return [None if (own := add(row)) is None else share(own, whole) for row in rows]


def long_run_gap(figures: Figures, partner: int) -> Fraction | None:
    """Share out minus share in, in percentage points, over the periods where the partner has both figures."""
    known = [index for index, _, _ in both_known(figures.benefit[partner], figures.contribution[partner])]
    sides = [
        pooled_share([row[index] for index in known], [whole[index] for index in known])
        for row, whole in (
            (figures.benefit[partner], figures.benefit_totals),
            (figures.contribution[partner], figures.contribution_totals),
        )
    ]
    return gap(*sides)


def net_position(benefit_row: Row, contribution_row: Row) -> int | None:
    """Benefit minus contribution in money of one price base, over the periods where both are known."""
    known = both_known(benefit_row, contribution_row)
    return sum(out - paid for _, out, paid in known) if known else None


def cumulative_net(benefit_row: Row, contribution_row: Row) -> list[int | None]:
    """The net position after each period; None while there is none, and in periods that add nothing to it."""
    running = 0
    positions: list[int | None] = [None] * len(benefit_row)
    for index, out, paid in both_known(benefit_row, contribution_row):
        running += out - paid
        positions[index] = running
    return positions


def return_per_pound(benefit_row: Row, contribution_row: Row) -> Fraction | None:
    """Benefit for each pound put in, over the periods where both are known; None where nothing was put in."""
    known = both_known(benefit_row, contribution_row)
    return share(sum(out for _, out, _ in known), sum(paid for _, _, paid in known))


def whole_partnership_out_of_line(figures: Figures) -> Fraction | None:
    """The part of all benefit, over the whole life, that went elsewhere than in proportion to payment."""
    return out_of_line(whole_life_shares(figures.benefit), whole_life_shares(figures.contribution))


def rolling_shares(row: Row, period_totals: Row, length: int) -> list[Fraction | None]:
    """Pooled shares of the last `length` periods, at each period; None until so many periods have passed."""
    return [
        long_run_share(row[end - length : end], period_totals[end - length : end]) if end >= length else None
        for end in range(1, len(row) + 1)
    ]
