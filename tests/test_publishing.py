"""Publishing: what the office chooses to show is previewed, and exactly that is written down for the public."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask

from govtrack.analytics.exemptions import Openness
from govtrack.analytics.published import Notice, as_json, from_json
from govtrack.analytics.register import Heading, Step
from govtrack.domain import bodies, collaborations, deciding, notices, publishing
from govtrack.domain.publicparts import Choice, notice_of, parts_of_notice
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import audit
from govtrack.store.db import db, transaction
from govtrack.store.decisions import Decision
from govtrack.store.publications import About, Publication, publications_of, standing
from tests import make
from tests.filling import answers_on, fill, follow, resend

SignIn = Callable[[str], Any]
SECRET = "the boat shed at Coastmouth"


class Office:
    """A body with a decision that has something to hide, and the people of its office."""

    def __init__(self) -> None:
        self.coast = make.organisation("Coastshire", name="Coastshire Police Area")
        with transaction():
            bodies.open_office(self.coast, name="PCC for Coastshire", kind="PCC", starts="2012-11-22", by=make.BY)
        self.together = make.collaboration("Boats", purpose="To keep boats together.")
        make.membership(self.together, self.coast)
        for role in ("reader", "recorder", "approver"):
            make.person(f"{role}@example.org", role, organisation=self.coast)
        self.decision = make.decision(
            "C/1", body=self.coast, collaboration=self.together, title="Sell a boat", decided="2020-02-03",
            reasons="It is old.", lead_officer="Alex Quay", signed_by="Pat Chair", source="Notice C/1",
            parts={Heading.FINANCIAL: f"It pays for {SECRET}.", Heading.LEGAL: "None."},
        )  # fmt: skip

    @property
    def address(self) -> str:
        return f"/decisions/{self.decision.id}"


@pytest.fixture
def office(app: Flask) -> Office:
    return Office()


def public(decision: Decision) -> Notice | None:
    """What the public reads of a decision now."""
    db.session.rollback()
    found = standing(About.DECISION, decision.id)
    return found.notice if found else None


def kept(decision: Decision) -> Sequence[Publication]:
    """Everything that was ever written down for the public."""
    db.session.rollback()
    return publications_of(About.DECISION, decision.id)


def written(decision: Decision) -> str:
    return "".join(f"{one.content}{one.text}{one.title}{one.reference}" for one in kept(decision))


def test_an_officer_withholds_a_part_looks_and_publishes_exactly_that(office: Office, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")

    opened = browser.get(f"{office.address}/publish")
    chosen = {"openness": "partly", "financial": "section 43"}
    looked = resend(browser, opened, f"{office.address}/publish", **chosen, look="yes")
    before = public(office.decision)
    page = follow(browser, resend(browser, looked, f"{office.address}/publish"))

    assert SECRET in opened.text
    preview = looked.text[looked.text.index("What the public will see</h2>") :]
    assert "Exempt:</strong> section 43 of the Freedom of Information Act 2000 (commercial interests)" in preview
    assert SECRET not in preview
    assert before is None
    assert "Published: C/1, Sell a boat." in page.text
    assert "The public reads it, in part" in page.text
    assert "Withheld from the public:</strong> section 43" in page.text
    notice = public(office.decision)
    assert notice is not None
    assert (notice.body.name if notice.body else "", notice.office) == ("Coastshire Police Area", "PCC for Coastshire")
    assert notice.withheld == ["Financial implications"]
    assert SECRET not in written(office.decision)
    assert list(audit.faults()) == []


def test_what_changed_since_the_preview_is_looked_at_again_and_nothing_typed_is_lost(
    office: Office, sign_in: SignIn
) -> None:
    browser = sign_in("recorder@example.org")

    opened = browser.get(f"{office.address}/publish")
    unseen = resend(browser, opened, f"{office.address}/publish", openness="partly", legal="section 42")
    with transaction():
        deciding.add(office.decision, words="The buyer was the harbour.", by=make.BY)
    added = resend(browser, unseen, f"{office.address}/publish")
    refused = public(office.decision)
    page = follow(browser, resend(browser, added, f"{office.address}/publish"))

    assert "It has changed since the preview was made." in unseen.text
    assert answers_on(unseen)["legal"] == "section 42"
    assert "It has changed since the preview was made." in added.text
    assert "The buyer was the harbour." in added.text[added.text.index("What the public will see</h2>") :]
    assert refused is None
    assert "Published: C/1" in page.text


def test_what_cannot_be_published_as_chosen_is_said_beside_its_answer(office: Office, sign_in: SignIn) -> None:
    browser, page = sign_in("approver@example.org"), f"{office.address}/publish"

    def looked(**chosen: str) -> str:
        return str(fill(browser, page, look="yes", **chosen).text)

    assert "Choose which parts are withheld, each with its ground." in looked(openness="partly")
    assert "You marked a part as exempt (Legal implications)" in looked(openness="everything", legal="section 42")
    title = "title, parties and objective only"
    assert "Choose the ground on which it is withheld." in looked(openness=title)
    assert "Say its objective in a sentence" in looked(openness=title, exemption="section 24", objective="")
    assert "This is not one of the answers offered" in looked(openness="partly", legal="section 99")
    assert "This is not one of the answers offered" in looked(openness="<script>")
    assert "Choose how much of it the public may read." in looked(openness="")
    assert "2,000" in looked(openness=title, exemption="section 24", objective="a" * 2001)
    assert public(office.decision) is None


def test_title_parties_and_objective_are_all_there_is_where_no_more_is_chosen(office: Office) -> None:
    choice = Choice(Openness.TITLE, "section 24", "To keep people safe at sea.", {"legal": "section 42"})

    with transaction():
        publishing.publish(office.decision, choice, by=make.BY)

    notice = public(office.decision)
    assert notice is not None
    assert (notice.title, notice.parties, notice.objective) == (
        "Sell a boat", ("Coastshire Police Area",), "To keep people safe at sea.",
    )  # fmt: skip
    assert (notice.reference, notice.decided, notice.outcome, notice.about) == ("", "", "", ())
    assert (notice.said, notice.facts, notice.signature, notice.added, notice.earlier) == ((), (), (), (), ())
    assert SECRET not in written(office.decision)


def test_what_is_withheld_entirely_is_marked_and_leaves_nothing_for_the_public(office: Office, sign_in: SignIn) -> None:
    browser = sign_in("recorder@example.org")
    chosen = {"openness": "nothing", "exemption": "section 23"}

    looked = fill(browser, f"{office.address}/publish", **chosen, look="yes")
    page = follow(browser, resend(browser, looked, f"{office.address}/publish"))

    assert "Nothing at all: no page, no entry in a list, a feed or the data, and no gap." in looked.text
    assert "Withheld from the public entirely" in page.text
    assert "section 23 of the Freedom of Information Act 2000" in page.text
    assert kept(office.decision) == []
    with transaction(), pytest.raises(Refused, match="Nothing of it is to be published"):
        publishing.publish(office.decision, by=make.BY)


def test_what_is_public_is_taken_down_with_a_reason_and_published_anew(office: Office, sign_in: SignIn) -> None:
    browser = sign_in("approver@example.org")
    with transaction():
        publishing.publish(office.decision, by=make.BY)

    hidden = fill(browser, f"{office.address}/publish", openness="nothing", exemption="section 23")
    silent = fill(browser, f"{office.address}/take-down", words=" ")
    page = follow(browser, fill(browser, f"{office.address}/take-down", words="A name was left in."))
    gone = public(office.decision)
    anew = follow(browser, fill(browser, f"{office.address}/publish"))

    assert "The public reads it now: take it down first." in hidden.text
    assert "Say why it is taken down." in silent.text
    assert "A name was left in." in page.text
    assert "The public reads it" not in page.text
    assert gone is None
    assert "The public reads it" in anew.text
    assert [one.standing for one in kept(office.decision)] == [False, False, True]
    assert list(audit.faults()) == []


def test_a_superseded_decision_stays_superseded_when_it_is_published_and_when_it_is_taken_down(office: Office) -> None:
    make.decision("C/2", body=office.coast, supersedes=office.decision, decided="2021-01-01")

    with transaction():
        publishing.publish(office.decision, by=make.BY)
    published, notice = office.decision.step, public(office.decision)
    with transaction():
        publishing.take_down(office.decision, words="Enough", by=make.BY)
    with transaction(), pytest.raises(Refused, match="It is not published"):
        publishing.take_down(office.decision, words="Again", by=make.BY)

    assert (published, office.decision.step) == (Step.SUPERSEDED, Step.SUPERSEDED)
    assert notice is not None
    assert office.decision.published is None


def test_an_addendum_is_published_only_when_the_decision_is_published_anew(office: Office) -> None:
    with transaction():
        publishing.publish(office.decision, by=make.BY)
        deciding.add(office.decision, words="The buyer lives at 4 Quay Row.", by=make.BY)
    first = public(office.decision)
    with transaction():
        publishing.publish(office.decision, Choice(Openness.PARTLY, withheld={"addendum:1": "section 40"}), by=make.BY)
    anew = public(office.decision)

    assert first is not None
    assert anew is not None
    assert (first.added, [one.exempt for one in anew.added]) == ((), ["section 40"])
    assert "Quay Row" not in written(office.decision)


def test_two_who_choose_what_to_publish_are_shown_both(office: Office, sign_in: SignIn) -> None:
    first, second = sign_in("recorder@example.org"), sign_in("approver@example.org")
    opened = resend(first, first.get(f"{office.address}/publish"), f"{office.address}/publish", openness="partly",
                    legal="section 42", look="yes")  # fmt: skip

    fill(second, f"{office.address}/publish")
    met = resend(first, opened, f"{office.address}/publish")

    assert met.status_code == 409
    assert "saved this while you were typing" in met.text
    notice = public(office.decision)
    assert notice is not None
    assert notice.openness == Openness.OPEN
    with transaction(), pytest.raises(Changed):
        publishing.withhold(office.decision, Choice(), version=1, by=make.BY)


def test_every_part_of_a_full_notice_can_be_withheld_by_itself(office: Office) -> None:
    with transaction():
        agreement = collaborations.agree(office.together, title="The agreement", parties="The PCC\nThe Chief",
                                         by=make.BY)  # fmt: skip
        notices.choose_template(office.coast, [Heading.LEGAL, Heading.SUMMARY], by=make.BY)
    full = make.decision(
        "C/9", body=office.coast, collaboration=office.together, agreement=agreement, summary="A", reasons="B",
        lead_officer="C", chief_officer="D", chief_approved="2020", urgent=True, ratified="2021", source="E",
        signed_by="F", capacity="G", signed="2020-03-01",
        parts={heading: f"Words of {heading}" for heading in Heading if heading not in {"summary", "reasons"}},
    )  # fmt: skip
    with transaction():
        deciding.add(full, words="H", by=make.BY)
    parts = parts_of_notice(full)

    hidden = notice_of(full, Choice(Openness.PARTLY, withheld={one.what: "section 31" for one in parts}))
    shown = notice_of(full, Choice())

    assert hidden is not None
    assert shown is not None
    assert len(parts) == len(Heading) + 11
    assert [one.name for one in shown.said][:2] == ["Legal implications", "Summary"]
    assert not any(one.words for one in (*hidden.said, *hidden.facts, *hidden.signature, *hidden.added))
    assert from_json(as_json(shown)) == shown
    assert from_json('{"title": "T", "openness": "everything", "later": 1}').more == {"later": 1}


def test_hostile_words_are_published_as_words(office: Office, sign_in: SignIn) -> None:
    nasty = make.decision("C/<b>", body=office.coast, title="<script>alert(1)</script>", reasons="<img src=x>")
    browser = sign_in("recorder@example.org")

    page = browser.get(f"/decisions/{nasty.id}/publish")
    done = follow(browser, resend(browser, page, f"/decisions/{nasty.id}/publish"))
    nul = fill(browser, f"/decisions/{nasty.id}/take-down", words="a\0b")

    assert "<script>alert" not in page.text + done.text + nul.text
    assert "<img src=x" not in page.text
    assert nul.status_code == 200
    assert public(nasty) is not None
