"""Who stood where: positions, voting rules worked out in words, whose proposals were adopted, and money alone."""

import re
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from govtrack.analytics import album
from govtrack.analytics.album import Decided
from govtrack.analytics.kinds import Outcome
from govtrack.analytics.register import Subject
from govtrack.analytics.voting import Stance, Voice, Voting, VotingRule, work_out
from govtrack.charts import album as chart
from govtrack.domain import collaborations
from govtrack.domain.imports import preview
from govtrack.papers import books
from govtrack.rooms.imports.reach import rights_of
from govtrack.store.collaborations import memberships_in
from govtrack.store.db import db, transaction
from govtrack.store.people import person_with
from govtrack.store.positions import positions_on, proposals_of, subjects_of, voting_rules_of
from tests import make
from tests.drawings import HOSTILE, hold
from tests.filling import answers_on, fill, follow, offered_on, resend

SignIn = Callable[[str], Any]
FOR, AGAINST = Stance.SUPPORTS, Stance.OPPOSES


class Board:
    """Three partners of an alliance, a fourth that joined later, and a joint decision of 2015."""

    def __init__(self) -> None:
        self.west, self.warwick, self.kent = (make.body(name) for name in ("West Mercia", "Warwickshire", "Kent"))
        self.late = make.body("Essex")
        self.together = make.collaboration("Alliance")
        for partner, votes in ((self.west, 2), (self.warwick, 1), (self.kent, 1)):
            make.membership(self.together, partner, joined=date(2012, 4, 1), votes=votes)
        make.membership(self.together, self.late, joined=date(2018, 4, 1))
        self.decision = make.decision("WM/1", body=self.west, collaboration=self.together, decided="2015-03-01")
        make.person("west@example.org", "recorder", organisation=self.west)
        make.person("kent@example.org", "recorder", organisation=self.kent)
        make.person("secretary@example.org", "secretariat", collaboration=self.together)
        make.person("stranger@example.org", "approver", organisation=make.body("Surrey"))

    @property
    def door(self) -> str:
        return f"/positions/decisions/{self.decision.id}"

    @property
    def page(self) -> str:
        return f"/decisions/{self.decision.id}"


@pytest.fixture
def board(app: Flask) -> Board:
    return Board()


def on(board: Board) -> list[str]:
    """The stances that were recorded, in their order, as the register has them by now."""
    db.session.rollback()
    return [one.stance for one in positions_on([board.decision.id])[board.decision.id]]


def stances(*pairs: tuple[Any, str]) -> dict[str, str]:
    return {f"stance_{partner.id}": stance for partner, stance in pairs}


def test_the_secretariat_states_them_all_and_the_rule_is_worked_out_in_words(board: Board, sign_in: SignIn) -> None:
    secretary = sign_in("secretary@example.org")
    make.voting_rule(board.together, "majority")

    page = follow(
        secretary,
        fill(
            secretary,
            board.door,
            proposer="Kent",
            subjects=["money", "people"],
            **stances((board.west, "supports"), (board.warwick, "supports"), (board.kent, "opposes")),
            **{f"reasons_{board.kent.id}": "<b>Too dear</b>", f"who_{board.kent.id}": "Pat Kent"},
        ),
    )

    assert "Carried: 2 of 3 partners support it; unanimity was not needed, a majority was." in page.text
    assert "Proposed by Kent." in page.text
    assert "&lt;b&gt;Too dear&lt;/b&gt;" in page.text
    assert "Pat Kent" in page.text
    assert "Essex" not in page.text.split("Who stood where")[1].split("Appendices")[0]
    db.session.rollback()
    assert [one.subject for one in subjects_of([board.decision.id])[board.decision.id]] == ["money", "people"]


def test_a_partner_states_its_own_position_alone_and_what_it_said_before_stays(board: Board, sign_in: SignIn) -> None:
    kent = sign_in("kent@example.org")
    form = answers_on(kent.get(board.door))
    assert f"stance_{board.kent.id}" in form
    assert f"stance_{board.west.id}" not in form
    assert "proposer" not in form

    fill(kent, board.door, **stances((board.kent, "reserved")))
    fill(kent, board.door, **stances((board.kent, "reserved")))
    page = follow(kent, fill(kent, board.door, **stances((board.kent, "supports"), (board.west, "opposes"))))

    assert on(board) == ["reserved", "supports"]
    assert "earlier: reserved" in page.text
    assert sign_in("stranger@example.org").get(board.door).status_code == 404


