"""Drafts: what is typed is kept on the server until it is saved, for whoever typed it and for nobody else."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest
from flask import Flask
from limits import RateLimitItemPerMinute
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from govtrack.domain import account
from govtrack.domain import drafts as verbs
from govtrack.store import clock
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from govtrack.store.drafts import Draft
from govtrack.store.events import Event
from govtrack.store.people import User
from govtrack.web import tries
from tests import make
from tests.conftest import PASSWORD
from tests.doors import send, sign_in_as, token
from tests.filling import answers_on, follow, resend
from tests.pages import Client
from tests.test_access import World, addresses
from tests.test_access import world as a_world

SignIn = Callable[[str], Client]
OFFICER, NEW = "officer@example.org", "/ledger/new"
BEGUN = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)


@pytest.fixture
def together(app: Flask) -> Collaboration:
    """An alliance of two, whose officer records for the first of them."""
    alliance = make.collaboration("Rivers")
    coast, east = make.organisation("Coast"), make.organisation("East")
    for partner in (coast, east):
        make.membership(alliance, partner)
    make.person(OFFICER, "recorder", organisation=coast)
    make.person("other@example.org", "recorder", organisation=east)
    return alliance


def keep(browser: Any, page: TestResponse, **typed: str) -> TestResponse:
    """Keep the form of a page as its script would while somebody types."""
    return browser.post("/drafts", data={**answers_on(page), **typed})


def began(browser: Any, address: str = NEW, **typed: str) -> TestResponse:
    """Open a form, type into it, and go away; gives the page that was open."""
    page = browser.get(address)
    answer = keep(browser, page, **typed)
    assert answer.status_code == 200, answer.text
    return page


def count() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Draft)) or 0


def not_faulty(page: TestResponse) -> bool:
    """Whether a page's title says that nothing has to be mended."""
    return re.search(r"<title>\s*Error: ", page.text) is None


def end_sessions(email: str = OFFICER) -> None:
    with transaction():
        account.end_sessions(db.session.scalars(select(User).where(User.email == email)).one(), by=make.BY)


def test_what_was_typed_is_filled_in_again_as_it_was_until_it_is_saved(
    together: Collaboration, sign_in: SignIn
) -> None:
    with clock.set_to(BEGUN):
        first = sign_in(OFFICER)
        said = keep(first, first.get(NEW), amount="1200+340", period="25/26 q1", note="half a sen").json
    events = db.session.scalar(select(func.count()).select_from(Event))

    with clock.set_to(BEGUN + timedelta(days=3)):
        second = sign_in(OFFICER)
        home, page = second.get("/").text, second.get(f"{NEW}?after=1")

    assert said["said"] == "Saved 14:02 for you alone, not recorded yet"
    assert db.session.scalar(select(func.count()).select_from(Event)) == events
    assert "Begun and not yet saved" in home
    assert f'href="{NEW}">Record a figure</a>' in home
    assert "half a sen <span" in home
    assert "You began this on 14 March 2026 at 14:02" in page.text
    assert [answers_on(page)[name] for name in ("amount", "period", "note")] == ["1200+340", "25/26 q1", "half a sen"]

    with clock.set_to(BEGUN + timedelta(days=3)):
        refused = resend(second, page, NEW, period="31 February")
        kept_still = count()
        answers = {"period": "2025-26 Q1", "category": "1", "collaboration": "Rivers", "partner": "Coast"}
        saved = resend(second, refused, NEW, **answers)
        used_up = count()
        afterwards = second.get(NEW).text + second.get("/").text
        late = keep(second, refused, note="Typed while it was being saved").json

    assert not not_faulty(refused)
    assert saved.status_code == 302, saved.text
    assert (kept_still, used_up) == (1, 0)
    assert "You began this" not in afterwards
    assert "Begun and not yet saved" not in afterwards
    assert "saved already" in late["said"]
    assert count() == 0


def test_a_draft_is_discarded_from_the_form_or_from_the_list(together: Collaboration, sign_in: SignIn) -> None:
    browser = sign_in(OFFICER)
    began(browser, note="Not this")
    key = answers_on(browser.get(NEW))["draft"]

    back = follow(browser, send(browser, "/drafts/discard", {"draft": key}))
    gone = count()
    began(browser, note="Nor this")
    listed = follow(browser, send(browser, "/drafts/discard", {"draft": key, "listed": "yes"}))

    assert "Discarded: Record a figure." in back.text
    assert (answers_on(back)["note"], gone) == ("", 0)
    assert "Your collaborations" in listed.text
    assert "Nothing is waiting" in browser.get("/drafts").text


