"""From an officer's draft to a decision: every step from every role, and what a decided record then keeps."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from govtrack.analytics.register import STEPS, TAKEN, Act, Heading, Step, after
from govtrack.domain import bodies, collaborations, deciding, decisions, notices, publishing
from govtrack.store import audit
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from govtrack.store.decisions import Decision
from tests import make
from tests.filling import answers_on, fill, follow, resend

SignIn = Callable[[str], Any]
ROLES = ("reader", "recorder", "approver", "secretariat", "administrator", "partner", "stranger")
DOORS = {Act.PUT: "put", Act.SEND_BACK: "send-back", Act.DECIDE: "decide", Act.WITHDRAW: "withdraw",
         Act.PUBLISH: "publish", Act.TAKE_DOWN: "take-down"}  # fmt: skip
MAY = {
    Act.PUT: {"recorder", "approver", "administrator"},
    Act.WITHDRAW: {"recorder", "approver", "administrator"},
    Act.SEND_BACK: {"approver", "administrator"},
    Act.DECIDE: {"approver", "administrator"},
    Act.PUBLISH: {"recorder", "approver", "administrator"},
    Act.TAKE_DOWN: {"recorder", "approver", "administrator"},
}
SENT = {"words": "As the board asked.", "outcome": "approved", "reference": "W/1", "decided-day": "1",
        "decided-month": "4", "decided-year": "2024"}  # fmt: skip


class Alliance:
    """A collaboration of two forces, and somebody in each role."""

    def __init__(self) -> None:
        self.west, self.warwick = make.body("West Mercia"), make.body("Warwickshire")
        self.together = make.collaboration("Alliance")
        make.membership(self.together, self.west)
        make.membership(self.together, self.warwick)
        for role in ("reader", "recorder", "approver"):
            make.person(f"{role}@example.org", role, organisation=self.west)
        make.person("secretariat@example.org", "secretariat", collaboration=self.together)
        make.person("administrator@example.org", "administrator")
        make.person("partner@example.org", "approver", organisation=self.warwick)
        make.person("stranger@example.org", "approver", organisation=make.body("Kent"))


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def paper(
    body: Organisation, together: Collaboration | None = None, *, step: Step = Step.DRAFT, **more: Any
) -> Decision:
    """A paper at a step, brought there by the verbs."""
    with transaction():
        one = decisions.draft(title="Leave the alliance", body=body, collaboration=together, by=make.BY, **more)
        if step != Step.DRAFT:
            deciding.put_for_decision(one, by=make.BY)
        if step == Step.WITHDRAWN:
            deciding.withdraw(one, words="Not needed", by=make.BY)
        if step in TAKEN:
            deciding.decide(one, outcome="approved", decided="2019-04-01", reference=f"W/{one.id}", by=make.BY)
        if step == Step.PUBLISHED:
            publishing.publish(one, by=make.BY)
    if step == Step.SUPERSEDED:
        make.decision(f"W/{one.id}/2", body=body, supersedes=one, decided="2020-01-01")
    return one


def step_of(number: int) -> str:
    db.session.rollback()
    return db.session.get_one(Decision, number).step


@pytest.mark.parametrize("role", ROLES)
def test_each_step_is_taken_by_whom_the_table_lets_and_from_where_it_lets(
    alliance: Alliance, sign_in: SignIn, role: str
) -> None:
    browser = sign_in(f"{role}@example.org")
    wrong = {}
    for step in Step:
        for act, door in DOORS.items():
            number = paper(alliance.west, alliance.together, step=step).id
            address = f"/decisions/{number}/{door}"
            opened = browser.get(address)
            if opened.status_code == 200:
                resend(browser, opened, address, **{**SENT, "reference": f"W/{number}"})
            allowed = role in MAY[act] and after(step, act)
            expected = str(after(step, act)) if allowed else str(step)
            if step_of(number) != expected:
                wrong[f"{act} from {step}"] = f"{step_of(number)}, not {expected}"
    assert wrong == {}


def test_the_table_has_every_act_and_no_step_leads_back_from_what_was_decided() -> None:
    assert set(STEPS) == set(Act)
    later = set(TAKEN)
    assert all(to in later for ways in STEPS.values() for step, to in ways.items() if step in later)


def test_a_draft_is_written_under_the_bodys_own_heads_decided_and_never_edited_again(
    alliance: Alliance, sign_in: SignIn
) -> None:
    with transaction():
        notices.choose_template(alliance.west, [Heading.BACKGROUND, Heading.SUMMARY, Heading.NOT_APPROVING], by=make.BY)
    recorder, approver = sign_in("recorder@example.org"), sign_in("approver@example.org")

    asked = recorder.get("/decisions/new")
    page = follow(recorder, resend(
        recorder, asked, "/decisions/new", keep_draft="yes", title="Leave the alliance", collaboration="Alliance",
        background="Costs and benefits part ways.", not_approving="The alliance goes on to 2020.",
    ))  # fmt: skip
    number = db.session.scalars(select(Decision.id)).one()
    fill(recorder, f"/decisions/{number}/amend", background="Costs and benefits have parted ways.")
    fill(recorder, f"/decisions/{number}/put")
    refused = recorder.get(f"/decisions/{number}/amend", follow_redirects=True)
    nameless = fill(approver, f"/decisions/{number}/decide", **{**SENT, "reference": ""})
    decided = follow(approver, fill(approver, f"/decisions/{number}/decide", **SENT, signed_by="J. Campion"))

    assert {"background", "summary", "not_approving"} <= set(answers_on(asked))
    assert "reasons" not in answers_on(asked)
    assert "Kept as a draft: Draft 1, Leave the alliance" in page.text
    assert "Only West Mercia reads this" in page.text
    assert "is for decision: it can no longer be changed here" in refused.text
    assert "Give the decision its reference" in nameless.text
    assert "Decided: W/1, Leave the alliance" in decided.text
    assert decided.text.index("Background") < decided.text.index("Impact of not approving")
    assert "Costs and benefits have parted ways." in decided.text
    assert "Put for decision" in decided.text
    assert list(audit.faults()) == []


def test_a_paper_is_for_its_own_body_to_read_until_it_is_decided(alliance: Alliance, sign_in: SignIn) -> None:
    one = paper(alliance.west, alliance.together, step=Step.FOR_DECISION)
    partner = sign_in("partner@example.org")
    places = ("/decisions", "/collaborations/Alliance", "/", "/bodies/West%20Mercia", "/briefings/Warwickshire")

    before = [partner.get(place).text for place in places]
    hidden = partner.get(f"/decisions/{one.id}").status_code
    with transaction():
        deciding.decide(one, outcome="approved", decided="2019-04-01", reference="W/9", by=make.BY)
    shown = partner.get(f"/decisions/{one.id}")

    assert hidden == 404
    assert not any("Leave the alliance" in text for text in before)
    assert "Leave the alliance" in shown.text
    assert "Leave the alliance" in partner.get("/decisions").text


def test_two_who_change_one_draft_are_shown_both(alliance: Alliance, sign_in: SignIn) -> None:
    one = paper(alliance.west)
    first, second = sign_in("recorder@example.org"), sign_in("approver@example.org")
    opened = first.get(f"/decisions/{one.id}/amend")

    fill(second, f"/decisions/{one.id}/amend", summary="Theirs")
    met = resend(first, opened, f"/decisions/{one.id}/amend", summary="Mine")
    saved = resend(first, met, f"/decisions/{one.id}/amend")

    assert met.status_code == 409
    assert "Theirs" in met.text
    assert answers_on(met)["summary"] == "Mine"
    assert saved.status_code == 302
    assert "Mine" in first.get(f"/decisions/{one.id}").text


def test_what_was_decided_is_put_right_by_an_addendum(alliance: Alliance, sign_in: SignIn) -> None:
    one = make.decision("W/1", body=alliance.west)
    browser = sign_in("recorder@example.org")

    page = follow(browser, fill(browser, f"/decisions/{one.id}/add", words="The date of signature was 2 April."))
    empty = fill(browser, f"/decisions/{one.id}/add", words="")
    long = fill(browser, f"/decisions/{one.id}/add", words="a" * 5_001)

    assert "Added to the record since" in page.text
    assert "The date of signature was 2 April." in page.text
    assert "Write what is to be added." in empty.text
    assert "At most 5,000 characters" in long.text


def test_one_agreement_shows_who_has_decided_who_is_awaited_and_how_long_it_took(
    alliance: Alliance, sign_in: SignIn
) -> None:
    with transaction():
        agreement = collaborations.agree(alliance.together, title="The agreement of 2013", by=make.BY)
    about = {"collaboration": alliance.together, "agreement": agreement}
    first = make.decision("W/1", body=alliance.west, decided="2013-03-27", **about)
    browser = sign_in("reader@example.org")

    waiting = browser.get(f"/decisions/{first.id}")
    make.decision("K/1", body=alliance.warwick, decided="2013-04-30", **about)
    done = browser.get(f"/decisions/{first.id}")

    assert "1 body has decided on “The agreement of 2013”; Warwickshire is awaited." in waiting.text
    assert "2 bodies have decided on “The agreement of 2013”. From the first to the last it took 34 days." in done.text
    assert "Warwickshire: approved" in done.text


def test_dates_out_of_order_are_said_and_never_refused(app: Flask, sign_in: SignIn) -> None:
    coast = make.organisation("Coastshire")
    with transaction():
        bodies.open_office(coast, name="PCC for Coastshire", kind="PCC", starts="2012-11-22", by=make.BY)
    make.person("officer@example.org", "recorder", organisation=coast)
    browser = sign_in("officer@example.org")

    page = follow(browser, fill(
        browser, "/decisions/new", reference="C/2", title="Sign", outcome="approved",
        **{"decided-day": "1", "decided-month": "6", "decided-year": "2012",
           "chief_approved-day": "5", "chief_approved-month": "6", "chief_approved-year": "2012"},
    ))  # fmt: skip

    assert "The chief officer&#39;s approval (5 June 2012) is dated after the decision (1 June 2012)" in page.text
    assert "before the first office recorded for Coastshire (22 November 2012)" in page.text


def test_links_tell_the_story_on_both_sides_and_never_go_round_in_a_ring(alliance: Alliance, sign_in: SignIn) -> None:
    first = make.decision("A/1", body=alliance.west, decided="2012-06-01", title="The authority agrees")
    browser = sign_in("recorder@example.org")

    page = follow(browser, fill(
        browser, "/decisions/new", reference="W/2", title="The commissioner signs", outcome="approved",
        follows="A/1", **{"decided-year": "2013"},
    ))  # fmt: skip
    draft = paper(alliance.west)
    with transaction():
        decisions.amend(draft, version=None, title="Round", supersedes=first, by=make.BY)
    early = fill(browser, f"/decisions/{draft.id}/amend", supersedes="", follows="W/2", **{"decided-year": "2011"})
    missing = fill(browser, f"/decisions/{draft.id}/amend", implements="W/99")
    itself = fill(browser, f"/decisions/{draft.id}/amend", supersedes="", follows=draft.reference)

    assert "This follows it" in page.text
    assert "Follows this" in browser.get(f"/decisions/{first.id}").text
    assert "W/2 was decided later than this: a decision follows an earlier one." in early.text
    assert "There is no decision W/99 here" in missing.text
    assert "go round in a ring" in itself.text


def test_a_template_is_numbered_by_who_keeps_the_body(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("approver@example.org")
    none = dict.fromkeys((heading.name.lower() for heading in Heading), "")

    nothing = fill(browser, "/decisions/template/West%20Mercia", **none)
    strange = fill(browser, "/decisions/template/West%20Mercia", **{**none, "risk": "first"})
    fill(browser, "/decisions/template/West%20Mercia", **{**none, "risk": "2", "legal": "1"})
    asked = browser.get("/decisions/new")

    assert "Choose at least one heading." in nothing.text
    assert "must be a whole number" in strange.text
    assert asked.text.index("Legal implications") < asked.text.index("Risk")
    assert "summary" not in answers_on(asked)


def test_superseding_says_so_of_the_earlier_one(alliance: Alliance, sign_in: SignIn) -> None:
    first = make.decision("W/1", body=alliance.west)
    make.decision("W/2", body=alliance.west, supersedes=first, decided="2014-01-01")

    page = sign_in("reader@example.org").get(f"/decisions/{first.id}")

    assert step_of(first.id) == "superseded"
    assert "A later decision supersedes this one" in page.text
