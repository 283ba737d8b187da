"""What a what-if looks like in every format: its ways, its figures, what they rest on."""

import io
import json
from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pytest
from PIL import Image
from pptx import Presentation

from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Shape
from briefing.deck import read_views
from briefing.deck_file import DeckError
from briefing.export import export
from briefing.formats.prose import notes, paragraph
from briefing.formats.tables import tables
from briefing.map.what_if import answered
from briefing.page.page import lay_out
from briefing.receipt import receipt_of
from briefing.verification.verify import verify
from layers.what_if_lines import what_if_style

ASKED = {
    "origin": "Kabul",
    "destination": "Karachi",
    "close": ("torkham", "chaman-spin-boldak"),
    "alternatives": 3,
}


@pytest.fixture(scope="module")
def asked(material):
    layers = ("border", "ports", "crossings")
    return replace(material.default, day=date(2026, 3, 1), layers=layers, **ASKED)


@pytest.fixture(scope="module")
def found(material, asked):
    return material.scene(asked)


@pytest.fixture(scope="module")
def page(material, found):
    return lay_out(found, SIZES["hd"], folder=material.folder)


def test_the_legend_gives_every_routes_figures(found, page):
    words = " ".join(text.text for text in page.texts if text.role == "legend").replace(
        "\u00a0", " "
    )
    assert len(found.scenario.rows) == 3
    for row in found.scenario.rows:
        assert f"{row.rank}: {row.length_km:,.0f} km, {row.time_days:.1f} days" in words
        assert f"{row.cost_usd:,.0f} USD" in words


def test_the_head_says_what_is_closed(page):
    words = " ".join(text.text for text in page.texts if text.role == "day")
    assert "What if: Torkham and Spin Boldak-Chaman closed" in words


def test_the_scenarios_routes_lie_over_the_corridors_and_have_their_numbers(page):
    numbers = [text.text for text in page.texts if text.role == "mark"]
    assert {"1", "2", "3"} <= set(numbers)
    ink = what_if_style({"kind": "best", "mode": "road"}).ink("light").color
    assert any(isinstance(item, Shape) and item.stroke == ink for item in page.groups["map"])
    assert {box.owner for box in page.marks} >= {"way/1", "way/2", "way/3", "gate"}


