"""Drawings: what a reader sees in each, and what holds whatever they are given."""

import json
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import cycle, islice, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtrack.analytics.control import chart as limits_of
from govtrack.charts import control, funnel, position, shares, spotlight
from govtrack.charts.axes import round_steps
from govtrack.charts.labels import spread
from govtrack.charts.parts import PALETTE, Figure, Mark, Tick, Unit, serialise

POUNDS = Unit("£", 2, money=True)
HOURS = Unit("flying hours", 1, money=False)
YEARS = [f"{year}-{(year + 1) % 100:02}" for year in range(2013, 2025)]
QUARTERS = [f"{year} Q{quarter}" for year in YEARS for quarter in (1, 2, 3, 4)]
HOSTILE = "</script><b onclick=x>%{y}&\u2028"

AMOUNTS = st.none() | st.integers(-(10**18), 10**18) | st.just(0) | st.integers(10**25, 10**30)
PARTS = st.none() | st.fractions(Fraction(-2), Fraction(3), max_denominator=10**6) | st.just(Fraction(0))
NAMES = st.text(max_size=30) | st.just(HOSTILE)
PROVISIONAL = st.lists(st.booleans(), max_size=60)
MARKS = st.lists(st.builds(Mark, st.integers(1, 40), st.floats(-3, 65), NAMES, st.just("/decisions/1")), max_size=12)
TICKS = st.lists(st.builds(Tick, st.floats(-1, 60), NAMES), max_size=12)
FEWER = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def line(values: Sequence[int | None], name: str = "Ashdale", *, own: bool = False, **more: Any) -> position.Line:
    return position.Line(name, values, own, more.get("left_at"), more.get("provisional", []))


def drawn_position(lines: Sequence[position.Line], **more: Any) -> Figure:
    given_ = {"labels": YEARS[: len(lines[0].values)], "marks": [], "ticks": [], "unit": POUNDS} | more
    return position.draw(lines=lines, **given_)


def drawn_control(values: Sequence[float | None], **more: Any) -> Figure:
    rebase = more.pop("rebase_at", ())
    given_ = {"labels": QUARTERS[: len(values)], "percent": True, "unit": POUNDS} | more
    return control.draw(values=values, chart=limits_of(values, rebase_at=rebase), **given_)


