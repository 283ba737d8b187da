import json
from itertools import product
from typing import Any

import geopandas as gpd
import pytest
import shapely
from pyproj import Geod

from catalog.geography.coverage import _cut, _without_remnants, shared_edges
from catalog.geography.generalisation import Level, simplified
from catalog.geography.worldviews import CODES, line_class, owner
from catalog.paths import GEO
from tests.catalog.built import frame, segments, unit_at

LEVELS = (("land", "boundaries", "border_coarse"), ("land_detail", "boundaries_detail", "border"))
CLASSES = {"international", "disputed", "control", "claim", "hidden"}
LEFT, RIGHT = shapely.box(0, 0, 2, 4), shapely.box(2, 0, 4, 4)


def units(**shapes: Any) -> gpd.GeoDataFrame:
    ids = [name.replace("_", "-") for name in shapes]
    return gpd.GeoDataFrame({"id": ids}, geometry=list(shapes.values()), crs="EPSG:4326")


# --- small pictures ----------------------------------------------------------------------------


def test_a_claimed_area_is_cut_out_and_the_rest_stays():
    parts = _cut(shapely.box(0, 0, 4, 4), {"claimed": shapely.box(2, -1, 9, 9)})
    assert parts["claimed"].equals(RIGHT)
    assert parts[""].equals(LEFT)


def test_an_area_that_does_not_lie_there_cuts_nothing():
    assert _cut(LEFT, {"far": shapely.box(50, 50, 51, 51)}) == {"": LEFT}


def test_what_lies_between_two_depictions_of_one_edge_goes_to_the_area():
    # The area's own edge runs 0.03 degrees inside the country's.
    parts = _cut(shapely.box(0, 0, 4, 4), {"claimed": shapely.box(2, 0.03, 3.97, 3.97)})
    assert parts["claimed"].symmetric_difference(RIGHT).area < 0.01
    assert parts[""].bounds[2] < 2.1


def test_a_speck_left_along_a_claimed_area_becomes_part_of_it():
    main, area = shapely.box(0, 0, 2, 2), shapely.box(2, 0, 4, 2)
    speck, beyond = shapely.box(4, 1, 4.05, 1.05), shapely.box(4, 0, 6, 2)
    beyond = beyond.difference(speck)
    country, claimed, foreign = _without_remnants(
        ["PAK", "PAK-GB", "IND-JK"], [main.union(speck), area, beyond]
    )
    assert country.equals(main)
    assert claimed.equals(area.union(speck))
    assert foreign.equals(beyond)


def test_an_island_apart_from_the_claimed_area_stays_the_countrys():
    main, island = shapely.box(0, 0, 2, 2), shapely.box(8, 8, 8.05, 8.05)
    country, _ = _without_remnants(["PAK", "PAK-GB"], [main.union(island), shapely.box(2, 0, 4, 2)])
    assert country.equals(main.union(island))


def test_only_units_with_a_common_edge_have_a_line_between_them():
    corner = shapely.box(4, 4, 6, 6)  # touches RIGHT in one point
    lines = shared_edges(units(B=RIGHT, A=LEFT, C=corner))
    assert lines[["left", "right"]].to_numpy().tolist() == [["A", "B"]]
    assert lines.geometry[0].equals(shapely.LineString([(2, 0), (2, 4)]))


# A wiggle of a twentieth of a degree along the edge, an island and an enclave.
WIGGLE = [(2.0 + 0.05 * (n % 2), n / 10) for n in range(41)]
WEST = shapely.Polygon([(0, 4), (0, 0), *WIGGLE])
EAST = shapely.Polygon([(4, 0), (4, 4), *WIGGLE[::-1]])
ENCLAVE = shapely.box(3.0, 2.0, 3.05, 2.05)
ISLAND = shapely.box(6.0, 2.0, 6.05, 2.05)
ROUGH = Level(border=0.2, near=0.2, far=0.2, decimals=1, smallest=0.01)


def test_edges_that_are_shared_stay_shared_when_simplified_and_rounded():
    whole = units(AFG=WEST, PAK=EAST)
    done = simplified(whole, ROUGH)
    (line,) = shared_edges(done).geometry
    assert len(line.coords) < len(WIGGLE) / 4
    for shape in done.geometry:
        assert segments(line) <= segments(shape)
    assert shapely.coverage_is_valid(done.geometry.to_numpy())
    assert segments(done.geometry.union_all()).isdisjoint(segments(line))


