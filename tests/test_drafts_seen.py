"""Drafts in a real browser: what is typed outlives the browser, the session and another person at the same machine."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from govtrack.analytics.kinds import Role
from govtrack.domain import account
from govtrack.store.db import transaction
from govtrack.store.people import person_with
from tests import make
from tests.browser import Window, served
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

OFFICER, OTHER = "officer@example.org", "other@example.org"
SAID = "[data-draft-said]"
Open = Callable[[], Window]


@pytest.fixture
def opened(app: Flask, chromium: Browser) -> Iterator[Open]:
    """Browsers on a register with an alliance, each with its own cookies; their consoles must have nothing to say."""
    together = make.collaboration("Rivers", title="Rivers Alliance")
    for name, email in (("Coast", OFFICER), ("East", OTHER)):
        partner = make.organisation(name)
        make.membership(together, partner)
        make.person(email, Role.RECORDER, organisation=partner)
    windows: list[Window] = []
    with served(app) as address:

        def one() -> Window:
            context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
            windows.append(Window(context, address))
            return windows[-1]

        yield one
        for window in windows:
            window.page.context.close()
    assert [said for window in windows for said in window.said] == []


def enter(window: Window, email: str) -> None:
    """Sign in on the page that asks for it."""
    window.page.fill("#email", email)
    window.page.fill("#password", PASSWORD)
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(lambda url: "/account/login" not in url)


def signed_in(window: Window, email: str = OFFICER) -> Window:
    window.go("/account/login")
    enter(window, email)
    return window


def type_in(window: Window, **answers: str) -> None:
    for box, words in answers.items():
        window.page.locator(f"#{box}").press_sequentially(words)


def kept(window: Window) -> str:
    window.page.wait_for_selector(f"{SAID}:has-text('Saved')")
    return window.page.inner_text(SAID)


def test_what_is_typed_outlives_the_browser_and_is_let_go_by_keyboard(opened: Open) -> None:
    first = signed_in(opened())
    first.go("/ledger/new")
    type_in(first, amount="1200+340", note="Half a sen")
    said, faults = kept(first), first.faults()
    beside = first.page.evaluate(f"document.querySelector('{SAID}').parentElement.className")
    type_in(first, source="Typed last, and the window closed at once")
    first.page.close(run_before_unload=True)
    first.page.context.close()

    again = signed_in(opened())
    again.page.get_by_role("link", name="Record a figure").first.click()
    again.page.wait_for_load_state("load")
    found = [again.page.input_value(f"#{box}") for box in ("amount", "note", "source")]
    begun, faults_again = again.page.inner_text(".draft-begun"), again.faults()
    again.page.focus(".draft-begun button")
    with again.page.expect_navigation():
        again.page.keyboard.press("Enter")
    discarded = again.page.inner_text(".said")

    assert said.startswith("Saved ")
    assert beside == "actions"
    assert "You began this on" in begun
    assert found[:2] == ["1200+340", "Half a sen"]
    assert found[2].startswith("Typed last")
    assert "Discarded" in discarded
    assert again.page.input_value("#note") == ""
    assert (faults, faults_again) == ([], [])


def test_a_session_that_ends_while_somebody_types_costs_nothing_and_shows_nothing_to_others(
    app: Flask, opened: Open
) -> None:
    window = signed_in(opened())
    window.go("/decisions/new")
    type_in(window, reference="C/2026/4", title="Stay in the al")
    kept(window)
    with transaction():
        account.end_sessions(person_with(OFFICER), by=make.BY)
    type_in(window, summary="Typed after the session had ended")
    window.page.wait_for_selector(f"{SAID}:has-text('signed out')")
    told = window.page.inner_text(SAID)
    window.page.keyboard.press("Control+Enter")
    window.page.wait_for_url("**/account/login**")
    asked = window.page.inner_text(".said")

    enter(window, OTHER)
    theirs = window.page.input_value("#summary") + window.page.input_value("#title")
    window.page.click(".top-row > .person button")
    window.page.wait_for_load_state("load")
    window.go("/account/login?next=/decisions/new")
    enter(window, OFFICER)
    mine = [window.page.input_value(f"#{box}") for box in ("reference", "title", "summary")]
    notice, faults = window.page.inner_text(".draft-begun"), window.faults()
    window.page.click("label[for=outcome-0]")
    with window.page.expect_navigation():
        window.page.keyboard.press("Control+Enter")
    saved = window.page.inner_text(".said")
    window.go("/decisions/new")

    assert "Save as usual" in told
    assert "You were signed out" in asked
    assert theirs == ""
    assert mine == ["C/2026/4", "Stay in the al", "Typed after the session had ended"]
    assert "You were signed out: this is what you had typed" in notice
    assert faults == []
    assert "Recorded: C/2026/4" in saved
    assert window.page.input_value("#title") == ""
