"""The daily work by Tab, arrows, typing and Enter alone, in a real browser; and the keys that save steps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from govtrack.analytics.kinds import Kind, Role
from govtrack.store.clock import today
from tests import looks, make
from tests.browser import Window, served
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

OFFICER = "officer@example.org"
FIRST_YEAR = today().year - 6
MOST_STEPS = 120


def financial(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


class Keys:
    """Somebody who has a keyboard and nothing else."""

    def __init__(self, window: Window) -> None:
        self.window, self.page, self.board = window, window.page, window.page.keyboard

    def to(self, selector: str) -> None:
        """Tab until the focus is on what is meant, and see that it shows."""
        for _ in range(MOST_STEPS):
            self.board.press("Tab")
            if self.page.evaluate("(it) => document.activeElement.matches(it)", selector):
                assert self.page.evaluate(looks.FOCUS)["fine"], f"the focus on {selector} cannot be seen"
                return
        pytest.fail(f"{selector} cannot be reached on {self.page.url}")

    def write(self, **answers: str) -> None:
        """Into each box in turn, by its id; choosing in a list is typing how the choice begins."""
        for box, words in answers.items():
            self.to(f"#{box}")
            if self.page.evaluate("document.activeElement.tagName") != "SELECT":
                self.board.press("Control+A")
            self.board.type(words)

    def leave_by(self, key: str) -> None:
        with self.page.expect_navigation():
            self.board.press(key)
        self.page.wait_for_load_state("load")

    def send(self, button: str = "main form[method=post] button[type=submit]") -> None:
        self.to(button)
        self.leave_by("Enter")

    def said(self) -> str:
        return self.page.locator(".said").inner_text()


@pytest.fixture
def keys(app: Flask, chromium: Browser) -> Iterator[Keys]:
    """A window on a register with one alliance of two partners and some years of figures, signed in by typing."""
    together = make.collaboration("Rivers", title="Rivers Alliance")
    coast, east = make.organisation("Coast"), make.organisation("East")
    for partner in (coast, east):
        make.membership(together, partner)
    make.figures(
        *(
            make.entry(together, partner, year, amount, kind=kind)
            for year in (financial(FIRST_YEAR + after) for after in range(5))
            for partner, put, had in ((coast, 100_000, 150_000), (east, 120_000, 110_000))
            for kind, amount in ((Kind.CONTRIBUTION, put), (Kind.BENEFIT, had))
        )
    )
    make.person(OFFICER, Role.RECORDER, organisation=coast)
    with served(app) as address:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        keys = Keys(Window(context, address))
        keys.window.go("/account/login")
        keys.write(email=OFFICER, password=PASSWORD)
        keys.send()
        yield keys
        context.close()
        assert keys.window.said == []


def test_a_figure_is_recorded_corrected_and_a_period_filled_without_a_mouse(keys: Keys) -> None:
    quarter = f"{financial(FIRST_YEAR + 5)} Q1"

    keys.leave_by("n")
    keys.write(collaboration="Rivers", partner="Coast", period=quarter, category="Cash", amount="1200+340")
    echo = keys.page.locator("#amount-echo").inner_text()
    keys.send()
    recorded = keys.said()
    keys.to("main a[href*='/restate']")
    keys.leave_by("Enter")
    keys.board.press("Control+A")
    keys.board.type("1,600")
    keys.write(reason="The invoice of June was left out")
    keys.leave_by("Control+Enter")
    corrected = keys.said()
    keys.window.go("/ledger/Rivers/grid")
    keys.write(partner="Coast", period=quarter)
    keys.send("main form button[type=submit]")
    keys.to("input.amount[aria-label*='taff']")
    keys.board.type("£2k")
    keys.send()

    assert "Understood as £1,540.00" in echo
    assert "Recorded" in recorded
    assert "£1,540.00" in recorded
    assert corrected.startswith("Corrected.")
    assert "1 figure" in keys.said()
    assert "£2,000.00" in keys.page.locator("main").inner_text()


def test_a_decision_is_logged_a_file_taken_in_and_the_long_run_turned_without_a_mouse(
    keys: Keys, tmp_path: Path
) -> None:
    file = tmp_path / "ledger.csv"
    file.write_text(
        "collaboration,partner,period,kind,category,amount,status,basis,note\n"
        f"Rivers,Coast,{financial(FIRST_YEAR + 5)} Q2,contribution,cash,5000,claimed,counted,\n",
        encoding="utf-8",
    )

    keys.leave_by("d")
    keys.write(reference="C/2026/4", title="Stay in the alliance")
    keys.send()
    missing = keys.page.locator(".faults").inner_text()
    keys.to("a[href='#outcome-0']")
    keys.board.press("Enter")
    keys.board.press("ArrowRight")
    keys.send()
    logged = keys.said()
    keys.page.on("filechooser", lambda _chooser: None)  # heard from now on, so that none is missed on a busy machine
    keys.window.go("/imports/")
    keys.to("input[type=file]")
    with keys.page.expect_file_chooser() as chooser:
        keys.board.press("Enter")
    chooser.value.set_files(file)
    keys.send()
    looked = keys.page.locator("h1").inner_text()
    keys.send()
    taken = keys.page.locator("main").inner_text()
    keys.window.go("/collaborations/Rivers/long-run")
    keys.to("details.filter > summary")
    keys.board.press("Enter")
    keys.write(partner="East", prices="cash")
    keys.send("details.filter button[type=submit]")
    turned = keys.page.url
    keys.to(".top-row > .person button")
    keys.leave_by("Enter")

    assert "Choose the outcome" in missing
    assert "Recorded: C/2026/4" in logged
    assert looked == "What the file would add"
    assert "All of ledger.csv is in the register." in taken
    assert "partner=East" in turned
    assert "prices=cash" in turned
    assert keys.page.locator(".top-row > .person").inner_text() == "Sign in"


def test_the_keys_are_listed_do_what_they_say_and_can_be_turned_off(keys: Keys) -> None:
    dialog = keys.page.locator("#shortcuts")

    keys.to(".skip")
    keys.board.press("Enter")
    skipped = keys.page.evaluate("document.activeElement.id")
    keys.board.press("?")
    listed = dialog.inner_text()
    keys.board.press("Escape")
    closed = not dialog.is_visible()
    keys.board.press("/")
    inside = keys.page.evaluate("document.activeElement.id")
    keys.board.type("n?/d")
    typed = keys.page.input_value("#everything")
    keys.leave_by("Enter")
    found = keys.page.url
    keys.window.go("/help")
    keys.board.press("?")
    keys.to("#single-keys")
    keys.board.press("Space")
    keys.board.press("Escape")
    keys.board.press("n")
    keys.board.press("?")
    keys.page.wait_for_timeout(150)

    assert skipped == "main"
    assert "Record a figure" in listed
    assert closed
    assert found.endswith("/search?q=n%3F%2Fd")
    assert inside == "everything"
    assert typed == "n?/d"
    assert keys.page.url.endswith("/help")
    assert not dialog.is_visible()
