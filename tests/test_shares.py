"""Shares: what holds for any partners and any amounts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtrack.analytics.rounding import half_up, whole_parts
from govtrack.analytics.shares import gap, out_of_line, period_shares, pooled_share, share, show_parts

AMOUNTS = st.lists(st.one_of(st.none(), st.integers(-(10**15), 10**15)), min_size=1, max_size=12)
PAID = st.lists(st.integers(0, 10**12), min_size=1, max_size=12).filter(any)


@given(amounts=AMOUNTS)
def test_the_shares_of_a_period_sum_to_one_or_are_all_blank(amounts: list[int | None]) -> None:
    shares = period_shares(amounts)

    known = [part for part in shares if part is not None]
    assert sum(known) == 1 if known else sum(amount or 0 for amount in amounts) <= 0
    assert all(part is None for part, amount in zip(shares, amounts, strict=True) if amount is None)


@given(part=st.integers(), whole=st.integers())
def test_only_a_positive_whole_has_shares(part: int, whole: int) -> None:
    found = share(part, whole)

    assert (found is None) == (whole <= 0)
    assert found is None or found * whole == part


def test_a_pooled_share_is_a_ratio_of_sums_where_both_are_known() -> None:
    parts, wholes = [10, None, 30, 5], [100, 100, 100, None]

    found = pooled_share(parts, wholes)

    assert found == Fraction(40, 200)
    assert pooled_share([None], [100]) is None
    with pytest.raises(ValueError, match="zip"):
        pooled_share([1], [1, 2])


@given(amounts=PAID)
def test_shown_parts_sum_to_a_hundred_and_are_each_next_to_the_exact_share(amounts: list[int]) -> None:
    shares = period_shares(amounts)

    shown = show_parts(shares)

    assert sum(part for part in shown if part is not None) == 100
    for part, exact in zip(shown, shares, strict=True):
        assert exact is not None
        assert part is not None
        assert abs(part - 100 * exact) < 1


def test_shares_over_different_years_of_membership_are_shown_without_a_forced_hundred() -> None:
    shares = [Fraction(7, 10), Fraction(11, 20), None, Fraction(1, 40)]

    shown = show_parts(shares)

    assert shown == [70, 55, None, 3]
    assert show_parts([None, None]) == [None, None]
    assert show_parts([Fraction(3, 2), Fraction(-1, 2)]) == [150, -50]


def test_parts_too_far_from_their_total_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be rounded"):
        whole_parts([Fraction(1), Fraction(2)], 6)


@given(value=st.fractions())
def test_a_reversal_rounds_to_minus_its_original(value: Fraction) -> None:
    assert half_up(-value) == -half_up(value)
    assert abs(half_up(value) - value) <= Fraction(1, 2)


def test_out_of_line_is_withheld_where_one_number_would_mislead() -> None:
    half, tenth = Fraction(1, 2), Fraction(1, 10)

    assert out_of_line([half, half], [half, half]) == 0
    assert out_of_line([1 + tenth, -tenth], [half, half]) is None
    assert out_of_line([half, half], [Fraction(1), Fraction(0)]) is None
    assert out_of_line([Fraction(1), Fraction(0)], [Fraction(1), Fraction(0)]) == 0
    assert out_of_line([half, None], [half, half]) is None
    assert out_of_line([], []) is None


@given(out=PAID, paid=PAID)
def test_out_of_line_is_half_the_gaps_added_up(out: list[int], paid: list[int]) -> None:
    size = min(len(out), len(paid))
    shares_out, shares_in = period_shares(out[:size]), period_shares(paid[:size])

    found = out_of_line(shares_out, shares_in)

    if found is not None:
        gaps = [gap(*pair) or 0 for pair in zip(shares_out, shares_in, strict=True)]
        assert found * 200 == sum(map(abs, gaps))
        assert 0 <= found < 1
