"""Two who save one record: the later sees both, answer by answer, and chooses; however long the form was left."""

from collections.abc import Callable

import pytest
from flask import Flask

from govtrack.analytics.kinds import Category
from govtrack.analytics.periods import parse
from govtrack.store.collaborations import Collaboration, collaboration_named
from govtrack.store.db import db
from govtrack.store.ledger import stating
from tests import make
from tests.filling import answers_on, fill, follow, resend
from tests.pages import Client
from tests.test_drafts import began, keep

SignIn = Callable[[str], Client]
CHANGE = "/collaborations/Rivers/change"
SHEET = "/ledger/Rivers/grid?partner=Coast&period=2023-24+Q1"
CASH, STAFF = (f"m1c{int(one)}" for one in (Category.CASH, Category.STAFF))


@pytest.fixture
def together(app: Flask) -> Collaboration:
    alliance = make.collaboration("Rivers", title="Rivers Alliance", purpose="To work together.")
    make.membership(alliance, make.organisation("Coast"))
    for email in ("first@example.org", "second@example.org"):
        make.person(email, "secretariat", collaboration=alliance)
    return alliance


def saved() -> Collaboration:
    db.session.rollback()
    found = collaboration_named("Rivers")
    assert found is not None
    return found


def amounts(together: Collaboration) -> list[tuple[int, int]]:
    db.session.rollback()
    period = parse("2023-24 Q1")
    partner = together.memberships[0].partner_id
    standing = stating(together.id, starts=period.starts, months=period.months, partner_id=partner)
    return sorted((one.category, one.amount) for one in standing)


def test_the_later_of_two_chooses_answer_by_answer_and_keeps_what_only_the_other_changed(
    together: Collaboration, sign_in: SignIn
) -> None:
    first, second = sign_in("first@example.org"), sign_in("second@example.org")
    opened = first.get(CHANGE)
    fill(second, CHANGE, title="Rivers Police Alliance", purpose="Theirs", ended="2030")

    met = resend(first, opened, CHANGE, purpose="Mine", started="2014", ended="2031")
    offered = answers_on(met)
    assert keep(first, met, **{"keep-ended": "theirs"}).status_code == 200
    left_and_opened_again = first.get(CHANGE)
    done = resend(first, left_and_opened_again, CHANGE)

    assert met.status_code == 409
    assert "you had not changed it" in met.text
    chosen = {name: offered[f"keep-{name}"] for name in ("title", "purpose", "started", "ended")}
    assert chosen == {"title": "theirs", "purpose": "yours", "started": "yours", "ended": "yours"}
    assert "keep-state" not in offered
    assert done.status_code == 302
    now = saved()
    assert (now.title, now.purpose, now.started, now.ended) == ("Rivers Police Alliance", "Mine", "2014", "2030")


def test_one_who_saves_between_the_choice_and_the_saving_is_not_overwritten_either(
    together: Collaboration, sign_in: SignIn
) -> None:
    first, second = sign_in("first@example.org"), sign_in("second@example.org")
    opened = first.get(CHANGE)
    fill(second, CHANGE, purpose="Theirs")
    met = resend(first, opened, CHANGE, purpose="Mine")
    fill(second, CHANGE, title="Theirs again")

    again = resend(first, met, CHANGE)
    done = resend(first, again, CHANGE)

    assert again.status_code == 409
    assert answers_on(again)["keep-title"] == "theirs"
    assert done.status_code == 302
    assert (saved().title, saved().purpose) == ("Theirs again", "Mine")


def test_what_was_begun_before_somebody_else_saved_is_shown_beside_it(together: Collaboration, sign_in: SignIn) -> None:
    first, second = sign_in("first@example.org"), sign_in("second@example.org")
    began(first, CHANGE, purpose="Begun by me")
    fill(second, CHANGE, title="Rivers Police Alliance", purpose="Theirs")

    page = first.get(CHANGE)
    done = resend(first, page, CHANGE)

    assert page.status_code == 200
    assert "Somebody else saved this after you began" in page.text
    assert "<td>Theirs</td><td>Begun by me</td>" in page.text
    assert done.status_code == 302
    assert (saved().title, saved().purpose) == ("Rivers Police Alliance", "Begun by me")
    assert "You began this" not in first.get(CHANGE).text


def test_a_correction_begun_before_another_was_saved_goes_on_from_there(
    together: Collaboration, sign_in: SignIn
) -> None:
    first, second = sign_in("first@example.org"), sign_in("second@example.org")
    coast = together.memberships[0].partner
    line = make.figure(together, coast, "2023-24 Q1", 154000)
    address = f"/ledger/figures/{line}/restate"
    began(first, address, amount="1200+500", reason="Overtime was left out")
    fill(second, address, amount="1600", reason="Late invoice")

    page = follow(first, first.get(f"/ledger/figures/{line}/restate"))
    done = resend(first, page, "")
    after = follow(first, done)
    taken = began(first, first.get(f"/ledger/figures/{line}/withdraw").location, reason="Half a reason")

    assert "saved this after you began" in page.text
    assert answers_on(page)["amount"] == "1200+500"
    assert answers_on(page)["reason"] == "Overtime was left out"
    assert "Amount: £1,600.00, now £1,700.00" in after.text
    assert answers_on(first.get(taken.request.path))["reason"] == "Half a reason"


def test_a_sheet_begun_before_others_came_to_its_boxes_shows_theirs_and_loses_none(
    together: Collaboration, sign_in: SignIn
) -> None:
    first, second = sign_in("first@example.org"), sign_in("second@example.org")
    make.figure(together, together.memberships[0].partner, "2023-24 Q1", 154000)
    began(first, SHEET, **{STAFF: "1200+340", "source": "Return of July"})
    fill(second, SHEET, **{CASH: "1600", STAFF: "7"}, reason="Late invoice")

    page = first.get(SHEET)
    typed = answers_on(page)
    mine = resend(first, page, SHEET, reason="The whole of it")
    kept_mine = amounts(together)

    assert "£7.00, by second@example.org" in page.text
    assert (typed[CASH], typed[STAFF], typed["source"]) == ("1,600.00", "1200+340", "Return of July")
    assert "£1,540.00" in page.text
    assert mine.status_code == 302, mine.text
    assert kept_mine == [(Category.CASH, 160000), (Category.STAFF, 154000)]

    began(first, SHEET, **{CASH: "9"}, reason="Another thought")
    fill(second, SHEET, **{CASH: "8"}, reason="Paid in part")
    theirs = resend(first, first.get(SHEET), SHEET, **{f"keep-{CASH}": "theirs", STAFF: "5"})

    assert theirs.status_code == 302, theirs.text
    assert amounts(together) == [(Category.CASH, 800), (Category.STAFF, 500)]
