"""Every page of the demonstration in a real browser, for everyone: no rule broken, nothing cut off, nothing hidden."""

from pathlib import Path

import pytest

from tests import looks
from tests.browser import Demo

pytestmark = pytest.mark.browser

LONG_RUN = "/collaborations/Five%20Rivers/long-run"
GRID = "/ledger/Five%20Rivers/grid?partner=Coastshire&period=2026-27+Q3"
PAGES = {
    "officer@coastshire.example": [
        "/",
        "/account/",
        "/collaborations/",
        "/collaborations/Five%20Rivers",
        LONG_RUN,
        f"{LONG_RUN}?partner=all",
        f"{LONG_RUN}?measure=people+found",
        f"{LONG_RUN}?prices=cash&yearly=y&first=2018&last=2022",
        f"{LONG_RUN}?partner=Eastvale&rebase=18",
        f"{LONG_RUN}?known-day=31&known-month=2&known-year=2023",
        "/collaborations/Five%20Rivers/pack",
        "/alone/Five%20Rivers",
        "/alone/Five%20Rivers/estimate?partner=Coastshire&year=2024-25&what_if=alone",
        "/alone/Five%20Rivers/studies/1",
        "/briefings/Coastshire",
        "/bodies/",
        "/bodies/Coastshire",
        "/bodies/Coastshire/checklist",
        "/search?q=notice",
        "/decisions",
        "/decisions/5",
        "/decisions/new",
        "/decisions/22/publish",
        "/decisions/5/take-down",
        "/documents/decisions/5",
        "/reviews/5",
        "/reviews/5/expect",
        "/reviews/5/day",
        "/reviews/19/new",
        "/positions/decisions/5",
        "/positions/Five%20Rivers",
        "/lessons",
        "/lessons/1",
        "/lessons/new",
        "/engagements/decisions/5",
        "/plans/own",
        "/plans/new",
        "/plans/3/announce",
        "/plans/1/change",
        "/plans/1/decided",
        "/ledger/new",
        "/ledger/Five%20Rivers",
        "/claims/Five%20Rivers",
        "/ledger/Five%20Rivers/grid",
        GRID,
        "/ledger/figures/3094",
        "/ledger/figures/3094/restate",
        "/ledger/figures/3094/withdraw",
        "/ledger/figures/2667",
        "/claims/figures/2667",
        "/claims/figures/2667/step",
        "/claims/figures/2667/evidence",
        "/claims/evidence/1/take-back",
        "/claims/Five%20Rivers/shared",
        "/returns/Five%20Rivers",
        "/returns/Five%20Rivers/5",
        "/returns/Five%20Rivers/6",
        "/returns/Five%20Rivers/7/of/Coastshire",
        "/disputes/Five%20Rivers",
        "/events/decisions/5",
        "/drafts",
        "/prices",
        "/prices/1",
        "/cases/Five%20Rivers/1",
        "/help",
        "/help/accessibility",
        "/nothing/here",
    ],
    "finance@coastshire.example": [
        "/returns/Five%20Rivers/7/of/Coastshire/submit",
        "/returns/Five%20Rivers/6/of/Dunmore",
        "/returns/Five%20Rivers/6/of/Ashdale/object",
        "/disputes/figures/2398",
        "/disputes/3/settle",
    ],
    "secretariat@fiverivers.example": [
        "/returns/Five%20Rivers/open",
        "/returns/Five%20Rivers/6/close",
        "/returns/Five%20Rivers/6/move",
        "/claims/figures/3141/shared",
        "/returns/Five%20Rivers/5/reopen",
        "/returns/Five%20Rivers/4/of/Dunmore/let-in",
    ],
    "admin@govtrack.example": [
        "/",
        "/account/people",
        "/collaborations/WM-Warks",
        "/collaborations/WM-Warks/story",
        "/collaborations/WM-Warks/long-run",
        "/collaborations/WM-Warks/long-run?partner=West+Mercia&prices=cash",
        "/collaborations/new",
        "/briefings/West%20Mercia",
        "/bodies/West%20Mercia",
        "/bodies/West%20Mercia/terms/new",
        "/bodies/West%20Mercia/limit",
        "/collaborations/Five%20Rivers/partners/2",
        "/collaborations/Five%20Rivers/agreements/1",
        "/positions/Five%20Rivers/rule",
        "/documents/agreements/1",
        "/collaborations/Five%20Rivers/agreements/1/publish",
        "/collaborations/Five%20Rivers/agreements/1/take-down",
        "/collaborations/Five%20Rivers/rules/new",
        "/collaborations/Five%20Rivers/rules/try",
        "/collaborations/Five%20Rivers/apportionments",
        "/collaborations/Five%20Rivers/apportionments/1",
        "/collaborations/Five%20Rivers/apportionments/1/again",
        "/collaborations/Five%20Rivers/apportionments/new?category=1&period=2025-26&total=1,000,000.01",
        "/drivers",
        "/drivers/1",
        "/drivers/1/enter",
        "/drivers/new",
        "/prices/new",
        "/prices/2",
        "/prices/rates/1",
        "/cases/Five%20Rivers/new?split=yes",
        "/imports/",
        "/imports/format",
        "/imports/export",
    ],
    "": [
        "/",
        "/account/login",
        "/account/reset",
        "/register/",
        "/register/?q=boat&year=x",
        "/register/decisions/9",
        "/register/decisions/16",
        "/register/collaborations/",
        "/register/collaborations/1",
        "/register/agreements/1",
        "/register/bodies/1",
        "/register/data",
        "/plans",
        "/plans/1",
        "/plans/4",
        "/plans/6",
        "/plans/bodies/46",
    ],
}
ANSWERS = {"/nothing/here": 404, f"{LONG_RUN}?known-day=31&known-month=2&known-year=2023": 400}
"""What answers other than that all is well."""

