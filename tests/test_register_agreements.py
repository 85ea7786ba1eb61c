"""Agreements on the public register: published as section 23E asks, in full, in part or by title, and taken down."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from govtrack.analytics.exemptions import Openness
from govtrack.domain import collaborations, documents, publicagreements, publishing
from govtrack.domain.publicparts import Choice
from govtrack.domain.refusals import Refused
from govtrack.store import audit
from govtrack.store.collaborations import Agreement
from govtrack.store.db import db, transaction
from tests import make
from tests.filling import fill, follow, resend
from tests.pages import Client

SignIn = Callable[[str], Any]
SECRET = "after eighteen months in the old boat shed"


class Boats:
    """A collaboration with an agreement, its secretariat and a partner's approver."""

    def __init__(self) -> None:
        self.coast = make.organisation("Coastshire", name="Coastshire Police Area")
        self.together = make.collaboration("Boats", purpose="To keep boats together.")
        make.membership(self.together, self.coast)
        with transaction():
            self.agreement: Agreement = collaborations.agree(
                self.together, title="The boat agreement", parties="The PCC\nThe Chief Constable", signed="2014-03-27",
                force_provision=True, notice_months=12, exit_rule=SECRET, by=make.BY,
            )  # fmt: skip
        make.person("secretariat@example.org", "secretariat", collaboration=self.together)
        make.person("administrator@example.org", "administrator")
        make.person("approver@example.org", "approver", organisation=self.coast)
        make.person("recorder@example.org", "recorder", organisation=self.coast)

    @property
    def address(self) -> str:
        return f"/collaborations/Boats/agreements/{self.agreement.id}"

    @property
    def public(self) -> str:
        return f"/register/agreements/{self.agreement.id}"


@pytest.fixture
def boats(app: Flask) -> Boats:
    return Boats()


def test_an_agreement_is_looked_at_and_published_with_a_part_withheld(
    boats: Boats, sign_in: SignIn, client: Client
) -> None:
    keeper = sign_in("secretariat@example.org")

    opened = keeper.get(f"{boats.address}/publish")
    unseen = resend(keeper, opened, f"{boats.address}/publish", openness="partly", exit_rule="section 43")
    page = follow(keeper, resend(keeper, unseen, f"{boats.address}/publish"))
    public, listed = client.get(boats.public), client.get("/register/collaborations/")
    together = client.get(f"/register/collaborations/{boats.together.id}")

    assert "Section 23E of the Police Act 1996" in opened.text
    assert "It has changed since the preview was made." in unseen.text
    assert "The public reads it" in page.text
    for words in ("The boat agreement", "The PCC; The Chief Constable", "To keep boats together.", "27 March 2014",
                  "Force provision", "12 months", "Exempt:</strong> section 43"):  # fmt: skip
        assert words in public.text, words
    for answer in (public, listed, together):
        assert "The boat agreement" in answer.text
        assert SECRET not in answer.text
    assert "Boats Alliance" in listed.text
    assert list(audit.faults()) == []


def test_an_agreement_published_by_title_says_parties_and_objective_and_no_more(boats: Boats, client: Client) -> None:
    with transaction():
        publicagreements.publish_agreement(
            boats.agreement, Choice(Openness.TITLE, "section 24", "To keep people safe."), by=make.BY
        )

    page = client.get(boats.public).text

    assert "section 24 of the Freedom of Information Act 2000 (national security)" in page
    assert "To keep people safe." in page
    assert "The PCC; The Chief Constable" in page
    for hidden in ("2014", "Boats Alliance", "12 months", SECRET):
        assert hidden not in page, hidden
    assert client.get(f"/register/collaborations/{boats.together.id}").status_code == 404
    assert "The boat agreement" in client.get("/register/collaborations/").text


