import csv
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from scipy.spatial import cKDTree

from catalog.paths import SOURCES
from catalog.tables.reading import read_table
from catalog.tables.rows import Row
from catalog.validity import holds, knows
from tests.catalog.built import collection, frame

GEOD = Geod(ellps="WGS84")
# Where the way may lead; a border that is not among the crossings is passed between these.
THROUGH = {
    "C01": "PAK AFG", "C02": "PAK AFG", "C03": "PAK AFG", "C04": "PAK AFG", "C05": "IRN AFG",
    "C06": "IRN AFG", "C07": "IRN AFG", "C08": "IRN AFG", "C09": "IRN", "C10": "IRN AFG",
    "C11": "IRN RUS", "C12": "IRN TKM KAZ RUS", "C13": "AFG TKM AZE GEO TUR", "C14": "AFG TKM",
    "C15": "UZB AFG", "C16": "UZB AFG PAK", "C17": "CHN KGZ TJK AFG IRN", "C18": "AFG CHN",
    "C20": "PAK CHN KGZ KAZ", "C21": "PAK IRN",
}  # fmt: skip


@cache
def table() -> dict[str, Row]:
    """Return the corridors of the table by their ids."""
    return read_table(SOURCES, "facts/corridors.csv").by("corridor_id")


@cache
def rows() -> dict[str, dict[str, Any]]:
    """Return the properties of every leg by its id."""
    found = (feature["properties"] for feature in collection("routes")["features"])
    return {row["id"]: row for row in found}


@cache
def lines() -> dict[str, NDArray[np.float64]]:
    """Return the course of every leg, (lon, lat), by its id."""
    return {
        feature["id"]: np.array(feature["geometry"]["coordinates"])
        for feature in collection("routes")["features"]
    }


def legs() -> list[dict[str, Any]]:
    """Return the properties of every leg, in the file's order."""
    return list(rows().values())


def by_land() -> list[str]:
    """Return the legs by road and rail, planned ones too."""
    return [row["id"] for row in legs() if row["mode"] not in ("sea", "air")]


def traced() -> list[str]:
    """Return the legs that follow the network over land."""
    return [leg for leg in by_land() if not rows()[leg]["schematic"]]


def each(
    some: Callable[[], Iterable[Any]],
) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """Hold one test against each of some, and name all for which it fails."""

    def made(test: Callable[[Any], None]) -> Callable[[], None]:
        def test_each() -> None:
            wrong = {}
            for one in some():
                try:
                    test(one)
                except AssertionError as error:
                    wrong[str(one)[:80]] = str(error)
            assert wrong == {}

        test_each.__name__ = test.__name__
        return test_each

    return made


