"""Engagement: who was asked about a decision, what came of it, and what the register says of it in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from govtrack.analytics.engaging import MEANS, Engaged, Level, Whom, said_of, said_of_all
from govtrack.domain import decisions, engagements
from govtrack.domain.refusals import Refused
from govtrack.store import audit
from govtrack.store.db import db, transaction
from govtrack.store.decisions import Decision
from govtrack.store.engagements import engagement_at, engagements_on
from tests import make
from tests.filling import answers_on, fill, follow

SignIn = Callable[[str], Any]
TODAY = date(2026, 11, 28)


class Office:
    """A decision and a draft of one body, its recorder, a partner's reader, and a stranger."""

    def __init__(self) -> None:
        west, warwick, kent = (make.body(name) for name in ("West Mercia", "Warwickshire", "Kent"))
        together = make.collaboration("Alliance")
        make.membership(together, west)
        make.membership(together, warwick)
        self.decision = make.decision("WM/1", body=west, collaboration=together, decided="2014-03-27").id
        with transaction():
            self.draft = decisions.draft(title="Leave", body=west, collaboration=together, by=make.BY).id
        make.person("recorder@example.org", "recorder", organisation=west)
        make.person("reader@example.org", "reader", organisation=warwick)
        make.person("stranger@example.org", "approver", organisation=kent)


@pytest.fixture
def office(app: Flask) -> Office:
    return Office()


def test_an_engagement_is_recorded_shown_in_the_story_and_filled_in_after_the_decision(
    office: Office, sign_in: SignIn
) -> None:
    recorder, reader, stranger = (sign_in(f"{who}@example.org") for who in ("recorder", "reader", "stranger"))
    door = f"/engagements/decisions/{office.decision}"
    for words in MEANS.values():
        assert words in recorder.get(door).text

    page = follow(
        recorder,
        fill(
            recorder, door, level="involvement", whom=["residents", "children and young people"], how="Three workshops",
            who="Towns on the coast", begun="Jan 2014", closed="28 February 2014", answered="1,412",
            said="Keep the *night* desk.\n\n- open later", changed="The night desk stays.",
        ),
    )  # fmt: skip

    (row,) = engagements_on(office.decision)
    assert (row.opened, row.closed, row.answered) == ("2014-01", "2014-02-28", 1412)
    assert "Involvement: Three workshops" in page.text
    assert "Residents; children and young people: Towns on the coast" in page.text
    assert "<li>open later</li>" in page.text
    assert "Nobody who answered is recorded as told what came of it." in page.text
    assert "With residents, children and young people. Towns on the coast." in page.text
    assert "The night desk stays." in reader.get(f"/decisions/{office.decision}").text
    assert reader.get(f"/engagements/{row.id}").status_code == 403
    assert stranger.get(f"/engagements/{row.id}").status_code == 404

    both = ["residents", "children and young people"]
    later = follow(recorder, fill(recorder, f"/engagements/{row.id}", whom=both, told="2 May 2014"))

    assert "Those who answered were told what came of it: Three workshops" in later.text
    assert "Nobody who answered is recorded" not in later.text
    db.session.rollback()
    assert list(audit.faults()) == []


def test_what_was_read_when_a_decision_was_taken_is_struck_out_and_never_changed(
    office: Office, sign_in: SignIn
) -> None:
    recorder, door = sign_in("recorder@example.org"), f"/engagements/decisions/{office.decision}"
    fill(recorder, door, level="consultation", whom=["residents"], how="A survey", said="They were against it.")
    (row,) = engagements_on(office.decision)

    changed = fill(recorder, f"/engagements/{row.id}", said="They were for it.")
    dropped = fill(recorder, f"/engagements/{row.id}", whom=["businesses"])

    for page in (changed, dropped):
        assert "what stands here stays as it was read" in page.text
    assert answers_on(changed)["said"] == "They were for it."
    db.session.rollback()
    assert row.said == "They were against it."

    empty = fill(recorder, f"/engagements/{row.id}/strike", reason=" ")
    gone = follow(recorder, fill(recorder, f"/engagements/{row.id}/strike", reason="It was another decision's"))

    assert "Say why: the reason is kept for good." in empty.text
    assert "Because: It was another decision&#39;s" in gone.text
    assert "Nobody is recorded as asked before this was decided." in gone.text
    assert "was struck out already" in recorder.get(f"/engagements/{row.id}/strike").text
    assert "It was struck out, and stays as it is" in fill(recorder, f"/engagements/{row.id}", who="All").text


def test_the_engagement_of_a_paper_can_be_corrected_and_is_its_own_bodys_alone(office: Office, sign_in: SignIn) -> None:
    recorder, reader = sign_in("recorder@example.org"), sign_in("reader@example.org")
    fill(recorder, f"/engagements/decisions/{office.draft}", level="consultation", whom=["residents"], how="A survey")
    (row,) = engagements_on(office.draft)

    page = follow(recorder, fill(recorder, f"/engagements/{row.id}", how="A letter", whom=["businesses"]))

    assert "Consultation: A letter" in page.text
    assert "Only bodies that already had influence" not in page.text
    db.session.rollback()
    assert [one.whom for one in engagements_on(office.draft)] == [[Whom.BUSINESSES]]
    assert reader.get(f"/engagements/{row.id}").status_code in {403, 404}