def test_a_small_island_goes_and_a_small_enclave_stays():
    north = shapely.box(0, 6, 2, 8)
    whole = units(AFG=WEST, PAK=EAST.difference(ENCLAVE).union(ISLAND), TJK=north.union(ENCLAVE))
    fine = Level(border=0.001, near=0.001, far=0.001, decimals=3, smallest=0.01)
    done = simplified(whole, fine).set_index("id").geometry
    assert done["TJK"].equals(north.union(ENCLAVE))
    assert done["PAK"].bounds[2] == 4.0


def test_coordinates_have_the_decimals_of_the_level():
    off = shapely.transform(shapely.MultiPolygon([RIGHT]), lambda points: points + 0.0349)
    level = Level(border=0.001, near=0.001, far=0.001, decimals=2, smallest=0.0)
    (done,) = simplified(units(PAK=off), level).geometry
    assert set(shapely.get_coordinates(done)[:, 0]) == {2.03, 4.03}


def test_the_border_keeps_more_detail_than_the_other_edges():
    far = [(4.0 + 0.05 * (n % 2), n / 10) for n in range(41)]
    middle = shapely.Polygon([*WIGGLE[::-1], *far])
    end = shapely.Polygon([(6, 0), (6, 4), *far[::-1]])
    level = Level(border=0.001, near=0.2, far=0.2, decimals=3, smallest=0.0)
    lines = shared_edges(simplified(units(AFG=WEST, PAK=middle, IND=end), level))
    kept = {(row.left, row.right): len(row.geometry.coords) for row in lines.itertuples()}
    assert kept["AFG", "PAK"] == len(WIGGLE)
    assert kept["IND", "PAK"] < len(far) / 4


# --- the built files ---------------------------------------------------------------------------


@pytest.mark.parametrize("land", ["land", "land_detail"])
def test_land_neither_overlaps_nor_leaves_gaps(land):
    shapes = frame(land).geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.coverage_union_all(shapes)
    holes = [ring for part in shapely.get_parts(whole) for ring in part.interiors]
    (caspian,) = holes
    assert shapely.Polygon(caspian).contains(shapely.Point(50.6, 39.6))


@pytest.mark.parametrize("land", ["land", "land_detail"])
def test_all_round_afghanistan_there_is_a_neighbour(land):
    shapes = frame(land).set_index("id").geometry
    others = [segments(shape) for unit, shape in shapes.items() if unit != "AFG"]
    assert segments(shapes["AFG"]) <= set().union(*others)


@pytest.mark.parametrize(("land", "_", "border"), LEVELS)
def test_the_border_lies_exactly_on_the_edges_of_both_sides(land, _, border):
    shapes = frame(land).set_index("id").geometry
    rows = frame(border)
    assert set(zip(rows["left"], rows["right"], strict=True)) == {
        ("AFG", "PAK"),
        ("AFG", "PAK-GB"),
    }
    for row in rows.itertuples():
        line = segments(row.geometry)
        assert line == segments(shapes[row.left]) & segments(shapes[row.right])


@pytest.mark.parametrize(("land", "boundaries", "_"), LEVELS)
def test_every_boundary_lies_exactly_on_the_edges_of_both_sides(land, boundaries, _):
    shapes = {row.id: segments(row.geometry) for row in frame(land).itertuples()}
    for row in frame(boundaries).itertuples():
        assert segments(row.geometry) <= shapes[row.left] & shapes[row.right], row.id


@pytest.mark.parametrize(("land", "boundaries", "border"), LEVELS)
def test_every_edge_between_two_states_is_drawn_in_some_view(land, boundaries, border):
    drawn = {(row.left, row.right) for name in (boundaries, border) for row in frame(name).itertuples()}  # fmt: skip
    parted = shared_edges(frame(land))
    holders = dict(zip(frame(land)["id"], frame(land)["iso_a3"], strict=True))
    for left, right in zip(parted["left"], parted["right"], strict=True):
        if holders[left] != holders[right]:
            assert (left, right) in drawn


@pytest.mark.parametrize("name", [name for level in LEVELS for name in level[1:]])
def test_every_boundary_has_a_class_in_each_worldview(name):
    for row in frame(name).itertuples():
        assert set(row.classes) == set(CODES)
        # A stretch of the border that a view gives to another state is drawn as any boundary.
        assert set(row.classes.values()) <= CLASSES | {"elsewhere"}
        assert row.sources
        assert all(source["name"] for source in row.sources)


@pytest.mark.parametrize("land", ["land", "land_detail"])
def test_every_unit_has_an_owner_in_each_worldview(land):
    for row in frame(land).itertuples():
        assert set(row.owner) == set(CODES)
        assert all(len(code) == 3 for code in row.owner.values())


def test_the_gateways_lie_on_the_border():
    border = frame("border").geometry.union_all()
    for lon, lat, km in ((71.09414, 34.12209, 0.5), (66.43839, 30.95485, 0.5)):
        met = shapely.shortest_line(shapely.Point(lon, lat), border).coords[1]
        assert Geod(ellps="WGS84").inv(lon, lat, *met)[2] / 1000 < km


