"""Periods: every worked case, and what holds for any text and any period."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govtrack.analytics import periods
from govtrack.analytics.periods import NotAPeriod, Period, PeriodKind, label, parse
from govtrack.analytics.shares import pooled_share

CASES = json.loads((Path(__file__).parent / "cases" / "periods.json").read_text())

REASONS = {
    "years are not consecutive": "the years are not consecutive",
    "quarter must be 1-4": "the quarter must be 1 to 4",
    "century missing: refuse (could be a date)": "the century is missing",
    "ambiguous: FY ending 2024 or starting 2024; refuse": "could end or start in 2024. Write 2023-24 or",
}


def test_every_section_of_the_case_file_is_run() -> None:
    told = {"schema", "rule"}

    run = {"parse", "reject", "dates", "aggregate", "calendar"}

    assert set(CASES) == told | run


@pytest.mark.parametrize("case", CASES["parse"], ids=lambda case: case["input"])
def test_a_period_is_read_however_an_office_writes_it(case: dict[str, Any]) -> None:
    expected = case["expected"]
    calendar = expected["kind"].startswith("calendar")

    period = parse(case["input"], calendar=calendar)

    assert expected == {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "kind": period.kind(calendar).value,
        "canonical": periods.canonical(period, calendar=calendar),
        "days": period.days,
    }


@pytest.mark.parametrize("case", CASES["reject"], ids=lambda case: case["input"])
def test_what_could_mean_two_things_is_refused_with_its_reason(case: dict[str, Any]) -> None:
    with pytest.raises(NotAPeriod) as refused:
        parse(case["input"])

    assert REASONS[case["expected"]["error"]] in str(refused.value)
    assert f"“{case['input']}”" in str(refused.value)


@pytest.mark.parametrize("case", CASES["dates"], ids=lambda case: case["date"])
def test_a_day_lies_in_its_financial_year_and_quarter(case: dict[str, Any]) -> None:
    month = periods.month_of(date.fromisoformat(case["date"]))

    found = {
        "financial_year": periods.year_label(periods.year_of(month)),
        "quarter": periods.quarter_of(month),
    }

    assert found == case["expected"]


@pytest.mark.parametrize("case", CASES["aggregate"], ids=lambda case: case["id"])
def test_a_year_is_put_together_from_its_quarters(case: dict[str, Any]) -> None:
    quarters = [case["input"]["quarters"].get(name) for name in ("Q1", "Q2", "Q3", "Q4")]
    expected = {key: value for key, value in case["expected"].items() if key != "note"}

    if case["input"].get("measure") == "percentage":
        rate = pooled_share([part for part, _ in quarters], [whole for _, whole in quarters])
        found: dict[str, Any] = {"value": None if rate is None else float(rate)}
    else:
        year, first, second = (periods.add_up(part) for part in (quarters, quarters[:2], quarters[2:]))
        found = {
            "value": year.value,
            "complete": year.complete,
            "quarters_present": year.present,
            "H1": first.value,
            "H2": second.value,
        }

    assert expected == {key: found[key] for key in expected}


def _calendar_to_financial(case: dict[str, Any]) -> dict[str, Any]:
    quarters = {parse(name, calendar=True): amount for name, amount in case["input"]["calendar_quarters"].items()}
    [(year, total)] = periods.years_from_quarters(quarters).items()
    return {"financial_year": periods.year_label(year), "value": total.value}


def _part_year(case: dict[str, Any]) -> dict[str, Any]:
    year = parse(case["input"]["year"])
    days = periods.member_days(year, joined=date.fromisoformat(case["input"]["join"]))
    return {"days": days, "days_in_year": year.days, "fraction": days / year.days}


def _sorted(case: dict[str, Any]) -> list[str]:
    return sorted(case["input"], key=lambda text: parse(text).order)


CALENDAR = {
    "cal-to-fin": _calendar_to_financial,
    "part-year-membership": _part_year,
    "sort-order": _sorted,
}


@pytest.mark.parametrize("case", CASES["calendar"], ids=lambda case: case["id"])
def test_periods_are_converted_and_ordered_by_their_days(case: dict[str, Any]) -> None:
    found = CALENDAR[case["id"]](case)

    assert found == case["expected"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2012/13 to 2018/19", "2012-13 to 2018-19"),
        ("2012/13-2018/19", "2012-13 to 2018-19"),
        ("2012-13-2018-19", "2012-13 to 2018-19"),
        ("2012-2013 – 2018-2019", "2012-13 to 2018-19"),
        ("FY2012-13 until FY2018-19", "2012-13 to 2018-19"),
        ("CY2012 to CY2018", "CY2012 to CY2018"),
        ("2023–24", "2023-24"),
        ("  fy 2023 / 24 ", "2023-24"),
        ("FY99/00", "1999-00"),
        ("2023/24Q3", "2023-24 Q3"),
        ("q3 of 2023-24", "2023-24 Q3"),
        ("Q2 FY2023-24", "2023-24 Q2"),
        ("2023/24 h2", "2023-24 H2"),
        ("CY2023 Q1", "2022-23 Q4"),
        ("CY2023 H2", "CY2023 H2"),
        ("Dec 2011", "Dec 2011"),
        ("Sept. 2024", "Sep 2024"),
        ("2024-03", "Mar 2024"),
        ("2011-12", "2011-12"),
        ("2012-12", "Dec 2012"),
    ],
)
def test_a_period_typed_in_any_usual_way_gets_one_label(typed: str, expected: str) -> None:
    period = parse(typed)

    assert label(period) == expected


@pytest.mark.parametrize(
    ("typed", "label_there"),
    [
        ("2023", "2023"),
        ("Q1 2023", "2023 Q1"),
        ("2023 H2", "2023 H2"),
        ("2012 to 2018", "2012 to 2018"),
        ("2023-24", "2023-24"),
        ("2023-24 Q1", "2023 Q2"),
        ("2023-24 H1", "2023-24 H1"),
    ],
)
def test_a_collaboration_of_calendar_years_reads_bare_years(typed: str, label_there: str) -> None:
    period = parse(typed, calendar=True)

    assert label(period, calendar=True) == label_there


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "No period was given."),
        ("   \n", "No period was given."),
        ("2023", "Write 2022-23 or 2023-24, or CY2023"),
        ("Q1 2023", "Write 2022-23 or 2023-24, or CY2023"),
        ("FY2024", "Write 2023-24 or 2024-25."),
        ("23-24", "Write 2023-24."),
        ("31/03", "the century is missing"),
        ("2009-11", "Write Nov 2009 for the month, 2009-10 for the year."),
        ("H3 2023/24", "the half must be 1 or 2"),
        ("Q11 2023/24", "the quarter must be 1 to 4"),
        ("Mar-24", "Write Mar 2024."),
        ("2018-19 to 2012-13", "it ends before it begins"),
        ("2012-13 to CY2018", "of one kind"),
        ("2012-13 Q1 to 2013-14 Q4", "from year to year"),
        ("9999-00", "years run from 1900 to 2100"),
        ("2100/01", "years run from 1900 to 2100"),
        ("CY0000", "years run from 1900 to 2100"),
        ("2023-24\0", "it has no form we know"),
        ("２０２３-２４", "it has no form we know"),
        ("2024-03-31", "Write a year as 2023-24"),
        ("x" * 10_000, "x…”"),
        ("9" * 30, "it has no form we know"),
    ],
)
def test_a_refusal_says_what_would_be_right(typed: str, told: str) -> None:
    with pytest.raises(NotAPeriod) as refused:
        parse(typed)

    assert told in str(refused.value)
    assert len(str(refused.value)) < 300
    assert "\0" not in str(refused.value)


def stateable() -> st.SearchStrategy[Period]:
    """Every period that can be written down: months, quarters, halves, years and spans."""
    years = st.integers(1901, 2079)
    shapes = st.sampled_from(
        [(month, 1) for month in range(12)]
        + [(month, 3) for month in (0, 3, 6, 9)]
        + [(month, 6) for month in (0, 3, 6, 9)]
        + [(month, 12 * years) for month in (0, 3) for years in (1, 2, 7, 20)]
    )
    return st.builds(lambda year, shape: Period(year * 12 + shape[0], shape[1]), years, shapes)


@given(period=stateable(), calendar=st.booleans())
def test_a_label_reads_back_as_the_period_it_names(period: Period, calendar: bool) -> None:
    written = {label(period, calendar=calendar), periods.canonical(period, calendar=calendar)}

    read = {parse(text, calendar=calendar) for text in written}

    assert read == {period}
    assert period.kind(calendar) is not PeriodKind.OTHER


@given(starts=st.integers(-(10**6), 10**6), months=st.integers(-100, 1000), calendar=st.booleans())
def test_a_label_never_raises(starts: int, months: int, calendar: bool) -> None:
    written = label(Period(starts, months), calendar=calendar)

    assert written


@given(
    text=st.one_of(st.text(), st.from_regex(r"(FY|CY|Q[0-9] ?|H)?[0-9]{2,4}[-/ ][0-9QH]{2,4}.{0,9}")),
    calendar=st.booleans(),
)
@example(text="q1 q1 2023-24", calendar=False)
@example(text="²⁰²³-²⁴", calendar=True)
def test_any_text_is_a_period_or_refused_in_a_sentence(text: str, calendar: bool) -> None:
    told = ""
    period = None

    try:
        period = parse(text, calendar=calendar)
    except NotAPeriod as refused:
        told = str(refused)

    assert (period is None) == told.endswith(".")
    assert period is None or parse(label(period, calendar=calendar), calendar=calendar) == period


@given(first=st.dates(date(1901, 1, 1), date(2099, 1, 1)), second=st.dates(date(1901, 1, 1), date(2099, 1, 1)))
def test_member_days_stay_within_the_year(first: date, second: date) -> None:
    year = parse("2023-24")

    days = periods.member_days(year, joined=first, left=second)

    assert 0 <= days <= year.days


def test_a_year_that_is_partly_reported_says_so() -> None:
    year = periods.add_up([10, 20, None, None])

    assert periods.partly_label(2023, year) == "2023-24 (2 of 4 quarters)"
    assert periods.partly_label(2023, periods.add_up([0, 0, 0, 0])) == "2023-24"
    with pytest.raises(ValueError, match="not a quarter"):
        periods.years_from_quarters({parse("2023-24"): 1})
