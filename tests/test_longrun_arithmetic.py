"""The long run: every worked case, each expected answer checked, and definitions held against brute force."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import isclose
from pathlib import Path
from statistics import fmean
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtrack.analytics import inequality, longrun, spotlight, steadiness
from govtrack.analytics.asknown import Statement, as_known, restated
from govtrack.analytics.longrun import Answer, Figures
from govtrack.analytics.periods import parse
from govtrack.analytics.shares import period_shares

FILE = json.loads((Path(__file__).parent / "cases" / "longrun.json").read_text())
CASES = {case["id"]: case for case in FILE["cases"]}


def figures_of(case: dict[str, Any]) -> Figures:
    return Figures(case["input"]["benefit"], case["input"]["contribution"])


def columns(rows: longrun.Rows) -> list[list[Fraction | None]]:
    """Each partner's period shares."""
    by_period = [period_shares(column) for column in zip(*rows, strict=True)]
    return [list(row) for row in zip(*by_period, strict=True)]


def each(figures: Figures, measure: Callable[[Figures, int], Any]) -> list[Any]:
    return [measure(figures, partner) for partner in range(figures.partners)]


def rolling_latest(figures: Figures, length: int) -> list[Fraction | None] | None:
    latest = [longrun.rolling_shares(row, figures.benefit_totals, length)[-1] for row in figures.benefit]
    return latest if any(latest) else None


def misled_by_share(figures: Figures, partner: int) -> dict[str, Any]:
    out, paid = columns(figures.benefit)[partner], columns(figures.contribution)[partner]
    figured = sum(a is not None and b is not None for a, b in zip(out, paid, strict=True))
    return told(longrun.misleading_share(figures, partner), figured)


def misled_by_money(figures: Figures, partner: int) -> dict[str, Any]:
    rows = figures.benefit[partner], figures.contribution[partner]
    misled = longrun.misleading_money(*rows)
    latest = {"last_year_would_have_misled": misled and misled.latest}
    return told(misled, len(longrun.both_known(*rows))) | latest


def told(misled: longrun.Misled | None, figured: int) -> dict[str, Any]:
    if misled is None:
        return {"years": figured, "wrong": None, "rate": None}
    return {
        "years": misled.defined,
        "wrong": len(misled.wrong),
        "rate": len(misled.wrong) / misled.defined,
    }


def share_of(rows: longrun.Rows) -> list[Fraction | None]:
    return [longrun.long_run_share(row, longrun.totals(rows)) for row in rows]


def out_of_line_percent(figures: Figures) -> Fraction | None:
    moved = longrun.whole_partnership_out_of_line(figures)
    return None if moved is None else 100 * moved


def by_row(measure: Callable[[longrun.Row, longrun.Row], Any]) -> Callable[[Figures], list[Any]]:
    return lambda figures: [measure(*rows) for rows in zip(figures.benefit, figures.contribution, strict=True)]


MEASURES: dict[str, Callable[[Figures], Any]] = {
    "totals_benefit": lambda figures: figures.benefit_totals,
    "period_share_benefit": lambda figures: columns(figures.benefit),
    "cumulative_share_benefit": lambda figures: share_of(figures.benefit),
    "cumulative_share_contribution": lambda figures: share_of(figures.contribution),
    "rolling3_latest": lambda figures: rolling_latest(figures, 3),
    "rolling5_latest": lambda figures: rolling_latest(figures, 5),
    "ew_share_alpha_0.3": lambda figures: [
        steadiness.weighted_towards_recent(row, Fraction(3, 10)) for row in columns(figures.benefit)
    ],
    "long_run_gap_pp": lambda figures: each(figures, longrun.long_run_gap),
    "misleading_years": lambda figures: each(figures, misled_by_share),
    "misleading_years_net": lambda figures: each(figures, misled_by_money),
    "settling_window_years": lambda figures: [settling.window for settling in each(figures, longrun.settling_window)],
    "net_position": by_row(longrun.net_position),
    "return_per_pound": by_row(longrun.return_per_pound),
    "hoover_pct": out_of_line_percent,
}


def measured(case: dict[str, Any]) -> dict[str, Any]:
    figures = figures_of(case)
    return {name: MEASURES[name](figures) for name in case["expected"]}