def walked(part: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every plain value of a figure, with the names that lead to it."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from walked(value, f"{path}.{name}")
    elif isinstance(part, list | tuple):
        for value in part:
            yield from walked(value, path)
    else:
        yield path, part


def texts(view: Any) -> list[str]:
    return [note["text"] for note in view["annotations"]]


def traces(figure: Figure, **having: Any) -> list[dict[str, Any]]:
    data: Any = figure["data"]
    return [trace for trace in data if all(trace.get(name) == value for name, value in having.items())]


def hold(figure: Figure) -> None:
    """What every drawing owes its reader, on a screen, on a telephone and on paper."""
    from plotly.graph_objects import Figure as Checked  # noqa: PLC0415 - slow, and only wanted here

    data, wide, small = figure["data"], figure["layout"], figure["small"]
    assert isinstance(data, list)
    assert isinstance(wide, dict)
    assert isinstance(small, dict)
    json.loads(serialise(figure))
    for view in (wide, {**wide, **small}):
        Checked(data=data, layout=view)
        assert isinstance(view["height"], int)
        assert view["template"] == "none"
        assert view["showlegend"] is False
        assert view["paper_bgcolor"] == view["plot_bgcolor"] == "rgba(0,0,0,0)"
        assert all(side >= 0 for name, side in view["margin"].items() if name in "lrtb")
    for path, value in walked(figure):
        if path.lower().endswith("color"):
            assert value in PALETTE, (path, value)
        if re.search(r"font\.size$", path):
            assert value >= 12, path
        if isinstance(value, float):
            assert abs(value) < float("inf"), path
        if isinstance(value, str):
            assert "gradient" not in value
            assert "—" not in value or HOSTILE in value


@FEWER
@given(
    pool=st.lists(AMOUNTS, min_size=1, max_size=15),
    lines=st.lists(st.tuples(NAMES, st.none() | st.integers(0, 70), PROVISIONAL), max_size=12),
    periods=st.integers(0, 60),
    marks=MARKS,
    ticks=TICKS,
)
def test_positions_are_drawn_whatever_is_known(
    pool: list[int | None],
    lines: list[tuple[str, int | None, list[bool]]],
    periods: int,
    marks: list[Mark],
    ticks: list[Tick],
) -> None:
    labels = QUARTERS[:periods] if periods <= 48 else [str(index) for index in range(periods)]
    shown = [
        position.Line(name, [*islice(cycle(pool), index, index + periods)], index == 0, left_at, provisional)
        for index, (name, left_at, provisional) in enumerate(lines)
    ]

    figure = position.draw(labels=labels, lines=shown, marks=marks, ticks=ticks, unit=POUNDS)

    hold(figure)
    assert position.words(labels=labels, lines=shown, unit=HOURS)


@FEWER
@given(rows=st.lists(st.builds(shares.Row, NAMES, PARTS, PARTS, st.booleans()), max_size=12))
def test_shares_are_drawn_whatever_is_known(rows: list[shares.Row]) -> None:
    figure = shares.draw(rows=rows)

    hold(figure)
    assert shares.words(rows=rows)


@FEWER
@given(
    pool=st.lists(
        st.builds(
            spotlight.Cell,
            PARTS,
            st.booleans(),
            st.sampled_from(["", "not a member", "not reported", "part", HOSTILE]),
        ),
        min_size=1,
        max_size=15,
    ),
    periods=st.integers(0, 60),
    partners=st.integers(0, 12),
)
def test_turns_are_drawn_whatever_is_known(pool: list[spotlight.Cell], periods: int, partners: int) -> None:
    cells = [[*islice(cycle(pool), row, row + periods)] for row in range(partners)]
    labels, names = [f"P{index}" for index in range(periods)], [f"Force {index}" for index in range(partners)]

    figure = spotlight.draw(periods=labels, names=names, cells=cells, own="Force 1")

    hold(figure)
    assert spotlight.words(periods=labels, names=names, cells=cells)


@FEWER
@given(
    values=st.lists(st.none() | st.floats(-(10.0**15), 10.0**15) | st.floats(0, 1) | st.just(0.5), max_size=48),
    percent=st.booleans(),
    rebase_at=st.lists(st.integers(0, 48), max_size=3),
    marks=MARKS,
    provisional=PROVISIONAL,
)
def test_limits_are_drawn_whatever_is_known(
    values: list[float | None], percent: bool, rebase_at: list[int], marks: list[Mark], provisional: list[bool]
) -> None:
    found, labels = limits_of(values, rebase_at=rebase_at), QUARTERS[: len(values)]

    figure = control.draw(
        labels=labels,
        values=values,
        chart=found,
        percent=percent,
        unit=HOURS,
        marks=marks,
        provisional=provisional,
        reasons=dict.fromkeys(rebase_at, HOSTILE),
    )

    hold(figure)
    assert control.words(labels=labels, values=values, chart=found, percent=percent, unit=HOURS)


@FEWER
@given(
    points=st.lists(
        st.builds(funnel.Point, st.integers(1, 60), st.fractions(-100, 100, max_denominator=1000), NAMES), max_size=40
    ),
    longest=st.integers(0, 60),
)
def test_stretches_are_drawn_whatever_is_known(points: list[funnel.Point], longest: int) -> None:
    figure = funnel.draw(points=points, longest=longest, unit=HOURS)

    hold(figure)
    assert funnel.words(points=points, longest=longest)


@given(
    labels=st.lists(st.tuples(st.floats(-1000, 1000), st.integers(1, 40)), max_size=30),
    low=st.floats(-500, 0),
    room=st.floats(0, 1000),
)
def test_labels_never_overlap_and_keep_their_order(labels: list[tuple[float, int]], low: float, room: float) -> None:
    wanted, sizes = [one for one, _ in labels], [size for _, size in labels]

    placed = spread(wanted, sizes, low, low + room)

    ordered = sorted(range(len(labels)), key=lambda index: wanted[index])
    for under, over in pairwise(ordered):
        assert placed[over] - placed[under] >= (sizes[over] + sizes[under]) / 2 - 1e-6
    if labels and sum(sizes) <= room:
        assert all(
            low - 1e-6 <= place - size / 2 and place + size / 2 <= low + room + 1e-6
            for place, size in zip(placed, sizes, strict=True)
        )


@given(low=st.floats(-1e15, 1e15), span=st.floats(1e-6, 1e15))
def test_round_numbers_stand_within_the_axis_and_are_few(low: float, span: float) -> None:
    high = low + max(span, abs(low) * 1e-6)

    steps = round_steps(low, high)

    assert 1 <= len(steps) <= 8
    assert steps == sorted(steps)
    assert all(low - span * 1e-3 <= step <= high + span * 1e-3 for step in steps)


def test_nothing_written_by_a_person_can_leave_the_script_element_or_become_markup() -> None:
    lines = [line([1, 2], HOSTILE, own=True), line([None, 4], "Smith & <i>Sons</i>")]
    marks = [Mark(1, 0.5, HOSTILE, "/decisions/1")]

    figure = drawn_position(lines, marks=marks, ticks=[Tick(0.2, HOSTILE)])

    written = serialise(figure)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == json.loads(json.dumps(figure))
    for _, text in walked(figure):
        if isinstance(text, str):
            assert not re.search(r"<(?!/?b>|br>|/?span\b)", text), text
    assert "hovertemplate" not in written


def test_ones_own_line_is_bold_and_drawn_over_the_others() -> None:
    lines = [line([1, 2, 9], "Ashdale", own=True), line([3, 2, 8], "Dunmore"), line([1, -1, -2], "Eastvale")]

    figure = drawn_position(lines)

    strokes = traces(figure, mode="lines+markers")
    assert [trace["line"]["color"] for trace in strokes] == ["#767676", "#767676", "#12436D"]
    assert strokes[-1]["line"]["width"] > strokes[0]["line"]["width"]
    assert "<b>Ashdale</b>" in texts(figure["layout"])
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

    assert any(text.startswith("Dunmore<br>") and "left 2014-15" in text for text in texts(figure["layout"]))
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
    assert boxes["text"] == ["<b>1</b>", "<b>2</b>"]
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
    assert {"<b>Ashdale</b>", "Dunmore", "<b>★<br>33%</b>", "17%", "not a member", "not reported"} <= set(said)
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
    assert "<b>all 2: +2</b>" in texts(figure["layout"])
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
