"""Forms: what each kind of answer takes, what it refuses and in which words, and what is kept when it does."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, SubmitField
from wtforms import Form as PlainForm

from govtrack.analytics.periods import Period
from govtrack.web.dateboxes import NotADate, read_date
from govtrack.web.fields import (
    Amount,
    DateParts,
    Line,
    OneOf,
    OneOfRadios,
    Paragraphs,
    PartialDate,
    Percentage,
    PeriodField,
    SelectChoice,
    ShortName,
    SomeOf,
    Whole,
    YesNo,
)
from govtrack.web.forms import Fault, Form

KEY = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


class Cell(PlainForm):
    amount = Amount("Amount")


class Everything(Form):
    title = Line("Title", missing="Give a title.", longest=20)
    reasons = Paragraphs("Reasons", longest=60)
    name = ShortName("Short name")
    decided = DateParts("Date", missing="Enter the date.")
    began = PartialDate("Began")
    period = PeriodField("Period")
    amount = Amount("Amount")
    votes = Whole("Votes", high=99)
    percent = Percentage("Share")
    body = OneOf("Body", choices=[SelectChoice("", "Choose"), SelectChoice("7", "Ashdale")], coerce=int)
    kind = OneOfRadios("Kind", choices=[SelectChoice("in", "In"), SelectChoice("out", "Out")])
    signed = SomeOf("Signed", choices=[SelectChoice("a", "Chief"), SelectChoice("b", "Commissioner")])
    kept = YesNo("Keep")
    cells = FieldList(FormField(Cell), min_entries=0)
    again = SubmitField("Save and add another")


GOOD = {
    "title": "Alliance ends",
    "decided-day": "9",
    "decided-month": "10",
    "decided-year": "2018",
    "kind": "in",
    "form_key": KEY,
}


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    app = Flask("forms")
    app.config.update(SECRET_KEY="for the tests", WTF_CSRF_ENABLED=False, WTF_I18N_ENABLED=False)
    with app.test_request_context():
        yield


def filled(**answers: Any) -> Everything:
    typed = {name.replace("__", "-"): value for name, value in answers.items()}
    form = Everything(MultiDict({**GOOD, **typed}))
    form.validate()
    return form


def test_good_answers_come_out_as_values_without_the_forms_own_machinery() -> None:
    form = filled(
        began="March 2014", period="2023/24 Q1", amount="£1.2m", votes="5", percent="33.3%", body="7",
        signed=["a", "b"], kept="y", reasons="One.\r\nTwo.", name="Five  Rivers", version="3", again="yes",
    )  # fmt: skip

    assert form.errors == {}
    assert form.answers() == {
        "title": "Alliance ends", "reasons": "One.\nTwo.", "name": "Five Rivers", "decided": date(2018, 10, 9),
        "began": "2014-03", "period": Period(2023 * 12 + 3, 3), "amount": 120_000_000, "votes": 5,
        "percent": Fraction(333, 10), "body": 7, "kind": "in", "signed": ["a", "b"], "kept": True, "cells": [],
    }  # fmt: skip
    assert (form.form_key.data, form.version.data) == (KEY, 3)


def test_blank_is_none_and_never_nought() -> None:
    form = filled(amount="", votes=" ", percent="", period="", body="")

    assert form.errors == {}
    assert [form.answers()[name] for name in ("amount", "votes", "percent", "period", "body")] == [None] * 5
    assert filled(amount="0").answers()["amount"] == 0


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"title": ""}, "title", "Give a title."),
        ({"title": " \u200b "}, "title", "Give a title."),
        ({"title": "x" * 21}, "title", "At most 20 characters; this has 21."),
        ({"title": "a\0b"}, "title", "cannot be shown"),
        ({"title": "a\u202eb"}, "title", "cannot be shown"),
        ({"title": "a\ud800b"}, "title", "cannot be shown"),
        ({"title": "a\nb"}, "title", "cannot be shown"),
        ({"reasons": "x" * 10_000}, "reasons", "At most 60 characters; this has 10,000."),
        ({"reasons": "a\x07b"}, "reasons", "cannot be shown"),
        ({"name": "a much too long name"}, "name", "at most 15 characters"),
        ({"name": "a/b"}, "name", "part of an address"),
        ({"name": "New"}, "name", "needed for something else"),
        ({"decided__day": "", "decided__month": "", "decided__year": ""}, "decided", "Enter the date."),
        ({"decided__day": ""}, "decided", "The date must include a day."),
        ({"decided__month": "2", "decided__day": "31"}, "decided", "February 2018 has no day 31."),
        ({"decided__month": "13"}, "decided", "The month must be 1 to 12"),
        ({"decided__day": "0"}, "decided", "The day must be 1 to 31."),
        ({"decided__year": "0"}, "decided", "four numbers"),
        ({"decided__year": "0000"}, "decided", "between 1829 and 2100"),
        ({"decided__year": "10000"}, "decided", "four numbers"),
        ({"decided__year": "9999"}, "decided", "between 1829 and 2100"),
        ({"decided__year": "２０１８"}, "decided", "four numbers"),
        ({"decided__day": "NaN"}, "decided", "The day must be 1 to 31."),
        ({"began": "someday"}, "began", "a year (2015)"),
        ({"began": "2014-13"}, "began", "There is no month 13"),
        ({"began": "31/02/2014"}, "began", "has no day 31"),
        ({"began": "2014\0"}, "began", "Write a year (2015)"),
        ({"period": "2023/25"}, "period", "not consecutive"),
        ({"amount": "NaN"}, "amount", "digits 0 to 9"),
        ({"amount": "1" * 30}, "amount", "18 digits"),
        ({"votes": "1e3"}, "votes", "whole number"),
        ({"votes": "100"}, "votes", "between 0 and 99"),
        ({"votes": "-1"}, "votes", "between 0 and 99"),
        ({"percent": "101"}, "percent", "between 0 and 100"),
        ({"percent": "Infinity"}, "percent", "percentage"),
        ({"body": "8"}, "body", "not one of the answers offered"),
        ({"body": "x"}, "body", "not one of the answers offered"),
        ({"body": "9" * 400}, "body", "not one of the answers offered"),
        ({"kind": "sideways"}, "kind", "not one of the answers offered"),
        ({"signed": ["a", "c"]}, "signed", "not one of the answers offered"),
    ],
)
def test_what_cannot_be_taken_is_refused_once_beside_its_answer(
    answers: dict[str, Any], field: str, sentence: str
) -> None:
    form = filled(**answers)

    assert list(form.errors) == [field]
    assert len(form.errors[field]) == 1
    assert sentence in form.errors[field][0]


def test_a_refused_form_keeps_every_word_as_it_was_typed() -> None:
    form = filled(
        decided__day="31", decided__month="Feb", amount="12,34", period="23/24", percent="a third", votes="many"
    )

    assert form.decided.typed == {"day": "31", "month": "Feb", "year": "2018"}
    assert form.decided.faulty == {"day"}
    typed = [form.amount, form.period, form.percent, form.votes]
    assert [box._value() for box in typed] == ["12,34", "23/24", "a third", "many"]
    assert form.form_key.data == KEY


def test_each_fault_leads_to_the_box_to_mend_in_the_order_of_the_form() -> None:
    form = filled(title="", decided__month="x", kind="sideways", cells__0__amount="x")

    assert [fault.box for fault in form.faults()] == ["title", "decided-month", "kind-0", "cells-0-amount"]


def test_a_rules_refusal_stands_beside_its_answer_or_above_the_form() -> None:
    form = filled()

    form.refuse("period", "That quarter is closed.")
    form.refuse("", "Somebody else saved first.")
    form.refuse("form_key", "This was sent before.")

    assert form.errors["period"] == ["That quarter is closed."]
    assert form.faults() == [
        Fault("", "Somebody else saved first."),
        Fault("", "This was sent before."),
        Fault("period", "That quarter is closed."),
    ]


def test_a_form_first_shown_mints_a_key_of_its_own() -> None:
    first, second = Everything(), Everything()

    assert UUID(first.form_key.data)
    assert first.form_key.data != second.form_key.data


@pytest.mark.parametrize("forged", ["", "1 OR 1=1", "x" * 5000, "\0"])
def test_a_forged_key_or_version_is_replaced_and_breaks_nothing(forged: str) -> None:
    form = filled(form_key=forged, version=forged)

    assert UUID(form.form_key.data)
    assert form.version.data is None
    assert form.errors == {}


def test_stored_values_come_back_as_a_person_would_type_them() -> None:
    form = Everything(
        decided=date(2018, 10, 9), period=Period(2023 * 12 + 3, 12), amount=-123450, percent=Fraction(333, 10), votes=0
    )

    assert form.decided.typed == {"day": "9", "month": "10", "year": "2018"}
    boxes = [form.period, form.amount, form.percent, form.votes]
    assert [box._value() for box in boxes] == ["2023-24", "−1,234.50", "33.3", "0"]


def test_an_amount_follows_the_measure_it_is_told() -> None:
    form = Everything(MultiDict({**GOOD, "amount": "37.5"}))

    form.amount.measured(decimals=1, money=False, unit="hours")
    form.validate()

    assert form.amount.data == 375
    assert form.amount.understood == "37.5 hours"


def test_months_may_be_named_and_letters_are_written_one_way() -> None:
    assert filled(decided__month="Sept").decided.data == date(2018, 9, 9)
    assert filled(decided__month="october").decided.data == date(2018, 10, 9)
    assert filled(title="Cafe\u0301\u00a0 au\tlait ").title.data == "Café au lait"


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_any_three_boxes_are_a_date_or_refused(day: str, month: str, year: str) -> None:
    try:
        found = read_date(day, month, year)
    except NotADate:
        return

    assert date(1829, 1, 1) <= found <= date(2100, 12, 31)


@given(st.dates(date(1829, 1, 1), date(2100, 12, 31)))
def test_every_date_is_read_back_from_its_boxes(day: date) -> None:
    assert read_date(str(day.day), f"{day:%B}", str(day.year)) == day
