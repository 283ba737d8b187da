from pathlib import Path

import numpy as np
import pytest
import shapely

from catalog.corridors.tracing import CorridorTracer, Leg, Waypoint, _passing, _simplified
from catalog.network.graph import Graph, TracedPath, length_km
from catalog.paths import SOURCES
from catalog.problems import CatalogError
from tests.catalog.sources_copy import spoil

PICTURE = """
A road from west to east with a side road to a town, and a gate, TOR, before its end.

               town (2, 1)
                |
    0 --- 1 --- 2 --- 3 -TOR- 4 --- 5
"""
EDGES = [
    (0, 1, ((0, 0), (1, 0)), ""),
    (1, 2, ((1, 0), (2, 0)), ""),
    (2, 3, ((2, 0), (3, 0)), ""),
    (3, 4, ((3, 0), (4, 0)), "TOR"),
    (4, 6, ((4, 0), (5, 0)), ""),
    (2, 5, ((2, 0), (2, 1)), ""),
]


def path(*points: tuple[float, float]) -> TracedPath:
    line = shapely.LineString(points)
    return TracedPath(line, length_km(line))


def point(lon: float, lat: float = 0.0, place: str = "", **more: object) -> Waypoint:
    known = {"mode": "road", "method": "network"} | more
    return Waypoint(f"{lon:g}", lon, lat, place, **known)  # type: ignore[arg-type]


def coordinates(leg: Leg) -> list[tuple[float, float]]:
    return [(round(x, 6), round(y, 6)) for x, y in shapely.get_coordinates(leg.line)]


@pytest.fixture
def tracer() -> CorridorTracer:
    lines = np.array([shapely.LineString(edge[2]) for edge in EDGES], dtype=object)
    km = np.array([length_km(line) for line in lines])
    first, second, _, crossing = zip(*EDGES, strict=True)
    made = CorridorTracer(SOURCES)
    made.__dict__["roads"] = Graph(
        np.array(first), np.array(second), km, km, np.array(crossing), lines
    )
    return made


def test_waypoints_by_one_mode_make_one_leg(tracer):
    (leg,) = tracer.legs("", [point(0), point(1), point(2.5)])
    assert (leg.origin.name, leg.destination.name) == ("0", "2.5")
    assert coordinates(leg) == [(0, 0), (2.5, 0)]  # simplified
    assert leg.length_km == pytest.approx(2.5 * 111.32, rel=1e-3)


def test_a_gateway_parts_two_legs_and_is_named_on_the_later(tracer):
    before, after = tracer.legs("", [point(0), point(3.5, place="XG-TORKHAM"), point(5)])
    assert (before.gateway, after.gateway) == ("", "XG-TORKHAM")
    assert coordinates(before)[-1] == coordinates(after)[0] == (3.5, 0)


def test_only_the_gateways_that_a_corridor_names_are_open_to_it(tracer):
    with pytest.raises(ValueError, match="0 to 5 by road: no path from"):
        tracer.legs("", [point(0), point(5)])


def test_a_town_off_the_road_is_passed_where_its_road_turns_off(tracer):
    (leg,) = tracer.legs("", [point(0), point(2, 1), point(2.5)])
    assert coordinates(leg) == [(0, 0), (2.5, 0)]
    assert leg.length_km == pytest.approx(2.5 * 111.32, rel=1e-2)


def test_a_corridor_that_ends_in_a_town_reaches_it(tracer):
    (leg,) = tracer.legs("", [point(0), point(2, 1)])
    assert coordinates(leg) == [(0, 0), (2, 0), (2, 1)]


def test_nothing_is_cut_off_where_the_route_goes_on():
    whole = _passing(path((0, 0), (1, 0), (2, 0)), path((2, 0), (2, 1)))
    assert shapely.get_coordinates(whole.line).tolist() == [[0, 0], [1, 0], [2, 0], [2, 1]]


def test_a_route_that_only_goes_back_keeps_its_ends():
    whole = _passing(path((0, 0), (1, 0), (2, 0)), path((2, 0), (1, 0)))
    assert shapely.get_coordinates(whole.line)[[0, -1]].tolist() == [[0, 0], [1, 0]]


def test_the_next_mode_starts_where_the_last_one_ended(tracer):
    road, sea = tracer.legs(
        "", [point(0), point(2), point(2.2, 0.4, mode="sea", method="schematic", note="drawn")]
    )
    assert coordinates(road)[-1] == coordinates(sea)[0]
    assert (road.mode, sea.mode, sea.note) == ("road", "sea", "drawn")


def test_a_schematic_leg_has_no_length(tracer):
    road, drawn = tracer.legs("", [point(0), point(2), point(3, 1, method="schematic")])
    assert road.length_km is not None
    assert drawn.length_km is None


def test_a_planned_stretch_is_a_leg_of_its_own(tracer):
    built, planned = tracer.legs("", [point(0), point(1), point(2, built=False)])
    assert (built.built, planned.built) == (True, False)


def test_simplifying_a_line_leaves_the_length_of_the_route():
    wiggling = path((0, 0), (0.5, 0.001), (1, 0))
    done = _simplified(wiggling)
    assert len(shapely.get_coordinates(done.line)) == 2
    assert done.km == wiggling.km


def test_a_waypoint_that_is_nowhere_is_named_with_its_line(sources: Path):
    line = spoil(sources, "edits/corridor_waypoints.csv", "C01,,2,Hyderabad,,Hyderabad", "C01,,2,Hyderabad,,Hyderbad")  # fmt: skip
    gateway = spoil(sources, "edits/corridor_waypoints.csv", "Torkham,XG-TORKHAM", "Torkham,XG-TURKHAM")  # fmt: skip
    with pytest.raises(CatalogError) as caught:
        CorridorTracer(sources).waypoints()
    assert [problem.line for problem in caught.value.problems] == [line, gateway]
    assert "'Hyderbad'" in str(caught.value)


def test_every_waypoint_of_the_table_is_known():
    found = CorridorTracer(SOURCES).waypoints()
    assert min(found) == "C01"
    assert all(len(points) > 1 for branches in found.values() for points in branches.values())