def test_who_was_no_partner_on_the_day_has_no_position_on_it(board: Board, sign_in: SignIn) -> None:
    secretary = sign_in("secretary@example.org")
    assert f"stance_{board.late.id}" not in answers_on(secretary.get(board.door))

    fill(secretary, board.door, **stances((board.late, "supports")))
    with pytest.raises(Exception, match="was not a partner on the day of this decision, so it has no position on it"):
        make.stood(board.decision, {board.late: "supports"})

    assert on(board) == []


def test_of_two_who_state_positions_at_once_the_later_sees_both(board: Board, sign_in: SignIn) -> None:
    west, secretary = sign_in("west@example.org"), sign_in("secretary@example.org")
    stale = secretary.get(board.door)
    fill(west, board.door, **stances((board.west, "supports")))

    late = resend(secretary, stale, board.door, **stances((board.west, "opposes")))

    assert late.status_code == 409
    assert on(board) == ["supports"]


def test_an_outcome_that_the_rule_would_not_have_carried_is_said(board: Board, sign_in: SignIn) -> None:
    make.voting_rule(board.together, "unanimity")
    make.stood(board.decision, {board.west: "supports", board.warwick: "supports", board.kent: "opposes"})

    page = sign_in("west@example.org").get(board.page).text

    assert "Not carried: 2 of 3 partners support it; unanimity was needed." in page
    assert "by these positions it would not have carried under the rule" in page


def parts(name: str, when: date) -> dict[str, str]:
    return {f"{name}-day": str(when.day), f"{name}-month": str(when.month), f"{name}-year": str(when.year)}


