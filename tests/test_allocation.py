"""Sharing to the penny: every worked case, and the three promises of the largest remainder."""

import json
from fractions import Fraction
from itertools import permutations
from math import ceil, floor, isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtrack.analytics.allocation import NotShareable, apportion, damped, mix, part_year, shares_of, with_floors

FILE = json.loads((Path(__file__).parent / "cases" / "costshare.json").read_text())
CASES = {case["id"]: case for case in FILE["cases"]}


def exact(numbers: list[float]) -> list[Fraction]:
    return [Fraction(str(number)) for number in numbers]


def run(given_: dict[str, Any]) -> dict[str, Any]:
    """Whatever a case gives decides what is worked out from it."""
    match given_:
        case {"components": components, "total": total}:
            drivers = [(Fraction(str(part["weight"])), exact(part["driver"])) for part in components]
            shares = mix(drivers).shares
            return {"shares": shares, "allocation": apportion(total, shares)}
        case {"member_days": days, "days_in_year": year, "weights": weights, "total": total}:
            return {"allocation": apportion(total, part_year(exact(weights), days, year))}
        case {"weights": weights, "total": total}:
            weights = exact(weights)
            return {"allocation": apportion(total, weights), "shares": shares_of(weights)}
        case {"shares": shares, "floor": floors}:
            return {"shares": with_floors(exact(shares), exact(floors))}
        case {"old": old, "new": new, "max_increase": up, "max_decrease": down}:
            up, down = exact([up, down])
            return {"shares": damped(exact(old), exact(new), up=up, down=down)}
    raise AssertionError(f"no way to run {sorted(given_)}")


def test_every_case_of_the_file_is_counted_once() -> None:
    assert len(CASES) == len(FILE["cases"]) == 11


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_of_cost_sharing(name: str) -> None:
    case = CASES[name]
    expected = case["expected"]
    if "error" in expected:
        with pytest.raises(NotShareable, match=expected["error"]):
            run(case["input"])
        return

    found = run(case["input"])

    if "allocation" in expected:
        assert found["allocation"] == expected["allocation"]
        assert sum(found["allocation"]) == case["input"]["total"]
    if "shares" in expected:
        assert sum(found["shares"]) == 1
        tolerance = case.get("tolerance", 5e-10)
        assert all(isclose(*pair, abs_tol=tolerance) for pair in zip(found["shares"], expected["shares"], strict=True))
    assert set(expected) <= set(found)


WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any)
AMOUNT = st.integers(-(10**15), 10**15)


@given(amount=AMOUNT, weights=WEIGHTS)
def test_the_parts_sum_to_the_amount_to_the_penny(amount: int, weights: list[int]) -> None:
    parts = apportion(amount, weights)

    assert sum(parts) == amount


@given(amount=AMOUNT, weights=WEIGHTS)
def test_every_part_is_the_floor_or_the_ceiling_of_its_exact_amount(amount: int, weights: list[int]) -> None:
    parts = apportion(amount, weights)

    for part, share in zip(parts, shares_of(weights), strict=True):
        assert part in (floor(amount * share), ceil(amount * share))


@given(amount=st.integers(0, 10**15), weights=WEIGHTS)
def test_a_bigger_share_never_pays_less(amount: int, weights: list[int]) -> None:
    paid = sorted(zip(weights, apportion(amount, weights), strict=True))

    assert [part for _, part in paid] == sorted(part for _, part in paid)


@given(amount=AMOUNT, weights=WEIGHTS)
def test_a_credit_mirrors_its_charge(amount: int, weights: list[int]) -> None:
    charged, credited = apportion(amount, weights), apportion(-amount, weights)

    assert credited == [-part for part in charged]


@pytest.mark.parametrize("weights", [[], [0], [3, -1]])
def test_weights_that_cannot_share_are_refused_with_a_reason(weights: list[int]) -> None:
    with pytest.raises(NotShareable, match=r"sum to zero|below nought"):
        apportion(100, weights)


def test_a_driver_that_sums_to_nought_leaves_its_weight_to_the_others_and_is_named() -> None:
    mixed = mix([(5, [3, 1]), (3, [0, 0]), (5, [1, 1])])

    assert mixed.left_out == (1,)
    assert mixed.shares == [Fraction(5, 8), Fraction(3, 8)]
    with pytest.raises(NotShareable, match="every driver sums to zero"):
        mix([(1, [0, 0])])
    with pytest.raises(NotShareable, match="below nought"):
        mix([(1, [2, -1])])


SHARES = st.lists(st.integers(1, 50), min_size=2, max_size=5).map(shares_of)


@given(shares=SHARES, floor_=st.fractions(0, Fraction(1, 2)))
def test_floors_are_kept_and_the_order_of_the_rest_too(shares: list[Fraction], floor_: Fraction) -> None:
    floors = [floor_] * len(shares)
    if sum(floors) > 1:
        with pytest.raises(NotShareable, match="more than 100%"):
            with_floors(shares, floors)
        return

    lifted = with_floors(shares, floors)

    assert sum(lifted) == 1
    assert min(lifted) >= floor_
    for (a, lifted_a), (b, lifted_b) in permutations(zip(shares, lifted, strict=True), 2):
        assert a > b or lifted_a <= lifted_b


@given(
    pair=st.integers(2, 5).flatmap(
        lambda size: st.tuples(*[st.lists(st.integers(1, 50), min_size=size, max_size=size)] * 2)
    ),
    up=st.fractions(0, 1),
    down=st.fractions(0, Fraction(1, 2)),
)
def test_damped_shares_sum_to_one_inside_their_bounds(
    pair: tuple[list[int], list[int]], up: Fraction, down: Fraction
) -> None:
    old, new = map(shares_of, pair)

    shares = damped(old, new, up=up, down=down)

    assert sum(shares) == 1
    for before, after in zip(old, shares, strict=True):
        assert before * (1 - down) <= after <= before * (1 + up)


def test_damping_that_leaves_no_way_to_a_hundred_is_refused() -> None:
    with pytest.raises(NotShareable, match="leave no shares"):
        damped([Fraction(1), Fraction(0)], [Fraction(0), Fraction(1)], up=Fraction(0), down=Fraction(1, 2))
    with pytest.raises(NotShareable, match="leave no shares"):
        damped([Fraction(1, 2)], [Fraction(1)], up=Fraction(1, 2), down=Fraction(0))
