"""Print of days beyond the record: they say so, and no way looks open on them."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Shape
from briefing.map.map_context import MapContext
from briefing.map.routes import routes
from briefing.page.page import lay_out
from layers.palette import GATEWAYS
from layers.registry import TOGGLEABLE
from layers.routes import UNKNOWN_LINE

ROUTES = tuple(
    layer for layer in TOGGLEABLE if layer.file == "routes" and layer.id != "routes_planned"
)
AGED, UNKNOWN = date(2026, 11, 28), date(2027, 3, 1)


@pytest.fixture(scope="module", params=["light", "dark"])
def pages(material, request):
    """Lay a page out for each day, with every way that is built."""
    layers = (*material.default.layers, *(layer.id for layer in ROUTES))
    plain = replace(material.default, layers=tuple(dict.fromkeys(layers)), theme=request.param)
    days = (material.default.day, AGED, UNKNOWN)
    return {
        day: lay_out(material.scene(replace(plain, day=day)), SIZES["hd"], folder=material.folder)
        for day in days
    }


def said(page, role):
    words = " ".join(text.text for text in page.texts if text.role == role)
    return words.replace("\u00a0", " ")  # which hold dates together


def test_a_page_beyond_the_record_says_where_it_ends_and_another_does_not(pages, material):
    assert said(pages[material.default.day], "beyond") == ""
    aged, unknown = (said(pages[day], "beyond") for day in (AGED, UNKNOWN))
    assert aged == (
        "The record of crossings ends on 4 Oct 2026, 55 days before: marks show what was last "
        "reported, not what holds on the day shown."
    )
    assert unknown.endswith("148 days before: what holds on the day shown is not known.")


def test_on_a_day_of_which_nothing_is_known_no_line_has_a_gateways_colour(pages):
    page = pages[UNKNOWN]
    inks = {color for pair in GATEWAYS.values() for color in pair}
    strokes = [item.stroke for item in page.groups["map"] if isinstance(item, Shape)]
    assert UNKNOWN_LINE.ink(page.scene.theme).color in strokes
    assert not inks & set(strokes)


@pytest.mark.parametrize("day", [AGED, UNKNOWN])
def test_a_route_is_in_its_gateways_colour_only_where_it_is_cut(pages, material, day):
    scene = pages[day].scene
    context = MapContext(scene, pages[day].frame, SIZES["hd"], material.folder)
    drawn = [one_line for own in routes(context, ROUTES).drawn_lines.values() for one_line in own]
    assert len(drawn) > 20
    for one_line in drawn:
        assert one_line.cut or one_line.unknown, one_line.row["id"]
        assert not (one_line.cut and one_line.unknown)
    assert any(one_line.cut for one_line in drawn) == (day == AGED)


def test_the_legend_explains_the_dots_where_there_are_any(pages, material):
    told = {day: said(page, "legend") for day, page in pages.items()}
    assert all("Not known whether trade passes" in told[day] for day in (AGED, UNKNOWN))
    shut = replace(material.default, day=date(2025, 9, 15), layers=("routes_karachi", "crossings"))
    page = lay_out(material.scene(shut), SIZES["hd"], folder=material.folder)
    assert "Not known" not in said(page, "legend")
