"""One question, five doors: the page, its tables, the JSON, the CSV and the command say the same to the digit."""

import csv
import html
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from govtrack import create_app
from govtrack.analytics.kinds import Kind, Status
from govtrack.cli import main
from govtrack.domain import founding
from govtrack.settings import Settings
from govtrack.store import clock
from govtrack.store.db import db
from govtrack.store.people import person_with
from govtrack.web.people import demonstration_link
from tests import make
from tests.conftest import SECRET
from tests.pages import Client
from tests.test_longrun import PATH, Alliance, unwrapped


class Question(NamedTuple):
    """The same question as an address asks it and as the command does."""

    address: dict[str, str]
    command: list[str]


WEST = ({"partner": "West Mercia"}, ["--partner", "West Mercia"])
QUESTIONS = {
    "one partner in real terms": Question(*WEST),
    "in cash": Question({**WEST[0], "prices": "cash"}, [*WEST[1], "--prices", "cash"]),
    "all partners": Question({"partner": "all"}, []),
    "between two years": Question(
        {**WEST[0], "first": "2019", "last": "2021"}, [*WEST[1], "--from", "2019-20", "--to", "2021-22"]
    ),
    "people found": Question({**WEST[0], "measure": "people found"}, [*WEST[1], "--measure", "people found"]),
    "a level": Question({**WEST[0], "measure": "minutes"}, [*WEST[1], "--measure", "minutes"]),
    "forecasts": Question({**WEST[0], "counted": "forecast"}, [*WEST[1], "--counted", "forecast"]),
    "limits set anew": Question({**WEST[0], "rebase": "1"}, [*WEST[1], "--rebase", "1"]),
    "as known long ago": Question(
        {**WEST[0], "known-day": "1", "known-month": "2", "known-year": "2025"}, [*WEST[1], "--as-at", "2025-02-01"]
    ),
}


class Doors(NamedTuple):
    """A register with the browser of somebody who may read it, and its folder for the command."""

    browser: Any
    folder: Path


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Doors:
    folder = tmp_path_factory.mktemp("register")
    app = create_app(Settings(data=folder, secret=SECRET, https=False, demo=True))
    app.test_client_class = Client
    with app.app_context():
        founding.found()
        alliance = Alliance()
        with clock.set_to(datetime(2024, 10, 1, 12, tzinfo=UTC)):
            _fill(alliance)
        make.figure(alliance.together, alliance.west, "2023-24 Q4", 12_345_67)
        link = demonstration_link(person_with("reader@example.org"))
        db.session.remove()
    browser = app.test_client()
    browser.get(link)
    return Doors(browser, folder)


def _fill(alliance: Alliance) -> None:
    """Six years of quarters in pounds, the last in part, with two other measures, a forecast and a joint figure."""
    people = make.measure("people found")
    minutes = make.measure("minutes", unit="minutes", nature="level", better="down", decimals=1)
    entries = [make.entry(alliance.together, None, "2018-19 to 2023-24", 35_000_00, kind=Kind.BENEFIT)]
    for at in range(23):
        period = f"{2018 + at // 4}-{19 + at // 4} Q{at % 4 + 1}"
        for partner, size in ((alliance.west, 3), (alliance.warwick, 2)):
            amount = 10_000_01 * size + at % 5 * 313_37
            entries += [
                make.entry(alliance.together, partner, period, amount),
                make.entry(alliance.together, partner, period, amount + (at % 7 - 2) * 91_19, kind=Kind.BENEFIT),
                make.entry(alliance.together, partner, period, size + at % 3, kind=Kind.BENEFIT, unit=people),
                make.entry(alliance.together, partner, period, 180 + at % 4 * size, kind=Kind.BENEFIT, unit=minutes),
            ]
    entries.append(make.entry(alliance.together, alliance.west, "2024-25", 7_77, status=Status.FORECAST))
    make.figures(*entries)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_door_gives_the_same_answer(doors: Doors, name: str) -> None:
    question = QUESTIONS[name]
    query = urlencode(question.address)

    page = html.unescape(unwrapped(doors.browser.get(f"{PATH}?{query}").text))
    report = json.loads(doors.browser.get(f"{PATH}.json?{query}").text)
    command = ["longrun", "Alliance", *question.command, "--data", str(doors.folder)]
    told = CliRunner().invoke(main, [*command, "--json"], catch_exceptions=False).stdout
    spoken = CliRunner().invoke(main, command, catch_exceptions=False).stdout
    years = _rows(doors.browser.get(f"{PATH}.csv?{query}"))
    points = _rows(doors.browser.get(f"{PATH}-changes.csv?{query}"))

    assert json.loads(told) == report
    if report["years"] or report["control"]["points"]:
        assert report["headline"] in page
        assert [one["says"] for one in report["sentences"] if one["says"] not in page] == []
        assert [note for note in (*report["notes"], *report["remarks"], report["rests_on"]) if note not in page] == []
    assert [one["says"] for one in report["sentences"] if one["says"] not in spoken] == []
    for partner in report["partners"]:
        own = [row for row in years if row["partner"] == partner["partner"]]
        assert [row["put_in"] or None for row in own] == partner["put_in"]
        assert [row["had_back"] or None for row in own] == partner["had_back"]
    if question.address["partner"] != "all" and report["years"]:
        own = next(one for one in report["partners"] if one["partner"] == question.address["partner"])
        assert _shown(page, "put_in") == [one for one in own["put_in"] if one is not None]
        assert _shown(page, "had_back") == [one for one in own["had_back"] if one is not None]
    assert [row["period"] for row in points] == list(report["control"]["points"])
    assert {row["period"]: row["signal"] for row in points if row["signal"] not in {"", "no signal"}} == report[
        "control"
    ]["signals"]


def _rows(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def _shown(page: str, side: str) -> list[str]:
    """The exact amounts that the page's table of years holds under its rounded ones, oldest first."""
    table = page.split('id="years-heading"')[1].split("</table>", maxsplit=1)[0]
    column = 0 if side == "put_in" else 1
    found = []
    for line in table.split("<tr")[2:]:
        exact = re.search(r'title="([^"]*)"', re.findall(r"<td.*?</td>", line, re.DOTALL)[column])
        amount = re.sub(r"[^0-9.−]", "", exact[1]).replace("−", "-") if exact else ""
        found += [amount] if amount else []
    return found
