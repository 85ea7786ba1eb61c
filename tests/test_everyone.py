"""For everyone: every page zoomed, widely spaced, walked by keyboard and on paper; nothing cut off, nothing hidden."""

import re
from collections import Counter

import pytest

from tests import looks
from tests.browser import Demo
from tests.test_browser import CASES, PAGES

pytestmark = pytest.mark.browser

PAPER = 673
"""The width between the margins of A4, in CSS pixels."""
ON_SCREEN_ALONE = "nav, .top, .skip, .button, dialog, summary"
FORMS = {
    "": ["/account/login"],
    "officer@coastshire.example": ["/decisions/new", "/ledger/new", "/ledger/figures/3094/restate", "/imports/"],
    "admin@govtrack.example": [
        "/account/people/new",
        "/bodies/new",
        "/bodies/West%20Mercia/terms/new",
        "/collaborations/new",
        "/collaborations/Five%20Rivers/partners/new",
        "/collaborations/Five%20Rivers/agreements/new",
        "/collaborations/Five%20Rivers/rules/new",
    ],
}


@pytest.mark.parametrize(("email", "path"), CASES)
def test_a_page_zoomed_spaced_walked_and_printed_hides_nothing(demo: Demo, email: str, path: str) -> None:
    window = demo.window(email, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = window.page
    window.go(path)

    faults = looks.headings(page)
    names, unseen = looks.walk(page)
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 900 * width // 1280})
        page.wait_for_timeout(100)
        faults += [f"{width}: {one}" for one in looks.layout(page)]
    page.evaluate(looks.SPACED)
    for width in (320, 640, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(60)
        faults += [f"{width}, spaced: {one}" for one in looks.layout(page)]
    page.evaluate("document.adoptedStyleSheets = []")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 950})
    page.wait_for_timeout(150)
    faults += [f"on paper: {one}" for one in looks.layout(page)]
    faults += [f"on paper: {one}" for one in page.locator(ON_SCREEN_ALONE).locator("visible=true").all_inner_texts()]

    assert faults == []
    assert unseen == []
    assert names[0] == "Skip to the page"
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.locator("h1:visible").count() == 1
    page.context.close()


def test_no_two_pages_have_one_title_and_each_says_whose_it_is(demo: Demo) -> None:
    asked = {path.partition("?")[0]: email for email, paths in PAGES.items() for path in paths}
    windows = {email: demo.window(email) for email in PAGES}
    titles: Counter[str] = Counter()
    for path, email in asked.items():
        window = windows[email]
        found = re.search(r"<title>([^<]*)</title>", window.page.request.get(window.address + path).text())
        titles[found[1].strip() if found else f"{path} has none"] += 1

    assert [title for title in titles if not title.endswith(" - govtrack")] == []
    assert {title for title, count in titles.items() if count > 1} == set()


def test_a_form_sent_empty_says_what_is_missing_to_everyone(demo: Demo) -> None:
    faults = []
    for email, paths in FORMS.items():
        window = demo.window(email, viewport={"width": 1280, "height": 900})
        page = window.page
        for path in paths:
            window.go(path)
            for box in page.locator("main form[method=post]").locator("input[type=text], textarea").all():
                if box.is_visible():
                    box.fill("")
            with page.expect_navigation():
                page.locator("main form[method=post] button[type=submit]").first.press("Enter")
            found = [*window.faults(), *looks.headings(page), *looks.layout(page)]
            if not page.title().startswith("Error: "):
                found.append(page.title())
            if not page.evaluate("document.activeElement.matches('.faults')"):
                found.append("the focus is not on what has to be mended")
            faults += [f"{path}: {one}" for one in found]
        window.page.context.close()

    assert faults == []
