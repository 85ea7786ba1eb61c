"""A period goes round in a real browser: opened, filled in by grid and file, disputed, agreed, closed, let back in."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from govtrack.store import audit, rollups
from govtrack.store.clock import today
from tests import make
from tests.browser import Window, served
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

PARTNERS = ("Ash", "Coast", "Dun")
SECRETARIAT = "secretariat"
DUNS_YEAR = """collaboration,partner,period,kind,category,amount,status,basis
Rivers,Dun,2025-26,contribution,cash,900,claimed,counted
Rivers,Dun,2025-26,benefit,cashable saving,950,claimed,counted
"""
PEOPLE = Callable[[str], Window]


@pytest.fixture
def people(app: Flask, chromium: Browser) -> Iterator[PEOPLE]:
    """A window for an approver of each partner and for the secretariat; their consoles must have nothing to say."""
    together = make.collaboration("Rivers")
    for name in PARTNERS:
        partner = make.organisation(name)
        make.membership(together, partner)
        make.person(f"{name}@example.org".lower(), "approver", organisation=partner)
    make.person(f"{SECRETARIAT}@example.org", SECRETARIAT, collaboration=together)
    windows: dict[str, Window] = {}
    with served(app) as address:
        for name in (*PARTNERS, SECRETARIAT):
            context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
            window = windows[name] = Window(context, address)
            window.go("/account/login")
            window.page.fill("#email", f"{name}@example.org".lower())
            window.page.fill("#password", PASSWORD)
            window.page.keyboard.press("Enter")
            window.page.wait_for_url(lambda url: "/account/login" not in url)
        yield windows.__getitem__
        for window in windows.values():
            window.page.context.close()
    assert [said for window in windows.values() for said in window.said] == []


def send(window: Window, path: str = "", **answers: str) -> str:
    """Open a page (or stay on the one that is open), fill in its form, send it, and read what comes."""
    if path:
        assert window.go(path) == 200, path
    page = window.page
    for name, typed in answers.items():
        page.locator(f"main [name='{name}']").first.fill(typed)
    with page.expect_navigation():
        page.locator("main form[method=post]").first.locator("button[type=submit]").first.click()
    assert page.locator(".faults").count() == 0, page.locator(".faults").all_inner_texts()
    return page.locator("body").inner_text()


def test_a_period_goes_round_between_three_partners_and_its_pages_break_no_rule(people: PEOPLE, tmp_path: Path) -> None:
    ash, coast, dun, secretariat = (people(name) for name in (*PARTNERS, SECRETARIAT))
    opened = send(secretariat, "/returns/Rivers/open", period="2025-26")
    secretariat.go("/returns/Rivers")
    address = re.search(r'href="(/returns/Rivers/\d+)"', secretariat.page.content())
    assert address, opened
    year, faults = address[1], secretariat.faults()
    for window, name, paid, had in ((ash, "Ash", "1000", "1006"), (coast, "Coast", "1000", "1007")):
        send(window, f"/ledger/Rivers/grid?partner={name}&period=2025-26", m1c1=paid, m1c11=had)
        assert "submitted" in send(window, f"{year}/of/{name}/submit")
    file = tmp_path / "Dun 2025-26.csv"
    file.write_text(DUNS_YEAR)
    dun.go("/imports/")
    dun.page.locator("input[type=file]").set_input_files(file)
    send(dun)
    assert "Added 2 rows of ledger" in send(dun)
    send(dun, f"{year}/of/Dun/submit")

    ash.go("/ledger/Rivers?partner=Dun")
    figure = re.search(r'href="/ledger/figures/(\d+)"[^>]*>[^<]*', ash.page.content())
    assert figure
    send(ash, f"/disputes/figures/{figure[1]}", amount="850", reason="The invoice says £850.")
    faults += ash.faults()
    for window in (ash, coast, dun):
        send(window, year)
    closed = send(secretariat, f"{year}/close", words="Every partner has agreed")
    faults += secretariat.faults()
    until = today() + timedelta(days=2)
    parts = {"until-day": until.day, "until-month": until.month, "until-year": until.year}
    send(ash, f"{year}/of/Dun/let-in", words="A late invoice", **{name: str(part) for name, part in parts.items()})
    send(dun, "/ledger/Rivers/grid?partner=Dun&period=2025-26", m1c2="10")
    send(dun, f"{year}/of/Dun/submit")
    for window in (ash, coast):
        send(window, f"{year}/of/Dun/agree")

    coast.go(year)
    told, faults = coast.page.locator("main").inner_text(), faults + coast.faults()
    coast.go("/collaborations/Rivers/long-run?partner=Dun")
    answer = coast.page.locator("main").inner_text()
    assert faults == []
    assert "closed" in closed.lower()
    assert "Every partner has agreed" in told
    assert "A late invoice" in told
    assert told.lower().count("agreed") >= len(PARTNERS)
    assert "Ash" in answer
    assert "dispute" in answer
    assert (rollups.differences(), list(audit.faults())) == ([], [])