def test_two_people_who_fill_in_one_engagement_are_shown_both(office: Office, sign_in: SignIn) -> None:
    recorder = sign_in("recorder@example.org")
    number = make.engagement(db.session.get_one(Decision, office.decision)).id
    opened = answers_on(recorder.get(f"/engagements/{number}"))
    row = engagement_at(number)
    assert row is not None
    told = engagements.Told(
        level=Level.CONSULTATION, whom=[Whom.RESIDENTS], how="A survey", opened="2013-01", told="2015"
    )
    with transaction():
        engagements.amend(row, told, by=make.BY)

    late = recorder.post(f"/engagements/{number}", data={**opened, "whom": "residents", "told": "2016"})

    assert late.status_code == 409
    assert "2015" in late.text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"level": ""}, "Choose how far they could shape the decision."),
        ({"level": "persuasion"}, "This is not one of the answers offered"),
        ({"whom": []}, "Choose whom it was with."),
        ({"how": ""}, "Say how they were told or asked."),
        ({"how": "x" * 201}, "At most 200 characters"),
        ({"said": "x" * 4001}, "At most 4,000 characters"),
        ({"said": "NUL\0"}, "This holds a character that cannot be shown"),
        ({"begun": "2014-03", "closed": "2014-02-28"}, "It closes before it opens: check both dates."),
        ({"begun": "2014-03", "told": "2013"}, "told what came of it before it opens"),
        ({"told": "2099"}, "the date lies ahead"),
        ({"begun": "soon"}, "as a year (2015)"),
        ({"answered": "10" * 20}, "This must be a whole number"),
        ({"answered": "-1"}, "This must be between 0 and 999,999,999."),
        ({"level": "information", "answered": "7"}, "Nobody answers where people were only told"),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_answer_and_nothing_typed_is_lost(
    office: Office, sign_in: SignIn, answers: dict[str, Any], sentence: str
) -> None:
    usual = {"level": "consultation", "whom": ["residents"], "how": "A survey", "who": "kept for me"}

    page = fill(sign_in("recorder@example.org"), f"/engagements/decisions/{office.decision}", **{**usual, **answers})

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert answers_on(page)["who"] == "kept for me"
    assert engagements_on(office.decision) == []


def test_script_in_every_answer_is_shown_as_text(office: Office, sign_in: SignIn) -> None:
    recorder, evil = sign_in("recorder@example.org"), "<script>alert(1)</script>"

    page = follow(
        recorder,
        fill(
            recorder, f"/engagements/decisions/{office.decision}", level="consultation", whom=["residents"],
            how=evil, who=evil, said=evil, changed=evil,
        ),
    )  # fmt: skip

    assert "<script>alert" not in page.text
    assert page.text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4


def test_a_decision_is_found_by_what_was_said_in_an_engagement(office: Office, sign_in: SignIn) -> None:
    make.engagement(db.session.get_one(Decision, office.decision), said="Keep the lifeboat station")

    assert "WM/1" in sign_in("reader@example.org").get("/search?q=lifeboat").text
    assert "WM/1" not in sign_in("stranger@example.org").get("/search?q=lifeboat").text


def test_no_more_engagements_are_recorded_than_can_be_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engagements, "MOST", 1)
    decision = db.session.get_one(Decision, office.decision)
    make.engagement(decision)

    with pytest.raises(Refused, match="At most 1 engagements"):
        make.engagement(decision)


def engaged(**answers: Any) -> Engaged:
    usual = {"level": Level.CONSULTATION, "whom": frozenset({Whom.RESIDENTS}), "opened": "", "closed": "",
             "answered": None, "changed": "The hours", "told": "2015"}  # fmt: skip
    return Engaged(**{**usual, **answers})


OPENED_LATE = "after the decision was taken: nothing said could change it."
CLOSED_LATE = "after the decision was taken: what was said last came too late."
NOBODY_TOLD = "Nobody who answered is recorded as told what came of it."


@pytest.mark.parametrize(
    ("one", "decided", "expected"),
    [
        (engaged(opened="2014-01", closed="2014-02"), "2014-03-27", []),
        (engaged(opened="2014-04-05"), "2014-03-27", [f"It opened 9 days {OPENED_LATE}"]),
        (engaged(opened="2014-04"), "2014-03-27", [f"It opened {OPENED_LATE}"]),
        (engaged(opened="2014"), "2014-03-27", []),
        (engaged(opened="2014-01", closed="2014-03-28"), "2014-03-27", [f"It closed 1 day {CLOSED_LATE}"]),
        (engaged(told=""), "2014-03-27", [NOBODY_TOLD]),
        (engaged(told="", answered=0), "2014-03-27", []),
        (engaged(told="2014-01"), "2014-03-27", ["Those who answered were last told before the decision was taken."]),
        (engaged(changed=""), "2014-03-27", ["What changed because of it is not recorded."]),
        (engaged(level=Level.INFORMATION, told="", changed=""), "2014-03-27", []),
        (engaged(told="", changed="", closed="2026-12"), "", []),
        (engaged(told="", changed="", closed="2026-11-27"), "", [NOBODY_TOLD]),
    ],
)
def test_what_is_odd_about_an_engagement_is_said_in_words(one: Engaged, decided: str, expected: list[str]) -> None:
    assert list(said_of(one, taken=bool(decided), decided=decided, today=TODAY)) == expected


def test_that_only_those_with_influence_were_asked_is_said_of_all_together() -> None:
    insiders = engaged(whom=frozenset({Whom.PARTNERS, Whom.FORCES}))
    leaflet = engaged(level=Level.INFORMATION)

    only = "Only bodies that already had influence were asked: nobody else's voice is recorded."
    assert list(said_of_all([insiders], taken=True)) == [only]
    assert list(said_of_all([insiders, leaflet], taken=False)) == [only]
    assert list(said_of_all([insiders, engaged()], taken=True)) == []
    assert list(said_of_all([leaflet], taken=True)) == ["People were told, and nobody is recorded as asked."]
    assert list(said_of_all([], taken=False)) == []
