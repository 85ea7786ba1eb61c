"""Drawings: what a reader sees in each."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest

from govtrack.analytics.control import chart as limits_of
from govtrack.charts import control, funnel, position, shares, spotlight
from govtrack.charts.parts import Mark
from tests.drawings import POUNDS, QUARTERS, YEARS, drawn_control, drawn_position, line, texts, traces


def test_ones_own_line_is_bold_and_drawn_over_the_others() -> None:
    lines = [line([1, 2, 9], "Ashdale", own=True), line([3, 2, 8], "Dunmore"), line([1, -1, -2], "Eastvale")]

    figure = drawn_position(lines)

    strokes = traces(figure, mode="lines+markers")
    assert [trace["line"]["color"] for trace in strokes] == ["#767676", "#767676", "#12436D"]
    assert strokes[-1]["line"]["width"] > strokes[0]["line"]["width"]
    weights = {note["text"]: note["font"].get("weight") for note in figure["layout"]["annotations"]}  # type: ignore[index] # plain json
    assert weights["Ashdale"] == 700
    assert weights["Dunmore"] is None
    assert "paid for itself" in texts(figure["layout"])


def test_lines_that_are_nobodys_own_differ_in_shape_as_well_as_colour() -> None:
    lines = [line([index, 2 * index], f"Force {index}") for index in range(4)]

    figure = drawn_position(lines)

    strokes = traces(figure, mode="lines+markers")
    assert len({trace["marker"]["symbol"] for trace in strokes}) == 4
    assert len({trace["line"]["color"] for trace in strokes}) == 4


def test_who_left_is_said_at_the_end_of_its_line() -> None:
    lines = [line([100, 200, 300, 300], "Dunmore", left_at=1), line([1, 2, 3, 4], own=True)]

    figure = drawn_position(lines)

    assert {"Dunmore", "left 2014-15"} <= set(texts(figure["layout"]))
    assert next(trace["y"] for trace in traces(figure, mode="lines+markers")) == [100, 200, None, None]
    assert "Dunmore left in 2014-15" in position.words(labels=YEARS[:4], lines=lines, unit=POUNDS)


def test_a_provisional_end_is_dashed_open_and_named() -> None:
    lines = [line([100, 200, 300], own=True, provisional=[False, False, True])]

    figure = drawn_position(lines)

    firm, loose = traces(figure, mode="lines+markers")
    assert firm["y"] == [100, 200, None]
    assert loose["y"] == [None, 200, 300]
    assert loose["line"]["dash"]
    assert loose["marker"]["color"] == "#FFFFFF"
    assert figure["layout"]["xaxis"]["ticktext"][-1] == "2015-16<br>provisional"  # type: ignore[index] # plain json


def test_a_blank_breaks_a_line_and_a_point_alone_is_still_seen() -> None:
    figure = drawn_position([line([5, None, 7, 8])])

    stroke = traces(figure, mode="lines+markers")[0]
    assert stroke["y"] == [5, None, 7, 8]
    assert stroke["connectgaps"] is False
    assert stroke["marker"]["size"][0] > 0


def test_decisions_are_numbered_boxes_that_lead_to_them_and_do_not_hide_each_other() -> None:
    marks = [Mark(1, 2.0, "Signed", "/decisions/7"), Mark(2, 2.1, "Reset", "/decisions/8"), Mark(3, 40, "Later", "/x")]

    figure = drawn_position([line(list(range(12)))], marks=marks)

    boxes = traces(figure, mode="markers+text")[0]
    assert boxes["customdata"] == ["/decisions/7", "/decisions/8"]
    assert boxes["text"] == ["1", "2"]
    assert boxes["y"][0] != boxes["y"][1]


def test_names_of_twelve_partners_stand_clear_of_one_another() -> None:
    lines = [line([0, 1000 + index], f"Force {index}") for index in range(12)]

    figure = drawn_position(lines)

    for view in (figure["layout"], {**figure["layout"], **figure["small"]}):  # type: ignore[dict-item] # plain json
        low, high = view["yaxis"]["range"]
        pixels = (view["height"] - view["margin"]["t"] - view["margin"]["b"]) / (high - low)
        places = sorted(note["y"] * pixels for note in view["annotations"])
        assert len(places) == 13
        assert min(after - before for before, after in pairwise(places)) >= 15.9


def test_share_in_is_hollow_and_share_out_is_filled() -> None:
    rows = [shares.Row("Latest year", Fraction(1, 5), Fraction(3, 20), True)]

    figure = shares.draw(rows=rows)

    paid, had = traces(figure, mode="markers+text")
    assert (paid["x"], paid["marker"]["color"], paid["textposition"]) == ([0.2], "#FFFFFF", "middle right")
    assert (had["x"], had["marker"]["color"], had["textposition"]) == ([0.15], "#12436D", "middle left")
    assert [paid["text"][0].strip(), had["text"][0].strip()] == ["paid 20%", "had 15%"]
    assert "paid 20% and had 15%" in shares.words(rows=rows)


def test_a_share_that_is_not_known_is_said_so() -> None:
    rows = [shares.Row("Ashdale", None, None, False), shares.Row("Dunmore", Fraction(1, 5), None, False)]

    figure = shares.draw(rows=rows)

    assert "not known" in texts(figure["layout"])
    assert len(traces(figure, mode="markers+text")) == 1
    assert shares.draw(rows=rows[:1])["layout"]["annotations"][0]["text"] == "Shares cannot be worked out yet"  # type: ignore[index] # plain json


def test_a_hundredth_is_not_blown_up_into_a_quarrel() -> None:
    figure = shares.draw(rows=[shares.Row("All", Fraction(200, 1000), Fraction(201, 1000), True)])

    low, high = figure["layout"]["xaxis"]["range"]  # type: ignore[index] # plain json
    assert high - low >= 0.1


def test_a_turn_is_dark_and_starred_and_its_value_printed_where_it_fits() -> None:
    cells = [
        [spotlight.Cell(Fraction(1, 3), True, ""), spotlight.Cell(Fraction(1, 6), False, "")],
        [spotlight.Cell(None, False, "not a member"), spotlight.Cell(None, False, "not reported")],
    ]

    figure = spotlight.draw(periods=YEARS[:2], names=["Ashdale", "Dunmore"], cells=cells, own="Ashdale")

    said = texts(figure["layout"])
    assert {"Ashdale", "Dunmore", "★<br>33%", "17%", "not a member", "not reported"} <= set(said)
    assert {trace["fillcolor"] for trace in traces(figure, fill="toself")} == {"#EDEFF1", "#12436D"}


def test_many_periods_keep_their_stars_and_leave_the_values_to_the_table() -> None:
    row = [spotlight.Cell(Fraction(1, 3), index % 5 == 0, "") for index in range(48)]

    figure = spotlight.draw(periods=QUARTERS, names=["Ashdale"], cells=[row])

    assert texts(figure["layout"]).count("★") == 10
    assert not [text for text in texts(figure["layout"]) if "%" in text]


def test_a_reason_without_room_is_said_under_the_strip() -> None:
    row = [spotlight.Cell(Fraction(1, 3), False, "")] * 11 + [spotlight.Cell(None, False, "awaiting others")]

    figure = spotlight.draw(periods=YEARS, names=["Ashdale"], cells=[row])

    assert "Hatched: awaiting others." in texts(figure["layout"])


def test_limits_are_dashed_and_named_and_what_cannot_be_negative_stops_at_nought() -> None:
    values = [0.1, 0.3, 0.05, 0.25, 0.1, 0.3, 0.1, 0.2, 0.3, 0.1, 0.2, 0.1]
    found = limits_of(values)
    assert found.latest is not None
    assert found.latest.lower is not None
    assert found.latest.lower < 0

    figure = drawn_control(values)

    dashed = [trace for trace in traces(figure, mode="lines") if trace["line"].get("dash")]
    assert [trace["y"][0] for trace in dashed] == [found.latest.upper, 0.0]
    assert "lower limit 0%" in texts(figure["layout"])
    assert any(text.startswith("upper limit ") for text in texts(figure["layout"]))
    assert any(text.startswith("average ") for text in texts(figure["layout"]))


def test_a_signal_has_a_shape_of_its_own_and_its_period_in_words() -> None:
    values = [0.1, 0.3] * 10 + [0.9] + [0.1, 0.3] * 5
    labels, found = QUARTERS[: len(values)], limits_of(values)

    figure = drawn_control(values)

    signals = [trace for trace in traces(figure, mode="markers") if "triangle" in str(trace["marker"]["symbol"])]
    assert [(trace["x"], trace["marker"]["symbol"]) for trace in signals] == [([20], ["triangle-up"])]
    assert QUARTERS[20] in texts(figure["layout"])
    said = control.words(labels=labels, values=values, chart=found, percent=True, unit=POUNDS)
    assert f"Signals: {QUARTERS[20]}, above the upper limit" in said


def test_a_shift_is_named_once_for_its_whole_run() -> None:
    values = [0.1, 0.12] * 8 + [0.2, 0.22] * 8

    figure = drawn_control(values)

    assert "a run above the average<br>2017-18 Q1 to 2020-21 Q4" in texts(figure["layout"])
    assert "a run below the average<br>2013-14 Q1 to 2016-17 Q4" in texts(figure["layout"])


def test_limits_set_anew_break_and_give_their_reason() -> None:
    values = [0.1, 0.12, 0.11, 0.13] * 3 + [0.3, 0.32, 0.31, 0.33] * 3

    figure = drawn_control(values, rebase_at=[12], reasons={12: "forensics moved"})

    means = [trace for trace in traces(figure, mode="lines") if not trace["line"].get("dash")]
    assert [trace["x"] for trace in means] == [[-0.4, 11.4], [11.6, 23.4]]
    assert any("Limits set anew from 2016-17 Q1: forensics moved." in text for text in texts(figure["layout"]))


@pytest.mark.parametrize(
    ("count", "note"),
    [(4, "Too few points for limits: the points alone are shown."), (8, "Trial limits: 8 points so far.")],
)
def test_few_points_are_not_given_more_weight_than_they_bear(count: int, note: str) -> None:
    values = [0.1, 0.2, 0.15, 0.12, 0.16, 0.11, 0.2, 0.13][:count]

    figure = drawn_control(values)

    assert note in texts(figure["layout"])
    assert bool(traces(figure, mode="lines")) == (count >= 5)
    assert bool(traces(figure, mode="lines+markers")) == (count >= 5)


def test_a_stretch_is_told_by_shape_and_the_whole_record_is_large() -> None:
    points = [
        funnel.Point(1, Fraction(-3), "2013-14"),
        funnel.Point(1, Fraction(7), "2014-15"),
        funnel.Point(2, Fraction(2), "2013-14 to 2014-15"),
    ]

    figure = funnel.draw(points=points, longest=2, unit=POUNDS)

    above, below, whole = traces(figure, mode="markers")
    assert (above["marker"]["symbol"], below["marker"]["symbol"]) == ("circle", "triangle-down")
    assert whole["x"] == [2]
    assert whole["marker"]["size"] > 1.5 * above["marker"]["size"]
    assert "all 2: +2" in texts(figure["layout"])
    assert funnel.words(points=points, longest=2).endswith("1 stretch of 1 or fewer point the other way.")


def test_the_words_of_a_drawing_are_at_most_three_sentences() -> None:
    values = [0.1, 0.12] * 8 + [0.2, 0.22] * 8
    lines = [line([1, 2, 3], own=True, provisional=[False, False, True]), line([1, 2, 2], "Dunmore", left_at=1)]
    row = [spotlight.Cell(Fraction(1, 3), True, ""), spotlight.Cell(None, False, "not reported")]

    said = [
        position.words(labels=YEARS[:3], lines=lines, unit=POUNDS),
        shares.words(rows=[shares.Row("A", Fraction(1, 5), Fraction(1, 4), False), shares.Row("B", None, None, True)]),
        spotlight.words(periods=YEARS[:2], names=["Ashdale"], cells=[row]),
        control.words(labels=QUARTERS[:32], values=values, chart=limits_of(values), percent=True, unit=POUNDS),
        funnel.words(points=[funnel.Point(1, Fraction(3), "2013-14")], longest=1),
    ]

    for text in said:
        assert 1 <= len(re.findall(r"\.(?: |$)", text)) <= 3, text
        assert not re.search(r"\b(won|lost|top|bottom|significant|subsidis)", text)
