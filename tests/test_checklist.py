"""What the law asks a body to publish, worked out from the records: published, waiting, late, missing, withheld."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from govtrack.analytics.exemptions import Openness
from govtrack.domain import collaborations, publicagreements, publishing
from govtrack.domain.publicparts import Choice
from govtrack.domain.refusals import Refused
from govtrack.store import audit
from govtrack.store.clock import set_to
from govtrack.store.db import transaction
from tests import make
from tests.filling import fill, follow

SignIn = Callable[[str], Any]
ON = datetime(2026, 11, 28, 12, tzinfo=UTC)


class Coast:
    """A body with a partner, and somebody in each office."""

    def __init__(self) -> None:
        self.coast, self.ash = make.organisation("Coastshire"), make.organisation("Ashdale")
        self.boats = make.collaboration("Boats", purpose="To float.")
        for body in (self.coast, self.ash):
            make.membership(self.boats, body)
        for role in ("reader", "recorder", "approver"):
            make.person(f"{role}@example.org", role, organisation=self.coast)
        make.person("partner@example.org", "approver", organisation=self.ash)

    def decided(self, reference: str, day: str, **more: Any) -> Any:
        answers = {"title": f"Decide {reference}", "significant": True, **more}
        return make.decision(reference, body=self.coast, decided=day, **answers)


@pytest.fixture
def coast(app: Flask) -> Coast:
    return Coast()


def test_a_decision_past_the_bodys_own_limit_stands_on_the_home_page_of_its_own_people(
    coast: Coast, sign_in: SignIn
) -> None:
    coast.decided("C/LATE", "2026-11-05", collaboration=coast.boats)
    coast.decided("C/SOON", "2026-11-20")
    coast.decided("C/MONTH", "2026-11")
    coast.decided("C/MINOR", "2026-01-05", significant=False)
    done = coast.decided("C/DONE", "2026-01-06")
    hidden = coast.decided("C/HIDDEN", "2026-01-07")
    with transaction():
        publishing.publish(done, by=make.BY)
        publishing.withhold(hidden, Choice(Openness.NOTHING, "section 23"), by=make.BY)

    with set_to(ON):
        home = sign_in("reader@example.org").get("/").text
        partner = sign_in("partner@example.org").get("/").text

    assert "C/LATE, Coastshire: Decide C/LATE</a>: 9 days over the limit of 14 days" in home
    for other in ("C/SOON", "C/MONTH", "C/MINOR", "C/DONE", "C/HIDDEN"):
        assert other not in home, other
    assert "Decisions to be published" not in partner


def test_the_checklist_says_what_is_published_waiting_late_missing_and_withheld(coast: Coast, sign_in: SignIn) -> None:
    coast.decided("C/LATE", "2026-11-05")
    coast.decided("C/SOON", "2026-11-20")
    done, hidden = coast.decided("C/DONE", "2026-01-06"), coast.decided("C/HIDDEN", "2026-01-07")
    with transaction():
        publishing.publish(done, by=make.BY)
        publishing.withhold(hidden, Choice(Openness.NOTHING, "section 23"), by=make.BY)
        shown = collaborations.agree(coast.boats, title="Agreed openly", by=make.BY)
        collaborations.agree(coast.boats, title="Agreed quietly", by=make.BY)
        publicagreements.publish_agreement(shown, Choice(Openness.TITLE, "section 24", "To float."), by=make.BY)

    with set_to(ON):
        page = sign_in("recorder@example.org").get("/bodies/Coastshire/checklist").text
        partner = sign_in("partner@example.org").get("/bodies/Coastshire/checklist").text

    for words in (
        "1 decision overdue, 1 agreement missing.", "1 decision published</a>, significant or not.",
        "9 days over the limit of 14 days", "within the limit of 14 days", "Publish<span", "Check the Order",
        "Section 23E of the Police Act 1996", "title, parties and objective only", "Agreed quietly",
        "section 23 of the Freedom of Information Act 2000 (bodies dealing with security matters)",
    ):  # fmt: skip
        assert words in page, words
    for private in ("C/LATE", "C/SOON", "C/HIDDEN", "Publish<span"):
        assert private not in partner, private
    assert "Agreed openly" in partner


def test_a_body_sets_its_own_limit_and_only_who_keeps_it_does(coast: Coast, sign_in: SignIn) -> None:
    coast.decided("C/LATE", "2026-11-05")
    keeper = sign_in("approver@example.org")
    address = "/bodies/Coastshire/limit"

    with set_to(ON):
        page = follow(keeper, fill(keeper, address, days="30")).text
        wrong = [fill(keeper, address, days=typed).text for typed in ("", "0", "366", "soon", "1" * 30)]
        again = follow(keeper, fill(keeper, address, days="22")).text

    assert "Coastshire means to publish within 30 days." in page
    assert "within the limit of 30 days" in page
    assert "Enter how many days." in wrong[0]
    assert all("There is a problem" in text for text in wrong)
    assert "1 day over the limit of 22 days" in again
    assert sign_in("recorder@example.org").get(address).status_code == 403
    with transaction(), pytest.raises(Refused, match="between 1 and 365"):
        publishing.set_limit(coast.coast, 0, by=make.BY)
    assert list(audit.faults()) == []


def test_a_body_with_nothing_to_publish_is_told_so(coast: Coast, sign_in: SignIn) -> None:
    page = sign_in("reader@example.org").get("/bodies/Coastshire/checklist").text

    assert "Nothing is overdue, and no agreement is missing." in page
    assert "None that is marked as significant waits to be published." in page
    assert "No decision of it has been published here yet." in page