def km(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Measure each piece of a line."""
    lengths = GEOD.inv(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])[2]
    return np.asarray(lengths) / 1000


def sampled(leg: str, step: float) -> NDArray[np.float64]:
    """Give points along a leg, at most a step in degrees apart."""
    return shapely.get_coordinates(shapely.segmentize(shapely.LineString(lines()[leg]), step))


def branches() -> dict[tuple[str, str], list[dict[str, Any]]]:
    parted = groupby(legs(), key=lambda row: (row["corridor"], row["id"].partition("-")[0]))
    return {key: list(rows) for key, rows in parted}


# --- every corridor of the table is there ------------------------------------------------------


def test_every_corridor_has_legs_and_a_summary():
    assert list(dict.fromkeys(row["corridor"] for row in legs())) == list(table())
    assert [one["id"] for one in collection("routes")["corridors"]] == list(table())


@each(rows)
def test_a_leg_says_what_the_table_says(leg):
    row = rows()[leg]
    told = table()[row["corridor"]]
    assert (row["corridor_name"], row["status_text"]) == (told["name"], told["status"])
    assert (row["bottlenecks"] or "") == told["bottlenecks"]
    assert row["confidence"] == told["confidence"]
    assert [one["url"] for one in row["sources"]] == told["sources"].split(" | ")


@each(table)
def test_length_time_and_cost_are_kept_as_published_with_their_conflicts(key):
    told = table()[key]
    said = {
        one["what"]: one for one in next(r for r in legs() if r["corridor"] == key)["published"]
    }
    for what, value, note in (
        ("length", told["length_km"], told["length_note"]),
        ("time", told["typical_time_days"], told["time_note"]),
        ("cost", told["cost"], told["cost_note"]),
    ):
        if value:
            assert said[what]["value"] == value
        if note and note != "not found":
            assert said[what]["note"] == note
        if not value and note in ("", "not found"):
            assert what not in said


def test_six_corridors_have_published_figures_that_conflict():
    conflicts = {r["corridor"] for r in legs() for one in r["published"] if "CONFLICT" in (one["note"] or "")}  # fmt: skip
    assert conflicts == {"C01", "C08", "C09", "C10", "C14", "C16"}


# --- the course --------------------------------------------------------------------------------


@each(lambda: branches().values())
def test_legs_join_end_to_end(branch):
    for one, two in pairwise(branch):
        gap = km(np.array([lines()[one["id"]][-1], lines()[two["id"]][0]]))[0]
        assert gap < 0.05, (one["id"], two["id"])
        assert one["to_name"] == two["from_name"]


@each(traced)
def test_a_leg_that_is_built_winds_as_roads_and_rails_do(leg):
    pieces = km(lines()[leg])
    straight = km(lines()[leg][[0, -1]])[0]
    assert pieces.sum() / straight >= 1.03
    assert pieces.sum() / len(pieces) < 10
    assert pieces.max() < 70  # the railway through the desert north of Yazd


@each(lambda: [row["id"] for row in legs() if not row["schematic"]])
def test_a_length_is_the_lines_plus_what_generalising_takes_from_it(leg):
    # Most on mountain roads; a waypoint in the middle of an edge is placed by its share in degrees.
    drawn = km(lines()[leg]).sum()
    assert -0.02 < rows()[leg]["length_km"] / drawn - 1 < 0.12


def test_a_schematic_leg_has_no_length_and_says_that_it_is_schematic():
    for row in legs():
        assert (row["length_km"] is None) == row["schematic"]
        if row["schematic"]:
            assert "chematic" in row["note"]


@each(traced)
def test_no_route_is_travelled_there_and_back(leg):
    lon, lat = sampled(leg, 0.005).T
    points = np.column_stack([lon * 111.3 * np.cos(np.radians(lat)), lat * 110.9])
    along = np.concatenate([[0], np.hypot(*np.diff(points, axis=0).T).cumsum()])
    pairs = cKDTree(points).query_pairs(0.3, output_type="ndarray")
    twice = pairs[np.abs(along[pairs[:, 0]] - along[pairs[:, 1]]) > 3]
    # The loops of the railway over the Alborz are near one another, and the roads about a town.
    most = 25 if leg == "C12a-3" else 3
    assert len(np.unique(twice)) * 0.5 / 2 < most


@each(by_land)
def test_a_route_by_land_stays_on_the_land_that_it_may_pass(leg):
    # Harbours lie before the coarse coast, and a generalised road may swing over a river's middle.
    land = frame("land_detail")
    allowed = THROUGH[rows()[leg]["corridor"]].split()
    ground = land.geometry[land["iso_a3"].isin(allowed)].to_numpy()
    points = shapely.points(sampled(leg, 0.02))
    outside = np.ones(len(points), dtype=bool)
    outside[shapely.STRtree(points).query(ground, "intersects")[1]] = False
    for point in points[outside]:
        assert shapely.distance(ground, point).min() < 0.03, point.wkt


@cache
def _afghanistan() -> tuple[Any, Any, Any]:
    """Return its land, its boundary, and what lies within 0.015 degrees of that."""
    land = frame("land_detail").set_index("id").geometry["AFG"]
    shapely.prepare(land)
    return land, land.boundary, shapely.buffer(land.boundary, 0.015)


@each(traced)
def test_afghanistans_border_is_passed_at_the_corridors_crossings_only(leg):
    afghanistan, boundary, near = _afghanistan()
    points = sampled(leg, 0.004)
    inside = shapely.intersects_xy(afghanistan, *points.T)
    gateways = {
        row["place"]: row["position"]
        for row in (f["properties"] | {"position": f["geometry"]["coordinates"]}
                    for f in collection("crossings")["features"])
    }  # fmt: skip
    for at in np.flatnonzero(inside[1:] != inside[:-1]):
        away = [
            km(np.array([points[at], gateways[gateway]]))[0] for gateway in rows()[leg]["crossings"]
        ]
        edge = shapely.distance(boundary, shapely.Point(points[at + 1]))
        along = shapely.LineString(points[max(0, at - 300) : at + 300])
        deep = shapely.difference(along, near)
        sides = {bool(afghanistan.intersects(part)) for part in shapely.get_parts(deep)}
        # A road on the bank of a border river touches the line without going over.
        assert min(away, default=99) < 1.5 or (edge < 0.015 and len(sides) < 2), points[at]


@each(lambda: [row["id"] for row in legs() if row["mode"] == "sea"])
def test_a_sea_lane_does_not_go_over_land(leg):
    land = frame("land_detail").geometry.to_numpy()
    points = sampled(leg, 0.02)
    # To Astrakhan ships go 60 km up the Volga; at ports the coast is coarse.
    points = points[np.hypot(points[:, 0] - 48.05, points[:, 1] - 46.35) > 0.75]
    coast = shapely.boundary(shapely.coverage_union_all(land))
    tree = shapely.STRtree(land)
    for point in shapely.points(points):
        if len(tree.query(point, "intersects")):
            assert shapely.distance(coast, point) < 0.05, point.wkt


# leg, measured, how many km are in print, what is in print
PUBLISHED = [
    ("C02-2", "Kandahar-SpinBoldak"),
    ("C05-2", "Herat-IslamQala"),
    ("C08-1", "Chabahar-Milak"),
    ("C15-2", "Hairatan border-Mazar airport"),
]


@pytest.mark.parametrize(("leg", "route"), PUBLISHED)
def test_a_length_is_within_a_tenth_of_what_is_published(leg, route):
    with (SOURCES / "network/published_distances.csv").open(encoding="utf-8") as file:
        printed = {row["route"]: float(row["published_km"]) for row in csv.DictReader(file)}
    assert rows()[leg]["length_km"] == pytest.approx(printed[route], rel=0.1)


@pytest.mark.parametrize("key", ["C09", "C10", "C14"])
def test_a_railway_is_as_long_as_is_published_within_a_tenth(key):
    (whole,) = [c["length_km"] for c in collection("routes")["corridors"] if c["id"] == key]
    assert whole == pytest.approx(float(table()[key]["length_km"]), rel=0.1)


def test_kabul_is_reached_from_gardez_by_logar_not_round_by_ghazni():
    (leg,) = [row for row in legs() if row["from_name"] == "Gardez" and row["to_name"] == "Kabul"]
    assert leg["length_km"] < 150


def test_the_eastern_branch_goes_by_turkmenistan_not_by_uzbekistan():
    uzbekistan = frame("land").set_index("id").geometry["UZB"]
    for leg in rows():
        if rows()[leg]["corridor"] == "C12":
            assert not uzbekistan.intersects(shapely.LineString(lines()[leg]))


# --- what is built, and what passes ------------------------------------------------------------


def test_what_is_not_built_is_marked_as_planned():
    planned = {row["corridor"] for row in legs() if not row["built"]}
    assert planned == {"C09", "C10", "C14", "C16", "C17", "C18"}
    for row in legs():
        assert row["mode"].startswith("planned_") == (not row["built"])
        assert ([one["kind"] for one in row["states"]] == ["planned"]) == (not row["built"])
        if not row["built"]:
            assert row["traffic_class"] == 0
            assert row["note"]


@each(rows)
def test_the_states_of_a_leg_cover_every_day_once(leg):
    states = [one for one in rows()[leg]["states"] if knows(one, None)]
    assert states[0]["valid_from"] is None
    assert states[-1]["valid_to"] is None
    for one, two in pairwise(states):
        assert one["valid_to"] == two["valid_from"]
        assert one["valid_to"] is not None
    for one in states:
        if one["valid_from"] and one["valid_to"]:
            assert date.fromisoformat(one["valid_from"]) < date.fromisoformat(one["valid_to"])


# leg, day, state, place that it is owed to
DAYS = [
    ("C01-1", "2025-09-30", "open", "XG-TORKHAM"),
    ("C01-1", "2025-10-15", "closed", "XG-TORKHAM"),
    ("C01-2", "2026-01-15", "closed", "XG-TORKHAM"),  # UN cargo only
    ("C02-1", "2025-10-15", "closed", "XG-CHAMAN"),
    ("C02-1", "2023-06-01", "unknown", "XG-CHAMAN"),  # no report of the end of a closure
    ("C03-2", "2025-11-15", "closed", "XG-CHAMAN"),
    ("C04a-1", "2025-11-15", "closed", "XG-KHARLACHI"),
    ("C04b-4", "2025-11-15", "closed", "XG-GHULAMKHAN"),
    ("C05-1", "2025-11-25", "open", "XG-ISLAMQALA"),
    ("C05-1", "2026-03-20", "unknown", "XG-ISLAMQALA"),  # open to people; of trade nothing is told
    ("C05-1", "2026-05-01", "closed", "IR-BND"),
    ("C05-2", "2026-05-01", "unknown", "XG-ISLAMQALA"),
    ("C05-1", "2026-06-08", "closed", "IR-BND"),
    # Shipping is cut back, yet of the gate nothing has been reported for three months.
    ("C05-1", "2026-06-20", "unknown", "XG-ISLAMQALA"),
    ("C01-1", "2026-08-01", "closed", "XG-TORKHAM"),  # as a later source tells
    ("C08-1", "2026-03-20", "unknown", "XG-MILAK"),
    ("C08-1", "2026-05-01", "closed", "IR-ZBR-SB"),
    ("C10-2", "2026-05-01", "open", "XG-KHAF-RAIL"),
    ("C11-1", "2026-05-01", "closed", "IR-BND"),
    ("C17-4", "2026-03-10", "open", "XG-KHAF-RAIL"),
    ("C21a-1", "2026-05-01", "open", "XG-GABD"),
]


@pytest.mark.parametrize(("leg", "day", "kind", "place"), DAYS)
def test_on_a_day_a_leg_is_what_was_reported(leg, day, kind, place):
    (on,) = [one for one in rows()[leg]["states"] if holds(one, day) and knows(one, None)]
    assert (on["kind"], on["place"]) == (kind, place)


@pytest.mark.parametrize("known", ["2019-01-01", "2025-10-12", "2025-11-22", "2026-04-20"])
def test_every_day_of_knowledge_has_one_state_of_a_leg_for_every_day(known):
    for row in legs():
        told = [one for one in row["states"] if knows(one, known)]
        for day in ("2010-01-01", "2025-10-20", "2026-02-27", "2026-05-01", "2030-01-01"):
            assert sum(holds(one, day) for one in told) == 1, (row["id"], day)


@pytest.mark.parametrize(
    ("leg", "day", "known", "kind"),
    [
        # The closure of 12 October 2025 was in print on the 13th: till then it was last reported open.
        ("C01-1", "2025-10-12", "2025-10-12", "open"),
        ("C01-1", "2025-10-12", "2025-10-13", "closed"),
        # The blockade of 13 April 2026 had no end on 20 April.
        ("C08-1", "2026-06-20", "2026-05-20", "closed"),
    ],
)
def test_a_leg_is_on_a_day_what_was_known_of_it(leg, day, known, kind):
    (on,) = [one for one in rows()[leg]["states"] if holds(one, day) and knows(one, known)]
    assert on["kind"] == kind


@each(rows)
def test_a_leg_after_a_gateway_names_it(leg):
    row = rows()[leg]
    assert row["after_break"] is None or row["after_break"] in row["crossings"]


def test_the_summary_adds_up_the_legs_of_the_main_line():
    for one in collection("routes")["corridors"]:
        own = [row for row in legs() if row["corridor"] == one["id"]]
        main = [row for row in own if row["id"].split("-")[0] == own[0]["id"].split("-")[0]]
        assert one["legs"] == len(own)
        if one["length_km"] is None:
            assert any(row["schematic"] for row in main)
        else:
            assert one["length_km"] == pytest.approx(sum(r["length_km"] for r in main), abs=0.3)


def test_bandar_abbas_carries_more_than_chabahar():
    traffic = {row["corridor"]: row["traffic_class"] for row in legs() if row["built"]}
    assert traffic["C05"] > traffic["C08"]