# lon, lat, unit; what anybody finds in an atlas
PLACES = [
    (69.17, 34.53, "AFG"),  # Kabul
    (73.45, 36.98, "AFG"),  # Sarhad-e Broghil, in the Wakhan
    (74.80, 37.30, "AFG"),  # the eastern end of the Wakhan
    (67.00, 30.20, "PAK"),  # Quetta
    (71.78, 35.85, "PAK"),  # Chitral
    (74.31, 35.92, "PAK-GB"),  # Gilgit
    (75.63, 35.30, "PAK-GB"),  # Skardu
    (73.47, 34.37, "PAK-AJK"),  # Muzaffarabad
    (73.75, 33.15, "PAK-AJK"),  # Mirpur
    (74.80, 34.09, "IND-JK"),  # Srinagar
    (77.58, 34.16, "IND-JK"),  # Leh
    (76.13, 34.56, "IND-JK"),  # Kargil
    (77.10, 35.42, "IND-SIA"),  # the Siachen Glacier
    (76.46, 35.94, "CHN-SHK"),  # the Shaksgam valley
    (79.50, 35.10, "CHN-AKS"),  # Aksai Chin
    (91.87, 27.59, "IND-ARU"),  # Tawang
    (77.22, 28.63, "IND"),  # Delhi
    (61.86, 30.96, "AFG"),  # Zaranj
    (61.50, 31.03, "IRN"),  # Zabol
    (48.18, 30.44, "IRN"),  # Khorramshahr
    (47.80, 30.50, "IRQ"),  # Basra
    (55.03, 25.87, "IRN-ABM"),  # Abu Musa
    (55.30, 26.27, "IRN-TUN"),  # Greater Tunb
    (49.80, 40.38, "AZE"),  # Baku
    (52.97, 40.03, "TKM"),  # Turkmenbashi
    (56.30, 25.99, "OMN"),  # Musandam
    (50.60, 39.60, ""),  # the Caspian off Azerbaijan
    (52.60, 39.20, ""),  # the Caspian off Turkmenistan
    (53.50, 41.30, ""),  # the bay of Garabogaz
    (51.50, 37.40, ""),  # the Caspian off Iran
    (56.50, 26.60, ""),  # the Strait of Hormuz
    (64.00, 24.00, ""),  # the Arabian Sea
]


@pytest.mark.parametrize(("lon", "lat", "unit"), PLACES, ids=[f"{p[2]}-{p[0]}" for p in PLACES])
def test_well_known_places_lie_in_their_unit(lon, lat, unit):
    assert unit_at("land_detail", lon, lat) == unit


@pytest.mark.parametrize("land", ["land", "land_detail"])
def test_no_country_has_a_speck_in_the_middle_of_what_is_claimed_from_it(land):
    shapes = frame(land).set_index("id").geometry
    for country in ("PAK", "IND", "CHN"):
        cut = [shapes[unit] for unit in shapes.index if unit.startswith(f"{country}-")]
        pieces = sorted(shapely.get_parts(shapes[country]), key=lambda piece: -piece.area)[1:]
        assert not [piece.centroid.wkt for piece in pieces if any(piece.touches(u) for u in cut)]


# --- worldviews --------------------------------------------------------------------------------

