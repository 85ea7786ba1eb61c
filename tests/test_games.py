"""Cooperative games: every worked case, and what the published rules promise."""

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtrack.analytics import games
from govtrack.analytics.games import Costs, Group, Verdict
from govtrack.analytics.nucleolus import nucleolus

FILE = json.loads((Path(__file__).parent / "cases" / "allocation.json").read_text())
CASES = {case["id"]: case for case in FILE["cases"]}


def game_of(case: dict[str, Any], sign: int = 1) -> Costs:
    codes = case["player_codes"]
    return {
        Group(codes.index(code) for code in coalition): sign * Fraction(str(cost))
        for coalition, cost in case["coalitions"].items()
    }


def cost_game(case: dict[str, Any]) -> dict[str, Any]:
    costs, partners = game_of(case), len(case["players"])
    return {
        "shapley": games.shapley(costs, partners),
        "nucleolus": nucleolus(costs, partners),
        "scrb": games.remaining_benefits(costs, partners).allocation,
    }


def value_game(case: dict[str, Any]) -> dict[str, Any]:
    return {"nucleolus": [-part for part in nucleolus(game_of(case, -1), len(case["players"]))]}


def alone_and_together(case: dict[str, Any]) -> dict[str, Any]:
    alone, together = [Fraction(cost) for cost in case["alone"]], Fraction(case["total"])
    saved = games.saving(alone, together)
    equal, proportional = games.equal_saving(alone, together), games.proportional_saving(alone, together)

    def tests(shares: list[Fraction]) -> list[str]:
        return [games.walk_away(share, own, own).value for share, own in zip(shares, alone, strict=True)]

    return {
        "saving": saved,
        "equal_saving": equal,
        "proportional_saving": proportional,
        "saving_per_partner_equal": saved / len(alone),
        "equal_saving_stand_alone_test": tests(equal),
        "equal_saving_negative": [share < 0 for share in equal],
        "proportional_stand_alone_test": tests(proportional),
    }


def separable(case: dict[str, Any]) -> dict[str, Any]:
    found = games.remaining_benefits(game_of(case), len(case["players"]))
    return {
        "separable": found.separable,
        "nonseparable": found.not_separable,
        "remaining": found.remaining,
        "allocation": found.allocation,
    }


RUNS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "cost": cost_game,
    "value": value_game,
    "cost-singletons-and-grand": alone_and_together,
    "scrb": separable,
}


def close(found: Any, expected: Any, tolerance: float) -> bool:
    if isinstance(expected, list):
        return len(found) == len(expected) and all(
            close(*pair, tolerance) for pair in zip(found, expected, strict=True)
        )
    if isinstance(expected, str | bool):
        return bool(found == expected)
    return isclose(found, expected, abs_tol=tolerance)


def test_every_case_of_the_file_is_of_a_kind_that_is_run() -> None:
    assert {case["game_kind"] for case in FILE["cases"]} == set(RUNS)
    assert len(CASES) == len(FILE["cases"]) == 8


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_of_a_cooperative_game(name: str) -> None:
    case = CASES[name]

    found = RUNS[case["game_kind"]](case)

    for answer, expected in case["expected"].items():
        assert close(found[answer], expected, case["tolerance"]), (answer, found[answer])


def test_a_share_inside_the_range_of_going_alone_is_too_close_to_call() -> None:
    low, high = Fraction(260), Fraction(350)

    verdicts = [games.walk_away(Fraction(share), low, high) for share in (260, 261, 350, 351)]

    assert verdicts == [Verdict.HOLDS, Verdict.BORDERLINE, Verdict.BORDERLINE, Verdict.FAILS]


def test_equal_saving_can_pay_a_very_small_partner_to_join() -> None:
    shares = games.equal_saving([Fraction(100), Fraction(100), Fraction(5)], Fraction(150))

    assert shares[2] < 0


def test_no_rule_shares_what_nobody_has_left() -> None:
    additive = {Group({0}): Fraction(1), Group({1}): Fraction(2), Group({0, 1}): Fraction(3)}

    with pytest.raises(ValueError, match="no benefit remains"):
        games.remaining_benefits(additive, 2)


def test_a_benefit_smaller_than_the_cost_of_going_alone_bounds_what_a_partner_pays() -> None:
    costs = game_of(CASES["tva-1935"])

    bounded = games.remaining_benefits(costs, 3, [Fraction(120_000), Fraction(10**6), Fraction(10**6)])

    assert bounded.remaining[0] == 120_000 - bounded.separable[0]
    assert sum(bounded.allocation) == costs[Group({0, 1, 2})]


def test_partners_outside_the_studied_number_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 10 partners"):
        nucleolus({}, 11)
    assert nucleolus({Group({0}): Fraction(7)}, 1) == [7]


def all_groups(partners: int) -> list[Group]:
    return [Group(group) for size in range(1, partners + 1) for group in combinations(range(partners), size)]


@st.composite
def any_game(draw: st.DrawFn) -> tuple[Costs, int]:
    partners = draw(st.integers(2, 4))
    groups = all_groups(partners)
    drawn = draw(st.lists(st.integers(0, 60), min_size=len(groups), max_size=len(groups)))
    return dict(zip(groups, map(Fraction, drawn), strict=True)), partners


def excesses(costs: Costs, shares: list[Fraction], partners: int) -> list[Fraction]:
    groups = all_groups(partners)[:-1]
    return sorted(costs[group] - sum(shares[partner] for partner in group) for group in groups)


@settings(max_examples=60)
@given(game=any_game(), moves=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.fractions(0, 9)), max_size=5))
def test_no_other_allocation_treats_its_worst_groups_better_than_the_nucleolus(
    game: tuple[Costs, int], moves: list[tuple[int, int, Fraction]]
) -> None:
    costs, partners = game
    found = nucleolus(costs, partners)
    other = list(found)
    for giver, taker, amount in moves:
        other[giver % partners] += amount
        other[taker % partners] -= amount

    best, rival = excesses(costs, found, partners), excesses(costs, other, partners)

    assert sum(found) == costs[Group(range(partners))]
    assert best >= rival
    assert best > rival or other == found


@given(game=any_game())
def test_shapley_shares_the_whole_cost_and_two_partners_split_their_saving_equally(game: tuple[Costs, int]) -> None:
    costs, partners = game

    shares = games.shapley(costs, partners)

    assert sum(shares) == costs[Group(range(partners))]
    if partners == 2:
        assert shares == nucleolus(costs, 2)
        assert shares == games.equal_saving([costs[Group({0})], costs[Group({1})]], costs[Group({0, 1})])


def test_in_the_tennessee_valley_case_one_purpose_cannot_carry_the_whole_dam() -> None:
    costs = game_of(CASES["tva-1935"])

    fair = nucleolus(costs, 3)
    heavy = [Fraction(0), Fraction(0), costs[Group({0, 1, 2})]]

    assert games.in_core(fair, costs)
    assert not games.in_core(heavy, costs)
    assert games.without_subsidy(heavy, costs) == [False, False, True]
    assert games.without_subsidy(fair, costs) == [True, True, True]
