"""Small pictures whose answer you can see."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from briefing.canvas.box import Box
from briefing.canvas.cells import Line
from briefing.canvas.labels import Name, Place, place
from briefing.canvas.shapes import Text

ROOT = Path(__file__).parents[3]
FRAME = Box(0, 0, 200, 100)


def name(text, x, y, rank, **more):
    return Name(Text(0, 0, text, 10, "#000000"), x, y, rank, **more)


def test_a_name_stands_to_the_right_of_its_mark():
    (label,) = place([name("Kabul", 50, 50, 1, gap=6)], [Box(46, 46, 54, 54)], FRAME)
    assert label.text.box.x0 > 50
    assert label.text.y == 50


def test_the_more_important_name_chooses_first():
    names = [name("Later", 50, 50, 2, places=[Place(50, 50)]), name("First", 52, 50, 1, places=[Place(52, 50)])]  # fmt: skip
    assert [label.said for label in place(names, [], FRAME)] == ["First"]


def test_a_name_with_no_room_is_left_out():
    assert place([name("Kabul", 50, 50, 1)], [Box(0, 0, 200, 100)], FRAME) == []


def test_nothing_stands_outside_the_frame():
    (label,) = place([name("Torkham", 195, 50, 1)], [], FRAME)
    assert label.text.box.x1 < 195


def test_a_name_may_touch_its_own_mark_only():
    own = Box(60, 40, 70, 60, "crossings/A")
    placed = place([name("Kabul", 50, 50, 1, owner="crossings/A")], [own], FRAME)
    assert placed[0].text.box.x0 < 60
    (other,) = place([name("Kabul", 50, 50, 1)], [own], FRAME)
    assert not other.text.box.meets(own)


def test_a_name_far_from_its_mark_has_a_line_that_leads_to_it():
    (label,) = place([name("A", 50, 50, 1, gap=4, leader=True)], [], FRAME)
    assert label.lead is None
    around = [Box(30, 30, 70, 44), Box(30, 56, 70, 70), Box(54, 48, 62, 49), Box(38, 48, 46, 49)]
    (label,) = place([name("A", 50, 51, 1, gap=4, leader=True)], [], FRAME, furniture=around)
    assert label.lead is not None
    assert label.lead.length > 5


def test_the_same_words_do_not_stand_twice_near_each_other():
    names = [name("Indus", 20, 20, 1, repeat=100), name("Indus", 60, 60, 2, repeat=100)]
    assert len(place(names, [], FRAME)) == 1


def test_no_town_is_drawn_on_a_name():
    names = [name("Pakistan", 50, 50, 1, places=[Place(50, 50)]), name("Delhi", 60, 50, 2, dot=2)]
    assert [label.said for label in place(names, [], FRAME)] == ["Pakistan"]


def test_no_town_is_drawn_whose_dot_would_lie_on_a_mark_though_its_name_has_room():
    town = name("Delhi", 50, 50, 1, dot=2, gap=12)
    assert place([town], [Box(48, 48, 52, 52)], FRAME) == []
    assert len(place([town], [Box(20, 20, 24, 24)], FRAME)) == 1


CASES = json.loads((ROOT / "tests" / "client" / "places.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_page_keeps_the_rules_that_it_shares_with_the_screen(case):
    own = case["name"]
    wanted = name(own["text"], own["x"], own["y"], 1, gap=own["gap"], reach=own["gap"] - 3,
                  owner="own", must=case.get("must", False))  # fmt: skip
    marks = [replace(Box(*edges), owner=f"other/{n}") for n, edges in enumerate(case["marks"])]
    lines = [Line(np.array(line, dtype=float), 3.0) for line in case["lines"]]
    placed = place([wanted], marks, FRAME, lines=lines)
    if case["at"] == "nowhere":
        assert placed == []
        return
    (label,) = placed
    right = label.box.x0 > own["x"] and abs(label.text.y - own["y"]) < 2
    assert right if case["at"] == "right" else case["at"] != "not right" or not right
    assert label.box.x1 < own["x"] or case["at"] != "left"
    assert (label.lead is not None) == (case["at"] == "led")
