"""Process behaviour charts: every worked case, and what must hold for any series."""

import json
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtrack.analytics.control import (
    Assurance,
    Chart,
    Variation,
    against_target,
    assurance,
    chart,
    variation,
)
from govtrack.analytics.kinds import Better
from govtrack.analytics.limits import LIMIT, NEAR, RANGE_LIMIT
from govtrack.analytics.signals import Signal, shifts, trends, twos_of_three

FILE = json.loads((Path(__file__).parent / "cases" / "xmr.json").read_text())
CASES = {case["id"]: case for case in FILE["cases"]}

NHS_NAMES = {
    (Signal.BEYOND, 1): "Above UCL",
    (Signal.BEYOND, -1): "Below LCL",
    (Signal.TREND, 1): "7 Point Trend (Increasing)",
    (Signal.TREND, -1): "7 Point Trend (Decreasing)",
    (Signal.TWO_OF_THREE, 1): "2 in 3 Above CL",
    (Signal.TWO_OF_THREE, -1): "2 in 3 Below CL",
    (Signal.SHIFT, 1): "7 Points Above CL",
    (Signal.SHIFT, -1): "7 Points Below CL",
}
DIRECTIONS = {"increase": Better.UP, "decrease": Better.DOWN, "neutral": Better.NEITHER}
ASSURANCES = {
    "consistent_fail": Assurance.MISS,
    "consistent_pass": Assurance.HIT,
    "inconsistent": Assurance.EITHER,
    None: None,
}
VARIATIONS = {
    Variation.COMMON: "common_cause",
    Variation.IMPROVEMENT: "improvement",
    Variation.CONCERN: "concern",
}


def drawn(case: dict[str, Any]) -> Chart:
    given_ = case["input"]
    return chart(
        given_["series"],
        screen=given_["screen_outliers"],
        fix_after=given_["fix_after_n_points"],
        rebase_at=[position - 1 for position in given_["rebase_at_point"]],
    )


def positions(marks: list[int]) -> list[int]:
    return [index + 1 for index, mark in enumerate(marks) if mark]


def phases_of(_case: dict[str, Any], found: Chart) -> list[dict[str, Any]]:
    return [
        {
            "mean": phase.mean,
            "amr_all": phase.first_average,
            "amr": phase.average,
            "n_screened": phase.screened,
            "lpl": phase.lower,
            "upl": phase.upper,
            "nlpl": phase.near_lower,
            "nupl": phase.near_upper,
            "mr_upl": phase.range_limit,
            "from": phase.first + 1,
            "to": phase.end,
        }
        for phase in found.phases
    ]


def labels_of(_case: dict[str, Any], found: Chart) -> dict[str, str]:
    return {
        str(index + 1): NHS_NAMES[point.signal, point.side]
        for index, point in enumerate(found.points)
        if point.signal is not Signal.NONE
    }


def flags_of(_case: dict[str, Any], found: Chart) -> dict[str, list[int]]:
    flags: dict[str, list[int]] = {}
    for phase in found.phases:
        points = found.points[phase.first : phase.end]
        part = [point.value for point in points]
        near = [(-1 if (point.value or 0) < phase.mean else 1) if point.near else 0 for point in points]
        rules = {
            "run7": shifts(part, phase.mean),
            "run8": shifts(part, phase.mean, run=8),
            "trend7": trends(part),
            "trend6": trends(part, run=6),
            "two_of_three": twos_of_three(part, phase.mean, near),
        }
        for rule, marks in rules.items():
            flags[rule] = flags.get(rule, []) + [phase.first + position for position in positions(marks)]
    return {
        **flags,
        "beyond": positions([point.signal is Signal.BEYOND for point in found.points]),
        "near": positions([point.near for point in found.points]),
    }


def message_of(case: dict[str, Any], found: Chart) -> str:
    expected: str = case["expected"]["message"]
    return expected if expected in (found.why_no_limits or "") else f"other: {found.why_no_limits}"


def limits_of(_case: dict[str, Any], found: Chart) -> list[float | None] | None:
    phase = found.latest
    return [phase.lower, phase.upper] if phase and not phase.refused else None


ANSWERS = {
    "phases": phases_of,
    "labels": labels_of,
    "flags": flags_of,
    "n_points": lambda _, found: len(found.points),
    "trial_limits": lambda _, found: found.trial,
    "last_point_variation_if_increase_is_good": lambda _, found: VARIATIONS[variation(found, Better.UP)],
    "limits": limits_of,
    "mean": lambda _, found: found.latest and found.latest.mean,
    "message": message_of,
}


def same(found: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return set(found) == set(expected) and all(same(found[key], expected[key]) for key in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, float):
        return found is not None and isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)
    return found == expected


def test_every_case_of_the_file_is_counted_once() -> None:
    assert set(FILE) == {"schema", "definition", "cases", "assurance_cases"}
    assert len(CASES) == len(FILE["cases"]) == 18


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_of_limits_and_signals(name: str) -> None:
    case = CASES[name]

    found = drawn(case)

    for answer, expected in case["expected"].items():
        assert same(ANSWERS[answer](case, found), expected), answer


