"""The arithmetic of going alone: the worked cases as the page works them out, and where no rule can pass it stops."""

import json
from fractions import Fraction
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtrack.analytics import alonesaid
from govtrack.analytics import study as studies
from govtrack.analytics.alone import Apart, Party, Range, paired
from govtrack.analytics.games import Group, Verdict, pays_its_way
from govtrack.charts import alone as chart
from tests.drawings import HOSTILE, hold

FILE = json.loads((Path(__file__).parent / "cases" / "allocation.json").read_text())
CASES = {case["id"]: case for case in FILE["cases"]}
POUNDS = 100


def sure(pounds: float | None) -> Range | None:
    return None if pounds is None else Range(*[round(pounds * POUNDS)] * 3)


def apart(paid: list[float], alone: list[Any], left: list[Any] | None = None) -> Apart:
    """A year, in pounds; an estimate is one number or three."""
    ranges = [Range(*(round(end * POUNDS) for end in one)) if isinstance(one, tuple) else sure(one) for one in alone]
    parties = [
        Party(at + 1, "ABCDEFGHIJ"[at], round(one * POUNDS), alone=ranges[at], left=sure(left[at]) if left else None)
        for at, one in enumerate(paid)
    ]
    return Apart("2023-24", tuple(parties))


def texts(one: Apart) -> str:
    return "\n".join(said.text for said in alonesaid.sentences(one))


def test_three_forces_that_save_together_share_it_in_proportion_to_the_penny() -> None:
    case = CASES["alone-grand-3"]
    year = apart([1_500_000] * 3, case["alone"])

    assert year.saving is not None
    assert year.saving.central == case["expected"]["saving"] * POUNDS
    assert year.proportional is not None
    assert list(year.proportional.parts) == [part * POUNDS for part in case["expected"]["proportional_saving"]]
    assert [one.value for one in year.proportional.walks] == case["expected"]["proportional_stand_alone_test"]
    assert [party.walks for party in year.parties] == [Verdict.HOLDS, Verdict.HOLDS, Verdict.FAILS]
    assert "A and B pay less than going alone would cost: pass; C pays more than" in texts(year)


def test_where_being_together_costs_more_the_page_says_that_no_rule_can_pass_and_stops() -> None:
    case = CASES["alone-grand-loss"]
    year = apart([1_250_000, 1_250_000], case["alone"], [1, 1])

    assert year.saving is not None
    assert year.saving.central == case["expected"]["saving"] * POUNDS
    assert (year.proportional, year.remaining, year.paid_to_join) == (None, None, [])
    said = alonesaid.sentences(year)
    assert said[-1].text.startswith("No rule can pass every partner's walk-away test")


def test_four_forces_whose_leaving_is_costed_cannot_all_pay_what_they_add_and_the_page_stops() -> None:
    case = CASES["scrb-police-4"]
    costs, million = case["coalitions"], 1_000_000
    year = apart(
        [2_000_000] * 4,
        [costs[one] * million for one in "ABCD"],
        [costs[one] * million for one in ("BCD", "ACD", "ABD", "ABC")],
    )

    assert year.known_added is not None
    found = [one.central / POUNDS / million for one in year.known_added]
    assert all(isclose(*pair) for pair in zip(found, case["expected"]["separable"], strict=True))
    assert year.overspent
    assert year.remaining is None
    assert "No rule can pass every test: what each one's being in costs the others comes to £8.3m" in texts(year)
    assert not [one for one in alonesaid.sentences(year) if one.key == "remaining"]


def test_the_dam_of_1935_is_split_as_the_textbooks_split_it() -> None:
    case = CASES["tva-1935"]
    costs = case["coalitions"]
    thirds = [costs["NFP"] / 3] * 3
    year = apart(thirds, [costs[one] for one in "NFP"], [costs[one] for one in ("FP", "NP", "NF")])

    assert year.remaining is not None
    for part, expected in zip(year.remaining.parts, case["expected"]["scrb"], strict=True):
        assert abs(part / POUNDS - expected) <= case["tolerance"]
    game = {Group("NFP".index(one) for one in names): Fraction(cost * POUNDS) for names, cost in costs.items()}
    worked = studies.worked_out(game, 3)
    for found, name in ((worked.shapley, "shapley"), (worked.nucleolus, "nucleolus")):
        assert all(abs(a / POUNDS - b) <= case["tolerance"] for a, b in zip(found, case["expected"][name], strict=True))
    assert worked.any_suits
    assert worked.shapley_suits


