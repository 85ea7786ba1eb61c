"""A real notice goes its whole way in a real browser: logged, decided, published with one part exempt, read by all."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from govtrack.analytics.register import Heading
from govtrack.domain import bodies, notices
from govtrack.store.db import transaction
from tests import make
from tests.browser import Window, served
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

EXEMPT = "The harbour asked 212,400 pounds a year."
HEADS = [Heading.SUMMARY, Heading.BACKGROUND, Heading.OPTIONS, Heading.FINANCIAL, Heading.LEGAL, Heading.PRIORITIES]


@pytest.fixture
def windows(app: Flask, chromium: Browser) -> Iterator[dict[str, Window]]:
    """A window for an officer, an approver and anybody; their consoles must have nothing to say."""
    coast = make.organisation("Coastshire", name="Coastshire Police Area")
    with transaction():
        bodies.open_office(coast, name="PCC for Coastshire", kind="PCC", starts="2012-11-22", by=make.BY)
        notices.choose_template(coast, HEADS, by=make.BY)
    make.membership(make.collaboration("Boats"), coast)
    opened = {}
    with served(app) as address:
        for name, role in (("officer", "recorder"), ("approver", "approver"), ("anybody", "")):
            window = opened[name] = Window(chromium.new_context(viewport={"width": 1280, "height": 900}), address)
            if role:
                make.person(f"{name}@example.org", role, organisation=coast)
                window.go("/account/login")
                window.page.fill("#email", f"{name}@example.org")
                window.page.fill("#password", PASSWORD)
                window.page.keyboard.press("Enter")
                window.page.wait_for_url(lambda url: "/account/login" not in url)
        yield opened
        for window in opened.values():
            window.page.context.close()
    assert [said for window in opened.values() for said in window.said] == []


def press(window: Window, words: str) -> str:
    """Press a button of the page's own form, and read what comes."""
    with window.page.expect_navigation():
        window.page.locator("main form[method=post]").get_by_role("button", name=words, exact=True).click()
    return window.page.locator("main").inner_text()


def test_a_notice_is_logged_decided_published_in_part_and_read_by_anybody_without_a_trace_of_the_rest(
    windows: dict[str, Window],
) -> None:
    officer, approver, anybody = windows["officer"], windows["approver"], windows["anybody"]

    officer.go("/decisions/new")
    page = officer.page
    asked = page.locator("main textarea").evaluate_all("boxes => boxes.map(box => box.name)")
    for name, typed in {
        "title": "Renew the berth at Coastmouth", "summary": "For three years.", "background": "The lease ends in May.",
        "options": "- Stay\n- Move to **Dunmore**", "financial": EXEMPT, "legal": "None.",
    }.items():  # fmt: skip
        page.locator(f"main [name='{name}']").fill(typed)
    page.select_option("main [name='collaboration']", "Boats")
    press(officer, "Keep as a draft")
    place = re.sub(r"^https?://[^/]+", "", page.url)
    officer.go(f"{place}/put")
    press(officer, "Put it for decision")

    approver.go(f"{place}/decide")
    approver.page.get_by_label("Approved", exact=True).check()
    for name, typed in {"decided-day": "2", "decided-month": "11", "decided-year": "2026", "reference": "012/2026",
                        "signed_by": "Pat Chair", "capacity": "Commissioner"}.items():  # fmt: skip
        approver.page.locator(f"main [name='{name}']").fill(typed)
    press(approver, "Record what was decided")

    officer.go(f"{place}/publish")
    faults = officer.faults()
    page.get_by_label("Partly", exact=True).check()
    page.get_by_text("Parts to withhold, each with its ground").click()
    page.select_option("main [name='financial']", "section 43")
    press(officer, "Show what the public will see")
    preview = page.locator(".preview").inner_text()
    faults += officer.faults()
    told = press(officer, "Publish exactly this")

    number = place.rsplit("/", 1)[1]
    public = f"/register/decisions/{number}"
    anybody.go("/")
    anybody.page.get_by_role("link", name="Read the public register").click()
    anybody.page.get_by_role("link", name="012/2026: Renew the berth at Coastmouth").click()
    read, faults = anybody.page.locator("main").inner_text(), faults + anybody.faults()
    anybody.page.emulate_media(media="print")
    on_paper = anybody.page.locator("body").inner_text()
    shown = anybody.page.locator(".top").is_visible()
    raw = [anybody.page.request.get(f"{anybody.address}{path}").body().decode() for path in (
        public, "/register/", "/register/feed.atom", "/register/decisions.csv", "/register/decisions.json",
        "/register/?q=berth", "/register/?q=212,400",
    )]  # fmt: skip

    assert asked == [heading.name.lower() for heading in HEADS]
    assert "Exempt: section 43" in preview
    assert EXEMPT not in preview
    assert "The public reads it, in part" in told
    for words in (
        "PCC for Coastshire", "Decision notice 012/2026", "2 November 2026", "For three years.", "Move to",
        "Exempt: section 43 of the Freedom of Information Act 2000", "Pat Chair", "Commissioner",
    ):  # fmt: skip
        assert words in read, words
        assert words in on_paper, words
    assert read.index("Background") < read.index("Options considered") < read.index("Legal implications")
    assert not shown
    assert all("Renew the berth" in text for text in raw[:-1])
    assert not any("asked 212,400 pounds" in text for text in (*raw, read, on_paper))
    assert faults == []
