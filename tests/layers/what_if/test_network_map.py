"""Provinces' ways to the sea and reach, as pictures of many ways at once."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from layers.registry import STYLES
from layers.view.view import View
from layers.what_if import network_map
from layers.what_if.answers import answer, what_if_key
from layers.what_if.network_map import LIMITS, Town
from routing.analysis.criticality import ProvinceRoute
from routing.model import Model
from routing.paths.search import Endpoint
from tests.catalog.built import collection

DAY = date(2025, 11, 22)


@pytest.fixture(scope="module")
def model():
    return Model.load()


def features(found):
    return json.loads(found.geojson())["features"]


def test_every_province_has_a_capital_on_the_map_and_a_style_that_there_is(model):
    found = answer(model, View(day=DAY, ask="provinces"))
    spots = [one for one in features(found) if one["properties"]["kind"] == "spot"]
    assert len(spots) == len(found.network_map.provinces) == 34
    assert {one["properties"]["style"] for one in features(found)} <= set(STYLES["scenario"])
    assert {key.style for key in found.network_map.keys} <= set(STYLES["scenario"])


def test_a_road_of_more_provinces_is_wider(model):
    found = answer(model, View(day=DAY, ask="provinces"))
    widths = {one["properties"]["width"] for one in features(found) if "width" in one["properties"]}
    assert len(widths) > 2


def test_with_every_crossing_shut_the_provinces_have_no_route_and_the_legend_says_so(model):
    found = answer(model, View(day=DAY, ask="provinces", close=("afg",)))
    assert "34 provinces cut off" in found.finding
    assert [key.style for key in found.network_map.keys] == ["gate_none"]


def test_closing_a_gateway_brings_no_town_nearer(model):
    found = answer(model, View(day=DAY, ask="isochrones", origin="Kabul", close=("milak",)))
    assert any(town.more > 1 for town in found.network_map.towns)
    assert min(town.more for town in found.network_map.towns) > -1e-6
    most = max(town.more for town in found.network_map.towns)
    assert found.network_map.towns[0].more == pytest.approx(most, abs=0.1)


def test_the_bands_of_reach_are_small_enough_to_send_and_have_a_legend_each(model):
    found = answer(model, View(day=DAY, ask="isochrones", origin="Kabul"))
    assert len(found.geojson()) < 600_000
    assert len(found.network_map.keys) == len(LIMITS["hours"])


def test_reach_from_nowhere_says_what_to_give(model):
    found = answer(model, View(day=DAY, ask="isochrones", origin="Atlantis"))
    assert "no place 'atlantis'" in found.error.lower()


def test_a_town_that_is_cut_off_is_hurt_most():
    assert Town("Herat", 10.0, None).more == float("inf")
    assert Town("Herat", 10.0, 12.0).more == 2.0


def test_questions_about_the_table_alone_draw_the_same_routes():
    view = View(day=DAY, origin="Kabul", destination="Karachi")
    assert what_if_key(view) == what_if_key(
        View(**{**vars(view), "ask": "by-day", "measure": "usd"})
    )


@pytest.mark.parametrize(
    ("port", "gateway"),
    [
        ("PK-KHI", "karachi"),
        ("PK-BQM", "karachi"),
        ("PK-GWD", "gwadar"),
        ("IR-BND", "bandar_abbas"),
        ("IR-ZBR-SB", "chabahar"),
        ("IR-ZBR-SK", "chabahar"),
        ("IN-BOM", "other"),
    ],
)
def test_a_provinces_route_has_the_colour_that_its_port_has_on_the_map(model, port, gateway):
    end = Endpoint("Kandahar", 65.7, 31.6)
    route: Any = SimpleNamespace(places=("XG-CHAMAN", port), cost_usd=SimpleNamespace(central=900))
    gateways = network_map._gateways(model)
    (spot,) = network_map._capitals([ProvinceRoute("Kandahar", "Kandahar", end, route)], gateways)
    assert spot["properties"]["style"] == f"gate_{gateway}"
    rows = [feature["properties"] for feature in collection("ports")["features"]]
    assert {row["gate"] for row in rows if row["place"] == port} <= {gateway}
