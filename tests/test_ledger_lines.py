"""The verbs of the ledger: lines are only ever added, totals always agree, and every day can be read again."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from govtrack.analytics.kinds import Basis, Category, Counted, Kind, Status
from govtrack.analytics.totals import JOINT
from govtrack.domain import ledger
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import audit, clock, rollups
from govtrack.store import ledger as lines
from govtrack.store.db import db, transaction
from govtrack.store.measures import POUNDS, measure_named
from govtrack.store.totals import series, years_in
from tests import make

BOTH = Counted.CLAIMED_AND_VERIFIED.statuses


@pytest.fixture
def five(app: Flask):
    together, coast = make.collaboration(), make.organisation("Coastshire")
    make.membership(together, coast)
    return together, coast


def totals(together, as_at=None):
    pounds = measure_named(POUNDS)
    return series(together.id, pounds.id, BOTH, as_at=as_at)


def years_remembered(together):
    pounds = measure_named(POUNDS)
    return list(years_in([together.id], pounds.id, BOTH)[together.id])


def test_a_figure_travels_to_its_totals(five) -> None:
    together, coast = five

    make.figure(together, coast, "2023-24 Q1", 120_00)
    make.figure(together, coast, "2023-24 Q2", 30_00)

    years, periods = totals(together)
    assert [(row.partner, row.kind, row.amount, row.lines) for row in years] == [
        (coast.id, Kind.CONTRIBUTION, 150_00, 2)
    ]
    assert years[0].covered == 0b111111
    assert [row.amount for row in periods] == [120_00, 30_00]


def test_restating_adds_a_reversal_and_keeps_what_was_known(five) -> None:
    together, coast = five
    with clock.set_to(datetime(2024, 5, 1, 12, tzinfo=UTC)):
        line = make.figure(together, coast, "2023-24", 100_00)
    with clock.set_to(datetime(2024, 7, 15, 12, tzinfo=UTC)), transaction():
        ledger.restate(line, make.entry(together, coast, "2023-24", 90_00), reason="A credit note came", by="the tests")

    assert [row.amount for row in totals(together).years] == [90_00]
    assert [row.amount for row in totals(together, date(2024, 6, 30).toordinal()).years] == [100_00]
    assert [row.amount for row in totals(together, date(2024, 7, 15).toordinal()).years] == [90_00]
    assert totals(together, date(2024, 4, 30).toordinal()).years == []
    assert [(step.sign, step.amount, step.reason) for step in lines.history(line)] == [
        (1, 100_00, ""),
        (-1, -100_00, "A credit note came"),
        (1, 90_00, "A credit note came"),
    ]
    assert rollups.differences() == []


def test_what_is_remembered_of_the_totals_is_never_a_change_that_was_taken_back(five) -> None:
    together, coast = five
    make.figure(together, coast, "2022-23", 10_00)
    assert [row.amount for row in years_remembered(together)] == [10_00]

    with transaction():
        ledger.record([make.entry(together, coast, "2023-24", 70_00)], by="the tests")
        assert [row.amount for row in years_remembered(together)] == [10_00, 70_00]
        db.session.rollback()
    assert [row.amount for row in years_remembered(together)] == [10_00]
    make.figure(together, coast, "2023-24", 20_00)
    assert [row.amount for row in years_remembered(together)] == [10_00, 20_00]

    with transaction():
        db.session.execute(text("UPDATE year_totals SET amount = amount + 1"))
        rollups.rebuild()
    assert [row.amount for row in years_remembered(together)] == [10_00, 20_00]


def test_a_withdrawn_figure_leaves_no_total(five) -> None:
    together, coast = five
    line = make.figure(together, coast, "2023-24", 100_00)

    with transaction():
        ledger.withdraw(line, reason="Entered for the wrong force", by="the tests")

    assert totals(together).years == []
    assert lines.figures(together.id) == []
    assert rollups.differences() == []


def test_the_second_of_two_who_restate_the_same_figure_is_told(five) -> None:
    together, coast = five
    line = make.figure(together, coast, "2023-24", 100_00)
    with transaction():
        ledger.restate(line, make.entry(together, coast, "2023-24", 90_00), reason="First", by="the tests")

    with pytest.raises(Changed), transaction():
        ledger.restate(line, make.entry(together, coast, "2023-24", 80_00), reason="Second", by="the tests")

    assert [row.amount for row in totals(together).years] == [90_00]


@pytest.mark.parametrize(
    ("period", "answers", "field", "words"),
    [
        ("2023-24", {}, "period", "already stated for 2023-24 Q1"),
        ("2023-24 H1", {}, "period", "already stated for 2023-24 Q1"),
        ("2011-12", {}, "period", "joined on 1 April 2012"),
        ("2031-32", {}, "period", "has not begun"),
        ("2022-23", {"category": Category.SETTLEMENT}, "category", "A contribution is one of: cash, staff"),
        ("2022-23", {"low": 1, "high": 2}, "low", "belong to a judged figure"),
        ("2022-23", {"basis": Basis.JUDGED, "low": 1}, "high", "Give both"),
        ("2022-23", {"basis": Basis.JUDGED, "low": 2, "high": 3}, "low", "between the low and the high"),
    ],
)
def test_a_rule_that_is_broken_is_said_beside_its_answer(five, period, answers, field, words) -> None:
    together, coast = five
    make.figure(together, coast, "2023-24 Q1", 5)

    with pytest.raises(Refused, match=words) as refused:
        make.figure(together, coast, period, 1, **answers)

    assert refused.value.field == field


def test_a_forecast_may_lie_ahead_and_is_never_added_to_what_is_claimed(five) -> None:
    together, coast = five

    make.figure(together, coast, "2031-32", 7_00, status=Status.FORECAST)

    assert totals(together).years == []


def test_a_dis_benefit_counts_against_benefit(five) -> None:
    together, coast = five

    make.figure(together, coast, "2023-24", 50_00, kind=Kind.BENEFIT)
    make.figure(together, coast, "2023-24", 20_00, kind=Kind.BENEFIT, category=Category.DIS_BENEFIT)

    assert [row.amount for row in totals(together).years] == [30_00]


def test_a_transfer_is_nil_for_all_and_real_for_each(five) -> None:
    together, coast = five
    dun = make.organisation("Dunmore")
    make.membership(together, dun)
    legs = [
        make.entry(together, one, "2023-24", amount, kind=Kind.TRANSFER)
        for one, amount in ((coast, -9_00), (dun, 9_00))
    ]

    first, second = make.figures(*legs)

    assert first == second
    assert {row.partner: row.amount for row in totals(together).years} == {coast.id: -9_00, dun.id: 9_00}
    with pytest.raises(Refused, match="come to nil"):
        make.figures(legs[0])


def test_a_joint_figure_belongs_to_no_partner(five) -> None:
    together, _ = five

    make.figure(together, None, "2012-13 to 2018-19", 35_000_000_00, kind=Kind.BENEFIT)

    (row,) = totals(together).years
    assert (row.partner, row.months, row.amount) == (JOINT, 84, 35_000_000_00)


def test_the_same_figure_twice_is_asked_about(five) -> None:
    together, coast = five
    entry = make.entry(together, coast, "2023-24", 5)
    with transaction():
        ledger.record([entry], by="the tests")

    with pytest.raises(Refused, match="already recorded"), transaction():
        ledger.record([entry], by="the tests")


PERIODS = ["2021-22", "2022-23 Q1", "2022-23 Q2", "2022-23 H2", "2023-24 Q1", "Jul 2023", "2018-19 to 2020-21"]
DOINGS = st.lists(
    st.tuples(
        st.sampled_from(["record", "restate", "withdraw"]), st.sampled_from(PERIODS), st.integers(-(10**9), 10**9)
    ),
    max_size=8,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=DOINGS)
def test_whatever_is_done_the_totals_are_what_the_ledger_adds_up_to(five, doings) -> None:
    together, coast = five
    for what, period, amount in doings:
        standing = lines.figures(together.id)
        try:
            if what == "record" or not standing:
                make.figure(together, coast, period, amount)
            elif what == "restate":
                with transaction():
                    ledger.restate(
                        standing[0].line, make.entry(together, coast, period, amount), reason="Tried", by="the tests"
                    )
            else:
                with transaction():
                    ledger.withdraw(standing[-1].line, reason="Tried", by="the tests")
        except Refused:
            continue
        assert years_remembered(together) == totals(together).years

    assert rollups.differences() == []
    assert list(audit.faults()) == []