def restatement(case: dict[str, Any]) -> dict[str, Any]:
    statements = [
        Statement(parse(record["period"]), record["value"], date.fromisoformat(record["recorded"]))
        for record in case["input"]["records"]
    ]
    before, after = (sum(as_known(statements, date(2024, *day)).values()) for day in ((6, 30), (7, 31)))
    return {
        "as_at_2024_06_30": {"total": before},
        "as_at_2024_07_31": {"total": after},
        "restated_periods": [f"{period.start.year}-{period.end.year % 100}" for period in restated(statements)],
        "change": after - before,
    }


def ranks(case: dict[str, Any]) -> dict[str, Any]:
    agreements = steadiness.rank_agreement(case["input"]["benefit"])
    return {"per_year": agreements, "mean": fmean(found for found in agreements if found is not None)}


def intraclass(case: dict[str, Any]) -> dict[str, Any]:
    found = steadiness.agreement(case["input"]["matrix"])
    assert found is not None
    return {
        "ms_between": found.between,
        "ms_residual": found.residual,
        "ms_within_one_way": found.within,
        "var_between": found.variance_between,
        "icc3_1": found.rho,
        "icc1_1": found.one_way_rho,
        "reliability_of_T_year_mean": found.reliability,
    }


def baseball(case: dict[str, Any]) -> dict[str, Any]:
    averages = case["input"]["averages"]
    assert len(averages) == case["input"]["k"]
    mean = fmean(averages)
    weight = steadiness.stein_weight(averages, case["input"]["at_bats"])
    clemente = steadiness.steadied(Fraction(averages[0]), Fraction(mean), weight)
    return {"grand_mean": mean, "shrinkage_factor_c": weight, "clemente": clemente}


def lit(case: dict[str, Any]) -> list[dict[str, Any]]:
    strip = spotlight.strip(figures_of(case), Fraction(str(case["input"]["multiple"])))
    return [
        {
            "spotlight_periods": [index + 1 for index in turn.lit],
            "count": len(turn.lit),
            "average_wait_periods": turn.average_wait,
            "periods_since_last": turn.waited,
            "longest_gap": turn.longest_wait,
        }
        for turn in strip.turns
    ]


def unevenness(case: dict[str, Any]) -> dict[str, Any]:
    amounts = case["input"]["x"]
    return {
        "gini": inequality.gini(amounts),
        "theil_T": inequality.theil(amounts),
        "jain": inequality.jain(amounts),
    }


def held_against(case: dict[str, Any]) -> dict[str, Any]:
    sides = (case["input"][side] for side in ("benefit_share", "contribution_share"))
    found = inequality.proportionality(*([Fraction(str(part)) for part in side] for side in sides))
    assert found is not None
    return {
        "hoover_pct": 100 * found.out_of_line,
        "relative_gini": found.relative_gini,
        "theil_weighted": found.weighted_theil,
        "jain_of_ratio": found.jain_of_ratio,
        "ratio": found.ratios,
    }


RUNS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "turns-5x10": measured,
    "zero-total-period": measured,
    "leaver": measured,
    "negative-benefit": measured,
    "single-partner": measured,
    "single-period": measured,
    "restated-latest-wins": restatement,
    "rank-loo-5x10": ranks,
    "icc-shrout-fleiss": intraclass,
    "icc-shares-stable": intraclass,
    "shrink-efron-morris": baseball,
    "spotlight-5x10": lit,
    "cv-basic": lambda case: [steadiness.swing(row) for row in case["input"]],
    "ew-half-life": lambda case: [steadiness.alpha_from_half_life(h) for h in case["input"]["half_lives"]],
    "inequality-equal": unevenness,
    "inequality-one-has-all": unevenness,
    "inequality-jain-1-2-3-4": unevenness,
    "proportionality-match": held_against,
    "proportionality-gap": held_against,
}


def same(found: object, expected: object, tolerance: float) -> bool:
    """Equal in shape and kind throughout, numbers within the tolerance; a blank only equals a blank."""
    if isinstance(expected, Mapping):
        return (
            isinstance(found, Mapping)
            and set(found) == set(expected)
            and all(same(found[key], expected[key], tolerance) for key in expected)
        )
    if isinstance(expected, Sequence) and not isinstance(expected, str):
        return (
            isinstance(found, Sequence)
            and len(found) == len(expected)
            and all(same(*pair, tolerance) for pair in zip(found, expected, strict=True))
        )
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return isinstance(found, int | float | Fraction) and isclose(found, expected, abs_tol=tolerance)
    return found == expected


