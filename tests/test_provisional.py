"""A figure that may still change: called so on every page and file, in sums to date, and in no comparison."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.analytics.kinds import Kind
from govtrack.domain import returns
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import transaction
from govtrack.store.returns import periods_in
from tests import make
from tests.making_alone import estimate
from tests.making_cases import case
from tests.pages import Client

SignIn = Callable[[str], Client]
PLACES = {
    "/": "provisional: 2025-26",
    "/collaborations/": "provisional: 2025-26",
    "/collaborations/Rivers": "provisional: 2025-26",
    "/briefings/Ash": "Provisional: 2025-26.",
    "/collaborations/Rivers/long-run": "Provisional: 2025-26 (Ash and Coast).",
    "/alone/Rivers?year=2025-26": "what Ash paid is provisional until its return is agreed and closed",
    "/collaborations/Rivers/rules/try": "2025-26 is left out. The figures of Ash and Coast are provisional",
    "/cases/Rivers/1": "What happened in 2025-26 is provisional until its returns are agreed and closed",
}


def words(page: TestResponse) -> str:
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page.text)).split())


@pytest.fixture
def rivers(app: Flask) -> Collaboration:
    """Two partners, four years of figures, and of the last of them a period of returns that is open."""
    together = make.collaboration("Rivers")
    ash, coast = make.organisation("Ash"), make.organisation("Coast")
    for partner in (ash, coast):
        make.membership(together, partner)
        for year in ("2022-23", "2023-24", "2024-25", "2025-26"):
            make.figure(together, partner, year, 100_000_00)
            make.figure(together, partner, year, 110_000_00, kind=Kind.BENEFIT)
        estimate(together, partner, "2025-26", 90_000, 120_000, 150_000)
    make.rule(together, {ash: "40", coast: "60"})
    case(together, (100, None, None), (None, None, 60), (None, None, 60), year_0=2023, price_year=2023)
    make.person("finance@ash.example", "approver", organisation=ash)
    with set_to(datetime(2026, 7, 1, 9, tzinfo=UTC)):
        make.reporting_period(together, "2025-26", due_days=60)
    return together


def test_a_provisional_year_is_called_so_wherever_its_figures_are_read(rivers: Collaboration, sign_in: SignIn) -> None:
    with set_to(datetime(2026, 7, 2, 9, tzinfo=UTC)):
        browser = sign_in("finance@ash.example")
        for address, said in PLACES.items():
            assert said in words(browser.get(address)), address


def test_a_provisional_year_is_in_no_comparison_and_its_share_is_shown_as_such(
    rivers: Collaboration, sign_in: SignIn
) -> None:
    with set_to(datetime(2026, 7, 2, 9, tzinfo=UTC)):
        browser = sign_in("finance@ash.example")

        alone = words(browser.get("/alone/Rivers?year=2025-26"))
        told = browser.get("/alone/Rivers/answer.json?year=2025-26").json
        tried = words(browser.get("/collaborations/Rivers/rules/try"))
        file = browser.get("/collaborations/Rivers/rules/try.csv").text
        planned = words(browser.get("/cases/Rivers/1"))

    assert "£100k provisional" in alone
    assert "its share is provisional" in alone
    assert told["partners"][0]["share"] is None
    assert told["partners"][0]["provisional_share"] == "100000.00"
    assert "the 3 years 2022-23 to 2024-25" in tried
    assert "2024-25,Ash,100000.00,80000.00,-20000.00" in file
    assert "2025-26,Ash,100000.00,,,,The figures of Ash and Coast are provisional" in file
    assert "By 2024-25 the plan expected" in planned


def test_a_year_that_is_agreed_and_closed_is_compared_again(rivers: Collaboration, sign_in: SignIn) -> None:
    period = periods_in([rivers.id])[0]
    with set_to(datetime(2026, 7, 2, 9, tzinfo=UTC)):
        everybody = {spell.partner.short_name: spell.partner for spell in rivers.memberships}
        with transaction():
            for name, partner in everybody.items():
                returns.submit(period, partner, words="All is in", by=make.BY)
                other = next(one for other, one in everybody.items() if other != name)
                returns.agree(period, partner, acted_for=other, by=make.BY)
            returns.close(period, words="Agreed by all", by=make.BY)

        browser = sign_in("finance@ash.example")
        for address in PLACES:
            assert "provisional" not in words(browser.get(address)).lower(), address


def test_a_provisional_benefit_is_called_so_on_its_forms_until_it_is_closed(
    rivers: Collaboration, sign_in: SignIn
) -> None:
    ash, coast = (spell.partner for spell in rivers.memberships)
    line = make.shared(rivers, {ash: "50", coast: "50"}, "2025-26", 100_00)
    closed = make.shared(rivers, {ash: "50", coast: "50"}, "2024-25", 100_00)
    make.person("secretary@example.org", "secretariat", collaboration=rivers)
    browser = sign_in("secretary@example.org")

    for way in ("shared", "evidence", "step"):
        assert ">provisional<" in browser.get(f"/claims/figures/{line}/{way}").text, way
        assert ">provisional<" not in browser.get(f"/claims/figures/{closed}/{way}").text, way
    assert ">provisional<" in browser.get(f"/claims/figures/{line}").text
    assert browser.get("/claims/Rivers").text.count(">provisional<") == 3, "the two of the year and the shared one"
