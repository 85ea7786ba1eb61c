"""Collaborations by the user's door: found, read, registered, changed, and kept by two people at once."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from govtrack.analytics.kinds import Category, Kind
from govtrack.domain import collaborations as verbs
from govtrack.domain import ledger
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, collaboration_named
from govtrack.store.db import db, transaction
from govtrack.store.rules import rules_of
from tests import make
from tests.doors import send
from tests.pages import Client

SignIn = Callable[[str], Client]
NEW = {"title": "North Air Support", "short_name": "North Air", "state": "live"}


@pytest.fixture
def together(app: Flask) -> Collaboration:
    """Kent and Essex together since 2012, each with a vote, and their secretariat."""
    alliance = make.collaboration("Two Rivers", purpose="To share dogs and boats.", started="2012-04")
    for name in ("Kent", "Essex"):
        make.membership(alliance, make.body(name), role="co-signatory", role_behind="books the estate")
    make.person("keeper@example.org", "secretariat", collaboration=alliance)
    return alliance


def version(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found, page
    return found[1]


def day(name: str, on: date | None) -> dict[str, str]:
    parts = ("day", "month", "year")
    return {f"{name}-{part}": str(getattr(on, part)) if on else "" for part in parts}


def test_a_new_collaboration_is_on_its_own_page_and_in_the_list(app: Flask, sign_in: SignIn) -> None:
    make.person("admin@example.org", "administrator")
    browser = sign_in("admin@example.org")

    page = send(browser, "/collaborations/new", {**NEW, "started": "April 2014"}, follow_redirects=True)

    assert "North Air Support is registered" in page.text
    assert "since April 2014" in page.text
    assert "No partner is recorded yet" in page.text
    assert "North Air Support" in browser.get("/collaborations").text


def test_an_approver_who_registers_a_collaboration_keeps_it(app: Flask, sign_in: SignIn) -> None:
    make.person("approver@example.org", "approver", organisation=make.body("Kent"))
    browser = sign_in("approver@example.org")

    send(browser, "/collaborations/new", NEW)

    assert browser.get("/collaborations/North Air/change").status_code == 200


def test_a_short_name_that_is_taken_is_refused_beside_its_answer_with_all_that_was_typed(
    app: Flask, sign_in: SignIn, together: Collaboration
) -> None:
    make.person("admin@example.org", "administrator")
    browser = sign_in("admin@example.org")

    page = send(browser, "/collaborations/new", {**NEW, "short_name": "TWO rivers", "purpose": "Kept as typed"}).text

    assert "already in the register" in page
    assert "<title>Error: " in page
    assert "Kept as typed" in page


def test_a_form_sent_twice_registers_one_collaboration(app: Flask, sign_in: SignIn) -> None:
    make.person("admin@example.org", "administrator")
    browser = sign_in("admin@example.org")
    answers = {**NEW, "form_key": "3a3f3c9c-4c3b-4b7e-9d5f-0b8f6f0a1b2c"}

    first = send(browser, "/collaborations/new", answers)
    second = send(browser, "/collaborations/new", answers)

    assert first.status_code == 302
    assert second.status_code == 303
    assert second.location.endswith("/collaborations/North%20Air")
    assert browser.get("/collaborations").text.count("<h2>") == 1


BAD = [
    ("title", "", "Give the collaboration"),
    ("title", "x" * 10_000, "At most 200 characters"),
    ("title", "a\0b", "cannot be shown"),
    ("short_name", "x" * 16, "at most 15 characters"),
    ("short_name", "a/b", "part of an address"),
    ("short_name", "new", "needed for something else"),
    ("started", "2014-02-31", "no day 31"),
    ("started", "9999", "between 1829 and 2100"),
    ("started", "soon", "Write"),
    ("state", "splendid", "not one of the answers offered"),
    ("model", "cabal", "not one of the answers offered"),
    ("reforms", "4711", "not one of the answers offered"),
    ("reforms", "9" * 30, "not one of the answers offered"),
]


def test_bad_answers_are_refused_in_a_sentence_each_and_nothing_is_registered(app: Flask, sign_in: SignIn) -> None:
    make.person("admin@example.org", "administrator")
    browser = sign_in("admin@example.org")

    for name, text, said in BAD:
        page = send(browser, "/collaborations/new", {**NEW, name: text}).text

        assert said in page, (name, text)
        assert "<title>Error: " in page, (name, text)
    db.session.rollback()
    assert collaboration_named("North Air") is None


def test_of_two_people_who_change_one_collaboration_the_later_is_shown_both_versions(
    sign_in: SignIn, together: Collaboration
) -> None:
    make.person("other@example.org", "secretariat", collaboration=together)
    first, second = sign_in("keeper@example.org"), sign_in("other@example.org")
    address = "/collaborations/Two Rivers/change"
    seen = version(first.get(address).text)
    answers = {"title": "Two Rivers Alliance", "short_name": "Two Rivers", "state": "live", "version": seen}

    assert send(second, address, {**answers, "purpose": "Theirs, saved first"}).status_code == 302
    met = send(first, address, {**answers, "purpose": "Mine, typed with care"})

    assert met.status_code == 409
    assert "Theirs, saved first" in met.text
    assert met.text.count("Mine, typed with care") >= 2
    again = {**answers, "purpose": "Mine, typed with care", "version": version(met.text)}
    assert send(first, address, again).status_code == 302
    assert "Mine, typed with care" in first.get("/collaborations/Two Rivers").text


def test_a_collaboration_cannot_re_form_what_re_forms_it(sign_in: SignIn, together: Collaboration) -> None:
    later = make.collaboration("Three Rivers", reforms=together)
    make.person("admin@example.org", "administrator")
    answers = {"title": "Two Rivers", "short_name": "Two Rivers", "state": "ended", "reforms": later.id}

    page = send(sign_in("admin@example.org"), "/collaborations/Two Rivers/change", answers).text

    assert "cannot re-form itself" in page


def test_a_re_formed_collaboration_leads_to_the_one_before_and_the_one_after(
    sign_in: SignIn, together: Collaboration
) -> None:
    make.collaboration("Three Rivers", reforms=together)
    make.person("admin@example.org", "administrator")
    browser = sign_in("admin@example.org")

    assert "re-formed as" in browser.get("/collaborations/Two Rivers").text
    assert "It re-forms" in browser.get("/collaborations/Three Rivers").text


def test_a_partner_is_admitted_gives_notice_and_leaves(sign_in: SignIn, together: Collaboration) -> None:
    browser = sign_in("keeper@example.org")
    kent = make.body("Surrey")
    there = "/collaborations/Two Rivers/partners"

    send(browser, f"{there}/new", {"partner": kent.id, "votes": "2", "role": "host", **day("joined", date(2015, 4, 1))})
    number = max(spell.id for spell in collaboration_named("Two Rivers").memberships)  # type: ignore[union-attr] # it is there
    seen = version(browser.get(f"{there}/{number}").text)
    page = send(
        browser,
        f"{there}/{number}",
        {
            "votes": "2", "role": "host", "version": seen, **day("joined", date(2015, 4, 1)),
            **day("notice_given", date(2019, 1, 9)), **day("left", date(2020, 3, 31)),
        },
        follow_redirects=True,
    ).text  # fmt: skip

    assert "Partners before" in page
    assert "31 March 2020" in page
    assert "9 January 2019" in page


def test_a_partner_is_not_admitted_twice_for_the_same_time_nor_let_go_before_it_came(
    sign_in: SignIn, together: Collaboration
) -> None:
    browser = sign_in("keeper@example.org")
    there = "/collaborations/Two Rivers/partners"
    number = together.memberships[0].id

    twice = send(browser, f"{there}/new", {"partner": make.body("Kent").id}).text
    backwards = {**day("joined", date(2015, 4, 1)), **day("left", date(2014, 1, 1))}
    early = send(browser, f"{there}/{number}", backwards).text
    unreal = send(browser, f"{there}/{number}", {"left-day": "31", "left-month": "2", "left-year": "2020"}).text

    assert "already recorded as a partner" in twice
    assert "leaves before it joins" in early
    assert "February 2020 has no day 31" in unreal


def test_a_stale_membership_form_is_met_with_both_versions(sign_in: SignIn, together: Collaboration) -> None:
    browser = sign_in("keeper@example.org")
    spell = together.memberships[0]
    address = f"/collaborations/Two Rivers/partners/{spell.id}"
    seen = version(browser.get(address).text)
    with transaction():
        verbs.amend(spell, role="lead force", by=make.BY)

    met = send(browser, address, {"role": "host", "version": seen, **day("joined", date(2012, 4, 1))})

    assert met.status_code == 409
    assert "lead force" in met.text
    assert 'value="host"' in met.text


def test_an_agreement_is_recorded_and_its_next_review_set(sign_in: SignIn, together: Collaboration) -> None:
    browser = sign_in("keeper@example.org")
    there = "/collaborations/Two Rivers/agreements"
    answers = {"title": "Section 22A agreement", "force_provision": "y", "signed": "27 March 2014"}
    answers["notice_months"] = "12"

    page = send(browser, f"{there}/new", {**answers, "parties": "One\r\nTwo"}, follow_redirects=True).text
    number = together.agreements[0].id
    seen = version(browser.get(f"{there}/{number}").text)
    amended = {**answers, "version": seen, **day("review_due", date(2027, 1, 31))}
    later = send(browser, f"{there}/{number}", amended, follow_redirects=True).text

    assert "Force provision" in page
    assert "27 March 2014" in page
    assert "12 months" in page
    assert "One; Two" in page
    assert "31 January 2027" in later


def test_an_agreement_of_another_collaboration_is_not_there(sign_in: SignIn, together: Collaboration) -> None:
    other = make.collaboration("Elsewhere")
    with transaction():
        agreement = verbs.agree(other, title="Theirs", by=make.BY)
    browser = sign_in("keeper@example.org")

    assert browser.get(f"/collaborations/Two Rivers/agreements/{agreement.id}").status_code == 404
    assert browser.get(f"/collaborations/Two Rivers/agreements/{'9' * 30}").status_code == 404


def boxes(together: Collaboration, *percents: str) -> dict[str, str]:
    """Percentages for the partners in the order they were admitted."""
    partners = [spell.partner_id for spell in together.memberships]
    return {f"percent_{partner}": percent for partner, percent in zip(partners, percents, strict=True)}


def test_a_share_rule_that_makes_a_hundred_is_set_with_its_words_and_decision(
    sign_in: SignIn, together: Collaboration
) -> None:
    decision = make.decision("KE/2014/3", body=make.body("Kent"), collaboration=together)
    browser = sign_in("keeper@example.org")
    answers = {
        "about": "cost", **day("starts", date(2014, 4, 1)), **boxes(together, "66.5", "33.5"),
        "words": "By population", "decision": "ke/2014/3",
    }  # fmt: skip

    page = send(browser, "/collaborations/Two Rivers/rules/new", answers, follow_redirects=True).text

    assert "Share of cost" in page
    assert "66.5" in page
    assert "By population" in page
    assert f'/decisions/{decision.id}"' in page


def test_a_share_rule_that_misses_a_hundred_says_how_far_and_keeps_every_box(
    sign_in: SignIn, together: Collaboration
) -> None:
    answers = {"about": "cost", **day("starts", date(2014, 4, 1)), **boxes(together, "66", "33")}

    page = send(sign_in("keeper@example.org"), "/collaborations/Two Rivers/rules/new", answers).text

    assert "come to 99, not 100" in page
    assert "1 still to enter" in page
    assert 'value="66"' in page
    assert 'value="33"' in page
    db.session.rollback()
    assert rules_of(together.id) == []


def test_bad_percentages_are_refused_beside_their_boxes(sign_in: SignIn, together: Collaboration) -> None:
    browser = sign_in("keeper@example.org")

    for percent in ("NaN", "1e309", "-5", "101", "9" * 30, "a\0b", "thirty"):
        answers = {"about": "cost", **day("starts", date(2014, 4, 1)), **boxes(together, percent, "50")}
        page = send(browser, "/collaborations/Two Rivers/rules/new", answers).text

        assert "percentage" in page, percent
        assert "<title>Error: " in page, percent


def test_a_rule_set_meanwhile_is_shown_before_another_takes_its_place(sign_in: SignIn, together: Collaboration) -> None:
    browser = sign_in("keeper@example.org")
    address = "/collaborations/Two Rivers/rules/new?about=cost"
    seen = version(browser.get(address).text)
    kent, essex = (spell.partner for spell in together.memberships)
    make.rule(together, {kent: "40", essex: "60"}, starts=date(2013, 4, 1))
    answers = {"about": "cost", **day("starts", date(2014, 4, 1)), **boxes(together, "70", "30"), "version": seen}

    met = send(browser, address, answers)

    assert met.status_code == 409
    assert "<td>40</td><td>70</td>" in met.text
    assert send(browser, address, {**answers, "version": version(met.text)}).status_code == 302


def test_the_page_tells_restated_figures_the_long_run_and_where_changes_are(
    sign_in: SignIn, together: Collaboration
) -> None:
    kent = make.body("Kent")
    line = make.figure(together, kent, "2015-16", 1_000_00)
    make.figure(together, kent, "2016-17", 3_000_00, kind=Kind.BENEFIT)
    with transaction():
        entry = make.entry(together, kent, "2015-16", 2_000_00, category=Category.STAFF)
        ledger.restate(line, entry, reason="Misread", by=make.BY)

    page = sign_in("keeper@example.org").get("/collaborations/Two Rivers").text

    assert "restated" in page
    assert "£2,000.00" in page
    assert "/collaborations/Two%20Rivers/long-run" in page
    assert f"/events/collaborations/{together.id}" in page


def test_a_transfer_that_stands_as_it_was_written_is_not_called_restated(
    sign_in: SignIn, together: Collaboration
) -> None:
    kent, essex = make.body("Kent"), make.body("Essex")
    make.figures(
        make.entry(together, kent, "2015-16", -500_00, kind=Kind.TRANSFER),
        make.entry(together, essex, "2015-16", 500_00, kind=Kind.TRANSFER),
    )

    page = sign_in("keeper@example.org").get("/collaborations/Two Rivers").text

    assert page.count("£500.00") == 2
    assert "restated" not in page


def test_a_former_member_sees_the_collaboration_as_it_was_when_it_left(app: Flask, sign_in: SignIn) -> None:
    alliance = make.collaboration("Two Rivers")
    kent, essex, surrey = make.body("Kent"), make.body("Essex"), make.body("Surrey")
    make.membership(alliance, kent, left=date(2018, 3, 31))
    make.membership(alliance, essex)
    make.membership(alliance, surrey, joined=date(2020, 4, 1))
    make.decision("E/1", body=essex, collaboration=alliance, title="Carry on without Kent", decided="2019-05-01")
    make.figure(alliance, essex, "2019-20", 777_00)
    make.person("left@example.org", "reader", organisation=kent)

    page = sign_in("left@example.org").get("/collaborations/Two Rivers").text

    assert "as it was on 31 March 2018" in page
    assert "Carry on without Kent" not in page
    assert "£777.00" not in page
    assert "Surrey" not in page


def test_somebody_elses_collaboration_is_not_there_and_reading_is_not_keeping(
    sign_in: SignIn, together: Collaboration
) -> None:
    make.collaboration("Elsewhere")
    make.person("reader@example.org", "reader", organisation=make.body("Kent"))
    browser = sign_in("reader@example.org")

    assert browser.get("/collaborations/Elsewhere").status_code == 404
    assert "Elsewhere" not in browser.get("/collaborations").text
    assert browser.get("/collaborations/Two Rivers").status_code == 200
    for door in ("change", "partners/new", "agreements/new", "rules/new"):
        assert browser.get(f"/collaborations/Two Rivers/{door}").status_code == 403
        assert send(browser, f"/collaborations/Two Rivers/{door}", {"title": "Mine"}).status_code == 403


def test_the_list_is_searched_narrowed_and_sorted(sign_in: SignIn, together: Collaboration) -> None:
    make.collaboration("Sky", state="ended", started="2001", title="100% Sky_Watch")
    make.person("admin@example.org", "administrator")
    browser = sign_in("admin@example.org")

    def listed(query: str) -> list[str]:
        return re.findall(r'<h2><a href="[^"]+">([^<]+)<', browser.get(f"/collaborations?{query}").text)

    assert listed("q=boats kent") == ["Two Rivers Alliance"]
    assert listed("q=100%25") == ["100% Sky_Watch"]
    assert listed("q=%25") == ["100% Sky_Watch"]
    assert listed("state=ended") == ["100% Sky_Watch"]
    assert listed(f"partner={make.body('Kent').id}") == ["Two Rivers Alliance"]
    assert listed("sort=newest") == ["Two Rivers Alliance", "100% Sky_Watch"]
    assert listed("q=nothing+like+it") == []


def test_a_list_asked_for_what_is_not_offered_says_so(sign_in: SignIn, together: Collaboration) -> None:
    browser = sign_in("keeper@example.org")

    for query in ("state=splendid", "partner=9999", f"partner={'9' * 30}", "sort=best", "q=a%07b", "q=" + "x" * 10_000):
        answer = browser.get(f"/collaborations?{query}")

        assert answer.status_code == 400, query
        assert "<title>Error: " in answer.text, query


def test_a_long_list_has_pages_and_any_page_number_answers(app: Flask, sign_in: SignIn) -> None:
    for number in range(51):
        make.collaboration(f"C{number:02d}")
    make.person("admin@example.org", "administrator")
    browser = sign_in("admin@example.org")

    for asked in ("", "1", "2", "0", "-1", "9" * 30, "two"):
        answer = browser.get(f"/collaborations?page={asked}")

        assert answer.status_code == 200
        assert "of 2" in answer.text
        assert ("C50 Alliance" in answer.text) == (asked in {"2", "9" * 30})


def test_who_joins_later_stands_among_partners_to_come(sign_in: SignIn, together: Collaboration) -> None:
    ahead = today().replace(year=today().year + 1, day=1)
    make.membership(together, make.body("Surrey"), joined=ahead)

    page = sign_in("keeper@example.org").get("/collaborations/Two Rivers").text

    assert "Partners to come" in page


def test_text_from_people_is_never_markup(sign_in: SignIn, together: Collaboration) -> None:
    with transaction():
        verbs.change(
            together, short_name="Two Rivers", title="<script>alert(1)</script>", purpose="<b>bold</b>", by=make.BY
        )

    page = sign_in("keeper@example.org").get("/collaborations/Two Rivers").text

    assert "<script>alert" not in page
    assert "&lt;b&gt;bold" in page