def test_a_study_of_which_no_split_suits_every_group_says_so_and_shows_none() -> None:
    costs = {Group({0}): 6, Group({1}): 6, Group({2}): 6, Group({0, 1}): 7, Group({0, 2}): 7, Group({1, 2}): 7}
    game = {group: Fraction(cost * POUNDS) for group, cost in {**costs, Group({0, 1, 2}): 12}.items()}

    worked = studies.worked_out(game, 3)

    assert not worked.any_suits
    said = studies.sentences(worked, game, ["A", "B", "C"])
    assert [one.key for one in said] == ["core"]
    assert "some group of partners pays more than it would by itself" in said[0].text


def test_a_shapley_split_that_one_group_would_leave_names_the_group_and_by_how_much() -> None:
    costs = {"A": 6, "B": 6, "C": 6, "AB": 4, "AC": 9, "BC": 9, "ABC": 10}
    game = {Group("ABC".index(one) for one in names): Fraction(cost * POUNDS) for names, cost in costs.items()}

    worked = studies.worked_out(game, 3)

    assert (worked.shapley, worked.nucleolus) == ((250, 250, 500), (200, 200, 600))
    assert (worked.any_suits, worked.shapley_suits) == (True, False)
    told = studies.sentences(worked, game, ["A", "B", "C"])[1]
    assert told.text == "The Shapley split is not one of them: it has A and B pay £1 more than by themselves."
    assert "£5.00 against £4.00 by themselves." in told.workings


def test_what_is_not_known_is_named_and_nothing_is_made_up() -> None:
    year = Apart("2023-24", (Party(1, "A", None, "A has not reported what it paid", alone=sure(3)), Party(2, "B", 200)))

    assert (year.together, year.saving, year.proportional) == (None, None, None)
    assert alonesaid.missing(year) == [
        "nobody has estimated what going alone would cost B",
        "A has not reported what it paid",
    ]
    assert "Nothing can be said yet of going alone in 2023-24" in texts(year)
    assert "its share waits: A has not reported what it paid." in texts(year)


def test_of_two_partners_each_leaves_the_other_alone() -> None:
    first, second = paired(apart([1, 1], [3, 2]).parties)

    assert (first.left, second.left) == (second.alone, first.alone)


def test_a_very_small_partner_that_equal_parts_would_pay_to_join_is_named_in_the_workings() -> None:
    year = apart([50, 50, 50], [100, 100, 5])

    assert [party.name for party, _ in year.paid_to_join] == ["C"]
    workings = next(one for one in alonesaid.sentences(year) if one.key == "proportional").workings
    assert any("would pay C £13.33 a year to be in" in line for line in workings)


@pytest.mark.parametrize(
    ("share", "verdict"),
    [(349, Verdict.BORDERLINE), (350, Verdict.HOLDS), (260, Verdict.BORDERLINE), (259, Verdict.FAILS)],
)
def test_paying_what_ones_being_in_costs_is_the_same_test_from_below(share: int, verdict: Verdict) -> None:
    assert pays_its_way(Fraction(share), Fraction(260), Fraction(350)) is verdict


def test_a_partner_whose_being_in_costs_more_than_going_alone_leaves_no_fair_share() -> None:
    year = apart([40, 40, 40], [50, 50, 45], [100, 100, 70])

    assert [party.name for party in year.caught] == ["C"]
    assert "the being in of C costs the others more than going alone would cost" in texts(year)


ENDS = st.tuples(*[st.integers(0, 10**16)] * 3).map(lambda ends: tuple(sorted(ends)))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.builds(
            chart.Row,
            st.text(max_size=30) | st.just(HOSTILE),
            st.none() | ENDS,
            st.none() | st.integers(-(10**10), 10**16),
            st.sampled_from(["", "pass", "too close to call"]),
            st.booleans(),
        ),
        max_size=10,
    )
)
def test_bars_and_diamonds_are_drawn_whatever_is_known(rows: list[chart.Row]) -> None:
    hold(chart.draw(rows=rows))

    assert chart.words(rows=rows)
