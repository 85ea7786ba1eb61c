"""For everyone: every page has a title of its own, and a form sent empty says what is missing."""

import re
from collections import Counter

import pytest

from tests import looks
from tests.browser import Demo
from tests.test_browser import PAGES

pytestmark = pytest.mark.browser

FORMS = {
    "": ["/account/login"],
    "officer@coastshire.example": [
        "/decisions/new",
        "/ledger/new",
        "/ledger/figures/3094/restate",
        "/imports/",
        "/claims/figures/2667/evidence",
        "/claims/evidence/1/take-back",
        "/alone/Five%20Rivers/estimate?partner=Coastshire&year=2024-25&what_if=alone",
    ],
    "finance@coastshire.example": [
        "/returns/Five%20Rivers/6/of/Ashdale/object",
        "/disputes/figures/2398",
        "/disputes/3/settle",
    ],
    "secretariat@fiverivers.example": [
        "/returns/Five%20Rivers/open",
        "/claims/Five%20Rivers/shared",
        "/returns/Five%20Rivers/5/reopen",
        "/returns/Five%20Rivers/4/of/Dunmore/let-in",
    ],
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


@pytest.mark.parametrize(
    ("email", "path"), [pytest.param(email, path, id=path) for email, paths in FORMS.items() for path in paths]
)
def test_a_form_sent_empty_says_what_is_missing_to_everyone(demo: Demo, email: str, path: str) -> None:
    with demo.looking(email) as window:
        page = window.page
        window.go(path)
        for box in page.locator("main form[method=post]").locator("input[type=text], textarea").all():
            if box.is_visible():
                box.fill("")
        with page.expect_navigation():
            page.locator("main form[method=post] button[type=submit]").first.press("Enter")
        window.settle()

        assert [*window.faults(), *looks.headings(page), *looks.layout(page)] == []
        assert page.title().startswith("Error: ")
        assert page.evaluate("document.activeElement.matches('.faults')"), "the focus is on what has to be mended"