def test_the_best_route_is_seen_where_it_runs(asked):
    asked = replace(asked, title="T", subtitle="T")
    with_it = np.asarray(Image.open(io.BytesIO(export(asked, "png"))).convert("L"), dtype=int)
    bare = replace(asked, origin="", destination="", close=())
    without = np.asarray(Image.open(io.BytesIO(export(bare, "png"))).convert("L"), dtype=int)
    dark = (np.count_nonzero(one[: one.shape[0] * 3 // 4, : one.shape[1] // 2] < 60)
            for one in (with_it, without))  # fmt: skip
    more, less = dark
    assert more > less + 1000


def test_without_a_what_if_nothing_is_added(material):
    from briefing.map.extent import frame_of
    from briefing.map.map_context import MapContext

    plain = material.scene(material.default)
    frame = frame_of(
        plain.view, lay_out(plain, SIZES["hd"], folder=material.folder).boxes["map"], 0.75
    )
    drawn = answered(MapContext(plain, frame, SIZES["hd"], material.folder))
    assert (drawn.lines, drawn.over, drawn.marks) == ([], [], [])


def test_the_words_say_the_route_its_figures_and_what_they_rest_on(found, material):
    best = found.scenario.rows[0]
    assert f"{best.cost_usd:,.0f} USD" in paragraph(found)
    routes = tables(found)[0]
    assert routes.title == "Routes, Kabul to Karachi on 1 March 2026"
    assert [row[0] for row in routes.rows] == ["1", "2", "3", ""]
    assert routes.head[-1] == "Sources"
    assert all(row[-1] for row in routes.rows)
    said = notes(found, receipt_of(found, material.folder, size="hd", format="pptx"))
    assert "Assumed: " in said
    assert "Published: " in said
    assert "OpenStreetMap" in said


def test_a_slide_has_a_table_of_the_routes(asked):
    deck = Presentation(io.BytesIO(export(asked, "pptx")))
    grids = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert grids[0].cell(0, 1).text == "Route"
    assert "–" in grids[0].cell(1, 1).text


@pytest.mark.parametrize("kind", ["geojson", "gpkg"])
def test_a_gis_gets_the_routes(asked, kind, tmp_path):
    path = tmp_path / f"ways.{kind}"
    path.write_bytes(export(asked, kind))
    if kind == "gpkg":
        frame = gpd.read_file(path, layer="what_if")
    else:
        frame = gpd.read_file(path)
        frame = frame[frame["layer"] == "what_if"]
    assert {"best", "other", "number"} <= set(frame["kind"])
    lines = frame[frame.geom_type == "LineString"]
    assert lines.is_valid.all()
    assert lines["style_color"].str.startswith("#").all()


def test_the_file_for_the_browser_holds_the_routes(asked):
    content = export(asked, "html").decode("utf-8")
    _, _, rest = content.partition('id="crx-file-what-if-0">')
    assert rest
    held = json.loads(rest.partition("</script>")[0])
    assert {"best", "other"} <= {one["properties"]["kind"] for one in held["features"]}


def test_the_receipt_covers_the_network_and_its_parameters(found, material, asked, tmp_path):
    held = receipt_of(found, material.folder, size="hd", format="png").data
    assert {"network.npz", "routing_tables.json", "small_towns.json"} <= set(held)
    path = tmp_path / "what-if.png"
    path.write_bytes(export(asked, "png"))
    assert verify(path).same


def test_a_day_without_a_route_says_so_and_gives_no_advice_for_a_page(material, asked):
    shut = material.scene(replace(asked, close=("afg",)))
    assert shut.subtitle.startswith("No route from Kabul to Karachi")
    assert "Clear" not in shut.subtitle
    (row,) = tables(shut)[0].rows
    assert row[1].startswith("Baseline, ")


@pytest.mark.parametrize(
    "question", [{"ask": "provinces"}, {"ask": "isochrones", "origin": "Kabul"}]
)
def test_pictures_of_many_routes_have_a_table_too(material, question):
    scene = material.scene(replace(material.default, **question))
    table = tables(scene)[0]
    assert len(table.rows) > 30
    assert all(len(row) == len(table.head) for row in table.rows)


def test_a_closed_strait_is_ringed_where_it_lies(material, asked):
    scene = material.scene(replace(asked, close=("hormuz",)))
    (mark,) = scene.scenario.marks
    assert mark.closed
    assert (mark.lat, mark.lon) == pytest.approx((26.5, 56.4), abs=0.5)


@pytest.mark.parametrize(
    "link", ["from=Kabul&to=Karachi&close=torkhan", "from=Atlantis&to=Karachi"]
)
def test_a_name_that_nothing_goes_by_is_refused(material, link):
    with pytest.raises(DeckError, match=r"(?i)torkhan|atlantis"):
        read_views([link], material)


def test_the_ends_and_the_gateways_of_the_best_route_have_their_names(found, page):
    named = {label.said for label in page.labels}
    assert "Kabul" in named
    gateways = {"Zaranj-Milak", "Taftan-Mirjaveh"}
    assert {leg.origin for leg in found.scenario.routes[0].legs if leg.place} == gateways
    assert gateways <= named


def test_the_corridors_beside_the_scenarios_routes_have_no_names(material, asked):
    def named(**more):
        scene = material.scene(replace(material.default, day=asked.day, **more))
        page = lay_out(scene, SIZES["hd"], folder=material.folder)
        return {label.said for label in page.labels if label.name.along.startswith("routes")}

    assert named()
    assert not named(**ASKED)
