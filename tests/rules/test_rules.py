"""Rules that the program and its map's client both follow, as the files beside this one tell them.

``tests/client/rules.test.js`` reads the same files.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from briefing.canvas.label import Place, boxes_of
from briefing.map import parts
from briefing.map.arcs import on_arc
from briefing.map.aside import aside
from briefing.map.grouping import clusters, hexagon_of, size_of, strength_of
from catalog.validity import holds, knows, state_on, within
from layers.ageing import SHARES, step
from layers.arcs import arc_width, frequent
from layers.layer import Layer
from layers.palette import mixed
from layers.registry import BY_ID, REGISTRY
from layers.text.words import long_day, short_day
from layers.view.filters import Filter


def read(name):
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))


def cases(name, key="cases"):
    found = read(name)[key]
    assert found
    return pytest.mark.parametrize("case", found, ids=lambda case: json.dumps(case)[:90])


@cases("validity", "holds")
def test_what_holds_on_a_day(case):
    assert holds(case["p"], case["day"]) is case["is"]


@cases("validity", "within")
def test_what_lies_in_a_window_of_days(case):
    assert within(case["p"], case["day"], case["days"]) is case["is"]


@cases("validity", "knows")
def test_what_was_known_on_a_day(case):
    assert knows(case["p"], case["known"]) is case["is"]


@cases("validity", "state")
def test_which_state_holds_on_a_day_as_known_on_another(case):
    found = state_on(case["p"], case["day"], case["known"])
    assert (found and found["kind"]) == case["is"]


@cases("filter")
def test_what_a_filter_lets_through(case):
    chosen: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in case["filter"].items()
    }
    assert Filter(**chosen).matches(case["file"], case["row"]) is case["is"]


@cases("belongs")
def test_which_features_of_a_file_belong_to_a_layer(case):
    assert BY_ID[case["layer"]].has(case["p"]) is case["is"]


@cases("kinds")
def test_the_key_of_a_features_style(case):
    layer: Layer = BY_ID.get(case["layer"]) or next(
        one for one in REGISTRY if one.file == case["layer"]
    )
    assert layer.kind_of(case["p"], case["worldview"]) == case["is"]


@cases("ageing", "steps")
def test_in_which_third_of_its_time_a_report_is(case):
    assert step(case["days"], case["limit"]) == case["is"]


def test_how_much_of_its_colour_is_left_in_each_third():
    assert list(SHARES) == read("ageing")["shares"]


@cases("ageing", "colours")
def test_a_colour_mixed_with_its_ground(case):
    assert mixed(case["color"], case["ground"], case["part"]) == case["is"]


@cases("parts")
def test_where_the_marks_of_one_place_are_drawn(case):
    found = parts.parts([parts.Part(**mark) for mark in case["marks"]])
    assert [one.one for one in found] == [one for _, _, one in case["is"]], case["what"]
    at = [(one.x, one.y) for one in found]
    assert at == [pytest.approx((x, y)) for x, y, _ in case["is"]], case["what"]


@cases("parts", "names")
def test_what_the_mark_of_one_place_is_called(case):
    assert parts.joined(case["names"]) == case["is"]


@cases("clusters")
def test_which_marks_become_one(case):
    assert clusters(case["points"]) == case["is"]


@cases("clusters", "sizes")
def test_how_large_the_mark_of_a_group_is(case):
    assert size_of(case["count"]) == case["is"]


@cases("aside")
def test_where_a_mark_stands_that_would_cover_others(case):
    x, y, r = case["mark"]
    found = aside(x, y, r, [(one[0], one[1], one[2]) for one in case["taken"]])
    assert found == pytest.approx(tuple(case["is"]), abs=1e-5)


def test_a_mark_that_stands_aside_covers_nothing():
    for case in read("aside")["cases"]:
        (_, _, r), (x, y) = case["mark"], case["is"]
        for a, b, other in case["taken"]:
            assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 >= r + other


@cases("arcs", "pairs")
def test_which_pairs_met_most(case):
    assert frequent(case["meetings"]) == [tuple(pair) for pair in case["is"]]


@cases("arcs", "on")
def test_where_on_an_arc_its_number_stands(case):
    found = on_arc(np.array(case["run"], dtype=float), case["r"], [tuple(t) for t in case["taken"]])
    assert found == pytest.approx(tuple(case["is"]), abs=1e-5)


@cases("arcs", "widths")
def test_how_wide_an_arc_is(case):
    assert arc_width(case["number"]) == case["is"]


@cases("hexagons", "middles")
def test_the_hexagon_of_a_point(case):
    assert hexagon_of(*case["point"]) == pytest.approx(tuple(case["is"]), abs=1e-5)


@cases("hexagons", "strengths")
def test_how_strong_a_hexagon_is(case):
    assert strength_of(case["count"]) == case["is"]


@cases("label_boxes")
def test_the_room_of_a_name(case):
    found = boxes_of(case["width"], case["size"], Place(*case["place"]))
    sides = [[box.x0, box.y0, box.x1, box.y1] for box in found]
    assert sides == [pytest.approx(box, abs=1e-5) for box in case["is"]]


@cases("days")
def test_a_day_in_words(case):
    assert short_day(case["day"]) == case["short"]
    assert long_day(date.fromisoformat(case["day"])) == case["long"]
