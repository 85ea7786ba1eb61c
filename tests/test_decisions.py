"""The decisions' room by the user's door: logged with the notice in hand, found, read, superseded, never edited."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from govtrack.domain import decisions
from govtrack.domain.refusals import Refused
from govtrack.store.db import db, transaction
from govtrack.store.decisions import Decision, line_of
from tests import make
from tests.filling import answers_on, fill, follow, offered_on, resend

SignIn = Callable[[str], Any]


class Alliance:
    """A collaboration of two forces, and people of one, of the other, and of neither."""

    def __init__(self) -> None:
        self.west, self.warwick, self.kent = make.body("West Mercia"), make.body("Warwickshire"), make.body("Kent")
        self.together = make.collaboration("Alliance")
        make.membership(self.together, self.west)
        make.membership(self.together, self.warwick)
        make.person("recorder@example.org", "recorder", organisation=self.west)
        make.person("reader@example.org", "reader", organisation=self.warwick)
        make.person("stranger@example.org", "recorder", organisation=self.kent)
        make.person("secretary@example.org", "secretariat", collaboration=self.together)
        make.person("admin@example.org", "administrator")


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def recorded() -> list[Decision]:
    db.session.rollback()
    return list(db.session.scalars(select(Decision).order_by(Decision.id)))


def notice(**answers: str) -> dict[str, str]:
    return {
        "reference": "WM/2018/10",
        "title": "Give notice to leave the alliance",
        "outcome": "approved",
        **answers,
    }


def test_a_decision_is_logged_from_its_notice(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    page = follow(
        browser,
        fill(
            browser, "/decisions/new",
            **notice(collaboration="Alliance", reasons="It no longer serves West Mercia.\n\nSee the review.",
                     signed_by="J. Campion", capacity="Police and Crime Commissioner",
                     source="https://example.org/notice"),
            **{"decided-day": "9", "decided-month": "Oct", "decided-year": "2018"},
        ),
    )  # fmt: skip

    assert "Recorded: WM/2018/10" in page.text
    assert "9 October 2018" in page.text
    assert "J. Campion, Police and Crime Commissioner" in page.text
    assert "<p>It no longer serves West Mercia.</p>" in page.text
    assert "<p>See the review.</p>" in page.text
    assert 'href="https://example.org/notice"' in page.text
    assert "Changes to this record" in page.text


@pytest.mark.parametrize(
    ("boxes", "known", "said"),
    [
        (("", "", "2015"), "2015", "2015"),
        (("", "3", "2014"), "2014-03", "March 2014"),
        (("27", "3", "2014"), "2014-03-27", "27 March 2014"),
        (("", "", ""), "", "Date not known"),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_known(
    alliance: Alliance, sign_in: SignIn, boxes: tuple[str, str, str], known: str, said: str
) -> None:
    browser = sign_in("recorder@example.org")

    page = follow(
        browser,
        fill(
            browser, "/decisions/new", **notice(),
            **dict(zip(("decided-day", "decided-month", "decided-year"), boxes, strict=True)),
        ),
    )  # fmt: skip

    assert [one.decided for one in recorded()] == [known]
    assert said in page.text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"reference": ""}, "Enter the reference"),
        ({"reference": "R" * 10_000}, "At most 100 characters"),
        ({"reference": "a\x00b"}, "cannot be shown"),
        ({"reference": "ß" * 90}, "at most 100 characters"),
        ({"title": ""}, "Say in a few words"),
        ({"outcome": "carried"}, "not one of the answers offered"),
        ({"outcome": ""}, "Choose the outcome: what the decision came to."),
        ({"collaboration": "Nowhere"}, "not one of the answers offered"),
        ({"body": "Nobody"}, "not one of the answers offered"),
        ({"body": "a\x00b"}, "not one of the answers offered"),
        ({"decided-day": "31", "decided-month": "2", "decided-year": "2018"}, "February 2018 has no day 31"),
        ({"decided-day": "9", "decided-year": "2018"}, "must include a month"),
        ({"decided-month": "13", "decided-year": "2018"}, "The month must be"),
        ({"decided-month": "3"}, "must include"),
        ({"decided-year": "0000"}, "must lie between"),
        ({"decided-year": "10000"}, "four numbers"),
        ({"decided-year": "2099"}, "between"),
        ({"decided-day": "1", "decided-month": "1", "decided-year": "2090"}, "lies ahead"),
        ({"reasons": "a" * 20_001}, "At most 20,000 characters"),
        ({"supersedes": "WM/1999/01"}, "There is no decision WM/1999/01 here"),
    ],
)
def test_what_cannot_be_a_decision_is_refused_and_kept(
    alliance: Alliance, sign_in: SignIn, answers: dict[str, str], sentence: str
) -> None:
    browser = sign_in("recorder@example.org")

    page = fill(browser, "/decisions/new", **{**notice(summary="kept for me"), **answers})

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert answers_on(page)["summary"] == "kept for me"
    assert recorded() == []


def test_no_outcome_is_chosen_for_whoever_reads_the_notice(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    opened = browser.get("/decisions/new")

    page = resend(browser, opened, "/decisions/new", reference="WM/2018/10", title="Give notice")

    assert "outcome" not in answers_on(opened)
    assert offered_on(opened, "outcome") == ["approved", "not approved", "deferred", "noted"]
    assert page.text.count("Choose the outcome: what the decision came to.") == 2
    assert 'href="#outcome-0"' in page.text
    assert recorded() == []


def test_a_reference_that_is_there_leads_to_the_decision_that_has_it(alliance: Alliance, sign_in: SignIn) -> None:
    there = make.decision("WM/2018/10", body=alliance.west, title="The first of that name")
    browser = sign_in("recorder@example.org")

    page = fill(browser, "/decisions/new", **notice(reference="wm/2018/10"))

    assert "already has a decision WM/2018/10" in page.text
    assert f'href="/decisions/{there.id}"' in page.text
    assert len(recorded()) == 1


def test_a_form_sent_twice_is_one_decision(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    opened = browser.get("/decisions/new")

    first = resend(browser, opened, "/decisions/new", **notice())
    second = resend(browser, opened, "/decisions/new", **notice())

    assert second.location == first.location
    assert len(recorded()) == 1


def test_a_correction_is_a_later_decision_that_supersedes(alliance: Alliance, sign_in: SignIn) -> None:
    first = make.decision("WM/2018/10", body=alliance.west, collaboration=alliance.together, decided="2018-10-09")
    browser = sign_in("recorder@example.org")

    opened = browser.get(f"/decisions/new?supersedes={first.id}")
    saved = resend(browser, opened, "/decisions/new", reference="WM/2018/12", title="Give notice from April instead",
                   outcome="approved", **{"decided-year": "2019"})  # fmt: skip
    later, earlier = follow(browser, saved), browser.get(f"/decisions/{first.id}")

    assert answers_on(opened)["supersedes"] == "WM/2018/10"
    assert answers_on(opened)["collaboration"] == "Alliance"
    assert "The line it stands in" in later.text
    assert "A later decision supersedes this one" in earlier.text
    assert "WM/2018/12: Give notice from April instead" in earlier.text


def test_nothing_supersedes_what_was_decided_after_it(alliance: Alliance, sign_in: SignIn) -> None:
    make.decision("WM/2020/01", body=alliance.west, decided="2020-02-01")
    browser = sign_in("recorder@example.org")

    page = fill(browser, "/decisions/new", **notice(supersedes="WM/2020/01"), **{"decided-year": "2019"})

    assert "decided later than this" in page.text
    assert len(recorded()) == 1


def test_a_line_of_decisions_is_read_whole_and_never_runs_in_circles(alliance: Alliance) -> None:
    first = make.decision("1", body=alliance.west, decided="2010")
    second = make.decision("2", body=alliance.warwick, decided="2012", supersedes=first)
    third = make.decision("3", body=alliance.west, decided="2015", supersedes=second)

    assert [one.reference for one in line_of(second)] == ["1", "2", "3"]
    with pytest.raises(Refused), transaction():
        decisions.record(
            reference="4", title="x", body=alliance.west, outcome="noted", decided="2011", supersedes=third, by="a test"
        )


def test_the_page_names_the_share_rules_it_set(alliance: Alliance, sign_in: SignIn) -> None:
    one = make.decision("WM/2012/01", body=alliance.west, collaboration=alliance.together, decided="2012")
    make.rule(alliance.together, {alliance.west: "69", alliance.warwick: "31"}, decision="wm/2012/01")

    page = sign_in("reader@example.org").get(f"/decisions/{one.id}")

    assert "Share rules it set" in page.text
    assert "West Mercia 69% and Warwickshire 31%" in page.text


def test_the_list_finds_by_words_body_collaboration_and_year(alliance: Alliance, sign_in: SignIn) -> None:
    make.decision("WM/1", body=alliance.west, title="Buy one helicopter", decided="2014-03")
    make.decision("WM/2", body=alliance.west, title="Sell it again", decided="2016", collaboration=alliance.together,
                  reasons="Fifty per cent_off")  # fmt: skip
    make.decision("WA/1", body=alliance.warwick, title="Share the lab", collaboration=alliance.together, decided="2015")
    browser = sign_in("recorder@example.org")

    def found(query: str) -> list[str]:
        text = browser.get(f"/decisions{query}").text
        return [title for title in ("Sell it again", "Share the lab", "Buy one helicopter") if title in text]

    assert found("") == ["Sell it again", "Share the lab", "Buy one helicopter"]
    assert found("?q=helicopter+buy") == ["Buy one helicopter"]
    assert found("?q=cent_off") == ["Sell it again"]
    assert found("?q=%25") == []
    assert found("?year=2014") == ["Buy one helicopter"]
    assert found("?body=Warwickshire") == ["Share the lab"]
    assert found("?collaboration=Alliance&year=2016") == ["Sell it again"]
    assert "No decision matches" in browser.get("/decisions?q=submarine").text


@pytest.mark.parametrize("query", ["?page=-1", "?page=99999999999", "?year=%27", "?body=nobody", "?q=" + "a" * 9000])
def test_an_odd_question_is_answered_with_a_page(alliance: Alliance, sign_in: SignIn, query: str) -> None:
    make.decision(body=alliance.west)

    assert sign_in("recorder@example.org").get(f"/decisions{query}").status_code == 200


def test_the_list_comes_a_screen_at_a_time_and_newest_first(alliance: Alliance, sign_in: SignIn) -> None:
    with transaction():
        for at in range(53):
            decisions.record(
                reference=str(at), title=f"Decision {at}", body=alliance.west, outcome="noted",
                decided=f"{1950 + at}", by="the tests",
            )  # fmt: skip
    browser = sign_in("recorder@example.org")

    first, last = browser.get("/decisions").text, browser.get("/decisions?page=2").text

    assert "53 decisions" in first
    assert first.index("Decision 52") < first.index("Decision 51")
    assert "Page 2 of 2" in last
    assert "Decision 0<" in last


def test_who_has_no_part_in_it_does_not_learn_that_it_is_there(alliance: Alliance, sign_in: SignIn) -> None:
    one = make.decision(body=alliance.west, collaboration=alliance.together, title="A quiet matter")
    own = make.decision("own", body=alliance.west, title="An own affair")
    stranger, partner = sign_in("stranger@example.org"), sign_in("reader@example.org")

    assert stranger.get(f"/decisions/{one.id}").status_code == 404
    assert "A quiet matter" not in stranger.get("/decisions").text
    assert partner.get(f"/decisions/{one.id}").status_code == 200
    assert partner.get(f"/decisions/{own.id}").status_code == 404
    assert "An own affair" not in partner.get("/decisions").text
    assert stranger.get(f"/decisions/{10**30}").status_code == 404


def test_a_former_member_reads_what_was_decided_until_it_left(app: Flask, sign_in: SignIn) -> None:
    west, kent = make.body("West Mercia"), make.body("Kent")
    together = make.collaboration("Alliance")
    make.membership(together, west)
    make.membership(together, kent, left=date(2020, 3, 31))
    make.decision("1", body=west, collaboration=together, title="While they were here", decided="2020-03")
    later = make.decision("2", body=west, collaboration=together, title="After they had gone", decided="2020-04")
    make.person("left@example.org", "reader", organisation=kent)
    browser = sign_in("left@example.org")

    page = browser.get("/decisions").text

    assert "While they were here" in page
    assert "After they had gone" not in page
    assert browser.get(f"/decisions/{later.id}").status_code == 404


def test_only_a_recorder_logs_and_only_for_its_own_body(alliance: Alliance, sign_in: SignIn) -> None:
    recorder = sign_in("recorder@example.org")

    page = recorder.get("/decisions/new")
    forged = fill(recorder, "/decisions/new", **notice(body="Kent"))

    assert offered_on(page, "body") == ["West Mercia"]
    assert forged.status_code == 403
    assert sign_in("reader@example.org").get("/decisions/new").status_code == 403
    assert "Log a decision" not in sign_in("reader@example.org").get("/decisions").text
    assert recorded() == []


def test_the_secretariat_logs_for_partners_about_their_collaboration(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("secretary@example.org")

    refused = fill(browser, "/decisions/new", **notice(body="Warwickshire"))
    saved = fill(browser, "/decisions/new", **notice(body="Warwickshire", collaboration="Alliance"))

    assert "only about the collaboration that you keep with it" in refused.text
    assert saved.status_code == 302
    assert len(recorded()) == 1


def test_an_administrator_logs_for_anyone(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("admin@example.org")

    page = browser.get("/decisions/new")
    fill(browser, "/decisions/new", **notice(body="Kent"))

    assert offered_on(page, "body")[:2] == ["Warwickshire", "West Mercia"]
    assert [one.body.short_name for one in recorded()] == ["Kent"]


def test_words_of_users_are_never_markup(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    nasty = "<script>alert(1)</script>"

    page = follow(
        browser,
        fill(browser, "/decisions/new", **notice(title=nasty, reasons=nasty, source=f"javascript:alert(1)//{nasty}")),
    )

    assert nasty not in page.text
    assert 'href="javascript' not in page.text


def test_a_recorded_decision_cannot_be_edited(alliance: Alliance, sign_in: SignIn) -> None:
    one = make.decision(body=alliance.west)
    browser = sign_in("recorder@example.org")

    assert browser.post(f"/decisions/{one.id}", data=answers_on(browser.get("/decisions/new"))).status_code == 405
    assert browser.get(f"/decisions/{one.id}/edit").status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Decision)) == 1