def test_a_later_rule_ends_the_one_before_and_decisions_keep_the_rule_of_their_day(
    board: Board, sign_in: SignIn
) -> None:
    secretary = sign_in("secretary@example.org")
    make.voting_rule(board.together, "unanimity")
    make.stood(board.decision, {board.west: "supports", board.warwick: "supports", board.kent: "abstains"})

    page = follow(
        secretary,
        fill(
            secretary, "/positions/Alliance/rule", way="weighted", percent="60", decision="WM/9",
            **parts("starts", date(2016, 4, 1)),
        ),
    )  # fmt: skip

    assert [str(one.ends) for one in voting_rules_of(board.together.id)] == ["2016-03-31", "None"]
    assert "Weighted of 60%, from 1 April 2016, set by WM/9." in page.text
    assert "unanimity was needed" in secretary.get(board.page).text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"way": None}, "Choose how they decide."),
        ({"way": "weighted", "percent": "0"}, "Give the percentage of all votes that is needed"),
        ({"way": "weighted", "percent": "101"}, "Give the percentage of all votes that is needed"),
        ({"way": "lead force"}, "Choose which partner leads"),
        ({"way": "majority", **parts("ends", date(2009, 1, 1))}, "The rule ends before it begins."),
        ({"way": "majority", **parts("starts", date(2010, 4, 1))}, "Another voting rule holds for some of that time."),
        ({"way": "majority", "starts-day": "31", "starts-month": "2"}, "has no day 31"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused_and_the_one_before_stands(
    board: Board, sign_in: SignIn, answers: dict[str, Any], sentence: str
) -> None:
    make.voting_rule(board.together, "unanimity")

    page = fill(
        sign_in("secretary@example.org"),
        "/positions/Alliance/rule",
        **{**parts("starts", date(2016, 4, 1)), "words": "kept for me", **answers},
    )

    assert sentence in page.text
    assert answers_on(page)["words"] == "kept for me"
    assert [(one.way, one.ends) for one in voting_rules_of(board.together.id)] == [("unanimity", None)]


def test_who_says_why_says_where_it_stood(board: Board, sign_in: SignIn) -> None:
    page = fill(sign_in("kent@example.org"), board.door, **{f"reasons_{board.kent.id}": "Too dear"})

    assert "Say where Kent stood." in page.text
    assert answers_on(page)[f"reasons_{board.kent.id}"] == "Too dear"
    assert offered_on(page, f"stance_{board.kent.id}") == [str(one) for one in Stance]


def test_of_two_who_say_what_it_is_about_at_once_the_later_sees_both(board: Board, sign_in: SignIn) -> None:
    make.person("second@example.org", "secretariat", collaboration=board.together)
    secretary, second = sign_in("secretary@example.org"), sign_in("second@example.org")
    stale = secretary.get(board.door)
    fill(second, board.door, subjects=["people"], proposer="Kent")

    late = resend(secretary, stale, board.door, subjects=["money"])

    assert late.status_code == 409
    db.session.rollback()
    assert [one.subject for one in subjects_of([board.decision.id])[board.decision.id]] == ["people"]


def test_a_position_is_not_taken_away(board: Board, sign_in: SignIn) -> None:
    kent = sign_in("kent@example.org")
    fill(kent, board.door, **stances((board.kent, "supports")))

    page = fill(kent, board.door, **stances((board.kent, "")))

    assert "Where Kent stood is recorded: another may follow it, and none takes it away." in page.text
    assert on(board) == ["supports"]


@pytest.mark.parametrize(("partner", "refused"), [("Kent", True), ("West Mercia", False)])
def test_a_file_states_no_position_of_a_partner_that_its_sender_does_not_speak_for(
    board: Board, tmp_path: Path, partner: str, *, refused: bool
) -> None:
    sender = rights_of(person_with("west@example.org"))
    file = tmp_path / "positions.csv"
    file.write_text(f"body,reference,partner,stance\nWest Mercia,WM/1,{partner},opposes\n", encoding="utf-8")

    plan = preview(books.opened(file), rights=sender, by=make.BY)

    said = f"You do not speak for {partner}: it states its own position."
    assert [fault.sentence for fault in plan.faults] == ([said] if refused else [])


def test_days_without_a_voting_rule_are_said(board: Board, sign_in: SignIn) -> None:
    secretary = sign_in("secretary@example.org")
    make.voting_rule(board.together, "unanimity", ends=date(2015, 3, 31))

    page = follow(
        secretary, fill(secretary, "/positions/Alliance/rule", way="majority", **parts("starts", date(2017, 4, 1)))
    )

    assert page.text.count("No voting rule holds from 1 April 2015 to 31 March 2017.") == 2


def test_who_has_left_reads_no_rule_that_came_after(board: Board, sign_in: SignIn) -> None:
    with transaction():
        (spell,) = [one for one in memberships_in([board.together.id]) if one.partner_id == board.west.id]
        collaborations.amend(spell, joined=spell.joined, left=date(2016, 3, 31), votes=2, by=make.BY)
    make.voting_rule(board.together, "majority", decision="WM/BEFORE")
    make.voting_rule(board.together, "unanimity", starts=date(2019, 11, 1), decision="WM/AFTERWARDS")

    page = sign_in("west@example.org").get("/positions/Alliance").text

    assert "WM/BEFORE" in page
    assert "WM/AFTERWARDS" not in page


def test_whose_proposals_came_to_be_decisions_stands_beside_the_shares(board: Board, sign_in: SignIn) -> None:
    other = make.decision(
        "WM/2", body=board.west, collaboration=board.together, decided="2016-05", outcome="not approved"
    )
    make.stood(board.decision, {board.west: "supports", board.warwick: "opposes"})
    make.stood(other, {board.kent: "supports", board.west: "opposes"})

    page = sign_in("west@example.org").get("/positions/Alliance").text

    assert "Of 2 proposals 1 was adopted: Kent proposed 1 and saw 0 adopted, West Mercia 1 and 1." in page
    assert "Overruled were Kent once and Warwickshire once." in page
    table = page.split("Over time:")[-1].split("<tbody>")[1].split("</tbody>")[0]
    assert [cells_of(row) for row in table.split("<tr>")[1:]] == [
        ["2014-15", "1", "West Mercia 1", "West Mercia 1", "Warwickshire 1"],
        ["2016-17", "1", "Kent 1", "nobody", "Kent 1"],
    ]
    assert "2 decisions of 2 whose subjects are recorded were about money alone. That is too few" in page
    assert sign_in("stranger@example.org").get("/positions/Alliance").status_code == 404
    assert proposals_of([other.id])[other.id].partner_id == board.kent.id


def test_the_story_tells_what_a_decision_changed(board: Board, sign_in: SignIn) -> None:
    leaving = make.decision("WM/2019/7", body=board.west, collaboration=board.together, decided="2019-10-09")
    with transaction():
        (spell,) = [one for one in memberships_in([board.together.id]) if one.partner_id == board.west.id]
        collaborations.amend(
            spell, joined=spell.joined, left=date(2020, 4, 8), notice_given=date(2019, 10, 9), votes=2, by=make.BY
        )
    make.figure(board.together, board.warwick, "2020-21", 10_500_000_00, note="The settlement under WM/2019/7")
    make.voting_rule(board.together, "lead force", lead=board.warwick, starts=date(2019, 11, 1), decision="WM/2019/7")

    page = sign_in("kent@example.org").get(f"/decisions/{leaving.id}").text

    assert "West Mercia gave notice to leave Alliance" in page
    assert "The last day of West Mercia as a partner" in page
    assert "The voting rule it set holds from here" in page
    assert "£10,500,000.00" in page
    assert "The settlement under WM/2019/7" in page


def test_decisions_are_narrowed_by_what_they_are_about(board: Board, sign_in: SignIn) -> None:
    make.decision("WM/2", title="Something else", body=board.west, collaboration=board.together)
    make.stood(board.decision, {board.west: "supports"}, subjects=["people"])
    west = sign_in("west@example.org")

    for address in ("/decisions?subject=people", "/search?q=section&subject=people"):
        page = west.get(address).text
        assert "WM/1" in page, address
        assert "WM/2" not in page, address


def cells_of(row: str) -> list[str]:
    """The words in the cells of a row of a table."""
    return [re.sub(r"<[^>]*>", "", one).strip() for one in re.split(r"</t[hd]>", row)[:-1]]


VOICES = st.lists(
    st.builds(Voice, st.sampled_from("ABCDEF"), st.none() | st.sampled_from(Stance), st.none() | st.integers(0, 9)),
    max_size=6,
    unique_by=lambda one: one.partner,
)
RULES = st.none() | st.builds(
    VotingRule, st.sampled_from(Voting), st.fractions(1, 100, max_denominator=7), st.sampled_from("ABC")
)


@given(VOICES, RULES)
def test_more_support_never_makes_a_decision_fail(voices: list[Voice], rule: VotingRule | None) -> None:
    before = work_out(voices, rule)

    for at in range(len(voices)):
        more = [*voices]
        more[at] = more[at]._replace(stance=FOR)
        after = work_out(more, rule)
        assert not (before.carried is True and after.carried is False)
    assert (before.carried is None) or rule is not None


@pytest.mark.parametrize("known", [True, False])
def test_what_is_not_recorded_is_told_only_where_it_makes_no_difference(known: bool) -> None:
    two = [Voice("A", FOR), Voice("B", FOR)]
    rule = VotingRule(Voting.MAJORITY if known else Voting.UNANIMITY)

    worked = work_out([*two, Voice("C", None)], rule)

    assert worked.carried is (True if known else None)
    assert ("It depends on C" in worked.text) is not known


def test_where_the_lead_force_is_not_recorded_it_depends_on_that_alone() -> None:
    voices = [Voice("A", None), Voice("B", None), Voice("C", AGAINST)]

    said = work_out(voices, VotingRule(Voting.LEAD, lead="A"))

    assert said.carried is None
    assert "It depends on A, whose position is not recorded." in said.text


def test_a_tie_does_not_carry_and_says_its_numbers() -> None:
    worked = work_out([Voice("A", FOR), Voice("B", AGAINST)], VotingRule(Voting.MAJORITY))

    assert worked.text == (
        "Not carried: 1 of 2 partners supports it, 1 opposes it; a majority was needed. "
        "1 and 1 is a tie, which does not carry."
    )


def decided(year: str, *, money: bool) -> Decided:
    subjects = frozenset({Subject.MONEY} if money else {Subject.MONEY, Subject.PEOPLE})
    return Decided(year, Outcome.APPROVED, None, subjects, ())


def test_that_talk_narrows_to_money_is_an_early_sign_and_needs_ten_decisions() -> None:
    few = [decided("2015-16", money=True)] * 9
    many = [decided("2015-16", money=False)] * 5 + [decided("2019-20", money=True)] * 5

    assert "too few to say" in album.money_said(few)
    assert album.money_said(many) == (
        "Of the decisions of 2015-16 to 2015-16, 0% were about money alone; of those of 2019-20 to 2019-20, 100%. "
        "Talk may be narrowing to who pays for what: an early sign, and no more than that."
    )
    assert [one.share for one in album.money_years(many[:4])] == [None]


def test_every_stance_is_counted_once() -> None:
    pairs = list(product(Stance, Outcome))
    found = [Decided("2020-21", outcome, 1, frozenset(), ((1, stance),)) for stance, outcome in pairs]

    (part,) = album.parts(found, [1])

    assert part.stood == len(pairs)
    assert (part.agreed, part.overruled) == (2, 2)
    assert part.adopted == len(Stance)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.text(max_size=30) | st.just(HOSTILE), *[st.integers(0, 10**6)] * 3), max_size=12))
def test_the_drawing_holds_whatever_it_is_given(rows: list[tuple[str, int, int, int]]) -> None:
    shown = [chart.Row(*row) for row in rows]

    hold(chart.draw(rows=shown))
    assert chart.words(rows=shown)
