"""How pages write things: money, days, periods, and data that cannot break out of where it stands."""

import json
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import NamedTuple

import pytest
from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from govtrack.analytics.periods import Period
from govtrack.web import formats


class Hours(NamedTuple):
    unit: str = "hours"
    decimals: int = 1
    money: bool = False


@pytest.fixture
def app() -> Flask:
    app = Flask("formats")
    formats.register(app)
    return app


@pytest.mark.parametrize(
    ("template", "value", "written"),
    [
        ("{{ value | money }}", 123450, "£1,234.50"),
        ("{{ value | money }}", -5, "−£0.05"),
        ("{{ value | money }}", None, ""),
        ("{{ value | money }}", 0, "£0.00"),
        ("{{ value | short_money }}", 35_000_000_00, "£35m"),
        ("{{ value | percent }}", Fraction(1, 5), "20%"),
        ("{{ value | period }}", Period(2023 * 12 + 3, 12), "2023-24"),
        ("{{ value | period }}", (2012 * 12 + 3, 84), "2012-13 to 2018-19"),
        ("{{ value | day }}", date(2018, 10, 9), "9 October 2018"),
        ("{{ value | day }}", "2014-03", "March 2014"),
        ("{{ value | day }}", "2015", "2015"),
        ("{{ value | day }}", "2015-99", "2015"),
        ("{{ value | day }}", None, ""),
        ("{{ value | moment }}", datetime(2026, 7, 1, 13, 2, tzinfo=UTC), "1 July 2026 at 14:02"),
        ("{{ value | moment }}", datetime(2026, 1, 1, 23, 59), "1 January 2026 at 23:59"),  # noqa: DTZ001 - as SQLite gives it
        ("{{ value | whole }}", "In 2013-14, <b>", 'In <span class="whole">2013-14</span>, &lt;b&gt;'),
        ("{{ value | whole }}", Markup('<a href="/x/2013-14">y</a>'), '<a href="/x/2013-14">y</a>'),
    ],
)
def test_a_filter_writes_as_people_read(app: Flask, template: str, value: object, written: str) -> None:
    with app.test_request_context():
        assert render_template_string(template, value=value) == written


def test_an_amount_carries_its_unit(app: Flask) -> None:
    with app.test_request_context():
        said = render_template_string("{{ 375 | amount(m) }}, {{ none | amount(m) }}", m=Hours())

    assert said == "37.5 hours, "


@given(st.text())
def test_no_text_ends_a_script_element_or_changes_on_the_way(text: str) -> None:
    written = formats.island({"text": text})

    assert not set("<>&") & set(written)
    assert json.loads(written) == {"text": text}


@given(st.text(max_size=60))
def test_no_text_ends_the_string_of_a_style_sheet(text: str) -> None:
    written = formats.css_text(text)

    assert not set("\"'<>{};\n\r") & set(written)