def test_a_form_sent_after_the_session_ended_is_filled_in_once_its_person_has_signed_in(
    app: Flask, together: Collaboration, sign_in: SignIn
) -> None:
    browser, first = sign_in(OFFICER), sign_in(OFFICER)
    began(first, note="An earlier beginning")
    page = browser.get(NEW)
    end_sessions()

    sent = resend(browser, page, NEW, amount="1200+340", note="Typed with care")
    door = browser.get(sent.location)
    nobody, stranger = app.test_client(), sign_in("other@example.org")
    elsewhere = [one.get(NEW, follow_redirects=True).text for one in (nobody, stranger)]
    send(browser, "/account/login", {"email": "other@example.org", "password": PASSWORD})
    other = browser.get(NEW).text + browser.get("/").text + browser.get("/drafts").text
    send(browser, "/account/logout")
    inside = sign_in_as(browser, OFFICER, PASSWORD, query_string={"next": NEW})
    found = browser.get(NEW)

    assert (sent.status_code, sent.location) == (303, f"/account/login?next={NEW}")
    assert "You were signed out" in door.text
    assert not any("Typed with care" in text for text in [*elsewhere, other])
    assert inside.location.endswith(NEW)
    assert "You were signed out: this is what you had typed" in found.text
    assert [answers_on(found)[name] for name in ("amount", "note")] == ["1200+340", "Typed with care"]
    assert count() == 1
    kept = keep(browser, found, note="Typed with care, and more").json
    assert kept["said"].startswith("Saved ")
    assert "You began this" in browser.get(NEW).text


def test_a_page_from_before_one_signed_in_again_saves_nothing_and_loses_nothing(
    together: Collaboration, sign_in: SignIn
) -> None:
    browser = sign_in(OFFICER)
    page = browser.get(NEW)
    send(browser, "/account/logout")
    sign_in_as(browser, OFFICER, PASSWORD)

    stale = resend(browser, page, NEW, note="Typed with care")
    shared = browser.get("/account/")
    send(browser, "/account/logout")
    sign_in_as(browser, "other@example.org", PASSWORD)
    theirs = resend(browser, page, NEW, note="Typed over somebody's shoulder")

    assert stale.status_code == theirs.status_code == 400
    assert "What you typed has been kept" in stale.text
    assert "<dt>Note</dt><dd>Typed with care</dd>" in stale.text
    assert "<dt>Draft" not in stale.text
    assert shared.status_code == 200
    assert "What you typed has been kept" not in theirs.text
    db.session.rollback()
    assert [one.person_id for one in db.session.scalars(select(Draft))] == [together_officer().id]


def together_officer() -> User:
    return db.session.scalars(select(User).where(User.email == OFFICER)).one()