# two units, view, how the line between them is drawn there
LINES = [
    ("AFG", "PAK", "defacto", "international"),
    ("AFG", "PAK", "PAK", "international"),
    ("AFG", "PAK", "AFG", "disputed"),
    ("AFG", "PAK-GB", "AFG", "disputed"),
    ("AFG", "PAK-GB", "IND", "international"),  # with India
    ("IND-JK", "PAK-AJK", "defacto", "control"),
    ("IND-JK", "PAK-GB", "defacto", "control"),
    ("IND-JK", "PAK-AJK", "PAK", "control"),
    ("IND-JK", "PAK-AJK", "IND", "hidden"),
    ("IND-JK", "PAK-AJK", "CHN", "control"),
    ("IND-JK", "IND-SIA", "defacto", "hidden"),
    ("IND-JK", "IND-SIA", "PAK", "control"),  # the line of control, on to the Karakoram Pass
    ("IND-SIA", "PAK-GB", "PAK", "hidden"),
    ("PAK", "PAK-GB", "IND", "international"),
    ("IND", "IND-JK", "PAK", "international"),
    ("IND", "IND-JK", "IND", "hidden"),
    ("CHN-AKS", "IND-JK", "defacto", "control"),
    ("CHN-AKS", "IND-JK", "IND", "hidden"),
    ("CHN-AKS", "IND-JK", "CHN", "international"),
    ("CHN-AKS", "IND-JK", "PAK", "disputed"),  # frontier undefined
    ("CHN", "CHN-AKS", "IND", "international"),
    ("CHN", "CHN-AKS", "CHN", "hidden"),
    ("CHN-SHK", "PAK-GB", "defacto", "disputed"),
    ("CHN-SHK", "PAK-GB", "PAK", "international"),  # by the agreement of 1963
    ("CHN-SHK", "PAK-GB", "IND", "hidden"),
    ("CHN", "IND-ARU", "defacto", "control"),
    ("CHN", "IND-ARU", "CHN", "hidden"),
    ("IND", "IND-ARU", "CHN", "international"),
    ("IND", "IND-ARU", "IND", "hidden"),
]
# unit, view, whose it is there
OWNERS = [
    ("PAK-GB", "defacto", "PAK"),
    ("PAK-GB", "IND", "IND"),
    ("PAK-AJK", "IND", "IND"),
    ("IND-JK", "defacto", "IND"),
    ("IND-JK", "PAK", "PAK"),
    ("IND-SIA", "PAK", "PAK"),
    ("CHN-AKS", "defacto", "CHN"),
    ("CHN-AKS", "IND", "IND"),
    ("CHN-SHK", "IND", "IND"),
    ("CHN-SHK", "PAK", "CHN"),
    ("IND-ARU", "CHN", "CHN"),
    ("IND-ARU", "PAK", "IND"),
    ("IND-JK", "CHN", "IND"),
    ("PAK-GB", "AFG", "PAK"),
]


@pytest.mark.parametrize(("left", "right", "view", "kind"), LINES)
def test_a_worldview_draws_a_line_as_its_state_does(left, right, view, kind):
    holders = {unit: unit[:3] for unit in (left, right)}
    assert line_class(left, right, holders, view) == kind
    assert line_class(right, left, holders, view) == kind


@pytest.mark.parametrize(("unit", "view", "state"), OWNERS)
def test_a_worldview_gives_a_unit_to_the_state_that_it_does(unit, view, state):
    assert owner(unit, unit[:3], view) == state
    built = frame("land").set_index("id")["owner"]
    assert built[unit][view] == state


@pytest.mark.parametrize("view", CODES)
def test_the_rules_are_what_is_drawn(view):
    holders = {row.id: row.iso_a3 for row in frame("land").itertuples()}
    for name in ("boundaries", "border_coarse"):
        for row in frame(name).itertuples():
            due: str = line_class(row.left, row.right, holders, view)
            if (row.left, row.right, view) == ("AFG", "PAK-GB", "IND"):
                due = "elsewhere"
            assert row.classes[view] == due, row.left


@pytest.mark.parametrize("view", CODES)
def test_a_line_within_one_state_is_hidden_or_a_claim_and_never_a_border(view):
    owners = {row.id: row.owner[view] for row in frame("land").itertuples()}
    for row in frame("boundaries").itertuples():
        if owners[row.left] == owners[row.right] and row.left[:3] + row.right[:3] != "GEOGEO":
            assert row.classes[view] in ("hidden", "claim", "control"), row.id


# unit, who administers it, who claims it
CLAIMED = [
    ("PAK-AJK", "Pakistan", "India"),
    ("PAK-GB", "Pakistan", "India"),
    ("IND-JK", "India", "Pakistan"),
    ("IND-SIA", "India", "Pakistan"),
    ("IND-DEM", "India", "China"),
    ("IND-ARU", "India", "China"),
    ("CHN-SHK", "China", "India"),
    ("CHN-AKS", "China", "India"),
]


@pytest.mark.parametrize(("level", "case"), list(product(("", "_detail"), CLAIMED)))
def test_a_claimed_area_names_who_administers_and_who_claims_it(level, case):
    unit, holder, claimant = case
    row = frame(f"disputed_areas{level}").set_index("id").loc[unit]
    held, _, claimed = row["note"].partition("claimed by ")
    assert holder in held
    assert claimant in claimed
    assert row["sources"]


def test_each_worldview_has_a_caveat_and_the_pages_that_it_rests_on():
    views = json.loads((GEO / "worldviews.json").read_bytes())
    assert tuple(views) == CODES
    for view in views.values():
        assert view["caveat"].endswith(".")
        assert view["sources"] or "was found" in view["caveat"]
        for source in view["sources"]:
            assert source["url"].startswith("http")
            assert source["says"]


def test_the_lines_caveat_says_that_kabul_does_not_recognise_it():
    for name in ("border", "border_coarse"):
        for row in frame(name).itertuples():
            assert "does not recognise" in row.caveat
            assert "differ" in row.published_length