def test_what_an_agreement_cannot_be_published_as_is_refused_in_words(boats: Boats, sign_in: SignIn) -> None:
    keeper = sign_in("administrator@example.org")

    nothing = fill(keeper, f"{boats.address}/publish", openness="nothing", exemption="section 24")
    aimless = fill(keeper, f"{boats.address}/publish", objective=" ")
    strange = fill(keeper, f"{boats.address}/publish", openness="partly", exit_rule="<b>")

    assert "This is not one of the answers offered" in nothing.text
    assert "Say its objective in a sentence that may be published." in aimless.text
    assert "This is not one of the answers offered" in strange.text
    with transaction(), pytest.raises(Refused, match="at least by title"):
        publicagreements.publish_agreement(boats.agreement, Choice(Openness.NOTHING, "section 24", "To"), by=make.BY)
    assert keeper.get(f"/collaborations/Boats/agreements/{10**12}/publish").status_code == 404


@pytest.mark.parametrize("role", ["secretariat", "administrator"])
def test_an_agreement_is_taken_down_with_a_reason(boats: Boats, sign_in: SignIn, client: Client, role: str) -> None:
    keeper = sign_in(f"{role}@example.org")
    follow(keeper, fill(keeper, f"{boats.address}/publish"))
    before = client.get(boats.public).status_code

    silent = fill(keeper, f"{boats.address}/take-down", words="")
    page = follow(keeper, fill(keeper, f"{boats.address}/take-down", words="A name was left in."))

    assert "Say why it is taken down." in silent.text
    assert "Taken down: The boat agreement." in page.text
    assert before == 200
    assert client.get(boats.public).status_code == 404
    assert "No agreement has been published here yet." in client.get("/register/collaborations/").text
    with transaction(), pytest.raises(Refused, match="It is not published"):
        publicagreements.take_down_agreement(boats.agreement, words="Again", by=make.BY)


@pytest.mark.parametrize("role", ["approver", "recorder"])
def test_a_partner_alone_publishes_no_agreement_of_all(boats: Boats, sign_in: SignIn, role: str) -> None:
    browser = sign_in(f"{role}@example.org")

    assert browser.get(f"{boats.address}/publish").status_code == 403
    assert browser.get(f"{boats.address}/take-down").status_code == 403
    assert "Publish it" not in browser.get("/collaborations/Boats").text


def test_the_text_of_an_agreement_is_given_out_where_it_was_published(boats: Boats, client: Client, app: Flask) -> None:
    with transaction():
        row = documents.add_file(
            boats.agreement, io.BytesIO(b"Whereas"), name="agreement.txt", title="The text",
            folder=app.extensions["govtrack"].data, most=10_000, by=make.BY,
        )  # fmt: skip
    place = f"/register/documents/{row.id}"

    before = client.get(place).status_code
    with transaction():
        publicagreements.publish_agreement(boats.agreement, Choice(objective="To"), by=make.BY)
    page, given = client.get(boats.public).text, client.get(place)
    with transaction():
        withheld = Choice(Openness.PARTLY, objective="To", withheld={"document:1": "section 31"})
        publicagreements.publish_agreement(boats.agreement, withheld, by=make.BY)

    assert before == 404
    assert "The text" in page
    assert given.text == "Whereas"
    assert client.get(place).status_code == 404
    assert "The text" not in client.get(boats.public).text


def test_a_change_of_an_agreement_is_public_only_when_it_is_published_anew(boats: Boats, client: Client) -> None:
    with transaction():
        publicagreements.publish_agreement(boats.agreement, Choice(objective="To"), by=make.BY)
        collaborations.amend_agreement(boats.agreement, title="Renamed in private", by=make.BY)
    before = client.get(boats.public).text
    db.session.rollback()
    with transaction():
        publicagreements.publish_agreement(boats.agreement, Choice(objective="To"), by=make.BY)

    assert "Renamed in private" not in before
    assert "Renamed in private" in client.get(boats.public).text


def test_a_collaborations_page_lists_only_what_is_public_of_it(boats: Boats, client: Client) -> None:
    shown = make.decision("C/1", body=boats.coast, collaboration=boats.together, title="Buy a boat")
    make.decision("C/2", body=boats.coast, collaboration=boats.together, title="Never shown")
    with transaction():
        publishing.publish(shown, by=make.BY)

    page = client.get(f"/register/collaborations/{boats.together.id}").text

    assert "Buy a boat" in page
    assert "Never shown" not in page
    assert "The boat agreement" not in page
    assert "None of its agreements has been published here yet." in page