def test_nobody_keeps_finds_or_discards_a_draft_of_somebody_else(together: Collaboration, sign_in: SignIn) -> None:
    mine, other = sign_in(OFFICER), sign_in("other@example.org")
    page = began(mine, note="Only mine")
    forged = {"csrf_token": token(other), "draft": answers_on(page)["draft"], "note": "Forged"}

    answers = [
        other.post("/drafts", data=forged),
        other.post("/drafts/discard", data=forged),
        other.post("/drafts", data={**forged, "draft": "forged.for.nobody"}),
        other.post("/drafts", data={**forged, "draft": ""}),
        mine.post("/drafts", data={**answers_on(page), "csrf_token": "forged", "note": "x"}),
        mine.post("/drafts/discard", data={**answers_on(page), "csrf_token": ""}),
        mine.get("/drafts/discard"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 400, 400, 400, 400, 405]
    assert "Only mine" not in other.get(NEW).text + other.get("/").text
    assert count() == 1


def test_what_is_kept_has_its_limits_and_its_end(
    app: Flask, together: Collaboration, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "MOST", 3)
    monkeypatch.setattr(tries, "DRAFTS_OF_A_PERSON", RateLimitItemPerMinute(6, namespace="drafts"))
    browser = sign_in(OFFICER)
    page = browser.get(NEW)
    long = keep(browser, page, note="x" * (verbs.MOST_LETTERS + 1))
    awkward = keep(browser, page, note="a\0b <b>é</b>", amount="NaN", period="9" * 10_000)
    shown = browser.get(NEW)
    for number in range(1, verbs.MOST):
        began(browser, f"{NEW}?copy={number}", note=str(number))
    one_more = keep(browser, browser.get(f"{NEW}?copy=999"), note="One too many")
    often = [keep(browser, page, note="Again").status_code for _ in range(2)]
    with clock.set_to(datetime.now(UTC) + timedelta(days=91)):
        app.extensions[tries.LIMITER].storage.reset()
        late = sign_in(OFFICER)
        forgotten = answers_on(late.get(NEW))["note"]
        began(late, f"{NEW}?copy=5", note="Anew")

    assert (long.status_code, one_more.status_code) == (413, 409)
    assert "too long to be kept" in long.json["said"]
    assert "You have begun 3 forms" in one_more.json["said"]
    assert (awkward.status_code, often) == (200, [200, 429])
    assert answers_on(shown)["amount"] == "NaN"
    assert not_faulty(shown)
    assert (forgotten, count()) == ("", 1)


def test_a_draft_goes_with_its_account_and_hides_with_its_role(together: Collaboration, sign_in: SignIn) -> None:
    browser = sign_in(OFFICER)
    began(browser, note="Mine")
    began(browser, "/ledger/Rivers/grid?partner=Coast&period=2025-26+Q1", reason="Mine too")
    before = browser.get("/drafts").text
    officer = together_officer()
    with transaction():
        account.revoke(officer.grants[0], by=make.BY)
    after = browser.get("/drafts").text
    kept = count()
    with transaction():
        account.close(together_officer(), by=make.BY)

    assert "Coast, 2025-26 Q1" in before
    assert "Coast, 2025-26 Q1" not in after
    assert "Nothing is waiting" in after
    assert (kept, count()) == (2, 0)


def test_a_second_tab_is_told_that_it_is_not_alone_and_what_was_typed_last_stands(
    together: Collaboration, sign_in: SignIn
) -> None:
    browser = sign_in(OFFICER)
    here, there = browser.get(NEW), browser.get(NEW)

    first = keep(browser, here, note="First").json
    second = keep(browser, there, note="Second").json
    third = keep(browser, here, note="Third", draft_changes=str(first["changes"])).json
    fourth = keep(browser, here, note="Fourth", draft_changes=str(third["changes"])).json

    assert ["somewhere else" in one["said"] for one in (first, second, third, fourth)] == [False, True, True, False]
    assert answers_on(browser.get(NEW))["note"] == "Fourth"


def test_another_form_of_the_same_kind_is_pointed_out(together: Collaboration, sign_in: SignIn) -> None:
    browser = sign_in(OFFICER)
    began(browser, f"{NEW}?collaboration=Rivers&partner=Coast", note="The other")

    page = browser.get(NEW)

    assert "You have also begun" in page.text
    assert answers_on(page)["note"] == ""
    assert re.search(r'href="/ledger/new\?collaboration=Rivers&amp;partner=Coast">Record a figure', page.text)


world = a_world
"""One record of each kind, with an address for each of its forms."""
AWKWARD = ("31 February", "9" * 400, "<b>half a sen", "1e309")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_form_of_the_register_is_kept_and_opens_again_whatever_was_typed_into_it(
    app: Flask, world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "MOST", 500)
    monkeypatch.setattr(tries, "DRAFTS_OF_A_PERSON", RateLimitItemPerMinute(1000, namespace="drafts"))
    browser = sign_in("administrator@example.org")
    kept = {}
    for rule, method, address in addresses(app, world):
        page = browser.get(address, follow_redirects=True) if method == "GET" else None
        if page is None or page.mimetype != "text/html" or 'data-draft="' not in page.text:
            continue
        hidden = set(re.findall(r'type="hidden" name="([^"]+)"', page.text))
        boxes = [name for name in answers_on(page) if name not in hidden]
        awkward = dict(zip(boxes, cycle(AWKWARD)))
        assert keep(browser, page, **awkward).status_code == 200, address
        again = browser.get(address, follow_redirects=True)
        assert again.status_code == 200, address
        assert "Nothing has been saved yet" in again.text, address
        assert not_faulty(again), address
        kept[rule.endpoint] = boxes

    assert {"ledger.new", "decisions.new", "collaborations.change", "bodies.amend_term", "account.invite"} <= set(kept)
    assert not {"imports.index", "account.index"} & set(kept)
