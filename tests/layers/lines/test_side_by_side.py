"""Routes side by side: no route of a picture hides another, whatever its zoom and day."""

from __future__ import annotations

import json

import numpy as np
import pytest

from catalog.corridors.strands import to_pixels
from catalog.paths import GEO
from layers.lines import strands
from layers.lines.states import TO_SEA, kind_in, states_of, strand_of
from tests.layers.lines.overlap import hidden

ALL = (*TO_SEA, "north", "other", "planned", "air")
DAYS = ("2026-03-13", "2026-10-04", "2025-06-01")


@pytest.fixture(scope="module")
def rows():
    features = json.loads((GEO / "routes.geojson").read_bytes())["features"]
    return [one["properties"] for one in features]


def drawn(rows, day, gateways, zoom):
    states = states_of(rows, day, None)
    shown = {
        n: strands.Leg(strand_of(row), kind_in(states, row), int(row["traffic_class"] or 0))
        for n, row in enumerate(rows)
        if (row["gate"] if row["built"] else "planned") in gateways
    }
    paths = strands.at_zoom(strands.read(GEO / strands.FILE), zoom)
    return strands.drawn(paths, shown, lambda ground: to_pixels(ground, zoom), 1.0)


@pytest.mark.parametrize("zoom", [4.3, 5, 5.5, 6, 7, 8.5])
@pytest.mark.parametrize("day", DAYS)
def test_no_route_to_the_four_ports_hides_another(rows, day, zoom):
    assert hidden(drawn(rows, day, TO_SEA, zoom)) == 0


@pytest.mark.parametrize("zoom", [5, 6, 7])
def test_with_every_corridor_on_at_most_two_in_a_hundred_is_hidden(rows, zoom):
    assert hidden(drawn(rows, DAYS[0], ALL, zoom)) <= 0.02


def test_on_one_axis_routes_would_hide_each_other(rows):
    """The measure sees it: with no sides told, lines lie on their own axes."""
    paths = [
        {**path, "spans": [[*span[:4], [], []] for span in path["spans"]]}
        for path in strands.at_zoom(strands.read(GEO / strands.FILE), 5)
    ]
    states = states_of(rows, DAYS[0], None)
    shown = {
        n: strands.Leg(strand_of(row), kind_in(states, row), int(row["traffic_class"] or 0))
        for n, row in enumerate(rows)
        if row["gate"] in TO_SEA and row["built"]
    }
    alone = strands.drawn(paths, shown, lambda ground: to_pixels(ground, 5), 1.0)
    assert hidden(alone) > 0.15


def path(*spans, points):
    return {"points": points, "spans": [list(span) for span in spans]}


def laid(*paths, shown):
    return strands.drawn(paths, shown, lambda points: np.asarray(points, float), 1.0)


EAST = [[0.0, 0.0], [300.0, 0.0]]


def test_two_strands_lie_each_half_of_the_other_aside_with_ground_between():
    open_, cut = strands.Leg("a/road", "open", 1), strands.Leg("b/road", "closed", 1)
    one = path([0, 1, 0, [], [1], []], points=EAST)
    other = path([0, 1, 1, [], [], [0]], points=EAST)
    pieces = laid(one, other, shown={0: open_, 1: cut}).pieces
    a, b = (float(piece.line[len(piece.line) // 2, 1]) for piece in pieces)
    wide = [piece.look.width for piece in pieces]
    # The page's y runs downward: what has b at its left, travelling east, moves down.
    assert a > 0 > b
    assert a - b - sum(wide) / 2 == pytest.approx(0.65 + 0.97)


def test_a_strand_that_is_not_shown_takes_no_room():
    one = path([0, 1, 0, [], [1], []], points=EAST)
    (piece,) = laid(one, shown={0: strands.Leg("a/road", "open", 1)}).pieces
    assert np.allclose(piece.line[:, 1], 0)


def test_a_trunk_is_drawn_once_with_the_state_of_its_best_branch():
    shown = {0: strands.Leg("a/road", "closed", 3), 1: strands.Leg("a/road", "open", 1)}
    trunk = [[0, 1, 0, [1], [], []], [1, 2, 0, [], [], []]]
    branch = [[0, 1, 1, [0], [], []], [1, 2, 1, [], [], []]]
    pieces = laid(
        path(*trunk, points=[*EAST, [500.0, 100.0]]),
        path(*branch, points=[*EAST, [500.0, -100.0]]),
        shown=shown,
    ).pieces
    assert [(one.look.state, one.legs) for one in pieces] == [
        ("open", (0, 1)), ("closed", (0,)), ("open", (1,)),
    ]  # fmt: skip
    assert pieces[0].look.width > pieces[2].look.width


def test_a_line_that_ends_in_another_stops_at_its_edge():
    shown = {0: strands.Leg("a/road", "open", 1), 1: strands.Leg("b/road", "open", 1)}
    ending = path([0, 1, 1, [], [], []], points=[[150.0, 200.0], [150.0, 0.0]])
    through, stopped = laid(path([0, 1, 0, [], [], []], points=EAST), ending, shown=shown).pieces
    assert len(through.line) == 201
    assert 4.9 < stopped.line[-1, 1] < 8.5


def test_two_that_end_side_by_side_both_go_on_to_the_end():
    open_, limited = strands.Leg("a/road", "open", 1), strands.Leg("b/road", "limited", 3)
    one = path([0, 1, 0, [], [1], []], points=EAST)
    other = path([0, 1, 1, [], [], [0]], points=EAST)
    pieces = laid(one, other, shown={0: open_, 1: limited}).pieces
    assert [len(piece.line) for piece in pieces] == [201, 201]


@pytest.mark.parametrize("day", DAYS)
def test_state_ranks_before_width(rows, day):
    wide: dict[str, list[float]] = {"open": [], "limited": [], "closed": [], "unknown": []}
    for piece in drawn(rows, day, TO_SEA, 5).pieces:
        wide[piece.look.state].append(piece.look.width * 1.56)
    assert all(width >= 7.6 for width in wide["open"])
    assert all(width <= 6.4 for width in wide["limited"])
    assert all(width >= 5.4 for width in wide["closed"])