def test_every_case_of_the_file_has_a_run_of_its_own() -> None:
    assert set(RUNS) == set(CASES)
    assert len(CASES) == len(FILE["cases"])


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_of_the_long_run(name: str) -> None:
    case = CASES[name]

    found = RUNS[name](case)

    assert same(found, case["expected"], case.get("tolerance", FILE["conventions"]["tol"])), found


def test_not_settled_yet_is_told_apart_from_about_even_and_from_no_shares() -> None:
    even = Figures([[1, 2, 3], [1, 2, 3]], [[5, 5, 5], [5, 5, 5]])
    turning = Figures([[9, 1, 9], [1, 9, 1]], [[5, 5, 5], [5, 5, 5]])
    unpaid = Figures([[9, 1, 9], [1, 9, 1]], [[0, 0, 0], [0, 0, 0]])
    steady = Figures([[9, 8, 9], [1, 2, 1]], [[5, 5, 5], [5, 5, 5]])

    answers = [longrun.settling_window(figures, 0) for figures in (even, turning, unpaid, steady)]

    assert answers == [
        (Answer.ABOUT_EVEN, None, 3),
        (Answer.NOT_YET, 3, 3),
        (Answer.UNKNOWN, None, 3),
        (Answer.SETTLED, 1, 3),
    ]


AMOUNT = st.one_of(st.none(), st.integers(-50, 400))


@st.composite
def any_figures(draw: st.DrawFn) -> Figures:
    periods = draw(st.integers(1, 8))
    row = st.lists(AMOUNT, min_size=periods, max_size=periods)
    paid = st.lists(st.one_of(st.none(), st.integers(0, 400)), min_size=periods, max_size=periods)
    partners = draw(st.integers(1, 4))
    sized = {"min_size": partners, "max_size": partners}
    return Figures(draw(st.lists(row, **sized)), draw(st.lists(paid, **sized)))


def gap_over(figures: Figures, partner: int, stretch: Sequence[int]) -> Fraction | None:
    """The gap of some periods, straight from the definition."""
    sides = []
    for rows in (figures.benefit, figures.contribution):
        own = sum(rows[partner][index] or 0 for index in stretch)
        whole = sum(row[index] or 0 for row in rows for index in stretch)
        if whole <= 0:
            return None
        sides.append(Fraction(own, whole))
    return 100 * (sides[0] - sides[1])


def pointing(gap: Fraction | None, tolerance: int = 1) -> int | None:
    return None if gap is None else 0 if abs(gap) <= tolerance else 1 if gap > 0 else -1


def own_periods(figures: Figures, partner: int) -> list[int]:
    sides = zip(figures.benefit[partner], figures.contribution[partner], strict=True)
    return [index for index, pair in enumerate(sides) if None not in pair]


@given(figures=any_figures())
def test_the_settling_window_is_what_its_definition_says(figures: Figures) -> None:
    own = own_periods(figures, 0)
    whole = pointing(gap_over(figures, 0, own))
    stretches = {
        length: {pointing(gap_over(figures, 0, own[i : i + length]), 0) for i in range(len(own) - length + 1)}
        for length in range(1, len(own) + 1)
    }
    qualifying = [
        length
        for length in stretches
        if all(stretches[longer] <= {whole, None} for longer in range(length, len(own) + 1))
    ]

    found = longrun.settling_window(figures, 0)

    assert found.window == (min(qualifying) if whole else None)
    assert found.periods == len(own)


@given(figures=any_figures())
def test_every_stretch_with_shares_is_in_the_funnel_with_its_own_gap(figures: Figures) -> None:
    own = own_periods(figures, 0)
    expected = [
        (length, own[start + length - 1], float(gap))
        for length in range(1, len(own) + 1)
        for start in range(len(own) - length + 1)
        if (gap := gap_over(figures, 0, own[start : start + length])) is not None
    ]

    found = longrun.windows(figures, 0)

    assert [window[:2] for window in found] == [window[:2] for window in expected]
    assert all(isclose(a.gap, b[2], abs_tol=1e-9) for a, b in zip(found, expected, strict=True))


