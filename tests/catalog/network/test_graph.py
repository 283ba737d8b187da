from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from catalog.network.graph import Graph, NoPathError, TracedPath, length_km, railways, roads
from catalog.problems import CatalogError

PICTURE = """
A square of roads, a degree a side, open to the east; on the diagonal stands a gate, TOR.

    3 (0, 1) ---- 2 (1, 1)
       |           /
       |      TOR
       |    /
    0 (0, 0) ---- 1 (1, 0)
"""
SOUTH = ((0.0, 0.0), (1.0, 0.0))
WEST = ((0.0, 0.0), (0.0, 1.0))
NORTH = ((0.0, 1.0), (1.0, 1.0))
DIAGONAL = ((0.0, 0.0), (1.0, 1.0))


def graph(*edges: tuple[int, int, object, str, float]) -> Graph:
    lines = [shapely.LineString(line) for _, _, line, _, _ in edges]
    km = np.array([length_km(line) for line in lines])
    return Graph(
        np.array([edge[0] for edge in edges]),
        np.array([edge[1] for edge in edges]),
        km,
        km * [edge[4] for edge in edges],
        np.array([edge[3] for edge in edges]),
        np.array(lines, dtype=object),
    )


def square(gateway: str = "TOR", factor: float = 1.0) -> Graph:
    return graph(
        (0, 1, SOUTH, "", 1.0),
        (0, 3, WEST, "", 1.0),
        (3, 2, NORTH, "", 1.0),
        (0, 2, DIAGONAL, gateway, factor),
    )


def points(part: TracedPath) -> list[tuple[float, float]]:
    return [(round(x, 6), round(y, 6)) for x, y in shapely.get_coordinates(part.line)]


def test_the_shortest_route_is_found():
    assert points(square(gateway="").path((1, 0), (1, 1))) == [(1, 0), (0, 0), (1, 1)]


def test_a_closed_gateway_sends_the_route_round():
    assert points(square().path((1, 0), (1, 1))) == [(1, 0), (0, 0), (0, 1), (1, 1)]


def test_a_gateway_that_is_named_may_be_passed():
    assert points(square().path((1, 0), (1, 1), gateways=["TOR"])) == [(1, 0), (0, 0), (1, 1)]
    assert len(points(square().path((1, 0), (1, 1), gateways=["CHA"]))) == 4


def test_opening_a_gateway_leaves_it_shut_for_the_next_search():
    network = square()
    network.path((1, 0), (1, 1), gateways=["TOR"])
    assert len(points(network.path((1, 0), (1, 1)))) == 4


def test_an_unlisted_route_over_the_border_is_shut():
    assert len(points(square(gateway="unlisted").path((1, 0), (1, 1), gateways=["TOR"]))) == 4


def test_without_another_route_a_closed_gateway_is_an_error():
    network = graph((0, 1, SOUTH, "", 1.0), (1, 2, ((1, 0), (2, 0)), "TOR", 1.0), (2, 3, ((2, 0), (3, 0)), "", 1.0))  # fmt: skip
    with pytest.raises(NoPathError, match=r"no path from \(0, 0\) to \(3, 0\)"):
        network.path((0, 0), (3, 0))
    assert len(points(network.path((0, 0), (3, 0), gateways=["TOR"]))) == 4


def test_a_lesser_road_is_taken_only_if_it_is_much_shorter():
    # The diagonal is 157 km against 222 km.
    assert len(points(square(gateway="", factor=1.3).path((0, 0), (1, 1)))) == 2
    assert len(points(square(gateway="", factor=1.5).path((0, 0), (1, 1)))) == 3


def test_a_point_is_joined_to_the_middle_of_the_nearest_edge():
    part = square().path((0.5, -0.1), (-0.1, 0.5))
    assert points(part) == [(0.5, 0), (0, 0), (0, 0.5)]
    assert part.km == pytest.approx(length_km(part.line), rel=1e-3)


