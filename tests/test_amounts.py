"""Amounts as people type them: every shared example, and what holds for any text and any amount."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtrack.web.amounts import LIMIT, NotAnAmount, say_back, understand

CASES = json.loads((Path(__file__).parent / "cases" / "amounts.json").read_text())


def test_every_section_of_the_case_file_is_run_and_every_example_has_its_own_name() -> None:
    names = [case["id"] for section in ("understood", "refused") for case in CASES[section]]

    assert set(CASES) == {"schema", "understood", "refused"}
    assert len(names) == len(set(names))


@pytest.mark.parametrize("case", CASES["understood"], ids=lambda case: case["id"])
def test_an_amount_is_understood_to_the_smallest_unit(case: dict[str, Any]) -> None:
    amount = understand(case["text"], decimals=case.get("decimals", 2), money=case.get("money", True))

    assert amount == int(case["gives"])


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["id"])
def test_what_is_no_amount_is_refused_in_a_sentence_to_act_on(case: dict[str, Any]) -> None:
    with pytest.raises(NotAnAmount) as refusal:
        understand(case["text"], decimals=case.get("decimals", 2), money=case.get("money", True))

    assert case["because"] in str(refusal.value)
    assert str(refusal.value).endswith(".")


@given(st.text(max_size=40))
def test_any_text_is_understood_within_the_limit_or_refused(text: str) -> None:
    try:
        amount = understand(text)
    except NotAnAmount:
        return

    assert abs(amount) <= LIMIT


@given(st.text(alphabet="0123456789,.+-*/()£km ", max_size=24))
def test_arithmetic_of_any_shape_is_understood_or_refused(text: str) -> None:
    try:
        amount = understand(text)
    except NotAnAmount:
        return

    assert understand(f"{text}+0") == amount


@given(st.integers(-LIMIT, LIMIT))
def test_what_is_said_back_is_understood_as_the_same_amount(pence: int) -> None:
    assert understand(say_back(pence)) == pence


@given(st.integers(0, 10**9), st.integers(1, 999), st.integers(0, 10**9))
def test_sums_and_products_are_exact(first: int, times: int, last: int) -> None:
    text = f"{say_back(first)} * {times} - {say_back(last)}"

    assert Fraction(understand(text), 100) == Fraction(first, 100) * times - Fraction(last, 100)