@pytest.mark.parametrize("case", FILE["assurance_cases"]["cases"], ids=lambda case: "-".join(map(str, case.values())))
def test_a_worked_case_of_assurance(case: dict[str, Any]) -> None:
    better = DIRECTIONS[case["improvement_direction"]]

    found = against_target(case["lpl"], case["upl"], case["target"], better)

    assert found == ASSURANCES[case["expected"]]


def test_the_constants_are_those_the_cases_were_made_with() -> None:
    assert FILE["definition"]["E2"] == LIMIT
    assert FILE["definition"]["D4"] == RANGE_LIMIT
    assert isclose(NEAR, 2 * LIMIT / 3)


def test_a_target_is_held_against_the_latest_phase() -> None:
    stepped = [20, 22, 21, 19, 20, 23, 21, 20, 22, 19, 21, 20, 30, 31, 29, 32, 30, 28, 31, 30, 32, 29, 30, 31]

    rebased = chart(stepped, rebase_at=[12])

    assert assurance(rebased, 24, Better.UP) is Assurance.HIT
    assert assurance(rebased, 24, Better.DOWN) is Assurance.MISS
    assert assurance(rebased, 30, Better.UP) is Assurance.EITHER
    assert assurance(rebased, 24, Better.NEITHER) is None
    assert assurance(chart([1, 2]), 24, Better.UP) is None
    assert assurance(chart([]), 24, Better.UP) is None


def test_a_blank_breaks_runs_trends_and_moving_ranges() -> None:
    rising = [1.0, 9.0, 1.0, 9.0, 1.0, 9.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]
    broken = [*rising[:10], None, *rising[10:]]

    whole, gapped = chart(rising), chart(broken)

    assert [point.signal for point in whole.points[6:]] == [Signal.TREND] * 8
    assert gapped.signals == ()
    assert gapped.points[10].value is None
    assert gapped.points[11].moving_range is None
    assert gapped.latest is not None
    assert gapped.latest.first_average == sum([8] * 6 + [1] * 6) / 12


def test_points_that_never_neighbour_each_other_have_no_limits() -> None:
    scattered = chart([1, None, 2, None, 3, None, 4, None, 5])

    assert scattered.why_no_limits == "no two neighbouring points: plot only"
    assert scattered.last_point is not None
    assert scattered.last_point.value == 5


def test_a_spike_among_equal_values_is_the_only_signal() -> None:
    spiked = chart([5.0] * 6 + [9.0] + [5.0] * 6)

    assert spiked.signals == (6,)
    assert spiked.latest is not None
    assert spiked.latest.screened == 0


def test_a_phase_without_any_value_has_no_limits_and_keeps_its_place() -> None:
    found = chart([None, None, 1, 2, 1, 2, 1, 2], rebase_at=[2, 2, 0, 99])

    assert [(phase.first, phase.end) for phase in found.phases] == [(2, 8)]
    assert len(found.points) == 8
    assert chart([None]).why_no_limits == "no data"


def test_a_signal_is_good_or_bad_only_where_one_way_is_better() -> None:
    falling = chart([20, 22, 21, 19, 20, 23, 21, 20, 22, 19, 21, 20, 9], fix_after=12)

    told = [variation(falling, better) for better in (Better.UP, Better.DOWN, Better.NEITHER)]

    assert told == [Variation.CONCERN, Variation.IMPROVEMENT, Variation.LOW]
    assert variation(chart([]), Better.UP) is Variation.COMMON


def test_where_two_trends_meet_the_later_names_the_peak() -> None:
    there_and_back = [*range(7), *range(5, -1, -1)]

    assert trends(there_and_back) == [1] * 6 + [-1] * 7


SERIES = st.lists(st.one_of(st.none(), st.integers(0, 40)), max_size=30)


@given(series=SERIES, factor=st.integers(1, 9), shift=st.integers(-500, 500), screen=st.booleans())
def test_signals_do_not_depend_on_the_unit_or_the_starting_point(
    series: list[int | None], factor: int, shift: int, screen: bool
) -> None:
    moved = [None if value is None else factor * value + shift for value in series]

    plain, other = chart(series, screen=screen), chart(moved, screen=screen)

    assert [point[2:] for point in plain.points] == [point[2:] for point in other.points]
    for one, two in zip(plain.phases, other.phases, strict=True):
        assert isclose(two.mean, factor * one.mean + shift, abs_tol=1e-6)
        assert (one.average is None) == (two.average is None)
        assert one.average is None or isclose(two.average or 0, factor * one.average, abs_tol=1e-6)


@given(series=SERIES)
def test_a_series_upside_down_signals_on_the_other_side(series: list[int | None]) -> None:
    plain, mirrored = chart(series), chart([None if value is None else -value for value in series])

    assert [(point.signal, point.side) for point in plain.points] == [
        (point.signal, -point.side) for point in mirrored.points
    ]


@given(
    series=SERIES,
    rebase_at=st.lists(st.integers(-3, 40), max_size=4),
    fix_after=st.none() | st.integers(1, 40),
)
def test_every_point_keeps_its_place_and_constant_phases_are_silent(
    series: list[int | None], rebase_at: list[int], fix_after: int | None
) -> None:
    found = chart(series, rebase_at=rebase_at, fix_after=fix_after)

    assert [point.value for point in found.points] == series
    for phase in found.phases:
        if not phase.average:
            assert all(point.signal is Signal.NONE for point in found.points[phase.first : phase.end])
