"""Drawings: what holds whatever they are given."""

import json
import re
from fractions import Fraction
from itertools import cycle, islice, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtrack.analytics.control import chart as limits_of
from govtrack.charts import control, funnel, position, shares, spotlight
from govtrack.charts.axes import round_steps
from govtrack.charts.labels import spread
from govtrack.charts.parts import Mark, Tick, serialise
from tests.drawings import (
    HOSTILE,
    HOURS,
    POUNDS,
    QUARTERS,
    drawn_position,
    hold,
    line,
    walked,
)

AMOUNTS = st.none() | st.integers(-(10**18), 10**18) | st.just(0) | st.integers(10**25, 10**30)
PARTS = st.none() | st.fractions(Fraction(-2), Fraction(3), max_denominator=10**6) | st.just(Fraction(0))
NAMES = st.text(max_size=30) | st.just(HOSTILE)
PROVISIONAL = st.lists(st.booleans(), max_size=60)
MARKS = st.lists(st.builds(Mark, st.integers(1, 40), st.floats(-3, 65), NAMES, st.just("/decisions/1")), max_size=12)
TICKS = st.lists(st.builds(Tick, st.floats(-1, 60), NAMES), max_size=12)
FEWER = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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
            assert not re.search(r"<(?!br>)", text), text
    assert "hovertemplate" not in written