@given(figures=any_figures())
def test_misleading_years_are_those_that_point_the_other_way(figures: Figures) -> None:
    own = own_periods(figures, 0)
    whole = pointing(gap_over(figures, 0, own))
    signs = {index: pointing(gap_over(figures, 0, [index])) for index in own}

    found = longrun.misleading_share(figures, 0)

    if not whole:
        assert found is None
    else:
        assert found is not None
        assert found.wrong == tuple(index for index in own if signs[index] == -whole)
        assert found.defined == sum(bool(sign) for sign in signs.values())


@given(figures=any_figures())
def test_a_restatement_of_price_base_leaves_every_share_and_verdict_alone(figures: Figures) -> None:
    doubled = Figures(
        *(
            [[None if x is None else 2 * x for x in row] for row in rows]
            for rows in (figures.benefit, figures.contribution)
        )
    )

    verdicts = [
        (
            longrun.long_run_gap(these, 0),
            longrun.settling_window(these, 0),
            longrun.misleading_money(these.benefit[0], these.contribution[0]),
        )
        for these in (figures, doubled)
    ]

    assert verdicts[0] == verdicts[1]


@given(rows=st.lists(st.lists(AMOUNT, min_size=4, max_size=4), min_size=1, max_size=5))
def test_whole_life_shares_sum_to_one(rows: list[list[int | None]]) -> None:
    known = [share for share in longrun.whole_life_shares(rows) if share is not None]

    assert not known or sum(known) == 1


def test_a_year_with_one_side_missing_enters_neither_the_gap_nor_the_net_position() -> None:
    figures = Figures([[None, 30, 20], [50, 70, 80]], [[40, 20, 20], [60, 80, 80]])

    net = longrun.net_position(figures.benefit[0], figures.contribution[0])

    assert net == 10
    assert longrun.cumulative_net(figures.benefit[0], figures.contribution[0]) == [None, 10, 10]
    assert longrun.long_run_gap(figures, 0) == 5
    assert longrun.net_position([None], [3]) is None


def test_fewer_than_three_years_with_an_answer_are_not_enough() -> None:
    misled = longrun.misleading_money([20, 5, 10], [10, 10, 10])

    assert misled == ((1,), 2, False)
    assert misled is not None
    assert not misled.enough


def test_a_newcomer_is_drawn_towards_what_it_pays() -> None:
    weight = steadiness.reliability(0.2, 2)

    shown = steadiness.steadied(Fraction(1, 2), Fraction(1, 4), weight)

    assert isclose(shown, 0.25 + 0.25 / 3)
    assert steadiness.reliability(-0.1, 8) == 0


def test_workings_are_withheld_where_they_would_mislead() -> None:
    clawed_back = Figures([[30, -10], [20, 30]], [[20, 20], [20, 20]])

    assert inequality.whole_life_proportionality(clawed_back) is None
    assert longrun.whole_partnership_out_of_line(clawed_back) is not None
    assert inequality.gini([3, -1]) is None
    assert inequality.jain([0, 0]) is None
    assert inequality.theil([]) is None
    assert steadiness.agreement([[1.0, 2.0, 3.0, 4.0]] * 2) is None
    assert steadiness.agreement([[1.0] * 4] * 3) is None
    assert steadiness.rank_agreement([[1, 2], [2, 1], [3, None], [4, 4]]) == [None, None]
    assert steadiness.spearman([1, 1], [1, 2]) is None
    assert inequality.whole_life_proportionality(Figures([[3], [1]], [[3], [1]])) is not None


def test_figures_of_two_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="same partners and the same periods"):
        Figures([[1, 2]], [[1]])


def test_a_page_of_six_partners_and_fifteen_years_costs_about_a_millisecond() -> None:
    rows = [[(7 * a * a + 13 * t * t + 5 * a * t) % 97 * 10**7 + 1 for t in range(15)] for a in range(6)]
    paid = [[10**9 * (a + 1)] * 15 for a in range(6)]

    def page() -> None:
        figures = Figures(rows, paid)
        for partner in range(6):
            longrun.settling_window(figures, partner)
            longrun.windows(figures, partner)
            longrun.misleading_money(rows[partner], paid[partner])
            longrun.long_run_gap(figures, partner)

    times = []
    for _ in range(20):
        started = perf_counter()
        page()
        times.append(perf_counter() - started)

    assert min(times) < 0.02