CASES = [
    pytest.param(email, path, id=f"{email.split('@')[0] or 'anybody'} {path}")
    for email, paths in PAGES.items()
    for path in paths
]


@pytest.mark.parametrize(("email", "path"), CASES)
def test_a_page_breaks_no_rule_and_zoomed_spaced_walked_and_printed_hides_nothing(
    demo: Demo, email: str, path: str
) -> None:
    with demo.looking(email) as window:
        page = window.page
        status = window.go(path)
        faults = [*window.faults(), *looks.headings(page)]
        window.resize(320, 640)
        faults += [f"320: {one}" for one in window.faults()]
        sideways = window.overflow()
        window.resize(1280, 900)
        page.emulate_media(reduced_motion="reduce")
        names, unseen = looks.walk(page)
        faults += looks.zoomed(window)
        faults += looks.on_paper(window)

        assert status == ANSWERS.get(path, 200)
        assert faults == []
        assert unseen == []
        assert sideways <= 0
        assert names[0] == "Skip to the page"
        assert page.locator("html").get_attribute("lang") == "en-GB"
        assert page.locator("h1:visible").count() == 1
        expected = [] if status == 200 else [one for one in window.said if "Failed to load resource" in one]
        assert [one for one in window.said if one not in expected] == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 640)])
def test_the_first_screen_of_the_briefing_says_that_the_last_year_misleads_and_why(
    demo: Demo, width: int, height: int
) -> None:
    window = demo.window("commissioner@coastshire.example", viewport={"width": width, "height": height})

    window.go("/briefings/Coastshire")

    seen = window.page.evaluate(
        """() => [...document.querySelectorAll('main p, main h1, main h2')]
          .filter(one => one.getBoundingClientRect().bottom <= window.innerHeight)
          .map(one => one.innerText).join(' ')"""
    )
    assert "The latest year misleads: 2025-26 alone says" in seen
    assert "benefits come in turns" in seen
    window.page.context.close()


def test_every_journey_can_be_made_by_keyboard_alone_and_focus_is_always_seen(demo: Demo) -> None:
    size = {"width": 1280, "height": 900}
    window = demo.window("officer@coastshire.example", viewport=size, reduced_motion="reduce")
    window.go("/ledger/new")

    unseen, names = [], []
    for _ in range(60):
        window.page.keyboard.press("Tab")
        where = window.page.evaluate(
            """() => { const one = document.activeElement; if (!one || one === document.body) return null;
              const box = one.getBoundingClientRect(), look = getComputedStyle(one);
              return {name: (one.innerText || one.name || one.id || '').slice(0, 40),
                      seen: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
                      inside: box.bottom > 0 && box.top < window.innerHeight}; }"""
        )
        if where is None:
            break
        names.append(where["name"])
        if not (where["seen"] and where["inside"]):
            unseen.append(where)

    assert names[0] == "Skip to the page"
    assert unseen == []
    window.page.context.close()


def test_without_scripts_the_words_and_tables_are_all_there(demo: Demo) -> None:
    with_scripts = demo.window("officer@coastshire.example")
    without = demo.window("officer@coastshire.example", java_script_enabled=False)

    with_scripts.go(LONG_RUN)
    answer = without.page.goto(without.address + LONG_RUN)

    assert answer is not None
    assert answer.status == 200
    words = without.page.locator("main").inner_text()
    assert "£7.45m ahead" in words
    assert without.page.locator("main table").count() == with_scripts.page.locator("main table").count()


def test_on_paper_there_is_no_navigation_and_every_table_is_open(demo: Demo, tmp_path: Path) -> None:
    window = demo.window("officer@coastshire.example", viewport={"width": 1280, "height": 900})
    window.go(LONG_RUN)

    window.page.pdf(path=str(tmp_path / "long-run.pdf"), format="A4")
    window.page.emulate_media(media="print")

    assert (tmp_path / "long-run.pdf").stat().st_size > 50_000
    assert window.page.locator("nav:visible").count() == 0
    assert window.page.locator("table:visible").count() >= 6


def test_the_demonstration_has_a_form_to_go_on_with(demo: Demo) -> None:
    window = demo.window("officer@coastshire.example")
    window.go("/")
    window.page.locator(".begun a").click()
    window.page.wait_for_load_state("load")

    assert "Log a decision" in window.page.title()
    assert "it is filled in below" in window.page.inner_text(".draft-begun")
    assert window.page.input_value("#reasons").startswith("The last year alone")
    window.page.context.close()
