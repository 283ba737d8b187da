import json
from datetime import date, datetime
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from catalog.geojson import plain, to_geojson
from catalog.origin import Origin

ORIGIN = Origin("o", "Atlas", "Map", "https://a.b", "", "2026-11-23", "CC0", "", "Atlas", "none")
HEAD = (
    '{"type":"FeatureCollection","name":"gates","origins":[{"id":"o","producer":"Atlas",'
    '"title":"Map","url":"https://a.b","published":"","accessed":"2026-11-23","licence":"CC0",'
    '"licence_url":"","credit":"Atlas","processing":"none"}]'
)


def gateways(**columns: object) -> gpd.GeoDataFrame:
    points = [shapely.Point(71.094141, 34.122092), shapely.Point(66.4, 30.9)]
    return gpd.GeoDataFrame({"id": ["t", "c"]} | columns, geometry=points, crs="EPSG:4326")


def text(frame: gpd.GeoDataFrame, **more: Any) -> str:
    return to_geojson(frame, name="gates", origins=[ORIGIN], **more).decode()


def test_a_collection_is_a_head_and_one_line_for_each_feature():
    made = text(gateways(name=["Torkham", "Chamán"]), decimals=3)
    assert made == (
        HEAD + ',"features":[\n'
        '{"type":"Feature","id":"t","properties":{"id":"t","name":"Torkham"},'
        '"geometry":{"type":"Point","coordinates":[71.094,34.122]}},\n'
        '{"type":"Feature","id":"c","properties":{"id":"c","name":"Chamán"},'
        '"geometry":{"type":"Point","coordinates":[66.4,30.9]}}\n'
        "]}\n"
    )


def test_the_same_data_give_the_same_bytes():
    assert text(gateways(name=["a", "b"])) == text(gateways(name=["a", "b"]))
    assert text(gateways(name=["a", "b"])) != text(gateways(name=["a", "c"]))


def test_more_members_stand_in_the_head():
    assert text(gateways(), meta={"default_day": "2026-03-13"}).startswith(
        HEAD + ',"default_day":"2026-03-13","features":['
    )


def test_an_empty_frame_is_a_collection_without_features():
    empty = gateways().iloc[:0]
    assert json.loads(text(empty))["features"] == []


def test_what_is_not_known_is_null():
    frame = gateways(a=[np.nan, 1.5], b=[None, "x"], c=[pd.NaT, pd.Timestamp("2025-10-11")])
    first, second = (feature["properties"] for feature in json.loads(text(frame))["features"])
    assert (first["a"], first["b"], first["c"]) == (None, None, None)
    assert (second["a"], second["b"], second["c"]) == (1.5, "x", "2025-10-11")


def test_a_feature_without_a_place_has_no_geometry():
    frame = gateways().set_geometry(gpd.GeoSeries([None, shapely.Point()], crs="EPSG:4326"))
    assert [feature["geometry"] for feature in json.loads(text(frame))["features"]] == [None, None]


def test_points_that_rounding_makes_alike_are_left_out_of_lines():
    line = shapely.LineString([(0, 0), (0.0001, 0), (1, 0)])
    frame = gpd.GeoDataFrame({"id": ["l"]}, geometry=[line], crs="EPSG:4326")
    (feature,) = json.loads(text(frame, decimals=2))["features"]
    assert feature["geometry"]["coordinates"] == [[0, 0], [1, 0]]


@pytest.mark.parametrize("crs", ["EPSG:32642", None])
def test_another_crs_is_refused(crs):
    frame = gateways().set_crs(crs, allow_override=True) if crs else gateways().set_crs(None, allow_override=True)  # fmt: skip
    with pytest.raises(ValueError, match=r"gates: expected EPSG:4326, got .*; reproject"):
        text(frame)


def test_ids_that_stand_twice_are_all_named():
    points = [shapely.Point(0, 0)] * 5
    frame = gpd.GeoDataFrame({"id": ["b", "a", "b", "a", "c"]}, geometry=points, crs="EPSG:4326")
    with pytest.raises(ValueError, match=r"gates: repeated ids \['a', 'b'\]"):
        text(frame)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (np.int64(3), 3),
        (2.0, 2),
        (2.5, 2.5),
        (float("inf"), None),
        (np.float64("nan"), None),
        (np.True_, True),
        ((1, np.nan), [1, None]),
        ({1: {"a": pd.NaT}}, {"1": {"a": None}}),
        (date(2025, 10, 11), "2025-10-11"),
        (datetime(2025, 10, 11, 6, 30), "2025-10-11T06:30:00"),  # noqa: DTZ001
        ("", ""),
    ],
    ids=repr,
)
def test_a_cell_becomes_what_json_knows(cell, told):
    assert plain(cell) == told
    assert type(plain(cell)) is type(told)
