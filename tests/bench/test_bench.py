"""The table of the benchmark: medians, spreads, ratios and verdicts from given figures."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bench import __main__ as command
from bench import measure
from bench.crowd import Crowd
from bench.measure import Clicks, Start, Steadiness
from bench.table import Row, markdown, spread, verdicts


def test_a_spread_is_the_median_with_the_smallest_and_largest():
    assert spread([300, 100, 110], "ms") == "110 ms (100–300)"
    assert spread([1.26, 1.5], "×", digits=2) == "1.38 × (1.26–1.50)"
    assert spread([1350265], "kB") == "1,350,265 kB"
    assert spread([7, 7, 7], "") == "7"
    assert spread([], "ms") == "–"


@pytest.mark.parametrize(
    ("ours", "budget", "verdict"),
    [
        ([100, 150, 900], 150, "holds"),
        ([100, 151, 151], 150, "BROKEN"),
        ([0], 0, "holds"),
        ([1], 0, "BROKEN"),
        ([100], None, ""),
        ([], 150, ""),
    ],
)
def test_a_budget_is_held_by_the_median(ours: list[float], budget: float | None, verdict: str):
    assert Row("a click", "ms", ours, [500], budget).verdict() == verdict


@pytest.mark.parametrize(
    ("ours", "plain", "ratio"),
    [
        ([100, 120, 500], [1200, 1200, 90], "10 ×"),
        ([100], [82], "0.82 ×"),
        ([100], [345], "3.5 ×"),
        ([0], [300], ""),
        ([100], [], ""),
        ([], [100], ""),
    ],
)
def test_the_ratio_is_of_the_medians_and_left_out_where_it_means_nothing(
    ours: list[float], plain: list[float], ratio: str
):
    assert Row("a click", "ms", ours, plain).ratio() == ratio


def test_the_table_is_markdown_with_a_cell_for_each_column():
    text = markdown([Row("a click", "ms", [100, 120], [1100], 150), Row("weight", "kB", [3], [])])
    lines = text.splitlines()
    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {7}
    assert lines[2] == "| a click | 150 ms | 110 ms (100–120) | 1,100 ms | holds | 10 × |"
    assert lines[3] == "| weight |  | 3 kB | – |  |  |"


def test_what_is_broken_is_named_with_figure_and_budget():
    good, bad = Row("a", "ms", [1], [], 2), Row("a click", "ms", [300], [], 150)
    assert verdicts([good, Row("c", "ms", [9])]) == "All 1 budgets hold."
    said = verdicts([good, bad])
    assert said == "1 of 2 budgets hold. Broken: a click: 300 ms, budget 150 ms."


def _start(drawn_ms: float) -> Start:
    return Start(600, drawn_ms, 54930, 3_872_588, 139, 0, 0.02)


def test_the_start_is_compared_with_the_empty_page_of_the_same_turn():
    started = {
        "crossings": [_start(2880), _start(9000)],
        "empty": [_start(3200), _start(9000)],
        "plain": [_start(6400), _start(9000)],
    }
    *_, row = command.start_rows(started)
    assert row.ours == [0.9, 1.0]
    assert row.plain == [2.0, 1.0]
    assert row.verdict() == "holds"


def test_rows_take_the_figures_from_where_they_belong():
    ours = Clicks(
        off=[100],
        on=[110],
        first_on=[120],
        days=[130],
        toggle_bytes=[6700],
        opened=[140],
        covered=[0.11],
    )
    plain = Clicks(off=[1000], on=[1100], days=[1300], toggle_bytes=[1_350_000])
    clicked = {row.what: (row.ours, row.plain) for row in command.click_rows(ours, plain)}
    assert list(clicked.values()) == [
        ([100], [1000]), ([110], [1100]), ([120], ()), ([130], [1300]), ([140], ()), ([11], ())
    ]  # fmt: skip
    steady = command.steady_rows(
        Steadiness(100, 0, 5000, 0, 0.0, 0), Steadiness(10, 10, 400, 40, 3200.0, 100)
    )
    assert [(row.ours, row.plain) for row in steady] == [
        ([0], [100]), ([0], [320]), ([0], [25])
    ]  # fmt: skip
    started = {"crossings": [_start(4000)], "plain": [_start(6000)]}
    wire = command.wire_rows(started, (ours, plain))
    assert wire[0].ours == [6.7]
    assert wire[0].plain == [1350.0]
    crowds = command.crowd_rows(50, Crowd((600, 700), 0.3), Crowd((9000,), None))
    assert [row.verdict() for row in crowds] == ["holds", "holds"]
    assert crowds[1].cells()[3] == "–"


def test_each_day_of_the_run_changes_a_crossing():
    run = measure.eventful()
    assert len(run) >= 3
    assert all(b - a == timedelta(days=1) for a, b in pairwise(run))
    assert run[0] > date(2021, 1, 1)


def test_the_layers_that_are_switched_are_on_at_first_sight_and_the_fresh_ones_are_not():
    from layers.registry import BY_ID

    assert all(BY_ID[layer].on for layer in measure.SWITCHED)
    assert not any(BY_ID[layer].on for layer in measure.FRESH)
