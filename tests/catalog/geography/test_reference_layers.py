import io

import numpy as np
import pytest
import shapely
from PIL import Image

from catalog.corridors.tracing import CorridorTracer
from catalog.geography.reference_layers import FOCUS
from catalog.geography.relief import relief
from catalog.geography.towns import LEFT_OUT
from catalog.paths import GEO, SOURCES
from catalog.tables.reading import read_table
from tests.catalog.built import frame, unit_at

# name, lon, lat: from an atlas
TOWNS = [
    ("Kabul", 69.17, 34.53),
    ("Kandahar", 65.71, 31.61),
    ("Herat", 62.20, 34.35),
    ("Mazar-i-Sharif", 67.11, 36.71),
    ("Zaranj", 61.86, 30.96),
    ("Spin Boldak", 66.40, 31.01),
    ("Peshawar", 71.57, 34.01),
    ("Quetta", 67.00, 30.19),
    ("Karachi", 67.01, 24.86),
    ("Islamabad", 73.05, 33.69),
    ("Zahedan", 60.86, 29.50),
    ("Mashhad", 59.57, 36.30),
    ("Tehran", 51.39, 35.69),
    ("Chabahar", 60.64, 25.29),
    ("Bandar Abbas", 56.27, 27.19),
    ("Kyiv", 30.52, 50.45),
    ("Arifwala", 73.07, 30.29),
]


@pytest.mark.parametrize(("name", "lon", "lat"), TOWNS)
def test_a_town_stands_where_it_is_and_once(name, lon, lat):
    found = frame("places")[frame("places")["name"] == name]
    (point,) = found.geometry
    assert shapely.distance(point, shapely.Point(lon, lat)) < 0.13


def test_a_second_row_of_a_town_is_left_out_wherever_the_list_is_read():
    left_out = {row["name"] for row in read_table(SOURCES, LEFT_OUT)}
    assert "Arif Wala" in left_out
    assert left_out.isdisjoint(frame("places")["name"])
    assert ("Arif Wala", "PAK") not in CorridorTracer(SOURCES).towns


def test_the_population_of_a_town_of_geonames_is_not_that_of_another():
    towns = frame("places")
    listed = towns[
        towns["kind"].eq("town") & (towns["rank"] == 8) & (towns["population"] % 1000 > 0)
    ]
    assert not listed[listed.duplicated(["country", "population"], keep=False)]["name"].tolist()


def test_the_three_capitals_of_the_map_are_named_at_every_zoom():
    places = frame("places")
    own = places[(places["kind"] == "capital") & places["country"].isin(FOCUS)]
    assert sorted(own["name"]) == ["Islamabad", "Kabul", "Tehran"]
    assert set(own["minzoom"]) == {3}


def test_towns_of_the_three_countries_lie_in_them():
    places = frame("places")
    for row in places[places["country"].isin(FOCUS)].itertuples():
        unit = unit_at("land_detail", row.geometry.x, row.geometry.y)
        assert unit[:3] in (row.country, "")
        if not unit:  # a harbour before the coast
            land = frame("land_detail").geometry.to_numpy()
            assert shapely.distance(land, row.geometry).min() < 0.05, row.name


def test_places_are_ranked_and_named():
    places = frame("places")
    assert places["name"].str.strip().astype(bool).all()
    assert places["rank"].between(0, 9).all()
    assert places["minzoom"].between(3, 10).all()
    assert set(places["kind"]) == {"capital", "city", "town"}


SEAS = [
    "Arabian Sea",
    "Persian Gulf",
    "Gulf of Oman",
    "Caspian Sea",
    "Strait of Hormuz",
    "Indian Ocean",
    "Red Sea",
    "Bay of Bengal",
]


@pytest.mark.parametrize("name", SEAS)
def test_a_seas_name_stands_in_the_sea(name):
    seas = frame("seas")
    (point,) = seas.geometry[seas["name"] == name]
    assert unit_at("land", point.x, point.y) == ""


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Afghanistan", "AFG"),
        ("Pakistan", "PAK"),
        ("Iran", "IRN"),
        ("China", "CHN"),
        ("India", "IND"),
        ("Turkmenistan", "TKM"),
    ],
)
def test_a_countrys_name_stands_in_it(name, unit):
    seas = frame("seas")
    (point,) = seas.geometry[(seas["name"] == name) & (seas["kind"] == "country")]
    assert unit_at("land", point.x, point.y) == unit


@pytest.mark.parametrize(
    ("name", "box"),
    [
        ("Hindu Kush", (67, 34, 73.5, 37)),
        ("Thar Desert", (69, 25, 75, 30)),
        ("Lut Desert", (56, 29, 60, 33)),
        ("Sulaiman Range", (66.5, 28, 71, 33)),
        ("Kopet Dag Mountains", (54, 36, 61, 40)),
    ],
)
def test_a_range_or_desert_is_named_where_it_lies(name, box):
    seas = frame("seas")
    (point,) = seas.geometry[seas["name"] == name]
    assert shapely.box(*box).contains(point)


def test_leases_and_bases_are_not_named_as_countries():
    countries = frame("seas")[frame("seas")["kind"] == "country"]
    assert set(countries["name"]).isdisjoint({"Baikonur", "Akrotiri", "Dhekelia"})


def test_every_airport_that_is_asked_for_is_there_in_its_city():
    airports = frame("airports").set_index("label").geometry
    assert len(airports) == 33
    for code, lon, lat in (("KBL", 69.21, 34.57), ("ZBR", 60.38, 25.44), ("UET", 66.94, 30.25)):
        assert shapely.distance(airports[code], shapely.Point(lon, lat)) < 0.1


def test_inner_lines_of_provinces_stay_in_their_country():
    provinces = frame("provinces")
    land = frame("land_detail").set_index("id").geometry
    for code in FOCUS:
        lines = provinces.geometry[provinces["id"].str.startswith(f"{code}:")]
        assert len(lines) > 5
        outside = shapely.difference(lines.union_all(), shapely.buffer(land[code], 0.03))
        assert outside.length < 0.01


def test_lakes_and_rivers_lie_on_the_map():
    for name in ("lakes", "rivers"):
        shapes = frame(name).geometry
        assert shapes.is_valid.all()
        assert shapely.box(20, 0, 100, 60).buffer(0.001).contains(shapes.union_all())
    assert {"Helmand", "Indus"} <= set(frame("rivers")["name"])


def test_flat_ground_and_water_are_mid_grey_in_the_relief(tmp_path):
    picture = np.full((60, 80), 200, dtype=np.uint8)
    picture[30, 30:50] = 20  # one dark crest on an even plain
    Image.fromarray(picture).save(tmp_path / "shade.png")
    made = relief(tmp_path / "shade.png", [shapely.box(20, 20, 80, 40)])
    grey = np.asarray(Image.open(io.BytesIO(made)).convert("L"), dtype=int)
    assert abs(int(grey[2, 2]) - 128) <= 3  # the sea
    assert grey.min() < 90  # the crest


def test_the_relief_covers_the_map_evenly_in_mercator():
    picture = Image.open(GEO / "relief.jpg")
    top = np.log(np.tan(np.pi / 4 + np.radians(60) / 2))
    assert picture.size[0] > 1000
    assert picture.size[1] / picture.size[0] == pytest.approx(top / np.radians(80), rel=0.35)