@pytest.mark.parametrize(
    ("start", "end"),
    [((0.25, 0), (0, 0.75)), ((0, 0.25), (0.75, 1)), ((0.75, 1), (0.1, 0)), ((0.2, 0), (0.7, 0))],
)
def test_an_edge_that_is_travelled_in_part_counts_in_part(start, end):
    part = square().path(start, end)
    assert part.km == pytest.approx(length_km(part.line), rel=1e-3)


def test_two_points_on_one_edge_are_joined_along_it():
    assert points(square().path((0.75, 0), (0.25, 0))) == [(0.75, 0), (0.25, 0)]


def test_a_point_far_from_every_road_is_an_error():
    with pytest.raises(NoPathError, match=r"no path within 30 km of 5\.000, 5\.000"):
        square().path((5, 5), (0, 0))


def test_a_stub_that_a_tile_cut_off_is_not_snapped_to():
    stub = ((0.5, -0.05), (0.6, -0.05))
    network = graph((0, 1, SOUTH, "", 1.0), (2, 3, stub, "", 1.0), (0, 4, WEST, "", 1.0))
    assert points(network.path((0.5, -0.05), (0, 1)))[0] == (0.5, 0)


def test_the_length_is_what_the_edges_tell_not_what_the_line_measures():
    network = square()
    winding = Graph(network.u, network.v, network.km * 1.2, network.weight, network.crossing, network.lines)  # fmt: skip
    part = winding.path((0.5, 0), (0, 0.5))
    assert part.km == pytest.approx(1.2 * length_km(part.line), rel=1e-3)


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_the_route_back_is_the_route_there(x, y):
    network = square()
    there, back = network.path((x, 0), (0, y)), network.path((0, y), (x, 0))
    assert points(back) == points(there)[::-1]
    assert back.km == pytest.approx(there.km)


# --- as read from the tables -------------------------------------------------------------------

HEAD = "mode,name,from_lon,from_lat,to_lon,to_lat,why,source_name,source_url,source_date,accessed\n"
LINK = "{mode},gap,1.0,0.0,1.01,{lat},why,OSM,https://osm.org,,2026-11-23\n"


def network_of(folder: Path, links: str = "") -> Path:
    """Write two roads and two railways that a gap of a hundredth of a degree parts."""
    lines = [shapely.LineString(SOUTH), shapely.LineString([(1.01, 0), (2, 0)])]
    table = pd.DataFrame(
        {"u": [10, 12], "v": [11, 13], "km": [112.0, 111.0], "cls": [2, 5], "crossing": [None, ""],
         "geometry": shapely.to_wkb(lines)}
    )  # fmt: skip
    (folder / "network").mkdir()
    (folder / "edits").mkdir()
    table.to_parquet(folder / "network" / "core_road_edges.parquet")
    table.to_parquet(folder / "network" / "core_rail_edges.parquet")
    (folder / "edits" / "network_links.csv").write_text(HEAD + links)
    return folder


def test_lesser_roads_weigh_more_than_they_are_long(tmp_path):
    network = roads(network_of(tmp_path))
    assert (network.weight / network.km).tolist() == [1.0, 1.8]
    assert set(network.crossing) == {""}


def test_railways_are_numbered_from_nought_and_all_alike(tmp_path):
    network = railways(network_of(tmp_path))
    assert (network.u.tolist(), network.v.tolist()) == ([0, 2], [1, 3])
    assert network.weight.tolist() == network.km.tolist()


@pytest.mark.parametrize(("mode", "read"), [("road", roads), ("rail", railways)])
def test_a_link_closes_a_gap_of_its_mode_only(tmp_path, mode, read):
    other = roads if read is railways else railways
    folder = network_of(tmp_path, LINK.format(mode=mode, lat=0.0))
    assert points(read(folder).path((0.1, 0), (1.9, 0)))[-1] == (1.9, 0)
    with pytest.raises(NoPathError):
        other(folder).path((0.1, 0), (1.9, 0))


def test_a_link_that_ends_nowhere_is_named_with_its_line(tmp_path):
    folder = network_of(tmp_path, LINK.format(mode="road", lat=0.5))
    with pytest.raises(CatalogError, match=r"network_links\.csv:2: no node of the road network"):
        roads(folder)
