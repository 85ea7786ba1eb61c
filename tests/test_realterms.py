"""Real terms and discounting: every worked case, and the shipped deflators."""

import json
from collections.abc import Callable
from fractions import Fraction
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtrack.analytics.discounting import Rates, appraise, discount_factors
from govtrack.analytics.periods import parse, year_of
from govtrack.analytics.realterms import OUTTURN, Deflators, MissingDeflator

FILE = json.loads((Path(__file__).parent / "cases" / "realterms.json").read_text())
CASES = {case["id"]: case for case in FILE["cases"]}
GREEN_BOOK_2026 = Rates(
    "Green Book, February 2026",
    ((30, Fraction("0.035")), (75, Fraction("0.030")), (125, Fraction("0.025"))),
)
TABLE = Deflators.of(
    [
        (2015, "74.5894", OUTTURN),
        (2016, "76.0847", OUTTURN),
        (2022, "91.3107", OUTTURN),
        (2023, "96.1297", OUTTURN),
        (2024, "100", OUTTURN),
        (2025, "102.5", "forecast"),
    ],
    release="HMT December 2025",
)


def year(text: str) -> int:
    return year_of(parse(text).starts)


def real(case: dict[str, Any]) -> dict[str, Any]:
    told = case["input"]
    pence = int(Fraction(str(told["amount"])) * 100)
    origin, base = year(told["from_year"]), year(told["to_year"])
    try:
        found = TABLE.real(pence, origin, base)
    except MissingDeflator as missing:
        return {"error": case["expected"]["error"] if case["expected"]["error"] in str(missing) else str(missing)}
    assert TABLE.index[origin] == Fraction(str(told["index_from"]))
    assert TABLE.index[base] == Fraction(str(told["index_to"]))
    return {
        "factor": TABLE.factor(origin, base),
        "amount_pence": found,
        "amount": found / 100,
        "amount_rounded": found / 100,
    }


def factor(case: dict[str, Any]) -> dict[str, Any]:
    return {"factor": discount_factors(case["input"]["year"], GREEN_BOOK_2026)[-1]}


def value(case: dict[str, Any]) -> dict[str, Any]:
    assert case["input"]["rate"] == "STPR"
    found = appraise(case["input"]["real_cashflow"], GREEN_BOOK_2026)
    return {
        "npv": found.net_present_value,
        "pv_benefits": found.benefits,
        "pv_costs": found.costs,
        "bcr": found.ratio,
        "undiscounted": found.undiscounted,
        "payback_year": found.payback_year,
        "discounted_payback_year": found.discounted_payback_year,
    }


RUNS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "real_terms": real,
    "discount_factor": factor,
    "npv": value,
}


def test_every_case_of_the_file_is_of_a_kind_that_is_run() -> None:
    assert {case["kind"] for case in FILE["cases"]} == set(RUNS)
    assert len(CASES) == len(FILE["cases"]) == 13


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_of_real_terms(name: str) -> None:
    case = CASES[name]

    found = RUNS[case["kind"]](case)

    for answer, expected in case["expected"].items():
        if isinstance(expected, int | float) and answer != "amount_pence":
            assert isclose(found[answer], expected, rel_tol=1e-8, abs_tol=case.get("tolerance", 1e-6)), answer
        else:
            assert found[answer] == expected, answer


def test_the_base_is_the_latest_outturn_year_and_not_a_forecast() -> None:
    assert TABLE.base == 2024
    assert TABLE.status[2025] == "forecast"
    assert TABLE.real(10_000, 2023) == TABLE.real(10_000, 2023, 2024)


def test_a_quarter_uses_its_years_index_and_a_calendar_year_three_months_of_one_and_nine_of_the_next() -> None:
    pence = 1_000_000_00

    quarter = TABLE.real_over(pence, parse("2022-23 Q4"))
    calendar = TABLE.real_over(pence, parse("CY2023"))

    assert quarter == TABLE.real(pence, 2022)
    mixed = Fraction(3, 12) * TABLE.index[2022] + Fraction(9, 12) * TABLE.index[2023]
    assert calendar == round(pence * 100 / mixed)


def test_nothing_is_extrapolated_and_a_span_has_no_price_level() -> None:
    with pytest.raises(MissingDeflator, match="no deflator for 2017-18 in HMT December 2025"):
        TABLE.real(1, 2017)
    with pytest.raises(MissingDeflator, match="no deflator for 2030-31"):
        TABLE.real(1, 2024, 2030)
    with pytest.raises(MissingDeflator, match="2015-16 to 2016-17 has no price level of its own"):
        TABLE.real_over(1, parse("2015-16 to 2016-17"))


@given(amount=st.integers(-(10**17), 10**17), origin=st.sampled_from(sorted(TABLE.index)))
def test_a_reversal_in_real_terms_cancels_its_original_to_the_penny(amount: int, origin: int) -> None:
    there = TABLE.real(amount, origin)

    assert there + TABLE.real(-amount, origin) == 0
    assert abs(there - amount * TABLE.factor(origin)) <= Fraction(1, 2)
    assert TABLE.real(amount, origin, origin) == amount


@pytest.mark.parametrize(
    "rows", [[], *([(2024, text, OUTTURN)] for text in ("0.0", "x", "-1", "nan", "1/0", "1e999999999"))]
)
def test_a_table_without_a_number_for_each_year_is_refused(rows: list[tuple[int, str, str]]) -> None:
    with pytest.raises(ValueError, match="index above nought"):
        Deflators.of(rows, release="none")


def test_rates_end_where_their_table_ends() -> None:
    factors = discount_factors(125, GREEN_BOOK_2026)

    assert factors[31] == factors[30] / Fraction("1.03")
    assert factors[76] == factors[75] / Fraction("1.025")
    with pytest.raises(ValueError, match="years 1 to 125"):
        discount_factors(126, GREEN_BOOK_2026)
    with pytest.raises(ValueError, match="Green Book"):
        appraise([], GREEN_BOOK_2026)
    assert appraise([5], GREEN_BOOK_2026).ratio is None
