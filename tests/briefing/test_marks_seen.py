"""Every status that the legend counts is a mark that can be seen in the picture."""

import io
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PIL import Image

from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Shape
from briefing.formats.figure import draw
from briefing.map.map_context import MapContext
from briefing.map.points import drawn_points
from briefing.page.page import lay_out
from layers.registry import BY_ID

SIZE = SIZES["hd"]


@pytest.fixture(scope="module", params=[date(2026, 3, 13), date(2026, 10, 4)], ids=str)
def picture(material, request):
    view = replace(material.default, day=request.param)
    page = lay_out(material.scene(view), SIZE, folder=material.folder)
    drawn = Image.open(io.BytesIO(draw(page, "png", metadata={}))).convert("RGB")
    context = MapContext(page.scene, page.frame, SIZE, material.folder)
    return context, np.asarray(drawn).astype(int)


def inks(spot):
    items = [item for item in spot.items if isinstance(item, Shape)]
    return {ink for item in items for ink in (item.fill, item.stroke) if ink}


def share(pixels, spot):
    """Return how much of a mark's middle is of its own colours."""
    scale = SIZE.dpi / 72
    x, y, r = spot.x * scale, spot.y * scale, 0.75 * spot.reach * scale
    rows, columns = np.mgrid[int(y - r) : int(y + r) + 1, int(x - r) : int(x + r) + 1]
    own = (rows - y) ** 2 + (columns - x) ** 2 <= r * r
    seen = pixels[rows[own], columns[own]]
    colours = [[int(ink[n : n + 2], 16) for n in (1, 3, 5)] for ink in inks(spot)]
    far = np.min([np.abs(seen - colour).max(axis=1) for colour in colours], axis=0)
    return float((far < 40).mean())


@pytest.mark.parametrize("layer", ["crossings", "ports"])
def test_every_known_status_is_seen_where_it_stands(picture, layer):
    context, pixels = picture
    known = [
        spot
        for spot in drawn_points(context, BY_ID[layer])
        if (spot.row.get("status_kind") or spot.row["kind"]) in ("open", "limited", "closed")
    ]
    known = [spot for spot in known if not spot.within or spot.joined]
    assert known
    hidden = {spot.row["id"]: share(pixels, spot) for spot in known}
    assert {key: part for key, part in hidden.items() if part < 0.6} == {}


def test_marks_of_one_place_that_differ_stand_side_by_side(picture):
    context, _ = picture
    found = drawn_points(context, BY_ID["crossings"])
    for one in found:
        for other in found:
            if one.row["kind"] != other.row["kind"]:
                far = np.hypot(one.x - other.x, one.y - other.y)
                assert far > 0.9 * one.reach, (one.row["id"], other.row["id"])
