"""What a View asks for beside its day: rings of what changed, two days, hexagons, the rounds."""

import io
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PIL import Image

from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Shape, Text
from briefing.export import export
from briefing.formats.figure import draw
from briefing.formats.prose import paragraph
from briefing.map.extent import to_degrees, to_pixels
from briefing.page.page import lay_out
from layers.palette import THEME_COLORS
from layers.registry import STYLES
from layers.scene.comparison import other_view
from layers.view.filters import Filter

THEN, NOW = date(2025, 10, 1), date(2025, 11, 22)


def laid(material, view, size="hd"):
    return lay_out(material.scene(view), SIZES[size], folder=material.folder)


def legend(page):
    return [item for section in page.sections for item in section.items]


@pytest.fixture(scope="module")
def compared(material):
    return replace(material.default, day=NOW, since=THEN)


def rings(page):
    ink, wide = THEME_COLORS[page.scene.theme]["text"], 1.8 * page.size.scale
    return [
        item
        for item in page.groups["map"]
        if isinstance(item, Shape)
        and item.stroke == ink
        and item.width == wide
        and not item.fill
        and not item.inside
    ]


def test_places_whose_status_changed_are_ringed(material, compared):
    page = laid(material, compared)
    torkham = next(r for r in page.scene.features("crossings") if r["place"] == "XG-TORKHAM")
    x, y = page.frame.at(*material.atlas["crossings"].positions[torkham["id"]])
    middles = [(one.points.min(axis=0) + one.points.max(axis=0)) / 2 for one in rings(page)]
    assert min(np.hypot(*(middle - (x, y))) for middle in middles) < 0.5
    assert len(middles) == len(material.changed_places(compared))
    assert not rings(laid(material, replace(compared, since=None)))
    assert any(item.note.startswith("Ringed:") for item in legend(page))
    assert "compared with 1 Oct 2025" in page.scene.subtitle
    assert "Compared with 1 Oct 2025: places" in paragraph(page.scene)


def test_two_days_stand_side_by_side_each_with_its_date_and_one_legend(material, compared):
    page = laid(material, replace(compared, compare="side"))
    days = [t.text for t in page.groups["map"] if isinstance(t, Text) and t.role == "day"]
    assert days == ["1 October 2025", "22 November 2025"]
    windows = {item.window for item in page.groups["map"] if isinstance(item, Shape)} - {None}
    left, right = sorted(windows, key=lambda box: box.x0)
    assert left.x1 < right.x0
    assert page.boxes["map"].holds(left)
    assert page.boxes["map"].holds(right)
    named = [(item.layer, item.kind) for item in legend(page) if item.text]
    assert len(named) == len(set(named))
    # Karachi's way over Torkham was open, and is closed: only the right map has an empty line.
    assert ("route_states", "closed") in named


def test_nothing_of_a_map_is_drawn_on_the_one_beside_it(material, compared):
    both = laid(material, replace(compared, compare="side"))
    pixels = np.asarray(Image.open(io.BytesIO(draw(both, "png", metadata={}))).convert("RGB"))
    left, right = sorted(
        {item.window for item in both.groups["map"] if isinstance(item, Shape) and item.window},
        key=lambda box: box.x0,
    )
    gap = pixels[
        round(left.y0 * 2 + 4) : round(left.y1 * 2 - 4),
        round(left.x1 * 2 + 4) : round(right.x0 * 2 - 4),
    ]
    panel = THEME_COLORS["light"]["panel"]
    assert (gap == [int(panel[i : i + 2], 16) for i in (1, 3, 5)]).all()


def test_the_other_day_is_compared_with_this_one(compared):
    other = other_view(replace(compared, compare="side"))
    assert (other.day, other.since) == (THEN, NOW)
    assert other_view(compared) is None


def test_incidents_are_counted_by_hexagon(material):
    view = replace(
        material.default.with_layer("incidents", on=True), day=NOW, window=None, heat="hex"
    )
    page = laid(material, view)
    color = STYLES["incidents"]["*"].light.color
    cells = [i for i in page.groups["map"] if isinstance(i, Shape) and i.fill == color]
    numbers = [
        int(item.text)
        for item in page.groups["map"]
        if isinstance(item, Text) and item.role == "mark" and item.text.isdigit()
    ]
    assert len(cells) == len(numbers) > 5
    assert {len(cell.points) for cell in cells} == {7}
    located = sum(bool(row.get("located")) for row in page.scene.features("incidents"))
    assert 0.9 * located <= sum(numbers) <= located
    assert any("hexagon" in item.note for item in legend(page))


def test_web_mercator_goes_there_and_back():
    places = np.array([(50.0, 23.0), (75.5, 38.6)])
    assert np.allclose(to_degrees(to_pixels(places, 5.5), 5.5), places)
    # As Leaflet has it: the whole world is 256 pixels at zoom 0, its middle at 128.
    assert np.allclose(to_pixels(np.array([(0.0, 0.0)]), 0), [[128, 128]])


def test_the_rounds_are_drawn_and_explained(material):
    view = replace(material.default.with_layer("rounds", on=True), lat=32, lon=58, zoom=4.5)
    page = laid(material, view)
    assert any(item.layer == "rounds" for item in legend(page))
    assert any(label.said.startswith("Round 1 to 2") for label in page.labels)


def test_a_filter_thins_the_marks_and_the_data(material):
    wide = replace(material.default.with_layer("incidents", on=True), window=None)
    few = replace(wide, filter=Filter(kinds=("strike",), deaths="5"))
    text = export(few, "geojson").decode()
    assert text.count('"layer": "incidents"') < export(wide, "geojson").decode().count(
        '"layer": "incidents"'
    )
    assert any(item.note.startswith("Only: strike") for item in legend(laid(material, few)))


def test_what_was_not_yet_known_is_not_in_the_data(material):
    now = replace(material.default, day=date(2026, 3, 12))
    then = replace(now, known=date(2025, 12, 1))
    assert set(shown(export(then, "geojson"))) != set(shown(export(now, "geojson")))
    ids = [row["id"] for row in material.scene(then).features("crossings")]
    assert shown(export(then, "geojson")) == ids


def shown(content):
    import json

    rows = [one["properties"] for one in json.loads(content)["features"]]
    return [row["id"] for row in rows if row["layer"] == "crossings"]
